import Articles

/// A text as names are read in it: scalars in NFC, without invisible characters, each space a plain one.
///
/// Names are told apart by characters, and Korean has three bytes to each, so this reader decodes once and counts in
/// scalars, as the contract does. Most texts need no change; the others carry the way back to their own offsets.
struct NameText: Sendable {
    private(set) var scalars: [UInt32] = []
    private(set) var shapes: [CharacterShape] = []
    /// For each scalar the offset of the first scalar of the source it stands for; empty when nothing was changed.
    private var origins: [Int32] = []
    /// How many scalars the source has.
    private var sourceCount = 0
    private var hasAccents = false
    private var hasDashes = false

    init(_ source: SourceText) {
        scalars.reserveCapacity(source.count / 2 + 16)
        let bytes = source.bytes
        var position = 0
        while position < bytes.count { append(Self.decode(bytes, &position)) }
        composeHangul()
        if hasAccents { composeLatin() }
        if hasDashes { joinVersions() }
        shapes = scalars.map { CharacterShape($0) }
    }

    var count: Int { scalars.count }

    /// The shape at `index`; outside the text it is a space.
    func shape(_ index: Int) -> CharacterShape {
        index >= 0 && index < shapes.count ? shapes[index] : .space
    }

    /// The scalar at `index`; outside the text it is a line break.
    func scalar(_ index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0x0A }

    /// Where `range` lies in the source.
    func source(_ range: Range<Int>) -> TextRange {
        guard !origins.isEmpty else { return TextRange(range.lowerBound, range.upperBound) }
        let start = range.lowerBound < origins.count ? Int(origins[range.lowerBound]) : sourceCount
        // The end is behind the last scalar's own, not before the next: what was left out between stays outside.
        let last = range.upperBound - 1
        let next = last + 1 < origins.count ? Int(origins[last + 1]) : sourceCount
        // Jamo and accents that were joined belong to the last character; what is invisible behind it does not.
        let isJoined = last >= 0 && (shape(last) == .hangul || scalars[last] >= 0xC0 && shape(last).isLatin)
        return TextRange(start, isJoined ? next : min(next, Int(origins[last]) + 1))
    }

    /// The words of a range.
    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars[range] { view.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
        return String(view)
    }

    private mutating func append(_ scalar: UInt32) {
        let index = sourceCount
        sourceCount += 1
        switch scalar {
        // Zero-width space, joiners, byte-order mark, soft hyphen, directional marks: no reader sees them.
        case 0x200B...0x200F, 0xFEFF, 0xAD, 0x2060, 0x202A...0x202E, 0x2066...0x2069: startOrigins()
        case 0xA0, 0x3000, 0x2007, 0x202F: replace(0x20, index)
        case 0x2010, 0x2011: replace(0x2D, index)
        // The middle dot of Korean lists has five lookalikes, two of them letters to Unicode.
        case 0x318D, 0x119E, 0x30FB, 0xFF65, 0x2027, 0x22C5, 0x2219: replace(0xB7, index)
        // Full-width forms of ASCII.
        case 0xFF01...0xFF5E: replace(scalar - 0xFEE0, index)
        case 0x300...0x36F:
            hasAccents = true
            add(scalar, index)
        case 0x2013, 0x2212:
            hasDashes = true
            add(scalar, index)
        default: add(scalar, index)
        }
    }

    private mutating func add(_ scalar: UInt32, _ index: Int) {
        if !origins.isEmpty || scalars.count != index { origins.append(Int32(index)) }
        scalars.append(scalar)
    }

    /// One scalar for one scalar: offsets stay as they are.
    private mutating func replace(_ scalar: UInt32, _ index: Int) { add(scalar, index) }

    private mutating func startOrigins() {
        guard origins.isEmpty else { return }
        origins.reserveCapacity(scalars.capacity)
        for index in scalars.indices { origins.append(Int32(index)) }
    }

    /// Joins Latin letters with the accents that follow them, as NFC does.
    private mutating func composeLatin() {
        guard let first = scalars.firstIndex(where: { (0x300...0x36F).contains($0) }), first > 0 else { return }
        startOrigins()
        var write = first
        for read in first..<scalars.count {
            if (0x300...0x36F).contains(scalars[read]),
                let letter = LatinComposition.letter(scalars[write - 1], scalars[read])
            {
                scalars[write - 1] = letter
            } else {
                scalars[write] = scalars[read]
                origins[write] = origins[read]
                write += 1
            }
        }
        scalars.removeSubrange(write...)
        origins.removeSubrange(write...)
    }

    /// Reads a dash between a Latin letter and a digit as the hyphen it was meant to be: GPT–4.
    private mutating func joinVersions() {
        for index in scalars.indices.dropFirst().dropLast()
        where (scalars[index] == 0x2013 || scalars[index] == 0x2212)
            && CharacterShape(scalars[index - 1]).isLatin && CharacterShape(scalars[index + 1]) == .digit
        {
            scalars[index] = 0x2D
        }
    }

    /// Joins conjoining jamo to syllables; files from a Mac spell Hangul so.
    private mutating func composeHangul() {
        guard let first = scalars.firstIndex(where: { (0x1100...0x1112).contains($0) }) else { return }
        startOrigins()
        var write = first
        var read = first
        while read < scalars.count {
            let (syllable, length) = Self.syllable(scalars, at: read)
            scalars[write] = syllable
            origins[write] = origins[read]
            write += 1
            read += length
        }
        scalars.removeSubrange(write...)
        origins.removeSubrange(write...)
    }

    private static func syllable(_ scalars: [UInt32], at index: Int) -> (UInt32, Int) {
        let onset = scalars[index]
        guard (0x1100...0x1112).contains(onset), index + 1 < scalars.count else { return (onset, 1) }
        let vowel = scalars[index + 1]
        guard (0x1161...0x1175).contains(vowel) else { return (onset, 1) }
        let open = 0xAC00 + ((onset - 0x1100) * 21 + (vowel - 0x1161)) * 28
        guard index + 2 < scalars.count, (0x11A8...0x11C2).contains(scalars[index + 2]) else { return (open, 2) }
        return (open + scalars[index + 2] - 0x11A7, 3)
    }

    /// The scalar at `position`, which moves behind it; the bytes are valid UTF-8.
    private static func decode(_ bytes: [UInt8], _ position: inout Int) -> UInt32 {
        let first = UInt32(bytes[position])
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard length > 1, position + length <= bytes.count else {
            position += 1
            return first
        }
        var scalar = first & (0xFF >> UInt32(length + 1))
        for index in 1..<length { scalar = scalar << 6 | UInt32(bytes[position + index] & 0x3F) }
        position += length
        return scalar
    }
}

/// Latin letters with accents, by letter and accent.
private enum LatinComposition {
    /// Canonically equal strings are equal in Swift, so the letters themselves are the table.
    private static let letters: [Character: UInt32] = {
        var letters: [Character: UInt32] = [:]
        for scalar in Array(0xC0...0x24F) + Array(0x1E00...0x1EFF) {
            if let letter = Unicode.Scalar(UInt32(scalar)) { letters[Character(letter)] = UInt32(scalar) }
        }
        return letters
    }()

    static func letter(_ base: UInt32, _ accent: UInt32) -> UInt32? {
        guard let base = Unicode.Scalar(base), let accent = Unicode.Scalar(accent) else { return nil }
        var view = String.UnicodeScalarView()
        view.append(base)
        view.append(accent)
        let text = String(view)
        return text.count == 1 ? letters[Character(text)] : nil
    }
}
