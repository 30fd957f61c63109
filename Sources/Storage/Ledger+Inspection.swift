package import Articles
internal import GRDB

/// How far the search index and the documents agree.
package struct IndexState: Equatable, Sendable {
    /// Documents that no search finds.
    package var missing: Int
    /// Entries of the index that lead to no document.
    package var orphaned: Int
    /// Whether the index was made by another way of splitting words.
    package var isOfOtherVersion: Bool

    package var isGood: Bool { missing == 0 && orphaned == 0 && !isOfOtherVersion }
}

extension Ledger {
    /// Compares the search index with the documents.
    package func indexState() throws(StorageError) -> IndexState {
        try read { db in
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            let version = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'searchText'")
            return IndexState(
                missing: try count(
                    "SELECT count(*) FROM document WHERE id NOT IN (SELECT id FROM searchIndex_docsize)"
                ),
                orphaned: try count(
                    "SELECT count(*) FROM searchIndex_docsize WHERE id NOT IN (SELECT id FROM document)"
                ),
                isOfOtherVersion: version != SearchText.version
            )
        }
    }

    /// Makes the search index anew from the documents.
    package func remakeIndex() throws(StorageError) { try write(Self.fillIndex) }

    /// When the service started a run that has no end: it is running, or was killed; `nil` when the last one ended.
    package func openRun() throws(StorageError) -> Timestamp? {
        try read { db in
            try Int.fetchOne(db, sql: "SELECT max(started) FROM run WHERE stopped IS NULL")
                .map(Timestamp.init(seconds:))
        }
    }

    /// When the newest document was received; `nil` while there is none.
    package func lastReceived() throws(StorageError) -> Timestamp? {
        try read { db in
            try Int.fetchOne(db, sql: "SELECT max(received) FROM document").map(Timestamp.init(seconds:))
        }
    }

    /// The hash and the archived place of every file that documents came in, in the order they came.
    package func archivePaths() throws(StorageError) -> [KeptCopy] {
        try oldestCopies(receivedBefore: Timestamp(seconds: Int(Int32.max) * 2), limit: -1)
    }

    /// How many files failed, by the code of their reason, put back or not.
    package func failuresByCode() throws(StorageError) -> [String: Int] {
        try read { db in
            var result: [String: Int] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT code, count(*) AS files FROM failure GROUP BY code") {
                result[row["code"]] = row["files"]
            }
            return result
        }
    }
}
