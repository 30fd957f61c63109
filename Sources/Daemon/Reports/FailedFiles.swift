import Articles
import Storage
import WatchFolder

/// `daybook retry`: the failed folder, seen by its user.
package struct FailedFiles: Sendable {
    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// Puts `names` back in the inbox, or all; tells the names they have there, as shown.
    package func putBack(_ names: [String]) throws -> [String] {
        let layout = StateLayout(settings)
        let folder = FailedFolder(path: layout.failed, work: WorkFolder(path: layout.work, inbox: layout.inbox))
        let chosen = try names.isEmpty ? folder.names() : names.map { RawPath($0) }
        let ledger = try? Ledger(at: settings.database, for: .change)
        return try chosen.map { name in
            let back = try folder.retry(name)
            try ledger?.clearFailure(named: name.description, at: .now)
            return back.description
        }
    }
}
