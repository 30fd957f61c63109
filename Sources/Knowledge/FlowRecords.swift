/// Reads the form that the shipped files have: `- {key: value, key: [value, "value"]}`, one entry a line.
///
/// It accepts only what it is sure to read as YAML does, and answers `nil` to everything else.
enum FlowRecords {
    /// The records of a file in this form, or `nil`.
    static func scan(_ bytes: [UInt8]) -> [KnowledgeRecord]? {
        var scanner = Scanner(bytes: bytes)
        var records: [KnowledgeRecord] = []
        while !scanner.isAtEnd {
            scanner.skipSpaces()
            if scanner.skipLineEnd() { continue }
            guard scanner.isAtLineStart(after: "- {"), let record = scanner.record() else { return nil }
            records.append(record)
        }
        return records
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0
        var line = 1

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { position >= bytes.count }
        var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

        mutating func skipSpaces() {
            while byte == 0x20 { position += 1 }
        }

        /// Steps over a comment and a line break, if that is all that is left of the line.
        mutating func skipLineEnd() -> Bool {
            if byte == UInt8(ascii: "#") {
                while position < bytes.count, byte != 0x0A { position += 1 }
            }
            guard isAtEnd || byte == 0x0A else { return false }
            position += 1
            line += 1
            return true
        }

        mutating func isAtLineStart(after opening: StaticString) -> Bool {
            guard position == 0 || bytes[position - 1] == 0x0A else { return false }
            for expected in opening.description.utf8 {
                guard byte == expected else { return false }
                position += 1
            }
            return true
        }

        mutating func record() -> KnowledgeRecord? {
            var record = KnowledgeRecord(line: line)
            while true {
                skipSpaces()
                guard let key = plain(), byte == UInt8(ascii: ":"), position + 1 < bytes.count,
                    bytes[position + 1] == 0x20
                else { return nil }
                position += 1
                skipSpaces()
                guard let value = value() else { return nil }
                record.fields.append((key, value, line))
                skipSpaces()
                if byte == UInt8(ascii: ",") { position += 1; continue }
                guard byte == UInt8(ascii: "}") else { return nil }
                position += 1
                skipSpaces()
                return skipLineEnd() ? record : nil
            }
        }

        private mutating func value() -> KnowledgeRecord.Value? {
            guard byte == UInt8(ascii: "[") else { return scalar().map { .text($0) } }
            position += 1
            var items: [String] = []
            while true {
                skipSpaces()
                if byte == UInt8(ascii: "]") { position += 1; return .list(items) }
                guard let item = scalar() else { return nil }
                items.append(item)
                skipSpaces()
                if byte == UInt8(ascii: ",") { position += 1 } else if byte != UInt8(ascii: "]") { return nil }
            }
        }

        private mutating func scalar() -> String? {
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? quoted() : plain()
        }

        /// A quoted scalar without escapes.
        private mutating func quoted() -> String? {
            let quote = byte
            let start = position + 1
            position = start
            while position < bytes.count, byte != quote {
                if byte == UInt8(ascii: "\\") || byte == 0x0A { return nil }
                position += 1
            }
            guard position < bytes.count else { return nil }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            position += 1
            return byte == quote ? nil : text
        }

        /// A plain scalar: up to a character that could mean something, trailing spaces dropped.
        private mutating func plain() -> String? {
            let start = position
            if Self.cannotStart.contains(byte) { return nil }
            while position < bytes.count {
                switch byte {
                case 0x0A, 0x0D, 0x09, UInt8(ascii: "["), UInt8(ascii: "{"): return nil
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return slice(from: start)
                case UInt8(ascii: "#") where position > start && bytes[position - 1] == 0x20: return nil
                case UInt8(ascii: ":") where position + 1 < bytes.count && Self.endsKey.contains(bytes[position + 1]):
                    return slice(from: start)
                default: position += 1
                }
            }
            return nil
        }

        private func slice(from start: Int) -> String? {
            var end = position
            while end > start, bytes[end - 1] == 0x20 { end -= 1 }
            return end > start ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
        }

        /// Characters with a meaning of their own at the start of a plain scalar.
        private static let cannotStart = Set("&*!|>%@`?:-#\"',]}".utf8)
        private static let endsKey = Set(" ,]}\n".utf8)
    }
}
