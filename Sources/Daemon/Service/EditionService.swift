import Articles
import Digests
import Logging
import ServiceLifecycle
import Storage

/// Rewrites today's page after new documents, and closes editions when their time has come.
struct EditionService: Service {
    let settings: Settings
    let keeper: EditionKeeper
    let health: Health
    let logger: Logger
    /// Woken when there is something new.
    let signals: Signals

    func run() async throws {
        await withGracefulShutdownHandler {
            await work()
        } onGracefulShutdown: {
            signals.finish()
        }
    }

    private func work() async {
        attempt { try keeper.restoreFiles() }
        while !signals.isFinished {
            attempt {
                for edition in try keeper.closeDue(at: .now) {
                    logger.notice(
                        "edition closed",
                        metadata: ["date": "\(edition.date)", "hash": "\(edition.hash.prefix(12))"]
                    )
                }
                _ = try keeper.refreshToday(at: .now)
            }
            // Never later than the next closing: the wait is on the monotonic clock, so a suspended machine looks
            // again at the wall clock at least once an hour.
            let untilClosing = keeper.nextClosing(after: .now).seconds - Timestamp.now.seconds
            await signals.wait(atMost: .seconds(min(max(untilClosing, 1), 3600)))
            // What comes in a burst is written once.
            if !signals.isFinished, settings.refresh > .zero { await pause() }
        }
        attempt { _ = try keeper.refreshToday(at: .now) }
    }

    /// Waits `digest.refresh`, or until the end.
    private func pause() async {
        let end = ContinuousClock.now + settings.refresh
        while !signals.isFinished, ContinuousClock.now < end {
            try? await Task.sleep(for: min(.milliseconds(500), end - .now))
        }
    }

    private func attempt(_ work: () throws -> Void) {
        do {
            try work()
            if health.setDegraded("digest", nil) { logger.notice("editions are written again") }
        } catch {
            if health.setDegraded("digest", String(describing: error)) { logger.error("editions wait: \(error)") }
        }
    }
}
