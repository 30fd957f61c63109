package import Articles
import Foundation
package import Storage
import WatchFolder

/// `daybook restore`: puts a backup in the place of the ledger.
package struct Restore: Sendable {
    package struct Outcome: Sendable {
        package var copy: LedgerCopy
        /// Where the ledger lies that was in place before.
        package var aside: String?
        /// Files of the archive that the backup does not know yet.
        package var newer: Int

        package var text: String { "restored: \(copy.documents) documents, \(copy.editions) editions" }
    }

    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// Restores the ledger from `backup`; refused while a daemon runs.
    package func restore(from backup: String, at now: Timestamp = .now) throws -> Outcome {
        let layout = StateLayout(settings)
        // Before anything is made: a mistyped name leaves no trace.
        do { _ = try Ledger.proven(fileAt: backup) } catch { throw Self.noBackup(error, backup) }
        try FileManager.default.createDirectory(atPath: settings.root, withIntermediateDirectories: true)
        let lock = try StateLock(at: layout.lock)
        let place = LedgerPlace(settings)
        let new = place.path + ".restore"
        LedgerPlace.discard(new)
        do {
            let copy = try Ledger.copy(fileAt: backup, to: new)
            try Ledger.endRuns(inFileAt: new)
            let aside = try place.replace(with: new, calling: "before-restore", at: now)
            let outcome = Outcome(copy: copy, aside: aside, newer: unknown(layout))
            _ = consume lock
            return outcome
        } catch {
            LedgerPlace.discard(new)
            throw error
        }
    }

    /// What is said of a ledger in its place would send people in circles here.
    private static func noBackup(_ error: StorageError, _ path: String) -> any Error {
        switch error {
        case .missing: NothingFound("There is no backup at \(path). Those that daybook backup makes lie in backups/.")
        case .corrupt(_, let detail): MaintenanceError.noBackup(path: path, detail: detail)
        default: error
        }
    }

    private func unknown(_ layout: StateLayout) -> Int {
        let ledger = OldLedger(at: settings.database)
        let known = Set((ledger.documents + ledger.containers.values).map { $0.sha256.prefix(12) })
        let files = (try? ArchiveFolder(path: layout.archive).files()) ?? []
        return files.count { !known.contains($0.digits[...]) }
    }
}
