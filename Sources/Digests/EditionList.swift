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
    /// The Mustache template; `nil` for the one in the program.
    package var template: String?
    /// How many editions the feed holds.
    package var limit = 60

    package init(template: String? = nil) { self.template = template }

    /// The feed of `editions`; their order does not matter.
    package func render(_ editions: [EditionSummary], language: DigestLanguage) throws -> String {
        let words = Wording(language)
        let newest = editions.sorted { ($1.date, $1.revision) < ($0.date, $0.revision) }.prefix(limit)
        let template = try MarkupTemplate(template, orResource: "digests/feed.mustache")
        let entries = newest.map { edition -> [String: Any] in
            [
                "title": words("title") + " " + edition.date.description,
                "id": "urn:daybook:edition:\(edition.date)", "updated": edition.closed.iso,
                "path": PathText.percentEncoded(edition.path + ".html"), "lang": edition.language.rawValue,
                "summary": words.state(of: edition), "lines": edition.inShort,
            ]
        }
        return template.render([
            "lang": language.rawValue, "title": words("title"), "entries": entries,
            "updated": newest.first?.closed.iso ?? Timestamp(seconds: 0).iso,
        ])
    }
}

/// Writes the page that lists all editions and finds them by name, without a script.
package struct IndexRenderer: Sendable {
    /// The Mustache template; `nil` for the one in the program.
    package var template: String?
    /// Names on fewer editions than this are found in the editions themselves; the index would drown in them.
    package var fewestEditions = 1

    package init(template: String? = nil) { self.template = template }

    /// The index of `editions`; their order does not matter.
    package func render(_ editions: [EditionSummary], language: DigestLanguage) throws -> String {
        let words = Wording(language)
        let newest = editions.sorted { ($1.date, $1.revision) < ($0.date, $0.revision) }
        let months = Dictionary(grouping: newest) { String($0.date.description.prefix(7)) }
        let template = try MarkupTemplate(template, orResource: "digests/index.mustache")
        return template.render([
            "lang": language.rawValue, "title": words("title"), "allLabel": words("index.title"),
            "byNameLabel": words("index.byName"), "latestLabel": words("index.latest"), "skip": words("skip"),
            "latest": MarkupTemplate.orFalse(newest.first.map { PathText.percentEncoded($0.path + ".html") }),
            "months": months.sorted { $0.key > $1.key }.map { month, list -> [String: Any] in
                ["month": month, "editions": list.map { edition($0, words) }]
            },
            "names": names(newest), "hasNames": newest.contains { !$0.names.isEmpty },
        ])
    }

    private func edition(_ summary: EditionSummary, _ words: Wording) -> [String: Any] {
        [
            "date": summary.date.description, "path": PathText.percentEncoded(summary.path + ".html"),
            "state": words.state(of: summary), "lines": summary.inShort, "lang": summary.language.rawValue,
            "revision": summary.revision > 1 ? words("revision", String(summary.revision)) : false,
        ]
    }

    /// Each name with the editions whose stories are about it.
    private func names(_ editions: [EditionSummary]) -> [[String: Any]] {
        var holders: [String: (name: String, editions: [EditionSummary])] = [:]
        for edition in editions {
            for name in edition.names { holders[name.id, default: (name.name, [])].editions.append(edition) }
        }
        return holders.filter { $0.value.editions.count >= fewestEditions }
            .sorted {
                ($1.value.editions.count, $0.value.name, $0.key) < ($0.value.editions.count, $1.value.name, $1.key)
            }
            .map(\.value).map { holder in
                [
                    "name": holder.name, "count": holder.editions.count,
                    "editions": holder.editions.map {
                        ["date": $0.date.description, "path": PathText.percentEncoded($0.path + ".html")]
                    },
                ]
            }
    }
}

extension Wording {
    /// What kind of day an edition had, in a few words.
    func state(of summary: EditionSummary) -> String {
        self("state." + summary.state.rawValue, String(summary.pages), String(summary.stories))
    }
}
