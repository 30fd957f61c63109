internal import Articles

/// Writes an edition as one self-contained HTML file: no script, no network, its own style and pictures.
package struct HTMLRenderer: Sendable {
    /// The way from the file's folder to the root, such as `../../`.
    package var root: String
    /// The way from the file's folder to the index of editions.
    package var indexPath: String
    /// The Mustache template; `nil` for the one in the program.
    package var template: String?

    package init(root: String = "../../", indexPath: String = "../index.html", template: String? = nil) {
        self.root = root
        self.indexPath = indexPath
        self.template = template
    }

    /// The page of `edition`; throws when a template of the user does not parse.
    package func render(_ edition: Edition) throws -> String {
        let template = try MarkupTemplate(template, orResource: "digests/edition.mustache")
        return template.render(HTMLView(edition, root: root, indexPath: indexPath).values)
    }
}

/// An edition as the values of its template.
private struct HTMLView {
    let edition: Edition
    let words: Wording
    let root: String
    let indexPath: String
    private let evidenceIDs: Set<String>

    init(_ edition: Edition, root: String, indexPath: String) {
        self.edition = edition
        words = Wording(edition.language)
        self.root = root
        self.indexPath = indexPath
        evidenceIDs = Set(edition.evidence.map(\.id))
    }

    var values: [String: Any] {
        let sections = sections
        let all: [String: Any] = [
            "lang": edition.language.rawValue, "title": words("title"), "date": edition.date.description,
            "skip": words("skip"), "window": window, "header": edition.header,
            "cause": MarkupTemplate.orFalse(edition.cause.map { words("cause", $0) }),
            "indexPath": indexPath, "indexLabel": words("index.title"), "sections": sections,
            "hasInShort": !edition.inShort.isEmpty, "inShortLabel": words("inShort"),
            "inShort": edition.inShort.map(line), "storySections": storySections, "lineSections": lineSections,
            "hasSaid": !edition.said.isEmpty, "saidLabel": words("said"), "said": edition.said.map(quote),
            "open": words("evidence.open"), "columnId": words("column.id"), "columnItem": words("column.item"),
            "columnValue": words("column.value"), "columnKind": words("column.kind"),
            "columnWhen": words("column.when"), "knownLabel": words("knownBefore"),
        ]
        return all.merging(names) { $1 }.merging(coverage) { $1 }.merging(evidence) { $1 }
    }

    private var window: String {
        let window = words("window", edition.localOpening, edition.localClosing, edition.timezone)
        let revision = words("revision", String(edition.revision))
        return ([window, revision] + (edition.isOpen ? [words("openWindow")] : [])).joined(separator: " · ")
    }

    /// The sections that the page has, for the list of links at its top.
    private var sections: [[String: Any]] {
        let all: [(String, String, Bool)] = [
            ("in-short", "inShort", !edition.inShort.isEmpty), ("stories", "stories", !edition.stories.isEmpty),
            ("earlier", "earlier", !edition.earlier.isEmpty), ("changes", "changes", !edition.changes.isEmpty),
            ("disagreements", "disagreements", !edition.disagreements.isEmpty),
            ("ahead", "ahead", hasAhead), ("names", "names", edition.hasNews), ("said", "said", !edition.said.isEmpty),
            ("coverage", "coverage", true), ("evidence", "evidence", !edition.evidence.isEmpty),
        ]
        return all.filter(\.2).map { ["key": $0.0, "label": words($0.1)] }
    }

    private var hasAhead: Bool { edition.hasNews || !edition.ahead.isEmpty || !edition.overdue.isEmpty }

    private func line(_ line: EditionLine) -> [String: Any] { self.line(line.id, line.text, line.evidence) }

    private func line(_ id: String, _ text: String, _ evidence: [String]) -> [String: Any] {
        let refs = evidence.map { ["id": $0, "target": (evidenceIDs.contains($0) ? "e-" : "") + $0] }
        return ["id": id, "text": text, "refs": refs, "quotes": [[String: Any]]()]
    }

    private func path(_ archivePath: String?) -> Any {
        MarkupTemplate.orFalse(archivePath.map { PathText.percentEncoded(root + $0) })
    }

    // MARK: Stories

    private var storySections: [[String: Any]] {
        [("stories", edition.stories), ("earlier", edition.earlier)].filter { !$0.1.isEmpty }.map { key, stories in
            ["key": key, "label": words(key), "stories": stories.map(story)]
        }
    }

    private func story(_ story: Story) -> [String: Any] {
        [
            "id": story.id, "headline": story.headline, "lang": MarkupTemplate.orFalse(story.headlineLanguage),
            "continuing": story.isContinuing ? words("continuing") : false,
            "independent": words("independent", String(story.independentSources)),
            "sources": story.sources.map { ["text": words.source($0), "path": path($0.archivePath)] },
            "names": MarkupTemplate.orFalse(story.names.map(\.name).joined(separator: ", ")),
            "sentences": story.sentences.map {
                ["id": $0.id, "text": $0.text, "lang": MarkupTemplate.orFalse($0.language)]
            },
            "hasKnown": !story.known.isEmpty, "known": story.known.map(line), "hasRows": !story.rows.isEmpty,
            "rows": story.rows.map(row),
        ]
    }

    private func row(_ row: FactRow) -> [String: Any] {
        let count = row.sources > 1 ? words("sources.count", String(row.sources)) : ""
        let small = [row.normalised.map { "= " + $0 } ?? "", count].filter { !$0.isEmpty }.joined(separator: " · ")
        return [
            "id": row.id, "item": row.item, "value": row.value.isEmpty ? "-" : row.value,
            "normalised": MarkupTemplate.orFalse(small), "kind": words.modality(row.modality),
            "isBare": row.value.isEmpty, "isPlan": row.modality == .planned || row.modality == .target,
            "when": row.when,
        ]
    }

    // MARK: Lines

    private var lineSections: [[String: Any]] {
        var result: [[String: Any]] = []
        func section(_ key: String, _ groups: [(heading: String?, lines: [[String: Any]])]) {
            let shown = groups.filter { !$0.lines.isEmpty || $0.heading != nil }
            guard !shown.isEmpty else { return }
            let values: [[String: Any]] = shown.map {
                ["heading": MarkupTemplate.orFalse($0.heading), "lines": $0.lines]
            }
            result.append(["key": key, "label": words(key), "groups": values])
        }
        section("changes", [(nil, edition.changes.map { line($0.id, $0.text, $0.evidence) })])
        section("disagreements", [(nil, edition.disagreements.map(disagreement))])
        if hasAhead {
            let until = edition.date.adding(days: Edition.daysAhead).description
            let heading = edition.ahead.isEmpty ? words("ahead.none", until) : words("ahead.until", until)
            let overdue = edition.overdue.isEmpty ? nil : words("overdue")
            section("ahead", [(heading, edition.ahead.map(line)), (overdue, edition.overdue.map(line))])
        }
        return result
    }

    private func disagreement(_ item: Disagreement) -> [String: Any] {
        var values = line(item.id, item.text, [])
        values["quotes"] = item.evidence.compactMap(edition.evidence).map { evidence -> [String: Any] in
            ["id": evidence.id, "text": evidence.sentence, "lang": MarkupTemplate.orFalse(evidence.language)]
        }
        return values
    }

    private func quote(_ item: QuoteLine) -> [String: Any] {
        var text =
            item.quote + " - " + [item.speaker, item.role, item.outlet].compactMap { $0 }.joined(separator: ", ")
        if item.others > 0 { text += " (" + words.count("said.others", item.others) + ")" }
        return line(item.id, text, item.evidence)
    }

    // MARK: Names, coverage, evidence

    private var names: [String: Any] {
        let names = edition.names
        var notes: [String] = []
        if !names.hasBaseline {
            notes.append(words.count("names.noBaseline", names.firstSeenCount))
        } else if names.firstSeenCount > 0, names.firstSeen.isEmpty {
            notes.append(words.count("names.first", names.firstSeenCount))
        }
        let groups = [
            (words("names.watched"), names.watched, true),
            (words("names.rising"), names.rising, true),
            (words("names.most", String(edition.coverage.used)), names.most, false),
            (words.count("names.first", names.firstSeenCount), names.firstSeen, false),
        ]
        return [
            "hasNames": edition.hasNews, "namesLabel": words("names"), "nameNotes": notes,
            "nameGroups": groups.filter { !$0.1.isEmpty }.map { label, lines, hasCharts -> [String: Any] in
                ["label": label, "lines": lines.map { name($0, hasChart: hasCharts) }]
            },
        ]
    }

    private func name(_ line: NameLine, hasChart: Bool) -> [String: Any] {
        let label = words("spark.label", line.daily.map(String.init).joined(separator: ", "))
        let chart = line.daily.isEmpty || !hasChart ? "" : Sparkline.svg(line.daily, label: label)
        return [
            "name": line.name, "pages": words.count("names.pages", line.pages), "stories": line.stories,
            "chart": MarkupTemplate.Markup(text: chart),
        ]
    }

    private var coverage: [String: Any] {
        let coverage = edition.coverage
        var notes: [String] = []
        if !coverage.lowConfidence.isEmpty {
            notes.append(words("coverage.low") + ": " + coverage.lowConfidence.joined(separator: ", "))
        }
        if !coverage.off.isEmpty { notes.append(words("coverage.off") + ": " + coverage.off.joined(separator: ", ")) }
        return [
            "coverageLabel": words("coverage"), "coverage": words.coverage(coverage), "coverageNotes": notes,
            "hasFailures": !coverage.failed.isEmpty, "failuresLabel": words("coverage.failed"),
            "failures": coverage.failed.map { ["name": $0.name, "code": $0.code, "message": $0.message] },
            "versions": words.versions(edition),
        ]
    }

    private var evidence: [String: Any] {
        var firstOfSentence: [String: String] = [:]
        let list = edition.evidence.map { item -> [String: Any] in
            let key = item.sha256 + " " + item.sentence
            let same = firstOfSentence[key]
            if same == nil { firstOfSentence[key] = item.id }
            return [
                "id": item.id, "name": item.name, "sentence": same == nil ? item.sentence : false,
                "same": MarkupTemplate.orFalse(same), "sameLabel": words("evidence.same", ""), "sha256": item.sha256,
                "place": words("evidence.place", String(item.start), String(item.end)),
                "path": path(item.archivePath), "lang": MarkupTemplate.orFalse(item.language),
            ]
        }
        return ["hasEvidence": !list.isEmpty, "evidenceLabel": words("evidence"), "evidence": list]
    }
}
