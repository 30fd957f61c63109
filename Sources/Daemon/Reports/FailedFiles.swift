import Storage
import WatchFolder

/// `daybook retry`: the failed folder, seen by its user.
package struct FailedFiles: Sendable {
    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// Puts `names` back in the inbox, or all; tells the names they have there, as shown.
    ///
    /// Their attempts are forgotten: whoever asks for another try means it.
    package func putBack(_ names: [String]) throws -> [String] {
        let layout = StateLayout(settings)
        let folder = FailedFolder(path: layout.failed, work: WorkFolder(path: layout.work, inbox: layout.inbox))
        let chosen = try names.isEmpty ? folder.names() : names.map { RawPath($0) }
        let ledger = try? Ledger(at: settings.database, for: .change)
        return try chosen.map { name in
            if let sha256 = folder.reason(of: name)?.sha256 { try ledger?.forgetAttempts(sha256: sha256) }
            return try folder.retry(name).description
        }
    }
}
