import Articles
import Charsets
import HTML

/// Finds the body of pages that show it by script only.
enum ScriptBody {
    /// A visible text shorter than this share of the script's is a stub.
    private static let stubShare = 0.34
    /// Characters below which a hidden body is not worth more than the visible one.
    private static let minimumLength = 300

    /// The body in JSON-LD or script data, when it is much longer than the `visible` characters of the page.
    static func body(page: HTMLPage, head: PageHead, visible: Int) -> [Block]? {
        if let body = head.articleBody, isWorth(body, visible) {
            let blocks = paragraphs(of: body)
            if !blocks.isEmpty { return blocks }
        }
        guard visible < minimumLength else { return nil }
        for script in head.contentScripts.prefix(400) {
            let range = scriptRange(page, script)
            guard range.count > minimumLength else { continue }
            if let value = LenientJSON.value(in: page.bytes, range), let body = longestBody(value),
                isWorth(body, visible)
            {
                return paragraphs(of: body)
            }
        }
        let flight = flightText(page, head)
        guard let body = flightBody(flight), isWorth(body, visible) else { return nil }
        return paragraphs(of: body)
    }

    private static func isWorth(_ body: String, _ visible: Int) -> Bool {
        let length = body.unicodeScalars.count
        return length >= minimumLength && Double(visible) < Double(length) * stubShare
    }

    private static func scriptRange(_ page: HTMLPage, _ index: Int) -> Range<Int> {
        let inner = index + 1
        guard inner < Int(page.nodes[index].end), page.nodes[inner].tag == .text else { return 0..<0 }
        return Int(page.nodes[inner].start)..<Int(page.nodes[inner].textEnd)
    }

    /// Keys under which site builders keep an article's text.
    private static let bodyKeys = [
        "articleBody", "body", "content", "contents", "bodyText", "article_body", "text", "html", "contentHtml",
    ]

    /// The longest text under one of the keys that hold bodies.
    private static func longestBody(_ value: JSONValue) -> String? {
        var queue = [value]
        var head = 0
        var best: String?
        while head < queue.count, head < 100_000 {
            switch queue[head] {
            case .array(let items): queue += items
            case .object(let members):
                for member in members {
                    if let text = member.value.string {
                        if bodyKeys.contains(member.key), text.utf8.count > best?.utf8.count ?? 0 { best = text }
                    } else {
                        queue.append(member.value)
                    }
                }
            default: break
            }
            head += 1
        }
        return best
    }

    /// The pieces that `self.__next_f.push([1,"…"])` calls append, joined.
    private static func flightText(_ page: HTMLPage, _ head: PageHead) -> [UInt8] {
        var joined: [UInt8] = []
        for script in head.contentScripts {
            let range = scriptRange(page, script)
            guard let value = LenientJSON.value(in: page.bytes, range), case .array(let items) = value, items.count > 1,
                let piece = items[1].string
            else { continue }
            joined += Array(piece.utf8)
        }
        return joined
    }

    /// The longest body in flight data: the value of a body key, or a text row that holds paragraphs.
    private static func flightBody(_ flight: [UInt8]) -> String? {
        guard !flight.isEmpty else { return nil }
        var best: String?
        func offer(_ text: String) {
            if text.utf8.count > best?.utf8.count ?? 0 { best = text }
        }
        for key in bodyKeys {
            let pattern = Array("\"\(key)\":\"".utf8)
            var index = 0
            while let start = firstIndex(of: pattern, in: flight, from: index) {
                let quote = start + pattern.count - 1
                index = quote + 1
                // One string: read it as the only element of an array.
                if let end = endOfString(flight, quote) {
                    if let value = LenientJSON.value(
                        in: [UInt8(ascii: "[")] + flight[quote..<end] + [UInt8(ascii: "]")],
                        0..<end - quote + 2
                    ),
                        let text = value.elements.first?.string
                    {
                        offer(text)
                    }
                    index = end
                }
            }
        }
        if let rows = textRows(flight) { offer(rows) }
        return best
    }

    /// The longest row `id:Tlength,text` with markup in it.
    private static func textRows(_ flight: [UInt8]) -> String? {
        var best: String?
        var index = 0
        while let mark = firstIndex(of: Array(":T".utf8), in: flight, from: index) {
            index = mark + 2
            var end = index
            while end < flight.count, end - index < 8, flight[end] != UInt8(ascii: ",") { end += 1 }
            guard end < flight.count, flight[end] == UInt8(ascii: ","),
                let length = Int(String(decoding: flight[index..<end], as: UTF8.self), radix: 16),
                length > minimumLength
            else { continue }
            let stop = min(flight.count, end + 1 + length)
            let (text, _) = (String(decoding: flight[end + 1..<stop], as: UTF8.self), 0)
            if text.contains(bytes: "<p") || text.contains(bytes: "<br"), text.utf8.count > best?.utf8.count ?? 0 {
                best = text
            }
            index = stop
        }
        return best
    }

    private static func endOfString(_ bytes: [UInt8], _ quote: Int) -> Int? {
        var index = quote + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if bytes[index] == UInt8(ascii: "\"") {
                return index + 1
            } else {
                index += 1
            }
        }
        return nil
    }

    private static func firstIndex(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= pattern.count, let first = pattern.first else { return nil }
        var index = start
        while index <= bytes.count - pattern.count {
            if bytes[index] == first, bytes[index..<index + pattern.count].elementsEqual(pattern) { return index }
            index += 1
        }
        return nil
    }

    /// Whether a block of a body's markup is text: no caption, no placeholder such as `$$ADVERT$$`, no signature.
    private static func isBody(_ block: TextBlock, in text: BlockText) -> Bool {
        let context = text.contexts[Int(block.node)]
        guard context & (Surrounding.figure | Surrounding.caption) == 0 else { return false }
        let bytes = text.bytes[block.range]
        if bytes.count < 40, bytes.starts(with: "$$".utf8) { return false }
        return !(bytes.count < 80 && bytes.contains(UInt8(ascii: "@")))
    }

    /// `body` as paragraphs: markup parsed again, plain text at its line breaks.
    static func paragraphs(of body: String) -> [Block] {
        let resolved = body.contains(bytes: "&lt;") ? CharacterReferences.resolved(body) : body
        if resolved.contains(bytes: "<p") || resolved.contains(bytes: "<br") || resolved.contains(bytes: "</"),
            let page = try? HTMLParser().parse(Array(resolved.utf8))
        {
            let text = BlockReader.blocks(of: page)
            return text.blocks.filter { isBody($0, in: text) }.filter { $0.linkBytes * 2 < $0.end - $0.start }.map {
                Block(.paragraph, BodyBuilder.composed(text.text(of: $0)))
            }
        }
        return resolved.split(whereSeparator: \.isNewline).map {
            Block(.paragraph, BodyBuilder.composed(folded(String($0))))
        }
        .filter { !$0.text.isEmpty }
    }
}
