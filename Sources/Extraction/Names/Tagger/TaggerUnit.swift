/// What the tagger reads as one: a run of Latin letters and digits, or any other character but a space.
///
/// Korean is read by the syllable, since particles follow a name without a space; English by the word, since no name
/// ends inside one. Spaces are no units: each unit notes whether one stands before it.
struct TaggerUnit {
    /// In scalars of the text.
    var start: Int32
    var end: Int32
    /// Its characters as they are, and whether a space stands before.
    var hash: UInt64
    /// Its characters as they are.
    var exact: UInt64
    /// Small letters, and each digit alike.
    var folded: UInt64
    /// What it looks like, 0 to 15, plus 16 behind a space.
    var shape: UInt8

    var isAfterSpace: Bool { shape & 16 != 0 }
    var kind: Kind { Kind(rawValue: shape & 15) ?? .mark }

    /// What a unit looks like.
    enum Kind: UInt8 {
        case hangul, han, other, mark, open, close, comma
        case number
        /// Small letters, one capital, a capital and small letters, capitals, capitals inside, letters and digits.
        case lower, initial, capitalized, capitals, mixed, coded

        var isWord: Bool { self == .hangul || self == .han || self == .other || rawValue >= Self.number.rawValue }
        var isLatin: Bool { rawValue >= Self.lower.rawValue }
    }

    @inline(__always) static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let product = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product &>> 29
    }

    /// What is mixed into the hash of a unit behind a space.
    private static let space: UInt64 = 0x5ACE
    /// Where hashing of a unit starts; gazetteers hash their names alike.
    static let seed: UInt64 = 17

    /// The units of `range` of a text, in order.
    static func units(_ text: NameText, _ range: Range<Int>) -> [TaggerUnit] {
        var units: [TaggerUnit] = []
        units.reserveCapacity(range.count)
        var index = range.lowerBound
        var isAfterSpace = true
        while index < range.upperBound {
            let shape = text.shapes[index]
            guard shape != .space else {
                isAfterSpace = true
                index += 1
                continue
            }
            let unit =
                shape.isLatin || shape == .digit
                ? run(text, index, range.upperBound, isAfterSpace)
                : single(text.scalars[index], index, shape, isAfterSpace)
            units.append(unit)
            index = Int(unit.end)
            isAfterSpace = false
        }
        return units
    }

    @inline(__always)
    private static func single(_ scalar: UInt32, _ index: Int, _ shape: CharacterShape, _ isAfterSpace: Bool)
        -> TaggerUnit
    {
        let exact = mix(seed, UInt64(scalar))
        let kind: Kind =
            switch shape {
            case .hangul: .hangul
            case .han: .han
            case .otherLetter: .other
            default:
                switch scalar {
                case 0x28, 0x5B, 0x2018, 0x201C, 0x300A, 0x300C, 0x300E, 0x3008, 0x3C: .open
                case 0x29, 0x5D, 0x2019, 0x201D, 0x300B, 0x300D, 0x300F, 0x3009, 0x3E: .close
                case 0x2C, 0xB7: .comma
                default: .mark
                }
            }
        return TaggerUnit(
            start: Int32(index),
            end: Int32(index + 1),
            hash: isAfterSpace ? exact &+ space : exact,
            exact: exact,
            folded: exact,
            shape: kind.rawValue | (isAfterSpace ? 16 : 0)
        )
    }

    /// Letters beyond this do not tell runs apart.
    private static let longest = 16

    private static func run(_ text: NameText, _ start: Int, _ limit: Int, _ isAfterSpace: Bool) -> TaggerUnit {
        var exact = seed, folded = seed
        var upper = 0, lower = 0, digits = 0
        var index = start
        while index < limit {
            let shape = text.shapes[index]
            var scalar = text.scalars[index]
            let isHashed = index - start < longest
            if isHashed { exact = mix(exact, UInt64(scalar)) }
            switch shape {
            case .upper:
                upper += 1
                scalar = scalar < 0x100 ? scalar + 0x20 : scalar | 1
            case .lower: lower += 1
            case .digit:
                digits += 1
                scalar = 0x30
            default:
                return finish(start, index, exact, folded, text.shapes[start], upper, lower, digits, isAfterSpace)
            }
            if isHashed { folded = mix(folded, UInt64(scalar)) }
            index += 1
        }
        return finish(start, index, exact, folded, text.shapes[start], upper, lower, digits, isAfterSpace)
    }

    private static func finish(
        _ start: Int,
        _ end: Int,
        _ exact: UInt64,
        _ folded: UInt64,
        _ first: CharacterShape,
        _ upper: Int,
        _ lower: Int,
        _ digits: Int,
        _ isAfterSpace: Bool
    ) -> TaggerUnit {
        let kind: Kind =
            if upper + lower == 0 { .number } else if digits > 0 { .coded } else if upper == 0 {
                .lower
            } else if upper == 1, end - start == 1 { .initial } else if lower == 0 {
                .capitals
            } else if upper == 1,
                first == .upper
            { .capitalized } else { .mixed }
        return TaggerUnit(
            start: Int32(start),
            end: Int32(end),
            hash: isAfterSpace ? exact &+ space : exact,
            exact: exact,
            folded: folded,
            shape: kind.rawValue | (isAfterSpace ? 16 : 0)
        )
    }
}
