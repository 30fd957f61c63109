import Articles
import Charsets
import HTML

/// Reads a feed file (RSS 0.9 to 2.0, Atom): one document for each entry.
struct FeedReader {
    private let file: SavedPage
    private let limits: ContainerLimits

    init(_ file: SavedPage, limits: ContainerLimits) {
        self.file = file
        self.limits = limits
    }

    func read() throws(ContainerError) -> [ContainedDocument] {
        let decoded = TextDecoder.decode(file.bytes, transport: file.transportCharset)
        let (text, report) = (decoded.text, decoded.report)
        // The bound that the cleaner holds pages to: beyond one character in a hundred it was another encoding.
        guard report.replaced * 100 <= text.count(where: { $0 & 0xC0 != 0x80 }) else {
            throw .unreadableEncoding(file: file.name, charset: report.name, replaced: report.replaced)
        }
        let builder = FeedBuilder(maximumEntries: limits.maximumDocuments)
        do {
            try XMLEvents().parse(text) { builder.receive($0) }
        } catch {
            switch error {
            case .declaresEntities: throw .declaresEntities(file: file.name)
            case .nestedTooDeep(let limit): throw .nestedTooDeep(file: file.name, limit: limit)
            case .tooManyAttributes, .tooLarge: throw .damaged(file: file.name, kind: "a feed")
            }
        }
        guard !builder.hasTooMany else { throw .tooManyDocuments(file: file.name, limit: limits.maximumDocuments) }
        guard !builder.entries.isEmpty else { throw .noDocument(file: file.name, kind: "a feed") }
        return builder.entries.enumerated().map { number, entry in
            var document = document(number: number + 1, entry, site: builder.title)
            document.charset = report
            return document
        }
    }

    private func document(number: Int, _ entry: FeedEntry, site: String?) -> ContainedDocument {
        var given = entry.given
        given.site = site
        return ContainedDocument(
            part: String(number),
            page: SavedPage(name: "\(file.name)#\(number)", bytes: entry.page(title: given.title)),
            given: given
        )
    }
}

/// One entry as the feed gives it, its texts by what they are.
struct FeedEntry {
    /// What a text is for; the higher of two sources of one field wins.
    enum Field: Int {
        case title, content, summary, link, identifier, author, published, updated
    }

    var texts: [Field: FeedText] = [:]
    var link: String?

    /// What the feed says about the entry.
    var given: GivenMetadata {
        var given = GivenMetadata()
        given.isAuthoritative = true
        given.title = texts[.title].flatMap { GivenMetadata.line($0.plain) }
        given.byline = texts[.author].flatMap { Self.author($0.plain) }
        let addresses = [link, texts[.link]?.raw, texts[.identifier]?.raw]
        given.url = addresses.lazy.compactMap { $0.flatMap(GivenMetadata.address) }.first
        given.published =
            [.published, .updated].lazy.compactMap { texts[$0] }
            .compactMap { InternetDate.time($0.raw) }.first
        return given
    }

    /// A page of the entry's fullest text, with its title for a head.
    func page(title: String?) -> [UInt8] {
        let head = FeedText.escaped(title ?? "")
        let body =
            [texts[.content], texts[.summary]].lazy.compactMap { $0 }
            .first { $0.bytes.count >= Self.leastContent } ?? texts[.summary] ?? texts[.content]
        let open = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>\(head)</title></head><body><article>"
        return Array("\(open)<h1>\(head)</h1>\n".utf8) + (body?.markup ?? []) + Array("\n</article></body></html>".utf8)
    }

    /// Fewer bytes of content than this are a stand-in, and the summary says more.
    private static let leastContent = 40

    /// A person's name out of `mail@host (Name)`, `Name` or `Name <mail@host>`; an address alone names nobody.
    private static func author(_ text: String) -> String? {
        if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close, text.contains("@") {
            return GivenMetadata.line(String(text[text.index(after: open)..<close]))
        }
        let name = text.prefix { $0 != "<" }
        return name.contains("@") ? nil : GivenMetadata.line(String(name))
    }
}

/// A text of a feed, which may be markup or not.
struct FeedText {
    enum Form { case plain, markup }

    var form: Form
    var bytes: [UInt8] = []

    /// As it stands.
    var raw: String { String(decoding: bytes, as: UTF8.self) }

    /// Without markup.
    var plain: String {
        let isMarked = bytes.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
        guard form == .markup, isMarked, let page = try? HTMLParser().parse(Array("<p>".utf8) + bytes) else {
            return raw
        }
        return page.nodes.isEmpty ? "" : page.text(of: 0)
    }

    /// As a piece of a page: plain text in paragraphs, one for each line.
    var markup: [UInt8] {
        let isMarked = form == .markup && bytes.contains(UInt8(ascii: "<"))
        if isMarked { return Array("<div>".utf8) + bytes + Array("</div>".utf8) }
        return bytes.split { $0 == 0x0A || $0 == 0x0D }.flatMap { line in
            Array("<p>".utf8) + (form == .plain ? FeedText.escaped(line) : Array(line)) + Array("</p>\n".utf8)
        }
    }

    static func escaped(_ text: String) -> String { String(decoding: escaped(Array(text.utf8)[...]), as: UTF8.self) }

    /// `text` so that no byte of it is markup.
    static func escaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): result.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): result.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "&"): result.append(contentsOf: "&amp;".utf8)
            default: result.append(byte)
            }
        }
        return result
    }
}
