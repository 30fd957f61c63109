/// Cuts a page down to what is read of it before it is parsed: tags with absurdly many or long attributes, programs,
/// style sheets and comments.
///
/// libxml2 compares each attribute of an element with all before it, so a million attributes would take hours; images
/// inlined as `data:` addresses would be copied several times for nothing; and it reads programs and comments, more
/// than half of many a page, character by character, only for them to be dropped.
enum TagLimiter {
    /// Tags up to this many bytes are left alone: they hold a few dozen attributes at most.
    private static let harmlessTag = 2048
    /// The most attributes of one element that are parsed; real elements have a dozen.
    private static let maximumAttributes = 256
    /// The longest attribute value that is parsed; longer ones are data, and descriptions stay far below.
    private static let maximumValue = 16384
    /// A comment or script up to this many bytes is not worth a cut.
    private static let harmlessContent = 64

    /// `page` without what need not be parsed, or `nil` when it has nothing of that.
    static func limited(_ page: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        var cutsContent = true
        while let open = nextTag(in: page, from: index) {
            if page[open + 1] == UInt8(ascii: "!") {
                guard cutsContent, page[(open + 2)...].starts(with: "--".utf8) else { index = open + 2; continue }
                guard let content = comment(in: page, from: open + 4) else {
                    cutsContent = false
                    index = open + 4
                    continue
                }
                index = content.upperBound
                guard content.count > harmlessContent else { continue }
                result.append(contentsOf: page[copied..<content.lowerBound])
                result.append(0x20)
                copied = content.upperBound
                continue
            }
            let close = end(ofTagAt: open, in: page)
            index = close
            if close - open > harmlessTag {
                result.append(contentsOf: page[copied..<open])
                appendLimited(page, open..<close, to: &result)
                copied = close
            }
            guard cutsContent, let name = rawName(in: page, open..<close) else { continue }
            guard let content = rawContent(of: name, in: page, behind: close) else {
                cutsContent = false
                continue
            }
            index = content.upperBound
            guard content.count > harmlessContent, !isWanted(page, tag: open..<close, content) else { continue }
            result.append(contentsOf: page[copied..<content.lowerBound])
            copied = content.upperBound
        }
        guard copied > 0 else { return nil }
        result.append(contentsOf: page[copied...])
        return result
    }

    /// The content of the comment that starts at `start`, or `nil` where parsers may disagree about its end.
    private static func comment(in page: [UInt8], from start: Int) -> Range<Int>? {
        let isAbrupt = page[start...].starts(with: ">".utf8) || page[start...].starts(with: "->".utf8)
        guard !isAbrupt else { return nil }
        var index = start
        while let dash = page[index...].firstIndex(of: UInt8(ascii: "-")) {
            index = dash + 1
            guard index + 1 < page.count, page[index] == UInt8(ascii: "-") else { continue }
            if page[index + 1] == UInt8(ascii: ">") { return start..<dash }
            if page[index + 1] == UInt8(ascii: "!") { return nil }
        }
        return nil
    }

    /// `script` or `style`, if that is what the tag opens.
    private static func rawName(in page: [UInt8], _ tag: Range<Int>) -> StaticString? {
        guard tag.upperBound < page.count, page[tag.lowerBound + 1] | 0x20 == UInt8(ascii: "s") else { return nil }
        for name in [StaticString("script"), "style"] where starts(page, tag.lowerBound + 1, name) {
            let next = page[tag.lowerBound + 1 + name.utf8CodeUnitCount]
            if next == UInt8(ascii: ">") || next <= 0x20 { return name }
        }
        return nil
    }

    /// What stands between the tag that ends at `close` and the next end tag of `name`, which must be a plain one.
    ///
    /// `nil` where parsers may disagree: then nothing more of the page is cut.
    private static func rawContent(of name: StaticString, in page: [UInt8], behind close: Int) -> Range<Int>? {
        guard page[close - 1] != UInt8(ascii: "/") else { return nil }
        var index = close + 1
        while let open = page[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            guard index < page.count, page[index] == UInt8(ascii: "/"), starts(page, index + 1, name) else { continue }
            let behind = index + 1 + name.utf8CodeUnitCount
            guard behind < page.count, page[behind] == UInt8(ascii: ">") || page[behind] <= 0x20 else { return nil }
            return (close + 1)..<open
        }
        return nil
    }

    /// Whether a script may be data or hold the article; `PageBuilder` decides for sure.
    private static func isWanted(_ page: [UInt8], tag: Range<Int>, _ content: Range<Int>) -> Bool {
        if tag.contains(where: { page[$0] | 0x20 == UInt8(ascii: "j") && starts(page, $0, "json") }) { return true }
        let script = page[content].drop { $0 <= 0x20 }
        return script.starts(with: "self.__next_f".utf8) || script.starts(with: "(self.__next_f".utf8)
    }

    /// Whether `word`, in small letters, stands at `index` in either case.
    private static func starts(_ page: [UInt8], _ index: Int, _ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index + count <= page.count else { return false }
        return word.withUTF8Buffer { letters in
            (0..<count).allSatisfy { unsafe page[index + $0] | 0x20 == letters[$0] }
        }
    }

    /// The position of the next `<` that is followed by a letter or `!`.
    private static func nextTag(in page: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 1 < page.count {
            if page[index] == UInt8(ascii: "<"), isLetter(page[index + 1]) || page[index + 1] == UInt8(ascii: "!") {
                return index
            }
            index += 1
        }
        return nil
    }

    /// The position of the `>` that ends the tag, outside quotes that open after `=`, or the end of the page.
    private static func end(ofTagAt start: Int, in page: [UInt8]) -> Int {
        var index = start + 1
        var quote: UInt8 = 0
        var previous: UInt8 = 0
        while index < page.count {
            let byte = page[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), previous == UInt8(ascii: "=") {
                quote = byte
            }
            if byte > 0x20 { previous = byte }
            index += 1
        }
        return index
    }

    /// Appends the tag with its first attributes only, those with giant values left out.
    private static func appendLimited(_ page: [UInt8], _ tag: Range<Int>, to result: inout [UInt8]) {
        var index = tag.lowerBound
        while index < tag.upperBound, page[index] > 0x20 { index += 1 }
        result.append(contentsOf: page[tag.lowerBound..<min(index, tag.lowerBound + 64)])
        var kept = 0
        while index < tag.upperBound, kept < maximumAttributes {
            let start = index
            index = endOfAttribute(page, from: index, limit: tag.upperBound)
            guard index - start <= maximumValue else { continue }
            result.append(contentsOf: page[start..<index])
            kept += 1
        }
    }

    /// The position after the attribute that starts at `start`, white space before it included.
    private static func endOfAttribute(_ page: [UInt8], from start: Int, limit: Int) -> Int {
        var index = start
        while index < limit, page[index] <= 0x20 { index += 1 }
        var quote: UInt8 = 0
        var previous: UInt8 = 0
        while index < limit {
            let byte = page[index]
            if quote != 0 {
                if byte == quote { return index + 1 }
            } else if byte <= 0x20 {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), previous == UInt8(ascii: "=") {
                quote = byte
            }
            previous = byte
            index += 1
        }
        return max(index, start + 1)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
