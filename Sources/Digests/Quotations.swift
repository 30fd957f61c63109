internal import Articles

/// A stretch that someone is said to have said.
struct Quotation: Equatable {
    /// With its marks.
    var range: TextRange
    var sentence: TextRange
    /// The id of the entity that said it.
    var speaker: String
}

/// Finds quotations whose sentence names the speaker and says that they said it.
///
/// Nothing is guessed across sentences: a quotation without both is left out.
enum QuotationReader {
    /// Shorter quoted stretches are titles, terms and scare quotes.
    private static let shortest = 12
    private static let longest = 400
    /// How far behind the quotation the verb may stand, in scalars.
    private static let reach = 90

    /// Stems of verbs that follow a quotation in Korean, after 라고, 고, 며 or the like.
    static let koreanVerbs = [
        "밝혔", "밝힌", "말했", "말한", "말하", "강조했", "강조한", "전했", "설명했", "덧붙였", "주장했", "언급했", "언급하", "평가했",
        "지적했", "발표했", "비판했", "극찬했", "반박했", "예고했", "예상했", "전망했", "내다봤", "선언했", "약속했", "경고했", "당부했",
        "털어놨", "답했", "적었", "썼다", "했다", "라며", "라면서", "이라며",
    ]
    /// Verbs that stand before or after a quotation in English.
    static let englishVerbs = [
        "said", "says", "told", "added", "wrote", "writes", "noted", "explained", "stated", "announced", "argued",
        "warned", "posted", "commented", "claimed", "emphasized", "stressed", "according to",
    ]

    static func quotations(of page: Page) -> [Quotation] {
        let text = page.text
        let speakers = mentions(of: page)
        var result: [Quotation] = []
        for range in spans(of: text.scalars) {
            guard (shortest...longest).contains(range.count - 2), let sentence = text.sentence(at: range.start),
                sentence.contains(range), let speaker = speaker(of: range, in: sentence, text, speakers)
            else { continue }
            result.append(Quotation(range: range, sentence: sentence, speaker: speaker))
        }
        return result
    }

    private static func mentions(of page: Page) -> [(range: TextRange, id: String, isPerson: Bool)] {
        page.document.reading.entities.filter { $0.type == .person || $0.type == .organization }
            .flatMap { entity in entity.mentions.map { ($0, entity.id, entity.type == .person) } }
            .sorted { $0.0 < $1.0 }
    }

    /// Stretches between “ and ”, or between two straight marks of one line.
    private static func spans(of scalars: [Unicode.Scalar]) -> [TextRange] {
        var result: [TextRange] = []
        var curly: Int?
        var straight: Int?
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\n": (curly, straight) = (nil, nil)
            case "\u{201C}": curly = index
            case "\u{201D}":
                if let start = curly { result.append(TextRange(start, index + 1)) }
                curly = nil
            case "\"":
                if let start = straight { result.append(TextRange(start, index + 1)) }
                straight = straight == nil ? index : nil
            default: break
            }
        }
        return result
    }

    private static func speaker(
        of quote: TextRange,
        in sentence: TextRange,
        _ text: DocumentText,
        _ mentions: [(range: TextRange, id: String, isPerson: Bool)]
    ) -> String? {
        let after = text[TextRange(quote.end, min(sentence.end, quote.end + reach))]
        let before = text[TextRange(max(sentence.start, quote.start - reach), quote.start)]
        let isKorean = koreanVerbs.contains(where: after.contains)
        let isEnglish = says(after) || says(before)
        guard isKorean || isEnglish else { return nil }
        let inside = mentions.filter { sentence.contains($0.range) && !$0.range.overlaps(quote) }
        // Korean names the speaker before the quotation, as topic or subject; English right beside it.
        if isKorean {
            let earlier = inside.filter { $0.range.end <= quote.start }
            let marked = earlier.filter { isSubject($0.range, text) }
            return (marked.last(where: \.isPerson) ?? marked.last ?? earlier.last(where: \.isPerson))?.id
        }
        func distance(_ range: TextRange) -> Int {
            range.start >= quote.end ? range.start - quote.end : quote.start - range.end
        }
        let near = inside.filter { distance($0.range) <= reach }
        let people = near.filter(\.isPerson)
        return (people.isEmpty ? near : people).min { (distance($0.range), $0.range) < (distance($1.range), $1.range) }?
            .id
    }

    private static func says(_ text: String) -> Bool {
        let words = text.lowercased().split(whereSeparator: { !$0.isLetter }).joined(separator: " ")
        return englishVerbs.contains { (" " + words + " ").contains(" " + $0 + " ") }
    }

    /// Particles of the topic and the subject, and what may stand between a name and them: a title.
    private static let particles: Set<Unicode.Scalar> = ["은", "는", "이", "가"]

    /// Whether the eojeol of the name, or one of the two after it, ends in a particle of topic or subject.
    private static func isSubject(_ name: TextRange, _ text: DocumentText) -> Bool {
        var index = name.end
        var words = 0
        while index < text.scalars.count, words < 3 {
            let scalar = text.scalars[index]
            let isLast = index + 1 >= text.scalars.count || text.scalars[index + 1].properties.isWhitespace
            if isLast, particles.contains(scalar) { return true }
            if scalar == "\n" || scalar == "\u{201C}" || scalar == "\"" { return false }
            if scalar.properties.isWhitespace { words += 1 }
            index += 1
        }
        return false
    }
}

/// What people said.
extension EditionDraft {
    mutating func addQuotations() {
        var order: [String] = []
        var found: [String: [(page: Int, quote: Quotation)]] = [:]
        for (number, page) in pages.enumerated() {
            for quote in QuotationReader.quotations(of: page) {
                let key = quote.speaker + " " + letters(page.text[quote.range])
                if found[key] == nil { order.append(key) }
                found[key, default: []].append((number, quote))
            }
        }
        let ranked = order.enumerated().sorted {
            (rank(found[$1.element] ?? []), $0.offset) < (rank(found[$0.element] ?? []), $1.offset)
        }.map(\.element)
        var bySpeaker: [String: Int] = [:]
        for key in ranked where said.count < Limit.quotes {
            guard let all = found[key], let first = all.first else { continue }
            let isPerson = entity(of: first.quote, page: first.page)?.type == .person
            // What an organization said is news; a story has printed it when it mattered.
            if !isPerson, isPrinted(first.quote.sentence, of: pages[first.page].document.sha256) { continue }
            // One speaker does not fill the section.
            guard bySpeaker[first.quote.speaker, default: 0] < 2 else { continue }
            bySpeaker[first.quote.speaker, default: 0] += 1
            add(first.quote, page: first.page, others: Set(all.map(\.page)).count - 1)
        }
    }

    /// People before organizations, then the weight of the story, then how many pages carry it.
    private func rank(_ all: [(page: Int, quote: Quotation)]) -> Double {
        guard let first = all.first else { return 0 }
        let entity = entity(of: first.quote, page: first.page)
        let number = storyOfPage[first.page].flatMap { Int($0.dropFirst()) } ?? 1
        let draft = drafts[number - 1]
        return (entity?.type == .person ? 5 : 0) + draft.weight * (draft.isEarlier ? 0.5 : 1) + Double(all.count)
    }

    private func entity(of quote: Quotation, page: Int) -> Entity? {
        pages[page].document.reading.entities.first { $0.id == quote.speaker }
    }

    private func letters(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.isAlphabetic }))
    }

    private mutating func add(_ quote: Quotation, page number: Int, others: Int) {
        let id = "Q\(said.count + 1)"
        let page = pages[number]
        let document = page.document
        guard let entity = entity(of: quote, page: number) else { return }
        addEvidence(
            id,
            sha256: document.sha256,
            range: quote.sentence,
            sentence: page.text[quote.sentence],
            language: document.article.language
        )
        said.append(
            QuoteLine(
                id: id,
                quote: page.text[quote.range],
                speaker: displayName(of: entity),
                role: role(of: entity.id),
                outlet: page.outlet,
                others: others,
                evidence: [id]
            )
        )
    }

    /// The title or organization that the latest claim gives the person, those of today first.
    private func role(of id: String) -> String? {
        let roles = claims.filter { $0.fact.subject == id && $0.fact.relation == "role_of" && $0.isActual }
        return (roles.first { $0.page != nil } ?? roles.last)?.object
    }
}
