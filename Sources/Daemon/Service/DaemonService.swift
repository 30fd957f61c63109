import Articles
import Digests
import Foundation
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Systemd
import UnixSignals
import WatchFolder

/// The daemon: everything that runs between start and SIGTERM.
package struct DaemonService: Sendable {
    private let settings: Settings
    private let environment: [String: String]
    /// Reads the settings anew, for a reload.
    private let reread: @Sendable () async throws -> Settings

    package init(
        settings: Settings,
        environment: [String: String],
        reread: @escaping @Sendable () async throws -> Settings
    ) {
        self.settings = settings
        self.environment = environment
        self.reread = reread
    }

    /// Serves until SIGTERM or SIGINT.
    package func run() async throws {
        let manager = ServiceManager(environment: environment)
        let logger = Self.logger(settings, environment)
        let layout = StateLayout(settings)
        try Self.makeFolders(layout)
        let lock = try await Self.takeLock(layout)
        let ledger = try await openLedger(manager)
        let wasKilled = try ledger.endedBadly()
        let run = try ledger.startRun(at: .now)
        // Whoever starts and stops it on purpose waits for nothing.
        if wasKilled { await slowDown(ledger, manager, logger) }
        let check = wasKilled ? Task { @concurrent in try ledger.check() } : nil
        try await serve(ledger, run, check, manager, logger)
        try ledger.endRun(run, at: .now)
        try ledger.close()
        logger.notice("stopped")
        _ = consume lock
    }

    /// How long a start waits for the lock: a predecessor that was killed may still be dying.
    private static let lockPatience = Duration.seconds(2)

    private static func takeLock(_ layout: StateLayout) async throws -> StateLock {
        let deadline = ContinuousClock.now + lockPatience
        while true {
            do {
                return try StateLock(at: layout.lock)
            } catch let held as StateLock.Held {
                guard ContinuousClock.now < deadline else { throw held }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// The starts within a minute that are no crash loop yet.
    private static let usualStarts = 5

    /// Waits before work begins when the daemon ended badly and was started again and again.
    ///
    /// Twice as long each time, half a minute at most. The unit restarts it at once, and older service managers know no growing delays.
    private func slowDown(_ ledger: Ledger, _ manager: ServiceManager, _ logger: Logger) async {
        let starts = (try? ledger.runs(since: Timestamp(seconds: Timestamp.now.seconds - 60))) ?? 0
        guard manager.isPresent, starts > Self.usualStarts else { return }
        let wait = min(30, 1 << min(starts - Self.usualStarts - 1, 5))
        logger.warning("started \(starts) times within a minute, work begins in \(wait) s")
        manager.extendTimeout(seconds: wait + 30)
        try? await Task.sleep(for: .seconds(wait))
    }

    /// How long a start that failed is drawn out under a service manager, which would try again at once.
    private static let failurePause = Duration.seconds(2)

    /// Opens the ledger, asking the manager for patience meanwhile: a migration of a large one takes its time.
    private func openLedger(_ manager: ServiceManager) async throws -> Ledger {
        let patience = Task { @concurrent in
            while !Task.isCancelled {
                manager.extendTimeout(seconds: 30)
                try await Task.sleep(for: .seconds(10))
            }
        }
        defer { patience.cancel() }
        do {
            return try Ledger(at: settings.database, for: .service, checks: false)
        } catch {
            if manager.isPresent { try? await Task.sleep(for: Self.failurePause) }
            throw error
        }
    }

    private func serve(
        _ ledger: Ledger,
        _ run: Int64,
        _ check: Task<Void, any Error>?,
        _ manager: ServiceManager,
        _ logger: Logger
    ) async throws {
        let health = Health()
        let book = RunBook(ledger: ledger, run: run, health: health)
        let inForce = SettingsInForce(settings)
        let (arrivals, news, chores) = (Signals(), Signals(), Signals())
        let reader = ReaderSupervisor { health.refresh("intake") }
        do {
            try await reader.use(settings)
        } catch let error as ReaderRefused {
            throw error
        } catch {
            // Pages wait until a process can be had; it is tried for each pass.
            logger.error("\(error)")
        }
        let intake = Intake(settings: settings, ledger: ledger, reader: reader, health: health, logger: logger)
        // A stop goes through them from the last to the first, each ending before the next hears of it.
        let services: [any Service] = [
            ManagerService(manager: manager, health: health),
            Housekeeping(settings: inForce, ledger: ledger, health: health, logger: logger, signals: chores),
            ReloadService(
                manager: manager,
                health: health,
                logger: logger,
                outcomes: ReloadOutcomes(ledger: ledger),
                reload: reloading(inForce, reader, intake, waking: [arrivals, news, chores])
            ),
            EditionService(
                settings: inForce,
                ledger: ledger,
                health: health,
                book: book,
                logger: logger,
                signals: news
            ),
            IntakeService(
                settings: inForce,
                ledger: ledger,
                intake: intake,
                reader: reader,
                check: check,
                health: health,
                book: book,
                logger: logger,
                signals: arrivals,
                changed: { news.wake() },
                ready: Self.once { announce(manager, health, logger) }
            ),
            StopService(manager: manager, deadline: StopDeadline(logger: logger)),
        ]
        try await Self.group(services, logger).run()
        await reader.end()
    }

    private func announce(_ manager: ServiceManager, _ health: Health, _ logger: Logger) {
        manager.ready(status: health.statusLine())
        logger.notice("watching", metadata: ["inbox": "\(settings.inbox)", "version": "\(Version.text)"])
    }

    /// Puts configuration and knowledge base in force as they are now; all of it, or after a mistake nothing.
    private func reloading(
        _ inForce: SettingsInForce,
        _ reader: ReaderSupervisor,
        _ intake: Intake,
        waking: [Signals]
    ) -> @Sendable () async throws -> [String] {
        let reread = reread
        return {
            let new = try await reread()
            try await reader.use(new)
            let waiting = inForce.exchange(for: new)
            await intake.use(inForce.current)
            waking.forEach { $0.wake() }
            return waiting
        }
    }

    private static func group(_ services: [any Service], _ logger: Logger) -> ServiceGroup {
        ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
            )
        )
    }

    /// `body`, but only the first time.
    private static func once(_ body: @escaping @Sendable () -> Void) -> @Sendable () -> Void {
        let isDone = Mutex(false)
        return {
            let isFirst = isDone.withLock { done in
                defer { done = true }
                return !done
            }
            if isFirst { body() }
        }
    }

    /// Makes what is missing below the root; a reader in the group may look, nobody else.
    static func makeFolders(_ layout: StateLayout) throws {
        for folder in layout.made {
            try FileManager.default.createDirectory(
                atPath: String(decoding: folder.bytes, as: UTF8.self),
                withIntermediateDirectories: true
            )
        }
    }

    /// The log to standard error: with priorities when that is the journal.
    static func logger(_ settings: Settings, _ environment: [String: String]) -> Logger {
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        let isJournal = environment["JOURNAL_STREAM"] != nil
        let journal = JournalSocket.isStandardError(environment) ? JournalSocket() : nil
        return Logger(label: "daybook") { _ in
            JournalLogHandler(level: level, showsPriority: isJournal, journal: journal)
        }
    }
}
