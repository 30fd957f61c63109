import Articles
package import Digests
import Foundation
import Logging
import Storage
import WatchFolder

/// `daybook run`: takes in what there is once, writes the editions, and ends.
package struct OneShot: Sendable {
    /// What it did.
    package struct Outcome: Sendable {
        package var documents = 0
        package var duplicates = 0
        package var failed = 0
        package var edition: Edition
        /// Where today's Markdown lies.
        package var path: String
    }

    private let settings: Settings
    private let environment: [String: String]

    package init(settings: Settings, environment: [String: String]) {
        var settings = settings
        // Nobody is still writing what was named on the command line.
        settings.settle = .zero
        self.settings = settings
        self.environment = environment
    }

    /// Copies `files` into the inbox, takes in everything settled there, and writes the editions.
    ///
    /// The files themselves stay where they are. Where one of them cannot be read, none is copied.
    package func run(_ files: [String], progress: (Int) -> Void) async throws -> Outcome {
        for file in files { try PageFile(path: file).check(limit: Self.largest) }
        let layout = StateLayout(settings)
        try DaemonService.makeFolders(layout)
        let lock = try StateLock(at: layout.lock)
        let ledger = try Ledger(at: settings.database, for: .service)
        let run = try ledger.startRun(at: .now)
        var presence = try InboxPresence(layout, ledger)
        try presence.check()
        try files.forEach { try Self.copy($0, into: settings.inbox) }
        let health = Health()
        let logger = DaemonService.logger(settings, environment)
        let reader = ReaderSupervisor {}
        try await reader.use(settings)
        let intake = Intake(settings: settings, ledger: ledger, reader: reader, health: health, logger: logger)
        // A file is settled at its second look; what changes meanwhile is left to the next run.
        var quiet = 0
        while quiet < 2 {
            let pass = try await intake.pass()
            quiet = pass.taken == 0 ? quiet + 1 : 0
            let done = health.snapshot
            progress(done.taken + done.duplicates + done.failed)
        }
        await reader.end()
        try ledger.setMeta("lastScan", Timestamp.now.iso)
        let keeper = try EditionKeeper(settings: settings, ledger: ledger)
        try keeper.restoreFiles()
        let edition = try EditionRound(keeper: keeper, ledger: ledger).run(at: .now).today
        try ledger.endRun(run, at: .now)
        try ledger.close()
        _ = consume lock
        let done = health.snapshot
        return Outcome(
            documents: done.taken,
            duplicates: done.duplicates,
            failed: done.failed,
            edition: edition,
            path: keeper.todayPath
        )
    }

    /// The largest file that is copied, in bytes.
    private static let largest = 1 << 30

    /// Copies the file at `path` under a dot name first, so that a half copy is never taken.
    private static func copy(_ path: String, into inbox: String) throws {
        let file = PageFile(path: path)
        let bytes = try file.read(limit: largest)
        var name = file.name
        var number = 2
        while FileManager.default.fileExists(atPath: inbox + "/" + name) {
            name = "\(number)-" + file.name
            number += 1
        }
        try AtomicFile.write(bytes, to: inbox + "/" + name)
    }
}
