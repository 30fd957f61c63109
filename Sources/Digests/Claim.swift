internal import Articles

/// A fact of today or of the ledger with all that comparing and printing it needs.
struct Claim: Sendable {
    var fact: Fact
    var sha256: String
    /// The page of the edition that makes the claim; `nil` for one of the ledger.
    var page: Int?
    var sentence: String
    var language: String?
    var published: CivilDate?
    /// The first day on which the page can have been written.
    var writtenNotBefore: CivilDate?
    var outlet: String?
    var url: String?
    var subject: String
    var object: String?
    /// The value as printed, with bound and bracketed conversion; empty when there is none.
    var value: String
    /// The value as printed with its bound, without the conversion, for running text.
    var shortValue: String
    /// Whether the title of the page prints the value or names the object: it is what the news is.
    var isInTitle = false
    var normalised: String?
    /// When it holds or held; `nil` when the sentence does not say.
    var span: DateSpan?

    /// The value for running text: in the edition's form where the source prints it otherwise.
    var lineValue: String { normalised ?? shortValue }
    var traits: RelationTraits { .of(fact.relation) }
    var isPlan: Bool { fact.modality == .planned || fact.modality == .target }
    /// Whether it is a plan, by its words or by its relation.
    var isPlannedCount: Bool { isPlan || fact.relation == "plans_count" }
    /// Whether it says that something is so, whether or not as a report.
    var isActual: Bool { fact.modality == .actual || fact.modality == .reported }
}

extension Claim {
    /// Whether both can speak of one time.
    ///
    /// Two dates must meet. Where only one claim has a date, the other, if it says that something is so, holds at or
    /// before the day its page was published. Where neither has one, pages far apart tell two events.
    func mayShareTime(with other: Claim) -> Bool {
        if let first = span, let second = other.span { return first.overlaps(second) }
        for (dated, undated) in [(self, other), (other, self)] {
            if let span = dated.span, undated.span == nil, !undated.isPlan, let published = undated.published {
                return span.first <= published
            }
        }
        guard let first = published, let second = other.published, traits.nature == .event else { return true }
        return abs(first.daysSinceEpoch - second.daysSinceEpoch) <= Self.sameEventDays
    }

    /// Pages that tell an event without a date tell the same one when published this near each other.
    private static let sameEventDays = 30
}

/// Builds the claims of an edition: those of its pages, then those of the ledger.
struct ClaimBuilder {
    let input: EditionInput
    let words: Wording
    private let format: NumberFormat

    init(_ input: EditionInput, _ words: Wording) {
        self.input = input
        self.words = words
        format = NumberFormat(words)
    }

    func claims(of pages: [Page]) -> [Claim] {
        var result: [Claim] = []
        var names = input.displayNames
        for page in pages {
            for entity in page.document.reading.entities where names[entity.id] == nil {
                names[entity.id] = entity.name
            }
        }
        for (index, page) in pages.enumerated() {
            let quantities = page.document.reading.quantities.sorted { $0.range < $1.range }
            for fact in page.facts { result.append(claim(fact, page, index, quantities, names)) }
        }
        let known = Set(pages.map(\.document.sha256))
        let urls = Dictionary(input.references.map { ($0.sha256, $0.url) }, uniquingKeysWith: { first, _ in first })
        for old in input.history where !known.contains(old.sha256) {
            result.append(claim(old, names, url: urls[old.sha256] ?? nil))
        }
        return result
    }

    private func claim(
        _ fact: Fact,
        _ page: Page,
        _ index: Int,
        _ quantities: [Quantity],
        _ names: [String: String]
    ) -> Claim {
        let amount = printedAmount(fact, sorted: quantities)
        let short: String = amount.map { self.text(of: $0, fact) } ?? format.value(of: fact) ?? ""
        let bracket: String? = amount.flatMap { self.conversion(of: $0, in: page.document.reading.quantities) }
        return Claim(
            fact: fact,
            sha256: page.document.sha256,
            page: index,
            sentence: page.text[fact.evidence],
            language: page.document.article.language,
            published: page.published,
            writtenNotBefore: page.writtenNotBefore,
            outlet: page.outlet,
            url: page.document.article.url,
            subject: name(fact.subject, names),
            object: fact.object.map { name($0, names) },
            value: bracket.map { short + words.bracketed($0) } ?? short,
            shortValue: short,
            isInTitle: page.titleNames.contains(fact.object ?? "") || page.titlePrints(amount?.text ?? ""),
            normalised: amount == nil ? nil : normalised(fact, printed: short),
            span: fact.date.flatMap(DateSpan.init(iso:))
        )
    }

    private func claim(_ old: LedgerFact, _ names: [String: String], url: String?) -> Claim {
        Claim(
            fact: old.fact,
            sha256: old.sha256,
            page: nil,
            sentence: old.sentence,
            language: nil,
            published: old.published,
            writtenNotBefore: old.published,
            outlet: old.site,
            url: url,
            subject: shown(input.displayNames[old.fact.subject] ?? old.subjectName),
            object: old.fact.object.map { shown(input.displayNames[$0] ?? old.objectName ?? name($0, names)) },
            value: format.value(of: old.fact) ?? "",
            shortValue: format.value(of: old.fact) ?? "",
            normalised: nil,
            span: old.fact.date.flatMap(DateSpan.init(iso:))
        )
    }

    /// The name shown for an entity id; a plain word stands for itself, a provisional id for its name.
    private func name(_ id: String, _ names: [String: String]) -> String {
        shown(names[id] ?? (id.hasPrefix("?") ? String(id.dropFirst()) : id))
    }

    private func shown(_ name: String) -> String { Lookalikes.marked(SafeText.line(name)) }

    /// The amount of the evidence sentence that the fact took its value from.
    private func printedAmount(_ fact: Fact, sorted: [Quantity]) -> Quantity? {
        guard let value = fact.value else { return nil }
        return sorted.first {
            fact.evidence.contains($0.range) && $0.value == value && $0.high == fact.high
                && ($0.unit == fact.unit || fact.unit == nil)
        }
    }

    /// `quantity` as the source prints it, with its bound in the edition's words.
    private func text(of quantity: Quantity, _ fact: Fact) -> String {
        var text = SafeText.line(quantity.text)
        if let bound = fact.bound ?? quantity.bound { text = words("bound." + bound.rawValue, text) }
        return quantity.isApproximate ? words("about", text) : text
    }

    /// The bracketed conversion of `quantity`, as printed.
    private func conversion(of quantity: Quantity, in all: [Quantity]) -> String? {
        guard let conversion = all.first(where: { $0.isConversion(of: quantity, in: all) }) else { return nil }
        let amount = SafeText.line(conversion.text)
        return conversion.isApproximate ? words("about", amount) : amount
    }

    /// The value in the edition's form, where the source prints the number otherwise.
    private func normalised(_ fact: Fact, printed: String) -> String? {
        guard let value = fact.value else { return nil }
        func bare(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "," } }
        let numbers = [value, fact.high].compactMap { $0 }.map { bare(format.amount($0, unit: nil)) }
        let text = bare(printed)
        return numbers.allSatisfy(text.contains) ? nil : format.value(of: fact)
    }
}

extension Quantity {
    /// Whether this amount is the bracketed conversion of `other`.
    fileprivate func isConversion(of other: Quantity, in all: [Quantity]) -> Bool {
        guard let equivalent, all.indices.contains(equivalent) else { return false }
        return all[equivalent].range == other.range
    }
}
