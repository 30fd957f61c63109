package import Articles
internal import GRDB

extension Ledger {
    /// Counts one more attempt to read these bytes; tells how many there were with this one.
    ///
    /// Called before parsing: a page that kills the process is known by its count at the next start. A count that is
    /// lost with the power costs one attempt more.
    package func recordAttempt(_ sha256: String, at now: Timestamp) throws(StorageError) -> Int {
        try note { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        INSERT INTO attempt (sha256, count, last) VALUES (?, 1, ?)
                        ON CONFLICT (sha256) DO UPDATE SET count = count + 1, last = excluded.last
                        RETURNING count
                        """
                ),
                arguments: [sha256, now.seconds]
            ) ?? 1
        }
    }

    /// Takes back the last attempt to read these bytes: it was broken off for a reason that is not theirs.
    package func withdrawAttempt(_ sha256: String) throws(StorageError) {
        try note { db in
            try db.execute(sql: "DELETE FROM attempt WHERE sha256 = ? AND count = 1", arguments: [sha256])
            try db.execute(sql: "UPDATE attempt SET count = count - 1 WHERE sha256 = ?", arguments: [sha256])
        }
    }

    /// Forgets the attempts for these bytes.
    package func clearAttempts(_ sha256: String) throws(StorageError) {
        try write { db in try db.execute(sql: "DELETE FROM attempt WHERE sha256 = ?", arguments: [sha256]) }
    }

    /// Records that a file did not become a document; the same claim is recorded once.
    package func recordFailure(_ file: FailedFile, sha256: String?, claim: String?) throws(StorageError) {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO failure (claim, sha256, name, code, message, failed) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (claim) DO NOTHING
                    """,
                arguments: [claim, sha256, file.name, file.code, file.message, file.failed.seconds]
            )
            try db.execute(sql: "DELETE FROM attempt WHERE sha256 = ?", arguments: [sha256])
        }
    }

    /// Notes that the file shown by this name was put back in the inbox; it no longer counts as failed.
    package func clearFailure(named name: String, at now: Timestamp) throws(StorageError) {
        try write { db in
            try db.execute(
                sql: "UPDATE failure SET cleared = ? WHERE name = ? AND cleared IS NULL",
                arguments: [now.seconds, name]
            )
        }
    }

    /// Notes that the file that came by this claim was put back in the inbox; it no longer counts as failed.
    package func clearFailure(claim: String, at now: Timestamp) throws(StorageError) {
        try write { db in
            try db.execute(
                sql: "UPDATE failure SET cleared = ? WHERE claim = ? AND cleared IS NULL",
                arguments: [now.seconds, claim]
            )
        }
    }

    /// The files that failed in the window and were not put back since.
    package func failures(in window: Range<Timestamp>) throws(StorageError) -> [FailedFile] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT name, code, message, failed FROM failure
                    WHERE failed >= ? AND failed < ? AND cleared IS NULL ORDER BY failed, id
                    """,
                arguments: [window.lowerBound.seconds, window.upperBound.seconds]
            ).map { row in
                FailedFile(
                    name: row["name"],
                    code: row["code"],
                    message: row["message"],
                    failed: Timestamp(seconds: row["failed"])
                )
            }
        }
    }

    /// Counts the same bytes seen again, once for each claim; tells whether it was counted.
    ///
    /// The claim by which the document itself came is the document seen again after a crash, not a duplicate.
    @discardableResult
    package func countDuplicate(
        of sha256: String,
        name: String,
        at now: Timestamp,
        claim: String?
    ) throws(StorageError) -> Bool {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO duplicate (claim, sha256, name, received)
                    SELECT ?1, ?2, ?3, ?4
                    WHERE NOT EXISTS (SELECT 1 FROM document WHERE sha256 = ?2 AND claim = ?1)
                      AND NOT EXISTS (SELECT 1 FROM container WHERE sha256 = ?2 AND claim = ?1)
                    ON CONFLICT (claim) DO NOTHING
                    """,
                arguments: [claim, sha256, name, now.seconds]
            )
            return db.changesCount > 0
        }
    }

    /// How many files of the window were already known.
    package func duplicates(in window: Range<Timestamp>) throws(StorageError) -> Int {
        try read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM duplicate WHERE received >= ? AND received < ?",
                arguments: [window.lowerBound.seconds, window.upperBound.seconds]
            ) ?? 0
        }
    }
}
