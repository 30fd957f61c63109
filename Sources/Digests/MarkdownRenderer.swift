internal import Articles

/// Writes an edition as Markdown that reads well as plain text on a terminal of 80 columns.
package struct MarkdownRenderer: Sendable {
    /// The way from the file's folder to the root, such as `../../`.
    package var root: String
    /// Columns of a line; tables may be wider where their words are.
    package var width = 80

    package init(root: String = "../../") { self.root = root }

    package func render(_ edition: Edition) -> String {
        var page = MarkdownPage(edition, root: root, width: width)
        page.write()
        return page.text
    }
}

/// An edition's Markdown while it is written.
private struct MarkdownPage {
    private let edition: Edition
    private let words: Wording
    private let root: String
    private let width: Int
    private var lines: [String] = []

    init(_ edition: Edition, root: String, width: Int) {
        self.edition = edition
        words = Wording(edition.language)
        self.root = root
        self.width = width
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func write() {
        head()
        list("inShort", edition.inShort.map { (nil, $0.text, $0.evidence) })
        stories("stories", edition.stories)
        stories("earlier", edition.earlier)
        list("changes", edition.changes.map { ($0.id, $0.text, $0.evidence) })
        disagreements()
        ahead()
        names()
        said()
        coverage()
        evidence()
        links()
    }

    // MARK: Pieces

    private mutating func blank() {
        if lines.last?.isEmpty == false { lines.append("") }
    }

    private mutating func heading(_ level: Int, _ text: String) {
        blank()
        lines.append(String(repeating: "#", count: level) + " " + MarkdownText.escaped(text))
        blank()
    }

    private mutating func paragraph(_ markdown: String, first: String = "", indent: String = "") {
        lines += DisplayWidth.wrapped(markdown, width: width, first: first, indent: indent)
    }

    private mutating func item(_ markdown: String) { paragraph(markdown, first: "- ", indent: "  ") }

    private mutating func quote(_ text: String, references: String) {
        paragraph(MarkdownText.escaped(text) + references, first: "> ", indent: "> ")
    }

    /// ` [S1.1] [S1.2]`: each a link by the definitions at the end of the file.
    private func references(_ ids: [String]) -> String {
        ids.map { edition.evidenceIDs(of: $0) }.joined().map { " [\($0)]" }.joined()
    }

    private mutating func list(_ key: String, _ items: [(id: String?, text: String, evidence: [String])]) {
        guard !items.isEmpty else { return }
        heading(2, words(key))
        for line in items {
            item((line.id.map { $0 + " " } ?? "") + MarkdownText.escaped(line.text) + references(line.evidence))
        }
    }

    // MARK: Sections

    private mutating func head() {
        heading(1, words("title") + " " + edition.date.description)
        var facts = [words("window", edition.localOpening, edition.localClosing, edition.timezone)]
        facts.append(words("revision", String(edition.revision)))
        if edition.isOpen { facts.append(words("openWindow")) }
        paragraph(facts.map(MarkdownText.escaped).joined(separator: " · "))
        if let cause = edition.cause {
            blank()
            paragraph(MarkdownText.escaped(words("cause", cause)))
        }
        for line in edition.header {
            blank()
            paragraph(MarkdownText.escaped(line))
        }
    }

    private mutating func stories(_ key: String, _ stories: [Story]) {
        guard !stories.isEmpty else { return }
        heading(2, words(key))
        for item in stories { story(item) }
    }

    private mutating func story(_ story: Story) {
        heading(3, story.id + (story.isContinuing ? " · " + words("continuing") : ""))
        paragraph("**" + MarkdownText.escaped(story.headline) + "**")
        blank()
        let sources = story.sources.map { MarkdownText.escaped(words.source($0)) }
        let counted = sources + [MarkdownText.escaped(words("independent", String(story.independentSources)))]
        item(MarkdownText.escaped(words("sources")) + ": " + counted.joined(separator: " · "))
        if !story.names.isEmpty {
            let names = story.names.map { MarkdownText.escaped($0.name) }.joined(separator: ", ")
            item(MarkdownText.escaped(words("names.label")) + ": " + names)
        }
        for sentence in story.sentences {
            blank()
            quote(sentence.text, references: " [\(sentence.id)]")
        }
        if !story.known.isEmpty {
            blank()
            paragraph(MarkdownText.escaped(words("knownBefore")) + ":")
            blank()
            for line in story.known { item(MarkdownText.escaped(line.text) + references(line.evidence)) }
        }
        if !story.rows.isEmpty {
            blank()
            table(story.rows)
        }
        blank()
    }

    private mutating func table(_ rows: [FactRow]) {
        let keys = ["column.id", "column.item", "column.value", "column.kind", "column.when"]
        var cells = [keys.map { MarkdownText.escaped(words($0)) }]
        for row in rows {
            let count = row.sources > 1 ? words("sources.count", String(row.sources)) : ""
            let values = [[row.value, row.normalised.map { "(\($0))" } ?? ""].joined(separator: " "), count]
                .map(SafeText.line).filter { !$0.isEmpty }
            let value = values.isEmpty ? "-" : values.joined(separator: " · ")
            let texts = [row.item, value, words.modality(row.modality), row.when].map {
                $0 == "-" ? $0 : MarkdownText.escaped($0)
            }
            cells.append([row.id] + texts)
        }
        let widths = (0..<keys.count).map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        for (number, row) in cells.enumerated() {
            let padded = zip(row, widths).map { DisplayWidth.padded($0, to: $1) }
            lines.append("| " + padded.joined(separator: " | ") + " |")
            if number == 0 { lines.append("|" + widths.map { String(repeating: "-", count: $0 + 2) + "|" }.joined()) }
        }
    }

    private mutating func disagreements() {
        guard !edition.disagreements.isEmpty else { return }
        heading(2, words("disagreements"))
        for item in edition.disagreements {
            blank()
            paragraph("**\(item.id)** " + MarkdownText.escaped(item.text))
            for id in item.evidence {
                guard let evidence = edition.evidence(id) else { continue }
                blank()
                quote(evidence.sentence, references: " [\(id)]")
            }
        }
    }

    private mutating func ahead() {
        guard edition.hasNews || !edition.ahead.isEmpty || !edition.overdue.isEmpty else { return }
        heading(2, words("ahead"))
        let until = edition.date.adding(days: Edition.daysAhead).description
        if edition.ahead.isEmpty { item(MarkdownText.escaped(words("ahead.none", until))) }
        for line in edition.ahead {
            item(line.id + " " + MarkdownText.escaped(line.text) + references(line.evidence))
        }
        guard !edition.overdue.isEmpty else { return }
        blank()
        paragraph(MarkdownText.escaped(words("overdue")) + ":")
        blank()
        for line in edition.overdue {
            item(line.id + " " + MarkdownText.escaped(line.text) + references(line.evidence))
        }
    }

    private mutating func names() {
        let names = edition.names
        guard edition.hasNews else { return }
        heading(2, words("names"))
        func listed(_ lines: [NameLine]) -> String {
            lines.map { MarkdownText.escaped($0.name) + " \($0.pages)" }.joined(separator: ", ")
        }
        if !names.watched.isEmpty { nameList("names.watched", names.watched) }
        if !names.most.isEmpty {
            let label = words("names.most", String(edition.coverage.used))
            item(MarkdownText.escaped(label) + ": " + listed(names.most))
        }
        if !names.hasBaseline {
            item(MarkdownText.escaped(words.count("names.noBaseline", names.firstSeenCount)))
            return
        }
        if !names.rising.isEmpty { nameList("names.rising", names.rising) }
        if names.firstSeenCount > 0 {
            let label = MarkdownText.escaped(words.count("names.first", names.firstSeenCount))
            item(names.firstSeen.isEmpty ? label : label + ": " + listed(names.firstSeen))
        }
    }

    private mutating func nameList(_ key: String, _ lines: [NameLine]) {
        item(MarkdownText.escaped(words(key)) + ":")
        for line in lines {
            let stories = line.stories.isEmpty ? "" : " (" + line.stories.joined(separator: ", ") + ")"
            let chart = line.daily.isEmpty ? "" : " " + Sparkline.text(line.daily)
            let text =
                MarkdownText.escaped(line.name + " " + words.count("names.pages", line.pages)) + chart + stories
            paragraph(text, first: "  - ", indent: "    ")
        }
    }

    private mutating func said() {
        guard !edition.said.isEmpty else { return }
        heading(2, words("said"))
        for line in edition.said {
            let who = [line.speaker, line.role, line.outlet].compactMap { $0 }.map(MarkdownText.escaped)
            var text = MarkdownText.escaped(line.quote) + " - " + who.joined(separator: ", ")
            if line.others > 0 { text += " (" + MarkdownText.escaped(words.count("said.others", line.others)) + ")" }
            item(text + references(line.evidence))
        }
    }

    private mutating func coverage() {
        heading(2, words("coverage"))
        let coverage = edition.coverage
        paragraph(MarkdownText.escaped(words.coverage(coverage)))
        if !coverage.lowConfidence.isEmpty {
            blank()
            let names = coverage.lowConfidence.map(MarkdownText.escaped).joined(separator: ", ")
            paragraph(MarkdownText.escaped(words("coverage.low")) + ": " + names)
        }
        if !coverage.off.isEmpty {
            blank()
            paragraph(MarkdownText.escaped(words("coverage.off") + ": " + coverage.off.joined(separator: ", ")))
        }
        if !coverage.failed.isEmpty {
            blank()
            paragraph(MarkdownText.escaped(words("coverage.failed")) + ":")
            blank()
            for failure in coverage.failed {
                item(MarkdownText.escaped(failure.name + " (" + failure.code + "): " + failure.message))
            }
        }
        blank()
        paragraph(MarkdownText.escaped(words.versions(edition)))
    }

    private mutating func evidence() {
        guard !edition.evidence.isEmpty else { return }
        heading(2, words("evidence"))
        paragraph(MarkdownText.escaped(words("evidence.note")))
        var firstOfSentence: [String: String] = [:]
        for item in edition.evidence {
            blank()
            let place = words("evidence.place", String(item.start), String(item.end))
            let label = "[\(item.id)] " + MarkdownText.escaped(item.name) + " · " + MarkdownText.escaped(place)
            let key = item.sha256 + " " + item.sentence
            if item.isPrinted {
                paragraph(label + " · " + MarkdownText.escaped(words("evidence.printed")))
            } else if let first = firstOfSentence[key] {
                paragraph(label + " · " + MarkdownText.escaped(words("evidence.same", first)))
            } else {
                paragraph(label)
                quote(item.sentence, references: "")
                firstOfSentence[key] = item.id
            }
        }
    }

    /// Definitions of all references: from a line's id to the archived original.
    private mutating func links() {
        blank()
        for item in edition.evidence {
            guard let path = item.archivePath else { continue }
            lines.append("[\(item.id)]: " + MarkdownText.destination(root + path))
        }
    }
}

extension Wording {
    /// A source in one stretch: outlet, date, whether it is a copy.
    func source(_ source: StorySource) -> String {
        var parts = [source.outlet ?? self("outletUnknown")]
        if let published = source.published {
            parts.append(self("published", published.description))
        } else if let latest = source.latestDateInText {
            parts.append(self("undated.latest", latest))
        } else {
            parts.append(self("undated"))
        }
        if source.isCopy { parts.append(self("copy")) }
        return parts.joined(separator: ", ")
    }

    func coverage(_ coverage: Coverage) -> String {
        self(
            "coverage.line",
            String(coverage.received),
            String(coverage.used),
            String(coverage.duplicates),
            String(coverage.copies),
            String(coverage.undated),
            String(coverage.lowConfidence.count),
            String(coverage.failed.count)
        )
    }

    func versions(_ edition: Edition) -> String {
        let coverage = edition.coverage
        return self(
            "coverage.versions",
            coverage.appVersion,
            coverage.extractorVersion,
            String(edition.hash.prefix(16))
        )
    }
}

extension Edition {
    static let daysAhead = EditionDraft.daysAhead

    /// The window's ends on the local clock, to the minute.
    var localOpening: String { String(opens.prefix(16)).replacing("T", with: " ") }
    var localClosing: String { String(closes.prefix(16)).replacing("T", with: " ") }

    /// Whether there are pages to speak of.
    var hasNews: Bool { coverage.used > 0 }

    func evidence(_ id: String) -> Evidence? { evidence.first { $0.id == id } }

    /// The evidence behind an id: its own, or that of the change or disagreement it names.
    func evidenceIDs(of id: String) -> [String] {
        if evidence(id) != nil { return [id] }
        return changes.first { $0.id == id }?.evidence ?? disagreements.first { $0.id == id }?.evidence ?? []
    }
}
