import Articles

/// Reads web archives (WARC, ISO 28500): one document for each answer that is a page.
struct WARCReader {
    private let file: SavedPage
    private let limits: ContainerLimits
    private var documents: [ContainedDocument] = []
    /// How many bytes the answers may still unpack to, together.
    private var budget: Int

    static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "WARC/".utf8) }

    init(_ file: SavedPage, limits: ContainerLimits) {
        self.file = file
        self.limits = limits
        budget = limits.maximumBytes
    }

    mutating func read() throws(ContainerError) -> [ContainedDocument] {
        let bytes = file.bytes
        var position = 0
        while position < bytes.count {
            // Two empty lines end a record; more do no harm.
            while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
            guard position < bytes.count else { break }
            guard bytes[position...].starts(with: "WARC/".utf8) else { throw damaged }
            var lines = LineCursor(bytes, position..<bytes.count)
            _ = lines.next()
            let fields = HeaderFields(bytes, lines.position..<bytes.count)
            guard fields.isWellFormed,
                let length = fields["content-length"].flatMap(GivenMetadata.line).flatMap({ Int($0) }),
                length >= 0, length <= bytes.count - fields.end
            else { throw damaged }
            position = fields.end + length
            try take(fields, fields.end..<position)
        }
        guard !documents.isEmpty else { throw .noDocument(file: file.name, kind: "a web archive") }
        return documents
    }

    private var damaged: ContainerError { .damaged(file: file.name, kind: "a web archive (WARC)") }

    /// Takes the document of one record, if it is a page.
    private mutating func take(_ record: HeaderFields, _ block: Range<Int>) throws(ContainerError) {
        let address = record["warc-target-uri"].map { $0.filter { $0 != "<" && $0 != ">" } }
            .flatMap(GivenMetadata.address)
        guard !Self.isForMachines(address) else { return }
        var page = SavedPage(name: name, bytes: [])
        var fault: ContainerError?
        switch record["warc-type"].flatMap(GivenMetadata.line)?.lowercased() {
        case "response":
            guard let answer = HTTPAnswer(file.bytes, block), (200..<300).contains(answer.status) else { return }
            let type = ContentType(answer.fields["content-type"] ?? "text/html")
            guard Self.isPage(type) else { return }
            (page.bytes, fault) = try content(of: answer)
            page.transportCharset = type.charset
        case "resource", "conversion":
            let type = ContentType(record["content-type"] ?? "")
            guard Self.isPage(type) else { return }
            page.bytes = Array(file.bytes[block])
            page.transportCharset = type.charset
        default: return
        }
        var given = GivenMetadata()
        given.url = address
        documents.append(
            ContainedDocument(part: String(documents.count + 1), page: page, given: given, fault: fault)
        )
        guard documents.count <= limits.maximumDocuments else {
            throw .tooManyDocuments(file: file.name, limit: limits.maximumDocuments)
        }
    }

    private var name: String { "\(file.name)#\(documents.count + 1)" }

    /// The body of an answer; one that cannot be unpacked is a fault of this document alone.
    private mutating func content(
        of answer: HTTPAnswer
    ) throws(ContainerError) -> (bytes: [UInt8], fault: ContainerError?) {
        do throws(HTTPAnswer.Failure) {
            let content = try answer.content(limit: budget)
            budget -= content.count
            guard budget >= 0 else { throw HTTPAnswer.Failure.tooLarge }
            return (content, nil)
        } catch {
            switch error {
            case .damaged: return ([], .damaged(file: name, kind: "a packed answer"))
            case .tooLarge: throw .inflatesTooLarge(file: file.name, limit: limits.maximumBytes)
            case .unknownCoding(let coding): return ([], .unknownCoding(file: name, coding: coding))
            }
        }
    }

    private static func isPage(_ type: ContentType) -> Bool { type.isHTML || type.type == "text/plain" }

    /// Crawlers fetch `robots.txt` for themselves; it is nothing to read.
    private static func isForMachines(_ address: String?) -> Bool { address?.hasSuffix("/robots.txt") ?? false }
}
