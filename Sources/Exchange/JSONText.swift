internal import Articles

/// Writes JSON into a byte buffer, keys in the order they are written.
///
/// Foundation's encoder sorts or shuffles keys and costs more than reading the text did; the contract's lines want
/// `schema` first and stay the same from run to run.
package struct JSONText: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Whether a comma must stand before the next key or element.
    private var needsComma = false

    package init() {}

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object whose members `body` writes.
    package mutating func object(_ body: (inout JSONText) -> Void) { nested("{", "}", body) }

    /// Writes an array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONText) -> Void) { nested("[", "]", body) }

    /// Writes an array with one element for each of `items`.
    package mutating func array<Item>(_ items: some Sequence<Item>, _ body: (inout JSONText, Item) -> Void) {
        array { json in
            for item in items { body(&json, item) }
        }
    }

    /// Writes `name` as the key of the value that is written next.
    package mutating func key(_ name: StaticString) {
        comma()
        // Keys are plain words.
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func value(_ text: String?) {
        comma()
        if let text { quote(text) } else { append("null") }
    }

    package mutating func value(_ number: Int) {
        comma()
        append(String(number))
    }

    /// Writes a number, without a fraction when it has none; what JSON has no word for becomes null.
    package mutating func value(_ number: Double?) {
        comma()
        guard let number, number.isFinite else { return append("null") }
        if number == number.rounded(), abs(number) < 9_007_199_254_740_992 {
            append(String(Int(number)))
        } else {
            append(String(number))
        }
    }

    package mutating func value(_ flag: Bool) {
        comma()
        append(flag ? "true" : "false")
    }

    package mutating func member(_ name: StaticString, _ text: String?) { key(name); value(text) }
    package mutating func member(_ name: StaticString, _ number: Int) { key(name); value(number) }
    package mutating func member(_ name: StaticString, _ number: Double?) { key(name); value(number) }
    package mutating func member(_ name: StaticString, _ flag: Bool) { key(name); value(flag) }

    private mutating func nested(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONText) -> Void) {
        comma()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Quotes `text`; besides what JSON demands, all that could steer or turn what shows it is escaped, because a line of
    /// output may be shown by a terminal or pasted into a script.
    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            append(text)
            bytes.append(UInt8(ascii: "\""))
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: append("\\\"")
            case 0x5C: append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0..<0x20: escape(UInt16(scalar.value))
            case 0x20..<0x7F: bytes.append(UInt8(scalar.value))
            // Hangul syllables are most of what is written, and none of them is unsafe.
            case 0xAC00...0xD7A3: bytes.append(contentsOf: UTF8.encode(scalar)!)
            case _ where SafeText.isUnsafe(scalar): UTF16.encode(scalar)!.forEach { escape($0) }
            default: bytes.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
}
