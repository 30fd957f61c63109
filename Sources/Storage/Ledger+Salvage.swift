package import Articles
internal import Foundation
internal import GRDB

/// What an old ledger still tells of a document whose bytes lie in the archive.
package struct RememberedDocument: Equatable, Sendable {
    package var sha256: String
    package var name: String
    package var archivePath: String
    package var received: Timestamp
    package var claim: String?
}

/// An old ledger, sound or damaged, read as far as that goes.
package struct OldLedger {
    /// Every document it tells of, in the order they were kept.
    package private(set) var documents: [RememberedDocument] = []
    /// What could not be read, in SQLite's words.
    package private(set) var losses: [String] = []
    private let database: DatabaseQueue?

    /// Opens the file at `path`; what cannot be opened tells of nothing.
    package init(at path: String) {
        var configuration = Configuration()
        configuration.readonly = true
        guard FileManager.default.fileExists(atPath: path) else {
            database = nil
            return
        }
        database = try? DatabaseQueue(path: path, configuration: configuration)
        readDocuments()
    }

    /// Row by row: of a damaged file, what comes before the damage is still good.
    private mutating func readDocuments() {
        guard let database else { return losses.append("the old ledger cannot be opened") }
        var found: [RememberedDocument] = []
        do {
            try database.read { db in
                let sql = "SELECT sha256, name, archivePath, received, claim FROM document ORDER BY id"
                let rows = try Row.fetchCursor(db, sql: sql)
                while let row = try rows.next() {
                    found.append(
                        RememberedDocument(
                            sha256: row["sha256"],
                            name: row["name"],
                            archivePath: row["archivePath"],
                            received: Timestamp(seconds: row["received"]),
                            claim: row["claim"]
                        )
                    )
                }
            }
        } catch {
            losses.append("documents: \(error)")
        }
        documents = found
    }

    /// The whole document, where neither it nor its reading is damaged.
    package func document(sha256: String) -> KeptDocument? {
        guard let database else { return nil }
        return try? database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM document WHERE sha256 = ?", arguments: [sha256])
                .map { try DocumentRows.document($0, db) }
        }
    }

    /// What cannot be read again from the archive is copied to `new`: duplicates, failures, editions, runs, notes.
    ///
    /// Only tables that are empty there are filled, so that this can be repeated.
    package mutating func copyRecords(to new: Ledger) throws(StorageError) {
        guard let database else { return }
        for table in ["duplicate", "failure", "edition", "run", "removedCopy", "meta"] {
            var rows: [Row] = []
            do {
                rows = try database.read { db in
                    try db.tableExists(table) ? Row.fetchAll(db, sql: "SELECT * FROM \(table)") : []
                }
            } catch {
                losses.append("\(table): \(error)")
            }
            try new.fill(table, with: rows)
        }
    }
}

extension Ledger {
    /// Adds rows of the same table of another ledger; those that are there stay as they are.
    fileprivate func fill(_ table: String, with rows: [Row]) throws(StorageError) {
        guard let first = rows.first else { return }
        let names = Array(first.columnNames)
        try write { db in
            let known = Set(try db.columns(in: table).map(\.name))
            let columns = names.filter(known.contains)
            let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            let marks = columns.map { _ in "?" }.joined(separator: ", ")
            let sql = "INSERT OR IGNORE INTO \(table) (\(list)) VALUES (\(marks))"
            for row in rows {
                let values = columns.map { row[$0] as DatabaseValue }
                try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
            }
        }
    }
}
