internal import Articles

/// An edition while it is being put together: gives out line ids and keeps the evidence they point to.
struct EditionDraft {
    /// How much a page of the digest holds; a reader has two minutes.
    enum Limit {
        static let rows = 8
        static let bareRows = 3
        static let sentences = 2
        static let names = 6
        static let also = 3
        static let known = 3
        static let inShort = 5
        static let listedNames = 10
        static let quotes = 6
        static let changes = 12
        static let disagreements = 8
        static let ahead = 12
    }

    let input: EditionInput
    let words: Wording
    let pages: [Page]
    let claims: [Claim]
    var drafts: [StoryDraft] = []
    var stories: [Story] = []
    var earlier: [Story] = []
    var inShort: [EditionLine] = []
    var changes: [Change] = []
    var disagreements: [Disagreement] = []
    var ahead: [EditionLine] = []
    var overdue: [EditionLine] = []
    var names = NameReport(most: [], rising: [], firstSeen: [], firstSeenCount: 0, watched: [], hasBaseline: false)
    var said: [QuoteLine] = []
    private var evidence: [Evidence] = []
    /// The evidence id of each claim that has one.
    private(set) var evidenceIDs: [Int: String] = [:]
    /// The story number of each page.
    private(set) var storyOfPage: [Int: String] = [:]
    private var printed: Set<String> = []
    private let places: [String: DocumentReference]

    init(input: EditionInput, words: Wording, pages: [Page], claims: [Claim]) {
        self.input = input
        self.words = words
        self.pages = pages
        self.claims = claims
        var places: [String: DocumentReference] = [:]
        for reference in input.references { places[reference.sha256] = reference }
        for document in pages.map(\.document) {
            places[document.sha256] = DocumentReference(
                sha256: document.sha256,
                name: document.name,
                archivePath: document.archivePath
            )
        }
        self.places = places
    }

    /// The evidence of all lines in the order of their making.
    var evidenceList: [Evidence] {
        evidence.map { item in
            var item = item
            item.isPrinted = printed.contains(Self.place(item.sha256, item.start, item.end))
            return item
        }
    }

    /// The evidence id of a claim; `proposal` becomes it when the claim has none yet.
    mutating func evidenceID(of claim: Int, or proposal: String) -> String {
        if let known = evidenceIDs[claim] { return known }
        evidenceIDs[claim] = proposal
        let fact = claims[claim].fact
        addEvidence(
            proposal,
            sha256: claims[claim].sha256,
            range: fact.evidence,
            sentence: claims[claim].sentence,
            language: claims[claim].language,
            fact: fact
        )
        return proposal
    }

    mutating func addEvidence(
        _ id: String,
        sha256: String,
        range: TextRange,
        sentence: String,
        language: String?,
        fact: Fact? = nil
    ) {
        let place = places[sha256]
        evidence.append(
            Evidence(
                id: id,
                sha256: sha256,
                name: SafeText.line(place?.name ?? String(sha256.prefix(12))),
                archivePath: place?.archivePath,
                start: range.start,
                end: range.end,
                sentence: sentence,
                language: language,
                fact: fact,
                isPrinted: false
            )
        )
    }

    mutating func add(_ draft: StoryDraft) {
        let id = "S\(drafts.count + 1)"
        drafts.append(draft)
        for page in draft.pages { storyOfPage[page] = id }
        let shown = shownRows(of: draft)
        let rows = shown.enumerated().map { row($1, id: "\(id).\($0 + 1)") }
        let centre = pages[draft.centre].document
        let title = Lookalikes.marked(SafeText.line(centre.article.title ?? ""))
        let story = Story(
            id: id,
            headline: title.isEmpty ? words("untitled", SafeText.line(centre.name)) : title,
            headlineLanguage: centre.article.language,
            weight: rounded(draft.weight),
            isContinuing: draft.isContinuing,
            sources: sources(of: draft),
            independentSources: draft.independentSources,
            names: names(of: draft),
            sentences: sentences(of: draft, shown: shown, id: id),
            rows: rows,
            known: []
        )
        if draft.isEarlier { earlier.append(story) } else { stories.append(story) }
    }

    /// The rows worth printing: values and dated events, and a few bare ties where there is little else.
    private func shownRows(of draft: StoryDraft) -> [StoryDraft.Row] {
        func says(_ row: StoryDraft.Row) -> Bool {
            claims[row.claim].fact.value != nil || claims[row.claim].fact.date != nil
        }
        var bare = max(1, Limit.bareRows - draft.rows.count(where: says))
        return draft.rows.filter { row in
            if says(row) { return true }
            // A bare claim that leads its story is the news.
            if row.claim == draft.rows.first?.claim { return true }
            bare -= 1
            return bare >= 0
        }.prefix(Limit.rows).map { $0 }
    }

    private mutating func row(_ row: StoryDraft.Row, id: String) -> FactRow {
        let claim = claims[row.claim]
        let name = evidenceID(of: row.claim, or: id)
        var also: [String] = []
        var seen: Set<String> = [claim.sha256]
        for other in row.also where also.count < Limit.also && seen.insert(claims[other].sha256).inserted {
            also.append(evidenceID(of: other, or: "\(id)\(Self.letters[also.count])"))
        }
        return FactRow(
            id: name,
            item: item(of: claim),
            value: claim.value,
            normalised: claim.normalised,
            modality: claim.fact.modality,
            when: when(claim),
            weight: rounded(row.weight),
            sources: row.sources,
            alsoEvidence: also
        )
    }

    static let letters = ["b", "c", "d", "e", "f", "g", "h"]

    /// `subject, relation object`, as the first cell of a row and the head of a line.
    func item(of claim: Claim) -> String { claim.subject + ", " + action(of: claim) }

    /// The relation's label, with the object where there is one.
    func action(of claim: Claim) -> String {
        guard let object = claim.object, !object.isEmpty else { return words.relation(claim.fact.relation) }
        return words.relation(claim.fact.relation, of: object)
    }

    /// When the claim holds: its event date, or a mark that the sentence gives none.
    func when(_ claim: Claim) -> String { claim.fact.date.map { words.date($0) } ?? "-" }

    /// When the claim holds, else when its page was published or what is the latest that its text speaks of.
    func time(of claim: Claim) -> String {
        if let date = claim.fact.date { return words.date(date) }
        if let published = claim.published { return words("asOf.published", published.description) }
        if let page = claim.page, let latest = pages[page].latestDate { return words("asOf.estimated", latest.iso) }
        return words("asOf.unknown")
    }

    /// One line for a claim: `subject: relation value (planned, date)`.
    func line(of claim: Claim) -> String {
        var text = claim.subject + ": " + action(of: claim)
        if !claim.lineValue.isEmpty { text += " " + claim.lineValue }
        var notes: [String] = []
        if claim.fact.modality != .actual { notes.append(words.modality(claim.fact.modality)) }
        if let date = claim.fact.date { notes.append(words.date(date)) }
        if notes.isEmpty { return text }
        return text + words.bracketed(notes.joined(separator: ", "))
    }

    private func sources(of draft: StoryDraft) -> [StorySource] {
        var seen: [[Int]] = []
        let groups = CopyFinder.groups(of: draft.pages.map { pages[$0].text })
        var result: [(source: StorySource, day: Int)] = []
        for (position, index) in draft.pages.enumerated() {
            let document = pages[index].document
            let isCopy = seen.contains { $0.contains(groups[position]) }
            seen.append([groups[position]])
            let source = StorySource(
                sha256: document.sha256,
                name: SafeText.line(document.name),
                archivePath: document.archivePath,
                title: document.article.title.map(SafeText.line),
                outlet: pages[index].outlet,
                published: pages[index].published,
                latestDateInText: pages[index].latestDate?.iso,
                isCopy: isCopy,
                language: document.article.language
            )
            result.append((source, (pages[index].published ?? pages[index].receivedDay).daysSinceEpoch))
        }
        return result.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element.source)
    }

    private func names(of draft: StoryDraft) -> [StoryName] {
        var weights: [String: Double] = [:]
        var entities: [String: Entity] = [:]
        for page in draft.pages.map({ pages[$0] }) {
            for entity in page.document.reading.entities {
                if entities[entity.id] == nil { entities[entity.id] = entity }
                let count = Double(min(entity.mentions.count, 8))
                weights[entity.id, default: 0] += count * (page.headNames.contains(entity.id) ? 2 : 1)
            }
        }
        // A name once in passing is not who or what the story is about.
        return weights.filter { $0.value >= 2 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(Limit.names)
            .compactMap { weight in entities[weight.key] }
            .map { StoryName(id: $0.id, name: displayName(of: $0), type: $0.type) }
    }

    func displayName(of entity: Entity) -> String {
        Lookalikes.marked(SafeText.line(input.displayNames[entity.id] ?? entity.name))
    }

    /// The sentences that prove the most weight; for a story without facts the first that names what it is about.
    private mutating func sentences(of draft: StoryDraft, shown: [StoryDraft.Row], id: String) -> [StorySentence] {
        var proven: [String: (weight: Double, claim: Int)] = [:]
        for row in shown {
            let claim = claims[row.claim]
            let place = Self.place(claim.sha256, claim.fact.evidence.start, claim.fact.evidence.end)
            // The best fact counts whole, the rest of the sentence very little: lists of numbers should not lead.
            proven[place] = proven[place].map { ($0.weight + 0.02 * row.weight, $0.claim) } ?? (row.weight, row.claim)
        }
        guard !proven.isEmpty else { return lead(of: draft, id: id) }
        let count = Limit.sentences + (draft.independentSources > 1 ? 1 : 0)
        return proven.sorted { ($1.value.weight, $0.value.claim) < ($0.value.weight, $1.value.claim) }.prefix(count)
            .map { place, best in
                printed.insert(place)
                let claim = claims[best.claim]
                return StorySentence(
                    id: evidenceIDs[best.claim] ?? id,
                    text: claim.sentence,
                    language: claim.language
                )
            }
    }

    private mutating func lead(of draft: StoryDraft, id: String) -> [StorySentence] {
        let page = pages[draft.centre]
        let spans = page.document.reading.entities.filter { page.headNames.contains($0.id) }.flatMap(\.mentions)
        let long = page.text.sentences.prefix(8).filter { $0.count >= 20 }
        let best = long.first { sentence in spans.contains { sentence.contains($0) } } ?? long.first
        guard let range = best ?? page.text.sentences.first else { return [] }
        let document = page.document
        printed.insert(Self.place(document.sha256, range.start, range.end))
        let language = document.article.language
        addEvidence(
            "\(id).1",
            sha256: document.sha256,
            range: range,
            sentence: page.text[range],
            language: language
        )
        return [StorySentence(id: "\(id).1", text: page.text[range], language: language)]
    }

    /// Whether a story prints the sentence at `range`.
    func isPrinted(_ range: TextRange, of sha256: String) -> Bool {
        printed.contains(Self.place(sha256, range.start, range.end))
    }

    private static func place(_ sha256: String, _ start: Int, _ end: Int) -> String { "\(sha256) \(start) \(end)" }

    /// A weight to three digits: enough to explain an order, and equal wherever it is computed.
    func rounded(_ weight: Double) -> Double { (weight * 1000).rounded() / 1000 }
}
