/// Small searches in UTF-8 bytes.
enum ByteSearch {
    /// Whether `word` stands at byte `index`, ASCII case folded.
    static func matches(_ word: [UInt8], in bytes: [UInt8], at index: Int) -> Bool {
        guard index >= 0, index + word.count <= bytes.count else { return false }
        for offset in word.indices where folded(bytes[index + offset]) != folded(word[offset]) { return false }
        return true
    }

    /// Whether `word` stands there as a whole Latin word.
    static func matchesWord(_ word: [UInt8], in bytes: [UInt8], at index: Int) -> Bool {
        guard matches(word, in: bytes, at: index) else { return false }
        let end = index + word.count
        return (index == 0 || !isAlphanumeric(bytes[index - 1])) && (end == bytes.count || !isAlphanumeric(bytes[end]))
    }

    /// Whether `word` stands anywhere in `range`.
    static func contains(_ word: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = word.first, word.count <= range.count else { return false }
        let isLatin = first < 0x80, start = folded(first)
        for index in range.lowerBound...(range.upperBound - word.count) where folded(bytes[index]) == start {
            if isLatin ? matchesWord(word, in: bytes, at: index) : matches(word, in: bytes, at: index) { return true }
        }
        return false
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether a Hangul syllable starts at byte `index`.
    static func isHangul(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 2 < bytes.count, index >= 0 else { return false }
        let scalar = Int(bytes[index] & 0x0F) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F)
        return bytes[index] >= 0xEA && bytes[index] <= 0xED && (0xAC00...0xD7A3).contains(scalar)
    }
}
