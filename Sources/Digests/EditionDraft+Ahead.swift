internal import Articles

/// Plans with a date: those of the next 30 days, and those whose date has passed.
extension EditionDraft {
    /// How far ahead the section looks.
    static let daysAhead = 30

    mutating func addAhead() {
        let today = input.date
        let until = today.adding(days: Self.daysAhead)
        let comparison = ClaimComparison(claims, storyOfPage: storyOfPage)
        var seen: Set<String> = []
        let plans = claims.indices.filter { claims[$0].isPlan && claims[$0].span != nil }.sorted {
            let (left, right) = (claims[$0], claims[$1])
            return (left.span!.first, left.span!.last, $0) < (right.span!.first, right.span!.last, $1)
        }
        for index in plans {
            let claim = claims[index]
            guard let span = claim.span, seen.insert(planKey(claim)).inserted else { continue }
            if span.last < today {
                guard announcedBefore(claim), overdue.count < Limit.ahead,
                    !claims.indices.contains(where: { comparison.fulfils($0, index) })
                else { continue }
                addPlan(index, key: "overdue.line", to: \.overdue)
            } else if span.last <= until || (span.first >= today && span.first <= until && span.dayCount <= 92) {
                guard ahead.count < Limit.ahead else { continue }
                addPlan(index, key: "ahead.line", to: \.ahead)
            }
        }
    }

    /// Whether the date is the one the plan is for, and something was due on it.
    ///
    /// The date of an announcement looks the same, so the page must state that it was published before. Developing
    /// has no day on which it is done.
    private func announcedBefore(_ claim: Claim) -> Bool {
        guard let span = claim.span, let announced = claim.published, claim.fact.relation != "develops" else {
            return false
        }
        return announced < span.last
    }

    private func planKey(_ claim: Claim) -> String {
        let fact = claim.fact
        let value = fact.value.map { "\($0)" } ?? ""
        return [fact.subject, fact.relation, fact.object ?? "", value, fact.date ?? ""].joined(separator: "\u{1F}")
    }

    private mutating func addPlan(
        _ index: Int,
        key: String,
        to section: WritableKeyPath<EditionDraft, [EditionLine]>
    ) {
        let id = "A\(ahead.count + overdue.count + 1)"
        let claim = claims[index]
        let what = claim.lineValue.isEmpty ? action(of: claim) : action(of: claim) + " " + claim.lineValue
        let text = words(key, claim.subject, what, words.modality(claim.fact.modality), time(of: claim))
        let evidence = evidenceIDs(of: [index], line: id)
        self[keyPath: section].append(EditionLine(id: id, text: text, evidence: evidence))
    }
}
