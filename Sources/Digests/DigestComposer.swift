package import Articles
internal import Foundation

/// The digest stage: turns a window's documents, with what the ledger knew before, into the edition that is stored.
///
/// Extractive and templated: every sentence is copied from a source, every line filled from a stored fact. No clock,
/// file or database is read, and nothing depends on the order in which documents came.
package struct DigestComposer: Sendable {
    /// A page whose cleaning is less sure than this is named in the footer.
    package var lowConfidence = 0.5
    /// How many days before the window a page may be published and still count as news.
    package var newsDays = 2
    /// An undated page whose text speaks of nothing later than this many days before the window is an earlier one.
    ///
    /// Four months: an analysis often looks back a quarter, seldom longer.
    package var undatedNewsDays = 120

    package init() {}

    package func compose(_ input: EditionInput) -> Edition {
        let words = Wording(input.language)
        let input = SharedNames(input.documents).applied(to: input)
        let documents = input.documents.sorted { ($0.received, $0.sha256) < ($1.received, $1.sha256) }
        let pages = documents.map { Page($0, schedule: input.schedule) }
        let claims = ClaimBuilder(input, words).claims(of: pages)
        var draft = EditionDraft(input: input, words: words, pages: pages, claims: claims)
        let stories = StoryBuilder(input, words, pages, claims).build(options: self)
        for story in stories { draft.add(story) }
        draft.addKnownBefore()
        draft.addComparisons()
        draft.addAhead()
        draft.addNames()
        draft.addQuotations()
        draft.addInShort()
        return finish(draft)
    }

    private func finish(_ draft: EditionDraft) -> Edition {
        let input = draft.input
        var edition = Edition(
            schema: Edition.currentSchema,
            date: input.date,
            revision: input.revision,
            cause: input.cause.map(SafeText.line),
            language: input.language,
            timezone: input.schedule.timezone,
            window: input.window,
            opens: input.schedule.localText(input.window.start),
            closes: input.schedule.localText(input.window.end),
            isOpen: input.isOpen,
            state: state(of: input),
            header: [],
            inShort: draft.inShort,
            stories: draft.stories,
            earlier: draft.earlier,
            changes: draft.changes,
            disagreements: draft.disagreements,
            ahead: draft.ahead,
            overdue: draft.overdue,
            names: draft.names,
            said: draft.said,
            coverage: coverage(of: draft),
            evidence: draft.evidenceList,
            hash: ""
        )
        edition.header = header(of: edition, input, draft.words)
        edition.hash = edition.computedHash
        return edition
    }

    private func state(of input: EditionInput) -> EditionState {
        if !input.documents.isEmpty {
            return input.documents.allSatisfy { $0.article.published == nil } ? .undatedOnly : .news
        }
        if !input.failures.isEmpty { return .allFailed }
        let off = input.offIntervals.reduce(0) { $0 + input.window.overlap(with: $1) }
        return off * 2 >= input.window.duration && off > 0 ? .serviceOff : .quiet
    }

    private func header(of edition: Edition, _ input: EditionInput, _ words: Wording) -> [String] {
        let coverage = edition.coverage
        var lines: [String] = []
        switch edition.state {
        case .quiet where coverage.duplicates > 0:
            lines.append(words.count("head.quiet.duplicates", coverage.duplicates))
        case .quiet: lines.append(words("head.quiet"))
        case .allFailed: lines.append(words.count("head.allFailed", coverage.failed.count))
        case .serviceOff: return [words("head.serviceOff", coverage.off.joined(separator: ", "))]
        case .news, .undatedOnly:
            let stories = edition.stories.count + edition.earlier.count
            lines.append(words("head.counts", String(coverage.received), String(coverage.used), String(stories)))
            if edition.state == .undatedOnly {
                lines.append(words("head.undatedOnly"))
            } else if coverage.undated > 0 {
                lines.append(
                    words("head.undated", String(coverage.used - coverage.undated), String(coverage.undated))
                )
            }
            if input.omitted > 0 { lines.append(words.count("head.omitted", input.omitted)) }
            if !coverage.failed.isEmpty { lines.append(words.count("head.failed", coverage.failed.count)) }
        }
        if !coverage.off.isEmpty { lines.append(words("head.partlyOff", coverage.off.joined(separator: ", "))) }
        return lines
    }

    /// Seconds from which on a pause is told: a restart keeps nobody's pages waiting.
    private static let shortestOff = 60

    private func coverage(of draft: EditionDraft) -> Coverage {
        let input = draft.input
        let documents = draft.pages.map(\.document)
        let failures = input.failures.sorted { ($0.failed, $0.name) < ($1.failed, $1.name) }
        let off = input.offIntervals.filter { input.window.overlap(with: $0) >= Self.shortestOff }
            .sorted { $0.start < $1.start }
        return Coverage(
            received: documents.count + input.omitted + failures.count + input.duplicates,
            used: documents.count,
            duplicates: input.duplicates,
            copies: (draft.stories + draft.earlier).flatMap(\.sources).count(where: \.isCopy),
            undated: documents.count { $0.article.published == nil },
            lowConfidence: documents.filter { $0.article.confidence < lowConfidence }.map { SafeText.line($0.name) },
            failed: failures.map {
                Coverage.Failure(
                    name: SafeText.line($0.name),
                    code: SafeText.line($0.code),
                    message: SafeText.line($0.message)
                )
            },
            off: off.map { interval in
                let start = max(interval.start, input.window.start)
                let end = min(interval.end, input.window.end)
                return draft.words("range", input.schedule.localMinute(start), input.schedule.localMinute(end))
            },
            appVersion: input.appVersion,
            extractorVersion: input.extractorVersion
        )
    }
}

extension EditionSchedule {
    /// `moment` on the local clock to the minute: `2025-11-08 06:00`.
    package func localMinute(_ moment: Timestamp) -> String {
        String(localText(moment).prefix(16)).replacing("T", with: " ")
    }
}

extension Edition {
    /// SHA-256 of the stored form with `hash` empty.
    package var computedHash: String {
        var blank = self
        blank.hash = ""
        return SHA256.hexDigest(of: Array(blank.json.utf8))
    }

    /// The edition stored as `json`.
    package init(json: String) throws {
        self = try JSONDecoder().decode(Edition.self, from: Data(json.utf8))
    }

    /// The stored form: indented JSON with its keys in the order of declaration.
    package var json: String {
        do {
            return try OrderedJSON.text(of: self)
        } catch {
            preconditionFailure("an edition holds only strings, numbers and lists: \(error)")
        }
    }
}
