/// What a character looks like, as far as names care.
enum CharacterShape: UInt8, Sendable {
    case space, hangul, digit, upper, lower
    /// Chinese characters: 美, 中 and the like stand before a name without a space.
    case han
    case otherLetter
    case mark

    /// The shape of a scalar.
    init(_ scalar: UInt32) {
        switch scalar {
        case 0x30...0x39: self = .digit
        case 0x41...0x5A: self = .upper
        case 0x61...0x7A: self = .lower
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            self = .space
        case 0..<0xAA: self = .mark
        case 0xAC00...0xD7A3: self = .hangul
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF: self = .han
        // Accented Latin: upper and lower case alternate from U+0100 on.
        case 0xC0...0xD6, 0xD8...0xDE: self = .upper
        case 0xDF...0xF6, 0xF8...0xFF: self = .lower
        case 0x100...0x17F: self = scalar & 1 == 0 ? .upper : .lower
        case 0xAA, 0xB5, 0xBA, 0x180...0x2AF, 0x370...0x1FFF, 0x3040...0x30FF, 0x3131...0x318E: self = .otherLetter
        default: self = .mark
        }
    }

    /// Whether the character can be inside a word.
    var isWord: Bool { self != .space && self != .mark }

    /// Whether the character is a Latin letter.
    var isLatin: Bool { self == .upper || self == .lower }
}

/// Arithmetic on Hangul syllables, which Unicode lays out as onset × vowel × coda.
enum HangulSyllable {
    /// Whether the syllable ends in a consonant.
    static func hasCoda(_ scalar: UInt32) -> Bool { (scalar &- 0xAC00) % 28 != 0 }

    /// Whether the syllable ends in ㄹ, before which 로 stands without 으.
    static func endsInRieul(_ scalar: UInt32) -> Bool { (scalar &- 0xAC00) % 28 == 8 }

    /// Onset, vowel and coda of a syllable.
    static func parts(_ scalar: UInt32) -> (onset: UInt32, vowel: UInt32, coda: UInt32) {
        let index = scalar &- 0xAC00
        return (index / 588, index % 588 / 28, index % 28)
    }
}
