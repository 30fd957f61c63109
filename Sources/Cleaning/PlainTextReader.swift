import Articles
import HTML

/// Reads the article out of a plain text: a page that was copied or dumped, menus, teasers and all.
struct PlainTextReader {
    private let text: BlockText
    private let features: BlockFeatures
    private let minimumLength: Int
    private let model: BlockModel

    init(_ bytes: [UInt8], minimumLength: Int, model: BlockModel) {
        self.model = model
        text = LineReader.blocks(of: bytes)
        features = BlockFeatures(text, page: nil, hints: PageHints())
        self.minimumLength = minimumLength
    }

    /// The article, or `nil` when the text holds none.
    mutating func read() -> Cleaner.Outcome? {
        let scores = model.probabilities(features, text)
        var selection = Selection(scores: scores)
        selection.rescue(text, features)
        let lines = PlainTextLines(text: text, features: features)
        lines.fillLists(&selection)
        lines.applyWindow(to: &selection)
        let titleIndex = lines.titleIndex(selection)
        lines.applyHead(to: &selection, titleIndex: titleIndex)
        lines.applyBetween(to: &selection, titleIndex: titleIndex)
        lines.applyTail(to: &selection)
        let builder = BodyBuilder(page: nil, text: text)
        let blocks = builder.blocks(selection)
        let length = blocks.reduce(0) { $0 + $1.text.unicodeScalars.count }
        guard blocks.reduce(0, { $0 + letters($1.text) }) >= minimumLength else { return nil }
        var metadata = lines.metadata(selection, titleIndex: titleIndex)
        metadata.language = LanguageDetector.language(of: blocks.map(\.text))
        metadata.origins.language = metadata.language == nil ? nil : .body
        var warnings: [String] = []
        if length < Self.littleText { warnings.append("little-text") }
        if lines.hasPaywall(selection) { warnings.append("paywall") }
        if text.wasCut { warnings.append("parser-cut") }
        let article = metadata.article(
            blocks: blocks,
            media: text.blocks.contains { $0.tag.isHeading } ? .markdown : .plainText,
            confidence: selection.confidence(features),
            warnings: warnings
        )
        return Cleaner.Outcome(article: article, decisions: selection.decisions(text))
    }

    /// Fewer characters than this are rarely a whole article.
    private static let littleText = 250
}

/// The rules of a plain text's head and tail, over its lines.
struct PlainTextLines {
    let text: BlockText
    let features: BlockFeatures

    func line(_ index: Int) -> String { text.text(of: text.blocks[index]) }

    func statistics(_ index: Int) -> BlockStatistics { features.statistics[index] }

    // MARK: - Window

    /// Lines without a kept one between them after which a new piece of the page begins.
    private static let widestHole = 12

    /// Keeps the one stretch of lines with most of the prose: what lies far off is another article.
    func applyWindow(to selection: inout Selection) {
        let kept = selection.kept
        guard kept.count > 1 else { return }
        var stretches: [[Int]] = [[kept[0]]]
        for index in kept.dropFirst() {
            if let last = stretches[stretches.count - 1].last, index - last > Self.widestHole {
                stretches.append([index])
            } else {
                stretches[stretches.count - 1].append(index)
            }
        }
        let sizes = stretches.map { $0.reduce(0) { $0 + statistics($1).characters } }
        guard let largest = sizes.max() else { return }
        for (number, stretch) in stretches.enumerated() where sizes[number] * 4 < largest {
            for index in stretch { selection.drop(index, "window") }
        }
    }

    // MARK: - Decks, sub-headings, prose

    /// Keeps what the model, which sees little of headings in lines, leaves out: decks under the headline,
    /// sub-headings and prose between kept lines.
    func applyBetween(to selection: inout Selection, titleIndex: Int?) {
        fillProse(&selection)
        fillLists(&selection)
        keepDecks(&selection, titleIndex)
        keepHeadings(&selection)
    }

    /// Prose between kept lines, and after the last one up to the first line that ends the article.
    private func fillProse(_ selection: inout Selection) {
        guard let first = selection.kept.first, let last = selection.kept.last else { return }
        for index in first...last where isProse(index) { selection.keep(index, "prose") }
        for (above, below) in zip(selection.kept, selection.kept.dropFirst()) where below - above <= Self.widestSeam {
            for index in above + 1..<below where isSentence(index) { selection.keep(index, "sentence") }
        }
        var misses = 0
        for index in last + 1..<max(last + 1, text.blocks.count) {
            if isEnd(index) || misses > 2 { return }
            if isProse(index) {
                selection.keep(index, "prose")
                misses = 0
            } else if !isItem(index) {
                misses += 1
            }
        }
    }

    /// Kept lines that are no further apart are taken to be of one passage.
    private static let widestSeam = 3
    private static let shortestSentence = 25

    /// Whether a line between two of one passage belongs to it: a sentence, and nothing of the page's furniture.
    private func isSentence(_ index: Int) -> Bool {
        let statistics = statistics(index)
        return statistics.characters >= Self.shortestSentence && statistics.endsSentence && !statistics.startsWithMark
            && statistics.marks & (Self.furniture | TextMarks.related | TextMarks.social | TextMarks.comment) == 0
            && !isChrome(index) && !isCaption(line(index)) && !HeadLineDate.isDateLine(line(index))
    }

    private static let furniture =
        TextMarks.legal | TextMarks.subscribe | TextMarks.paywall | TextMarks.advertisement | TextMarks.credit

    /// Whether a line is a paragraph by itself: long, ends as a sentence, nothing promotional in it.
    func isProse(_ index: Int) -> Bool {
        let statistics = statistics(index)
        return statistics.characters >= 80 && statistics.endsSentence && statistics.marks & Self.furniture == 0
            && !statistics.startsWithMark
    }

    /// The lines between headline and body that are decks: as long as headlines, about what the body is about.
    private func keepDecks(_ selection: inout Selection, _ titleIndex: Int?) {
        guard let titleIndex, let first = selection.kept.first, first > titleIndex else { return }
        let body = bodyWords(selection)
        for index in (titleIndex + 1..<first).reversed().prefix(Self.mostDecks) {
            let isDeck = headlineScore(index, body) > Self.leastDeck && line(index) != line(titleIndex)
            // A photograph's credit may stand between decks and lead.
            guard isDeck || statistics(index).marks & TextMarks.credit != 0 else { return }
            if isDeck { selection.keep(index, "deck") }
        }
    }

    private static let mostDecks = 6
    private static let leastDeck = 0.42

    /// Short lines set off by empty lines between kept ones.
    private func keepHeadings(_ selection: inout Selection) {
        let kept = selection.kept
        guard let first = kept.first, let last = kept.last, last > first + 1 else { return }
        let gaps = kept.dropFirst().count { text.blocks[$0].gap > 0 }
        // Where paragraphs are not parted by empty lines, neither are headings.
        guard gaps * 2 > kept.count else { return }
        for index in first + 1..<last where !selection.isKept[index] && isHeading(index) {
            let isAbove = selection.isKept[index - 1] || index > first + 1 && selection.isKept[index - 2]
            if isAbove, selection.isKept[index + 1] { selection.keep(index, "heading") }
        }
    }

    /// Whether a line looks like a sub-heading: a few words, an empty line before and after, no caption.
    private func isHeading(_ index: Int) -> Bool {
        if text.blocks[index].tag.isHeading { return true }
        let statistics = statistics(index)
        let furniture =
            TextMarks.advertisement | TextMarks.credit | TextMarks.legal | TextMarks.related | TextMarks.subscribe
            | TextMarks.social | TextMarks.comment
        guard (3...70).contains(statistics.characters), !statistics.endsSentence || line(index).hasSuffix("?"),
            statistics.marks & furniture == 0, text.blocks[index].gap > 0,
            index + 1 < text.blocks.count, text.blocks[index + 1].gap > 0, !isChrome(index)
        else { return false }
        let content = line(index)
        guard !HeadLineDate.isDateLine(content), BylineReader.names(in: content).isEmpty else { return false }
        return content.first?.isNumber ?? false || !isCaption(content)
    }

    /// `A statement about the picture. Agency`: a full stop inside, a word or two after it.
    private func isCaption(_ content: String) -> Bool {
        guard let stop = content.ranges(of: ". ").last else { return false }
        return content[stop.upperBound...].split(separator: " ").count <= 4
    }

    /// Whether a line is a label, menu entry or other furniture of a page.
    func isChrome(_ index: Int) -> Bool {
        let statistics = statistics(index)
        if statistics.startsWithMark, statistics.characters < 25,
            line(index).first.map({ "•-*+".contains($0) }) ?? false
        {
            return true
        }
        if statistics.hasMail { return true }
        let groups = Self.chrome.groups(in: line(index))
        return groups & Self.label != 0 && statistics.characters < 40 || groups & Self.widget != 0
    }

    private static let label: UInt32 = 1
    private static let widget: UInt32 = 2

    private static let chrome = PatternSet([
        (
            widget,
            "자동 추출 기술로 요약, 본문 전체보기를 권장, 데이터 통화료가 부과, this advertisement has not loaded, story continues below"
        ),
        (
            label,
            "skip to, 본문 바로가기, 바로가기, 글자크기, 글자 크기, 공유하기, 로그인, 구독하기, 메뉴, 기상청, 요약봇, 본문듣기, 본문 듣기, 음성 변환, 전체보기, log in, sign in, subscribe, cookie"
        ),
    ])

    // MARK: - Head and tail

    /// Drops what stands above or beside the headline, and the lines of date, byline and tools under it.
    func applyHead(to selection: inout Selection, titleIndex: Int?) {
        guard let titleIndex else { return }
        for index in selection.kept where index <= titleIndex {
            selection.drop(index, index == titleIndex ? "title" : "above-title")
        }
        let title = line(titleIndex)
        for index in selection.kept.prefix(6) {
            let content = line(index)
            if content == title {
                selection.drop(index, "title")
            } else if statistics(index).characters < 60, HeadLineDate.isDateLine(content) {
                selection.drop(index, "date-line")
            } else if isChrome(index) {
                selection.drop(index, "label")
            }
        }
        for index in selection.kept {
            if isPictureLine(index) { selection.drop(index, "caption") }
            if isAdvertisement(index) { selection.drop(index, "advertisement") }
        }
    }

    /// A line that an arrow ties to a picture and a credit closes: `▲ The plant at night. /Agency`.
    private func isPictureLine(_ index: Int) -> Bool {
        let content = line(index)
        guard statistics(index).characters < 160, let first = content.first, "▲△▼▽◀▶◁▷↑↓←→".contains(first) else {
            return false
        }
        return statistics(index).marks & TextMarks.credit != 0 || Self.endsInAgency(content) || content.hasSuffix("제공")
            || content.hasSuffix("기자")
    }

    /// A line that says itself that it is an advertisement, at its start.
    private func isAdvertisement(_ index: Int) -> Bool {
        let content = line(index)
        return ["[광고]", "(광고)", "[AD]", "[Ad]", "[Sponsored]", "[PR]"].contains { content.hasPrefix($0) }
    }
}

/// Reads the owner off a copyright line.
enum CopyrightLine {
    private static let noise: Set<String> = [
        "copyright", "copyrights", "©", "ⓒ", "(c)", "저작권자", "by", "the", "-", "all", "무단전재",
    ]

    static func owner(of line: String) -> String? {
        var words: [String] = []
        for word in line.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" }) {
            var bare = String(word)
            while let first = bare.first, "ⓒ©<[(-".contains(first) { bare.removeFirst() }
            let ends = bare.last.map { ".,>)]".contains($0) } ?? false
            while let last = bare.last, ".,>)]".contains(last) { bare.removeLast() }
            if noise.contains(bare.lowercased()) || bare.isEmpty || bare.allSatisfy(\.isNumber) {
                if !words.isEmpty { break }
                continue
            }
            if ["무단", "무단전재", "재배포", "all", "rights"].contains(bare.lowercased()) { break }
            words.append(bare)
            if ends || words.count == 4 { break }
        }
        let name = words.joined(separator: " ")
        return name.count > 1 && name.count < 40 ? name : nil
    }
}

extension TitleChooser {
    /// `title` without a site's name after a bar, where a line above names that site.
    static func cutAtSite(_ title: String, above: [String]) -> String {
        for site in above where site.count > 2 && site.count < 40 {
            let cut = withoutSite(title, site: site)
            if cut != title { return cut }
        }
        return title
    }
}
