import Articles
import HTML

extension MetadataReader {
    /// The headline, weighed among the headings the reader sees and what the page tells machines.
    func title(_ names: SiteNames) -> TitleCandidate? {
        var candidates: [TitleCandidate] = []
        func add(_ text: String?, _ weight: Double, _ source: MetadataSource) {
            if let text { candidates.append(TitleCandidate(text: text, weight: weight, source: source)) }
        }
        let headline = head.articles.compactMap { $0["headline"]?.string }.first
        add(headline, Self.linkedDataWeight, .jsonLD)
        let shared = head.meta(["og:title"])
        let own = head.title.map { names.cut(folded($0)) }
        let known = [headline, shared, own].compactMap { $0 }
        let headings = mainHeadings(known, names)
        candidates += headings
        add(shared, Self.sharedWeight, .openGraph)
        add(markedHeadline(), Self.markedWeight, .microdata)
        for name in ["twitter:title", "title", "parsely-title", "sailthru.title"] {
            add(head.meta([name]), Self.otherMetaWeight, .meta)
        }
        add(head.meta(["dc.title", "dcterms.title"]), Self.otherMetaWeight, .dublinCore)
        if let own {
            let others = candidates.map { folded($0.text) }
            let whole = TitleChooser.cutAtSeparator(own, unlessIn: others)
            add(whole, Self.titleElementWeight, .titleElement)
        }
        // No heading at all: the line that the body takes up.
        if headings.isEmpty, let index = PlainTextLines(text: text, features: features).titleIndex(selection) {
            add(text.text(of: text.blocks[index]), Self.headingWeight, .text)
        }
        return TitleChooser.best(of: candidates, names: names.all)
    }

    // What each place is worth. What the reader sees counts most; what is written for shares and search engines is
    // often one text in three places, so each of those counts little. Chosen on the training pages, where a quarter
    // more or less of any one changes at most one page in a hundred.
    private static let headingWeight = 1.6
    private static let faintHeadingWeight = 0.7
    private static let otherHeadingWeight = 1.2
    private static let linkedDataWeight = 1.0
    private static let sharedWeight = 0.8
    private static let markedWeight = 0.8
    private static let titleElementWeight = 0.5
    private static let otherMetaWeight = 0.3

    /// The heading before the article, near it and like what the page calls itself elsewhere, and the page's first one
    /// where that is another.
    private func mainHeadings(_ known: [String], _ names: SiteNames) -> [TitleCandidate] {
        let firstKept = selection.kept.first ?? text.blocks.count
        let titles = known.map { Set(Words.hashes(of: $0)) }
        var headings: [Heading] = []
        for index in text.blocks.indices.prefix(firstKept + 3) {
            let context = text.blocks[index].node >= 0 ? text.contexts[Int(text.blocks[index].node)] : 0
            guard context & Surrounding.heading != 0, features.statistics[index].characters > 3,
                headings.count < Self.mostHeadings
            else { continue }
            let content = text.text(of: text.blocks[index])
            guard !HeadLineDate.isDateLine(content), !names.isName(content) else { continue }
            let words = Set(Words.hashes(of: content))
            let likeness =
                titles.map { Double($0.intersection(words).count) / Double(max(1, $0.union(words).count)) }
                .max() ?? 0
            // A heading among or below the first blocks is a sub-heading unless the page calls itself so.
            guard index < firstKept || likeness >= 0.5 else { continue }
            // A few letters at the first level are the outlet's logo.
            let isLogo = features.statistics[index].characters < Self.shortestHeadline && likeness < Self.leastLikeness
            let score = likeness + nearness(index, firstKept) + standing(context) - (isLogo ? 0.3 : 0)
            headings.append(
                Heading(index: index, text: content, context: context, likeness: likeness, isLogo: isLogo, score: score)
            )
        }
        return chosen(headings)
    }

    private struct Heading {
        var index: Int
        var text: String
        var context: UInt32
        var likeness: Double
        var isLogo: Bool
        var score: Double
    }

    /// Menus and teasers of a page may be headings by the hundred.
    private static let mostHeadings = 200

    private func chosen(_ headings: [Heading]) -> [TitleCandidate] {
        let lines = PlainTextLines(text: text, features: features)
        var headings = headings
        if headings.allSatisfy({ $0.likeness < Self.leastLikeness }) {
            // The page's own titles are of no help, as on templates that leave them unset: then the article's words are.
            let body = lines.bodyWords(selection)
            // A logo is no headline of a template, be it the only heading of the first level.
            for place in headings.indices where !headings[place].isLogo {
                headings[place].score += max(0, lines.headlineScore(headings[place].index, body))
            }
        }
        guard let best = headings.max(by: { $0.score < $1.score }), best.score > Self.leastHeading else { return [] }
        let weight = best.score >= Self.clearHeading ? Self.headingWeight : Self.faintHeadingWeight
        var result = [TitleCandidate(text: best.text, weight: weight, source: .heading)]
        let other = headings.first {
            $0.context & Surrounding.firstHeading != 0 && $0.context & Surrounding.list == 0 && $0.text != best.text
                && $0.likeness >= Self.leastLikeness
        }
        if let other {
            result.append(TitleCandidate(text: other.text, weight: Self.otherHeadingWeight, source: .heading))
        }
        return result
    }

    /// Characters; headlines are longer.
    private static let shortestHeadline = 8
    /// Below this share of common words two titles are not the same.
    private static let leastLikeness = 0.3
    /// Below this a heading says nothing about the article.
    private static let leastHeading = 0.05
    /// From this on it is like the page's title, or right above the article.
    private static let clearHeading = 0.3

    /// How near above the article a block stands, up to 0.4 for the one right above it.
    private func nearness(_ index: Int, _ firstKept: Int) -> Double {
        0.4 * max(0, 1 - Double(max(0, firstKept - index - 1)) / 12)
    }

    /// What the place of a heading says: first level before others, in lists and menus less.
    private func standing(_ context: UInt32) -> Double {
        let furniture = Surrounding.nav | Surrounding.related | Surrounding.comments | Surrounding.aside
        return (context & Surrounding.firstHeading != 0 ? 0.3 : 0) - (context & furniture != 0 ? 0.3 : 0)
            - (context & Surrounding.list != 0 ? 0.6 : 0)
    }

    /// The element that microdata marks as the headline.
    private func markedHeadline() -> String? {
        guard let node = head.headlines.first else { return nil }
        let content = page.string(.content, of: node) ?? folded(page.text(of: node))
        return content.isEmpty || content.utf8.count > 400 ? nil : content
    }
}

/// What the outlet is called: by its own name and by its address.
struct SiteNames {
    let site: String?
    /// The host without `www.`, as in `news.example`.
    let host: String?
    private let keys: [String]

    init(site: String?, url: String?) {
        self.site = site
        let rest = url.flatMap { $0.firstRange(ofBytes: "://").map { range in url![range.upperBound...] } }
        let full = rest?.prefix { $0 != "/" && $0 != "?" && $0 != ":" }.lowercased()
        host = full.map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }
        keys = ([site] + [host, Self.label(of: host)]).compactMap { $0 }.map(TitleChooser.squashed)
            .filter { $0.count > 2 }
    }

    /// All names, the outlet's own first.
    var all: [String] { [site, host].compactMap { $0 } }

    /// `title` without any of the names after or before a separator.
    func cut(_ title: String) -> String { all.reduce(title) { TitleChooser.withoutSite($0, site: $1) } }

    /// Whether `name` is one of the outlet's names, or is made of one and little else: `example.news`, `Example Staff`.
    func isName(_ name: String) -> Bool {
        let key = TitleChooser.squashed(name)
        guard key.count > 1 else { return false }
        return keys.contains {
            $0 == key || key.count > 2 && $0.hasPrefix(key) || key.hasPrefix($0) && key.count < $0.count + 14
        }
    }

    /// Whether `name` is one of the outlet's names and no more.
    func isExactly(_ name: String) -> Bool { keys.contains(TitleChooser.squashed(name)) }

    /// The part of the host that names the outlet: `example` of `news.example.co.kr`.
    private static func label(of host: String?) -> String? {
        guard var parts = host?.split(separator: ".").map(String.init), parts.count > 1 else { return nil }
        parts.removeLast()
        if parts.count > 1, ["co", "com", "or", "org", "ne", "net", "go", "ac", "gov"].contains(parts[parts.count - 1])
        {
            parts.removeLast()
        }
        return parts.last
    }
}
