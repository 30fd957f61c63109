/// Joins the lines that `format=flowed` (RFC 3676) broke only for transport.
enum FlowedText {
    /// `text` with its soft line breaks, those behind a space, taken out.
    static func joined(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var lines = LineCursor(text, 0..<text.count)
        while let line = lines.next() {
            // A space in front was stuffed in transport.
            let content = text[line].first == 0x20 ? text[line].dropFirst() : text[line]
            result.append(contentsOf: content)
            let isSignatureMark = content.elementsEqual("-- ".utf8)
            if content.last != 0x20 || isSignatureMark { result.append(0x0A) }
        }
        return result
    }
}
