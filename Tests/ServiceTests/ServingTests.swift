import Articles
import Foundation
import Glibc
import Storage
import Testing

/// What the intake contract promises to whoever drops a file while the daemon runs.
@Suite(.onOwnThreads, .served(["intake.max_file": "1 MiB", "intake.empty_grace": "1", "intake.ignore": "['draft-*']"]))
struct ServingTests {
    private func root() throws -> ServedRoot { try #require(Served.root) }

    @Test func `promise 1: a file is not taken while it is being written`() async throws {
        let root = try root()
        let bytes = Pages.page("slow writers")
        #expect(FileManager.default.createFile(atPath: root.inbox("slow.html"), contents: nil))
        let file = try #require(FileHandle(forWritingAtPath: root.inbox("slow.html")))
        for start in stride(from: 0, to: bytes.count, by: bytes.count / 5 + 1) {
            try file.write(contentsOf: bytes[start..<min(start + bytes.count / 5 + 1, bytes.count)])
            // Longer than a file has to be quiet: it is the open descriptor that says it is not done.
            try await Task.sleep(for: .milliseconds(400))
            #expect(root.isInInbox("slow.html"))
        }
        try file.close()
        try await eventually("the whole page is a document") { try root.document("slow.html")?.size == bytes.count }
    }

    @Test func `promise 3: files and folders that are moved in are found, however nested`() async throws {
        let root = try root()
        let outside = root.path + "/outside"
        try FileManager.default.createDirectory(atPath: outside + "/moved/a/b", withIntermediateDirectories: true)
        for (name, mark) in [("moved/one.html", "folders"), ("moved/a/b/two.html", "depths"), ("three.html", "moves")] {
            try Data(Pages.page(mark)).write(to: URL(filePath: outside + "/" + name))
        }
        try FileManager.default.moveItem(atPath: outside + "/moved", toPath: root.inbox("moved"))
        try FileManager.default.moveItem(atPath: outside + "/three.html", toPath: root.inbox("three.html"))
        for name in ["moved/one.html", "moved/a/b/two.html", "three.html"] {
            try await eventually("\(name) is a document") { try root.document(name) != nil }
        }
        // The folder is watched, too: what comes into it later is found.
        try root.drop(Pages.page("late comers"), as: "moved/a/late.html")
        try await eventually("the late page is a document") { try root.document("moved/a/late.html") != nil }
    }

    @Test func `promise 4: temporary and junk names are left alone and counted`() async throws {
        let root = try root()
        let names = [
            ".hidden.html", "a.crdownload", "b.part", "c.partial", "d.download", "e.tmp", "~$f.html", ".~lock.g#",
            "h.swp", "4913", "Thumbs.db", "desktop.ini", "draft-i.html",
        ]
        for name in names { try root.drop(Pages.page("junk " + name), as: name) }
        try root.drop(Pages.page("what follows junk"), as: "after-junk.html")
        try await eventually("a later page is a document") { try root.document("after-junk.html") != nil }
        #expect(names.allSatisfy(root.isInInbox))
        let inbox = try await root.status().json["inbox"] as? [String: Int]
        #expect(inbox?["ignored"] ?? 0 >= names.count)
    }

    @Test func `promise 11 and 12: other bytes are another document, the same bytes a duplicate`() async throws {
        let root = try root()
        try root.drop(Pages.page("first thoughts"), as: "twice.html")
        try await eventually("the page is a document") { try root.document("twice.html") != nil }
        let first = try #require(try root.document("twice.html"))
        try root.drop(Pages.page("first thoughts"), as: "copy-of-twice.html")
        // It leaves the inbox before it is compared, so the ledger is what tells that it was.
        try await eventually("the copy is a duplicate") { try root.counts().duplicates == 1 }
        #expect(!root.isInInbox("copy-of-twice.html"))
        #expect(try root.document("copy-of-twice.html") == nil)
        #expect(root.reason("copy-of-twice.html") == nil)
        let second = Pages.page("second thoughts")
        try root.drop(second, as: "twice.html")
        func other() throws -> KeptDocument? {
            try root.ledger.documents(receivedIn: .init(seconds: 0)..<(.init(seconds: .max))).first {
                $0.name == "twice.html" && $0.sha256 != first.sha256
            }
        }
        try await eventually("the other page is a document too") { try other() != nil }
        #expect(try other()?.size == second.count)
        #expect(!root.isInInbox("twice.html"))
    }

    @Test func `promise 14: a file that vanishes or grows before it is read is no error`() async throws {
        let root = try root()
        try root.drop(Pages.page("ghosts"), as: "ghost.html")
        try FileManager.default.removeItem(atPath: root.inbox("ghost.html"))
        try root.drop(Pages.page("half of it"), as: "grows.html")
        try await Task.sleep(for: .milliseconds(100))
        let whole = Pages.page("all of it") + Pages.page("and more")
        try root.drop(whole, as: "grows.html")
        let hash = SHA256.hexDigest(of: whole)
        try await eventually("the whole page is a document") { try root.ledger.document(sha256: hash) != nil }
        #expect(try root.document("ghost.html") == nil)
        #expect(root.reason("ghost.html") == nil)
    }

    @Test func `promise 16: links, pipes and sockets are named once and never read`() async throws {
        let root = try root()
        let secret = root.path + "/secret.html"
        try Data(Pages.page("secrets")).write(to: URL(filePath: secret))
        try FileManager.default.createSymbolicLink(atPath: root.inbox("link.html"), withDestinationPath: secret)
        #expect(unsafe link(secret, root.inbox("hard.html")) == 0)
        #expect(unsafe mkfifo(root.inbox("pipe.html"), 0o644) == 0)
        try root.drop(Pages.page("what follows a pipe"), as: "after-pipe.html")
        try await eventually("a later page is a document") { try root.document("after-pipe.html") != nil }
        #expect(FileManager.default.fileExists(atPath: secret))
        for name in ["link.html", "hard.html", "pipe.html"] {
            #expect(try root.document(name) == nil)
            let listed = try await root.status().json["leftAlone"] as? [String] ?? []
            #expect(listed.count { $0.hasPrefix(name + ": ") } == 1)
        }
        #expect(root.log.components(separatedBy: "file=pipe.html").count == 2)
    }

    /// A file that cannot be read, and why; a failing test prints its name, not a megabyte of bytes.
    struct Unreadable: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let code: String

        var testDescription: String { name }
    }

    @Test(arguments: [
        Unreadable(name: "large.html", bytes: Array(repeating: 0x61, count: 1 << 20 | 1), code: "too-large"),
        Unreadable(name: "empty.html", bytes: [], code: "empty"),
        Unreadable(
            name: "picture.html",
            bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A] + Array(0...255),
            code: "not-text"
        ),
    ])
    func `promises 19, 22 and 24: what cannot be read is kept with a reason`(_ file: Unreadable) async throws {
        let root = try root()
        try root.drop(file.bytes, as: file.name)
        try await eventually("\(file.name) has a reason") { root.reason(file.name) != nil }
        #expect(root.reason(file.name)?.contains("\"code\": \"\(file.code)\"") == true)
        let isKept = try root.contents(root.path + "/failed/" + file.name) == file.bytes
        #expect(isKept)
        #expect(!root.isInInbox(file.name))
    }

    @Test(arguments: [
        Array("line\nbreak.html".utf8), Array("escape\u{1B}[31m.html".utf8),
        [0xB0, 0xA1, 0x2E, 0x68, 0x74, 0x6D, 0x6C],
        Array("한글.html".decomposedStringWithCanonicalMapping.utf8),
        Array((String(repeating: "n", count: 250) + ".html").utf8), Array("-rf; $(x) 'q' \"d\" <b>.html".utf8),
    ])
    func `promise 23: no name is too odd, and none breaks a line`(name: [UInt8]) async throws {
        let root = try root()
        let bytes = Pages.page("odd names \(name)")
        let path = Array((root.path + "/inbox/").utf8) + name + [0]
        let file = unsafe path.withUnsafeBytes {
            unsafe open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_WRONLY | O_CREAT, 0o644)
        }
        try #require(file >= 0)
        try FileHandle(fileDescriptor: file, closeOnDealloc: true).write(contentsOf: bytes)
        let before = "sha256=" + SHA256.hexDigest(of: bytes).prefix(12)
        try await eventually("it is taken in") { root.log.contains(before) }
        let line = try #require(root.log.split(separator: "\n").first { $0.contains(before) })
        #expect(line.hasPrefix("info: taken in "))
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test func `promise 9: a second daemon on the same root is refused with the first one's number`() async throws {
        let root = try root()
        let second = try await root.run(["serve"])
        #expect(second.status == 75)
        #expect(second.errors.contains("process \(root.processID)"))
        #expect(root.isRunning)
    }
}
