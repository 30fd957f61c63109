/// Names for files that Daybook makes: readable, valid UTF-8, and harmless to terminals, shells and links.
enum SafeName {
    /// The name with every byte that is not UTF-8, every control and every slash written `%NN`.
    static func of(_ bytes: [UInt8]) -> String {
        var result = ""
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                let scalar = UTF8.decode(encoded)
                if isHarmless(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    for byte in encoded { result += escaped(byte) }
                }
                position += encoded.count
            case .error(let length):
                for byte in bytes[position..<min(position + length, bytes.count)] { result += escaped(byte) }
                position += length
            case .emptyInput:
                return result
            }
        }
    }

    /// The bytes that `of` made this name of.
    static func original(_ name: some StringProtocol) -> [UInt8] {
        let bytes = Array(name.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let digits = bytes[(index + 1)...].prefix(2)
            if bytes[index] == UInt8(ascii: "%"), digits.count == 2,
                let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// `prefix` and `name`, the name cut in front of its extension until both fit in `limit` bytes.
    static func fitted(prefix: some StringProtocol, _ name: String, limit: Int) -> String {
        let room = limit - prefix.utf8.count
        guard name.utf8.count > room else { return prefix + name }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        // What looks like an extension but is longer than any is part of the name.
        let suffix = name[dot...].utf8.count <= longestExtension ? name[dot...] : ""
        var stem = ""
        for character in name.unicodeScalars {
            guard stem.utf8.count + UTF8.width(character) + suffix.utf8.count <= room else { break }
            stem.unicodeScalars.append(character)
        }
        return prefix + stem + suffix
    }

    /// `.markdown` and `.html.gz` fit.
    private static let longestExtension = 16

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "/" && scalar != "%" && !DisplayName.mustBeEscaped(scalar)
    }

    private static func escaped(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
