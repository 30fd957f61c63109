import Articles
import Foundation
import Logging
import Storage
import Synchronization

/// What the daemon writes down about itself in the ledger, for `daybook status` and for editions to read.
///
/// Each note is a transaction, so one that would say the same again is left out, and the time of the last look is
/// refreshed every few seconds at most.
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
        let time = Timestamp.now
        let pace = health.snapshot.pace.perSecond(now: now).map { NotedPace(perSecond: $0, time: time).text }
        try ledger.continueRun(run, at: time, noting: ["lastScan": time.iso, NotedPace.key: pace])
        noted.withLock { $0.scanned = now }
    }

    /// For how many seconds a running daemon has not ended a look at the inbox, by what it noted last; `nil` while that
    /// is no longer than large pages and the look through a ledger may take.
    static func silence(since scan: String, now: Timestamp, _ settings: Settings) -> Int? {
        guard let last = try? Date(scan, strategy: .iso8601) else { return nil }
        let quiet = now.seconds - Int(last.timeIntervalSince1970)
        return quiet > max(600, 10 * Int(settings.rescan / .seconds(1))) ? quiet : nil
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

/// The pace of work as it stands in the ledger.
struct NotedPace {
    static let key = "pace"
    /// How long it holds, in seconds: a pass takes five, and the page it ends with a few more.
    private static let lifetime = 20

    var perSecond: Double
    var time: Timestamp

    init(perSecond: Double, time: Timestamp) {
        self.perSecond = perSecond
        self.time = time
    }

    /// What `text` says, or `nil` when that is no pace, or not of now.
    init?(_ text: String, now: Timestamp) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let perSecond = Double(parts[0]), perSecond > 0, let seconds = Int(parts[1]),
            (0...Self.lifetime).contains(now.seconds - seconds)
        else { return nil }
        self.init(perSecond: perSecond, time: Timestamp(seconds: seconds))
    }

    var text: String { "\(perSecond) \(time.seconds)" }
}
