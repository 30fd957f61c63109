import HTML

/// Flattens a parsed page to text blocks in one walk over its nodes.
struct BlockReader {
    private let page: HTMLPage
    private var result = BlockText()
    private var folder = TextFolder()
    private var open: [Frame] = []
    private var blockStart = 0
    private var linkStart = 0
    private var linkNode: Int32 = -1
    private var linkBytes = 0
    private var links = 0
    private var linkDepth = 0
    private var sawBreak = false

    private struct Frame {
        var node: Int32
        var end: Int32
        var isBlock: Bool
        var isLink: Bool
    }

    private init(_ page: HTMLPage) {
        self.page = page
        result.contexts = [UInt32](repeating: 0, count: page.nodes.count)
        result.roles = [UInt16](repeating: 0, count: page.nodes.count)
        result.styles = [UInt32](repeating: 0, count: page.nodes.count)
        result.bytes.reserveCapacity(page.bytes.count / 2)
        open.reserveCapacity(64)
    }

    /// The text blocks of `page`.
    static func blocks(of page: HTMLPage) -> BlockText {
        var reader = BlockReader(page)
        reader.walk()
        return reader.result
    }

    private mutating func walk() {
        var index = 0
        while index < page.nodes.count, result.blocks.count < BlockText.maximumBlocks {
            while let last = open.last, Int(last.end) <= index { closeFrame() }
            let node = page.nodes[index]
            if node.tag == .text {
                folder.append(
                    page.bytes,
                    Int(node.start)..<Int(node.textEnd),
                    to: &result.bytes,
                    blockStart: blockStart
                )
                index += 1
            } else if node.tag.isOpaque {
                index = Int(node.end)
            } else {
                openFrame(index, node)
                index += 1
            }
        }
        while !open.isEmpty { closeFrame() }
        endBlock()
    }

    private mutating func openFrame(_ index: Int, _ node: HTMLPage.Node) {
        describe(index, node)
        let isBlock = node.tag.isBlock
        if isBlock { endBlock() }
        if node.tag == .br { sawBreak = true }
        let isLink = node.tag == .a
        if isLink {
            if linkDepth == 0 {
                linkStart = result.bytes.count
                linkNode = Int32(index)
            }
            linkDepth += 1
            links += 1
        }
        open.append(Frame(node: Int32(index), end: node.end, isBlock: isBlock, isLink: isLink))
    }

    private mutating func closeFrame() {
        let frame = open[open.count - 1]
        if frame.isLink {
            linkDepth -= 1
            if linkDepth == 0 {
                linkBytes += max(0, result.bytes.count - linkStart)
                addAnchor(to: result.bytes.count)
            }
        }
        if frame.isBlock { endBlock() }
        open.removeLast()
    }

    /// Notes the text of the open link up to `end`.
    private mutating func addAnchor(to end: Int) {
        let start = max(linkStart, blockStart)
        guard end > start else { return }
        result.anchors.append(BlockText.Anchor(node: linkNode, start: Int32(start), end: Int32(end)))
    }

    /// Ends the block that is being collected, if it has any text but spaces.
    private mutating func endBlock() {
        folder.endBlock()
        let end = result.bytes.count
        if linkDepth > 0 {
            linkBytes += max(0, end - max(linkStart, blockStart))
            addAnchor(to: end)
            linkStart = end
        }
        defer {
            blockStart = result.bytes.count
            linkStart = max(linkStart, blockStart)
            linkBytes = 0
            links = linkDepth > 0 ? 1 : 0
        }
        guard hasText(blockStart..<end) else {
            result.bytes.removeLast(end - blockStart)
            while let last = result.anchors.last, Int(last.start) >= blockStart { result.anchors.removeLast() }
            return
        }
        let holder = open.last { $0.isBlock && page.nodes[Int($0.node)].tag != .br }
        let node = holder.map(\.node) ?? 0
        result.blocks.append(
            TextBlock(
                start: Int32(blockStart),
                end: Int32(end),
                node: node,
                tag: page.nodes[Int(node)].tag,
                linkBytes: Int32(linkBytes),
                links: Int32(links),
                followsBreak: sawBreak
            )
        )
        sawBreak = false
    }

    /// Whether anything but spaces and U+00A0 is in `range`.
    private func hasText(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if result.bytes[index] == 0x20 {
                index += 1
            } else if result.bytes[index] == 0xC2, index + 1 < range.upperBound, result.bytes[index + 1] == 0xA0 {
                index += 2
            } else {
                return true
            }
        }
        return false
    }

    /// Notes what the element at `index` says of itself and inherits from around it.
    private mutating func describe(_ index: Int, _ node: HTMLPage.Node) {
        let inherited = node.parent >= 0 ? result.contexts[Int(node.parent)] : 0
        var context = inherited | Self.surrounding(of: node.tag)
        var role: UInt32 = 0
        var style: UInt32 = UInt32(node.tag.rawValue) &* 0x9E37_79B1
        for slot in Int(node.start)..<Int(node.start) + Int(node.attributeCount) {
            let attribute = page.attributes[slot]
            let range = Int(attribute.start)..<Int(attribute.end)
            switch attribute.name {
            case .class, .id:
                role |= ClassVocabulary.words.groups(in: page.bytes, range)
                if attribute.name == .class {
                    for byte in page.bytes[range] { style = (style ^ UInt32(byte)) &* 0x0100_0193 }
                }
            case .itemprop where page.bytes[range].elementsEqual("articleBody".utf8):
                context |= Surrounding.articleBody
            case .role where page.bytes[range].elementsEqual("main".utf8):
                context |= Surrounding.main
            case .hidden:
                context |= Surrounding.hidden
            case .ariaHidden where page.bytes[range].elementsEqual("true".utf8):
                context |= Surrounding.hidden
            case .style where Self.hides(page.bytes, range):
                context |= Surrounding.hidden
            default:
                break
            }
        }
        if role & ClassVocabulary.comment != 0 { context |= Surrounding.comments }
        if role & ClassVocabulary.related != 0 { context |= Surrounding.related }
        if role & ClassVocabulary.promotion != 0 { context |= Surrounding.promotion }
        if role & ClassVocabulary.articleBody != 0 { context |= Surrounding.bodyClass }
        if role & ClassVocabulary.caption != 0 { context |= Surrounding.caption }
        result.contexts[index] = context
        result.roles[index] = UInt16(truncatingIfNeeded: role)
        result.styles[index] = style
    }

    private static func surrounding(of tag: HTMLTag) -> UInt32 {
        switch tag {
        case .article: Surrounding.article
        case .main: Surrounding.main
        case .aside: Surrounding.aside
        case .footer: Surrounding.footer
        case .nav: Surrounding.nav
        case .header: Surrounding.header
        case .form, .fieldset, .label: Surrounding.form
        case .figure, .figcaption: Surrounding.figure
        case .table: Surrounding.table
        case .ul, .ol, .dl, .menu: Surrounding.list
        case .blockquote, .q: Surrounding.quote
        case .h1: Surrounding.heading | Surrounding.firstHeading
        case .h2, .h3, .h4, .h5, .h6: Surrounding.heading
        case .time: Surrounding.time
        case .pre, .code: Surrounding.code
        default: 0
        }
    }

    /// Whether a style attribute says `display:none`.
    private static func hides(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count < 400 else { return false }
        let plain = String(decoding: bytes[range].filter { $0 > 0x20 }, as: UTF8.self)
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }
}
