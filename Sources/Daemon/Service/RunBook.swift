import Articles
import Logging
import Storage
import Synchronization

/// What the daemon writes down about itself in the ledger, for `daybook status` and for editions to read.
///
/// Each note is a transaction that waits for the disk, so a note that would say the same again is left out, and the
/// time of the last look is refreshed every few seconds at most.
final class RunBook: Sendable {
    private let ledger: Ledger
    /// This run in the ledger's book of runs, kept up so that a gap in service can be told later.
    private let run: Int64
    private let health: Health
    private let noted: Mutex<Noted>

    private struct Noted {
        var degraded: String?
        var scanned: ContinuousClock.Instant?
    }

    /// How far behind the noted time of the last look may lie.
    private static let pace = Duration.seconds(5)

    init(ledger: Ledger, run: Int64, health: Health) {
        self.ledger = ledger
        self.run = run
        self.health = health
        noted = Mutex(Noted())
    }

    /// Notes that the inbox was looked through.
    func noteScan(now: ContinuousClock.Instant = .now) throws {
        guard noted.withLock({ $0.scanned.map { now - $0 >= Self.pace } ?? true }) else { return }
        try ledger.setMeta("lastScan", Timestamp.now.iso)
        try ledger.continueRun(run, at: .now)
        noted.withLock { $0.scanned = now }
    }

    /// Notes why the daemon is degraded, if that has changed.
    ///
    /// A ledger that cannot be written now is written at the next call; the log has the reason already.
    func noteHealth() {
        let reasons = health.snapshot.reasons.map { $0.split(separator: "\n").joined(separator: " ") }
        let text = reasons.joined(separator: "\n")
        guard noted.withLock({ $0.degraded != text }) else { return }
        guard (try? ledger.setMeta("degraded", text)) != nil else { return }
        noted.withLock { $0.degraded = text }
    }
}
