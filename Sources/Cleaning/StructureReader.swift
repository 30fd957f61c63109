import Articles
import HTML

/// Reads how kept blocks were set on their page: levels of headings and lists, cells of tables, links.
struct StructureReader {
    private let page: HTMLPage?
    private let text: BlockText
    private let address: String?
    private var numbers: [Int32: Int] = [:]
    private var lastItem: Int32 = -1
    private var tables: [Int32: Int] = [:]
    private var row = Row()

    /// How many elements around a block are looked at; deeper ones say no more.
    private static let reach = 24
    /// More links in one block are a list of links.
    private static let mostLinks = 200

    private struct Row {
        var node: Int32 = -1
        var table: Int32 = -1
        var number = -1
        var cell = 0
        var column = 0
    }

    init(page: HTMLPage?, text: BlockText, address: String?) {
        self.page = page
        self.text = text
        self.address = address
    }

    /// The links whose text lies in `range`, safe ones only, as scalars from its start.
    func links(in range: Range<Int>) -> [Link] {
        guard let page, var index = firstAnchor(endingAfter: range.lowerBound) else { return [] }
        var found: [Link] = []
        while index < text.anchors.count, Int(text.anchors[index].start) < range.upperBound,
            found.count < Self.mostLinks
        {
            let anchor = text.anchors[index]
            index += 1
            let start = max(Int(anchor.start), range.lowerBound)
            let end = min(Int(anchor.end), range.upperBound)
            guard end > start, let target = page.string(.href, of: Int(anchor.node)),
                let address = SafeAddress.absolute(target, base: address)
            else { continue }
            let offset = scalars(range.lowerBound..<start)
            let span = TextRange(offset, offset + scalars(start..<end))
            found.append(Link(range: spaceless(span, from: start, to: end), address: address))
        }
        return found
    }

    private func scalars(_ range: Range<Int>) -> Int { range.reduce(0) { text.bytes[$1] & 0xC0 == 0x80 ? $0 : $0 + 1 } }

    /// `span` without the space that a link may begin or end with.
    private func spaceless(_ span: TextRange, from start: Int, to end: Int) -> TextRange {
        let first = text.bytes[start] == 0x20 && span.count > 1 ? 1 : 0
        let last = text.bytes[end - 1] == 0x20 && span.count > first + 1 ? 1 : 0
        return TextRange(span.start + first, span.end - last)
    }

    private func firstAnchor(endingAfter position: Int) -> Int? {
        var low = 0
        var high = text.anchors.count
        while low < high {
            let middle = (low + high) / 2
            if Int(text.anchors[middle].end) <= position { low = middle + 1 } else { high = middle }
        }
        return low < text.anchors.count ? low : nil
    }

    /// What the elements around `block` say of it.
    mutating func place(of block: TextBlock, kind: Block.Kind) -> BlockStructure {
        var structure = BlockStructure()
        guard let page, block.node >= 0 else {
            structure.level = Self.level(of: block.tag)
            return structure
        }
        var around = Surroundings()
        var node = block.node
        for _ in 0..<Self.reach where node >= 0 {
            around.add(page.nodes[Int(node)].tag, node)
            node = page.nodes[Int(node)].parent
        }
        switch kind {
        case .heading: structure.level = around.level
        case .listItem: addItem(around, page, to: &structure)
        default: break
        }
        if around.cell >= 0, around.row >= 0, around.table >= 0 { structure.cell = cell(around, page) }
        return structure
    }

    /// The nearest elements around a block that matter here.
    private struct Surroundings {
        var level = 0
        var item: Int32 = -1
        var list: Int32 = -1
        var depth = 0
        var cell: Int32 = -1
        var row: Int32 = -1
        var table: Int32 = -1

        mutating func add(_ tag: HTMLTag, _ node: Int32) {
            switch tag {
            case .li where item < 0: item = node
            case .ul, .ol:
                if list < 0 { list = node }
                depth += 1
            case .td, .th:
                if cell < 0 { cell = node }
            case .tr:
                if row < 0 { row = node }
            case .table:
                if table < 0 { table = node }
            default:
                if level == 0 { level = StructureReader.level(of: tag) }
            }
        }
    }

    private static func level(of tag: HTMLTag) -> Int {
        tag.isHeading ? Int(tag.rawValue - HTMLTag.h1.rawValue) + 1 : 0
    }

    private mutating func addItem(_ around: Surroundings, _ page: HTMLPage, to structure: inout BlockStructure) {
        structure.level = max(1, around.depth)
        guard around.item >= 0, around.list >= 0 else { return }
        structure.continuesItem = around.item == lastItem
        if !structure.continuesItem, page.nodes[Int(around.list)].tag == .ol {
            numbers[around.list, default: 0] += 1
            structure.number = numbers[around.list]
        }
        lastItem = around.item
    }

    private mutating func cell(_ around: Surroundings, _ page: HTMLPage) -> TableCell {
        let table = tables[around.table] ?? tables.count
        tables[around.table] = table
        if row.node != around.row {
            row.number = row.table == around.table ? row.number + 1 : 0
            row.node = around.row
            row.table = around.table
            row.cell = Int(around.row) + 1
            row.column = 0
        }
        // On from the cell before: each element of the row is passed once.
        while row.cell < Int(around.cell) {
            let tag = page.nodes[row.cell].tag
            if tag == .td || tag == .th { row.column += 1 }
            row.cell = max(row.cell + 1, tag == .text ? row.cell + 1 : Int(page.nodes[row.cell].end))
        }
        return TableCell(table: table, row: row.number, column: row.column)
    }
}
