/// Cuts tags with absurdly many or long attributes down before they are parsed.
///
/// libxml2 compares each attribute of an element with all before it, so a million attributes would take hours; and
/// images inlined as `data:` addresses would be copied several times for nothing.
enum TagLimiter {
    /// Tags up to this many bytes are left alone: they hold a few dozen attributes at most.
    private static let harmlessTag = 2048
    /// The most attributes of one element that are parsed; real elements have a dozen.
    private static let maximumAttributes = 256
    /// The longest attribute value that is parsed; longer ones are data, and descriptions stay far below.
    private static let maximumValue = 16384

    /// `page` with its oversized tags cut, or `nil` when it has none.
    static func limited(_ page: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while let open = nextTag(in: page, from: index) {
            let close = end(ofTagAt: open, in: page)
            index = close
            guard close - open > harmlessTag else { continue }
            result.append(contentsOf: page[copied..<open])
            appendLimited(page, open..<close, to: &result)
            copied = close
        }
        guard copied > 0 else { return nil }
        result.append(contentsOf: page[copied...])
        return result
    }

    /// The position of the next `<` that is followed by a letter.
    private static func nextTag(in page: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 1 < page.count {
            if page[index] == UInt8(ascii: "<"), isLetter(page[index + 1]) { return index }
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
