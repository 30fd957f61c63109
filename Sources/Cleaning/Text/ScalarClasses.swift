extension Unicode.Scalar {
    /// Whether this is a letter, as Unicode's property `Alphabetic` has it.
    ///
    /// The property's table is slow to ask, and nearly all text is in ranges that need no table.
    var isLetter: Bool {
        switch value {
        case 0..<0x80: (value | 0x20) &- 0x61 < 26
        case 0xC0...0x24F: value != 0xD7 && value != 0xF7
        case 0x400...0x481, 0x48A...0x52F, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
        case 0x2010...0x2027, 0x2030...0x205E, 0x3001...0x3003, 0xFF01...0xFF0F: false
        default: properties.isAlphabetic
        }
    }

    /// Whether this is a letter or stands for a number.
    var isLetterOrNumber: Bool {
        switch value {
        case 0..<0x80: (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10
        case 0x2010...0x2027, 0x2030...0x205E: false
        default: isLetter || properties.numericType != nil
        }
    }
}
