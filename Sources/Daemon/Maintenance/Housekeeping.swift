import Articles
import Logging
import ServiceLifecycle
import Storage

/// What the daemon does beside its work: metrics, and the removal of what is to be kept for a time only.
struct Housekeeping: Service {
    let settings: SettingsInForce
    let ledger: Ledger
    let health: Health
    let logger: Logger
    /// Woken when the settings have changed.
    let signals: Signals

    /// How old metrics may be; collectors look every 15 seconds or less often.
    private static let pace = Duration.seconds(15)
    /// How often there is something to remove at most: days are counted.
    private static let retentionPace = Duration.seconds(3600)

    func run() async throws {
        let started = Timestamp.now
        await cancelWhenGracefulShutdown { await work(started) }
        note { try metrics(started).write(isRunning: false) }
    }

    private func work(_ started: Timestamp) async {
        var nextRetention = ContinuousClock.now
        while !Task.isCancelled {
            if ContinuousClock.now >= nextRetention {
                note { try Retention(settings: settings.current, ledger: ledger, logger: logger).pass(at: .now) }
                nextRetention = .now + Self.retentionPace
            }
            note { try metrics(started).write(isRunning: true) }
            // Where nobody collects metrics, nothing wakes an idle daemon for them.
            let isCollected = settings.current.metricsFile != nil
            await signals.wait(atMost: isCollected ? Self.pace : max(nextRetention - .now, .seconds(1)))
        }
    }

    private func metrics(_ started: Timestamp) -> Metrics {
        Metrics(settings: settings.current, ledger: ledger, health: health, started: started)
    }

    /// Does `work`; what fails is degraded service and tried again.
    private func note(_ work: () throws -> Void) {
        do {
            try work()
            if health.setDegraded("housekeeping", nil) { logger.notice("housekeeping goes on") }
        } catch {
            if health.setDegraded("housekeeping", "\(error)") { logger.error("housekeeping waits: \(error)") }
        }
    }
}
