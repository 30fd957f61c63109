internal import Articles

/// The day in three to five lines.
extension EditionDraft {
    /// A change of a known fact says more than the fact.
    private static let changeFactor = 1.2
    /// A dispute weighs a little less than what it is about.
    private static let disagreementFactor = 0.9
    /// Stories told by older pages come after those of the day.
    private static let earlierFactor = 0.5
    private static let fewest = 3
    private static let mostChanges = 2

    private struct Candidate {
        var weight: Double
        var text: String
        var evidence: [String]
        /// What the line is about; no other line says it.
        var topics: [String]
        var isFirstOfStory: Bool
    }

    mutating func addInShort() {
        let sorted = (storyCandidates() + changeCandidates() + disagreementCandidates()).enumerated().sorted {
            ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
        }.map(\.element)
        var chosen: [Candidate] = []
        var topics: Set<String> = []
        for wantsMore in [false, true] {
            for candidate in sorted where chosen.count < (wantsMore ? Self.fewest : Limit.inShort) {
                guard candidate.isFirstOfStory != wantsMore, topics.isDisjoint(with: candidate.topics) else { continue }
                topics.formUnion(candidate.topics)
                chosen.append(candidate)
            }
        }
        inShort = chosen.sorted { $0.weight > $1.weight }.enumerated().map { number, line in
            EditionLine(id: "I\(number + 1)", text: line.text, evidence: line.evidence)
        }
    }

    private func storyCandidates() -> [Candidate] {
        var result: [Candidate] = []
        for (number, draft) in drafts.enumerated() {
            let id = "S\(number + 1)"
            let factor = draft.isEarlier ? Self.earlierFactor : 1
            if draft.rows.isEmpty, let story = (stories + earlier).first(where: { $0.id == id }) {
                let evidence = story.sentences.map(\.id)
                result.append(
                    Candidate(
                        weight: draft.weight * factor,
                        text: story.headline,
                        evidence: evidence,
                        topics: [id],
                        isFirstOfStory: true
                    )
                )
            }
            for (rank, row) in draft.rows.prefix(3).enumerated() {
                let claim = claims[row.claim]
                let evidence = [evidenceIDs[row.claim]].compactMap { $0 }
                result.append(
                    Candidate(
                        weight: row.weight * factor,
                        text: line(of: claim),
                        evidence: evidence,
                        topics: [topic(claim)],
                        isFirstOfStory: rank == 0
                    )
                )
            }
        }
        return result
    }

    private func topic(_ claim: Claim) -> String {
        let relation = claim.fact.relation == "plans_count" ? "has_count" : claim.fact.relation
        return claim.fact.subject + "\u{1F}" + relation
    }

    private func topics(of evidence: [String]) -> [String] {
        let wanted = Set(evidence)
        return evidenceIDs.filter { wanted.contains($0.value) }.map { topic(claims[$0.key]) }
    }

    private func changeCandidates() -> [Candidate] {
        changes.prefix(Self.mostChanges).map { change in
            let weight = strongest(change.evidence) * Self.changeFactor
            return Candidate(
                weight: weight,
                text: change.text,
                evidence: [change.id],
                topics: topics(of: change.evidence),
                isFirstOfStory: true
            )
        }
    }

    private func disagreementCandidates() -> [Candidate] {
        disagreements.prefix(1).map { item in
            let weight = strongest(item.evidence) * Self.disagreementFactor
            return Candidate(
                weight: weight,
                text: words("disagree.short", item.text),
                evidence: [item.id],
                topics: topics(of: item.evidence) + [item.id],
                isFirstOfStory: true
            )
        }
    }

    /// The weight of the strongest row among the evidence, or of the relation where no row is.
    private func strongest(_ ids: [String]) -> Double {
        let wanted = Set(ids)
        let rows = drafts.flatMap(\.rows).filter { row in evidenceIDs[row.claim].map(wanted.contains) ?? false }
        return rows.map(\.weight).max() ?? 5
    }
}
