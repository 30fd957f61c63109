/// Addresses from pages, made safe to be shown as links: of the web only, without anything that could hide in them.
enum SafeAddress {
    /// Longer ones are data, not addresses.
    private static let longest = 2000

    /// `address` as an absolute one of the web, or `nil` for every other scheme, fragments and nonsense.
    ///
    /// Relative ones are resolved against `base`, the page's own address, where there is one. Characters that an
    /// address cannot hold, brackets and quotes are put in per cent form, so no markup can end it early.
    static func absolute(_ address: String, base: String?) -> String? {
        let bytes = trimmed(Array(address.utf8))
        guard let first = bytes.first, bytes.count <= longest, first != UInt8(ascii: "#") else { return nil }
        if let length = scheme(bytes) {
            let name = String(decoding: bytes[..<length], as: UTF8.self).lowercased()
            guard name == "http" || name == "https", bytes[(length + 1)...].starts(with: "//".utf8),
                bytes.count > length + 3
            else { return nil }
            return encoded(bytes)
        }
        guard let base, base.hasPrefix("http") else { return nil }
        return resolved(bytes, Array(base.utf8)).map(encoded)
    }

    /// Without the white space and control characters that browsers ignore: `java\tscript:` is a scheme to them.
    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let inner = bytes.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0 }
        var rest = inner[...]
        while let first = rest.first, first <= 0x20 { rest.removeFirst() }
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        return Array(rest)
    }

    /// The length of the scheme before the first colon, if one is there.
    private static func scheme(_ bytes: [UInt8]) -> Int? {
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ":") { return index }
            // A colon after these belongs to a path, a query or a host.
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { return nil }
        }
        return nil
    }

    private static func resolved(_ bytes: [UInt8], _ base: [UInt8]) -> [UInt8]? {
        guard let colon = base.firstIndex(of: UInt8(ascii: ":")), base.count > colon + 3 else { return nil }
        let host = base[(colon + 3)...].prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        guard !host.isEmpty else { return nil }
        let origin = base[..<host.endIndex]
        if bytes.starts(with: "//".utf8) { return Array(base[...colon]) + bytes }
        if bytes[0] == UInt8(ascii: "/") { return origin + bytes }
        let path = base[host.endIndex...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if bytes[0] == UInt8(ascii: "?") { return origin + path + bytes }
        let folder = path.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? []
        return origin + (folder.isEmpty ? [UInt8(ascii: "/")] : folder) + bytes
    }

    /// Bytes that stand as they are: what RFC 3986 allows, without brackets and quotes.
    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&*+,;=%".utf8
    )

    private static func encoded(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if plain.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
