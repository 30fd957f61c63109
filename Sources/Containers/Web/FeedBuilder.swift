import HTML

/// Receives the elements of a feed and puts the entries together.
final class FeedBuilder {
    private let maximumEntries: Int
    private(set) var entries: [FeedEntry] = []
    /// The feed's own name.
    private(set) var title: String?
    private(set) var hasTooMany = false
    private var depth = 0
    private var entry: FeedEntry?
    /// How deep the open entry lies.
    private var entryDepth = 0
    /// The text being read: what for and how deep its element lies.
    private var target: (field: FeedEntry.Field?, depth: Int)?
    private var text = FeedText(form: .plain)
    /// Whether elements are open inside the text, as in XHTML content.
    private var inner: [String] = []

    init(maximumEntries: Int) { self.maximumEntries = maximumEntries }

    /// Takes in an event; whether more are wanted.
    func receive(_ event: XMLEvents.Event) -> Bool {
        switch event {
        case .open(let name, let attributes): open(Self.standard(name), attributes)
        case .close: close()
        case .text(let bytes): add(bytes)
        }
        return !hasTooMany
    }

    /// Prefixes that feeds give to the format's own elements, to be read without.
    private static let ownPrefixes = ["atom:", "atom10:", "a10:", "rss:"]

    private static func standard(_ name: String) -> String {
        ownPrefixes.first { name.hasPrefix($0) }.map { String(name.dropFirst($0.count)) } ?? name
    }

    /// Elements of an entry that carry a field, and how their text is to be read unless they say.
    private static let fields: [String: (field: FeedEntry.Field, form: FeedText.Form)] = [
        "title": (.title, .markup), "link": (.link, .plain), "guid": (.identifier, .plain),
        "description": (.summary, .markup), "summary": (.summary, .plain),
        "content:encoded": (.content, .markup), "content": (.content, .plain), "xhtml:body": (.content, .markup),
        "author": (.author, .plain), "dc:creator": (.author, .plain),
        "pubDate": (.published, .plain), "published": (.published, .plain), "issued": (.published, .plain),
        "dc:date": (.published, .plain), "dcterms:created": (.published, .plain),
        "dcterms:issued": (.published, .plain),
        "updated": (.updated, .plain), "modified": (.updated, .plain), "dcterms:modified": (.updated, .plain),
    ]

    private func open(_ name: String, _ attributes: [(name: String, value: String)]) {
        depth += 1
        if target != nil {
            if target?.field == .author {
                // Of an Atom author's members the name is wanted.
                if name == "name" { text.bytes.removeAll() }
                return inner.append(name)
            }
            // What was taken as plain so far becomes text among markup.
            if inner.isEmpty, text.form == .plain { text.bytes = FeedText.escaped(text.bytes[...]) }
            text.form = .markup
            inner.append(name)
            return text.bytes.append(contentsOf: "<\(name)>".utf8)
        }
        if entry == nil { return openOutside(name) }
        guard depth == entryDepth + 1 else { return }
        if name == "link", let address = attributes.first(where: { $0.name == "href" })?.value {
            let relation = attributes.first { $0.name == "rel" }?.value ?? "alternate"
            if relation == "alternate", entry?.link == nil { entry?.link = address }
            return
        }
        let isNoAddress = name == "guid" && attributes.contains { $0.name == "isPermaLink" && $0.value == "false" }
        guard let known = Self.fields[name], !isNoAddress else { return }
        let type = attributes.first { $0.name == "type" }?.value
        start(known.field, Self.form(type, standard: known))
    }

    private func openOutside(_ name: String) {
        if name == "item" || name == "entry" {
            entry = FeedEntry()
            entryDepth = depth
        } else if name == "title", depth <= Self.deepestTitle, title == nil {
            start(nil, .markup)
        }
    }

    /// The feed's title lies in `feed` or in `rss/channel`; that of its picture lies deeper.
    private static let deepestTitle = 3

    private static func form(_ type: String?, standard: (field: FeedEntry.Field, form: FeedText.Form)) -> FeedText.Form
    {
        switch type {
        case nil: standard.form
        case "html", "xhtml", "text/html", "application/xhtml+xml": .markup
        default: .plain
        }
    }

    private func start(_ field: FeedEntry.Field?, _ form: FeedText.Form) {
        target = (field, depth)
        text = FeedText(form: form)
        inner = []
    }

    private func add(_ bytes: ArraySlice<UInt8>) {
        guard let target else { return }
        if target.field == .author, let member = inner.last, member != "name" { return }
        if target.field == .author { return text.bytes.append(contentsOf: bytes) }
        text.bytes.append(contentsOf: inner.isEmpty ? Array(bytes) : FeedText.escaped(bytes))
    }

    private func close() {
        defer { depth -= 1 }
        if let target {
            if depth == target.depth { return finishText(target.field) }
            if let name = inner.popLast(), target.field != .author { text.bytes.append(contentsOf: "</\(name)>".utf8) }
            return
        }
        guard depth == entryDepth, let done = entry else { return }
        entry = nil
        guard entries.count < maximumEntries else { return hasTooMany = true }
        entries.append(done)
    }

    private func finishText(_ field: FeedEntry.Field?) {
        target = nil
        guard let field else { return title = GivenMetadata.line(text.plain) }
        guard text.bytes.contains(where: { $0 > 0x20 }) else { return }
        // The first of several is the entry's own; of contents the longest is whole.
        if let known = entry?.texts[field], field != .content || known.bytes.count >= text.bytes.count { return }
        entry?.texts[field] = text
    }
}
