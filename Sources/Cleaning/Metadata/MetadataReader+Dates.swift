import Articles
import HTML

extension MetadataReader {
    func published(_ lines: [String], url: String?) -> (PublicationTime?, MetadataSource?) {
        for article in head.articles {
            if let time = article["datePublished"]?.string.flatMap({ DateReader.first(in: $0) }) {
                return (time, .jsonLD)
            }
        }
        for name in Self.publishedNames {
            if let time = head.meta([name]).flatMap({ DateReader.first(in: $0) }) { return (time, .meta) }
        }
        if let time = publishedTime() { return (time, .time) }
        if let time = HeadLineDate.published(lines) { return (time, .text) }
        if let time = head.linkedData.lazy.compactMap({ $0["datePublished"]?.string }).first.flatMap({
            DateReader.first(in: $0)
        }) {
            return (time, .jsonLD)
        }
        if let time = url.flatMap({ URLDate.date(in: $0) }) { return (time, .url) }
        if let time = HeadLineDate.labelledOnly(closingLines()) { return (time, .text) }
        return (nil, nil)
    }

    /// The short lines after the article: some sites put date and author in a box there.
    func closingLines() -> [String] {
        guard let last = selection.kept.last else { return [] }
        return (last + 1..<max(last + 1, min(text.blocks.count, last + HeadLineDate.closingReach)))
            .filter { features.statistics[$0].characters < 80 }.map { text.text(of: text.blocks[$0]) }
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

    func modified(_ lines: [String]) -> (PublicationTime?, MetadataSource?) {
        for article in head.articles {
            if let time = article["dateModified"]?.string.flatMap({ DateReader.first(in: $0) }) {
                return (time, .jsonLD)
            }
        }
        let names = [
            "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod",
        ]
        if let time = names.lazy.compactMap({ head.meta([$0]) }).first.flatMap({ DateReader.first(in: $0) }) {
            return (time, .meta)
        }
        let time = HeadLineDate.modified(lines)
        return (time, time == nil ? nil : .text)
    }
}
