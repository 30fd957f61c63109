package import Articles
internal import GRDB

/// A copy in the archive, as retention sees it.
package struct KeptCopy: Equatable, Sendable {
    package var sha256: String
    package var archivePath: String
    package var received: Timestamp
    package var size: Int
}

extension Ledger {
    /// A row for each file of the archive, once for all the documents that came in it.
    private static let copies = """
        SELECT coalesce(file, sha256) AS sha256, archivePath, min(received) AS received, max(size) AS size FROM document
        WHERE coalesce(file, sha256) NOT IN (SELECT sha256 FROM removedCopy) GROUP BY coalesce(file, sha256)
        """

    /// The oldest copies that the archive still has to hold, at most `limit` of them, received before `end`.
    package func oldestCopies(receivedBefore end: Timestamp, limit: Int) throws(StorageError) -> [KeptCopy] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT sha256, archivePath, received, size FROM (\(Self.copies))
                    WHERE received < ? ORDER BY received, sha256 LIMIT ?
                    """,
                arguments: [end.seconds, limit]
            ).map(KeptCopy.init)
        }
    }

    /// How many bytes the copies take that the archive still has to hold.
    package func copiedBytes() throws(StorageError) -> Int {
        try read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT coalesce(sum(size), 0) FROM (\(Self.copies))"
            ) ?? 0
        }
    }

    /// Notes that the archive holds no copies of these documents any more, because the configuration says so.
    package func noteRemoval(of hashes: [String], at now: Timestamp) throws(StorageError) {
        try write { db in
            for sha256 in hashes {
                try db.cachedStatement(sql: "INSERT OR IGNORE INTO removedCopy (sha256, removed) VALUES (?, ?)")
                    .execute(arguments: [sha256, now.seconds])
            }
        }
    }

    /// Notes that the archive holds a copy again: the same bytes came once more.
    package func noteReturn(of sha256: String) throws(StorageError) {
        try write { db in try db.execute(sql: "DELETE FROM removedCopy WHERE sha256 = ?", arguments: [sha256]) }
    }

    /// When the archive's copy of the document was removed by the configuration; `nil` while it is kept.
    package func removal(of sha256: String) throws(StorageError) -> Timestamp? {
        try read { db in
            try Int.fetchOne(db, sql: "SELECT removed FROM removedCopy WHERE sha256 = ?", arguments: [sha256])
                .map(Timestamp.init(seconds:))
        }
    }

    /// How many copies were removed by the configuration.
    package func removedCopies() throws(StorageError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM removedCopy") ?? 0 }
    }
}

extension KeptCopy {
    fileprivate init(_ row: Row) {
        sha256 = row["sha256"]
        archivePath = row["archivePath"]
        received = Timestamp(seconds: row["received"])
        size = row["size"]
    }
}
