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
        // Where nothing ever failed there is no folder yet.
        let kept = FileManager.default.fileExists(atPath: settings.failed) ? try folder.names() : []
        let chosen = try names.isEmpty ? kept : names.map { try Self.find($0, among: kept, in: settings.failed) }
        guard chosen.isEmpty || FileManager.default.fileExists(atPath: settings.inbox) else {
            throw InboxLost(reason: "The inbox \(settings.inbox) is not there. Mount it, then: daybook retry")
        }
        let ledger = try? Ledger(at: settings.database, for: .change)
        return try chosen.map { name in
            // The name here differs from the one it failed under, where that was taken or in a folder.
            let original = Self.originalName(of: name, in: layout)
            let back = try Self.retry(name, in: folder, settings)
            try ledger?.clearFailure(named: original ?? name.description, at: .now)
            return back.description
        }
    }

    private static func retry(_ name: RawPath, in folder: FailedFolder, _ settings: Settings) throws -> RawPath {
        do {
            return try folder.retry(name)
        } catch {
            // Nobody tries this again by himself.
            guard case .system(let reason) = error else { throw error }
            let owner = Doctor.status(settings.root).map { Doctor.userName($0.st_uid) } ?? "daybook"
            throw NotPutBack(
                reason: reason,
                remedy: reason.isDenied ? "sudo -u \(owner) daybook retry" : "daybook retry"
            )
        }
    }

    /// The file called `name`, by its bytes or as it is shown.
    private static func find(_ name: String, among kept: [RawPath], in folder: String) throws -> RawPath {
        if let found = kept.first(where: { $0 == RawPath(name) }) ?? kept.first(where: { $0.description == name }) {
            return found
        }
        let others = kept.prefix(5).map(\.description).joined(separator: ", ")
        throw NothingFound(
            "There is no \(name) in \(folder)"
                + (kept.isEmpty ? ", which is empty." : ". It holds \(kept.count): \(others)")
        )
    }

    /// The name the file was dropped under, from the reason beside it.
    private static func originalName(of name: RawPath, in layout: StateLayout) -> String? {
        let path = String(decoding: layout.failed.appending(name).bytes, as: UTF8.self) + ".reason.json"
        guard let bytes = try? PageFile(path: path).read(limit: 1 << 20) else { return nil }
        return (try? JSONDecoder().decode(Reason.self, from: Data(bytes)))?.name
    }

    private struct Reason: Decodable { var name: String }
}

/// A failed file could not be put back in the inbox; it stays where it is.
struct NotPutBack: Error, CustomStringConvertible {
    var reason: SystemError
    /// The command to try.
    var remedy: String

    var description: String { "\(reason). It stays in the failed folder. Try: \(remedy)" }
}
