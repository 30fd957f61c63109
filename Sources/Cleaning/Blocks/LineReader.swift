import HTML

/// Cuts a plain text into blocks: its lines, those that only a fixed width broke joined again.
struct LineReader {
    private struct Line {
        var range: Range<Int>
        var indent: Int
        /// How wide it stands in a terminal: Hangul, kana and Han take two columns, as wrapping programs count.
        var columns: Int
        var gap: Int
        /// What its Markdown mark says it is; `.other` in a text that is not Markdown.
        var tag = HTMLTag.other
    }

    /// Lines of text whose widths pile up at one length are hard-wrapped: this many of them at the least.
    private static let minimumWrapped = 6

    /// The blocks of `source`, which is valid UTF-8.
    static func blocks(of source: [UInt8]) -> BlockText {
        var text = BlockText()
        text.bytes.reserveCapacity(source.count)
        var lines = lines(of: source)
        text.wasCut = lines.count == BlockText.maximumBlocks
        readMarks(&lines, source)
        let width = wrapWidth(lines, source)
        var previous: Line?
        for line in lines {
            if let last = previous, let width, joins(last, line, source, width) {
                text.bytes.append(0x20)
                append(source, line, to: &text, continuing: true)
            } else {
                append(source, line, to: &text, continuing: false)
            }
            previous = line
        }
        return text
    }

    private static func append(_ source: [UInt8], _ line: Line, to text: inout BlockText, continuing: Bool) {
        let start = text.bytes.count
        var folder = TextFolder()
        folder.append(source, line.range, to: &text.bytes, blockStart: start)
        guard text.bytes.count > start else { return }
        if continuing, !text.blocks.isEmpty {
            text.blocks[text.blocks.count - 1].end = Int32(text.bytes.count)
            return
        }
        text.blocks.append(
            TextBlock(
                start: Int32(start),
                end: Int32(text.bytes.count),
                node: -1,
                tag: line.tag,
                linkBytes: 0,
                links: 0,
                gap: UInt8(min(line.gap, 9)),
                indent: UInt8(min(line.indent, 60))
            )
        )
    }

    /// The lines that hold more than spaces.
    private static func lines(of source: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var start = 0
        var gap = 0
        while start < source.count, lines.count < BlockText.maximumBlocks {
            var end = start
            while end < source.count, source[end] != 0x0A, source[end] != 0x0D, source[end] != 0x0C { end += 1 }
            var first = start
            while first < end, isSpace(source, first, end) > 0 { first += isSpace(source, first, end) }
            if first < end {
                let columns = source[first..<end].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xE3 ? 2 : 1) }
                lines.append(Line(range: first..<end, indent: first - start, columns: columns, gap: gap))
                gap = 0
            } else if end >= source.count || source[end] != 0x0D {
                gap += 1
            }
            start = end + 1
            // A carriage return and a line feed end one line.
            if end < source.count, source[end] == 0x0D, start < source.count, source[start] == 0x0A { start += 1 }
        }
        return lines
    }

    /// Markdown's marks at the start of a line, longest first, and what they make of it.
    private static let marks: [(mark: [UInt8], tag: HTMLTag)] = {
        let levels: [HTMLTag] = [.h6, .h5, .h4, .h3, .h2, .h1]
        let headings = levels.enumerated().map { (Array((String(repeating: "#", count: 6 - $0) + " ").utf8), $1) }
        return headings + [(Array("> ".utf8), .blockquote)]
    }()

    /// Takes Markdown's marks off the lines of a Markdown text: one that has at least one heading line.
    private static func readMarks(_ lines: inout [Line], _ source: [UInt8]) {
        func mark(of line: Line) -> (mark: [UInt8], tag: HTMLTag)? {
            marks.first { source[line.range].starts(with: $0.mark) && line.range.count > $0.mark.count }
        }
        guard lines.contains(where: { mark(of: $0).map { $0.tag != .blockquote } ?? false }) else { return }
        for index in lines.indices {
            guard let found = mark(of: lines[index]) else { continue }
            lines[index].tag = found.tag
            lines[index].range = lines[index].range.dropFirst(found.mark.count)
        }
    }

    /// The length of the white space at `index`, or 0.
    private static func isSpace(_ source: [UInt8], _ index: Int, _ end: Int) -> Int {
        if source[index] <= 0x20 { return 1 }
        if source[index] == 0xC2, index + 1 < end, source[index + 1] == 0xA0 { return 2 }
        if source[index] == 0xE3, index + 2 < end, source[index + 1] == 0x80, source[index + 2] == 0x80 { return 3 }
        return 0
    }

    /// The width that the text was broken at, or `nil` when its lines are paragraphs.
    ///
    /// In wrapped text most lines come within a word's length of the width, and most end in mid-sentence; a few lines
    /// that programs added, addresses for one, may be wider.
    private static func wrapWidth(_ lines: [Line], _ source: [UInt8]) -> Int? {
        let long = lines.filter { $0.columns >= 40 }
        guard long.count >= minimumWrapped else { return nil }
        var counts = [Int](repeating: 0, count: widestWrap + 2)
        for line in long where line.columns <= widestWrap { counts[line.columns] += 1 }
        let total = counts.reduce(0, +)
        guard (long.count - total) * 8 <= long.count else { return nil }
        // The narrowest width that leaves no more than one line in eight wider.
        var wider = long.count - total
        var width = widestWrap
        while width > 40, (wider + counts[width]) * 8 <= long.count {
            wider += counts[width]
            width -= 1
        }
        let fitting = long.filter { $0.columns <= width }
        let full = fitting.count { $0.columns >= width - 14 }
        let unfinished = fitting.count { !BlockStatistics.endsSentence(source, $0.range) }
        return full * 2 >= fitting.count && unfinished * 2 >= fitting.count ? width : nil
    }

    /// No program breaks lines at more columns than this.
    private static let widestWrap = 110

    /// Whether `line` goes on where `last` was broken.
    private static func joins(_ last: Line, _ line: Line, _ source: [UInt8], _ width: Int) -> Bool {
        line.gap == 0 && line.tag == .other && last.tag == .other && last.columns >= width - 18
            && last.columns <= width + 4
            && last.indent == line.indent
            && !BlockStatistics.endsSentence(source, last.range)
    }
}
