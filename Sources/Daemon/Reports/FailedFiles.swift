import Articles
import Foundation
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
            // The name here differs from the one it failed under, where that was taken or in a folder.
            let original = Self.originalName(of: name, in: layout)
            let back = try folder.retry(name)
            try ledger?.clearFailure(named: original ?? name.description, at: .now)
            return back.description
        }
    }

    /// The name the file was dropped under, from the reason beside it.
    private static func originalName(of name: RawPath, in layout: StateLayout) -> String? {
        let path = String(decoding: layout.failed.appending(name).bytes, as: UTF8.self) + ".reason.json"
        guard let bytes = try? PageFile(path: path).read(limit: 1 << 20) else { return nil }
        return (try? JSONDecoder().decode(Reason.self, from: Data(bytes)))?.name
    }

    private struct Reason: Decodable { var name: String }
}
