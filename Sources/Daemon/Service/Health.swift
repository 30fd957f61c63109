import Synchronization

/// What the daemon has done and how it is, to be read at any time without waiting.
package final class Health: Sendable {
    /// A state of the daemon at one moment.
    package struct Snapshot: Sendable {
        package var taken = 0
        package var duplicates = 0
        package var failed = 0
        package var pending = 0
        /// How often the kernel lost events of the inbox.
        package var overflows = 0
        /// How long reading took, of the files taken in.
        package var readSeconds = 0.0
        /// Why intake or editions do not go as they should, by what is concerned.
        package var degraded: [String: String] = [:]
        /// The file in hand, as it is shown.
        package var current: String?
        /// What is being worked on, and when it last moved on, on the monotonic clock.
        var working: [String: ContinuousClock.Instant] = [:]
        /// How fast those that wait are worked off.
        var pace = WorkPace()

        /// The files that left the inbox in this run.
        var done: Int { taken + duplicates + failed }

        /// The reasons, each with what it concerns, in a fixed order.
        var reasons: [String] { degraded.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" } }
    }

    private let state = Mutex(Snapshot())
    /// Woken when something changed that the service manager may be told.
    let news = Signals()

    package init() {}

    package var snapshot: Snapshot { state.withLock { $0 } }

    /// Changes the counts.
    package func update(now: ContinuousClock.Instant = .now, _ change: (inout Snapshot) -> Void) {
        state.withLock { snapshot in
            change(&snapshot)
            if snapshot.pending == 0 {
                snapshot.pace.rest()
            } else {
                snapshot.pace.note(done: snapshot.done, now: now)
            }
        }
        news.wake()
    }

    /// Notes that `work` goes on: it began, or took another step.
    package func progress(_ work: String, now: ContinuousClock.Instant = .now) {
        state.withLock { $0.working[work] = now }
    }

    /// Notes that `work`, if it is being worked on, goes on.
    package func refresh(_ work: String, now: ContinuousClock.Instant = .now) {
        state.withLock { if $0.working[work] != nil { $0.working[work] = now } }
    }

    /// Notes that `work` waits for something to happen.
    package func rest(_ work: String) { state.withLock { $0.working[work] = nil } }

    /// Sets or clears why `concern` is degraded; tells whether that is news.
    package func setDegraded(_ concern: String, _ reason: String?) -> Bool {
        let isNews = state.withLock { snapshot in
            defer { snapshot.degraded[concern] = reason }
            return snapshot.degraded[concern] != reason
        }
        if isNews { news.wake() }
        return isNews
    }

    /// Whether a sign of life is honest: all that is being worked on took a step within `limit`.
    package func isAlive(within limit: Duration, now: ContinuousClock.Instant = .now) -> Bool {
        snapshot.working.values.allSatisfy { now - $0 < limit }
    }

    /// What `systemctl status` shows.
    package func statusLine(now: ContinuousClock.Instant = .now) -> String {
        let snapshot = snapshot
        if let reason = snapshot.reasons.first { return "Degraded: " + reason }
        let done = "\(snapshot.taken) taken in, \(snapshot.duplicates) duplicates, \(snapshot.failed) failed"
        guard snapshot.pending > 0 else { return "Watching the inbox: " + done }
        let left = snapshot.pace.perSecond(now: now).map {
            ", " + WorkPace.text(secondsLeft: WorkPace.secondsLeft(snapshot.pending, perSecond: $0))
        }
        return "Reading: \(snapshot.pending) waiting\(left ?? ""); " + done
    }
}
