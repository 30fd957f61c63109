/// Finds the text to read in a MIME message: a mail, or a page that a browser saved as one (MHTML).
///
/// Parts are looked at in place; only the one that is wanted is decoded. Names in the message are compared, never used
/// as paths.
struct MIMEReader {
    /// A part with the fields that say what it is.
    struct Part {
        var fields: HeaderFields
        var type: ContentType
        var body: Range<Int>
    }

    let bytes: [UInt8]
    private let file: String
    private let limits: ContainerLimits
    private var count = 0
    /// The messages that were found attached, in their order.
    private(set) var attached: [Range<Int>] = []

    init(_ bytes: [UInt8], file: String, limits: ContainerLimits) {
        self.bytes = bytes
        self.file = file
        self.limits = limits
    }

    /// The part whose header starts at the beginning of `range`.
    func part(_ range: Range<Int>, standard: ContentType = .plainText) -> Part {
        let fields = HeaderFields(bytes, range)
        let type = fields["content-type"].map { ContentType($0) } ?? standard
        return Part(fields: fields, type: type.type.isEmpty ? standard : type, body: fields.end..<range.upperBound)
    }

    /// The part that holds the text of `part`, or `nil` when it has none.
    mutating func text(of part: Part, depth: Int = 1) throws(ContainerError) -> Part? {
        if part.type.isMultipart, let boundary = part.type.parameters["boundary"], !boundary.isEmpty {
            guard depth <= limits.maximumDepth else { throw .nestedTooDeep(file: file, limit: limits.maximumDepth) }
            return try text(of: part, children: children(of: part, boundary), depth: depth)
        }
        if part.type.type == "message/rfc822" {
            attached.append(part.body)
            return nil
        }
        let isAttachment = part.fields["content-disposition"]?.lowercased().hasPrefix("attachment") ?? false
        let isText = part.type.isHTML || part.type.type == "text/plain" || part.type.isMultipart
        return isText && !(isAttachment && depth > 1) ? part : nil
    }

    private mutating func text(
        of parent: Part,
        children: [Part],
        depth: Int
    ) throws(ContainerError) -> Part? {
        var ordered = children
        if parent.type.type == "multipart/related", let root = root(of: parent, children) {
            ordered.insert(ordered.remove(at: root), at: 0)
        }
        let isAlternative = parent.type.type == "multipart/alternative"
        var found: Part?
        for child in ordered {
            // Behind the text, only attached messages are of interest, alone or in a digest.
            let isWanted = found == nil || isAlternative
            guard isWanted || child.type.isMultipart || child.type.type == "message/rfc822" else { continue }
            guard let text = try text(of: child, depth: depth + 1) else { continue }
            // Of alternatives the last is the richest, but nothing is richer than a page.
            if found == nil || isAlternative && (text.type.isHTML || found?.type.isHTML == false) { found = text }
        }
        return found
    }

    /// The page among the parts of a saved page: by `start`, by the address the message is about, else the first.
    private func root(of parent: Part, _ children: [Part]) -> Int? {
        if let start = parent.type.parameters["start"] {
            let identifier = Self.bare(start)
            if let index = children.firstIndex(where: { Self.bare($0.fields["content-id"] ?? "") == identifier }) {
                return index
            }
        }
        for name in ["snapshot-content-location", "content-location"] {
            guard let address = parent.fields[name].flatMap(GivenMetadata.line) else { continue }
            let index = children.firstIndex {
                $0.fields["content-location"].flatMap(GivenMetadata.line) == address && $0.type.isHTML
            }
            if let index { return index }
        }
        return children.firstIndex { $0.type.isHTML }
    }

    /// An identifier without its angle brackets.
    private static func bare(_ identifier: String) -> String {
        identifier.filter { $0 != "<" && $0 != ">" && !$0.isWhitespace }
    }

    /// Cuts a multipart at its boundary lines; what stands before the first is nobody's.
    private mutating func children(of part: Part, _ boundary: String) throws(ContainerError) -> [Part] {
        let standard = part.type.type == "multipart/digest" ? ContentType("message/rfc822") : .plainText
        let delimiter = Array("--".utf8) + Array(boundary.utf8)
        var children: [Part] = []
        var start: Int?
        var lines = LineCursor(bytes, part.body)
        while let line = lines.next() {
            guard isDelimiter(line, delimiter) else { continue }
            if let start {
                count += 1
                guard count <= limits.maximumParts else { throw .tooManyParts(file: file, limit: limits.maximumParts) }
                children.append(self.part(start..<endOfPart(before: line.lowerBound, from: start), standard: standard))
            }
            start = lines.position
            if isClosing(line, delimiter) { return children }
        }
        // The message was cut off; what came through is read.
        if let start, start < part.body.upperBound {
            children.append(self.part(start..<part.body.upperBound, standard: standard))
        }
        return children
    }

    /// Whether the line is the delimiter, with nothing behind it but the closing mark and blanks.
    private func isDelimiter(_ line: Range<Int>, _ delimiter: [UInt8]) -> Bool {
        guard line.count >= delimiter.count, bytes[line].starts(with: delimiter) else { return false }
        var rest = bytes[line].dropFirst(delimiter.count)
        if rest.starts(with: "--".utf8) { rest = rest.dropFirst(2) }
        return rest.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private func isClosing(_ line: Range<Int>, _ delimiter: [UInt8]) -> Bool {
        bytes[line].dropFirst(delimiter.count).starts(with: "--".utf8)
    }

    /// The line break in front of a delimiter belongs to it.
    private func endOfPart(before delimiter: Int, from start: Int) -> Int {
        var end = delimiter
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }
}
