/// Appends text with its white space folded and its invisible characters set right.
///
/// Runs of white space become one space; U+00A0 stays, one for one; zero-width characters go; C1 controls, which
/// only old pages' character references give, become what Windows meant by them. Nothing else is touched.
struct TextFolder {
    /// Whether a space is due before the next character.
    private var owesSpace = false

    /// Appends `range` of `source` to `target`; text before `start` belongs to another block.
    mutating func append(_ source: [UInt8], _ range: Range<Int>, to target: inout [UInt8], blockStart start: Int) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            let byte = source[index]
            if byte <= 0x20 || byte == 0x7F {
                owesSpace = true
                index += 1
                continue
            }
            if byte >= 0xC2, let special = Self.special(source, at: index, end) {
                if special.isSpace {
                    owesSpace = true
                } else if let text = special.text {
                    add(text, to: &target, start)
                }
                index += special.length
                continue
            }
            if owesSpace {
                owesSpace = false
                if target.count > start { target.append(0x20) }
            }
            var run = index + 1
            while run < end, source[run] > 0x20, source[run] != 0x7F, !Self.mayBeSpecial(source[run]) { run += 1 }
            target.append(contentsOf: source[index..<run])
            index = run
        }
    }

    /// Forgets white space at the end of a block.
    mutating func endBlock() { owesSpace = false }

    private mutating func add(_ text: [UInt8], to target: inout [UInt8], _ start: Int) {
        if owesSpace {
            owesSpace = false
            if target.count > start { target.append(0x20) }
        }
        target.append(contentsOf: text)
    }

    private static func mayBeSpecial(_ byte: UInt8) -> Bool {
        byte == 0xC2 || byte == 0xE2 || byte == 0xEF || byte == 0xE3
    }

    /// The special character at `index`: nothing, a space or its replacement, and its length.
    private static func special(
        _ source: [UInt8],
        at index: Int,
        _ end: Int
    ) -> (isSpace: Bool, text: [UInt8]?, length: Int)? {
        guard index + 1 < end else { return nil }
        let second = source[index + 1]
        switch source[index] {
        case 0xC2 where second == 0xAD:
            // The soft hyphen: where a word may be broken, not part of it.
            return (false, nil, 2)
        case 0xC2 where second < 0xA0:
            return (false, windows[Int(second) - 0x80], 2)
        case 0xE2 where index + 2 < end:
            let third = source[index + 2]
            // U+200B to U+200F, U+202A to U+202E, U+2060 to U+2064: zero width and direction marks.
            if second == 0x80, (0x8B...0x8F).contains(third) || (0xAA...0xAE).contains(third) { return (false, nil, 3) }
            if second == 0x81, (0xA0...0xA4).contains(third) { return (false, nil, 3) }
            // U+2028 and U+2029 separate lines and paragraphs.
            if second == 0x80, third == 0xA8 || third == 0xA9 { return (true, nil, 3) }
            return nil
        case 0xEF where index + 2 < end:
            return second == 0xBB && source[index + 2] == 0xBF ? (false, nil, 3) : nil
        case 0xE3 where index + 2 < end:
            // U+3000, the space of Japanese and Chinese text.
            return second == 0x80 && source[index + 2] == 0x80 ? (true, nil, 3) : nil
        default:
            return nil
        }
    }

    /// What windows-1252 has at 0x80 to 0x9F; holes give nothing.
    private static let windows: [[UInt8]?] =
        "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".map { $0 == " " ? nil : Array(String($0).utf8) }
}
