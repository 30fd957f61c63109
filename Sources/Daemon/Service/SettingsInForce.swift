import Synchronization

/// The settings a running daemon works by, exchanged as a whole by a reload.
final class SettingsInForce: Sendable {
    private let settings: Mutex<Settings>

    init(_ settings: Settings) { self.settings = Mutex(settings) }

    var current: Settings { settings.withLock { $0 } }

    /// Puts `new` in force, except for the keys that only a restart changes; tells which of those differ.
    func exchange(for new: Settings) -> [String] {
        settings.withLock { old in
            let fixed = Self.fixedKeys(of: new).filter { $0.value != Self.fixedKeys(of: old)[$0.key] }.keys.sorted()
            var merged = new
            (merged.root, merged.inbox, merged.archive, merged.failed) = (old.root, old.inbox, old.archive, old.failed)
            (merged.digests, merged.database, merged.logLevel) = (old.digests, old.database, old.logLevel)
            old = merged
            return fixed
        }
    }

    /// Where things lie cannot move under a running daemon, and its log is open already.
    private static func fixedKeys(of settings: Settings) -> [String: String] {
        [
            "root": settings.root, "paths.inbox": settings.inbox, "paths.archive": settings.archive,
            "paths.failed": settings.failed, "paths.digests": settings.digests, "paths.database": settings.database,
            "log.level": settings.logLevel,
        ]
    }
}
