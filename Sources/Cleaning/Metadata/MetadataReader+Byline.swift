import Articles
import HTML

extension MetadataReader {
    /// The writers: people before desks and agencies, and those before the outlet itself.
    func byline(
        _ lines: [(index: Int, text: String)],
        _ outlet: SiteNames
    ) -> (names: [String], source: MetadataSource?) {
        // A desk that names itself is better than nothing, when no person is named anywhere.
        var desk: (names: [String], source: MetadataSource)?
        for find in [linkedAuthors, metaAuthors, markedAuthors] {
            guard let found = find() else { continue }
            let people = found.names.filter { !DeskNames.isDesk($0, outlet) }
            if !people.isEmpty { return (people, found.source) }
            desk = desk ?? found
        }
        if let names = visibleNames(lines, outlet) { return (names, .text) }
        if let desk { return desk }
        let organisations = clean(head.articles.flatMap { authorNames($0, organisations: true) })
        return (organisations, organisations.isEmpty ? nil : .jsonLD)
    }

    // MARK: - For machines

    private func linkedAuthors() -> (names: [String], source: MetadataSource)? {
        for article in head.articles {
            let names = clean(authorNames(article, organisations: false))
            if !names.isEmpty { return (names, .jsonLD) }
        }
        return nil
    }

    /// The names in an article's JSON-LD; an organisation is the desk, not the writer.
    private func authorNames(_ article: JSONValue, organisations: Bool) -> [String] {
        (article["author"]?.elements ?? []).flatMap { author -> [String] in
            let isOrganisation = author["@type"]?.string?.hasSuffix("Organization") ?? false
            if isOrganisation, !organisations { return [] }
            if let names = author["name"]?.elements.compactMap(\.string), !names.isEmpty { return names }
            let parts = [author["givenName"]?.string, author["familyName"]?.string].compactMap { $0 }
            return parts.isEmpty ? author.string.map { [$0] } ?? [] : [parts.joined(separator: " ")]
        }
    }

    private func metaAuthors() -> (names: [String], source: MetadataSource)? {
        var desk: [String] = []
        for name in Self.authorNames {
            let contents = head.allMetas(name)
            let names = clean(contents)
            // `Example Media (www.example.com)`
            let isAddress = contents.contains { $0.contains(bytes: "www.") || $0.contains(bytes: ".com") }
            if !isAddress, names.contains(where: { BylineReader.isKoreanName($0) || BylineReader.isBareName($0) }) {
                return (names, name.hasPrefix("dc") ? .dublinCore : .meta)
            }
            if desk.isEmpty { desk = names }
        }
        if let names = labelledMeta() { return (names, .meta) }
        return desk.isEmpty ? nil : (desk, .meta)
    }

    private static let authorNames = [
        "author", "article:author", "byl", "parsely-author", "sailthru.author", "articleauthor", "dc.creator",
        "dcterms.creator", "dable:author", "article:author_name", "og:article:author", "cxenseparse:author", "authors",
        "creator", "twitter:misc:written by", "twitter:misc:verfasst von",
    ]

    /// `twitter:data1` where `twitter:label1` says that it is the writer.
    private func labelledMeta() -> [String]? {
        for number in ["1", "2"] {
            guard let label = head.meta(["twitter:label" + number])?.lowercased(),
                Self.authorLabels.contains(label), let name = head.meta(["twitter:data" + number])
            else { continue }
            let names = clean([name])
            if !names.isEmpty { return names }
        }
        return nil
    }

    private static let authorLabels: Set<String> = [
        "written by", "verfasst von", "écrit par", "escrito por", "geschreven door", "scritto da", "napisane przez",
        "geschrieben von", "by", "author", "autor", "yazan", "ditulis oleh", "작성자", "글쓴이", "投稿者", "執筆者", "作者",
    ]

    /// The names in elements marked as the author.
    private func markedAuthors() -> (names: [String], source: MetadataSource)? {
        for node in head.authors where page.nodes[node].tag != .link {
            let inner = (node + 1..<max(node + 1, Int(page.nodes[node].end))).first { inner in
                page.attribute(.itemprop, of: inner).map { page.bytes[$0].elementsEqual("name".utf8) } ?? false
            }
            let content = page.string(.content, of: inner ?? node) ?? page.text(of: inner ?? node)
            let names = clean([content])
            if !names.isEmpty { return (names, .microdata) }
        }
        return nil
    }

    /// The single names in `texts`, without what is a credit, an address or a number.
    private func clean(_ texts: [String]) -> [String] {
        var found: [String] = []
        for text in texts where !text.contains(bytes: "://") && !text.contains(bytes: " | ") && text.utf8.count < 200 {
            guard TextMarks.words.groups(in: text) & TextMarks.credit == 0 else { continue }
            for part in text.split(whereSeparator: { ",;".contains($0) }).flatMap({ BylineReader.splitAnd(String($0)) })
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

    // MARK: - For readers

    /// The names on the lines around the headline and at the end of the article.
    private func visibleNames(_ lines: [(index: Int, text: String)], _ outlet: SiteNames) -> [String]? {
        for line in lines {
            let names = BylineReader.names(in: line.text).filter { !outlet.isName($0) }
            if !names.isEmpty { return names }
        }
        if let names = classedNames(lines, outlet) { return names }
        for line in lines {
            if let name = BylineReader.nameBesideDate(line.text), !outlet.isName(name) { return [name] }
        }
        let tail = tailNames()
        if !tail.isEmpty { return tail }
        for line in closingLines() {
            let names = BylineReader.labelledNames(in: line)
            if !names.isEmpty { return names }
        }
        return closingName(outlet).map { [$0] }
    }

    /// Names that stand alone in an element whose class says it is the author's.
    private func classedNames(_ lines: [(index: Int, text: String)], _ outlet: SiteNames) -> [String]? {
        for line in lines where features.statistics[line.index].characters < 50 && isAuthorElement(line.index) {
            let names = clean([line.text]).filter { name in
                (BylineReader.isBareName(name) || BylineReader.isKoreanName(name)) && !outlet.isName(name)
            }
            if !names.isEmpty { return names }
        }
        return nil
    }

    private func isAuthorElement(_ index: Int) -> Bool {
        var node = Int(text.blocks[index].node)
        for _ in 0..<3 where node >= 0 {
            if UInt32(text.roles[node]) & ClassVocabulary.author != 0 { return true }
            node = Int(page.nodes[node].parent)
        }
        return false
    }

    /// Korean reporters sign in the lead's bracket or after the last sentence.
    private func tailNames() -> [String] {
        guard let first = selection.kept.first, let last = selection.kept.last else { return [] }
        let opening = text.text(of: text.blocks[first])
        if let credit = CreditTag.split(opening) { return BylineReader.koreanNames(in: credit.credit) }
        let dateline = String(opening.prefix(50))
        if dateline.first == "(" || dateline.first == "[" {
            let names = BylineReader.koreanNames(in: dateline)
            if !names.isEmpty { return names }
        }
        for index in max(first, last - 2)..<min(text.blocks.count, last + 8)
        where features.statistics[index].characters < 90 {
            let names = BylineReader.koreanNames(in: text.text(of: text.blocks[index]))
            if !names.isEmpty { return names }
        }
        return BylineReader.koreanNames(in: String(text.text(of: text.blocks[last]).suffix(30)))
    }

    /// A name that stands alone under the last paragraph: how papers without bylines sign.
    private func closingName(_ outlet: SiteNames) -> String? {
        guard let last = selection.kept.last else { return nil }
        for index in [last, last + 1] where index < text.blocks.count {
            let content = text.text(of: text.blocks[index])
            let context = text.blocks[index].node >= 0 ? text.contexts[Int(text.blocks[index].node)] : 0
            let furniture = Surrounding.heading | Surrounding.related | Surrounding.list | Surrounding.nav
            guard context & furniture == 0, features.statistics[index].marks == 0, text.blocks[index].linkBytes == 0,
                BylineReader.isBareName(content), !outlet.isName(content)
            else { continue }
            return content.trimmingMarks
        }
        return nil
    }
}

/// Names under which desks and agencies sign instead of people.
enum DeskNames {
    private static let words = PatternSet([
        (
            1,
            """
            redaktion, redaction, rédaction, redacción, redação, redazione, redactie, editorial, newsroom, news desk
            newsdesk, <staff>, nachrichten, agencies, <admin>, administrator, webmaster, developer, <editor>, <desk>, <team>
            뉴스팀, 편집부, 편집국, 온라인뉴스, 디지털뉴스, 보도국, 편집자, 관리자, 기자단, 編集部, 编辑部
            <news>, .com, .de, .net, .co.kr
            """
        )
    ])

    /// Whether `name` is no person: the outlet itself, or a desk by the words in it.
    static func isDesk(_ name: String, _ outlet: SiteNames) -> Bool {
        outlet.isName(name) || words.groups(in: name) != 0
    }
}
