package import Articles
internal import GRDB

/// A closed edition as it is kept: the JSON that every rendering comes from.
package struct KeptEdition: Equatable, Sendable {
    package var date: CivilDate
    /// 1 for the first making, then 2, 3 and so on.
    package var revision: Int
    /// Why it was made again; `nil` for the first.
    package var cause: String?
    /// What was received from the first moment up to, and without, the second.
    package var window: Range<Timestamp>
    package var stories: Int
    package var json: String
    /// The hash of what the edition says, without revision and cause.
    package var hash: String
    package var created: Timestamp

    package init(
        date: CivilDate,
        revision: Int = 1,
        cause: String? = nil,
        window: Range<Timestamp>,
        stories: Int,
        json: String,
        hash: String,
        created: Timestamp
    ) {
        self.date = date
        self.revision = revision
        self.cause = cause
        self.window = window
        self.stories = stories
        self.json = json
        self.hash = hash
        self.created = created
    }

    init(_ row: Row) {
        date = CivilDate(iso: row["date"] as String) ?? CivilDate(daysSinceEpoch: 0)
        revision = row["revision"]
        cause = row["cause"]
        window = Timestamp(seconds: row["opens"])..<Timestamp(seconds: row["closes"])
        stories = row["stories"]
        json = row["json"]
        hash = row["hash"]
        created = Timestamp(seconds: row["created"])
    }
}

extension Ledger {
    /// Keeps a closed edition; tells the revision it is kept as.
    ///
    /// The first of its date becomes revision 1. One with the same hash as the newest is that one. Any other needs a
    /// cause and the next number in `edition.revision`; nothing that was kept is ever changed.
    @discardableResult
    package func keepEdition(_ edition: KeptEdition) throws(StorageError) -> Int {
        try write { db in
            let newest = try Self.edition(edition.date, revision: nil, db)
            if let newest {
                if newest.hash == edition.hash { return newest.revision }
                guard edition.cause != nil, edition.revision == newest.revision + 1 else {
                    throw StorageError.editionIsClosed(date: edition.date.description, revision: newest.revision)
                }
            }
            try db.execute(
                sql: """
                    INSERT INTO edition (date, revision, cause, opens, closes, stories, json, hash, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    edition.date.description, newest == nil ? 1 : edition.revision, newest == nil ? nil : edition.cause,
                    edition.window.lowerBound.seconds, edition.window.upperBound.seconds, edition.stories,
                    edition.json, edition.hash, edition.created.seconds,
                ]
            )
            return newest == nil ? 1 : edition.revision
        }
    }

    /// The edition of the date, in its newest revision unless another is asked for.
    package func edition(_ date: CivilDate, revision: Int? = nil) throws(StorageError) -> KeptEdition? {
        try read { db in try Self.edition(date, revision: revision, db) }
    }

    /// The newest revision of the newest edition.
    package func latestEdition() throws(StorageError) -> KeptEdition? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM edition ORDER BY date DESC, revision DESC LIMIT 1")
                .map(KeptEdition.init)
        }
    }

    /// The dates that have an edition, oldest first.
    package func editionDates() throws(StorageError) -> [CivilDate] {
        try read { db in
            try String.fetchAll(db, sql: "SELECT DISTINCT date FROM edition ORDER BY date")
                .compactMap { CivilDate(iso: $0) }
        }
    }

    private static func edition(_ date: CivilDate, revision: Int?, _ db: Database) throws -> KeptEdition? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM edition WHERE date = ?1 AND (?2 IS NULL OR revision = ?2)
                ORDER BY revision DESC LIMIT 1
                """,
            arguments: [date.description, revision]
        ).map(KeptEdition.init)
    }
}
