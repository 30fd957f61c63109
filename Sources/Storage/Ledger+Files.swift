package import Articles
internal import GRDB

/// A file in the archive that holds several documents, such as a feed or a web archive.
package struct KeptFile: Equatable, Sendable {
    /// Of its bytes.
    package var sha256: String
    /// As it is shown.
    package var name: String
    /// As in `KeptDocument`.
    package var archivePath: String
    package var received: Timestamp
    /// In bytes.
    package var size: Int

    package init(sha256: String, name: String, archivePath: String, received: Timestamp, size: Int) {
        self.sha256 = sha256
        self.name = name
        self.archivePath = archivePath
        self.received = received
        self.size = size
    }
}

extension Ledger {
    /// Notes that all documents of the file are kept; until then it counts as not read.
    ///
    /// Each of its documents is kept in a transaction of its own before, so that a crash in between costs only
    /// repetition. The attempts counted for the file are forgotten.
    package func keepFile(_ file: KeptFile, claim: String?) throws(StorageError) {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO container (sha256, name, archivePath, received, size, claim) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (sha256) DO NOTHING
                    """,
                arguments: [file.sha256, file.name, file.archivePath, file.received.seconds, file.size, claim]
            )
            try db.execute(sql: "DELETE FROM attempt WHERE sha256 = ?", arguments: [file.sha256])
        }
    }

    /// The file of several documents with this hash.
    package func file(sha256: String) throws(StorageError) -> KeptFile? {
        try read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM container WHERE sha256 = ?"),
                arguments: [sha256]
            ).map { row in
                KeptFile(
                    sha256: row["sha256"],
                    name: row["name"],
                    archivePath: row["archivePath"],
                    received: Timestamp(seconds: row["received"]),
                    size: row["size"]
                )
            }
        }
    }

    /// Where the archive has the file with this hash, if it was read whole: as one document, or as several.
    package func archivePath(ofFile sha256: String) throws(StorageError) -> String? {
        try read { db in
            try String.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT archivePath FROM document WHERE sha256 = ?1
                        UNION ALL SELECT archivePath FROM container WHERE sha256 = ?1 LIMIT 1
                        """
                ),
                arguments: [sha256]
            )
        }
    }

    /// Whether a file of this name became a document, a duplicate or a failure since `start`.
    package func hasTaken(fileNamed name: String, since start: Timestamp) throws(StorageError) -> Bool {
        if try archivePath(ofFileNamed: name, since: start) != nil { return true }
        return try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: "SELECT EXISTS (SELECT 1 FROM failure WHERE name = ? AND failed >= ? AND cleared IS NULL)"
                ),
                arguments: [name, start.seconds]
            ) ?? false
        }
    }

    /// Where the archive has the last file that was taken in under this name since `start`, new or known before.
    package func archivePath(ofFileNamed name: String, since start: Timestamp) throws(StorageError) -> String? {
        try read { db in
            try String.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT archivePath FROM (
                          SELECT archivePath, received FROM document WHERE name = ?1 AND received >= ?2
                          UNION ALL
                          SELECT document.archivePath, duplicate.received FROM duplicate
                          JOIN document ON document.sha256 = duplicate.sha256
                          WHERE duplicate.received >= ?2 AND duplicate.name = ?1
                        ) ORDER BY received DESC LIMIT 1
                        """
                ),
                arguments: [name, start.seconds]
            )
        }
    }
}
