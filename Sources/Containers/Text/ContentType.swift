/// The value of a `Content-Type` field: a type and its parameters.
struct ContentType {
    /// Such as `text/html`, in small letters.
    private(set) var type: String
    private(set) var parameters: [String: String] = [:]

    /// The most parameters that are read; two or three are usual.
    private static let maximumParameters = 32

    static let plainText = ContentType("text/plain")

    init(_ text: String) {
        let parts = Self.split(Array(text.utf8))
        type = parts.first.map { Self.trimmed($0[...]).lowercased() } ?? ""
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = Self.trimmed(part[..<equals]).lowercased()
            if parameters[name] == nil { parameters[name] = Self.value(part[(equals + 1)...]) }
        }
    }

    var charset: String? { parameters["charset"] }
    var isMultipart: Bool { type.hasPrefix("multipart/") }
    var isHTML: Bool { type == "text/html" || type == "application/xhtml+xml" }

    /// Cuts at the semicolons that stand outside quotes.
    private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: ";"), !isQuoted {
                if parts.count > maximumParameters { break }
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        return parts
    }

    private static func value(_ bytes: ArraySlice<UInt8>) -> String {
        let text = trimmed(bytes)
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let head = bytes.drop { $0 <= 0x20 }
        let kept = head.prefix(head.lastIndex { $0 > 0x20 }.map { $0 - head.startIndex + 1 } ?? 0)
        return String(decoding: kept, as: UTF8.self)
    }
}
