package import Articles

/// One day's digest as it is stored.
///
/// Every rendering is made from this and from nothing else.
///
/// `text` members are plain text in the edition's language, not yet escaped for any destination. Evidence
/// sentences are byte-equal to the article's body at their span.
package struct Edition: Equatable, Sendable, Codable {
    package static let currentSchema = "daybook.edition/1"

    package var schema: String
    package var date: CivilDate
    package var revision: Int
    package var cause: String?
    package var language: DigestLanguage
    package var timezone: String
    package var window: EditionWindow
    /// The window's ends on the local clock, with offset.
    package var opens: String
    package var closes: String
    package var isOpen: Bool
    package var state: EditionState
    /// What the reader should know before reading, one sentence each.
    package var header: [String]
    package var inShort: [EditionLine]
    package var stories: [Story]
    /// Stories of pages that were published well before the window and only saved in it.
    package var earlier: [Story]
    package var changes: [Change]
    package var disagreements: [Disagreement]
    package var ahead: [EditionLine]
    package var overdue: [EditionLine]
    package var names: NameReport
    package var said: [QuoteLine]
    package var coverage: Coverage
    package var evidence: [Evidence]
    /// SHA-256 of the stored form with this member empty.
    package var hash: String
}

/// What kind of day it was; each has a header of its own.
package enum EditionState: String, Sendable, Codable {
    case news
    /// The service ran and nothing came.
    case quiet
    /// Files came and none could be read.
    case allFailed
    /// No page says when it was published.
    case undatedOnly
    /// Nothing came and the service did not run for half of the window or more.
    case serviceOff
}

/// A line of the digest: its id, its words, and what proves it.
package struct EditionLine: Equatable, Sendable, Codable {
    package var id: String
    package var text: String
    /// Ids in the evidence list.
    package var evidence: [String]
}

/// Pages that tell one event, folded into one.
package struct Story: Equatable, Sendable, Codable {
    package var id: String
    /// The title of the page closest to the centre; the file's name when none has a title.
    package var headline: String
    /// ISO 639-1 code of the headline, where known.
    package var headlineLanguage: String?
    package var weight: Double
    /// Whether the ledger held claims of the story before today.
    package var isContinuing: Bool
    package var sources: [StorySource]
    /// How many sources are independent: copies of one text and pages of one outlet count once.
    package var independentSources: Int
    package var names: [StoryName]
    package var sentences: [StorySentence]
    package var rows: [FactRow]
    /// What was known before, each line with evidence of its own.
    package var known: [EditionLine]
}

/// A page of a story.
package struct StorySource: Equatable, Sendable, Codable {
    package var sha256: String
    package var name: String
    package var archivePath: String
    package var title: String?
    package var outlet: String?
    package var published: CivilDate?
    /// For a page without a publication date, the latest date its text speaks of; it was not written before.
    package var latestDateInText: String?
    /// Whether the text is a copy of another source of the story.
    package var isCopy: Bool
    package var language: String?
}

/// A thing that a story is about.
package struct StoryName: Equatable, Sendable, Codable {
    package var id: String
    package var name: String
    package var type: EntityType
}

/// A sentence of a source that a story prints.
package struct StorySentence: Equatable, Sendable, Codable {
    /// The evidence's id.
    package var id: String
    package var text: String
    package var language: String?
}

/// One fact of a story, as a row of its table.
package struct FactRow: Equatable, Sendable, Codable {
    package var id: String
    package var item: String
    /// The value as the source prints it, with its bound and bracketed conversion; empty for a fact without.
    package var value: String
    /// The value in the edition's own form, where that says more.
    package var normalised: String?
    package var modality: Modality
    package var when: String
    package var weight: Double
    /// How many independent sources of the story claim it.
    package var sources: Int
    /// The facts of the other sources that say the same.
    package var alsoEvidence: [String]
}

/// A thing that is no longer as it was.
package struct Change: Equatable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// A later event date and another value.
        case updated
        /// What was planned has happened.
        case done
        /// Actual, planned and target values of one thing, in order.
        case timeline
        /// The same page, saved again, says something else.
        case edited
    }

    package var id: String
    package var kind: Kind
    package var text: String
    package var old: Double?
    package var new: Double?
    package var percent: Double?
    package var evidence: [String]
}

/// Two claims that cannot both be right, or cannot be put in order.
package struct Disagreement: Equatable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        /// Same time, other value.
        case value
        /// One counts fiscal years, the other calendar years.
        case fiscalYear
        /// One of the claims does not say when it holds.
        case undatedClaim
        /// A value outside a range that another source gives.
        case range
        /// Two values within one page.
        case samePage
        /// The parts that a sentence names do not make the total that it names.
        case sum
    }

    package var id: String
    package var kind: Kind
    package var text: String
    package var evidence: [String]
}

/// The names of the day.
package struct NameReport: Equatable, Sendable, Codable {
    /// Names on the most pages, most first.
    package var most: [NameLine]
    /// Names on clearly more pages than in the 28 days before.
    package var rising: [NameLine]
    /// Names never seen before, those on the most pages first.
    package var firstSeen: [NameLine]
    /// How many names were never seen before, those not listed included.
    package var firstSeenCount: Int
    package var watched: [NameLine]
    package var hasBaseline: Bool
}

/// A name with its pages today and before.
package struct NameLine: Equatable, Sendable, Codable {
    package var id: String
    package var name: String
    package var type: EntityType
    package var pages: Int
    /// Pages a day: the 28 days before, oldest first, then today; empty without a baseline.
    package var daily: [Int]
    /// The stories that are about it.
    package var stories: [String]
}

/// What someone said, byte-equal.
package struct QuoteLine: Equatable, Sendable, Codable {
    package var id: String
    /// With its quotation marks, as in the source.
    package var quote: String
    package var speaker: String
    package var role: String?
    package var outlet: String?
    /// How many other pages carry the same words.
    package var others: Int
    package var evidence: [String]
}

/// Where the day's files went, and how far to trust the page.
package struct Coverage: Equatable, Sendable, Codable {
    package struct Failure: Equatable, Sendable, Codable {
        package var name: String
        package var code: String
        package var message: String
    }

    package var received: Int
    package var used: Int
    package var duplicates: Int
    package var copies: Int
    package var undated: Int
    package var lowConfidence: [String]
    package var failed: [Failure]
    /// When the service did not run, on the local clock.
    package var off: [String]
    package var appVersion: String
    package var extractorVersion: String
}

/// What proves a line: the fact, the file, the place and the sentence.
package struct Evidence: Equatable, Sendable, Codable {
    package var id: String
    package var sha256: String
    package var name: String
    /// Relative to the root of the state directory; `nil` when the ledger does not say.
    package var archivePath: String?
    /// In code points of the article's body, end exclusive.
    package var start: Int
    package var end: Int
    package var sentence: String
    package var language: String?
    package var fact: Fact?
    /// Whether the sentence is printed in the digest itself.
    package var isPrinted: Bool
}
