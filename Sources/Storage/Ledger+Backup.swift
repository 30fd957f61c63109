internal import Foundation
internal import GRDB

/// A copy of a ledger that was read whole and found sound.
package struct LedgerCopy: Equatable, Sendable {
    /// The rows of each table.
    package var rows: [String: Int]

    package var documents: Int { rows["document"] ?? 0 }
    package var editions: Int { rows["edition"] ?? 0 }
}

extension Ledger {
    /// Copies the ledger, whole and consistent, to a new file while the service works on, and proves the copy.
    ///
    /// The copy is one file without a log beside it. It is compared with the very snapshot it was made from: the
    /// service may have gone on since.
    @discardableResult
    package func backup(to target: String) throws(StorageError) -> LedgerCopy {
        do {
            let source: any DatabaseReader = try (database as? DatabasePool)?.makeSnapshot() ?? database
            let expected = try source.read(Self.rowCounts)
            try Self.copy(source, to: target)
            let copy = try Self.proven(fileAt: target)
            guard copy.rows == expected else {
                throw StorageError.corrupt(
                    path: target,
                    detail: "it holds other rows than the ledger it was copied from"
                )
            }
            return copy
        } catch {
            throw StorageError(error, path: target)
        }
    }

    /// Reads the file at `path` whole: it is a sound ledger of a schema that this version can use.
    package static func proven(fileAt path: String) throws(StorageError) -> LedgerCopy {
        do {
            guard FileManager.default.fileExists(atPath: path) else { throw StorageError.missing(path: path) }
            let file = try DatabaseQueue(path: path, configuration: Self.readOnly)
            defer { try? file.close() }
            return try file.read { db in
                let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
                guard pages.isEmpty else {
                    throw StorageError.corrupt(path: path, detail: pages.joined(separator: "; "))
                }
                if try Schema.migrator.hasBeenSuperseded(db) { throw StorageError.newerSchema(path: path) }
                guard try db.tableExists("document") else {
                    throw StorageError.corrupt(path: path, detail: "it is no ledger of Daybook")
                }
                return LedgerCopy(rows: try rowCounts(db))
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Copies the ledger in the file at `path` to a new file at `target`, and proves the copy.
    @discardableResult
    package static func copy(fileAt path: String, to target: String) throws(StorageError) -> LedgerCopy {
        let expected = try proven(fileAt: path)
        do {
            let file = try DatabaseQueue(path: path, configuration: readOnly)
            defer { try? file.close() }
            try copy(file, to: target)
        } catch {
            throw StorageError(error, path: target)
        }
        guard try proven(fileAt: target) == expected else {
            throw .corrupt(path: target, detail: "it holds other rows than \(path)")
        }
        return expected
    }

    /// Ends the runs that have no end in the file at `path`, a copy made while the service ran: it was not killed.
    package static func endRuns(inFileAt path: String) throws(StorageError) {
        do {
            let file = try DatabaseQueue(path: path)
            try file.write { db in
                guard try db.tableExists("run") else { return }
                try db.execute(sql: "UPDATE run SET stopped = seen WHERE stopped IS NULL")
            }
            try file.close()
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Merges what lies in the write-ahead log beside `path` into the file, as far as the file is sound.
    package static func mergeLog(intoFileAt path: String) throws(StorageError) {
        do {
            let file = try DatabaseQueue(path: path)
            try file.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            try file.close()
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static var readOnly: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        return configuration
    }

    private static func copy(_ source: some DatabaseReader, to target: String) throws {
        let copy = try DatabaseQueue(path: target)
        try source.backup(to: copy)
        // The copied header says that there is a log; one file is easier to keep than three.
        try copy.writeWithoutTransaction { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
    }

    /// The rows of every table that holds any of its own.
    private static func rowCounts(_ db: Database) throws -> [String: Int] {
        let tables = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'
                """
        )
        var rows: [String: Int] = [:]
        for table in tables { rows[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table)\"") ?? 0 }
        return rows
    }
}
