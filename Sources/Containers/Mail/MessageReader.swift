import Articles

/// Reads mail and pages that a browser saved as a message.
struct MessageReader {
    private let name: String
    private let limits: ContainerLimits
    private var reader: MIMEReader
    private var documents: [ContainedDocument] = []

    /// Whether the file starts with the header of a message.
    ///
    /// Articles may start with lines that look like fields, so the fields of a message must be there.
    static func isMessage(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, (first | 0x20) &- UInt8(ascii: "a") < 26 else { return false }
        let start = startOfHeader(bytes)
        let fields = HeaderFields(bytes, start..<min(bytes.count, start + headerReach))
        guard fields.isWellFormed, fields.fields.count >= 2 else { return false }
        if fields["content-type"]?.lowercased().hasPrefix("multipart/") == true { return true }
        return fields.has("mime-version") || fields.has("from") && fields.has("date") && fields.has("subject")
    }

    /// How far the header of a message is looked through.
    private static let headerReach = 1 << 18

    /// Behind the line that mailboxes put in front of each message.
    private static func startOfHeader(_ bytes: [UInt8]) -> Int {
        guard bytes.starts(with: "From ".utf8) else { return 0 }
        return bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    init(_ file: SavedPage, limits: ContainerLimits) {
        name = file.name
        self.limits = limits
        reader = MIMEReader(file.bytes, file: file.name, limits: limits)
    }

    /// The message's own text, then those of the messages attached to it.
    mutating func read() throws(ContainerError) -> [ContainedDocument] {
        var waiting = [(range: Self.startOfHeader(reader.bytes)..<reader.bytes.count, depth: 1)]
        while let message = waiting.popLast() {
            guard message.depth <= limits.maximumDepth else {
                throw .nestedTooDeep(file: name, limit: limits.maximumDepth)
            }
            let known = reader.attached.count
            let whole = reader.part(message.range)
            if let text = try reader.text(of: whole) { documents.append(document(whole, text)) }
            let attached = reader.attached[known...]
            waiting += attached.reversed().map { ($0, message.depth + 1) }
            guard documents.count <= limits.maximumDocuments else {
                throw .tooManyDocuments(file: name, limit: limits.maximumDocuments)
            }
        }
        guard !documents.isEmpty else { throw .noDocument(file: name, kind: "a message") }
        if documents.count > 1 { for index in documents.indices { documents[index].part = String(index + 1) } }
        return documents
    }

    private func document(_ message: MIMEReader.Part, _ text: MIMEReader.Part) -> ContainedDocument {
        let coding = text.fields["content-transfer-encoding"].flatMap(GivenMetadata.line)?.lowercased()
        var bytes = TransferCoding.decode(reader.bytes[text.body], coding: coding)
        if text.type.parameters["format"]?.lowercased() == "flowed" { bytes = FlowedText.joined(bytes) }
        let page = SavedPage(name: name, bytes: bytes, transportCharset: text.type.charset)
        let given = Self.isMail(message.fields) ? mail(message.fields) : savedPage(message.fields, text)
        return ContainedDocument(page: page, given: given)
    }

    /// Whether somebody sent it: a browser that saves a page writes none of these.
    private static func isMail(_ fields: HeaderFields) -> Bool {
        fields.has("from") && transportFields.contains { fields.has($0) } && !fields.has("snapshot-content-location")
    }

    private static let transportFields = ["to", "message-id", "received", "delivered-to", "return-path", "list-id"]

    /// What the header says of a newsletter: subject, sender and date are its own.
    private func mail(_ fields: HeaderFields) -> GivenMetadata {
        var given = GivenMetadata()
        given.isAuthoritative = true
        given.title = fields["subject"].flatMap(GivenMetadata.line).flatMap(Self.withoutReplyMarks)
        given.site = fields["from"].flatMap(Self.displayName)
        given.published = fields["date"].flatMap(InternetDate.time)
        let address = fields["archived-at"].map { $0.filter { $0 != "<" && $0 != ">" } }
        given.url = address.flatMap(GivenMetadata.address)
        return given
    }

    /// What a browser notes of a page: its address and title.
    ///
    /// The date is the day it was saved, which says nothing about when it was written.
    private func savedPage(_ fields: HeaderFields, _ text: MIMEReader.Part) -> GivenMetadata {
        var given = GivenMetadata()
        given.title = fields["subject"].flatMap(GivenMetadata.line)
        let addresses = [
            fields["snapshot-content-location"], fields["content-location"], text.fields["content-location"],
        ]
        given.url = addresses.lazy.compactMap { $0.flatMap(GivenMetadata.address) }.first
        return given
    }

    /// The marks that mail programs put before the subject of a forwarded or answered message.
    private static let replyMarks = ["fwd:", "fw:", "re:", "전달:", "답장:", "회신:", "wg:", "tr:"]

    private static func withoutReplyMarks(_ subject: String) -> String? {
        var rest = Substring(subject)
        // More than a few in a row are a text about them.
        for _ in 0..<8 {
            guard let mark = replyMarks.first(where: { rest.lowercased().hasPrefix($0) }) else { break }
            rest = rest.dropFirst(mark.count).drop { $0.isWhitespace }
        }
        return rest.isEmpty ? nil : String(rest)
    }

    /// The name in front of a sender's address.
    private static func displayName(_ sender: String) -> String? {
        guard let bracket = sender.firstIndex(of: "<") else { return nil }
        return GivenMetadata.line(sender[..<bracket].filter { $0 != "\"" && $0 != "\\" })
    }
}
