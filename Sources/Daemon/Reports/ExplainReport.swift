package import Articles
import Cleaning
import Containers
import Digests
import Exchange
import Extraction

/// `daybook explain`: why the blocks of a page were kept or dropped, and why names, amounts and dates were read.
package struct ExplainReport: Sendable {
    /// Which halves of the work are explained.
    package struct Parts: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let cleaning = Parts(rawValue: 1)
        package static let reading = Parts(rawValue: 2)
    }

    private let path: String
    private let parts: Parts
    private let documents: [ExplainedDocument]

    /// Cleans and, where asked for, reads every document of the file at `path`.
    package init(path: String, reader: PageReader, parts: Parts, reference: CivilDate?, limit: Int) throws {
        let file = PageFile(path: path)
        let page = SavedPage(name: file.name, bytes: try file.read(limit: limit))
        self.path = path
        self.parts = parts
        let contained = try reader.contained(in: page)
        documents = try contained.map { document in
            do {
                return try ExplainedDocument(document, reader, parts, reference)
            } catch {
                // Where there is but one, the fault is the file's.
                guard let part = document.part else { throw error }
                return ExplainedDocument(part: part, fault: "\(error)")
            }
        }
    }

    /// In columns; only kept blocks and candidates unless `showsAll`.
    package func text(showsAll: Bool) -> String {
        documents.map { document in
            let head = document.part.map { "DOCUMENT \($0) of \(documents.count)\n" } ?? ""
            return head + document.text(parts, showsAll: showsAll)
        }.joined(separator: "\n\n")
    }

    /// One JSON object: every block, candidate and reading, whole; of a file of several documents, one for each.
    package var json: String {
        var json = JSONText()
        json.object { json in
            json.member("path", path)
            if documents.count == 1 {
                documents[0].members(parts, &json)
            } else {
                json.key("documents")
                json.array(documents) { json, document in
                    json.object { json in
                        json.member("part", document.part)
                        document.members(parts, &json)
                    }
                }
            }
        }
        return json.string
    }
}

/// One document of a file, with why its blocks were kept and its names read.
private struct ExplainedDocument {
    /// Which of its file's documents it is; `nil` where it is all the file holds.
    let part: String?
    /// Why it cannot be read.
    var fault: String?
    private var article = Article(blocks: [], media: .html)
    private var decisions: [BlockDecision] = []
    private var names: [NameCandidate] = []
    private var reading = Reading()

    init(part: String, fault: String) {
        self.part = part
        self.fault = fault
    }

    init(
        _ document: ContainedDocument,
        _ reader: PageReader,
        _ parts: ExplainReport.Parts,
        _ reference: CivilDate?
    ) throws {
        part = document.part
        if let fault = document.fault { throw PageFault(fault) }
        (article, decisions) = try reader.cleaner.cleanExplained(document.page)
        document.complete(&article)
        guard parts.contains(.reading) else { return }
        names = reader.extractor.explainNames(in: article.body, language: article.language)
        reading = reader.read(article, received: reference)
    }

    // MARK: - For people

    func text(_ parts: ExplainReport.Parts, showsAll: Bool) -> String {
        if let fault { return Terminal.safe(fault) }
        var lines: [String] = []
        if parts.contains(.cleaning) { lines += metadataLines + [""] + blockLines(showsAll) }
        if parts.contains(.reading) {
            if !lines.isEmpty { lines.append("") }
            lines += nameLines(showsAll) + amountLines + dateLines
        }
        return lines.joined(separator: "\n")
    }

    private var metadataLines: [String] {
        let origins = article.origins
        let rows: [(String, String?, MetadataSource?)] = [
            ("title", article.title, origins.title), ("byline", article.byline, origins.byline),
            ("site", article.site, origins.site), ("published", article.published?.iso, article.publishedFrom),
            ("modified", article.modified?.iso, origins.modified), ("language", article.language, origins.language),
            ("address", article.url, origins.url), ("section", article.section, origins.section),
            ("confidence", NumberText.short(article.confidence), nil),
            ("warnings", article.warnings.isEmpty ? nil : article.warnings.joined(separator: ", "), nil),
        ]
        return ["METADATA    FROM          VALUE"]
            + rows.map { name, value, source in
                Self.cell(name, 11) + " " + Self.cell(source?.rawValue ?? "-", 13) + " " + Self.cell(value ?? "-")
            }
    }

    private func blockLines(_ showsAll: Bool) -> [String] {
        let shown = decisions.filter { showsAll || $0.isKept || $0.reason != "model" || $0.score > Self.nearlyKept }
        let hidden = decisions.count - shown.count
        let rows = shown.map { decision in
            (decision.isKept ? "keep" : "drop") + "   " + NumberText.short(decision.score) + "  "
                + Self.cell(decision.reason, 12) + " " + Self.cell(decision.text, Self.textWidth)
        }
        let note =
            hidden > 0 ? ["\(hidden) blocks that the model is sure to drop are not shown; --all shows them."] : []
        return ["BLOCK  SCORE REASON       TEXT"] + rows + note
    }

    /// A block of this score was nearly kept.
    private static let nearlyKept = 0.2

    private func nameLines(_ showsAll: Bool) -> [String] {
        let shown = names.filter { showsAll || $0.isKept || $0.reason != .insideAnotherWord }
        let rows = shown.map { name in
            let others = name.alternatives.isEmpty ? "" : " (or " + name.alternatives.joined(separator: ", ") + ")"
            return (name.isKept ? "keep" : "drop") + "  " + Self.place(name.range) + " "
                + Self.cell(name.reason.rawValue, 18) + " " + Self.cell(name.text, 24) + " "
                + Self.cell(name.id + others)
        }
        return ["NAME  PLACE       REASON             TEXT                     ID"] + rows
    }

    private var amountLines: [String] {
        guard !reading.quantities.isEmpty else { return [] }
        let rows = reading.quantities.map { amount in
            let value = amount.value.map(NumberText.plain) ?? amount.magnitude.map { "about " + NumberText.plain($0) }
            let range = (value ?? "-") + (amount.high.map { " to " + NumberText.plain($0) } ?? "")
            let marks = [amount.isApproximate ? "approximate" : nil, amount.bound?.rawValue].compactMap { $0 }
            let detail = ([range, amount.unit].compactMap { $0 } + marks).joined(separator: " ")
            return "      " + Self.place(amount.range) + " " + Self.cell(amount.kind.rawValue, 18) + " "
                + Self.cell(amount.text, 24) + " " + Self.cell(detail)
        }
        return ["", "      PLACE       KIND               TEXT                     AMOUNT"] + rows
    }

    private var dateLines: [String] {
        guard !reading.dates.isEmpty else { return [] }
        let rows = reading.dates.map { date in
            "      " + Self.place(date.range) + " " + Self.cell(date.basis.rawValue, 18) + " "
                + Self.cell(date.text, 24) + " " + Self.cell(date.iso ?? "-")
        }
        return ["", "      PLACE       BASIS              TEXT                     DATE"] + rows
    }

    private static let textWidth = 90

    /// `text` on one line that cannot steer a terminal, cut or filled to `width` columns; whole without one.
    private static func cell(_ text: String, _ width: Int? = nil) -> String {
        let line = Terminal.safe(String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" ? " " : $0 })))
        guard let width else { return line }
        guard DisplayWidth.of(line) > width else {
            return width == textWidth ? line : DisplayWidth.padded(line, to: width)
        }
        var cut = ""
        var columns = 0
        for character in line {
            columns += DisplayWidth.of(String(character))
            if columns >= width { break }
            cut.append(character)
        }
        return DisplayWidth.padded(cut + "…", to: width)
    }

    private static func place(_ range: TextRange) -> String { cell("\(range.start)-\(range.end)", 11) }

    // MARK: - For programs

    func members(_ parts: ExplainReport.Parts, _ json: inout JSONText) {
        if let fault { return json.member("fault", fault) }
        if parts.contains(.cleaning) { cleaning(&json) }
        if parts.contains(.reading) { names(&json) }
    }

    private func cleaning(_ json: inout JSONText) {
        json.member("title", article.title)
        json.member("byline", article.byline)
        json.member("published", article.published?.iso)
        json.member("publishedFrom", article.published == nil ? nil : article.publishedFrom?.rawValue)
        json.key("origins")
        json.object { json in
            for (name, source) in article.origins.all { json.member(name, source.rawValue) }
        }
        json.member("confidence", article.confidence)
        json.key("warnings")
        json.array(article.warnings) { $0.value($1) }
        json.key("blocks")
        json.array(decisions) { json, decision in
            json.object { json in
                json.member("text", decision.text)
                json.member("score", decision.score)
                json.member("kept", decision.isKept)
                json.member("reason", decision.reason)
            }
        }
    }

    private func names(_ json: inout JSONText) {
        json.key("names")
        json.array(names) { json, name in
            json.object { json in
                json.member("text", name.text)
                json.member("start", name.range.start)
                json.member("end", name.range.end)
                json.member("id", name.id)
                json.member("kept", name.isKept)
                json.member("reason", name.reason.rawValue)
                json.key("alternatives")
                json.array(name.alternatives) { $0.value($1) }
            }
        }
        json.key("amounts")
        json.array(reading.quantities, ContractLine.quantity)
        json.key("dates")
        json.array(reading.dates, ContractLine.date)
    }
}

extension NumberText {
    /// With two digits after the point.
    static func short(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let digits = String(hundredths % 100)
        return "\(hundredths / 100)." + (digits.count == 1 ? "0" : "") + digits
    }
}
