internal import Articles

/// A document of the window, prepared for the digest.
struct Page: Sendable {
    let document: KeptDocument
    let text: DocumentText
    /// The local day on which the file was received.
    let receivedDay: CivilDate
    /// Names by id, with how often each is mentioned.
    let mentions: [String: Int]
    /// The ids named in the title or at the head of the body, where news says what happened.
    let headNames: Set<String>
    /// The ids named in the title.
    let titleNames: Set<String>
    /// For a page without a publication date: the latest date that its text speaks of as past.
    let latestDate: (iso: String, span: DateSpan)?

    /// How much of the body counts as its head, in scalars: the title's neighbourhood and one or two paragraphs.
    private static let headLength = 400

    init(_ document: KeptDocument, schedule: EditionSchedule) {
        self.document = document
        let text = DocumentText(document.article.body)
        self.text = text
        receivedDay = schedule.localDate(of: document.received)
        var mentions: [String: Int] = [:]
        var head: Set<String> = []
        var titled: Set<String> = []
        let title = document.article.title ?? ""
        for entity in document.reading.entities {
            mentions[entity.id, default: 0] += entity.mentions.count
            let surfaces = Set(entity.mentions.map { text[$0] } + [entity.name])
            let isTitled = surfaces.contains { !$0.isEmpty && title.contains($0) }
            if isTitled { titled.insert(entity.id) }
            if isTitled || entity.mentions.contains(where: { $0.start < Self.headLength }) { head.insert(entity.id) }
        }
        self.mentions = mentions
        headNames = head
        titleNames = titled
        latestDate = document.article.published == nil ? Self.latestDate(of: document, by: receivedDay) : nil
    }

    var published: CivilDate? { document.article.published?.day }

    /// Whether the title prints `amount`, white space aside.
    func titlePrints(_ amount: String) -> Bool {
        func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        let wanted = bare(amount)
        return wanted.count > 1 && bare(document.article.title ?? "").contains(wanted)
    }

    /// The facts, with only numbers that can be stored and ordered.
    var facts: [Fact] {
        document.reading.facts.map { fact in
            var fact = fact
            if fact.value?.isFinite == false { fact.value = nil }
            if fact.high?.isFinite == false { fact.high = nil }
            if !fact.confidence.isFinite { fact.confidence = 0 }
            return fact
        }
    }

    /// The outlet's name, or `nil` when the page does not say.
    var outlet: String? {
        document.article.site.map(SafeText.line).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The first day on which the page can have been written, as far as it tells.
    var writtenNotBefore: CivilDate? { published ?? latestDate?.span.first }

    /// `iso` as a span when it is past on `day` and no coarser than a month.
    private static func past(_ iso: String, by day: CivilDate) -> (iso: String, span: DateSpan)? {
        guard let span = DateSpan(iso: iso), !span.isFiscal, span.dayCount <= 31, span.first <= day else { return nil }
        return (iso, span)
    }

    /// The latest past date of the text, no coarser than a month; dates of plans are left out, because a plan
    /// speaks of days after the page was written.
    private static func latestDate(of document: KeptDocument, by day: CivilDate) -> (iso: String, span: DateSpan)? {
        let plans = document.reading.facts.filter { $0.modality == .planned || $0.modality == .target }
        let spans = document.reading.dates.compactMap { mention -> (iso: String, span: DateSpan)? in
            guard mention.basis == .absolute, let iso = mention.iso,
                !plans.contains(where: { $0.evidence.contains(mention.range) })
            else { return nil }
            return past(iso, by: day)
        }
        let events = document.reading.facts.filter { $0.modality == .actual || $0.modality == .reported }
            .compactMap { fact in fact.date.flatMap { past($0, by: day) } }
        return (spans + events).max { ($0.span.first, $0.iso) < ($1.span.first, $1.iso) }
    }
}
