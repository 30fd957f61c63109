import Articles
import HTML

/// What a page's markup says about the page, collected in one walk and not yet weighed.
struct PageHead: Sendable {
    /// The `content` of `meta` elements by their lower-case `name` or `property`, in page order.
    private(set) var metas: [(name: String, content: String)] = []
    private(set) var title: String?
    private(set) var canonical: String?
    private(set) var language: String?
    /// The objects of the page's JSON-LD, graphs and lists opened.
    private(set) var linkedData: [JSONValue] = []
    /// Scripts in which the page's content may be escaped.
    private(set) var contentScripts: [Int] = []
    /// `time` elements and others with a machine-readable date, in page order.
    private(set) var times: [Int] = []
    /// Elements that microdata marks as the headline.
    private(set) var headlines: [Int] = []
    /// Elements that are marked as the author: `rel=author`, `itemprop=author`.
    private(set) var authors: [Int] = []

    /// The most objects of JSON-LD that are looked at.
    private static let maximumObjects = 400

    init(_ page: HTMLPage) {
        var index = 0
        while index < page.nodes.count {
            let node = page.nodes[index]
            switch node.tag {
            case .text: break
            case .meta: addMeta(page, index)
            case .title where title == nil && !Self.isInDrawing(page, index): title = folded(page.text(of: index))
            case .link:
                if canonical == nil, page.string(.rel, of: index)?.lowercased() == "canonical" {
                    canonical = page.string(.href, of: index)
                }
            case .html: language = language ?? page.string(.lang, of: index)
            case .script: addScript(page, index)
            case .time: times.append(index)
            default: addMarked(page, index, node)
            }
            index += 1
        }
    }

    /// The first `content` under one of `names`, in the order of `names`.
    func meta(_ names: [String]) -> String? {
        for name in names {
            for meta in metas where meta.name == name && !meta.content.isEmpty { return meta.content }
        }
        return nil
    }

    /// The first `content` under one of `names`, in the order of `names`, with the vocabulary it belongs to.
    func sourced(_ names: [String]) -> (value: String, source: MetadataSource)? {
        for name in names {
            guard let content = meta([name]) else { continue }
            let source: MetadataSource =
                name.hasPrefix("og:") ? .openGraph : name.hasPrefix("dc") ? .dublinCore : .meta
            return (content, source)
        }
        return nil
    }

    /// The contents of all metas under `name`.
    func allMetas(_ name: String) -> [String] { metas.filter { $0.name == name && !$0.content.isEmpty }.map(\.content) }

    /// The JSON-LD objects that describe an article.
    var articles: [JSONValue] {
        linkedData.filter { object in
            (object["@type"]?.elements ?? []).contains { type in
                guard let name = type.string else { return false }
                return name.hasSuffix("Article") || name.hasSuffix("BlogPosting") || name == "Report"
                    || name == "LiveBlogPosting"
            }
        }
    }

    /// The longest body in the page's JSON-LD.
    var articleBody: String? {
        linkedData.compactMap { $0["articleBody"]?.string }.max { $0.utf8.count < $1.utf8.count }
    }

    /// Notes an element of the body that markup says is a date, the headline or the author.
    private mutating func addMarked(_ page: HTMLPage, _ index: Int, _ node: HTMLPage.Node) {
        for slot in Int(node.start)..<Int(node.start) + Int(node.attributeCount) {
            let attribute = page.attributes[slot]
            let value = page.bytes[Int(attribute.start)..<Int(attribute.end)]
            switch attribute.name {
            case .dataDateTime, .datetime: times.append(index)
            case .rel where value.elementsEqual("author".utf8): authors.append(index)
            case .itemprop:
                if value.elementsEqual("datePublished".utf8) { times.append(index) }
                if value.elementsEqual("headline".utf8) { headlines.append(index) }
                if value.elementsEqual("author".utf8) { authors.append(index) }
            default: break
            }
        }
    }

    private mutating func addMeta(_ page: HTMLPage, _ index: Int) {
        guard let content = page.string(.content, of: index) else { return }
        for key in [HTMLAttributeName.property, .name, .itemprop] {
            if let name = page.string(key, of: index) { metas.append((name.lowercased(), folded(content))) }
        }
    }

    private mutating func addScript(_ page: HTMLPage, _ index: Int) {
        let type = page.string(.type, of: index)?.lowercased() ?? ""
        guard type.contains(bytes: "ld+json") else {
            if index + 1 < Int(page.nodes[index].end) { contentScripts.append(index) }
            return
        }
        for inner in index + 1..<max(index + 1, Int(page.nodes[index].end)) where page.nodes[inner].tag == .text {
            let range = Int(page.nodes[inner].start)..<Int(page.nodes[inner].textEnd)
            if let value = LenientJSON.value(in: page.bytes, range) { open(value) }
        }
    }

    /// Collects the objects of `value` that have a type, breadth first.
    private mutating func open(_ value: JSONValue) {
        var queue = [value]
        var head = 0
        while head < queue.count, linkedData.count < Self.maximumObjects, head < Self.maximumObjects * 4 {
            let next = queue[head]
            head += 1
            switch next {
            case .array(let items): queue += items
            case .object(let members):
                if next["@type"] != nil { linkedData.append(next) }
                for member in members
                where ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"].contains(member.key) {
                    queue.append(member.value)
                }
            default: break
            }
        }
    }

    /// Whether the title belongs to an SVG drawing.
    private static func isInDrawing(_ page: HTMLPage, _ index: Int) -> Bool {
        var node = Int(page.nodes[index].parent)
        while node >= 0 {
            if page.nodes[node].tag == .svg { return true }
            node = Int(page.nodes[node].parent)
        }
        return false
    }
}

/// `text` with its white space folded, its character references resolved and its ends trimmed.
func folded(_ text: String) -> String {
    let source = Array(CharacterReferences.resolved(text).utf8)
    var target: [UInt8] = []
    var folder = TextFolder()
    folder.append(source, 0..<source.count, to: &target, blockStart: 0)
    return String(decoding: target, as: UTF8.self)
}
