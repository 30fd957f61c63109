import Articles
import Foundation
import Glibc
import Storage
import WatchFolder

/// What lies in the folders: copies, claims, what was left half done.
extension Doctor {
    /// How long copies are read through at most; all are looked for by name and size first.
    private static let patience = Duration.seconds(20)
    /// The most of one kind that are named.
    private static let named = 10

    /// Compares the archive with the documents.
    mutating func checkArchive(_ ledger: Ledger) throws {
        let archive = ArchiveFolder(path: layout.archive)
        let copies = try ledger.archivePaths()
        var bad: [(path: String, reason: String)] = []
        for copy in copies {
            let size = archive.size(of: copy.archivePath)
            if size == nil { bad.append((copy.archivePath, "is missing")) }
            if let size, size != copy.size {
                bad.append((copy.archivePath, "has \(size) bytes instead of \(copy.size)"))
            }
        }
        let known = Set(bad.map(\.path))
        let end = ContinuousClock.now + Self.patience
        var read = 0
        // The newest first: what was written last is what a crash may have hurt.
        for copy in copies.reversed() where !known.contains(copy.archivePath) {
            guard ContinuousClock.now < end else { break }
            read += 1
            if archive.verified(copy.archivePath, sha256: copy.sha256) == nil {
                bad.append((copy.archivePath, "does not hold the bytes with its hash"))
            }
        }
        for item in bad.prefix(Self.named) {
            add(
                "archived copy",
                .fault,
                "\(item.path) \(item.reason)",
                remedy:
                    "put it back from your backup of the archive, or: cp PAGE \(quoted(settings.inbox)), which mends the copy"
            )
        }
        if bad.count > Self.named { add("archived copy", .fault, "\(bad.count - Self.named) more", remedy: "as above") }
        if bad.isEmpty { add("archived copies", .good, "\(copies.count) there, \(read) of them read and sound") }
        checkStrangers(in: archive, Set(try ledger.archivePaths().map(\.archivePath)))
    }

    /// Files of the archive that no document has: the ledger is older than they are.
    private mutating func checkStrangers(in archive: ArchiveFolder, _ known: Set<String>) {
        guard StateLock.holder(at: layout.lock) == nil, let files = try? archive.files() else { return }
        checkCompanions(in: archive, files)
        let strangers = files.filter { !known.contains($0.path) }
        guard let first = strangers.first else { return }
        add(
            "archive",
            .warning,
            "\(strangers.count) files that no document has, such as \(first.path)",
            remedy: "daybook rebuild"
        )
    }

    /// Folders of pages saved "complete" whose page is not beside them.
    private mutating func checkCompanions(in archive: ArchiveFolder, _ files: [ArchivedFile]) {
        guard let companions = try? archive.companions().kept else { return }
        let pages = Set(files.map { $0.path.prefix(18) + $0.digits })
        for companion in companions.filter({ !pages.contains($0.day + $0.digits) }).prefix(Self.named) {
            add(
                "archived folder",
                .warning,
                "\(companion.path) belongs to a page that is not beside it (\(companion.size) bytes)",
                remedy: "put the page back from your backup of the archive, or: rm -r \(quoted(place(companion.path)))"
            )
        }
    }

    /// Where what the archive calls `path` lies.
    private func place(_ path: String) -> String {
        layout.archive.appending(RawPath(String(path.dropFirst("archive/".count)))).description
    }

    mutating func checkFiles() {
        checkClaims()
        let failed = FailedFolder(path: layout.failed, work: WorkFolder(path: layout.work, inbox: layout.inbox))
        // Under a running daemon they may be in the making.
        let isRunning = StateLock.holder(at: layout.lock) != nil
        var leftovers = digestLeftovers()
        if !isRunning {
            leftovers += failed.leftovers().map { layout.failed.appending($0).description }
            let archive = ArchiveFolder(path: layout.archive)
            leftovers += archive.unfinished() + ((try? archive.companions().unfinished) ?? []).map(place)
            let ledgers = [".restore", ".rebuild"].map { settings.database + $0 }
            leftovers += ledgers.filter { Self.status($0) != nil && $0.hasSuffix(".restore") }
            if let begun = ledgers.last, Self.status(begun) != nil {
                add(
                    "rebuild",
                    .warning,
                    "one was begun and did not end",
                    remedy: "daybook rebuild, or: rm \(quoted(begun))*"
                )
            }
        }
        guard !leftovers.isEmpty else { return }
        add(
            "leftovers",
            .warning,
            "\(leftovers.count) files that were begun and not finished, or reasons without a file",
            remedy: "rm -r " + leftovers.prefix(Self.named).map(quoted).joined(separator: " ")
        )
    }

    private mutating func checkClaims() {
        guard let contents = try? WorkFolder(path: layout.work, inbox: layout.inbox).contents() else { return }
        if !contents.claims.isEmpty, StateLock.holder(at: layout.lock) == nil {
            add(
                "claimed files",
                .warning,
                "\(contents.claims.count) were in hand when the last run ended",
                remedy: "systemctl start daybook, or: daybook run; both take them up"
            )
        }
        for stranger in contents.strangers.prefix(Self.named) {
            let path = layout.work.appending(stranger).description
            add(
                "work folder",
                .fault,
                "\(path) is no claim: nobody takes it up",
                remedy: "mv \(quoted(path)) \(quoted(settings.inbox))/"
            )
        }
    }

    /// Temporary files in the digests' folder whose process is gone.
    private func digestLeftovers() -> [String] {
        let years = (try? FileManager.default.contentsOfDirectory(atPath: settings.digests)) ?? []
        let folders = [settings.digests] + years.filter { Int($0) != nil }.map { settings.digests + "/" + $0 }
        return folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
                guard name.hasPrefix(".daybook-"), let process = Int32(name.dropFirst(9).prefix { $0 != "-" }) else {
                    return false
                }
                return kill(process, 0) != 0 && errno == ESRCH
            }.map { folder + "/" + $0 }
        }
    }
}
