/// A JSON value as pages carry it.
indirect enum JSONValue: Sendable, Equatable {
    case text(String)
    case number(String)
    case flag(Bool)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
    case null

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, where the value is one.
    var string: String? {
        switch self {
        case .text(let text): text
        case .number(let digits): digits
        default: nil
        }
    }

    /// The elements of an array, or the value alone.
    var elements: [JSONValue] {
        if case .array(let items) = self { return items }
        return [self]
    }

    static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.text(let a), .text(let b)), (.number(let a), .number(let b)): a == b
        case (.flag(let a), .flag(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a.map(\.key) == b.map(\.key) && a.map(\.value) == b.map(\.value)
        case (.null, .null): true
        default: false
        }
    }
}

/// Reads JSON as templates print it: control characters in strings, trailing commas, comments around it, cut ends.
///
/// One page in forty carries JSON-LD that a strict parser refuses.
struct LenientJSON {
    private let bytes: [UInt8]
    private var index: Int
    private let end: Int
    private var budget = 200_000

    /// Deeper nesting is not read.
    private static let maximumDepth = 64

    /// The first value in `range`, or `nil` when none begins there.
    static func value(in bytes: [UInt8], _ range: Range<Int>) -> JSONValue? {
        guard let start = range.first(where: { bytes[$0] == UInt8(ascii: "{") || bytes[$0] == UInt8(ascii: "[") })
        else {
            return nil
        }
        var reader = LenientJSON(bytes: bytes, index: start, end: range.upperBound)
        return reader.value(depth: 0)
    }

    private init(bytes: [UInt8], index: Int, end: Int) {
        self.bytes = bytes
        self.index = index
        self.end = end
    }

    private mutating func value(depth: Int) -> JSONValue? {
        skipSpace()
        budget -= 1
        guard index < end, budget > 0, depth < Self.maximumDepth else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return .text(string())
        default: return word()
        }
    }

    private mutating func object(depth: Int) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        index += 1
        while true {
            skipSpace()
            guard index < end else { break }
            if bytes[index] == UInt8(ascii: "}") {
                index += 1
                break
            }
            guard bytes[index] == UInt8(ascii: "\"") else {
                index += 1
                continue
            }
            let key = string()
            skipSpace()
            guard index < end, bytes[index] == UInt8(ascii: ":") else { continue }
            index += 1
            guard let value = value(depth: depth + 1) else { break }
            members.append((key, value))
        }
        return .object(members)
    }

    private mutating func array(depth: Int) -> JSONValue {
        var items: [JSONValue] = []
        index += 1
        while true {
            skipSpace()
            guard index < end else { break }
            if bytes[index] == UInt8(ascii: "]") {
                index += 1
                break
            }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard let value = value(depth: depth + 1) else { break }
            items.append(value)
        }
        return .array(items)
    }

    /// A number, `true`, `false`, `null`, or whatever else stands up to the next delimiter.
    private mutating func word() -> JSONValue {
        let start = index
        while index < end, bytes[index] > 0x20, !",]}".utf8.contains(bytes[index]) { index += 1 }
        if index == start { index += 1 }
        switch String(decoding: bytes[start..<min(index, end)], as: UTF8.self) {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case let other where other.first.map { $0.isNumber || $0 == "-" } ?? false: return .number(other)
        default: return .null
        }
    }

    /// The string at `index`, escapes resolved; a raw line break in it is one.
    private mutating func string() -> String {
        index += 1
        var text: [UInt8] = []
        while index < end, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < end else {
                text.append(bytes[index])
                index += 1
                continue
            }
            index += 2
            switch bytes[index - 1] {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
            case UInt8(ascii: "u"): text.append(contentsOf: escaped())
            case let other: text.append(other)
            }
        }
        index = min(end, index + 1)
        return String(decoding: text, as: UTF8.self)
    }

    /// The character of the `\u` escape whose digits begin at `index`, surrogate pairs joined.
    private mutating func escaped() -> [UInt8] {
        guard let high = digits() else { return [] }
        var value = high
        if (0xD800..<0xDC00).contains(high), index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            index += 2
            if let low = digits(), (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            }
        }
        return Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? [0xEF, 0xBF, 0xBD]
    }

    private mutating func digits() -> UInt32? {
        guard index + 4 <= end, let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { return nil }
        index += 4
        return value
    }

    private mutating func skipSpace() {
        while index < end, bytes[index] <= 0x20 { index += 1 }
    }
}
