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
        let lock = try StateLock(at: layout.lock)
        let ledger = try openLedger(manager)
        let run = try ledger.startRun(at: .now)
        try await serve(ledger, run, manager, logger)
        try ledger.endRun(run, at: .now)
        try ledger.close()
        logger.notice("stopped")
        _ = consume lock
    }

    /// Opens the ledger, asking the manager for patience meanwhile: a migration of a large one takes its time.
    private func openLedger(_ manager: ServiceManager) throws -> Ledger {
        let patience = Task { @concurrent in
            while !Task.isCancelled {
                manager.extendTimeout(seconds: 30)
                try await Task.sleep(for: .seconds(10))
            }
        }
        defer { patience.cancel() }
        return try Ledger(at: settings.database, for: .service)
    }

    private func serve(_ ledger: Ledger, _ run: Int64, _ manager: ServiceManager, _ logger: Logger) async throws {
        let health = Health()
        let book = RunBook(ledger: ledger, run: run, health: health)
        let inForce = SettingsInForce(settings)
        let (arrivals, news) = (Signals(), Signals())
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
            Housekeeping(settings: inForce, ledger: ledger, health: health, logger: logger),
            ReloadService(
                manager: manager,
                health: health,
                logger: logger,
                outcomes: ReloadOutcomes(ledger: ledger),
                reload: reloading(inForce, reader, intake, waking: [arrivals, news])
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
