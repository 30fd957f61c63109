/// Checks bytes for UTF-8 and repairs what is nearly so.
enum UTF8Repair {
    /// How much of a text is well-formed UTF-8.
    struct Survey {
        /// Well-formed sequences of two bytes and more.
        var sequences = 0
        /// Bytes, or runs of a broken sequence, that are not UTF-8.
        var broken = 0
        var hasNull = false
    }

    /// Counts the sequences of `bytes` that are UTF-8 and those that are not.
    static func survey(_ bytes: [UInt8]) -> Survey {
        var survey = Survey()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte == 0 { survey.hasNull = true }
                index += 1
                while index + 8 <= bytes.count, isPlain(bytes, at: index) { index += 8 }
                continue
            }
            let length = sequenceLength(bytes, at: index)
            if length > 0 { survey.sequences += 1 } else { survey.broken += 1 }
            index += length > 0 ? length : brokenLength(bytes, at: index)
        }
        return survey
    }

    /// Whether the eight bytes from `index` on are all ASCII and none is NUL: markup mostly is.
    private static func isPlain(_ bytes: [UInt8], at index: Int) -> Bool {
        let word = unsafe bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        // Taking one from each byte sets its highest bit only where it was NUL, or not ASCII already.
        return (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0
    }

    /// `bytes` with each broken sequence replaced by U+FFFD, and NUL left out.
    static func repaired(_ bytes: [UInt8]) -> (text: [UInt8], replaced: Int) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var replaced = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte != 0 { text.append(byte) }
                index += 1
                continue
            }
            let length = sequenceLength(bytes, at: index)
            if length > 0 {
                text.append(contentsOf: bytes[index..<index + length])
                index += length
            } else {
                text.append(contentsOf: replacement)
                replaced += 1
                index += brokenLength(bytes, at: index)
            }
        }
        return (text, replaced)
    }

    /// The length of the well-formed sequence at `index`, or 0: table 3-7 of the Unicode Standard.
    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let lead = bytes[index]
        let left = bytes.count - index
        switch lead {
        case 0xC2...0xDF:
            return left > 1 && isTrail(bytes[index + 1]) ? 2 : 0
        case 0xE0...0xEF:
            guard left > 2, isTrail(bytes[index + 1]), isTrail(bytes[index + 2]) else { return 0 }
            if lead == 0xE0, bytes[index + 1] < 0xA0 { return 0 }
            // Lone surrogates are not characters.
            if lead == 0xED, bytes[index + 1] > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard left > 3, isTrail(bytes[index + 1]), isTrail(bytes[index + 2]), isTrail(bytes[index + 3]) else {
                return 0
            }
            if lead == 0xF0, bytes[index + 1] < 0x90 { return 0 }
            if lead == 0xF4, bytes[index + 1] > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }

    /// How many bytes of the broken sequence at `index` are replaced together: the lead and the trails it claims.
    private static func brokenLength(_ bytes: [UInt8], at index: Int) -> Int {
        let claimed: Int
        switch bytes[index] {
        case 0xC2...0xDF: claimed = 2
        case 0xE0...0xEF: claimed = 3
        case 0xF0...0xF4: claimed = 4
        default: return 1
        }
        var length = 1
        while length < claimed, index + length < bytes.count, isTrail(bytes[index + length]) { length += 1 }
        return length
    }

    private static func isTrail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
