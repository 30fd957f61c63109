/// The bytes of a text with the small questions a reader of amounts asks about them.
struct AmountText: Sendable {
    let bytes: [UInt8]
    /// The text without white space and closing punctuation at its ends.
    let core: Range<Int>

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 || bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        core = start..<end
    }

    var count: Int { bytes.count }

    /// The byte at `index`, or 0 beyond the text.
    @inline(__always)
    subscript(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    /// Whether `index` starts a scalar of Hangul syllables.
    @inline(__always)
    func isHangul(_ index: Int) -> Bool {
        let scalar = threeByteScalar(index)
        return scalar >= 0xAC00 && scalar <= 0xD7A3
    }

    /// Whether the scalar that ends before `index` is a Hangul syllable.
    @inline(__always)
    func isHangulBefore(_ index: Int) -> Bool { index >= 3 && isHangul(index - 3) }

    /// The scalar of a three-byte sequence at `index`, or 0.
    @inline(__always)
    func threeByteScalar(_ index: Int) -> UInt32 {
        guard index >= 0, index + 2 < bytes.count, bytes[index] & 0xF0 == 0xE0 else { return 0 }
        return UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
            | UInt32(bytes[index + 2] & 0x3F)
    }

    /// Whether `index` holds an ASCII digit.
    @inline(__always)
    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }

    /// Whether `index` holds an ASCII letter.
    @inline(__always)
    func isLetter(_ index: Int) -> Bool { (self[index] | 0x20) &- 0x61 < 26 }

    /// Whether `index` holds an ASCII capital.
    @inline(__always)
    func isCapital(_ index: Int) -> Bool { self[index] &- 0x41 < 26 }

    /// The place after one space, no-break space or none at `index`.
    @inline(__always)
    func skippingSpace(_ index: Int) -> Int {
        if self[index] == 0x20 { return index + 1 }
        if self[index] == 0xC2, self[index + 1] == 0xA0 { return index + 2 }
        return index
    }

    /// The place after up to three spaces.
    func skippingSpaces(_ index: Int) -> Int {
        var place = index
        for _ in 0..<3 {
            let next = skippingSpace(place)
            if next == place { break }
            place = next
        }
        return place
    }

    /// The place where the spaces before `index` start, at most three of them.
    func spacesBefore(_ index: Int) -> Int {
        var place = index
        for _ in 0..<3 {
            if place > 0, self[place - 1] == 0x20 {
                place -= 1
            } else if place > 1, self[place - 1] == 0xA0, self[place - 2] == 0xC2 {
                place -= 2
            } else {
                break
            }
        }
        return place
    }

    /// Whether `word` stands at `index`.
    func has(_ word: StaticString, at index: Int) -> Bool {
        word.withUTF8Buffer { buffer in
            guard index >= 0, index + buffer.count <= bytes.count else { return false }
            for offset in 0..<buffer.count where unsafe buffer[offset] != bytes[index + offset] { return false }
            return true
        }
    }

    /// The length of the range sign at `index`: a tilde or a dash of any shape, or 0.
    func rangeSign(_ index: Int) -> (length: Int, isHyphen: Bool) {
        switch self[index] {
        case UInt8(ascii: "~"): return (1, false)
        case UInt8(ascii: "-"): return (1, true)
        default: break
        }
        switch threeByteScalar(index) {
        case 0x223C, 0x301C, 0xFF5E, 0x02DC: return (3, false)
        case 0x2010...0x2015, 0x2212: return (3, true)
        default: return (0, false)
        }
    }
}
