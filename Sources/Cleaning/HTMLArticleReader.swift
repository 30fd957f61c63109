import Articles
import HTML

extension PageHints {
    init(_ head: PageHead) {
        self.init(
            title: head.meta(["og:title", "twitter:title"]) ?? head.title,
            description: head.meta(["og:description", "description", "twitter:description"]),
            articleBody: head.articleBody
        )
    }
}

/// Reads the article out of a parsed page.
struct HTMLArticleReader {
    private let page: HTMLPage
    private let head: PageHead
    private let text: BlockText
    private let features: BlockFeatures
    private let minimumLength: Int
    private let model: BlockModel

    init(_ page: HTMLPage, minimumLength: Int, model: BlockModel) {
        self.page = page
        self.model = model
        self.minimumLength = minimumLength
        head = PageHead(page)
        text = BlockReader.blocks(of: page)
        features = BlockFeatures(text, page: page, hints: PageHints(head))
    }

    /// The article, or `nil` when the page holds none.
    mutating func read() -> Cleaner.Outcome? {
        let scores = model.probabilities(features, text)
        var selection = Selection(scores: scores)
        selection.rescue(text, features)
        StructureRules(page: page, text: text, features: features).apply(to: &selection)
        var metadata = MetadataReader(page: page, head: head, text: text, features: features, selection: selection)
            .read()
        EdgeRules(text: text, features: features, title: metadata.title).apply(to: &selection)
        let address = metadata.url
        var blocks = BodyBuilder(page: page, text: text, address: address).blocks(selection)
        var pictures = PictureReader(page: page, text: text, address: address).pictures(selection)
        var warnings: [String] = []
        let length = blocks.reduce(0) { $0 + $1.text.unicodeScalars.count }
        if let rescued = ScriptBody.body(page: page, head: head, visible: length) {
            blocks = rescued
            pictures = []
            warnings.append("script-only")
        }
        guard blocks.reduce(0, { $0 + letters($1.text) }) >= minimumLength else { return nil }
        if length < Self.littleText, !warnings.contains("script-only") { warnings.append("little-text") }
        if selection.sawPaywall { warnings.append("paywall") }
        if page.wasCut || text.wasCut { warnings.append("parser-cut") }
        if let language = LanguageDetector.language(of: blocks.map(\.text)) {
            metadata.language = language
            metadata.origins.language = .body
        }
        let isRescued = warnings.contains("script-only")
        var article = metadata.article(
            blocks: blocks,
            media: .html,
            confidence: isRescued ? Self.rescuedConfidence : selection.confidence(features),
            warnings: warnings
        )
        article.pictures = pictures
        return Cleaner.Outcome(article: article, decisions: selection.decisions(text))
    }

    /// What a body out of a script is worth: whole as a rule, but nothing in the page confirms it.
    private static let rescuedConfidence = 0.6

    /// Fewer characters than this are rarely a whole article.
    private static let littleText = 250
}

/// How many letters and digits `text` has.
func letters(_ text: String) -> Int {
    text.utf8.reduce(0) { count, byte in
        let isLetter = byte >= 0xC0 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        return isLetter ? count + 1 : count
    }
}
