import Synchronization

/// What the daemon has done and how it is, to be read at any time without waiting.
package final class Health: Sendable {
    /// A state of the daemon at one moment.
    package struct Snapshot: Sendable {
        package var taken = 0
        package var duplicates = 0
        package var failed = 0
        package var pending = 0
        /// Why intake or editions do not go as they should, by what is concerned.
        package var degraded: [String: String] = [:]
        /// The file in hand, as it is shown.
        package var current: String?
        /// When work last moved on, on the monotonic clock.
        package var lastProgress: ContinuousClock.Instant
        /// Whether the daemon waits for something to happen.
        package var isIdle = false
    }

    private let state: Mutex<Snapshot>

    package init(now: ContinuousClock.Instant = .now) {
        state = Mutex(Snapshot(lastProgress: now))
    }

    package var snapshot: Snapshot { state.withLock { $0 } }

    /// Changes the state; anything that changes it is progress.
    package func update(_ change: (inout Snapshot) -> Void) {
        state.withLock { snapshot in
            change(&snapshot)
            snapshot.lastProgress = .now
        }
    }

    /// Sets or clears why `concern` is degraded; tells whether that is news.
    package func setDegraded(_ concern: String, _ reason: String?) -> Bool {
        state.withLock { snapshot in
            let isNews = snapshot.degraded[concern] != reason
            snapshot.degraded[concern] = reason
            return isNews
        }
    }

    /// Whether a sign of life is honest: something moved within `limit`, or there is nothing to do.
    package func isAlive(within limit: Duration, now: ContinuousClock.Instant = .now) -> Bool {
        let snapshot = snapshot
        return snapshot.isIdle || now - snapshot.lastProgress < limit
    }

    /// What `systemctl status` shows.
    package var statusLine: String {
        let snapshot = snapshot
        if let (concern, reason) = snapshot.degraded.min(by: { $0.key < $1.key }) {
            return "Degraded (\(concern)): \(reason)"
        }
        let done = "\(snapshot.taken) taken in, \(snapshot.duplicates) duplicates, \(snapshot.failed) failed"
        guard snapshot.pending > 0 else { return "Watching the inbox: " + done }
        return "Reading: \(snapshot.pending) waiting, " + done
    }
}
