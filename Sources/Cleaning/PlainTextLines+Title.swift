import HTML

extension PlainTextLines {
    /// How many lines above the body the headline may stand without a date or writer's name under it.
    private static let headReach = 24
    /// How many it may stand above with one: tools, fonts and summaries of portals lie between.
    private static let datedReach = 80

    /// The line that is the headline: above the body, of a headline's length, its words taken up by the body, a date
    /// or name close under it.
    ///
    /// Decks and sub-headings share their words with the body too, and stand below: among lines about as good the
    /// highest is the headline.
    func titleIndex(_ selection: Selection) -> Int? {
        guard let first = selection.kept.first else { return nil }
        let start = selection.kept.first { isProse($0) } ?? first
        let body = bodyWords(selection, from: start)
        var scores: [(index: Int, score: Double)] = []
        for index in max(0, start - Self.datedReach)..<min(text.blocks.count, start + 1)
        where index < first || mayBeHeadline(index) {
            let isDated = index < start && standsAboveDate(index)
            guard isDated || index >= start - Self.headReach || index >= first - Self.headReach else { continue }
            let score = headlineScore(index, body)
            guard score > 0 else { continue }
            scores.append((index, score + (isDated ? Self.datedBonus : 0)))
        }
        guard let top = scores.map(\.score).max(), top > Self.leastHeadline else { return nil }
        for place in scores.indices where scores[place].score > top - 0.5 && isRepeated(scores[place].index) {
            scores[place].score += Self.repeatedBonus
        }
        let best = scores.map(\.score).max() ?? top
        let close = scores.filter { $0.score >= best - Self.headlineMargin }.map(\.index)
        return close.first.map { withoutTrail($0, among: scores.map(\.index)) }
    }

    /// More than any line can reach by its words.
    private static let markedHeadline = 2.0
    /// Below this no line is like a headline.
    private static let leastHeadline = 0.4
    /// Lines this close to the best are as good as it: decks share a few words less or more.
    private static let headlineMargin = 0.2
    /// What a date or writer's name close under a line says for it: as much as half its words.
    private static let datedBonus = 0.35

    /// What it says for a line that the page repeats it, as in `Share this story: HEADLINE`.
    private static let repeatedBonus = 0.25

    /// Whether the words of a line stand in the text more than once.
    private func isRepeated(_ index: Int) -> Bool {
        let range = text.blocks[index].range
        guard range.count >= 20 else { return false }
        let pattern = text.bytes[range]
        var found = 0
        for (other, block) in text.blocks.enumerated()
        where other != index && block.range.count >= range.count && block.range.count < range.count + 60 {
            let bytes = text.bytes[block.range]
            if bytes.suffix(range.count).elementsEqual(pattern) || bytes.starts(with: pattern) { found += 1 }
        }
        return found > 0
    }

    /// Whether a date line or a writer's name stands among the next lines, with nothing but decks between.
    private func standsAboveDate(_ index: Int) -> Bool {
        for next in index + 1..<max(index + 1, min(text.blocks.count, index + 5)) {
            let statistics = statistics(next)
            if statistics.characters < 90, HeadLineDate.isDateLine(line(next)) { return true }
            if statistics.characters < 50, !BylineReader.names(in: line(next)).isEmpty { return true }
            if statistics.characters >= 80, statistics.endsSentence, isProse(next) { return false }
        }
        return false
    }

    /// A trail such as `홈 › 경제 › HEADLINE` or `Home HEADLINE` names the headline that stands by itself elsewhere.
    private func withoutTrail(_ index: Int, among candidates: [Int]) -> Int {
        let trail = line(index)
        for other in candidates where other != index {
            let title = line(other)
            guard title.utf8.count < trail.utf8.count, title.utf8.count * 2 > trail.utf8.count || isTrail(trail),
                trail.hasSuffix(title)
            else { continue }
            return other
        }
        return index
    }

    private func isTrail(_ content: String) -> Bool {
        [" › ", " » ", " > ", " / "].contains { content.contains(bytes: $0) }
    }

    /// The words of the body's beginning.
    func bodyWords(_ selection: Selection, from start: Int = 0) -> Set<UInt32> {
        var body = Set<UInt32>()
        var read = 0
        for index in selection.kept where index >= start && read < 5000 && statistics(index).endsSentence {
            addParts(index, to: &body)
            read += statistics(index).characters
        }
        return body
    }

    func headlineScore(_ index: Int, _ body: Set<UInt32>) -> Double {
        let statistics = statistics(index)
        // The first-level heading of a Markdown text is its title, whatever its words are.
        if text.blocks[index].tag == .h1 { return Self.markedHeadline }
        guard statistics.characters >= 8, statistics.characters < 160, statistics.words >= 2 else { return 0 }
        let content = line(index)
        let furniture =
            TextMarks.advertisement | TextMarks.credit | TextMarks.legal | TextMarks.subscribe | TextMarks.paywall
        guard !HeadLineDate.isDateLine(content), !isChrome(index), statistics.marks & furniture == 0,
            statistics.characters > 60 || BylineReader.names(in: content).isEmpty, !content.contains(bytes: "://"),
            !Self.endsInAgency(content)
        else { return 0 }
        var own = Set<UInt32>()
        addParts(index, to: &own)
        guard own.count > 1 else { return 0 }
        let shared = Double(own.intersection(body).count) / Double(own.count)
        let length = min(1, Double(statistics.characters) / 30)
        // Two or three Latin words are an outlet's name, a section's or a kicker more often than a headline.
        let isLatin = content.utf8.allSatisfy { $0 < 0x80 }
        let isLabel = isLatin && (statistics.words < 4 || statistics.words == 4 && statistics.characters < 26)
        return shared * 0.7 + length * 0.3 - (Self.isStatement(content) ? 0.4 : 0) - (isLabel ? 0.3 : 0)
            - (isTrail(content) ? 0.3 : 0)
    }

    /// Whether a line ends as statements do, be it before a credit in brackets.
    ///
    /// Headlines of Korean papers end in a quote mark, `?` or `…`, but not so.
    private static func isStatement(_ content: String) -> Bool {
        var text = Substring(content)
        if let last = text.last, last == "]" || last == ")",
            let open = text.lastIndex(where: { $0 == "[" || $0 == "(" })
        {
            text = text[..<open]
            while text.last == " " { text.removeLast() }
        }
        while let last = text.last, "\"”’'".contains(last) { text.removeLast() }
        return text.hasSuffix(".") && !text.hasSuffix("..")
    }

    /// Whether an agency's name closes a line, as it does under pictures: `The plant at night.AFP`, `/연합뉴스`.
    private static func endsInAgency(_ content: String) -> Bool {
        let text = content.trimmingMarks
        return agencies.contains { agency in
            guard text.hasSuffix(agency), let before = text.dropLast(agency.count).last else { return false }
            return ".,/|(=©[".contains(before) || text.dropLast(agency.count).hasSuffix(". ")
        }
    }

    private static let agencies = [
        "AFP", "AP", "EFE", "Reuters", "REUTERS", "dpa", "APA", "ANSA", "EPA", "Getty", "Getty Images", "Bloomberg",
        "연합", "연합뉴스",
        "뉴시스", "뉴스1", "로이터", "게티이미지", "EPA-EFE", "Shutterstock",
    ]

    /// What words are compared by: Latin and Cyrillic ones whole, without the commonest short ones; of Hangul, kana
    /// and Han, pairs of neighbouring letters, because endings change and Chinese has no spaces.
    private func addParts(_ index: Int, to set: inout Set<UInt32>) {
        var previous: UInt32 = 0
        var word: UInt32 = 0
        var length = 0
        func endWord() {
            if length > 3 { set.insert(word) }
            word = 0
            length = 0
        }
        for scalar in line(index).unicodeScalars {
            let value = scalar.value
            if value >= 0x3041, value < 0xD7B0 {
                endWord()
                if previous != 0 { set.insert(previous &* 65_599 &+ value) }
                previous = value
                continue
            }
            previous = 0
            let isLetter =
                value < 0x80
                ? (value | 0x20) &- 0x61 < 26 || value &- 0x30 < 10 : scalar.properties.isAlphabetic
            guard isLetter else {
                endWord()
                continue
            }
            let lower =
                value < 0x80 ? value | 0x20 : scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
            word = Words.combine(word, lower)
            length += 1
        }
        endWord()
    }

    /// Whether a line at the body's head may be the headline that the model took for text.
    private func mayBeHeadline(_ index: Int) -> Bool {
        let content = line(index)
        return statistics(index).characters < 120 && !(content.hasSuffix(".") && !content.hasSuffix(".."))
    }
}
