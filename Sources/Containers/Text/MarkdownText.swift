/// Turns Markdown into the plain text with `#` headings that the cleaner reads: underlined headings, links, pictures
/// and emphasis are resolved, code is left alone.
enum MarkdownText {
    /// Whether the text is Markdown by what is in it: several headings and several links with an address.
    ///
    /// Dumps of web pages may have one or the other by chance.
    static func isMarkdown(_ bytes: [UInt8]) -> Bool {
        var (headings, links) = (0, 0)
        var lines = LineCursor(bytes, 0..<min(bytes.count, reach))
        while let line = lines.next() {
            let text = bytes[line]
            if text.first == UInt8(ascii: "#"), text.prefix(7).contains(0x20) { headings += 1 }
            var index = line.lowerBound
            while let close = bytes[index..<line.upperBound].firstIndex(of: UInt8(ascii: "]")) {
                if bytes[close...].dropFirst().starts(with: "(http".utf8) { links += 1 }
                index = close + 1
            }
            if headings >= enough, links >= enough { return true }
        }
        return false
    }

    private static let reach = 1 << 18
    private static let enough = 2

    /// `bytes` as text with `#` headings.
    static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let source = Array(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var lines = LineCursor(source, 0..<source.count)
        var previous: Range<Int>?
        var isCode = false
        while let line = lines.next() {
            if isFence(source[line]) {
                isCode.toggle()
                continue
            }
            if let title = previous, !isCode, let level = underline(source[line]) {
                // The line above was written already: it becomes a heading where it stands.
                result.removeLast(result.count - titleStart(result))
                result.append(contentsOf: level.utf8)
                inline(source, title, to: &result)
            } else if isCode {
                result.append(contentsOf: source[line])
            } else {
                inline(source, line, to: &result)
            }
            result.append(0x0A)
            let isText = !isCode && source[line].contains { $0 > 0x20 } && underline(source[line]) == nil
            previous = isText ? line : nil
        }
        return result
    }

    /// Where the last written line begins.
    private static func titleStart(_ result: [UInt8]) -> Int {
        result.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0 == 0x20 }
        return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
    }

    /// The mark of the heading that a line of `===` or `---` makes of the one above it.
    private static func underline(_ line: ArraySlice<UInt8>) -> String? {
        guard line.count >= 3, let first = line.first, line.allSatisfy({ $0 == first }) else { return nil }
        return first == UInt8(ascii: "=") ? "# " : first == UInt8(ascii: "-") ? "## " : nil
    }

    /// The longest text or address of a link.
    private static let longestLink = 2000

    /// Appends a line, its marks resolved.
    private static func inline(_ source: [UInt8], _ line: Range<Int>, to result: inout [UInt8]) {
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = source[index]
            if byte == UInt8(ascii: "!"), index + 1 < line.upperBound, source[index + 1] == UInt8(ascii: "["),
                let link = link(source, index + 1, line.upperBound)
            {
                index = link.end
            } else if byte == UInt8(ascii: "["), let link = link(source, index, line.upperBound) {
                inline(source, link.text, to: &result)
                index = link.end
            } else if byte == UInt8(ascii: "*"), index + 1 < line.upperBound, source[index + 1] == byte {
                index += 2
            } else if byte == UInt8(ascii: "\\"), index + 1 < line.upperBound, isPunctuation(source[index + 1]) {
                result.append(source[index + 1])
                index += 2
            } else {
                result.append(byte)
                index += 1
            }
        }
    }

    /// The link `[text](address)` that starts at `start`; its text holds no link but may hold a picture.
    private static func link(_ source: [UInt8], _ start: Int, _ limit: Int) -> (text: Range<Int>, end: Int)? {
        let limit = min(limit, start + longestLink)
        var depth = 0
        var index = start
        while index < limit {
            if source[index] == UInt8(ascii: "[") { depth += 1 }
            if source[index] == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0 { break }
            }
            // Deeper brackets are no link.
            guard depth <= deepestBracket else { return nil }
            index += 1
        }
        guard index + 1 < limit, depth == 0, source[index + 1] == UInt8(ascii: "("),
            let end = endOfAddress(source, index + 1, limit)
        else { return nil }
        return ((start + 1)..<index, end)
    }

    private static let deepestBracket = 3

    private static func endOfAddress(_ source: [UInt8], _ start: Int, _ limit: Int) -> Int? {
        var depth = 0
        for index in start..<limit {
            // Where another link or ever deeper brackets begin, this one never ended.
            if source[index] == UInt8(ascii: "[") || depth > deepestBracket { return nil }
            if source[index] == UInt8(ascii: "(") { depth += 1 }
            if source[index] == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
        }
        return nil
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool { "*_[]()#!\\`~>-+.".utf8.contains(byte) }
}
