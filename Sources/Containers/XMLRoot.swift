/// Looks at the start of a file for XML and its first element.
enum XMLRoot {
    /// How far the first element is looked for, behind comments and licences.
    private static let reach = 1 << 14

    enum Kind: Equatable {
        case feed
        /// XML that is no page either, by the name of its first element.
        case other(String)
    }

    /// What kind of XML `bytes` are, or `nil` for pages and what is no XML.
    static func kind(of bytes: [UInt8]) -> Kind? {
        let head = narrow(bytes)
        var index = head.firstIndex { $0 > 0x20 } ?? head.count
        var isDeclared = false
        while index + 1 < head.count, head[index] == UInt8(ascii: "<") {
            if head[index + 1] == UInt8(ascii: "?") {
                isDeclared = isDeclared || head[index...].dropFirst(2).starts(with: "xml".utf8)
                guard let end = find("?>", head, index) else { return nil }
                index = end
            } else if head[index...].starts(with: "<!--".utf8) {
                guard let end = find("-->", head, index) else { return nil }
                index = end
            } else if head[index + 1] == UInt8(ascii: "!") {
                guard let end = endOfDoctype(head, index) else { return nil }
                // Only XML declares things inside its document type.
                isDeclared = isDeclared || head[index..<end].contains(UInt8(ascii: "["))
                index = end
            } else {
                return kind(root: head[(index + 1)...], isDeclared: isDeclared)
            }
            index += head[index...].prefix { $0 <= 0x20 }.count
        }
        return nil
    }

    private static func kind(root rest: ArraySlice<UInt8>, isDeclared: Bool) -> Kind? {
        let bytes = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }.prefix(longestName)
        let name = String(decoding: bytes, as: UTF8.self)
        let tag = String(decoding: rest.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        switch name.lowercased() {
        case "rss": return .feed
        case "rdf:rdf" where tag.contains("purl.org/rss") || tag.contains("netscape.com/rdf"): return .feed
        case "feed", "atom:feed", "a:feed": return tag.contains("Atom") || tag.contains("purl.org/atom") ? .feed : nil
        case "html": return nil
        default:
            // A page without head and body may carry a declaration too.
            return isDeclared && !pageElements.contains(name.lowercased()) && !name.isEmpty ? .other(name) : nil
        }
    }

    private static let longestName = 40
    private static let pageElements = ["head", "body", "div", "p", "article", "section", "main", "meta", "title"]

    /// The start of the file, every second byte of it where it is UTF-16.
    private static func narrow(_ bytes: [UInt8]) -> [UInt8] {
        let head = bytes.prefix(reach)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(head.dropFirst(3)) }
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.prefix(4).contains(0)
        guard isWide else { return Array(head) }
        return head.filter { $0 != 0 && $0 < 0x80 }
    }

    private static func endOfDoctype(_ head: [UInt8], _ start: Int) -> Int? {
        var depth = 0
        for index in start..<head.count {
            switch head[index] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ">") where depth <= 0: return index + 1
            default: break
            }
        }
        return nil
    }

    /// Behind the first `text` after `start`.
    private static func find(_ text: String, _ head: [UInt8], _ start: Int) -> Int? {
        let text = Array(text.utf8)
        var index = start
        while index + text.count <= head.count {
            if head[index] == text[0], head[index...].starts(with: text) { return index + text.count }
            index += 1
        }
        return nil
    }
}
