internal import Articles
@_spi(_Unicode) private import Swift

/// Shows raw file names so that they can break no log line, no digest and no terminal.
package enum DisplayName {
    /// The name in NFC; bytes that are not UTF-8 stand as `\xNN`, controls and direction marks as `\u{…}`.
    ///
    /// A backslash is doubled, so that no name can pretend to be the escape of another.
    package static func of(_ bytes: [UInt8]) -> String {
        var shown = String.UnicodeScalarView()
        var readable = String.UnicodeScalarView()
        var parser = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                readable.append(UTF8.decode(encoded))
                position += encoded.count
            case .error(let length):
                append(readable, to: &shown)
                readable = String.UnicodeScalarView()
                for byte in bytes[position..<min(position + length, bytes.count)] {
                    shown.append(contentsOf: ("\\x" + hexadecimal(byte)).unicodeScalars)
                }
                position += length
            case .emptyInput:
                append(readable, to: &shown)
                return String(shown)
            }
        }
    }

    private static func append(_ readable: String.UnicodeScalarView, to shown: inout String.UnicodeScalarView) {
        for scalar in String(readable)._nfc {
            if scalar == "\\" {
                shown.append(contentsOf: "\\\\".unicodeScalars)
            } else if mustBeEscaped(scalar) {
                SafeText.append(scalar, spelledTo: &shown)
            } else {
                shown.append(scalar)
            }
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }

    /// Whether a scalar is unsafe in any text, or of no meaning that everybody shares: nobody could type it back.
    static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        if SafeText.isUnsafe(scalar) { return true }
        return switch scalar.properties.generalCategory {
        case .privateUse, .unassigned, .surrogate: true
        // Joiners make emoji and Indic words; every other format character is a direction mark, a tag or invisible.
        case .format: scalar.value != 0x200C && scalar.value != 0x200D
        default: false
        }
    }
}
