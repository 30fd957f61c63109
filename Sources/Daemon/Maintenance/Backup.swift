package import Articles
import Foundation
import Glibc
package import Storage

/// `daybook backup`: a proven copy of the ledger, made while the service works on.
package struct Backup: Sendable {
    package struct Outcome: Sendable {
        package var path: String
        package var copy: LedgerCopy
        package var bytes: Int

        package var text: String { "\(copy.documents) documents, \(copy.editions) editions, \(bytes) bytes" }
    }

    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// Writes a copy to `target`: a file, a folder, or for `nil` the folder `backups` of the root.
    ///
    /// The copy is read whole, compared and made durable under another name before it gets its own. A file that is
    /// there is replaced only if it is a database itself.
    package func write(to target: String?, at now: Timestamp = .now) throws -> Outcome {
        let ledger = try Ledger(at: settings.database, for: .look)
        let path = try place(target, now)
        let folder = (path as NSString).deletingLastPathComponent
        let temporary = folder + "/.daybook-\(getpid())-" + (path as NSString).lastPathComponent
        LedgerPlace.discard(temporary)
        do {
            let copy = try ledger.backup(to: temporary)
            guard unsafe chmod(temporary, 0o640) == 0 else { throw AtomicFileError(path: temporary, number: errno) }
            try LedgerPlace.synchronize(temporary)
            let bytes = try FileManager.default.attributesOfItem(atPath: temporary)[.size] as? Int ?? 0
            try LedgerPlace.move(temporary, to: path)
            try LedgerPlace.synchronize(folder)
            return Outcome(path: path, copy: copy, bytes: bytes)
        } catch {
            LedgerPlace.discard(temporary)
            throw error
        }
    }

    private func place(_ target: String?, _ now: Timestamp) throws -> String {
        let current = FileManager.default.currentDirectoryPath
        let wanted = target.map { $0.hasPrefix("/") ? $0 : current + "/" + $0 } ?? settings.root + "/backups"
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: wanted, isDirectory: &isFolder)
        if target == nil || isFolder.boolValue || wanted.hasSuffix("/") {
            try FileManager.default.createDirectory(atPath: wanted, withIntermediateDirectories: true)
            return wanted + (wanted.hasSuffix("/") ? "" : "/") + "daybook-\(LedgerPlace.stamp(now)).sqlite"
        }
        guard !exists || Self.isDatabase(wanted) else { throw MaintenanceError.inTheWay(path: wanted) }
        return wanted
    }

    private static func isDatabase(_ path: String) -> Bool {
        let file = FileHandle(forReadingAtPath: path)
        defer { try? file?.close() }
        return (try? file?.read(upToCount: 15)).map { Array($0) } == Array("SQLite format 3".utf8)
    }

    /// The newest backup in the root's own folder, which remedies name.
    static func newest(_ settings: Settings) -> String? {
        let folder = settings.root + "/backups"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("daybook-") && $0.hasSuffix(".sqlite") }.max().map { folder + "/" + $0 }
    }
}

/// Why the ledger was not copied, restored or rebuilt.
package enum MaintenanceError: Error, CustomStringConvertible {
    /// A file that is no database has the name of the backup.
    case inTheWay(path: String)
    /// What is to be restored is damaged, or something else.
    case noBackup(path: String, detail: String)
    /// There is nothing to read again.
    case emptyArchive(path: String)

    package var description: String {
        switch self {
        case .inTheWay(let path): "\(path) is there and no backup. Name another file, or a folder."
        case .noBackup(let path, let detail):
            """
            \(path) is no backup of a ledger, or a damaged one (\(detail)). Nothing was changed. Take an earlier one, or \
            read everything again from the archive: daybook rebuild
            """
        case .emptyArchive(let path):
            "\(path) holds no documents to read again. Name the archive with paths.archive, or restore a backup: daybook restore FILE"
        }
    }
}
