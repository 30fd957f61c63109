package import Articles
internal import GRDB

/// What the ledger holds, in numbers.
package struct LedgerCounts: Equatable, Sendable {
    package var documents = 0
    package var articles = 0
    package var duplicates = 0
    /// Files in `failed/` that were not put back.
    package var failed = 0
    package var entities = 0
    package var facts = 0
    package var editions = 0
    /// The stories of the newest edition.
    package var stories = 0

    package init() {}
}

extension Ledger {
    /// What the ledger holds.
    package func counts() throws(StorageError) -> LedgerCounts {
        try read { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            var counts = LedgerCounts()
            counts.documents = try count("SELECT count(*) FROM document")
            counts.articles = try count("SELECT count(*) FROM article")
            counts.duplicates = try count("SELECT count(*) FROM duplicate")
            counts.failed = try count("SELECT count(*) FROM failure WHERE cleared IS NULL")
            counts.entities = try count("SELECT count(*) FROM entity")
            counts.facts = try count("SELECT count(*) FROM fact")
            counts.editions = try count("SELECT count(DISTINCT date) FROM edition")
            counts.stories = try count("SELECT stories FROM edition ORDER BY date DESC, revision DESC LIMIT 1")
            return counts
        }
    }

    /// What was remembered under the key.
    package func meta(_ key: String) throws(StorageError) -> String? {
        try read { db in try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key]) }
    }

    /// Remembers the value under the key, or forgets the key.
    package func setMeta(_ key: String, _ value: String?) throws(StorageError) {
        try write { db in try Self.setMeta(key, value, db) }
    }

    private static func setMeta(_ key: String, _ value: String?, _ db: Database) throws {
        if let value {
            try db.execute(sql: "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
        } else {
            try db.execute(sql: "DELETE FROM meta WHERE key = ?", arguments: [key])
        }
    }

    /// Notes that the service starts; tells the number under which to note that it lives and ends.
    ///
    /// Runs that ended badly count as ended when they were last seen.
    package func startRun(at now: Timestamp) throws(StorageError) -> Int64 {
        try write { db in
            try db.execute(sql: "UPDATE run SET stopped = seen WHERE stopped IS NULL")
            try db.execute(sql: "INSERT INTO run (started, seen) VALUES (?1, ?1)", arguments: [now.seconds])
            return db.lastInsertedRowID
        }
    }

    /// How many runs of the service were started since `start`.
    package func runs(since start: Timestamp) throws(StorageError) -> Int {
        try read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM run WHERE started >= ?", arguments: [start.seconds]) ?? 0
        }
    }

    /// Notes that the run is alive, and with it what it says of itself; `nil` forgets a key.
    package func continueRun(
        _ run: Int64,
        at now: Timestamp,
        noting words: [String: String?] = [:]
    ) throws(StorageError) {
        try note { db in
            try db.execute(sql: "UPDATE run SET seen = max(seen, ?) WHERE id = ?", arguments: [now.seconds, run])
            for (key, value) in words { try Self.setMeta(key, value, db) }
        }
    }

    /// Notes that the run ended well.
    package func endRun(_ run: Int64, at now: Timestamp) throws(StorageError) {
        try write { db in
            try db.execute(
                sql: "UPDATE run SET seen = max(seen, ?1), stopped = max(seen, ?1) WHERE id = ?2",
                arguments: [now.seconds, run]
            )
        }
    }

    /// The stretches of the window in which no run of the service was seen, oldest first; none before the first run.
    package func offIntervals(in window: Range<Timestamp>) throws(StorageError) -> [Range<Timestamp>] {
        let runs = try read { db in
            try Row.fetchAll(db, sql: "SELECT started, coalesce(stopped, seen) AS until FROM run ORDER BY started, id")
        }
        guard let first = runs.first else { return [] }
        var gaps: [Range<Timestamp>] = []
        var covered = Timestamp(seconds: first["started"])
        for row in runs {
            let started = Timestamp(seconds: row["started"])
            if started > covered { gaps.append(covered..<started) }
            covered = max(covered, Timestamp(seconds: row["until"]))
        }
        return gaps.map { $0.clamped(to: window) }.filter { !$0.isEmpty }
    }

    /// What is wrong with the file, in SQLite's words; nothing when all is well.
    ///
    /// Reads everything once.
    package func integrityFindings() throws(StorageError) -> [String] {
        try read { db in
            let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
            let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20).map { row in
                "a row of \(row["table"] as String? ?? "a table") refers to nothing"
            }
            return pages + orphans
        }
    }
}

extension Ledger {
    /// When the first document was received; `nil` while there is none.
    package func firstReceived() throws(StorageError) -> Timestamp? {
        try read { db in
            try Int.fetchOne(db, sql: "SELECT min(received) FROM document").map(Timestamp.init(seconds:))
        }
    }

    /// How many documents were received in a window.
    package func documentCount(receivedIn window: Range<Timestamp>) throws(StorageError) -> Int {
        try read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM document WHERE received >= ? AND received < ?",
                arguments: [window.lowerBound.seconds, window.upperBound.seconds]
            ) ?? 0
        }
    }
}
