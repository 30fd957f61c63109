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
        manager.stopping(status: "Stopped")
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
        let intake = Intake(
            settings: settings,
            ledger: ledger,
            reader: try .configured(settings),
            health: health,
            logger: logger
        )
        let editions = Signals()
        let isReady = Mutex(false)
        let intakeService = IntakeService(
            settings: settings,
            ledger: ledger,
            run: run,
            intake: intake,
            health: health,
            logger: logger,
            changed: { editions.wake() },
            ready: {
                let isFirst = isReady.withLock { ready in
                    defer { ready = true }
                    return !ready
                }
                guard isFirst else { return }
                manager.ready(status: health.statusLine)
                logger.notice("watching", metadata: ["inbox": "\(settings.inbox)", "version": "\(Version.text)"])
            }
        )
        let reread = reread
        let services: [any Service] = [
            intakeService,
            EditionService(
                settings: settings,
                keeper: try EditionKeeper(settings: settings, ledger: ledger),
                health: health,
                logger: logger,
                signals: editions
            ),
            ManagerService(manager: manager, health: health),
            ReloadService(manager: manager, health: health, logger: logger) {
                await intake.use(try .configured(await reread()))
            },
        ]
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
        )
        // The document in hand has ten seconds to end.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
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
        return Logger(label: "daybook") { _ in JournalLogHandler(level: level, showsPriority: isJournal) }
    }
}
