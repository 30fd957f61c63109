import Articles
import Foundation
import HTML

/// Turns kept blocks into the article's body.
struct BodyBuilder {
    let page: HTMLPage?
    let text: BlockText
    /// The page's own address, against which its links are resolved.
    var address: String?

    func blocks(_ selection: Selection) -> [Block] {
        var result: [Block] = []
        var last: Int?
        var structure = StructureReader(page: page, text: text, address: address)
        for index in selection.kept {
            let block = text.blocks[index]
            let range = trimmed(block)
            let raw = String(decoding: text.bytes[range], as: UTF8.self)
            let content = Self.composed(raw)
            guard !content.isEmpty else { continue }
            // Composing moves the offsets behind it; such pages are few and lose their links.
            let links = content.utf8.count == raw.utf8.count ? structure.links(in: range) : []
            if let last, last == index - 1, !result.isEmpty, continues(text.blocks[last], block) {
                let offset = result[result.count - 1].text.unicodeScalars.count + 1
                result[result.count - 1].text += " " + content
                result[result.count - 1].structure.links += links.map { $0.moved(by: offset) }
            } else {
                var next = Block(kind(of: block), content)
                next.structure = structure.place(of: block, kind: next.kind)
                next.structure.links = links
                result.append(next)
            }
            last = index
        }
        // Also where an editor's note or a deck stands before the lead.
        for index in result.indices.prefix(6) { removeCredit(from: &result[index]) }
        return result.filter { !$0.text.isEmpty }
    }

    private func removeCredit(from block: inout Block) {
        guard let rest = CreditTag.split(block.text)?.rest else { return }
        let removed = block.text.unicodeScalars.count - rest.unicodeScalars.count
        block.text = rest
        block.structure.links = block.structure.links.compactMap {
            $0.range.start < removed ? nil : $0.moved(by: -removed)
        }
    }

    /// Whether `block` goes on with the sentence that a line break cut in `last`: old pages set lines with `<br>`.
    private func continues(_ last: TextBlock, _ block: TextBlock) -> Bool {
        guard block.followsBreak, last.node == block.node, !BlockStatistics.endsSentence(text.bytes, last.range) else {
            return false
        }
        let first = text.bytes[Int(block.start)]
        return first &- UInt8(ascii: "a") < 26 && last.range.count > 40
    }

    /// Where the block's text lies, without no-break spaces at its ends.
    private func trimmed(_ block: TextBlock) -> Range<Int> {
        var range = block.range
        while range.count > 1, text.bytes[range.lowerBound] == 0xC2, text.bytes[range.lowerBound + 1] == 0xA0 {
            range = range.lowerBound + 2..<range.upperBound
            while let first = range.first, text.bytes[first] == 0x20 { range.removeFirst() }
        }
        while range.count > 1, text.bytes[range.upperBound - 1] == 0xA0, text.bytes[range.upperBound - 2] == 0xC2 {
            range = range.lowerBound..<range.upperBound - 2
            while let last = range.last, text.bytes[last] == 0x20 { range.removeLast() }
        }
        return range
    }

    /// NFC, which pages saved on macOS are not; most text is and is not touched.
    static func composed(_ text: String) -> String {
        let needsIt = text.unicodeScalars.contains {
            (0x300..<0x370).contains($0.value) || (0x1100..<0x1200).contains($0.value)
        }
        return needsIt ? text.precomposedStringWithCanonicalMapping : text
    }

    private func kind(of block: TextBlock) -> Block.Kind {
        guard block.node >= 0 else {
            return block.tag == .blockquote ? .quote : block.tag.isHeading ? .heading : .paragraph
        }
        let context = text.contexts[Int(block.node)]
        if context & Surrounding.code != 0 { return .code }
        if context & Surrounding.heading != 0 { return .heading }
        if block.tag == .td || block.tag == .th { return .table }
        if context & Surrounding.quote != 0 { return .quote }
        if context & Surrounding.list != 0 { return .listItem }
        return .paragraph
    }
}

extension Link {
    fileprivate func moved(by offset: Int) -> Link {
        Link(range: TextRange(range.start + offset, range.end + offset), address: address)
    }
}

/// The reporter's credit in square brackets that Korean agencies put before the first sentence.
///
/// Round brackets with the place, `(서울=뉴스1) 이름 기자 =`, are the dateline and stay.
enum CreditTag {
    private static let roles = ["기자", "특파원", "에디터", "통신원", "논설위원", "칼럼니스트", "캐스터", "리포터", "PD", "앵커"]
    /// Longer brackets hold more than a credit.
    private static let maximumLength = 40

    /// `text` without the credit it may start with.
    static func removed(from text: String) -> String {
        split(text)?.rest ?? text
    }

    /// The credit, without its brackets, and the text after it.
    static func split(_ text: String) -> (credit: String, rest: String)? {
        guard text.first == "[", let close = text.prefix(maximumLength).firstIndex(of: "]") else { return nil }
        let credit = String(text[text.index(after: text.startIndex)..<close])
        let words = credit.split { $0 == " " || $0 == "\u{A0}" }
        guard let last = words.last, roles.contains(where: { last.hasSuffix($0) }) else { return nil }
        let rest = text[text.index(after: close)...].drop { $0 == " " || $0 == "\u{A0}" }
        return (credit, String(rest))
    }
}
