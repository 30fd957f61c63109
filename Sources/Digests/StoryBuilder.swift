internal import Articles

/// A story before it has its number.
struct StoryDraft {
    var pages: [Int]
    /// The page whose title becomes the headline.
    var centre: Int
    var isEarlier: Bool
    var weight: Double
    var independentSources: Int
    var isContinuing: Bool
    var rows: [Row]

    /// A claim of the story with the claims of other pages that say the same.
    struct Row {
        var claim: Int
        var also: [Int]
        var weight: Double
        var sources: Int
    }
}

/// Folds pages into stories and orders them by what they claim.
struct StoryBuilder {
    private let input: EditionInput
    private let words: Wording
    private let pages: [Page]
    private let claims: [Claim]
    private let copies: [Int]
    /// Pages of one outlet and copies of one text share a number.
    private let sources: [Int]
    private let weigher: Weigher
    private let ledger: LedgerMemory

    init(_ input: EditionInput, _ words: Wording, _ pages: [Page], _ claims: [Claim]) {
        self.input = input
        self.words = words
        self.pages = pages
        self.claims = claims
        copies = CopyFinder.groups(of: pages.map(\.text))
        sources = Self.independentSources(pages, copies)
        weigher = Weigher(input)
        ledger = LedgerMemory(claims.filter { $0.page == nil })
    }

    func build(options: DigestComposer) -> [StoryDraft] {
        let clusters = StoryClusters(pages, claims, copies: copies, input: input)
        let opening = input.schedule.localDate(of: input.window.start)
        let stories = clusters.groups().map { group in
            story(group, clusters, isEarlier: isEarlier(group, opening: opening, options))
        }
        return stories.sorted { left, right in
            if left.isEarlier != right.isEarlier { return right.isEarlier }
            if left.weight != right.weight { return left.weight > right.weight }
            return pages[left.centre].document.sha256 < pages[right.centre].document.sha256
        }
    }

    private func story(_ group: [Int], _ clusters: StoryClusters, isEarlier: Bool) -> StoryDraft {
        let rows = rows(of: group)
        let independent = Set(group.map { sources[$0] }).count
        let best = rows.first?.weight ?? 0
        // The best fact decides; what stands beside it and who else tells it break ties.
        let weight = best + 0.15 * rows.dropFirst().prefix(4).reduce(0) { $0 + $1.weight } + 0.5 * Double(independent)
        return StoryDraft(
            pages: group,
            centre: centre(of: group, clusters),
            isEarlier: isEarlier,
            weight: weight,
            independentSources: independent,
            isContinuing: rows.contains { ledger.knows(subjectAndRelationOf: claims[$0.claim].fact) },
            rows: rows
        )
    }

    /// The page most like the others; among equals one in the edition's language, then the first published.
    private func centre(of group: [Int], _ clusters: StoryClusters) -> Int {
        let ranked = group.map { page -> (Double, Int, Int, Int) in
            let likeness = group.filter { $0 != page }.reduce(0) { $0 + clusters.score(page, $1) }
            let isTitled = pages[page].document.article.title?.isEmpty == false
            let isOwn = pages[page].document.article.language == input.language.rawValue
            // Likeness to two digits: smaller differences are chance, and the reader's language says more.
            return ((likeness * 100).rounded() + (isTitled ? 1000 : 0), isOwn ? 1 : 0, -day(of: page), -page)
        }
        return -(ranked.max(by: <)?.3 ?? -group[0])
    }

    private func day(of page: Int) -> Int { (pages[page].published ?? pages[page].receivedDay).daysSinceEpoch }

    private func isEarlier(_ group: [Int], opening: CivilDate, _ options: DigestComposer) -> Bool {
        group.allSatisfy { index in
            if let published = pages[index].published { return published < opening.adding(days: -options.newsDays) }
            guard let latest = pages[index].latestDate else { return false }
            return latest.span.last < opening.adding(days: -options.undatedNewsDays)
        }
    }

    /// The claims of the pages, those that say the same folded into one, the weightiest first.
    private func rows(of group: [Int]) -> [StoryDraft.Row] {
        let members = Set(group)
        var folded: [[Int]] = []
        var byKey: [String: [Int]] = [:]
        for index in claims.indices {
            guard let page = claims[index].page, members.contains(page), isWorthARow(claims[index]) else { continue }
            let key = claims[index].fact.subject + "\u{1F}" + claims[index].fact.relation
            if let slot = byKey[key]?.first(where: { isSame(claims[folded[$0][0]], claims[index]) }) {
                folded[slot].append(index)
            } else {
                byKey[key, default: []].append(folded.count)
                folded.append([index])
            }
        }
        let rows = folded.map(row)
        return rows.sorted { ($1.weight, $0.claim) < ($0.weight, $1.claim) }
    }

    /// Ties such as who leads what are background; they name, and the names are listed anyway.
    private func isWorthARow(_ claim: Claim) -> Bool {
        switch claim.traits.nature {
        case .tie: claim.fact.value != nil
        case .event: true
        case .level, .flow, .attribute: claim.fact.value != nil
        }
    }

    private func isSame(_ left: Claim, _ right: Claim) -> Bool {
        guard left.isPlan == right.isPlan, (left.fact.modality == .denied) == (right.fact.modality == .denied) else {
            return false
        }
        guard left.mayShareTime(with: right) else { return false }
        switch (Amount(left.fact), Amount(right.fact)) {
        case (let first?, let second?):
            guard first.low == second.low, first.high == second.high, first.unit == second.unit else {
                return left.page != right.page && first.agrees(with: second)
            }
            return true
        case (nil, nil): return left.fact.object == right.fact.object
        default: return false
        }
    }

    /// The row of claims that say the same; the one that says most stands for the others.
    private func row(_ same: [Int]) -> StoryDraft.Row {
        let best = same.max { detail(claims[$0], $0) < detail(claims[$1], $1) } ?? same[0]
        let count = Set(same.compactMap { claims[$0].page.map { sources[$0] } }).count
        let claim = claims[best]
        let isAtHead = claim.page.map { pages[$0].headNames.contains(claim.fact.subject) } ?? false
        let weight = weigher.weight(
            of: claim,
            sources: count,
            novelty: ledger.novelty(of: claim),
            isAtHead: isAtHead
        )
        return StoryDraft.Row(claim: best, also: same.filter { $0 != best }, weight: weight, sources: count)
    }

    private func detail(_ claim: Claim, _ index: Int) -> (Int, Int, Double, Int) {
        let isOwn = claim.language == input.language.rawValue
        return (claim.span == nil ? 0 : 1, isOwn ? 1 : 0, claim.fact.confidence, -index)
    }

    private static func independentSources(_ pages: [Page], _ copies: [Int]) -> [Int] {
        var sets = DisjointSets(count: pages.count)
        var firstOfOutlet: [String: Int] = [:]
        for index in pages.indices {
            sets.join(index, copies[index])
            guard let outlet = pages[index].outlet?.lowercased() else { continue }
            if let first = firstOfOutlet[outlet] { sets.join(index, first) } else { firstOfOutlet[outlet] = index }
        }
        return pages.indices.map { sets.root(of: $0) }
    }
}

/// What the ledger knew before today, for asking whether a claim is news.
struct LedgerMemory {
    private let claims: [String: [Claim]]

    init(_ claims: [Claim]) {
        self.claims = Dictionary(grouping: claims) { $0.fact.subject + "\u{1F}" + $0.fact.relation }
    }

    func knows(subjectAndRelationOf fact: Fact) -> Bool { claims[fact.subject + "\u{1F}" + fact.relation] != nil }

    /// Whether the claim is new, changes what was known, or repeats it.
    func novelty(of claim: Claim) -> Double {
        let known = (claims[claim.fact.subject + "\u{1F}" + claim.fact.relation] ?? []).filter {
            $0.fact.object == claim.fact.object && $0.isPlan == claim.isPlan && $0.fact.unit == claim.fact.unit
        }
        guard !known.isEmpty else { return FactWeight.new }
        let isRepeated = known.contains { old in
            if let first = old.span, let second = claim.span, !first.overlaps(second) { return false }
            guard let amount = Amount(claim.fact) else { return true }
            return amount.agrees(with: Amount(old.fact))
        }
        return isRepeated ? FactWeight.repeated : FactWeight.changed
    }
}
