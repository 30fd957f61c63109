/// Finds the character set that a page names in its own head.
enum CharsetLabel {
    /// How far into the page a `meta` element is looked for.
    ///
    /// Browsers stop at 1 KB; saved pages put banners, base addresses and inlined styles before it.
    private static let reach = 1 << 16

    /// The label in the first `meta` element or XML declaration that has one.
    ///
    /// Only there: `charset` attributes of script elements name the script's encoding, not the page's.
    static func declared(in bytes: [UInt8]) -> String? {
        let end = min(bytes.count, reach)
        var index = 0
        while index + 6 < end {
            if bytes[index] == UInt8(ascii: "<") {
                if matches("meta", in: bytes, at: index + 1), let label = label(in: bytes, from: index + 5, "charset") {
                    return label
                }
                if matches("?xml", in: bytes, at: index + 1), let label = label(in: bytes, from: index + 5, "encoding")
                {
                    return label
                }
            }
            index += 1
        }
        return nil
    }

    /// The value after `name` and `=` inside the tag that `start` lies in.
    private static func label(in bytes: [UInt8], from start: Int, _ name: StaticString) -> String? {
        let limit = min(bytes.count, start + 512)
        var index = start
        while index < limit, bytes[index] != UInt8(ascii: ">") {
            if matches(name, in: bytes, at: index) {
                var cursor = index + name.utf8CodeUnitCount
                while cursor < limit, bytes[cursor] <= 0x20 { cursor += 1 }
                if cursor < limit, bytes[cursor] == UInt8(ascii: "=") {
                    return value(in: bytes, from: cursor + 1, limit)
                }
            }
            index += 1
        }
        return nil
    }

    private static func value(in bytes: [UInt8], from start: Int, _ limit: Int) -> String? {
        var index = start
        while index < limit, bytes[index] <= 0x20 || isQuote(bytes[index]) { index += 1 }
        let first = index
        while index < limit, bytes[index] > 0x20, !isQuote(bytes[index]), !";/>?".utf8.contains(bytes[index]) {
            index += 1
        }
        return index > first ? String(decoding: bytes[first..<index], as: UTF8.self) : nil
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// Whether `name`, in lower case, stands at `index`, in whatever case.
    private static func matches(_ name: StaticString, in bytes: [UInt8], at index: Int) -> Bool {
        guard index + name.utf8CodeUnitCount <= bytes.count else { return false }
        var cursor = index
        for byte in name.description.utf8 {
            guard bytes[cursor] | (byte >= 0x40 ? 0x20 : 0) == byte else { return false }
            cursor += 1
        }
        return true
    }
}
