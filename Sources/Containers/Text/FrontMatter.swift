import Articles
import Charsets

/// Reads the front matter of a Markdown file: what its writer, a site generator or a web clipper put above the text.
///
/// Only simple members are read, line by line; a whole YAML reader would bring aliases and with them bombs.
struct FrontMatter {
    private(set) var members: [String: String] = [:]
    /// Where the text begins.
    private(set) var end = 0

    /// How far the end of front matter is looked for.
    private static let reach = 1 << 16

    /// The front matter at the start of `bytes`: lines of `key: value` between two of `---`, or `key = value` between
    /// `+++`.
    init?(_ bytes: [UInt8]) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var lines = LineCursor(bytes, start..<min(bytes.count, start + Self.reach))
        guard let first = lines.next(), let fence = Self.fences.first(where: { bytes[first].elementsEqual($0.fence) })
        else { return nil }
        var key = ""
        while let line = lines.next() {
            if bytes[line].elementsEqual(fence.fence) || fence.mayEndWithDots && bytes[line].elementsEqual("...".utf8) {
                end = lines.position
                if members.isEmpty { return nil }
                return
            }
            let text = String(decoding: TextDecoder.decode(Array(bytes[line])).text, as: UTF8.self)
            guard add(text, &key, fence.separator) else { return nil }
        }
        return nil
    }

    private static let fences: [(fence: [UInt8], separator: Character, mayEndWithDots: Bool)] = [
        (Array("---".utf8), ":", true), (Array("+++".utf8), "=", false),
    ]

    /// Takes in a line; whether it may be one of front matter.
    private mutating func add(_ line: String, _ key: inout String, _ separator: Character) -> Bool {
        let trimmed = line.drop { $0.isWhitespace }
        if trimmed.isEmpty || trimmed.hasPrefix("#") { return true }
        if trimmed.hasPrefix("- ") || line.first?.isWhitespace == true {
            // An item of a list, or deeper text: of lists, only names are of interest.
            guard !key.isEmpty else { return false }
            if trimmed.hasPrefix("- "), let item = Self.value(trimmed.dropFirst(2)) {
                members[key] = members[key].map { $0.isEmpty ? item : $0 + ", " + item } ?? item
            }
            return true
        }
        guard let cut = trimmed.firstIndex(of: separator), cut > trimmed.startIndex else { return false }
        key = trimmed[..<cut].trimmingSuffix { $0.isWhitespace }.lowercased()
        let value = Self.value(trimmed[trimmed.index(after: cut)...]) ?? ""
        if members[key] == nil { members[key] = value }
        return true
    }

    /// A value without quotes, list brackets and the brackets of wiki links.
    private static func value(_ text: Substring) -> String? {
        var marks = Set<Character>(["\"", "'"])
        let trimmed = text.drop { $0.isWhitespace }
        if trimmed.hasPrefix("[") || trimmed.hasPrefix("\"[[") || trimmed.hasPrefix("'[[") { marks.formUnion("[]") }
        return GivenMetadata.line(
            marks.count > 2 || trimmed.first.map(marks.contains) == true
                ? text.filter { !marks.contains($0) } : String(text)
        )
    }

    /// The names under which each field is written, the most telling first.
    ///
    /// `created` is left out: web clippers write the day of clipping there.
    private static let titles = ["title", "headline"]
    private static let addresses = [
        "source", "url", "canonical", "canonical_url", "canonicalurl", "original_url", "link",
    ]
    private static let dates = ["published", "date", "publishdate", "pubdate", "date_published", "published_at"]
    private static let authors = ["author", "authors", "byline"]
    private static let sites = ["site", "site_name", "sitename", "publisher"]

    /// What it says about the document.
    var given: GivenMetadata {
        func first(_ names: [String]) -> String? { names.lazy.compactMap { members[$0] }.first { !$0.isEmpty } }
        var given = GivenMetadata()
        given.isAuthoritative = true
        given.title = first(Self.titles)
        given.url = first(Self.addresses).flatMap(GivenMetadata.address)
        given.published = first(Self.dates).flatMap(InternetDate.time)
        given.byline = first(Self.authors)
        given.site = first(Self.sites)
        return given
    }
}

extension Substring {
    /// The text without the characters at its end that `isDropped` holds for.
    fileprivate func trimmingSuffix(_ isDropped: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isDropped(last) { rest.removeLast() }
        return rest
    }
}
