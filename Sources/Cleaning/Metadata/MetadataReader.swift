import Articles
import HTML

/// Weighs what a page of HTML says about its article: JSON-LD, meta elements, `time`, the lines near the headline.
struct MetadataReader {
    let page: HTMLPage
    let head: PageHead
    let text: BlockText
    let features: BlockFeatures
    let selection: Selection

    /// How many blocks above and below the headline may carry date and byline.
    private static let headReach = 14

    func read() -> PageMetadata {
        var metadata = PageMetadata()
        metadata.site = site()
        metadata.title = title(site: metadata.site)
        metadata.summary =
            head.meta(["og:description", "description", "twitter:description", "dcterms.description"])
            ?? head.articles.compactMap { $0["description"]?.string }.first
        metadata.section =
            head.meta(["article:section", "section"])
            ?? head.articles.compactMap { $0["articleSection"]?.elements.first?.string }.first
        metadata.url = address()
        metadata.language = head.language.map { String($0.prefix(2)).lowercased() }
        let headLines = lines(title: metadata.title)
        (metadata.published, metadata.publishedFrom) = published(headLines, url: metadata.url)
        metadata.modified = modified(headLines)
        let names = byline(headLines, site: metadata.site)
        metadata.byline = names.isEmpty ? nil : names.joined(separator: ", ")
        return metadata
    }

    private func site() -> String? {
        let publisher = head.articles.compactMap { $0["publisher"]?.elements.first?["name"]?.string }.first
        let name =
            head.meta(["og:site_name"]) ?? publisher
            ?? head.meta(["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"])
        return name.map { folded($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func address() -> String? {
        let found = head.canonical ?? head.meta(["og:url"]) ?? head.articles.compactMap { $0["url"]?.string }.first
        return found.flatMap { $0.hasPrefix("http") ? $0 : nil }
    }

    // MARK: - Headline

    private func title(site: String?) -> String? {
        var candidates = head.articles.compactMap { $0["headline"]?.string }.prefix(1).map { $0 }
        if let heading = mainHeading() { candidates.append(heading) }
        if let shared = head.meta(["og:title"]) { candidates.append(shared) }
        if let shared = head.meta(["twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"]) {
            candidates.append(shared)
        }
        if let title = head.title {
            candidates.append(TitleChooser.cutAtSeparator(TitleChooser.withoutSite(folded(title), site: site)))
        }
        return TitleChooser.best(of: candidates, site: site)
    }

    /// The heading before the article, most like the page's own title.
    private func mainHeading() -> String? {
        let firstKept = selection.kept.first ?? text.blocks.count
        var best: (text: String, score: Float)?
        let known = Set(Words.hashes(of: head.meta(["og:title"]) ?? head.title ?? ""))
        for (index, block) in text.blocks.enumerated() where index <= firstKept + 2 {
            let context = block.node >= 0 ? text.contexts[Int(block.node)] : 0
            guard context & Surrounding.heading != 0, features.statistics[index].characters > 3,
                !HeadLineDate.isDateLine(text.text(of: block))
            else { continue }
            let words = Set(Words.hashes(of: text.text(of: block)))
            let common = Float(words.intersection(known).count)
            let likeness = common / Float(max(1, words.union(known).count))
            let isFirst = context & Surrounding.firstHeading != 0
            // Near the article counts when the page's title is no help, as on templates that leave it unset.
            let nearness = 0.3 / Float(1 + max(0, firstKept - index))
            let score = likeness + (isFirst ? 0.3 : 0) + nearness
            if score > (best?.score ?? 0.05) { best = (text.text(of: block), score) }
        }
        // A heading unlike the page's title may be the site's name: then the line that the body takes up.
        if (best?.score ?? 0) < 0.5, let index = PlainTextLines(text: text, features: features).titleIndex(selection) {
            return text.text(of: text.blocks[index])
        }
        return best?.text
    }

    // MARK: - The lines around the headline

    /// The short lines from above the headline to the beginning of the body, and the last ones after it.
    private func lines(title: String?) -> [(index: Int, text: String)] {
        guard let first = selection.kept.first else { return [] }
        var start = max(0, first - Self.headReach)
        if let title {
            let key = TitleChooser.squashed(title)
            let near = (max(0, first - 60)..<min(text.blocks.count, first + 3)).last {
                features.statistics[$0].characters < title.count * 2 + 8
                    && TitleChooser.squashed(text.text(of: text.blocks[$0])) == key
            }
            if let near { start = max(0, near - 4) }
        }
        let end = min(text.blocks.count, first + 4)
        guard start < end else { return [] }
        return (start..<end).filter { !selection.isKept[$0] || features.statistics[$0].characters < 60 }
            .filter { features.statistics[$0].characters < 160 }
            .map { ($0, text.text(of: text.blocks[$0])) }
    }

    // MARK: - Dates

    private func published(_ lines: [(index: Int, text: String)], url: String?) -> (PublicationTime?, MetadataSource?) {
        for article in head.articles {
            if let time = article["datePublished"]?.string.flatMap({ DateReader.first(in: $0) }) {
                return (time, .jsonLD)
            }
        }
        for name in Self.publishedNames {
            if let time = head.meta([name]).flatMap({ DateReader.first(in: $0) }) { return (time, .meta) }
        }
        if let time = publishedTime() { return (time, .time) }
        if let time = HeadLineDate.published(lines.map(\.text)) { return (time, .text) }
        if let time = head.linkedData.lazy.compactMap({ $0["datePublished"]?.string }).first.flatMap({
            DateReader.first(in: $0)
        }) {
            return (time, .jsonLD)
        }
        if let time = url.flatMap({ URLDate.date(in: $0) }) { return (time, .url) }
        return (nil, nil)
    }

    private static let publishedNames = [
        "article:published_time", "og:article:published_time", "datepublished", "article:published", "parsely-pub-date",
        "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date", "pubdate",
        "publishdate", "publish-date", "publish_date", "publication_date", "date", "cxenseparse:recs:publishtime",
        "article.published", "article.created", "dcsext.articlefirstpublished", "last_updated_date_published",
        "vr:published_time",
        "article:regdate", "regdate",
    ]

    /// The first `time` element near the headline, or one that says it is the publication date.
    private func publishedTime() -> PublicationTime? {
        var fallback: PublicationTime?
        for node in head.times {
            let role = page.string(.itemprop, of: node)?.lowercased() ?? ""
            let value =
                page.string(.datetime, of: node) ?? page.string(.dataDateTime, of: node) ?? page.string(
                    .content,
                    of: node
                )
                ?? page.text(of: node)
            guard let time = DateReader.first(in: value) else { continue }
            if role.contains(bytes: "datepublished") || page.attribute(.dataDateTime, of: node) != nil { return time }
            if fallback == nil, !role.contains(bytes: "modified"), isNearHeadline(node) { fallback = time }
        }
        return fallback
    }

    /// Whether the element at `node` stands above the body or among its first blocks, and not in related lists.
    private func isNearHeadline(_ node: Int) -> Bool {
        guard let first = selection.kept.first else { return false }
        let start = Int(text.blocks[max(0, first - 40)].node)
        let end = Int(text.blocks[min(text.blocks.count - 1, first + 3)].node)
        let context = text.contexts.indices.contains(node) ? text.contexts[node] : 0
        return node >= start && node <= max(end, start) + 40
            && context & (Surrounding.related | Surrounding.comments | Surrounding.nav | Surrounding.aside) == 0
    }

    private func modified(_ lines: [(index: Int, text: String)]) -> PublicationTime? {
        for article in head.articles {
            if let time = article["dateModified"]?.string.flatMap({ DateReader.first(in: $0) }) { return time }
        }
        let names = [
            "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod",
        ]
        if let time = names.lazy.compactMap({ head.meta([$0]) }).first.flatMap({ DateReader.first(in: $0) }) {
            return time
        }
        return HeadLineDate.modified(lines.map(\.text))
    }

    // MARK: - Byline

    private func byline(_ lines: [(index: Int, text: String)], site: String?) -> [String] {
        for article in head.articles {
            let names = (article["author"]?.elements ?? []).flatMap { author -> [String] in
                // An organisation is the desk, not the writer: the page may name one elsewhere.
                if author["@type"]?.string?.hasSuffix("Organization") ?? false { return [] }
                let name = author["name"]?.elements.compactMap(\.string) ?? author.string.map { [$0] } ?? []
                return name
            }
            let cleaned = clean(names)
            if !cleaned.isEmpty, !isSite(cleaned, site) { return cleaned }
        }
        if let marked = markedAuthor(), !isSite(marked, site) { return marked }
        let metas = Self.authorNames.lazy.map { head.allMetas($0) }.first {
            !clean($0).isEmpty && !isSite(clean($0), site)
        }
        if let metas { return clean(metas) }
        for line in lines {
            let names = BylineReader.names(in: line.text)
            if !names.isEmpty { return names }
        }
        for line in lines {
            if let name = BylineReader.nameBesideDate(line.text) { return [name] }
        }
        let tail = tailNames()
        if !tail.isEmpty { return tail }
        // A desk is better than nothing.
        return clean(
            head.articles.flatMap { ($0["author"]?.elements ?? []).compactMap { $0["name"]?.string ?? $0.string } }
        )
    }

    private static let authorNames = [
        "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
        "dable:author",
        "article:author_name", "og:article:author", "cxenseparse:author", "authors", "creator", "twitter:data1",
    ]

    private func clean(_ names: [String]) -> [String] {
        var found: [String] = []
        for name in names where !name.contains(bytes: "://") && !name.contains(bytes: " | ") && name.utf8.count < 200 {
            for part in name.split(whereSeparator: { ",;".contains($0) }).flatMap({ BylineReader.splitAnd(String($0)) })
            {
                let trimmed = BylineReader.trimmed(folded(part))
                if trimmed.count > 1, trimmed.count < 60, !found.contains(trimmed), trimmed.contains(where: \.isLetter),
                    DateReader.first(in: trimmed) == nil, trimmed.lowercased() != "null",
                    !trimmed.contains(bytes: "min read")
                {
                    found.append(trimmed)
                }
            }
        }
        return found
    }

    private func isSite(_ names: [String], _ site: String?) -> Bool {
        guard let site, names.count == 1 else { return false }
        return TitleChooser.squashed(names[0]) == TitleChooser.squashed(site)
    }

    /// The text of elements marked as the author: `rel=author`, `itemprop=author`.
    private func markedAuthor() -> [String]? {
        for (index, node) in page.nodes.enumerated() where node.tag != .text && node.attributeCount > 0 {
            let isMarked = [HTMLAttributeName.rel, .itemprop].contains { name in
                page.attribute(name, of: index).map { page.bytes[$0].elementsEqual("author".utf8) } ?? false
            }
            guard isMarked, node.tag != .link else { continue }
            let names = clean([page.string(.content, of: index) ?? page.text(of: index)])
            if !names.isEmpty { return names }
        }
        return nil
    }

    /// Korean reporters sign in the lead's bracket or after the last sentence.
    private func tailNames() -> [String] {
        guard let first = selection.kept.first, let last = selection.kept.last else { return [] }
        let opening = text.text(of: text.blocks[first])
        if let credit = CreditTag.split(opening) { return BylineReader.koreanNames(in: credit.credit) }
        let dateline = String(opening.prefix(50))
        if dateline.first == "(" || dateline.first == "[", let names = Optional(BylineReader.koreanNames(in: dateline)),
            !names.isEmpty
        {
            return names
        }
        for index in max(first, last - 2)..<min(text.blocks.count, last + 8)
        where features.statistics[index].characters < 90 {
            let names = BylineReader.koreanNames(in: text.text(of: text.blocks[index]))
            if !names.isEmpty { return names }
        }
        return BylineReader.koreanNames(in: String(text.text(of: text.blocks[last]).suffix(30)))
    }
}
