package import Articles
import Charsets
import HTML

/// The first stage: turns a saved page into the article it carries.
package struct Cleaner: Sendable {
    /// The most bytes of a file that are read.
    package var maximumBytes = 64 << 20
    /// The most bytes of article text that are kept.
    package var maximumText = 8 << 20
    /// The fewest letters of body text that count as an article.
    package var minimumLength = 30
    /// The weights for pages of HTML and for plain texts; others only to try them.
    var pageModel = BlockModel.shippedHTML
    var textModel = BlockModel.shippedText

    package init() {}

    /// Loads what is otherwise opened on the disk when a page first needs it.
    package static func loadAll() { Charset.loadAll() }

    /// The article that `page` carries.
    package func clean(_ page: SavedPage) throws(CleaningError) -> Article {
        try read(page).article
    }

    /// Every block of `page` with its score and whether and why it was kept.
    package func explain(_ page: SavedPage) throws(CleaningError) -> [BlockDecision] {
        try read(page).decisions
    }

    /// The article that `page` carries, and every block with its score and whether and why it was kept.
    package func cleanExplained(
        _ page: SavedPage
    ) throws(CleaningError) -> (article: Article, decisions: [BlockDecision]) {
        let outcome = try read(page)
        return (outcome.article, outcome.decisions)
    }

    /// An article with the decisions that led to it.
    struct Outcome {
        var article: Article
        var decisions: [BlockDecision]
    }

    /// The article that `page` carries, with what was decided on its blocks.
    func read(_ page: SavedPage) throws(CleaningError) -> Outcome {
        guard page.bytes.count <= maximumBytes else {
            throw .tooLarge(file: page.name, bytes: page.bytes.count, limit: maximumBytes)
        }
        guard page.bytes.contains(where: { $0 > 0x20 }) else { throw .empty(file: page.name) }
        if let kind = ContentSniffer.kind(of: page.bytes) { throw .notText(file: page.name, looksLike: kind) }
        let decoded = TextDecoder.decode(page.bytes, transport: page.transportCharset)
        let report = decoded.report
        // Beyond one character in a hundred the text was not in this encoding, or is not text.
        guard report.replaced == 0 || report.replaced * 100 <= decoded.text.count(where: { $0 & 0xC0 != 0x80 }) else {
            throw .unreadableEncoding(file: page.name, charset: report.name, replaced: report.replaced)
        }
        var outcome =
            Self.looksLikeHTML(decoded.text)
            ? try readHTML(decoded, name: page.name) : try readText(decoded, name: page.name)
        if report.replaced > 0 { outcome.article.warnings.append("charset-replaced") }
        try checkLength(of: outcome.article, page.name)
        return outcome
    }

    private func readHTML(_ decoded: TextDecoder.Decoded, name: String) throws(CleaningError) -> Outcome {
        let page: HTMLPage
        do {
            page = try HTMLParser().parse(decoded.text)
        } catch {
            switch error {
            case .tooLarge(let bytes): throw .tooLarge(file: name, bytes: bytes, limit: maximumBytes)
            case .nestedTooDeep(let limit): throw .nestedTooDeep(file: name, limit: limit)
            case .parserFailed: throw .noArticle(file: name)
            }
        }
        var reader = HTMLArticleReader(page, minimumLength: minimumLength, model: pageModel)
        guard var outcome = reader.read() else { throw .noArticle(file: name) }
        outcome.article.charset = decoded.report
        return outcome
    }

    private func readText(_ decoded: TextDecoder.Decoded, name: String) throws(CleaningError) -> Outcome {
        let isMarkdown = name.lowercased().hasSuffix(".md") || name.lowercased().hasSuffix(".markdown")
        var reader = PlainTextReader(decoded.text, minimumLength: minimumLength, model: textModel)
        guard var outcome = reader.read() else { throw .noArticle(file: name) }
        outcome.article.charset = decoded.report
        outcome.article.media = isMarkdown ? .markdown : .plainText
        return outcome
    }

    /// Refuses a body beyond `maximumText`, which no article reaches: a text is never cut.
    private func checkLength(of article: Article, _ name: String) throws(CleaningError) {
        let length = article.blocks.reduce(0) { $0 + $1.text.utf8.count }
        guard length <= maximumText else { throw .textTooLong(file: name, bytes: length, limit: maximumText) }
    }

    /// Whether a text is a page of HTML: it names an element that pages have near its start, or has many tags.
    static func looksLikeHTML(_ text: [UInt8]) -> Bool {
        let head = text.prefix(4096)
        if Self.pageMarks.groups(in: text, head.startIndex..<head.endIndex) != 0 { return true }
        // A fragment, saved without its head: tags by the dozen.
        var tags = 0
        var index = 0
        let end = min(text.count, 1 << 16)
        while index + 1 < end {
            if text[index] == UInt8(ascii: "<"),
                (text[index + 1] | 0x20) &- UInt8(ascii: "a") < 26 || text[index + 1] == UInt8(ascii: "/")
            {
                tags += 1
            }
            index += 1
        }
        return tags >= 3 && tags * 400 >= end
    }

    private static let pageMarks = PatternSet([(1, "<!doctype html\n<html\n<head>\n<body\n<meta ".replacingAngles)])
}

extension String {
    /// Doubles a leading `<`, which `PatternSet` otherwise reads as a word's edge.
    fileprivate var replacingAngles: String { split(separator: "\n").map { "<" + $0 }.joined(separator: "\n") }
}
