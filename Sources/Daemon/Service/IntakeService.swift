import Articles
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import WatchFolder

/// Feeds the inbox to the intake until it is told to stop.
///
/// Events only wake it; what is there is found by walking the inbox: at start, when woken, when the next file can be
/// settled, and every `intake.rescan`.
struct IntakeService: Service {
    let settings: Settings
    let ledger: Ledger
    /// This run in the ledger's book of runs, kept up so that a gap in service can be told later.
    let run: Int64
    let intake: Intake
    let health: Health
    let logger: Logger
    /// Called after a pass that brought new documents or failures.
    let changed: @Sendable () -> Void
    /// Called once the first pass is done.
    let ready: @Sendable () -> Void

    func run() async throws {
        let signals = Signals()
        try await withGracefulShutdownHandler {
            try await work(signals)
        } onGracefulShutdown: {
            Task { await intake.stop() }
            signals.finish()
        }
    }

    private func work(_ signals: Signals) async throws {
        let layout = StateLayout(settings)
        var watcher: InboxWatcher?
        var backOff = BackOff(longest: settings.longestRetry)
        var isFirst = true
        defer { watcher?.stop() }
        while !signals.isFinished {
            health.update { $0.isIdle = false }
            var delay = settings.rescan
            do {
                try remember(layout)
                if watcher == nil { watcher = watch(layout, signals) }
                if isFirst { try await intake.recover() }
                let pass = try await intake.pass(finished: watcher?.takeNews().finished ?? [])
                isFirst = false
                if pass.taken > 0 { changed() }
                try ledger.setMeta("lastScan", Timestamp.now.iso)
                try ledger.continueRun(run, at: .now)
                if health.setDegraded("inbox", nil) { logger.notice("intake goes on") }
                backOff.reset()
                delay = pass.hasMore ? .zero : min(delay, pass.nextLook.map { $0 - .now } ?? delay)
            } catch {
                // Whatever it is, the files stay where they are and the next round tries again.
                if health.setDegraded("inbox", String(describing: error)) {
                    logger.error("intake waits: \(error)")
                }
                delay = min(backOff.next(), settings.rescan)
            }
            ready()
            health.update { $0.isIdle = true }
            if delay > .zero { await signals.wait(atMost: delay) }
        }
    }

    /// Looks whether the inbox is there, and remembers that it was: a lost mount is not an empty inbox.
    private func remember(_ layout: StateLayout) throws {
        let remembered = try ledger.meta("inboxMark").flatMap(InboxMark.init(text:))
        switch try InboxMark.check(inbox: layout.inbox, state: layout.root, remembered: remembered) {
        case .present(let mark): if mark != remembered { try ledger.setMeta("inboxMark", mark.text) }
        case .lost(let reason): throw InboxLost(reason: reason)
        }
    }

    /// Watches the inbox; where the kernel does not let us, the walks have to do, more often.
    private func watch(_ layout: StateLayout, _ signals: Signals) -> InboxWatcher? {
        do {
            let watcher = try InboxWatcher(inbox: layout.inbox, rules: IgnoreRules(userPatterns: settings.ignored))
            Task { @concurrent in
                for await _ in watcher.wakes { signals.wake() }
            }
            if let blindness = watcher.blindness, health.setDegraded("watch", "\(blindness)") {
                logger.warning("\(blindness)")
            }
            return watcher
        } catch {
            if health.setDegraded("watch", "\(error)") { logger.warning("\(error)") }
            return nil
        }
    }
}

/// The inbox is not there.
struct InboxLost: Error, CustomStringConvertible {
    var reason: String

    var description: String { reason }
}

/// Growing waits between tries: twice as long each time, up to a limit, on the monotonic clock.
struct BackOff {
    let longest: Duration
    private var current = Duration.milliseconds(500)

    init(longest: Duration) { self.longest = longest }

    mutating func next() -> Duration {
        defer { current = min(current * 2, longest) }
        return min(current, longest)
    }

    mutating func reset() { current = .milliseconds(500) }
}

/// Something to wait on with a limit: woken by events, ended by shutdown.
final class Signals: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let finished = Mutex(false)

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var isFinished: Bool { finished.withLock { $0 } }

    func wake() { continuation.yield() }

    func finish() {
        finished.withLock { $0 = true }
        continuation.finish()
    }

    /// Returns when woken, when ended, or after `limit`.
    func wait(atMost limit: Duration) async {
        let alarm = Task { @concurrent [continuation] in
            try await Task.sleep(for: limit)
            continuation.yield()
        }
        var iterator = stream.makeAsyncIterator()
        _ = await iterator.next()
        alarm.cancel()
    }
}
