import Articles
import Digests
import Storage

/// What the ledger knew, before a window opened, of the things its documents speak of.
struct Background {
    /// Claims of earlier documents about the same subjects, and earlier plans that carry a date.
    let facts: [LedgerFact]
    /// Where those documents lie.
    let references: [DocumentReference]
    /// How often each name was in the news in the days before.
    let names: [NameBaseline]
    /// How many documents those days brought.
    let pages: Int

    /// How far back names are counted: four weeks, so that every weekday counts alike.
    private static let days = 28
    /// The most earlier plans that are looked through for what is ahead or overdue.
    private static let mostPlans = 2000

    init(
        of documents: [KeptDocument],
        before start: Timestamp,
        in ledger: Ledger,
        _ schedule: EditionSchedule
    ) throws {
        let subjects = Set(documents.flatMap(\.reading.facts).map(\.subject))
        var facts = try subjects.isEmpty ? [] : ledger.facts(FactQuery(subjects: subjects, receivedBefore: start))
        let plans = try ledger.facts(
            FactQuery(receivedBefore: start, isDated: true, modalities: [.planned, .target], limit: Self.mostPlans)
        )
        let known = Set(facts.map(Self.key))
        facts += plans.filter { !known.contains(Self.key($0)) }
        self.facts = facts
        references = try ledger.summaries(Set(facts.map(\.sha256))).map {
            DocumentReference(
                sha256: $0.sha256,
                name: $0.name,
                archivePath: $0.archivePath,
                title: $0.title,
                url: $0.url
            )
        }
        let ids = Set(documents.flatMap(\.reading.entities).map(\.id))
        let first = Timestamp(seconds: start.seconds - Self.days * 86_400)
        let today = schedule.localDate(of: start)
        let activity = try ledger.activity(
            of: ids,
            receivedIn: first..<start,
            offsetSeconds: schedule.offsetSeconds(at: start)
        )
        names = activity.map { activity in
            NameBaseline(
                id: activity.id,
                firstSeen: schedule.localDate(of: activity.firstSeen),
                dailyPages: (1...Self.days).reversed().map { activity.pages[today.adding(days: -$0)] ?? 0 }
            )
        }
        pages = try ledger.documentCount(receivedIn: first..<start)
    }

    private static func key(_ fact: LedgerFact) -> String {
        "\(fact.sha256)|\(fact.fact.subject)|\(fact.fact.relation)|\(fact.fact.evidence.start)|\(fact.fact.value ?? 0)"
    }
}
