import HTML

/// What one pass over a block's bytes tells.
struct BlockStatistics: Sendable {
    var characters = 0
    var words = 0
    var digits = 0
    var capitals = 0
    var commas = 0
    var sentences = 0
    var endsSentence = false
    var hasYear = false
    var hasClock = false
    var hasMail = false
    var startsWithMark = false
    var startsLower = false
    /// Its last character: 1 for a colon, 2 for an ellipsis, 3 for an arrow or bracket that leads on.
    var ending: UInt8 = 0
    var marks: UInt32 = 0
    /// The hash of the whole text's words.
    var hash: UInt32 = 0

    /// Reads `block` of `text`; `collect` receives the hash of each word.
    init(_ block: TextBlock, in text: BlockText, collect: (UInt32) -> Void) {
        let bytes = text.bytes
        let range = block.range
        count(bytes, range)
        endsSentence = Self.endsSentence(bytes, range)
        startsWithMark = Self.startsWithMark(bytes, range)
        startsLower = range.first.map { bytes[$0] &- UInt8(ascii: "a") < 26 } ?? false
        ending = Self.ending(bytes, range)
        // Long blocks are prose; their marks say nothing and looking for them costs most.
        let reach = range.count > Self.longBlock ? range.lowerBound..<range.lowerBound + Self.longBlock : range
        marks = TextMarks.words.groups(in: bytes, reach)
        var hash: UInt32 = 7
        var words = 0
        Words.forEach(in: bytes, range) {
            words += 1
            hash = Words.combine(hash, $0)
            collect($0)
        }
        self.words = words
        self.hash = hash
    }

    /// Blocks longer than this are prose.
    private static let longBlock = 700

    private mutating func count(_ bytes: [UInt8], _ range: Range<Int>) {
        var digitRun = 0
        var previous: UInt8 = 0
        for index in range {
            let byte = bytes[index]
            if byte & 0xC0 != 0x80 { characters += 1 }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                digitRun += 1
                if digitRun == 4,
                    bytes[index - 3] == UInt8(ascii: "2") && bytes[index - 2] == UInt8(ascii: "0")
                        || bytes[index - 3] == UInt8(ascii: "1") && bytes[index - 2] == UInt8(ascii: "9")
                {
                    hasYear = true
                }
                previous = byte
                continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
            case UInt8(ascii: ","): commas += 1
            case UInt8(ascii: ":"): if digitRun > 0, digitRun < 3 { hasClock = true }
            case UInt8(ascii: "@"): if previous > 0x20, previous < 0x80 { hasMail = true }
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                if index + 1 == range.upperBound || bytes[index + 1] <= 0x22 { sentences += 1 }
            case 0x82 where previous == 0x80 && bytes[index - 2] == 0xE3: sentences += 1
            case 0x81 where previous == 0x80 && bytes[index - 2] == 0xE3: commas += 1
            case 0x8C where previous == 0xBC && bytes[index - 2] == 0xEF: commas += 1
            default: break
            }
            digitRun = 0
            previous = byte
        }
    }

    /// Whether the text ends as a sentence does, closing quotes and brackets aside.
    static func endsSentence(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var end = range.upperBound
        var sawQuote = false
        for _ in 0..<4 {
            guard end > range.lowerBound else { return sawQuote }
            let last = bytes[end - 1]
            if last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") || last == UInt8(ascii: ")") || last == 0x20 {
                sawQuote = sawQuote || last != 0x20
                end -= 1
                continue
            }
            if last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?") { return true }
            guard last >= 0x80, end - 3 >= range.lowerBound else { return false }
            let triple = (bytes[end - 3], bytes[end - 2], last)
            switch triple {
            case (0xE2, 0x80, 0x99), (0xE2, 0x80, 0x9D), (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F), (0xE2, 0x80, 0x9C):
                sawQuote = true
                end -= 3
            // Ellipsis, ideographic and full-width full stops, exclamation and question marks.
            case (0xE2, 0x80, 0xA6), (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xEF, 0xBC, 0x8E):
                return true
            default:
                return sawQuote && last != 0x80
            }
        }
        return sawQuote
    }

    /// What the last bytes announce; see `ending`.
    private static func ending(_ bytes: [UInt8], _ range: Range<Int>) -> UInt8 {
        var end = range.upperBound
        // `[…]` and `(...)` are ellipses too.
        while end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "]") || bytes[end - 1] == UInt8(ascii: ")") {
            end -= 1
        }
        guard end - range.lowerBound >= 3 else { return 0 }
        let triple = (bytes[end - 3], bytes[end - 2], bytes[end - 1])
        switch triple {
        case (0x2E, 0x2E, 0x2E), (0xE2, 0x80, 0xA6): return 2
        case (_, _, 0x3A), (0xEF, 0xBC, 0x9A): return 1
        case (_, _, 0x3E), (0xE2, 0x86, _), (0xC2, 0xBB, _), (_, 0xC2, 0xBB), (0xE2, 0x80, 0xBA): return 3
        default: return 0
        }
    }

    /// Whether it starts with a bullet, an arrow or a bracket.
    private static func startsWithMark(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return false }
        if "-|>[(<*+#".utf8.contains(bytes[first]) { return true }
        guard range.count > 2 else { return false }
        switch (bytes[first], bytes[first + 1]) {
        // U+00B7 and U+2022; U+2190 to U+27FF hold arrows, boxes and dingbats; U+3010 and U+203B.
        case (0xC2, 0xB7), (0xE2, 0x86...0x9F): return true
        case (0xE2, 0x80): return [0xA2, 0x93, 0x94, 0xBB].contains(bytes[first + 2])
        case (0xE3, 0x80): return (0x88...0x91).contains(bytes[first + 2])
        default: return false
        }
    }
}
