import Articles
import Digests
import Logging
import ServiceLifecycle
import Storage

/// Rewrites today's page after new documents, and closes editions when their time has come.
struct EditionService: Service {
    let settings: SettingsInForce
    let ledger: Ledger
    let health: Health
    let book: RunBook
    let logger: Logger
    /// Woken when there is something new.
    let signals: Signals

    /// The longest today's page waits for new documents that are there.
    private static let longestPause = Duration.seconds(300)

    func run() async throws {
        await withGracefulShutdownHandler {
            await work()
        } onGracefulShutdown: {
            signals.finish()
        }
    }

    private func work() async {
        var backOff = BackOff()
        var isRestored = false
        // How many files had left the inbox when the page was last written.
        var written = -1
        while !signals.isFinished {
            let done = health.snapshot.done
            let begun = ContinuousClock.now
            let isWritten = attempt { keeper in
                if !isRestored { try keeper.restoreFiles() }
                isRestored = true
                for edition in try EditionRound(keeper: keeper, ledger: ledger).run(at: .now).closed {
                    logger.notice(
                        "edition closed",
                        metadata: ["date": "\(edition.date)", "hash": "\(edition.hash.prefix(12))"]
                    )
                }
            }
            if isWritten {
                backOff.reset()
                written = done
                let took = ContinuousClock.now - begun
                await signals.wait(atMost: untilClosing())
                // What comes in a burst is written once; and writing takes a tenth of the time at most, however much
                // the day has brought.
                if !signals.isFinished { await pause(max(settings.current.refresh, min(took * 9, Self.longestPause))) }
            } else {
                // The folder may have been emptied or lost: what it lacks is written again.
                isRestored = false
                await pause(backOff.next(longest: settings.current.longestRetry))
            }
        }
        if health.snapshot.done == written { return }
        _ = attempt { _ = try EditionRound(keeper: $0, ledger: ledger).run(at: .now) }
    }

    /// The wait for the next closing, on the monotonic clock; a machine that was suspended, or whose clock was set,
    /// looks at the wall clock again within the hour.
    private func untilClosing() -> Duration {
        guard let keeper = try? EditionKeeper(settings: settings.current, ledger: ledger) else { return .seconds(60) }
        let now = Timestamp.now
        return .seconds(min(max(keeper.nextClosing(after: now).seconds - now.seconds, 1), 3600))
    }

    /// Waits `time`, or until the end.
    private func pause(_ time: Duration) async {
        let end = ContinuousClock.now + time
        while !signals.isFinished, ContinuousClock.now < end {
            try? await Task.sleep(for: min(.milliseconds(250), end - .now))
        }
    }

    /// Does `work` and tells whether it succeeded.
    ///
    /// A failure is degraded service, not the end of it.
    private func attempt(_ work: (EditionKeeper) throws -> Void) -> Bool {
        health.progress("editions")
        defer {
            health.rest("editions")
            book.noteHealth()
        }
        do {
            try work(EditionKeeper(settings: settings.current, ledger: ledger))
            if health.setDegraded("digest", nil) { logger.notice("editions are written again") }
            return true
        } catch {
            if health.setDegraded("digest", String(describing: error)) { logger.error("editions wait: \(error)") }
            return false
        }
    }
}
