import Glibc
import WatchFolder

/// The daemon that serves a root, if one does, as seen from another process.
package struct RunningDaemon {
    /// The daemon's process, or `nil` when none runs.
    package let processID: Int?

    package init(root: String) {
        processID = StateLock.holder(at: RawPath(root).appending("daybook.lock"))
    }

    /// Asks it to read its configuration and knowledge base again.
    package func reload() throws(RunningDaemonError) {
        guard let processID else { throw .notRunning }
        guard kill(pid_t(processID), SIGHUP) == 0 else { throw .refused(processID: processID) }
    }
}

/// Why a running daemon could not be told something.
package enum RunningDaemonError: Error, CustomStringConvertible {
    case notRunning
    case refused(processID: Int)

    package var description: String {
        switch self {
        case .notRunning: "no daemon serves this root. Start it: systemctl start daybook, or daybook serve."
        case .refused(let processID):
            "process \(processID) may not be signalled from here. Ask as its user: systemctl reload daybook."
        }
    }
}
