import Articles
import Foundation
import Glibc
import Testing
import WatchFolder

/// Sets the identity that the kernel uses for this thread's file access; glibc does not spread it to other threads.
@_silgen_name("setfsuid") private func setfsuid(_ user: uid_t) -> Int32

/// Runs `body`, which must not wait, with the rights of nobody if this process has those of root.
private func asNobody<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard geteuid() == 0 else { return try body() }
    _ = setfsuid(65_534)
    defer { _ = setfsuid(0) }
    return try body()
}

struct ScannerTests {
    @Test func `promise 3: files are found however deep, oldest first`() throws {
        let root = try TestRoot()
        try root.drop("c.html", "1", modified: 30)
        try root.drop("sub/한/b.html", "2", modified: 10)
        try root.drop("sub/a.html", "3", modified: 20)
        try root.drop("a.html", "4", modified: 30)
        let listing = try root.scan()
        #expect(listing.candidates.map(\.path.description) == ["sub/한/b.html", "sub/a.html", "a.html", "c.html"])
        #expect(listing.candidateCount == 4)
    }

    @Test func `promise 4: junk is left alone and counted`() throws {
        let root = try TestRoot()
        for name in [".a", "b.part", "@eaDir/x.html", "page_files/style.css", "page.html"] { try root.drop(name, "x") }
        let listing = try root.scan()
        #expect(listing.candidates.map(\.path.description) == ["page.html"])
        #expect(listing.ignoredCount == 4)
        #expect(listing.ignored.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func `promise 16: links, pipes, sockets and devices are listed and never opened`() throws {
        let root = try TestRoot()
        let outside = root.path("outside.html")
        try Data("secret".utf8).write(to: root.folder.appendingPathComponent("outside.html"))
        try Kernel.symlink(outside, root.inbox.appending("link.html"))
        try Kernel.symlink(root.path("."), root.inbox.appending("linkfolder"))
        try Kernel.link(outside, root.inbox.appending("hard.html"))
        try Kernel.mkfifo(root.inbox.appending("pipe.html"))
        let listing = try root.scan()
        #expect(listing.candidates.isEmpty)
        #expect(listing.special.map(\.kind) == [.hardLink, .symbolicLink, .symbolicLink, .fifo])
        #expect(listing.specialCount == 4)
        // Even asked to by name, the work folder takes none of them.
        for name in ["link.html", "hard.html", "pipe.html"] {
            let file = InboxFile(
                path: RawPath(name),
                signature: FileSignature(device: 0, inode: 0, size: 6, modified: 0)
            )
            #expect(throws: IntakeError.notRegular(name: name)) {
                try root.work.claim(file, at: Timestamp(seconds: 1))
            }
        }
        #expect(try Data(contentsOf: root.folder.appendingPathComponent("outside.html")) == Data("secret".utf8))
    }

    @Test func `promise 16: two names of one file are taken when both lie in the inbox`() throws {
        let root = try TestRoot()
        try root.drop("a.html", "x")
        try Kernel.link(root.inbox.appending("a.html"), root.inbox.appending("b.html"))
        #expect(try root.scan().candidates.map(\.path.description) == ["a.html", "b.html"])
    }

    @Test func `promise 17: an unreadable file is reported with owner, mode and the command that mends it`() throws {
        let root = try TestRoot()
        try root.drop("locked.html", "x")
        try root.drop("open.html", "x")
        let path = root.inbox.appending("locked.html")
        try Kernel.chmod(path, 0o600)
        try Kernel.chmod(root.inbox, 0o755)
        let isRoot = geteuid() == 0
        if !isRoot { try Kernel.chmod(path, 0) }
        let listing = try asNobody { try root.scan() }
        let entry = try #require(listing.unreadable.first)
        #expect(listing.unreadableCount == 1)
        #expect(entry.path.description == "locked.html")
        #expect(entry.reason.contains(isRoot ? "mode 0600" : "mode 0000"))
        #expect(entry.reason.contains("chmod a+r '\(path.description)'"))
        #expect(listing.candidates.map(\.path.description) == ["open.html"])
    }

    @Test(arguments: [
        Array("\u{1112}\u{1161}\u{11AB}.html".utf8), [0xC7, 0xD1, 0x2E, 0x68], Array("a\nb\u{1B}[0m.html".utf8),
        [UInt8](repeating: 0x61, count: 255), Array(" ".utf8), Array("-rf".utf8), Array("%s%n".utf8),
    ])
    func `promise 23: the raw bytes of a name are the key`(name: [UInt8]) throws {
        let root = try TestRoot()
        try root.drop(RawPath(bytes: name), "content")
        #expect(try root.only().path.bytes == name)
        let page = try root.work.read(try root.claim(), maximumBytes: 100)
        let copy = try root.archive.store(page, on: day)
        #expect(try root.archive.bytes(of: copy.path) == Array("content".utf8))
        #expect(copy.path.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        try root.work.finish(page, archived: copy)
        #expect(try root.scan().candidates.isEmpty)
        #expect(try root.files(in: ".work").isEmpty)
    }

    @Test func `promise 26: a burst is worked off oldest first in bounded memory`() throws {
        let root = try TestRoot()
        for index in 0..<300 { try root.drop("\(index).html", "x", modified: 10_000 - index) }
        let listing = try root.scan { $0.limit = 10 }
        #expect(listing.candidates.map(\.path.description) == (290..<300).reversed().map { "\($0).html" })
        #expect(listing.candidateCount == 300)
    }

    @Test func `promise 8: a missing inbox is an error, not an empty one`() throws {
        let root = try TestRoot()
        try FileManager.default.removeItem(atPath: root.inbox.description)
        #expect(throws: SystemError.self) { try root.scan() }
    }

    @Test func `folders without end are not walked to the end`() throws {
        let root = try TestRoot()
        try root.drop(RawPath((0..<20).map { _ in "d" }.joined(separator: "/") + "/a.html"), "x")
        let listing = try root.scan { $0.depthLimit = 10 }
        #expect(listing.candidates.isEmpty)
        #expect(listing.special.map(\.kind) == [.tooDeep])
    }
}

struct SettleTests {
    private let start = ContinuousClock.now

    private func file(_ name: String = "a", size: Int = 1, modified: Int = 0, inode: Int = 1) -> InboxFile {
        InboxFile(
            path: RawPath(name),
            signature: FileSignature(device: 1, inode: inode, size: size, modified: modified)
        )
    }

    @Test func `promise 1: settled means two looks apart that found the same`() {
        var tracker = SettleTracker(settle: .seconds(2))
        let first = tracker.look(at: [file()], now: start)
        #expect(first.settled.isEmpty)
        #expect(first.nextLook == start + .seconds(2))
        #expect(tracker.look(at: [file()], now: start + .seconds(1)).settled.isEmpty)
        #expect(tracker.look(at: [file()], now: start + .seconds(2)).settled == [file()])
    }

    @Test(arguments: [(2, 0, 1), (1, 7, 1), (1, 0, 9)])
    func `promise 1: a change of size, time or inode starts the wait anew`(size: Int, modified: Int, inode: Int) {
        var tracker = SettleTracker(settle: .seconds(2))
        _ = tracker.look(at: [file()], now: start)
        let changed = file(size: size, modified: modified, inode: inode)
        #expect(tracker.look(at: [changed], now: start + .seconds(2)).settled.isEmpty)
        #expect(tracker.look(at: [changed], now: start + .seconds(3)).settled.isEmpty)
        #expect(tracker.look(at: [changed], now: start + .seconds(4)).settled == [changed])
    }

    @Test func `promise 2: what lies there at start follows the same rule, a closing event or not`() {
        var tracker = SettleTracker(settle: .seconds(2))
        #expect(tracker.look(at: [file()], finished: [RawPath("a")], now: start).settled.isEmpty)
        #expect(tracker.look(at: [file()], now: start + .seconds(2)).settled == [file()])
    }

    @Test func `without a settle time one look after the closing is enough`() {
        var tracker = SettleTracker(settle: .zero)
        let files = [file("closed"), file("unknown"), file("empty", size: 0)]
        let first = tracker.look(at: files, finished: [RawPath("closed"), RawPath("empty")], now: start)
        #expect(first.settled == [files[0]])
        #expect(tracker.look(at: files, now: start).settled == [files[0], files[1]])
    }

    @Test func `promise 22: an empty file waits ten minutes`() {
        var tracker = SettleTracker(settle: .seconds(2))
        let empty = file(size: 0)
        #expect(tracker.look(at: [empty], now: start).nextLook == start + .seconds(600))
        #expect(tracker.look(at: [empty], now: start + .seconds(599)).settled.isEmpty)
        #expect(tracker.look(at: [empty], now: start + .seconds(600)).settled == [empty])
    }

    @Test func `promise 25: a time in the future settles like any other`() {
        var tracker = SettleTracker(settle: .seconds(2))
        let future = file(modified: 4_000_000_000 * 1_000_000_000)
        _ = tracker.look(at: [future], now: start)
        #expect(tracker.look(at: [future], now: start + .seconds(2)).settled == [future])
    }

    @Test func `a file that was refused waits, even without a settle time`() {
        var tracker = SettleTracker(settle: .zero)
        let name: Set = [RawPath("a")]
        #expect(tracker.look(at: [file()], finished: name, now: start).settled == [file()])
        tracker.startOver(RawPath("a"))
        let again = tracker.look(at: [file()], finished: name, now: start)
        #expect(again.settled.isEmpty)
        #expect(again.nextLook == start + .milliseconds(200))
        #expect(tracker.look(at: [file()], now: start + .milliseconds(200)).settled == [file()])
    }

    @Test func `a file that left and came back waits again`() {
        var tracker = SettleTracker(settle: .seconds(2))
        _ = tracker.look(at: [file()], now: start)
        _ = tracker.look(at: [], now: start + .seconds(1))
        #expect(tracker.look(at: [file()], now: start + .seconds(3)).settled.isEmpty)
    }
}
