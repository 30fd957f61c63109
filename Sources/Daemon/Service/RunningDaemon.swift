import Glibc
import Storage
import WatchFolder

/// The daemon that serves a root, if one does, as seen from another process.
package struct RunningDaemon {
    private let settings: Settings
    /// The daemon's process, or `nil` when none runs.
    package let processID: Int?

    /// How long a reload may take: the knowledge base is read in well under a second, the file in hand ends first.
    private static let patience = Duration.seconds(30)

    package init(_ settings: Settings) {
        self.settings = settings
        processID = StateLock.holder(at: StateLayout(settings).lock)
    }

    /// Asks it to read its configuration and knowledge base again, and waits for the outcome.
    package func reload() async throws {
        guard let processID else { throw RunningDaemonError.notRunning }
        let outcomes = ReloadOutcomes(ledger: try Ledger(at: settings.database, for: .look))
        let before = try outcomes.last().number
        guard kill(pid_t(processID), SIGHUP) == 0 else { throw RunningDaemonError.refused(processID: processID) }
        let deadline = ContinuousClock.now + Self.patience
        while try outcomes.last().number == before {
            guard ContinuousClock.now < deadline else { throw RunningDaemonError.silent(processID: processID) }
            try await Task.sleep(for: .milliseconds(20))
        }
        let error = try outcomes.last().error
        if !error.isEmpty { throw RunningDaemonError.notReloaded(reason: error) }
    }
}

/// Why a running daemon could not be told something.
package enum RunningDaemonError: Error, CustomStringConvertible {
    case notRunning
    case refused(processID: Int)
    case silent(processID: Int)
    case notReloaded(reason: String)

    package var description: String {
        switch self {
        case .notRunning: "no daemon serves this root. Start it: systemctl start daybook, or daybook serve."
        case .refused(let processID):
            "process \(processID) may not be signalled from here. Ask as its user: systemctl reload daybook."
        case .silent(let processID):
            "process \(processID) did not answer in 30 s. Look at its log: journalctl -u daybook."
        case .notReloaded(let reason): "not reloaded, the old one stays in force: \(reason)"
        }
    }
}
