/// Reads the comment in which SingleFile, and browsers that save "web page, complete", note a page's address.
enum SaveMark {
    /// How far into a page the comment is looked for; it stands before the head or at its start.
    private static let reach = 1 << 13

    /// What stands before the address, and what ends it.
    private static let marks: [(start: [UInt8], gap: [UInt8])] = [
        (Array("Page saved with SingleFile".utf8), Array("url:".utf8)),
        (Array("saved from url=(".utf8), Array(")".utf8)),
    ]

    /// The address that `page` was saved from.
    static func address(in page: [UInt8]) -> String? {
        let end = min(page.count, reach)
        for mark in marks {
            guard let start = find(mark.start, page, 0, end), let gap = find(mark.gap, page, start, end) else {
                continue
            }
            let rest = page[gap..<end].drop { $0 <= 0x20 }
            let address = rest.prefix { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
            if let found = GivenMetadata.address(String(decoding: address, as: UTF8.self)) { return found }
        }
        return nil
    }

    /// Behind the first `text` between `start` and `end`.
    private static func find(_ text: [UInt8], _ page: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index + text.count <= end {
            if page[index] == text[0], page[index...].starts(with: text) { return index + text.count }
            index += 1
        }
        return nil
    }
}
