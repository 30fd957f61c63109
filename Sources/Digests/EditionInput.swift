package import Articles

/// The language of an edition's own words; sentences stay in the language of their source.
package enum DigestLanguage: String, Sendable, Codable, CaseIterable {
    case ko, en
}

/// All that an edition is made from.
///
/// Nothing else is read: the same input gives the same bytes.
package struct EditionInput: Sendable {
    package var schedule: EditionSchedule
    package var window: EditionWindow
    /// The local date the window closes on; the edition's name.
    package var date: CivilDate
    /// 1 for the first making; higher for a closed edition that was made again.
    package var revision = 1
    /// Why the edition was made again, in a sentence; `nil` for the first.
    package var cause: String?
    /// Whether the window is still open, as for `today`.
    package var isOpen = false
    package var language = DigestLanguage.ko
    /// The documents received in the window.
    package var documents: [KeptDocument] = []
    /// How many documents of the window are not among `documents`, because they are too many to compose.
    package var omitted = 0
    /// Claims of earlier documents about the subjects of `documents`, and earlier plans that carry a date.
    package var history: [LedgerFact] = []
    /// Where the documents of `history` lie, so that their evidence can be opened.
    package var references: [DocumentReference] = []
    /// What is known of the names of `documents` before today.
    package var baseline: [NameBaseline] = []
    /// How many documents were received in the 28 days before the window.
    package var baselinePages = 0
    /// Whether there was an edition before this one; without, there is nothing to call rising or new.
    package var hasBaseline = false
    /// Files of the window that did not become documents.
    package var failures: [FailedFile] = []
    /// How many files of the window were already known.
    package var duplicates = 0
    /// When the service was not running.
    package var offIntervals: [EditionWindow] = []
    /// The ids of the entities the reader follows, in the reader's order.
    package var watchlist: [String] = []
    /// The names to show for entity ids, in the edition's language; others show their own name.
    package var displayNames: [String: String] = [:]
    package var appVersion = ""
    package var extractorVersion = ""

    package init(schedule: EditionSchedule, window: EditionWindow, date: CivilDate) {
        self.schedule = schedule
        self.window = window
        self.date = date
    }
}

/// Where an earlier document lies.
package struct DocumentReference: Equatable, Sendable {
    package var sha256: String
    package var name: String
    package var archivePath: String
    package var title: String?
    /// The canonical address: the same one again is the same page saved again.
    package var url: String?

    package init(sha256: String, name: String, archivePath: String, title: String? = nil, url: String? = nil) {
        self.sha256 = sha256
        self.name = name
        self.archivePath = archivePath
        self.title = title
        self.url = url
    }
}

/// What is known of a name before the edition's window.
package struct NameBaseline: Equatable, Sendable {
    /// The entity's id.
    package var id: String
    /// The day on which a page with the name was first received.
    package var firstSeen: CivilDate?
    /// Pages a day with the name in the 28 days before the window, oldest first.
    package var dailyPages: [Int]

    package init(id: String, firstSeen: CivilDate?, dailyPages: [Int]) {
        self.id = id
        self.firstSeen = firstSeen
        self.dailyPages = dailyPages
    }
}
