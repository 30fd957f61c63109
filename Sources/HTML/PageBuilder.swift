import CLibXML2

/// Receives libxml2's events and lays them out as an `HTMLPage`.
final class PageBuilder {
    private var page = HTMLPage()
    /// The open elements, innermost last.
    private var open: [Int32] = []
    /// How many events to `close` belong to elements that were not kept.
    private var skippedDepth = 0
    private let parser: HTMLParser
    private(set) var isTooDeep = false
    /// Stops the parser that sends the events.
    var stop: (() -> Void)?
    /// Whether the text of the innermost element is wanted: style never, scripts only when they may hold the article.
    private var scriptText = ScriptText.none

    private enum ScriptText { case none, undecided, kept, dropped }

    init(parser: HTMLParser, expectedBytes: Int) {
        self.parser = parser
        page.nodes.reserveCapacity(min(expectedBytes / 24 + 16, 1 << 18))
        page.attributes.reserveCapacity(min(expectedBytes / 32 + 16, 1 << 18))
        page.bytes.reserveCapacity(min(expectedBytes / 2 + 16, 1 << 20))
        open.reserveCapacity(64)
    }

    /// The page, its open elements closed.
    func finish() -> HTMLPage {
        while !open.isEmpty { close() }
        return page
    }

    /// Adds an element.
    func open(_ name: UnsafePointer<xmlChar>?, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard skippedDepth == 0, page.nodes.count < parser.maximumNodes else {
            page.wasCut = true
            skippedDepth += 1
            return
        }
        guard open.count < parser.maximumDepth else {
            isTooDeep = true
            skippedDepth += 1
            stop?()
            return
        }
        let tag = unsafe name.flatMap { unsafe HTMLTag(rawValue: Self.tags.value(of: key(of: $0)) ?? 0) } ?? .other
        let first = page.attributes.count
        if let attributes = unsafe attributes { unsafe add(attributes) }
        page.nodes.append(
            HTMLPage.Node(
                tag: tag,
                depth: UInt16(open.count),
                attributeCount: UInt16(page.attributes.count - first),
                parent: open.last ?? -1,
                end: 0,
                start: Int32(first),
                textEnd: 0
            )
        )
        open.append(Int32(page.nodes.count - 1))
        if tag == .script || tag == .style { scriptText = wants(tag) }
    }

    /// Ends the innermost element.
    func close() {
        if skippedDepth > 0 {
            skippedDepth -= 1
            return
        }
        guard let index = open.popLast() else { return }
        page.nodes[Int(index)].end = Int32(page.nodes.count)
        if scriptText != .none { scriptText = .none }
    }

    /// Adds text to the innermost element.
    func text(_ start: UnsafePointer<xmlChar>?, count: Int32) {
        guard skippedDepth == 0, let start = unsafe start, count > 0 else { return }
        let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(count))
        if scriptText == .undecided { unsafe scriptText = Self.mayHoldArticle(bytes) ? .kept : .dropped }
        guard scriptText != .dropped else { return }
        guard page.bytes.count + bytes.count <= parser.maximumBytes else {
            page.wasCut = true
            return
        }
        let offset = Int32(page.bytes.count)
        let end = offset + count
        unsafe page.bytes.append(contentsOf: bytes)
        let parent = open.last ?? -1
        let last = page.nodes.count - 1
        if last >= 0, page.nodes[last].tag == .text, page.nodes[last].parent == parent,
            page.nodes[last].textEnd == offset
        {
            page.nodes[last].textEnd = end
        } else {
            page.nodes.append(
                HTMLPage.Node(
                    tag: .text,
                    depth: UInt16(open.count),
                    attributeCount: 0,
                    parent: parent,
                    end: Int32(last + 2),
                    start: offset,
                    textEnd: end
                )
            )
        }
    }

    /// Keeps those of an element's attributes that are read later.
    private func add(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
        var slot = 0
        while let name = unsafe attributes[slot] {
            let value = unsafe attributes[slot + 1]
            slot += 2
            guard let raw = unsafe Self.names.value(of: key(of: name)), let kept = HTMLAttributeName(rawValue: raw),
                page.bytes.count < parser.maximumBytes
            else { continue }
            let start = Int32(page.bytes.count)
            if let value = unsafe value {
                let count = Int(unsafe xmlStrlen(value))
                // An image inlined in its address is data.
                if kept == .src || kept == .dataSrc, count > Self.longestAddress { continue }
                unsafe page.bytes.append(contentsOf: UnsafeBufferPointer(start: value, count: count))
            }
            page.attributes.append(HTMLPage.Attribute(name: kept, start: start, end: Int32(page.bytes.count)))
        }
    }

    /// Whether the content of the script or style element just opened is wanted.
    private func wants(_ tag: HTMLTag) -> ScriptText {
        guard tag == .script else { return .dropped }
        guard let type = page.attribute(.type, of: page.nodes.count - 1) else { return .undecided }
        let isData = page.bytes[type].lastIndex(of: UInt8(ascii: "j")).map { page.bytes[$0..<type.upperBound] }
        return isData?.elementsEqual("json".utf8) == true ? .kept : .undecided
    }

    /// Whether a script starts like those in which Next.js ships the page's content.
    private static func mayHoldArticle(_ script: UnsafeBufferPointer<xmlChar>) -> Bool {
        let trimmed = unsafe script.drop { $0 <= 0x20 }
        return unsafe trimmed.starts(with: "self.__next_f".utf8) || trimmed.starts(with: "(self.__next_f".utf8)
    }

    /// Addresses of pictures beyond this are not kept.
    private static let longestAddress = 2000

    private static let tags = NameTable(HTMLTag.allCases.dropFirst(2).map { (String(describing: $0), $0.rawValue) })
    private static let names = NameTable(HTMLAttributeName.allCases.map { ($0.name, $0.rawValue) })
}

/// The key of a name that libxml2 lends, at most sixteen bytes of it.
private func key(of name: UnsafePointer<xmlChar>) -> NameKey {
    var key = NameKey()
    var index = 0
    while index < 16, unsafe name[index] != 0 {
        unsafe key.add(name[index])
        index += 1
    }
    return key
}
