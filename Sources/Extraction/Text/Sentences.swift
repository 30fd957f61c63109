/// Splits a text into sentences.
///
/// A sentence ends at a line break, or after `.`, `!`, `?` or `。` (and the quotes and brackets that close on it)
/// when white space follows: inside a quotation that its sentence goes on after (`…했다”고 밝혔다`) none does.
/// A full stop after an abbreviation, a single letter or before a lower-case word ends nothing.
enum Sentences {
    /// The byte ranges of the sentences of `bytes`, trimmed of white space, in order.
    static func ranges(of bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var index = 0
        func close(at end: Int) {
            let range = trimmed(bytes, start..<end)
            if !range.isEmpty { ranges.append(range) }
            start = end
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                close(at: index)
                index += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
                || isIdeographicStop(bytes, index)
            {
                let stopEnd = index + (byte < 0x80 ? 1 : 3)
                let end = afterClosers(bytes, stopEnd)
                let isEnd = byte >= 0x80 || endsSentence(bytes, stop: index, after: end)
                if isEnd { close(at: end) }
                index = end
            } else {
                index += 1
            }
        }
        close(at: bytes.count)
        return ranges
    }

    private static func isIdeographicStop(_ bytes: [UInt8], _ index: Int) -> Bool {
        index + 2 < bytes.count && bytes[index] == 0xE3 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x82
    }

    /// Past the quotes and brackets that close at `index`: ' " ) ] ’ ” 」 』 》; at most eight.
    private static func afterClosers(_ bytes: [UInt8], _ index: Int) -> Int {
        var end = index
        for _ in 0..<8 {
            guard end < bytes.count else { break }
            if [0x27, 0x22, 0x29, 0x5D].contains(bytes[end]) {
                end += 1
            } else if end + 2 < bytes.count, bytes[end] == 0xE2, bytes[end + 1] == 0x80,
                bytes[end + 2] == 0x99 || bytes[end + 2] == 0x9D
            {
                end += 3
            } else if end + 2 < bytes.count, bytes[end] == 0xE3, bytes[end + 1] == 0x80,
                [0x8B, 0x8D, 0x8F].contains(bytes[end + 2])
            {
                end += 3
            } else {
                break
            }
        }
        return end
    }

    private static func endsSentence(_ bytes: [UInt8], stop: Int, after end: Int) -> Bool {
        guard end < bytes.count else { return true }
        let isSpace = bytes[end] == 0x20 || bytes[end] == 0x0A || bytes[end] == 0x09
        let isNoBreakSpace = end + 1 < bytes.count && bytes[end] == 0xC2 && bytes[end + 1] == 0xA0
        guard isSpace || isNoBreakSpace else { return false }
        guard bytes[stop] == UInt8(ascii: ".") else { return true }
        var next = end
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0xC2 || bytes[next] == 0xA0 { next += 1 }
        if next < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[next]) { return false }
        return !isAbbreviation(bytes, endingAt: stop)
    }

    /// Words that take a full stop and go on: titles, company forms, months; the usual ones of news English.
    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "inc", "corp", "co", "ltd", "vs", "no", "st", "jr", "sr", "gen", "sen", "rep",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "etc", "fig", "approx",
    ]

    private static func isAbbreviation(_ bytes: [UInt8], endingAt stop: Int) -> Bool {
        var start = stop
        while start > 0, stop - start < 8, isLetter(bytes[start - 1]) { start -= 1 }
        guard start < stop else { return false }
        if stop - start == 1 { return true }
        return abbreviations.contains(String(decoding: bytes[start..<stop], as: UTF8.self).lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }
}
