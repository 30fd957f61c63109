internal import Foundation
internal import GRDB

/// The one SQLite file that holds everything Daybook knows: documents, readings, editions.
///
/// GRDB serialises writers and gives each reader its own snapshot, so a ledger is a plain value to be shared.
package struct Ledger: Sendable {
    /// What a ledger is opened for.
    package enum Access: Sendable {
        /// The daemon: makes the file, brings the schema up to date, checks it after an unclean stop.
        case service
        /// A new ledger that nobody uses before it is finished: as for the service, but its commits do not wait for the
        /// disk one by one.
        case making
        /// A command that changes something beside the daemon: takes the schema as it is.
        case change
        /// A command that looks: never writes.
        case look
    }

    /// Where it lies, as it is named in errors.
    package let path: String
    let database: any DatabaseWriter

    /// Opens the ledger at `path`.
    ///
    /// With `checks` off, a service looks by itself whether its last run `endedBadly` and then calls `check`, which
    /// takes a while for a large file.
    package init(at path: String, for access: Access, checks: Bool = true) throws(StorageError) {
        self.path = path
        do {
            if access != .service, access != .making, !FileManager.default.fileExists(atPath: path) {
                throw StorageError.missing(path: path)
            }
            database = try DatabasePool(path: path, configuration: Self.configuration(access))
            try Self.prepare(database, for: access, path: path, checks: checks)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Whether the run of the service before this one has no end: it was killed, or the power failed.
    package func endedBadly() throws(StorageError) -> Bool { try read(Self.endedBadly) }

    /// Reads the whole file for damage.
    ///
    /// - Throws: `StorageError.corrupt`.
    package func check() throws(StorageError) {
        do { try Self.check(database, path: path) } catch { throw StorageError(error, path: path) }
    }

    /// Makes an empty ledger in memory, for tests and dry runs.
    package init() throws(StorageError) {
        path = "memory"
        do {
            database = try DatabaseQueue(configuration: Self.configuration(.service))
            try Self.prepare(database, for: .service, path: path)
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Merges the write-ahead log into the file and closes it.
    package func close() throws(StorageError) {
        do {
            try database.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            try database.close()
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// Runs `body` on a snapshot.
    func read<Result>(_ body: (Database) throws -> Result) throws(StorageError) -> Result {
        do { return try database.read(body) } catch { throw StorageError(error, path: path) }
    }

    /// Runs `body` in one transaction: all of it is on the disk afterwards, or none.
    func write<Result>(_ body: (Database) throws -> Result) throws(StorageError) -> Result {
        do { return try database.write(body) } catch { throw StorageError(error, path: path) }
    }

    /// Runs `body` in one transaction that outlives this process, but may be lost with the power.
    ///
    /// It waits for no disk: for notes that are made often and that the next ones make up for. What is committed to
    /// last takes them to the disk along with it.
    func note<Result>(_ body: (Database) throws -> Result) throws(StorageError) -> Result {
        do {
            return try database.writeWithoutTransaction { db in
                let usual = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 2
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                defer { try? db.execute(sql: "PRAGMA synchronous = \(usual)") }
                var result: Result?
                try db.inTransaction(.immediate) {
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
                return result
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }
}

extension Ledger {
    /// How a commit waits for the disk: FULL, not the usual NORMAL of a write-ahead log.
    ///
    /// A file leaves the inbox after the commit, so the commit has to outlive a loss of power.
    private static let lasting = "FULL"

    private static func configuration(_ access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.foreignKeysEnabled = true
        configuration.readonly = access == .look
        // Writers wait this long for each other before the ledger counts as busy.
        configuration.busyMode = .timeout(5)
        // The daemon reads little while it writes; each reader costs a cache.
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { db in
            // Queries of a day's documents sort and join in memory, never in files beside the ledger.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // Names and index terms of a page lie all over the file: with SQLite's usual 2 MB most are read anew for
            // every page. Only the writer gets more, and memory is used only as it fills.
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA cache_size = -8192") }
            // 16 MB of log between two checkpoints, each of which waits for the disk twice.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        return configuration
    }

    private static func prepare(_ database: any DatabaseWriter, for access: Access, path: String, checks: Bool = true)
        throws
    {
        let migrator = Schema.migrator
        if try database.read(migrator.hasBeenSuperseded) { throw StorageError.newerSchema(path: path) }
        // Here, not where the connections are prepared: GRDB turns the write-ahead log on after that, and with it NORMAL.
        if access == .service || access == .change {
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = \(lasting)") }
        }
        guard access == .service || access == .making else {
            guard try database.read(migrator.hasCompletedMigrations) else { throw StorageError.olderSchema(path: path) }
            return
        }
        if checks, try database.read(endedBadly) { try check(database, path: path) }
        try migrator.migrate(database)
        try database.write(Self.renewIndex)
    }

    /// Whether a run of the service has no end: it was killed, or the power failed.
    private static func endedBadly(_ db: Database) throws -> Bool {
        guard try db.tableExists("run") else { return false }
        return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE stopped IS NULL)") ?? false
    }

    private static func check(_ database: any DatabaseWriter, path: String) throws {
        let findings = try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check(10)") }
        guard findings == ["ok"] else {
            throw StorageError.corrupt(path: path, detail: findings.joined(separator: "; "))
        }
    }
}
