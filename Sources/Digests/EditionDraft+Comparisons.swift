internal import Articles

/// What changed, what is disputed, and what was known before.
extension EditionDraft {
    /// Adds to each story what the ledger and older pages of the day knew about its main claims.
    mutating func addKnownBefore() {
        for number in drafts.indices {
            let draft = drafts[number]
            let members = Set(draft.pages)
            let newest = draft.pages.compactMap { pages[$0].writtenNotBefore }.max()
            var lines: [EditionLine] = []
            var seen: Set<Int> = []
            for row in draft.rows.prefix(Limit.rows) where lines.count < Limit.known {
                guard let older = latestOlder(than: row.claim, outside: members, newest), seen.insert(older).inserted
                else { continue }
                let id = "S\(number + 1).p\(lines.count + 1)"
                let evidence = evidenceID(of: older, or: id)
                let claim = claims[older]
                let text = item(of: claim) + ": " + claim.lineValue + words.bracketed(time(of: claim))
                lines.append(EditionLine(id: id, text: text, evidence: [evidence]))
            }
            setKnown(lines, ofStory: number)
        }
    }

    private mutating func setKnown(_ lines: [EditionLine], ofStory number: Int) {
        let id = "S\(number + 1)"
        if let slot = stories.firstIndex(where: { $0.id == id }) { stories[slot].known = lines }
        if let slot = earlier.firstIndex(where: { $0.id == id }) { earlier[slot].known = lines }
    }

    /// The latest claim of another story or the ledger about the same thing, made or dated before the story.
    private func latestOlder(than index: Int, outside members: Set<Int>, _ newest: CivilDate?) -> Int? {
        let claim = claims[index]
        guard claim.fact.value != nil else { return nil }
        func day(_ other: Claim) -> CivilDate? { other.span?.last ?? other.published }
        let older = claims.indices.filter { other in
            let known = claims[other]
            guard known.fact.subject == claim.fact.subject, known.fact.relation == claim.fact.relation,
                known.fact.unit == claim.fact.unit, known.fact.object == claim.fact.object, known.fact.value != nil,
                !known.isPlan, isWrittenBefore(known, newest, members), let day = day(known)
            else { return false }
            if let first = claim.span?.first { return day < first }
            return newest.map { day < $0 } ?? (known.page == nil)
        }
        return older.max { (day(claims[$0])?.daysSinceEpoch ?? 0, -$0) < (day(claims[$1])?.daysSinceEpoch ?? 0, -$1) }
    }

    /// Whether a claim of another story or the ledger was there before the story's newest page was written.
    private func isWrittenBefore(_ claim: Claim, _ newest: CivilDate?, _ members: Set<Int>) -> Bool {
        guard let page = claim.page else { return true }
        guard !members.contains(page), let newest, let written = claim.writtenNotBefore else { return false }
        return written < newest
    }

    /// Adds what changed and what is disputed, the weightiest first.
    mutating func addComparisons() {
        let outcomes = ClaimComparison(claims, storyOfPage: storyOfPage).outcomes()
        let ranked = outcomes.enumerated().sorted {
            (weight(of: $1.element), $0.offset) < (weight(of: $0.element), $1.offset)
        }.map(\.element)
        for outcome in ranked {
            switch outcome {
            case .disagree(let kind, let left, let right): addDisagreement(kind, left, right)
            default: if changes.count < Limit.changes { addChange(outcome) }
            }
        }
        for (number, page) in pages.enumerated() {
            for fault in SumCheck.faults(of: page, number: number) { addSum(fault) }
        }
    }

    private func weight(of outcome: Outcome) -> Double {
        let members: [Int]
        switch outcome {
        case .updated(let old, let new, _), .edited(let old, let new): members = [old, new]
        case .done(let plan, let actual): members = [plan, actual]
        case .timeline(let list): members = list
        case .disagree(_, let left, let right): members = [left, right]
        }
        return members.map { claims[$0].traits.weight * claims[$0].fact.confidence }.max() ?? 0
    }

    private mutating func addChange(_ outcome: Outcome) {
        let id = "C\(changes.count + 1)"
        switch outcome {
        case .updated(let old, let new, let byPublication):
            let (before, after) = (claims[old], claims[new])
            let percent = percent(before, after)
            var text = words(
                "change.updated",
                after.subject,
                action(of: after),
                before.lineValue,
                time(of: before),
                after.lineValue,
                time(of: after),
                percent.map { words("change.percent", NumberFormat.percent($0)) } ?? ""
            )
            if byPublication { text += ". " + words("change.published") }
            addChange(id, .updated, text, [old, new], percent)
        case .edited(let old, let new):
            let percent = percent(claims[old], claims[new])
            let text = words(
                "change.edited",
                claims[new].subject,
                action(of: claims[new]),
                claims[old].value,
                claims[new].value,
                percent.map { words("change.percent", NumberFormat.percent($0)) } ?? ""
            )
            addChange(id, .edited, text, [old, new], percent)
        case .done(let plan, let actual):
            let text = words(
                "change.done",
                claims[actual].subject,
                action(of: claims[actual]),
                state(of: claims[plan]),
                state(of: claims[actual])
            )
            addChange(id, .done, text, [plan, actual], nil)
        case .timeline(let list): addTimeline(id, list)
        case .disagree: break
        }
    }

    private mutating func addChange(
        _ id: String,
        _ kind: Change.Kind,
        _ text: String,
        _ list: [Int],
        _ percent: Double?
    ) {
        let evidence = evidenceIDs(of: list, line: id)
        let isPair = kind == .updated || kind == .edited
        changes.append(
            Change(
                id: id,
                kind: kind,
                text: text,
                old: isPair ? claims[list[0]].fact.value : nil,
                new: isPair ? claims[list[1]].fact.value : nil,
                percent: percent.map { ($0 * 1000).rounded() / 10 },
                evidence: evidence
            )
        )
    }

    private mutating func addTimeline(_ id: String, _ list: [Int]) {
        let steps = list.map { claims[$0] }
        let values = steps.map(state).joined(separator: " -> ")
        var text = words("change.timeline", steps[0].subject, steps[0].fact.unit ?? "", values)
        let reached = steps.filter { !$0.isPlannedCount }.compactMap { $0.fact.high ?? $0.fact.value }.max() ?? 0
        let open = steps.filter { $0.isPlannedCount && ($0.fact.value ?? 0) > reached }.map(\.lineValue)
        if !open.isEmpty { text += ". " + words("change.notReached", unique(open).joined(separator: ", ")) }
        addChange(id, .timeline, text, list, nil)
    }

    private func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// `planned 20만 GPU(2024-09)`: a value with its status, so that no plan reads as done.
    private func state(of claim: Claim) -> String {
        var modality = claim.fact.modality
        if claim.fact.relation == "plans_count", modality == .actual || modality == .reported { modality = .planned }
        let value = claim.lineValue.isEmpty ? "" : " " + claim.lineValue
        return words.modality(modality) + value + words.bracketed(time(of: claim))
    }

    private func percent(_ old: Claim, _ new: Claim) -> Double? {
        guard let first = old.fact.value, let second = new.fact.value, old.fact.unit == new.fact.unit, first > 0,
            !["rank", "ordinal", "percent"].contains(old.fact.unit ?? "")
        else { return nil }
        return (second - first) / first
    }

    private mutating func addDisagreement(_ kind: Disagreement.Kind, _ left: Int, _ right: Int) {
        guard disagreements.count < Limit.disagreements else { return }
        let id = "D\(disagreements.count + 1)"
        let (one, other) = (claims[left], claims[right])
        let text = words(
            "disagree." + kind.rawValue,
            one.subject,
            action(of: one),
            one.lineValue,
            time(of: one),
            other.lineValue,
            time(of: other)
        )
        let evidence = evidenceIDs(of: [left, right], line: id)
        disagreements.append(Disagreement(id: id, kind: kind, text: text, evidence: evidence))
    }

    private mutating func addSum(_ fault: SumFault) {
        guard disagreements.count < Limit.disagreements else { return }
        let id = "D\(disagreements.count + 1)"
        let format = NumberFormat(words)
        func text(_ amount: Amount) -> String {
            format.amount(amount.low, high: amount.isRange ? amount.high : nil, unit: amount.unit)
        }
        let page = pages[fault.page]
        addEvidence(
            id,
            sha256: page.document.sha256,
            range: fault.sentence,
            sentence: page.text[fault.sentence],
            language: page.document.article.language
        )
        let line = words("disagree.sum", text(fault.parts), text(fault.total))
        disagreements.append(Disagreement(id: id, kind: .sum, text: line, evidence: [id]))
    }

    /// The evidence of claims in order; those without get the line's id with a letter, or bare when one is enough.
    mutating func evidenceIDs(of list: [Int], line: String) -> [String] {
        let fresh = list.filter { evidenceIDs[$0] == nil }
        var letters = ["a"] + Self.letters
        var result: [String] = []
        for claim in list {
            let proposal = fresh.count == 1 ? line : line + (letters.first ?? "z")
            if evidenceIDs[claim] == nil, !letters.isEmpty { letters.removeFirst() }
            let id = evidenceID(of: claim, or: proposal)
            if !result.contains(id) { result.append(id) }
        }
        return result
    }
}
