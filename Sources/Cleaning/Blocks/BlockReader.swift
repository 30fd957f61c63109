import HTML

/// Flattens a parsed page to text blocks in one walk over its nodes.
struct BlockReader {
    private let page: HTMLPage
    private var result = BlockText()
    private var folder = TextFolder()
    private var open: [Frame] = []
    private var blockStart = 0
    private var link = Span()
    private var bold = Span()
    private var slanted = Span()
    private var linkNode: Int32 = -1
    private var links = 0
    private var pictures = 0
    private var frames = 0
    private var sawRule = false
    private var sawBreak = false

    /// How much of the current block lies in elements of one kind.
    private struct Span {
        var depth = 0
        var start = 0
        var bytes = 0
        /// Where the last such element ended.
        var end = -1

        mutating func open(at position: Int) {
            if depth == 0 { start = position }
            depth += 1
        }

        mutating func close(at position: Int) {
            depth -= 1
            guard depth == 0 else { return }
            bytes += max(0, position - start)
            end = position
        }

        /// The bytes of the block that ends at `position`; the next block begins there.
        mutating func take(at position: Int) -> Int32 {
            if depth > 0 { bytes += max(0, position - start) }
            return Int32(bytes)
        }

        mutating func restart(at position: Int) {
            start = max(start, position)
            bytes = 0
        }
    }

    private struct Frame {
        var node: Int32
        var end: Int32
        var tag: HTMLTag
        var isBlock: Bool
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
                if node.tag == .iframe || node.tag == .video { frames += 1 }
                index = Int(node.end)
            } else {
                openFrame(index, node)
                index += 1
            }
        }
        result.wasCut = index < page.nodes.count
        while !open.isEmpty { closeFrame() }
        endBlock()
    }

    private mutating func openFrame(_ index: Int, _ node: HTMLPage.Node) {
        describe(index, node)
        let isBlock = node.tag.isBlock
        if isBlock { endBlock() }
        switch node.tag {
        case .br: sawBreak = true
        case .hr: sawRule = true
        case .img: pictures += 1
        case .a:
            if link.depth == 0 { linkNode = Int32(index) }
            link.open(at: result.bytes.count)
            links += 1
        case .b, .strong: bold.open(at: result.bytes.count)
        case .i, .em: slanted.open(at: result.bytes.count)
        default: break
        }
        open.append(Frame(node: Int32(index), end: node.end, tag: node.tag, isBlock: isBlock))
    }

    private mutating func closeFrame() {
        let frame = open[open.count - 1]
        switch frame.tag {
        case .a:
            if link.depth == 1 { addAnchor(to: result.bytes.count) }
            link.close(at: result.bytes.count)
        case .b, .strong: bold.close(at: result.bytes.count)
        case .i, .em: slanted.close(at: result.bytes.count)
        default: break
        }
        if frame.isBlock { endBlock() }
        open.removeLast()
    }

    /// Notes the text of the open link up to `end`.
    private mutating func addAnchor(to end: Int) {
        let start = max(link.start, blockStart)
        guard end > start else { return }
        result.anchors.append(BlockText.Anchor(node: linkNode, start: Int32(start), end: Int32(end)))
    }

    /// Ends the block that is being collected, if it has any text but spaces.
    private mutating func endBlock() {
        folder.endBlock()
        let end = result.bytes.count
        let startsWithLink = link.start <= blockStart && (link.depth > 0 || link.end > blockStart)
        let endsWithLink = link.depth > 0 || link.end == end
        let (linkBytes, boldBytes, slantedBytes) = (link.take(at: end), bold.take(at: end), slanted.take(at: end))
        let linkCount = links
        if link.depth > 0 {
            addAnchor(to: end)
            link.start = end
        }
        defer {
            blockStart = result.bytes.count
            link.restart(at: blockStart)
            bold.restart(at: blockStart)
            slanted.restart(at: blockStart)
            links = link.depth > 0 ? 1 : 0
        }
        guard hasText(blockStart..<end) else {
            result.bytes.removeLast(end - blockStart)
            while let last = result.anchors.last, Int(last.start) >= blockStart { result.anchors.removeLast() }
            return
        }
        let holder = open.last { $0.isBlock && $0.tag != .br }
        let node = holder.map(\.node) ?? 0
        result.blocks.append(
            TextBlock(
                start: Int32(blockStart),
                end: Int32(end),
                node: node,
                tag: page.nodes[Int(node)].tag,
                linkBytes: linkBytes,
                links: Int32(linkCount),
                boldBytes: boldBytes,
                slantedBytes: slantedBytes,
                startsWithLink: startsWithLink,
                endsWithLink: endsWithLink,
                pictures: UInt8(min(pictures, 9)),
                frames: UInt8(min(frames, 9)),
                followsRule: sawRule,
                followsBreak: sawBreak
            )
        )
        sawBreak = false
        sawRule = false
        pictures = 0
        frames = 0
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
