package import Articles
import Foundation
package import Logging
package import Storage
import WatchFolder

/// Removes what the configuration keeps for a time only; without such a setting nothing is ever removed.
package struct Retention: Sendable {
    package struct Outcome: Equatable, Sendable {
        /// Copies removed from the archive, each with the folders that were archived with it.
        package var copies = 0
        /// Files removed from the failed folder.
        package var failed = 0
        package var bytes = 0

        package init() {}
    }

    private let settings: Settings
    private let ledger: Ledger
    private let logger: Logger

    /// How many copies are removed between two notes in the ledger.
    private static let batch = 200

    package init(settings: Settings, ledger: Ledger, logger: Logger) {
        self.settings = settings
        self.ledger = ledger
        self.logger = logger
    }

    /// Removes what is older, or more, than is to be kept as of `now`.
    ///
    /// A copy goes first, then the ledger notes it: a crash in between leaves a document whose copy is missing, which
    /// the next pass takes for removed. Documents themselves stay.
    @discardableResult
    package func pass(at now: Timestamp) throws -> Outcome {
        var outcome = Outcome()
        if settings.keepArchiveDays > 0 {
            let end = Timestamp(seconds: now.seconds - settings.keepArchiveDays * 86_400)
            try removeCopies(receivedBefore: end, &outcome, at: now) { _ in true }
        }
        if settings.keepArchiveSize > 0 {
            let archive = ArchiveFolder(path: StateLayout(settings).archive)
            let companions = try archive.companions().kept.reduce(0) { $0 + $1.size }
            var surplus = try ledger.copiedBytes() + companions - settings.keepArchiveSize
            try removeCopies(receivedBefore: now, &outcome, at: now) { copy in
                defer { surplus -= copy.size + archive.companionBytes(of: copy.archivePath) }
                return surplus > 0
            }
        }
        if settings.keepFailedDays > 0 { try removeFailed(at: now, &outcome) }
        guard outcome != Outcome() else { return outcome }
        try count(outcome)
        logger.notice(
            "removed what is kept no longer",
            metadata: ["copies": "\(outcome.copies)", "failed": "\(outcome.failed)", "bytes": "\(outcome.bytes)"]
        )
        return outcome
    }

    /// Removes the oldest copies, as long as `mayGo` says so.
    private func removeCopies(
        receivedBefore end: Timestamp,
        _ outcome: inout Outcome,
        at now: Timestamp,
        while mayGo: (KeptCopy) -> Bool
    ) throws {
        let archive = ArchiveFolder(path: StateLayout(settings).archive)
        while true {
            let oldest = try ledger.oldestCopies(receivedBefore: end, limit: Self.batch)
            let gone = oldest.prefix(while: mayGo)
            for copy in gone {
                outcome.bytes += archive.companionBytes(of: copy.archivePath)
                try archive.remove(copy.archivePath)
                logger.info(
                    "copy removed, as keep says",
                    metadata: ["file": "\(copy.archivePath)", "sha256": "\(copy.sha256.prefix(12))"]
                )
                outcome.copies += 1
                outcome.bytes += copy.size
            }
            try ledger.noteRemoval(of: gone.map(\.sha256), at: now)
            if gone.count < Self.batch { return }
        }
    }

    private func removeFailed(at now: Timestamp, _ outcome: inout Outcome) throws {
        let layout = StateLayout(settings)
        let folder = FailedFolder(path: layout.failed, work: WorkFolder(path: layout.work, inbox: layout.inbox))
        let end = now.seconds - settings.keepFailedDays * 86_400
        for name in try folder.names() where try folder.kept(name).seconds < end {
            let claim = folder.claim(of: name)
            try folder.remove(name)
            if let claim { try ledger.clearFailure(claim: claim, at: now) }
            logger.info("failed file removed, as keep says", metadata: ["file": "\(name)"])
            outcome.failed += 1
        }
    }

    /// Adds to the counts that metrics tell.
    private func count(_ outcome: Outcome) throws {
        let before = try ledger.meta(Self.failedKey).flatMap { Int($0) } ?? 0
        if outcome.failed > 0 { try ledger.setMeta(Self.failedKey, String(before + outcome.failed)) }
    }

    static let failedKey = "removedFailed"
}
