import Articles
import Logging
import ServiceLifecycle
import Storage
import WatchFolder

/// Feeds the inbox to the intake until it is told to stop.
///
/// Events only wake it; what is there is found by walking the inbox: at start, when woken, when the next file can be
/// settled, and every `intake.rescan`.
struct IntakeService: Service {
    let settings: SettingsInForce
    let ledger: Ledger
    let intake: Intake
    let reader: ReaderSupervisor
    /// Looks the ledger through for damage, after a run that was killed.
    let check: Task<Void, any Error>?
    let health: Health
    let book: RunBook
    let logger: Logger
    let signals: Signals
    /// Called after a pass that brought new documents or failures.
    let changed: @Sendable () -> Void
    /// Called once the first pass is done.
    let ready: @Sendable () -> Void

    /// How long a stop waits for the page in hand before it is given back.
    private static let grace = Duration.seconds(4)
    /// How long a look through the ledger may hold up the start.
    private static let readyAnyway = Duration.milliseconds(300)
    /// The shortest wait before a file that is not settled is looked at again; events come sooner.
    private static let shortestLook = Duration.milliseconds(100)
    /// How often an inbox is walked that the kernel tells nothing of.
    private static let blindRescan = Duration.seconds(5)

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await work()
        } onGracefulShutdown: {
            intake.stop()
            signals.finish()
            Task { @concurrent [reader] in
                try await Task.sleep(for: Self.grace)
                reader.cancel()
            }
        }
    }

    private func work() async throws {
        var presence = try InboxPresence(StateLayout(settings.current), ledger)
        var watcher: InboxWatcher?
        var backOff = BackOff()
        defer { watcher?.stop() }
        if let check {
            // Files wait safely; a large ledger takes a while, and nobody waits for the service that long.
            let isSlow = Task { @concurrent in
                try await Task.sleep(for: Self.readyAnyway)
                logger.notice("the ledger is looked through for damage, because the last run was killed; files wait")
                ready()
            }
            defer { isSlow.cancel() }
            try await check.value
        }
        while !signals.isFinished {
            health.progress("intake")
            var delay: Duration
            do {
                try presence.check()
                if watcher == nil { watcher = watch(presence.layout) }
                delay = try await pass(watcher)
                backOff.reset()
            } catch {
                // Whatever it is, the files stay where they are and the next round tries again.
                degrade(error)
                // The watches follow a folder that is moved away; what comes back under its name is another one.
                if error is InboxLost { stop(&watcher) }
                delay = min(backOff.next(longest: settings.current.longestRetry), settings.current.rescan)
            }
            book.noteHealth()
            ready()
            health.rest("intake")
            if delay > .zero { await signals.wait(atMost: delay) }
        }
    }

    /// Takes what is settled; tells how long to wait when nothing happens meanwhile.
    private func pass(_ watcher: InboxWatcher?) async throws -> Duration {
        let news = watcher?.takeNews()
        if let news, news.overflows > 0 {
            health.update { $0.overflows += news.overflows }
            logger.warning("events were lost, the whole inbox is walked")
        }
        // What is watched may change with every folder that comes, and with the limits of the machine.
        if let watcher {
            if watcher.blindness != nil { watcher.refresh() }
            warnOfBlindness(watcher.blindness)
        }
        let before = health.snapshot.done
        defer { if health.snapshot.done > before { changed() } }
        let pass = try await intake.pass(finished: news?.finished ?? [])
        try book.noteScan()
        let recovered = [health.setDegraded("inbox", nil), health.setDegraded("space", nil)]
        if recovered.contains(true) { logger.notice("intake goes on") }
        if pass.hasMore { return .zero }
        let isBlind = watcher == nil || watcher?.blindness != nil
        let rescan = isBlind ? min(settings.current.rescan, Self.blindRescan) : settings.current.rescan
        return min(rescan, pass.nextLook.map { max($0 - .now, Self.shortestLook) } ?? rescan)
    }

    private func degrade(_ error: any Error) {
        let isRoom = Self.isLackOfRoom(error)
        _ = health.setDegraded(isRoom ? "inbox" : "space", nil)
        if health.setDegraded(isRoom ? "space" : "inbox", String(describing: error)) {
            logger.error("intake waits: \(error)")
        }
    }

    private static func isLackOfRoom(_ error: any Error) -> Bool {
        switch error {
        case is IntakePause, StorageError.full: true
        case let error as IntakeError: error.isFull
        default: false
        }
    }

    /// Watches the inbox; where the kernel does not let us, the walks have to do, more often.
    private func watch(_ layout: StateLayout) -> InboxWatcher? {
        do {
            let rules = IgnoreRules(userPatterns: settings.current.ignored)
            let watcher = try InboxWatcher(inbox: layout.inbox, rules: rules)
            Task { @concurrent in
                for await _ in watcher.wakes { signals.wake() }
            }
            warnOfBlindness(watcher.blindness)
            return watcher
        } catch {
            warnOfBlindness(error)
            return nil
        }
    }

    private func warnOfBlindness(_ blindness: InboxWatcher.Blindness?) {
        if health.setDegraded("watch", blindness?.description), let blindness { logger.warning("\(blindness)") }
    }

    private func stop(_ watcher: inout InboxWatcher?) {
        watcher?.stop()
        watcher = nil
    }
}
