import Articles
import Foundation
import Glibc
import Storage

/// The place of the ledger's file, where a finished file takes the place of another in one step.
struct LedgerPlace {
    let path: String

    init(_ settings: Settings) { path = settings.database }

    /// What SQLite puts beside a database.
    static let companions = ["-wal", "-shm", "-journal"]

    /// Puts the finished ledger at `new` in its place; tells where the old one lies now, if there was one.
    ///
    /// The old ledger's log is merged into it first, because a log left behind would be taken for the new one's. What
    /// is too damaged for that keeps its log beside it. A crash at any step leaves the old ledger or the new in place.
    func replace(with new: String, calling aside: String, at now: Timestamp) throws -> String? {
        let folder = (path as NSString).deletingLastPathComponent
        try giveAway(new)
        try Self.synchronize(new)
        guard FileManager.default.fileExists(atPath: path) else {
            try Self.move(new, to: path)
            try Self.synchronize(folder)
            return nil
        }
        let kept = path + "." + aside + "-" + Self.stamp(now)
        try? Ledger.mergeLog(intoFileAt: path)
        guard unsafe link(path, kept) == 0 else { throw AtomicFileError(path: kept, number: errno) }
        for companion in Self.companions where FileManager.default.fileExists(atPath: path + companion) {
            try Self.move(path + companion, to: kept + companion)
        }
        try Self.move(new, to: path)
        try Self.synchronize(folder)
        return kept
    }

    /// Removes the file at `path` with all that SQLite put beside it.
    static func discard(_ path: String) {
        for companion in [""] + companions { unsafe unlink(path + companion) }
    }

    /// Makes the file durable.
    static func synchronize(_ path: String) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AtomicFileError(path: path, number: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw AtomicFileError(path: path, number: errno) }
    }

    static func move(_ path: String, to target: String) throws {
        guard unsafe rename(path, target) == 0 else { throw AtomicFileError(path: target, number: errno) }
    }

    /// Such as `20251108-060000`, in UTC.
    static func stamp(_ now: Timestamp) -> String {
        now.iso.filter { $0 != "-" && $0 != ":" && $0 != "Z" }.replacing("T", with: "-")
    }

    /// Hands `file` to whoever owns the folder it goes to: made by root, the service could not open it.
    private func giveAway(_ file: String) throws {
        guard unsafe chmod(file, 0o640) == 0 else { throw AtomicFileError(path: file, number: errno) }
        var status = stat()
        guard geteuid() == 0, unsafe stat((path as NSString).deletingLastPathComponent, &status) == 0 else { return }
        guard unsafe chown(file, status.st_uid, status.st_gid) == 0 else {
            throw AtomicFileError(path: file, number: errno)
        }
    }
}
