import Articles
import Foundation
import Testing
import WatchFolder

/// What the daemon does with one claim, cut short after a number of steps as a crash would.
private struct Pipeline {
    let root: TestRoot
    /// Stands for the ledger: the claim by which each hash was committed.
    var committed: [String: String] = [:]
    var duplicates: Set<String> = []

    mutating func run(_ claim: Claim, steps: Int = .max) throws {
        guard steps > 0 else { return }
        let page = try root.work.read(claim, maximumBytes: 1 << 20)
        let copy = try root.archive.store(page, on: day)
        guard steps > 1 else { return }
        if let first = committed[page.sha256] {
            if first != claim.id { duplicates.insert(claim.id) }
        } else {
            committed[page.sha256] = claim.id
        }
        guard steps > 2 else { return }
        try root.work.finish(page, archived: copy)
    }
}

struct IntakeTests {
    @Test func `a file goes from the inbox to the archive`() throws {
        let root = try TestRoot()
        try root.drop("sub/한글.html", "content")
        let claim = try root.claim()
        #expect(claim.name == "sub/한글.html")
        #expect(try root.scan().candidateCount == 0)
        let page = try root.work.read(claim, maximumBytes: 100)
        #expect(page.bytes == Array("content".utf8))
        let copy = try root.archive.store(page, on: day)
        #expect(copy.path == "archive/2025/11/08/\(page.sha256.prefix(12))-한글.html")
        try root.work.finish(page, archived: copy)
        #expect(try root.files(in: ".work").isEmpty)
        #expect(try root.files(in: "archive") == [String(copy.path.dropFirst(8)): "content"])
        #expect(try root.work.recover().isEmpty)
    }

    @Test(arguments: 0...3)
    func `promise 10: a crash after any step loses and doubles nothing`(steps: Int) throws {
        let root = try TestRoot()
        try root.drop("sub/a.html", "content")
        var pipeline = Pipeline(root: root)
        try pipeline.run(try root.claim(), steps: steps)
        let left = try root.work.recover()
        #expect(left.map(\.path.description) == (steps < 3 ? ["sub/a.html"] : []))
        #expect(left.allSatisfy { $0.isRecovered && $0.received == Timestamp(seconds: 100) })
        for claim in left { try pipeline.run(claim) }
        #expect(pipeline.committed.count == 1)
        #expect(pipeline.duplicates.isEmpty)
        #expect(try root.files(in: "archive").map(\.value) == ["content"])
        #expect(try root.files(in: ".work").isEmpty && root.files(in: "inbox").isEmpty)
    }

    @Test func `promise 10: a copy that was not finished leaves no trace`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "content")
        let incoming = root.folder.appendingPathComponent("archive/.incoming")
        try FileManager.default.createDirectory(at: incoming, withIntermediateDirectories: true)
        try Data("cont".utf8).write(to: incoming.appendingPathComponent("100-dead"))
        try root.archive.removeUnfinished()
        #expect(try root.files(in: "archive").isEmpty)
    }

    @Test func `promise 11: the same name with other bytes is another file`() throws {
        let root = try TestRoot()
        var pipeline = Pipeline(root: root)
        for content in ["one", "two"] {
            try root.drop("a.html", content)
            try pipeline.run(try root.claim())
        }
        #expect(pipeline.committed.count == 2)
        #expect(try root.files(in: "archive").count == 2)
    }

    @Test func `promise 12: the same bytes again leave the inbox and are kept once`() throws {
        let root = try TestRoot()
        var pipeline = Pipeline(root: root)
        for _ in 1...3 {
            try root.drop("a.html", "same")
            try pipeline.run(try root.claim())
        }
        #expect(pipeline.duplicates.count == 2)
        #expect(try root.files(in: "archive").count == 1)
        #expect(try root.files(in: "inbox").isEmpty && root.files(in: ".work").isEmpty)
    }

    @Test func `promise 14: a file that vanished is a note`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        let file = try root.only()
        try FileManager.default.removeItem(atPath: root.inbox.description + "/a.html")
        #expect(throws: IntakeError.vanished(name: "a.html")) { try root.work.claim(file, at: Timestamp(seconds: 1)) }
    }

    @Test func `promise 14: a file that changed since the look is looked at again`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x", modified: 10)
        let file = try root.only()
        try root.drop("a.html", "y", modified: 20)
        #expect(throws: IntakeError.changed(name: "a.html")) { try root.work.claim(file, at: Timestamp(seconds: 1)) }
        #expect(try root.files(in: "inbox") == ["a.html": "y"])
    }

    @Test func `promise 14: a file that changed after it was read is given back, not let go`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        // The writer holds the file open from before the claim by another name for it.
        let claim = try root.claim()
        let page = try root.work.read(claim, maximumBytes: 100)
        let copy = try root.archive.store(page, on: day)
        let held = root.path(".work/\(claim.id)/a.html")
        try Data("x and more".utf8).write(to: URL(fileURLWithPath: held.description))
        #expect(throws: IntakeError.changed(name: "a.html")) { try root.work.finish(page, archived: copy) }
        #expect(try root.files(in: "inbox") == ["a.html": "x and more"])
        #expect(try root.files(in: ".work").isEmpty)
    }

    @Test func `promise 1: a file that a program has open for writing is not claimed`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        let file = try root.only()
        let writer = try #require(FileHandle(forUpdatingAtPath: root.inbox.description + "/a.html"))
        #expect(throws: IntakeError.changed(name: "a.html")) { try root.work.claim(file, at: Timestamp(seconds: 1)) }
        try writer.close()
        #expect(throws: Never.self) { try root.work.claim(file, at: Timestamp(seconds: 1)) }
    }

    @Test func `promise 1: a writer that comes during the reading gets its file back`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        let claim = try root.claim()
        let writer = try #require(FileHandle(forUpdatingAtPath: root.path(".work/\(claim.id)/a.html").description))
        #expect(throws: IntakeError.changed(name: "a.html")) { try root.work.read(claim, maximumBytes: 100) }
        try writer.close()
        #expect(try root.files(in: "inbox") == ["a.html": "x"])
    }

    @Test func `a file given back never replaces a new one of its name`() throws {
        let root = try TestRoot()
        try root.drop("sub/a.html", "old")
        let claim = try root.claim()
        try root.drop("sub/a.html", "new")
        try root.work.giveBack(claim)
        #expect(try root.files(in: "inbox") == ["sub/a.html": "new", "sub/a.html.2": "old"])
        #expect(try root.work.recover().isEmpty)
    }

    @Test func `promise 19: a file over the bound is not read and stays claimed`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "12345")
        let claim = try root.claim()
        #expect(throws: IntakeError.tooLarge(name: "a.html", bytes: 5, limit: 4)) {
            try root.work.read(claim, maximumBytes: 4)
        }
        #expect(try root.work.read(claim, maximumBytes: 5).bytes.count == 5)
    }

    @Test func `nothing is let go without the proof that the archive holds it`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "one")
        let first = try root.work.read(try root.claim(), maximumBytes: 100)
        let copy = try root.archive.store(first, on: day)
        try root.drop("a.html", "two")
        let second = try root.work.read(try root.claim(), maximumBytes: 100)
        #expect(throws: IntakeError.notArchived(name: "a.html")) { try root.work.finish(second, archived: copy) }
        #expect(root.archive.verified(copy.path, sha256: first.sha256) == copy)
        let damaged = URL(fileURLWithPath: root.path(copy.path).description)
        try Data("oNe".utf8).write(to: damaged)
        #expect(root.archive.verified(copy.path, sha256: first.sha256) == nil)
        #expect(root.archive.verified("archive/2025/11/08/nothing", sha256: first.sha256) == nil)
        #expect(try root.archive.store(first, on: day) == copy, "storing again mends it")
        #expect(root.archive.verified(copy.path, sha256: first.sha256) == copy)
    }

    @Test(arguments: ["archive/../secret", "archive/2025/../../secret", "../x", "/etc/passwd", "archive/..", ""])
    func `promise 27: no path leads out of the archive`(path: String) throws {
        let root = try TestRoot()
        // What the paths would lead to.
        try Data("secret".utf8).write(to: root.folder.appendingPathComponent("secret"))
        try FileManager.default.createDirectory(
            at: root.folder.appendingPathComponent("archive/2025"),
            withIntermediateDirectories: true
        )
        #expect(throws: IntakeError.self) { try root.archive.bytes(of: path) }
    }

    @Test func `a long name is cut before its extension`() throws {
        let root = try TestRoot()
        try root.drop(String(repeating: "가", count: 80) + ".html", "x")
        let page = try root.work.read(try root.claim(), maximumBytes: 100)
        let copy = try root.archive.store(page, on: day)
        let name = try #require(copy.path.split(separator: "/").last)
        #expect(name.utf8.count <= 255 && name.utf8.count > 250)
        #expect(name.hasSuffix("가.html"))
    }
}

/// The inbox on another file system than the rest, as a network share would be.
@Suite(.enabled(if: OtherFileSystem.isThere, "needs /dev/shm to be a file system of its own"))
struct OtherFileSystemTests {
    @Test(arguments: 0...3)
    func `promise 10: a crash after any step loses and doubles nothing across file systems`(steps: Int) throws {
        let root = try TestRoot(inboxIn: OtherFileSystem.folder)
        try root.drop("sub/a.html", "content")
        var pipeline = Pipeline(root: root)
        try pipeline.run(try root.claim(), steps: steps)
        #expect(try root.files(in: "inbox").count == (steps < 3 ? 1 : 0), "the original stays until the end")
        for claim in try root.work.recover() { try pipeline.run(claim) }
        #expect(pipeline.committed.count == 1 && pipeline.duplicates.isEmpty)
        #expect(try root.files(in: "archive").map(\.value) == ["content"])
        #expect(try root.files(in: ".work").isEmpty && root.files(in: "inbox").isEmpty)
    }

    @Test func `a copy whose original changed is dropped at recovery`() throws {
        let root = try TestRoot(inboxIn: OtherFileSystem.folder)
        try root.drop("a.html", "old", modified: 10)
        _ = try root.claim()
        try root.drop("a.html", "new", modified: 20)
        #expect(try root.work.recover().isEmpty)
        #expect(try root.files(in: ".work").isEmpty)
        #expect(try root.files(in: "inbox") == ["a.html": "new"])
    }

    @Test func `a copy whose original is gone is kept`() throws {
        let root = try TestRoot(inboxIn: OtherFileSystem.folder)
        try root.drop("a.html", "only")
        _ = try root.claim()
        try FileManager.default.removeItem(atPath: root.inbox.description + "/a.html")
        var pipeline = Pipeline(root: root)
        for claim in try root.work.recover() { try pipeline.run(claim) }
        #expect(try root.files(in: "archive").map(\.value) == ["only"])
    }

    @Test func `an original that changed after the copy stays in the inbox`() throws {
        let root = try TestRoot(inboxIn: OtherFileSystem.folder)
        try root.drop("a.html", "old", modified: 10)
        var pipeline = Pipeline(root: root)
        let claim = try root.claim()
        try root.drop("a.html", "new", modified: 20)
        try pipeline.run(claim)
        #expect(try root.files(in: "archive").map(\.value) == ["old"])
        #expect(try root.files(in: "inbox") == ["a.html": "new"])
    }

    @Test func `failed files and retries cross file systems`() throws {
        let root = try TestRoot(inboxIn: OtherFileSystem.folder)
        try root.drop("a.html", "x")
        let reason = FailureReason(
            code: "empty",
            message: "",
            sha256: nil,
            size: 1,
            failed: Timestamp(seconds: 0),
            attempts: 1
        )
        let kept = try root.failed.keep(try root.claim(), reason)
        #expect(try root.files(in: "inbox").isEmpty)
        #expect(try root.files(in: "failed")["a.html"] == "x")
        _ = try root.failed.retry(kept)
        #expect(try root.files(in: "inbox") == ["a.html": "x"])
        #expect(try root.files(in: "failed").isEmpty && root.files(in: ".work").isEmpty)
    }
}

/// A folder on another file system than the temporary one.
enum OtherFileSystem {
    static let folder = URL(fileURLWithPath: "/dev/shm")

    static var isThere: Bool {
        let devices = [folder, FileManager.default.temporaryDirectory].map { url in
            try? FileManager.default.attributesOfItem(atPath: url.path)[.systemNumber] as? Int
        }
        return FileManager.default.isWritableFile(atPath: folder.path) && devices[0] != devices[1]
    }
}

struct FailedTests {
    private let reason = FailureReason(
        code: "not-text",
        message: "a \"binary\"\nfile",
        sha256: String(repeating: "a", count: 64),
        size: 3,
        failed: Timestamp(seconds: 0),
        attempts: 1
    )

    @Test func `promise 24: a failed file is kept beside its reason`() throws {
        let root = try TestRoot()
        try root.drop("sub/a.html", "bin")
        let claim = try root.claim()
        #expect(try root.failed.keep(claim, reason) == RawPath("a.html"))
        #expect(root.failed.claim(of: RawPath("a.html")) == claim.id)
        #expect(root.failed.claim(of: RawPath("b.html")) == nil)
        let files = try root.files(in: "failed")
        #expect(files["a.html"] == "bin")
        let json = try JSONSerialization.jsonObject(with: Data((files["a.html.reason.json"] ?? "").utf8))
        let members = try #require(json as? [String: Any])
        #expect(members["name"] as? String == "sub/a.html")
        #expect(members["code"] as? String == "not-text")
        #expect(members["message"] as? String == "a \"binary\"\nfile")
        #expect(members["failed"] as? String == "1970-01-01T00:00:00Z")
        #expect(members["size"] as? Int == 3 && members["attempts"] as? Int == 1)
        #expect(try root.files(in: ".work").isEmpty)
    }

    @Test func `failed files of one name are all kept`() throws {
        let root = try TestRoot()
        for content in ["1", "2", "3"] {
            try root.drop("a.html", content)
            _ = try root.failed.keep(try root.claim(), reason)
        }
        #expect(try root.failed.names().map(\.description) == ["a.html", "a.html.2", "a.html.3"])
        #expect(try root.files(in: "failed").count == 6)
    }

    @Test func `a name of 255 bytes leaves room for its reason`() throws {
        let root = try TestRoot()
        for _ in 1...2 {
            try root.drop(RawPath(bytes: [UInt8](repeating: 0x61, count: 255)), "x")
            _ = try root.failed.keep(try root.claim(), reason)
        }
        #expect(try root.failed.names().count == 2)
        #expect(try root.files(in: "failed").count == 4)
    }

    @Test func `a file put back is in the inbox again, without its reason`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        _ = try root.failed.keep(try root.claim(), reason)
        #expect(try root.failed.retry(RawPath("a.html")) == RawPath("a.html"))
        #expect(try root.files(in: "inbox") == ["a.html": "x"])
        #expect(try root.files(in: "failed").isEmpty)
        #expect(throws: IntakeError.vanished(name: "a.html")) { try root.failed.retry(RawPath("a.html")) }
    }

    @Test(arguments: ["../inbox/a", "..", ".", "/etc/passwd", ""])
    func `promise 27: only what lies in the folder is put back`(name: String) throws {
        let root = try TestRoot()
        #expect(throws: IntakeError.self) { try root.failed.retry(RawPath(name)) }
    }

    @Test func `promise 10: a file stopped between its two names is not doubled`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        let claim = try root.claim()
        let held = root.path(".work/\(claim.id)/a.html")
        try Kernel.link(held, root.path("failed/a.html"))
        let recovered = try #require(try root.work.recover().first)
        #expect(try root.failed.keep(recovered, reason) == RawPath("a.html"))
        #expect(try root.failed.names().count == 1)
    }
}
