package import Articles
internal import Foundation
internal import GRDB

/// What an old ledger still tells of a document, or of a file of several, whose bytes lie in the archive.
package struct RememberedDocument: Equatable, Sendable {
    package var sha256: String
    package var name: String
    package var archivePath: String
    package var received: Timestamp
    package var size: Int
    package var claim: String?
}

/// An old ledger, sound or damaged, read as far as that goes.
package struct OldLedger {
    /// Every document it tells of, in the order they were kept.
    package private(set) var documents: [RememberedDocument] = []
    /// The files of several documents that it tells of, by their places in the archive.
    package private(set) var containers: [String: RememberedDocument] = [:]
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
        if database == nil { losses.append("the old ledger cannot be opened") }
        documents = remembered(in: "document", by: "id")
        let files = remembered(in: "container", by: "received, sha256")
        containers = Dictionary(files.map { ($0.archivePath, $0) }) { first, _ in first }
    }

    /// Row by row: of a damaged file, what comes before the damage is still good.
    private mutating func remembered(in table: String, by order: String) -> [RememberedDocument] {
        guard let database else { return [] }
        var found: [RememberedDocument] = []
        do {
            try database.read { db in
                guard try db.tableExists(table) else { return }
                let sql = "SELECT sha256, name, archivePath, received, size, claim FROM \(table) ORDER BY \(order)"
                let rows = try Row.fetchCursor(db, sql: sql)
                while let row = try rows.next() {
                    found.append(
                        RememberedDocument(
                            sha256: row["sha256"],
                            name: row["name"],
                            archivePath: row["archivePath"],
                            received: Timestamp(seconds: row["received"]),
                            size: row["size"],
                            claim: row["claim"]
                        )
                    )
                }
            }
        } catch {
            losses.append("\(table): \(error)")
        }
        return found
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
