/// A number as a text writes it, before anything is known of its unit.
struct Numeral: Sendable {
    enum Style: Sendable {
        case digits, sino, native, english, vague
    }

    var range: Range<Int>
    var value: Double
    var style: Style
    /// The digits before the last power word, and the exponent of that power word: 1.5조 is 1.5 and 12.
    var mantissa: Double
    var exponent = 0
    /// Written with groups of three digits.
    var isGrouped = false
    /// Written with a decimal point.
    var isDecimal = false
    /// How many digits the first run has, and whether it starts with a zero before another digit.
    var digits = 0
    var hasLeadingZero = false
    /// Followed by 여.
    var isApproximate = false
    /// The power of ten of a vague number.
    var magnitude: Double?
    /// The upper end of a pair of native numerals: 두세 is 2 and 3.
    var highest: Double?
    /// Written as a part of a whole.
    var isFraction = false
    /// An English ordinal word or digits with th.
    var isOrdinal = false
    /// How many syllables or words it has, for Hangul and English.
    var length = 1

    /// A plain run of digits: no point, no group, no power word.
    var isPlainDigits: Bool {
        style == .digits && exponent == 0 && !isGrouped && !isDecimal && !isFraction && magnitude == nil
    }

    /// The value as a whole number when it is a small one.
    var small: Int? { value >= 0 && value < 100_000 && value == value.rounded() ? Int(value) : nil }
}

/// Ten to the power of `exponent`, exact up to 22.
func powerOfTen(_ exponent: Int) -> Double {
    exponent <= 22 && exponent >= 0 ? exactPowers[exponent] : exponent > 22 ? 1e22 : 1
}

private let exactPowers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]
