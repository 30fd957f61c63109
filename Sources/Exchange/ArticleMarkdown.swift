package import Articles

/// An article as Markdown (CommonMark with GitHub's tables), with nothing of the page's own left that could be markup.
///
/// Every character of the text that Markdown gives a meaning is escaped; links lead to the web or nowhere. Taking the
/// markup away gives the body, block by block.
package enum ArticleMarkdown {
    /// The article with its headline, origin, body and pictures.
    package static func document(_ article: Article) -> String {
        var parts: [String] = []
        if let title = article.title { parts.append("# " + escaped(title)) }
        let origin = [article.byline, article.site, article.published?.iso].compactMap { $0 }
        if !origin.isEmpty { parts.append(escaped(origin.joined(separator: ", "))) }
        parts.append(body(article))
        if let url = article.url { parts.append("<" + destination(url) + ">") }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// The body alone, with the pictures where they stood.
    package static func body(_ article: Article) -> String {
        var lines: [String] = []
        var pictures = article.pictures[...]
        var index = 0
        while index < article.blocks.count {
            while let picture = pictures.first, picture.position <= index {
                lines.append(image(picture))
                pictures.removeFirst()
            }
            let end = endOfTable(article.blocks, from: index)
            if end > index {
                lines.append(table(article.blocks[index..<end]))
                index = end
            } else {
                append(block(article.blocks[index]), article.blocks[index], to: &lines, isFirst: index == 0)
                index += 1
            }
        }
        lines += pictures.map(image)
        return lines.joined(separator: "\n\n")
    }

    /// Items of one list stand on neighbouring lines.
    private static func append(_ text: String, _ block: Block, to lines: inout [String], isFirst: Bool) {
        if block.kind == .listItem, !isFirst, let last = lines.last, isItem(last), !block.structure.continuesItem {
            lines[lines.count - 1] = last + "\n" + text
        } else if block.structure.continuesItem, let last = lines.last, isItem(last) {
            lines[lines.count - 1] = last + "\n\n" + text
        } else {
            lines.append(text)
        }
    }

    private static func isItem(_ line: String) -> Bool {
        let text = line.drop { $0 == " " }
        return text.hasPrefix("- ")
            || text.prefix(8).drop { $0.isASCII && $0.isNumber }.hasPrefix(". ") && text.first!.isNumber
    }

    // MARK: - Blocks

    private static func block(_ block: Block) -> String {
        switch block.kind {
        case .paragraph, .table: return inline(block)
        case .quote: return "> " + inline(block)
        case .code: return code(block.text)
        case .heading:
            // The headline is the only one of the first level.
            return String(repeating: "#", count: min(6, max(2, block.structure.level))) + " " + inline(block)
        case .listItem:
            let indent = String(repeating: "  ", count: min(8, max(0, block.structure.level - 1)))
            if block.structure.continuesItem { return indent + "  " + inline(block) }
            return indent + (block.structure.number.map { "\($0). " } ?? "- ") + inline(block)
        }
    }

    /// A fence longer than any run of backticks inside.
    private static func code(_ text: String) -> String {
        var longest = 0
        var run = 0
        for character in text.unicodeScalars {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return fence + "\n" + text + "\n" + fence
    }

    private static func image(_ picture: Picture) -> String {
        let caption = escaped(picture.caption)
        guard let address = picture.address else { return "*" + caption + "*" }
        return "![" + caption + "](" + destination(address) + ")"
    }

    // MARK: - Tables

    /// Cells longer than this belong to a page that was laid out with tables.
    private static let longestCell = 300

    /// The index after the table that starts at `start`, or `start` when none does: more than one column, short cells.
    private static func endOfTable(_ blocks: [Block], from start: Int) -> Int {
        guard let table = blocks[start].structure.cell?.table else { return start }
        var end = start
        while end < blocks.count, blocks[end].structure.cell?.table == table { end += 1 }
        let cells = blocks[start..<end]
        let isData =
            cells.contains { $0.structure.cell?.column ?? 0 > 0 }
            && cells.allSatisfy { $0.text.utf8.count <= longestCell && $0.kind != .code }
        return isData ? end : start
    }

    private static func table(_ blocks: ArraySlice<Block>) -> String {
        var rows: [(number: Int, cells: [String])] = []
        for block in blocks {
            guard let cell = block.structure.cell else { continue }
            if rows.last?.number != cell.row { rows.append((cell.row, [])) }
            let last = rows.count - 1
            while rows[last].cells.count <= min(cell.column, mostColumns) { rows[last].cells.append("") }
            let column = min(cell.column, mostColumns)
            rows[last].cells[column] += (rows[last].cells[column].isEmpty ? "" : " ") + inline(block)
        }
        let width = rows.map(\.cells.count).max() ?? 0
        var lines = rows.map { row in
            "| " + (row.cells + [String](repeating: "", count: width - row.cells.count)).joined(separator: " | ") + " |"
        }
        lines.insert("|" + String(repeating: " --- |", count: width), at: 1)
        return lines.joined(separator: "\n")
    }

    private static let mostColumns = 40

    // MARK: - Text

    /// The text of a block with its links.
    private static func inline(_ block: Block) -> String {
        let scalars = Array(block.text.unicodeScalars)
        var result = ""
        var position = 0
        for link in block.structure.links
        where link.range.start >= position && link.range.end <= scalars.count && link.range.count > 0 {
            result += escaped(scalars, position..<link.range.start)
            result += "[" + escaped(scalars, link.range.start..<link.range.end) + "](" + destination(link.address) + ")"
            position = link.range.end
        }
        return result + escaped(scalars, position..<scalars.count)
    }

    /// `text` on one line with nothing left that Markdown would read as markup.
    package static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        return escaped(scalars, 0..<scalars.count)
    }

    private static let always: Set<Unicode.Scalar> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "@"]

    /// `range` of a block's scalars, escaped as its place in the block asks for.
    private static func escaped(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        for index in range {
            let scalar = scalars[index]
            if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                result.append(" ")
                continue
            }
            if always.contains(scalar) || opensBlock(scalars, index) || linksItself(scalars, index) {
                result.append("\\")
            }
            result.append(scalar)
        }
        return String(result)
    }

    /// Whether the mark at `index` would make a heading, list, rule or underline of the line it begins.
    private static func opensBlock(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        switch scalars[index] {
        case "#", "+", "-", "=", ":": return index == 0
        case "!": return index + 1 < scalars.count && scalars[index + 1] == "["
        case ".", ")":
            return index > 0 && index < 10 && scalars[..<index].allSatisfy { ("0"..."9").contains($0) }
        default: return false
        }
    }

    /// Whether the mark at `index` is part of an address that viewers make a link of unasked.
    private static func linksItself(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        switch scalars[index] {
        case ":": return index + 1 < scalars.count && scalars[index + 1] == "/"
        case ".":
            return index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
        default: return false
        }
    }

    /// `address` for the round brackets of a link: only what cannot end it early.
    private static func destination(_ address: String) -> String {
        var result = ""
        for scalar in address.unicodeScalars {
            switch scalar {
            case "(": result += "%28"
            case ")": result += "%29"
            case "<": result += "%3C"
            case ">": result += "%3E"
            case "\\": result += "%5C"
            case "&": result += "\\&"
            case let other where other.value <= 0x20 || other.value == 0x7F: result += "%20"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
