/// The header of a message, an answer or a record: `Name: value` lines up to an empty one.
struct HeaderFields {
    private(set) var fields: [(name: String, value: ArraySlice<UInt8>)] = []
    /// Where the body begins.
    private(set) var end: Int
    /// Whether every line was a field or went on with one, and an empty line ended them.
    private(set) var isWellFormed = true

    /// The most fields that are kept; messages have some dozen.
    private static let maximumFields = 1000
    /// The longest name of a field.
    private static let longestName = 76

    /// Reads the header that starts at the beginning of `range`.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        end = range.upperBound
        var lines = LineCursor(bytes, range)
        while let line = lines.next() {
            if line.isEmpty {
                end = lines.position
                return
            }
            guard add(line, bytes) else {
                // A body without an empty line in front of it.
                isWellFormed = false
                end = line.lowerBound
                return
            }
        }
        isWellFormed = false
    }

    /// Takes in one line; whether it belongs to a header.
    private mutating func add(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09 {
            guard !fields.isEmpty else { return false }
            // The line break goes, the white space behind it stays.
            fields[fields.count - 1].value.append(contentsOf: bytes[line])
            return true
        }
        let head = bytes[line.lowerBound..<min(line.upperBound, line.lowerBound + Self.longestName + 1)]
        guard let colon = head.firstIndex(of: UInt8(ascii: ":")), colon > line.lowerBound,
            bytes[line.lowerBound..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return false }
        guard fields.count < Self.maximumFields else { return true }
        let name = String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self).lowercased()
        fields.append((name, bytes[(colon + 1)..<line.upperBound]))
        return true
    }

    /// The bytes of the first field of this name, in small letters.
    subscript(raw name: String) -> ArraySlice<UInt8>? { fields.first { $0.name == name }?.value }

    /// The first field of this name as text, its encoded words read.
    subscript(name: String) -> String? { self[raw: name].map { EncodedWords.text(of: Array($0)) } }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
}

/// Walks the lines of a range, ended by LF or CRLF.
struct LineCursor {
    private let bytes: [UInt8]
    private let end: Int
    /// Where the next line begins.
    private(set) var position: Int

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next line without its end.
    mutating func next() -> Range<Int>? {
        guard position < end else { return nil }
        let start = position
        var index = start
        while index < end, bytes[index] != 0x0A { index += 1 }
        position = min(index + 1, end)
        if index > start, bytes[index - 1] == 0x0D { index -= 1 }
        return start..<index
    }
}
