internal import Articles

/// What comparing two claims of the same thing came to; members are numbers of claims.
enum Outcome: Equatable {
    /// The later value replaces the earlier one. `byPublication`: no event date says so, only how far apart the
    /// pages were published.
    case updated(old: Int, new: Int, byPublication: Bool)
    case done(plan: Int, actual: Int)
    case edited(old: Int, new: Int)
    case timeline([Int])
    case disagree(Disagreement.Kind, Int, Int)
}

/// Compares claims about the same subject and relation, today's with each other and with the ledger's.
///
/// The event date decides, never the publication date alone. What helps without one: a claim that something is so
/// holds at or before the day its page was published, so an event dated after that day is later for certain.
/// A plan and an actual value never disagree; they make a timeline. Amounts in different units never meet here, so
/// two conversions of one amount are no disagreement.
struct ClaimComparison {
    /// Levels without event dates, published at least this many days apart, are put in order and marked as such.
    static let publicationGap = 30
    /// Events dated within this many days of each other may be one event.
    static let sameEventDays = 10
    /// Claims that the reader was less sure of raise no disagreement.
    static let leastConfidence = 0.5

    private let claims: [Claim]
    private let storyOfPage: [Int: String]

    init(_ claims: [Claim], storyOfPage: [Int: String]) {
        self.claims = claims
        self.storyOfPage = storyOfPage
    }

    func outcomes() -> [Outcome] {
        var result: [Outcome] = []
        var settled: Set<String> = []
        for group in groups(by: { countKey($0) }) {
            guard let timeline = timeline(group) else { continue }
            result.append(.timeline(timeline))
            settled.insert(countKey(claims[group[0]]) ?? "")
        }
        result += plansDone(skipping: settled)
        for group in groups(by: { comparisonKey($0) }) {
            let isSettled = countKey(claims[group[0]]).map(settled.contains) ?? false
            result += compare(group, isSettled: isSettled)
        }
        return result
    }

    // MARK: Groups

    private func groups(by key: (Claim) -> String?) -> [[Int]] {
        var order: [String] = []
        var members: [String: [Int]] = [:]
        for index in claims.indices {
            guard let key = key(claims[index]) else { continue }
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(index)
        }
        return order.compactMap { members[$0] }.filter { $0.contains { claims[$0].page != nil } }
    }

    /// Counts of one thing that a subject has or plans to have.
    private func countKey(_ claim: Claim) -> String? {
        guard ["has_count", "plans_count"].contains(claim.fact.relation), claim.fact.value != nil,
            let unit = claim.fact.unit, !Self.relativeUnits.contains(unit)
        else { return nil }
        return claim.fact.subject + "\u{1F}" + unit
    }

    /// Values of these are shares of something, not amounts of it.
    private static let relativeUnits: Set<String> = ["percent", "times", "rank", "ordinal"]

    private func comparisonKey(_ claim: Claim) -> String? {
        guard claim.fact.value != nil, claim.traits.nature != .tie else { return nil }
        let fact = claim.fact
        return [fact.subject, fact.relation, fact.object ?? "", fact.unit ?? ""].joined(separator: "\u{1F}")
    }

    // MARK: Values

    private func compare(_ group: [Int], isSettled: Bool) -> [Outcome] {
        let edited = self.edited(group)
        if !edited.isEmpty { return edited }
        let nature = claims[group[0]].traits.nature
        var updates: [Outcome] = []
        var disagreements: [Outcome] = []
        for (position, second) in group.enumerated() {
            for first in group[..<position] where claims[first].page != nil || claims[second].page != nil {
                guard let outcome = compare(first, second, nature) else { continue }
                if case .updated = outcome { updates.append(outcome) } else { disagreements.append(outcome) }
            }
        }
        if let update = newest(updates) { return isSettled ? [] : [update] }
        return Array(disagreements.prefix(1))
    }

    private func compare(_ first: Int, _ second: Int, _ nature: RelationNature) -> Outcome? {
        let (left, right) = (claims[first], claims[second])
        guard let one = Amount(left.fact), let other = Amount(right.fact), !one.agrees(with: other),
            left.isPlan == right.isPlan, left.fact.modality != .denied, right.fact.modality != .denied
        else { return nil }
        let isSamePage = left.sha256 == right.sha256
        let isSure = min(left.fact.confidence, right.fact.confidence) >= Self.leastConfidence
        let kind: Disagreement.Kind = one.isRange != other.isRange ? .range : .value
        switch nature {
        case .attribute:
            return isSure ? .disagree(isSamePage ? .samePage : kind, first, second) : nil
        case .level:
            return level(first, second, kind: kind, isSamePage: isSamePage, isSure: isSure)
        case .flow:
            guard isSure, !isSamePage, let span = left.span, let otherSpan = right.span, span.overlaps(otherSpan),
                isSimilar(span, otherSpan)
            else { return nil }
            return .disagree(span.isFiscal == otherSpan.isFiscal ? kind : .fiscalYear, first, second)
        case .event:
            guard isSure, !isSamePage, isOneEvent(left, right) else { return nil }
            return .disagree(kind, first, second)
        case .tie: return nil
        }
    }

    private func level(
        _ first: Int,
        _ second: Int,
        kind: Disagreement.Kind,
        isSamePage: Bool,
        isSure: Bool
    ) -> Outcome? {
        let (left, right) = (claims[first], claims[second])
        if left.isPlan { return nil }
        if isLater(right, than: left) { return .updated(old: first, new: second, byPublication: false) }
        if isLater(left, than: right) { return .updated(old: second, new: first, byPublication: false) }
        if let span = left.span, let other = right.span {
            guard isSure, span.overlaps(other), isSimilar(span, other) else { return nil }
            return .disagree(isSamePage ? .samePage : kind, first, second)
        }
        // A page that gives two levels without dates tells then and now, not two truths.
        if isSamePage { return nil }
        if let leftDay = day(left), let rightDay = day(right),
            abs(leftDay.daysSinceEpoch - rightDay.daysSinceEpoch) >= Self.publicationGap
        {
            return leftDay < rightDay
                ? .updated(old: first, new: second, byPublication: true)
                : .updated(old: second, new: first, byPublication: true)
        }
        return isSure ? .disagree(.undatedClaim, first, second) : nil
    }

    private func day(_ claim: Claim) -> CivilDate? { claim.span?.first ?? claim.published }

    /// Whether `later` speaks of a time that is after `earlier`'s for certain.
    private func isLater(_ later: Claim, than earlier: Claim) -> Bool {
        guard let span = later.span, let limit = earlier.span?.last ?? earlier.published else { return false }
        return span.first > limit
    }

    /// Periods of much the same length: a quarter says nothing about its year.
    private func isSimilar(_ left: DateSpan, _ right: DateSpan) -> Bool {
        min(left.dayCount, right.dayCount) * 3 >= max(left.dayCount, right.dayCount) * 2
    }

    /// Whether two claims of an event can be about one: dated near each other, or told in one story.
    ///
    /// Two different days in two stories are two events: a round, and what was added to it the day after.
    private func isOneEvent(_ left: Claim, _ right: Claim) -> Bool {
        if let span = left.span, let other = right.span {
            if !span.overlaps(other), span.dayCount == 1, other.dayCount == 1, !isOneStory(left, right) { return false }
            let gap = max(
                span.first.daysSinceEpoch - other.last.daysSinceEpoch,
                other.first.daysSinceEpoch - span.last.daysSinceEpoch
            )
            return gap <= Self.sameEventDays && max(span.dayCount, other.dayCount) <= 31
        }
        return isOneStory(left, right)
    }

    private func isOneStory(_ left: Claim, _ right: Claim) -> Bool {
        guard let page = left.page, let otherPage = right.page else { return false }
        return storyOfPage[page] == storyOfPage[otherPage]
    }

    /// The change to the latest value, from the latest one before it.
    private func newest(_ updates: [Outcome]) -> Outcome? {
        func rank(_ outcome: Outcome) -> (Int, Int, Int, Int) {
            guard case .updated(let old, let new, let byPublication) = outcome else { return (0, 0, 0, 0) }
            let times = [new, old].map { day(claims[$0])?.daysSinceEpoch ?? 0 }
            return (times[0], times[1], byPublication ? 0 : 1, claims[new].page == nil ? 0 : 1)
        }
        let told = updates.filter {
            guard case .updated(_, let new, _) = $0 else { return false }
            return claims[new].page != nil
        }
        guard let latest = told.max(by: { rank($0) < rank($1) }), case .updated(_, let new, _) = latest,
            let amount = Amount(claims[new].fact)
        else { return nil }
        // Where several pages give the new value, the one that says since when.
        let dated = told.filter {
            guard case .updated(_, let other, let byPublication) = $0, !byPublication else { return false }
            return amount.agrees(with: Amount(claims[other].fact))
        }
        return dated.max { rank($0) < rank($1) } ?? latest
    }

    /// The same address saved again with another value.
    private func edited(_ group: [Int]) -> [Outcome] {
        for new in group where claims[new].page != nil {
            guard let url = claims[new].url, !url.isEmpty, let amount = Amount(claims[new].fact) else { continue }
            for old in group where claims[old].url == url && claims[old].sha256 != claims[new].sha256 {
                let isOlder = claims[old].page == nil || old < new
                guard isOlder, claims[old].isPlan == claims[new].isPlan, claims[old].span == claims[new].span,
                    let other = Amount(claims[old].fact), !amount.agrees(with: other)
                else { continue }
                return [.edited(old: old, new: new)]
            }
        }
        return []
    }

    // MARK: Plans

    /// Actual, planned and target counts of one thing in order, when there is a plan among them and two values.
    private func timeline(_ group: [Int]) -> [Int]? {
        let known = group.filter { claims[$0].fact.modality != .denied }
        guard known.contains(where: { claims[$0].isPlannedCount }) else { return nil }
        let sorted = known.sorted { timelineRank($0) < timelineRank($1) }
        var result: [Int] = []
        for index in sorted {
            let isKnown = result.contains {
                claims[$0].fact.value == claims[index].fact.value
                    && claims[$0].isPlannedCount == claims[index].isPlannedCount
                    && (claims[$0].fact.date == claims[index].fact.date || claims[index].fact.date == nil)
            }
            if !isKnown { result.append(index) }
        }
        guard Set(result.map { claims[$0].fact.value }).count > 1 else { return nil }
        return Array(result.prefix(8))
    }

    private func timelineRank(_ index: Int) -> (Int, Int, Double, Int) {
        let claim = claims[index]
        let day = claim.span?.first ?? claim.writtenNotBefore
        let step = claim.isPlannedCount ? (claim.fact.modality == .target ? 2 : 1) : 0
        // A target without a day of its own is furthest away; the page's day says when it was set, not for when.
        let isOpenTarget = step == 2 && claim.span == nil
        return (isOpenTarget ? Int.max : day?.daysSinceEpoch ?? Int.max - 1, step, claim.fact.value ?? 0, index)
    }

    /// Plans that a page of today says have come true.
    private func plansDone(skipping settled: Set<String>) -> [Outcome] {
        let actual = claims.indices.filter {
            claims[$0].page != nil && claims[$0].isActual && !claims[$0].isPlannedCount
        }
        let bySubject = Dictionary(grouping: actual) { claims[$0].fact.subject }
        var result: [Outcome] = []
        var done: Set<Int> = []
        for plan in claims.indices where claims[plan].isPlan {
            if let key = countKey(claims[plan]), settled.contains(key) { continue }
            let match = bySubject[claims[plan].fact.subject]?.first { !done.contains($0) && fulfils($0, plan) }
            guard let match else { continue }
            done.insert(match)
            result.append(.done(plan: plan, actual: match))
        }
        return result
    }

    /// Whether claim `actual` says that what claim `plan` announced has happened.
    func fulfils(_ actual: Int, _ plan: Int) -> Bool {
        let (fact, planned) = (claims[actual], claims[plan])
        guard fact.sha256 != planned.sha256, fact.isActual, !fact.isPlannedCount, fact.traits.nature != .tie,
            family(fact) == family(planned), fact.fact.object == planned.fact.object,
            let announced = planned.published ?? planned.writtenNotBefore
        else { return false }
        switch (Amount(fact.fact), Amount(planned.fact)) {
        case (let amount?, let goal?):
            guard amount.unit == goal.unit, amount.high >= goal.low * 0.99 else { return false }
        case (nil, nil): if fact.fact.object == nil { return false }
        case (_?, nil): if fact.fact.object == nil { return false }
        case (nil, _?): return false
        }
        if let span = fact.span { return span.first > announced }
        return fact.published.map { $0 > announced } ?? false
    }

    private func family(_ claim: Claim) -> String {
        claim.fact.relation == "plans_count" ? "has_count" : claim.fact.relation
    }
}

/// A sentence whose parts do not make the total it names.
struct SumFault: Equatable {
    var page: Int
    var sentence: TextRange
    var parts: Amount
    var total: Amount
}

/// Adds up the amounts of a sentence that names their total.
enum SumCheck {
    /// Words before a total.
    private static let cues = ["총", "합계", "합쳐", "합하면", "total", "combined", "altogether"]
    /// How far behind the cue the total may stand, in scalars.
    private static let reach = 12
    /// Ends that differ by less are rounding.
    private static let tolerance = 0.05
    private static let fewestParts = 3

    static func faults(of page: Page, number: Int) -> [SumFault] {
        let money = page.document.reading.quantities.filter {
            $0.kind == .money && $0.equivalent == nil && $0.value != nil
        }.sorted { $0.range < $1.range }
        var result: [SumFault] = []
        var index = 0
        while index < money.count {
            guard let sentence = page.text.sentence(at: money[index].range.start) else {
                index += 1
                continue
            }
            let inside = money[index...].prefix { sentence.contains($0.range) }
            if let fault = fault(Array(inside), sentence, page, number) { result.append(fault) }
            index += max(1, inside.count)
        }
        return result
    }

    private static func fault(_ amounts: [Quantity], _ sentence: TextRange, _ page: Page, _ number: Int) -> SumFault? {
        guard amounts.count > fewestParts, let total = amounts.last, let unit = total.unit else { return nil }
        let before = page.text[TextRange(max(sentence.start, total.range.start - reach), total.range.start)]
            .lowercased()
        let parts = amounts.dropLast()
        guard cues.contains(where: before.contains), parts.allSatisfy({ $0.unit == unit && ($0.value ?? 0) > 0 }) else {
            return nil
        }
        let low = parts.reduce(0) { $0 + ($1.value ?? 0) }
        let high = parts.reduce(0) { $0 + ($1.high ?? $1.value ?? 0) }
        let stated = Amount(low: total.value ?? 0, high: total.high ?? total.value ?? 0, unit: unit)
        // Parts that come to less than half or more than twice the total are parts of something else.
        guard low * 2 >= stated.low, high <= stated.high * 2,
            abs(low - stated.low) > tolerance * stated.low || abs(high - stated.high) > tolerance * stated.high
        else { return nil }
        let sum = Amount(low: low, high: high, unit: unit)
        return SumFault(page: number, sentence: sentence, parts: sum, total: stated)
    }
}
