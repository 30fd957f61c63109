package import Articles

/// An edition as the index and the feed list it.
package struct EditionSummary: Equatable, Sendable, Codable {
    package var date: CivilDate
    package var revision: Int
    package var language: DigestLanguage
    package var state: EditionState
    package var closed: Timestamp
    /// The edition's file without its ending, relative to the folder of the index: `2025/2025-11-08`.
    package var path: String
    package var inShort: [String]
    package var pages: Int
    package var stories: Int
    /// The names its stories are about.
    package var names: [StoryName]
    package var hash: String

    package init(_ edition: Edition, path: String) {
        date = edition.date
        revision = edition.revision
        language = edition.language
        state = edition.state
        closed = edition.window.end
        self.path = path
        inShort = edition.inShort.map(\.text)
        pages = edition.coverage.used
        stories = edition.stories.count + edition.earlier.count
        var seen: Set<String> = []
        names = (edition.stories + edition.earlier).flatMap(\.names).filter { seen.insert($0.id).inserted }
        hash = edition.hash
    }
}

/// Writes the Atom feed of editions, newest first.
package struct FeedRenderer: Sendable {
    package var template: String?
    /// How many editions the feed holds.
    package var limit = 60

    package init(template: String? = nil) { self.template = template }

    package func render(_ editions: [EditionSummary], language: DigestLanguage) throws -> String { "" }
}

/// Writes the page that lists all editions and finds them by name.
package struct IndexRenderer: Sendable {
    package var template: String?

    package init(template: String? = nil) { self.template = template }

    package func render(_ editions: [EditionSummary], language: DigestLanguage) throws -> String { "" }
}
