/// An HTTP answer as a web archive keeps it: status, fields and the body as it went over the wire.
struct HTTPAnswer {
    private let bytes: [UInt8]
    private(set) var status: Int
    private(set) var fields: HeaderFields
    private let body: Range<Int>

    /// The answer in `range`, or `nil` when it is none.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        guard bytes[range].starts(with: "HTTP/".utf8) else { return nil }
        var lines = LineCursor(bytes, range)
        guard let line = lines.next() else { return nil }
        let words = bytes[line.prefix(Self.longestStatusLine)].split(separator: 0x20)
        guard words.count >= 2, let status = Int(String(decoding: words[1], as: UTF8.self)) else { return nil }
        self.bytes = bytes
        self.status = status
        fields = HeaderFields(bytes, lines.position..<range.upperBound)
        body = fields.end..<range.upperBound
    }

    private static let longestStatusLine = 64

    enum Failure: Error { case damaged, tooLarge, unknownCoding(String) }

    /// The body as the site wrote it: put together from its chunks and unpacked, to no more than `limit` bytes.
    func content(limit: Int) throws(Failure) -> [UInt8] {
        var content = Array(bytes[body])
        let transfer = fields["transfer-encoding"]?.lowercased() ?? ""
        if transfer.contains("chunked"), let whole = Self.unchunked(content) { content = whole }
        let codings = (fields["content-encoding"] ?? "").lowercased().split { $0 == "," || $0 == " " }
        // Some archivers keep the body unpacked and the field as it was.
        for coding in codings.reversed().prefix(Self.mostCodings) {
            content = try Self.unpacked(content, String(coding), limit: limit)
        }
        return content
    }

    private static let mostCodings = 2

    private static func unpacked(_ content: [UInt8], _ coding: String, limit: Int) throws(Failure) -> [UInt8] {
        do {
            switch coding {
            case "identity", "": return content
            case "gzip", "x-gzip": return Gzip.isGzip(content[...]) ? try Gzip.unpack(content, limit: limit) : content
            case "deflate":
                return isMarkup(content) ? content : try Gzip.unpackDeflate(content, limit: limit)
            default:
                if isMarkup(content) { return content }
                throw Failure.unknownCoding(coding)
            }
        } catch let failure as Inflater.Failure {
            throw failure == .tooLarge ? .tooLarge : .damaged
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .damaged
        }
    }

    private static func isMarkup(_ content: [UInt8]) -> Bool {
        content.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    /// The body without the marks of its chunks, or `nil` when it has none: some archivers take them out.
    private static func unchunked(_ body: [UInt8]) -> [UInt8]? {
        var content: [UInt8] = []
        content.reserveCapacity(body.count)
        var lines = LineCursor(body, 0..<body.count)
        while let line = lines.next() {
            let digits = body[line].prefix { TransferCoding.hexValue($0) != nil }
            guard (1...8).contains(digits.count) else { return content.isEmpty ? nil : content }
            let size = digits.reduce(0) { $0 << 4 | Int(TransferCoding.hexValue($1) ?? 0) }
            guard size > 0 else { return content }
            let end = min(body.count, lines.position + size)
            content.append(contentsOf: body[lines.position..<end])
            // The line break behind the chunk.
            var rest = LineCursor(body, end..<body.count)
            _ = rest.next()
            lines = rest
        }
        return content
    }
}
