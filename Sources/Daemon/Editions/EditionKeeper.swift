package import Articles
package import Digests
import Extraction
import Foundation
package import Storage

/// Makes editions from the ledger and writes them to the digests' folder.
///
/// Today's page follows the open window; a window that has closed becomes a closed edition, kept in the ledger, from
/// which every file is rendered. Days that were missed are made up for, oldest first, one for each local date.
package struct EditionKeeper: Sendable {
    private let settings: Settings
    private let ledger: Ledger
    private let schedule: EditionSchedule

    package init(settings: Settings, ledger: Ledger, mostDocuments: Int = 2000) throws {
        self.settings = settings
        self.mostDocuments = mostDocuments
        self.ledger = ledger
        let time =
            paddedDecimal(settings.editionTime / 3600, width: 2) + ":"
            + paddedDecimal(settings.editionTime / 60 % 60, width: 2)
        schedule = try EditionSchedule(timezone: settings.timeZone.identifier, time: time)
    }

    /// When the open window closes.
    package func nextClosing(after now: Timestamp) -> Timestamp { schedule.closing(on: schedule.date(holding: now)) }

    /// The edition of the open window as it stands at `now`; nothing is stored.
    package func open(at now: Timestamp) throws -> Edition {
        let date = schedule.date(holding: now)
        var input = try input(for: date, window: window(closingOn: date))
        input.isOpen = true
        return DigestComposer().compose(input)
    }

    /// Writes `today.{md,html,json}`.
    package func refreshToday(at now: Timestamp) throws -> Edition {
        let edition = try open(at: now)
        try write(edition, as: "today", root: "../")
        return edition
    }

    /// Makes every edition whose window has closed by `now` and that is not there yet, oldest first.
    ///
    /// Nothing is made for days before the first document.
    package func closeDue(at now: Timestamp) throws -> [Edition] {
        guard let last = try lastDate(before: now) else { return [] }
        var made: [Edition] = []
        for date in schedule.missedDates(since: last, at: now) {
            let edition = DigestComposer().compose(try input(for: date, window: window(closingOn: date)))
            _ = try ledger.keepEdition(Self.kept(edition, json: edition.json))
            try writeClosed(edition)
            made.append(edition)
        }
        if !made.isEmpty { try writeIndex() }
        return made
    }

    /// The closed edition of `date`, newest revision; `nil` when there is none.
    package func closed(_ date: CivilDate) throws -> Edition? {
        guard let stored = try ledger.edition(date) else { return nil }
        return try JSONDecoder().decode(Edition.self, from: Data(stored.json.utf8))
    }

    /// Writes the files of every closed edition that the folder lacks: it was emptied, or a crash came between.
    package func restoreFiles() throws {
        let dates = try ledger.editionDates()
        for date in dates where !FileManager.default.fileExists(atPath: path(of: date) + ".json") {
            if let edition = try closed(date) { try writeClosed(edition) }
        }
        if !dates.isEmpty { try writeIndex() }
    }

    /// Where the open window's Markdown lies.
    package var todayPath: String { settings.digests + "/today.md" }

    // MARK: - Input

    /// The most documents of a window that are composed.
    ///
    /// Nobody reads more in a day, and all of them lie in memory at once. The edition says how many others there are.
    private let mostDocuments: Int

    private func window(closingOn date: CivilDate) throws -> EditionWindow {
        schedule.window(closingOn: date, after: try last(before: date)?.window.upperBound)
    }

    private func input(for date: CivilDate, window: EditionWindow) throws -> EditionInput {
        var input = EditionInput(schedule: schedule, window: window, date: date)
        input.language = DigestLanguage(rawValue: settings.language) ?? .ko
        input.documents = try ledger.documents(receivedIn: window.start..<window.end, limit: mostDocuments)
        if input.documents.count == mostDocuments {
            input.omitted = try ledger.documentCount(receivedIn: window.start..<window.end) - mostDocuments
        }
        let background = try Background(of: input.documents, before: window.start, in: ledger, schedule)
        input.history = background.facts
        input.references = background.references
        input.baseline = background.names
        input.baselinePages = background.pages
        input.hasBaseline = try last(before: date) != nil
        input.failures = try ledger.failures(in: window.start..<window.end)
        input.duplicates = try ledger.duplicates(in: window.start..<window.end)
        input.offIntervals = try ledger.offIntervals(in: window.start..<window.end).map {
            EditionWindow(start: $0.lowerBound, end: $0.upperBound)
        }
        input.watchlist = settings.watchlist
        input.appVersion = Version.text
        input.extractorVersion = Extractor.version
        return input
    }

    /// The newest edition of a date before `date`.
    private func last(before date: CivilDate) throws -> KeptEdition? {
        try ledger.editionDates().last { $0 < date }.flatMap { try ledger.edition($0) }
    }

    /// The form in which the ledger keeps `edition`.
    static func kept(_ edition: Edition, json: String) -> KeptEdition {
        KeptEdition(
            date: edition.date,
            revision: edition.revision,
            cause: edition.cause,
            window: edition.window.start..<edition.window.end,
            stories: edition.stories.count + edition.earlier.count,
            json: json,
            hash: edition.hash,
            created: edition.window.end
        )
    }

    /// The date of the last edition, or of the day before the first document's.
    private func lastDate(before now: Timestamp) throws -> CivilDate? {
        if let last = try ledger.latestEdition() { return last.date }
        guard let first = try ledger.firstReceived() else { return nil }
        return schedule.date(holding: first).adding(days: -1)
    }

    // MARK: - Files

    private func path(of date: CivilDate) -> String {
        settings.digests + "/" + paddedDecimal(date.year, width: 4) + "/" + date.description
    }

    private func writeClosed(_ edition: Edition) throws {
        let name = paddedDecimal(edition.date.year, width: 4) + "/" + edition.date.description
        try write(edition, as: name, root: "../../")
        if try ledger.latestEdition()?.date == edition.date { try write(edition, as: "latest", root: "../") }
    }

    /// Renders `edition` three times; `root` leads from the file to the root, for links to the archive.
    private func write(_ edition: Edition, as name: String, root: String) throws {
        let path = settings.digests + "/" + name
        try AtomicFile.write(Array(edition.json.utf8), to: path + ".json")
        try AtomicFile.write(Array(MarkdownRenderer(root: root).render(edition).utf8), to: path + ".md")
        try AtomicFile.write(Array(try HTMLRenderer(root: root).render(edition).utf8), to: path + ".html")
    }

    private func writeIndex() throws {
        let editions = try ledger.editionDates().compactMap(closed)
        let summaries = editions.map { edition in
            EditionSummary(edition, path: paddedDecimal(edition.date.year, width: 4) + "/" + edition.date.description)
        }
        let language = DigestLanguage(rawValue: settings.language) ?? .ko
        let index = try IndexRenderer().render(summaries, language: language)
        try AtomicFile.write(Array(index.utf8), to: settings.digests + "/index.html")
        let feed = try FeedRenderer().render(summaries, language: language)
        try AtomicFile.write(Array(feed.utf8), to: settings.digests + "/feed.xml")
    }
}
