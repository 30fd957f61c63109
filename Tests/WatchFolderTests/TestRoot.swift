import Articles
import Foundation
import WatchFolder

/// A root of its own in a temporary folder, removed with the value.
final class TestRoot {
    let folder: URL
    let inbox: RawPath
    /// The inbox's own folder where it lies on another file system.
    private let elsewhere: URL?

    /// Makes the folders; the inbox in `other` if given.
    init(inboxIn other: URL? = nil) throws {
        let name = "root-\(UUID().uuidString)"
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        elsewhere = other?.appendingPathComponent(name)
        inbox = RawPath((elsewhere ?? folder).appendingPathComponent("inbox").path)
        try FileManager.default.createDirectory(atPath: inbox.description, withIntermediateDirectories: true)
        for name in [".work", "archive", "failed"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name),
                withIntermediateDirectories: true
            )
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
        if let elsewhere { try? FileManager.default.removeItem(at: elsewhere) }
    }

    func path(_ name: String) -> RawPath { RawPath(folder.appendingPathComponent(name).path) }

    var work: WorkFolder { WorkFolder(path: path(".work"), inbox: inbox) }
    var archive: ArchiveFolder { ArchiveFolder(path: path("archive")) }
    var failed: FailedFolder { FailedFolder(path: path("failed"), work: work) }

    /// Writes a file in the inbox, its name given as bytes or text.
    func drop(_ name: RawPath, _ content: String, modified: Int = 1_000) throws {
        let path = inbox.appending(name)
        if let parent = path.parent { try makeFolders(parent) }
        try Kernel.write(content, to: path, modified: modified)
    }

    func drop(_ name: String, _ content: String, modified: Int = 1_000) throws {
        try drop(RawPath(name), content, modified: modified)
    }

    private func makeFolders(_ path: RawPath) throws {
        if Kernel.exists(path) { return }
        if let parent = path.parent { try makeFolders(parent) }
        try Kernel.mkdir(path)
    }

    func scan(_ change: (inout InboxScanner) -> Void = { _ in }) throws -> InboxListing {
        var scanner = InboxScanner(inbox: inbox)
        change(&scanner)
        return try scanner.scan()
    }

    /// The only candidate in the inbox.
    func only() throws -> InboxFile {
        let files = try scan().candidates
        guard files.count == 1 else { throw IntakeError.vanished(name: "the only file") }
        return files[0]
    }

    func claim() throws -> Claim { try work.claim(try only(), at: Timestamp(seconds: 100)) }

    /// Every file below a folder, relative to it, with its content.
    func files(in name: String) throws -> [String: String] {
        let base = name == "inbox" ? URL(fileURLWithPath: inbox.description) : folder.appendingPathComponent(name)
        var found: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
            let file = base.appendingPathComponent(path)
            let isFolder = try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory ?? false
            if !isFolder { found[path] = String(decoding: try Data(contentsOf: file), as: UTF8.self) }
        }
        return found
    }
}

let day = CivilDate(daysSinceEpoch: 20_400)
