import Articles
import Exchange
import Storage

/// `daybook show`: a document with what was read in it, or an entity with what is known of it.
package struct ShowReport: Sendable {
    private enum Subject: Sendable {
        case document(KeptDocument, versions: [DocumentSummary], change: VersionChange?, removed: Timestamp?)
        case entity(EntityFile)
    }

    private let subject: Subject

    package init(_ words: String, _ settings: Settings) throws {
        let ledger = try Ledger(at: settings.database, for: .look)
        if let document = try ledger.document(words) {
            subject = .document(
                document,
                versions: try ledger.versions(ofArticleWith: document.sha256),
                change: try ledger.change(in: document.sha256),
                removed: try ledger.removal(of: document.fileSHA256)
            )
        } else if let entity = try ledger.entity(words) {
            subject = .entity(entity)
        } else {
            throw NothingFound("neither a document nor an entity is called “\(words)”. Try: daybook search")
        }
    }

    package var text: String {
        switch subject {
        case .document(let document, let versions, let change, let removed):
            Terminal.safe(Self.lines(of: document, versions, change, removed).joined(separator: "\n"))
        case .entity(let entity): Terminal.safe(Self.lines(of: entity).joined(separator: "\n"))
        }
    }

    /// The article as Markdown; of an entity the same as `text`.
    package var markdown: String {
        guard case .document(let document, _, _, _) = subject else { return text }
        return Terminal.safe(ArticleMarkdown.document(document.article))
    }

    private static func lines(
        of document: KeptDocument,
        _ versions: [DocumentSummary],
        _ change: VersionChange?,
        _ removed: Timestamp?
    ) -> [String] {
        let article = document.article
        let origins = article.origins
        let place = removed.map { "no longer kept: removed \($0.iso), as keep says" } ?? document.archivePath
        var lines = [
            field(article.title ?? document.name),
            "file       \(field(place)) (\(document.size) bytes, received \(document.received.iso))",
            row("published", article.published?.iso, article.publishedFrom),
            row("byline", article.byline, origins.byline),
            row("site", article.site, origins.site),
            "charset    \(article.charset.name) (\(article.charset.source.rawValue))",
            "confidence \(article.confidence)",
        ]
        if article.modified != nil { lines.insert(row("modified", article.modified?.iso, origins.modified), at: 3) }
        for (name, value, source) in [
            ("language", article.language, origins.language), ("address", article.url, origins.url),
            ("section", article.section, origins.section), ("summary", article.summary, origins.summary),
            ("picture", article.image, origins.image),
        ] where value != nil {
            lines.append(row(name, value, source))
        }
        if !article.warnings.isEmpty { lines.append("warnings   " + article.warnings.joined(separator: ", ")) }
        if versions.count > 1 { lines.append("versions   \(versions.count), this is one of the same article") }
        if let change { lines += changeLines(change) }
        lines += ["", article.body, ""]
        lines += document.reading.entities.map {
            "\($0.type.rawValue)  \(field($0.name)) (\(field($0.id))), \($0.mentions.count) times"
                + ($0.candidates.map { ", not linked: \(field($0.joined(separator: " or ")))" } ?? "")
        }
        lines += document.reading.facts.map(factLine)
        return lines
    }

    /// What is different from the version before.
    private static func changeLines(_ change: VersionChange) -> [String] {
        let counts = "\(change.removedCount) paragraphs removed, \(change.addedCount) added"
        var lines = ["changed    since \(change.since.prefix(12)): " + counts]
        lines += change.fields.map { value in
            "  \(value.name): \(field(value.before ?? "none")) -> \(field(value.after ?? "none"))"
        }
        lines += change.removed.map { "  - " + field($0) } + change.added.map { "  + " + field($0) }
        return lines
    }

    /// A value with its name before it and its source behind.
    private static func row(_ name: String, _ value: String?, _ source: MetadataSource?) -> String {
        let label = name + String(repeating: " ", count: max(1, 11 - name.count))
        return label + field(value ?? "unknown") + (source.map { " (\($0.rawValue))" } ?? "")
    }

    private static func lines(of entity: EntityFile) -> [String] {
        var lines = [
            "\(field(entity.name)) (\(field(entity.id))), \(entity.type.rawValue)"
                + (entity.kind.map { ", " + $0 } ?? ""),
            "in \(entity.documentCount) documents since \(entity.firstSeen.iso.prefix(10))", "",
        ]
        lines += entity.facts.map { fact in
            factLine(fact.fact) + "\n    “\(field(fact.sentence))” \(fact.sha256.prefix(12))"
        }
        lines.append("")
        lines += entity.documents.map { document in
            "\(document.sha256.prefix(12))  \(document.published?.description ?? "undated")  \(field(document.title ?? document.name))"
        }
        return lines
    }

    /// Text of a page inside a line: it cannot begin another line, and look-alike letters are marked.
    private static func field(_ text: String) -> String { Lookalikes.marked(SafeText.spelledOut(text)) }

    private static func factLine(_ fact: Fact) -> String {
        let value = fact.value.map { value in
            " \(NumberText.plain(value))" + (fact.high.map { "–" + NumberText.plain($0) } ?? "")
                + (fact.unit.map { " " + $0 } ?? "")
        }
        let object = fact.object.map { " " + $0 } ?? ""
        let when = fact.date.map { ", " + $0 } ?? ""
        return
            "\(field(fact.subject)) \(fact.relation)\(field(object))\(value ?? "") [\(fact.modality.rawValue)\(when), \(fact.confidence)]"
    }

    package var json: String {
        switch subject {
        case .document(let document, let versions, _, _):
            return ContractLine.extracted(
                path: document.archivePath,
                id: document.name,
                part: document.part,
                sha256: document.sha256,
                article: document.article,
                reading: document.reading,
                versions: versions.map(\.sha256)
            ).string
        case .entity(let entity): return Self.json(of: entity)
        }
    }

    /// One line a fact, for a spreadsheet.
    package var csv: String {
        var csv = CSVText(columns: [
            "subject", "relation", "object", "value", "high", "unit", "modality", "date", "sentence", "sha256",
        ])
        func row(_ fact: Fact, _ sentence: String, _ sha256: String) {
            let numbers = [fact.value, fact.high].map { $0.map(NumberText.plain) }
            let fields =
                [fact.subject, fact.relation, fact.object] + numbers
                + [fact.unit, fact.modality.rawValue, fact.date, sentence, sha256]
            csv.row(fields.map { $0.map(SafeText.line) })
        }
        switch subject {
        case .document(let document, _, _, _):
            let text = Array(document.article.body.unicodeScalars)
            for fact in document.reading.facts {
                let range = max(0, fact.evidence.start)..<max(0, min(fact.evidence.end, text.count))
                row(fact, String(String.UnicodeScalarView(text[range])), document.sha256)
            }
        case .entity(let entity): for fact in entity.facts { row(fact.fact, fact.sentence, fact.sha256) }
        }
        return csv.string
    }

    private static func json(of entity: EntityFile) -> String {
        var json = JSONText()
        json.object { json in
            json.member("id", entity.id)
            json.member("name", entity.name)
            json.member("type", entity.type.rawValue)
            json.member("kind", entity.kind)
            json.member("firstSeen", entity.firstSeen.iso)
            json.member("documentCount", entity.documentCount)
            json.key("documents")
            json.array(entity.documents) { json, document in
                json.object { json in
                    json.member("sha256", document.sha256)
                    json.member("title", document.title)
                    json.member("published", document.published?.description)
                }
            }
            json.key("facts")
            json.array(entity.facts) { json, fact in
                json.object { json in
                    json.member("subject", fact.fact.subject)
                    json.member("relation", fact.fact.relation)
                    json.member("object", fact.fact.object)
                    json.member("value", fact.fact.value)
                    json.member("high", fact.fact.high)
                    json.member("unit", fact.fact.unit)
                    json.member("modality", fact.fact.modality.rawValue)
                    json.member("date", fact.fact.date)
                    json.member("sentence", fact.sentence)
                    json.member("sha256", fact.sha256)
                }
            }
        }
        return json.string
    }
}

/// Numbers for people who read program output.
enum NumberText {
    /// Without a fraction where there is none.
    static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
