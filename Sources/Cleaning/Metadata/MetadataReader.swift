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
        (metadata.url, metadata.origins.url) = parted(address())
        (metadata.site, metadata.origins.site) = parted(site())
        let names = SiteNames(site: metadata.site, url: metadata.url)
        if let title = title(names) { (metadata.title, metadata.origins.title) = (title.text, title.source) }
        (metadata.summary, metadata.origins.summary) = parted(summary())
        (metadata.section, metadata.origins.section) = parted(section())
        (metadata.image, metadata.origins.image) = parted(image())
        metadata.language = head.language.map { String($0.prefix(2)).lowercased() }
        metadata.origins.language = metadata.language == nil ? nil : .meta
        let headLines = lines(title: metadata.title)
        (metadata.published, metadata.publishedFrom) = published(headLines.map(\.text), url: metadata.url)
        (metadata.modified, metadata.origins.modified) = modified(headLines.map(\.text))
        let byline = byline(headLines, names)
        metadata.byline = byline.names.isEmpty ? nil : byline.names.joined(separator: ", ")
        metadata.origins.byline = byline.names.isEmpty ? nil : byline.source
        return metadata
    }

    typealias Sourced = (value: String, source: MetadataSource)

    private func parted(_ found: Sourced?) -> (String?, MetadataSource?) { (found?.value, found?.source) }

    private func site() -> Sourced? {
        let publisher = head.articles.compactMap { $0["publisher"]?.elements.first?["name"]?.string }.first
        let found =
            head.sourced(["og:site_name"]) ?? publisher.map { ($0, .jsonLD) }
            ?? head.sourced(["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"])
        guard let found, case let name = folded(found.value), !name.isEmpty else { return nil }
        return (name, found.source)
    }

    private func address() -> Sourced? {
        let found =
            head.canonical.map { ($0, .link) } ?? head.sourced(["og:url"])
            ?? head.articles.compactMap { $0["url"]?.string }.first.map { ($0, .jsonLD) }
        return found.flatMap { $0.0.hasPrefix("http://") || $0.0.hasPrefix("https://") ? $0 : nil }
    }

    private func summary() -> Sourced? {
        head.sourced(["og:description", "description", "twitter:description", "dcterms.description", "dc.description"])
            ?? head.articles.compactMap { $0["description"]?.string }.first.map { (folded($0), .jsonLD) }
    }

    private func section() -> Sourced? {
        head.sourced(["article:section", "section", "articlesection", "dc.subject.section"])
            ?? head.articles.compactMap { $0["articleSection"]?.elements.first?.string }.first.map {
                (folded($0), .jsonLD)
            }
    }

    /// The picture the page gives to others, an address of the web only.
    private func image() -> Sourced? {
        let linked = head.articles.compactMap { article in
            article["image"]?.elements.first.flatMap { $0["url"]?.string ?? $0.string }
        }
        let found =
            head.sourced(["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"])
            ?? linked.first.map { ($0, .jsonLD) }
        return found.flatMap {
            SafeAddress.absolute($0.0, base: head.canonical).map { address in (address, found!.source) }
        }
    }

    // MARK: - The lines around the headline

    /// The short lines from above the headline to the beginning of the body, and the last ones after it.
    func lines(title: String?) -> [(index: Int, text: String)] {
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
            .filter { features.statistics[$0].characters < 160 && !isCaption($0) }
            .map { ($0, text.text(of: text.blocks[$0])) }
    }

    /// Whether the block stands under a picture: dates and names in it belong to the picture.
    private func isCaption(_ index: Int) -> Bool {
        let node = Int(text.blocks[index].node)
        return node >= 0 && text.contexts[node] & Surrounding.figure != 0
    }
}
