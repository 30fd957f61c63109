internal import Foundation
internal import GRDB

/// What is different in a version of an article, compared with the version before.
package struct VersionChange: Equatable, Sendable, Codable {
    /// A value that the page states about itself.
    package struct Field: Equatable, Sendable, Codable {
        package var name: String
        package var before: String?
        package var after: String?
    }

    /// The hash of the version before.
    package var since: String
    package var fields: [Field] = []
    /// Paragraphs that are gone and that came, the first of them, each cut short.
    package var removed: [String] = []
    package var added: [String] = []
    /// How many there are in all.
    package var removedCount = 0
    package var addedCount = 0

    /// How many paragraphs are recorded, and how much of each: the whole texts are in the two documents.
    private static let mostParagraphs = 20
    private static let longestParagraph = 300

    /// The columns that are compared, with the names they are told by.
    private static let columns = [
        ("title", "title"), ("byline", "byline"), ("publishedDay", "published"), ("modifiedDay", "modified"),
    ]

    /// Compares two rows of `document`.
    init(from old: Row, to new: Row) {
        since = old["sha256"]
        for (column, name) in Self.columns where old[column] as String? != new[column] as String? {
            fields.append(Field(name: name, before: old[column], after: new[column]))
        }
        let (before, after) = (Self.paragraphs(old["body"]), Self.paragraphs(new["body"]))
        (removed, removedCount) = Self.missing(from: after, of: before)
        (added, addedCount) = Self.missing(from: before, of: after)
    }

    private static func paragraphs(_ body: String) -> [Substring] { body.split(separator: "\n") }

    /// The paragraphs that `others` does not have, as often as they stand.
    private static func missing(from others: [Substring], of paragraphs: [Substring]) -> ([String], Int) {
        var counts: [Substring: Int] = [:]
        for other in others { counts[other, default: 0] += 1 }
        var missing: [Substring] = []
        for paragraph in paragraphs {
            if let count = counts[paragraph], count > 0 {
                counts[paragraph] = count - 1
            } else {
                missing.append(paragraph)
            }
        }
        return (missing.prefix(mostParagraphs).map { String($0.prefix(longestParagraph)) }, missing.count)
    }

    /// Records for the document `id` what is different from the version before; nothing for a first one.
    static func record(of id: Int64, _ db: Database) throws {
        let columns = "sha256, articleId, version, title, byline, publishedDay, modifiedDay, body"
        let new = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM document WHERE id = ?"),
            arguments: [id]
        )
        guard let new, new["version"] as Int > 1,
            let old = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT \(columns) FROM document WHERE articleId = ? AND version < ?
                        ORDER BY version DESC LIMIT 1
                        """
                ),
                arguments: [new["articleId"] as Int64, new["version"] as Int]
            )
        else { return }
        try db.cachedStatement(sql: "UPDATE document SET changes = ? WHERE id = ?")
            .execute(arguments: [try DocumentRows.json(VersionChange(from: old, to: new)), id])
    }
}

extension Ledger {
    /// What is different in the document from the version of its article before; `nil` for a first version.
    package func change(in sha256: String) throws(StorageError) -> VersionChange? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT changes FROM document WHERE sha256 = ?", arguments: [sha256])
                .map { try JSONDecoder().decode(VersionChange.self, from: Data($0.utf8)) }
        }
    }
}
