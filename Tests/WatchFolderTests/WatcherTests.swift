import Articles
import Foundation
import Glibc
import Testing
import WatchFolder

/// Waits until what the watcher tells answers `isEnough`, at most ten seconds.
private func news(
    from watcher: InboxWatcher,
    until isEnough: @escaping @Sendable (InboxWatcher.News) -> Bool
) async -> InboxWatcher.News {
    var all = InboxWatcher.News()
    let deadline = ContinuousClock.now + .seconds(10)
    while true {
        // Looked at before the clock: on a busy machine the sleep may outlast the deadline.
        let isLate = ContinuousClock.now >= deadline
        let more = watcher.takeNews()
        all.finished.formUnion(more.finished)
        all.overflows += more.overflows
        all.lostInbox = all.lostInbox || more.lostInbox
        if isEnough(all) || isLate { return all }
        try? await Task.sleep(for: .milliseconds(5))
    }
}

struct WatcherTests {
    @Test func `promise 3: closing, renaming in, and moved-in folders wake the scanner`() async throws {
        let root = try TestRoot()
        let watcher = try InboxWatcher(inbox: root.inbox)
        defer { watcher.stop() }
        #expect(watcher.blindness == nil)
        try root.drop("a.html", "x")
        try Data("y".utf8).write(to: root.folder.appendingPathComponent("outside"))
        try Kernel.rename(root.path("outside"), root.inbox.appending("b.html"))
        let wanted: Set = [RawPath("a.html"), RawPath("b.html")]
        #expect(await news(from: watcher) { $0.finished == wanted }.finished == wanted)
        // A folder with folders in it, moved in whole, is watched to the bottom.
        let moved = root.folder.appendingPathComponent("moved/deep")
        try FileManager.default.createDirectory(at: moved, withIntermediateDirectories: true)
        try Kernel.rename(root.path("moved"), root.inbox.appending("moved"))
        var wakes = watcher.wakes.makeAsyncIterator()
        _ = await wakes.next()
        // The wake may be that of the files above; the folder is watched a moment later at most.
        try await Task.sleep(for: .milliseconds(200))
        try root.drop("moved/deep/c.html", "z")
        let deep = RawPath("moved/deep/c.html")
        #expect(await news(from: watcher) { $0.finished.contains(deep) }.finished == [deep])
    }

    @Test func `promise 3: a folder made here is watched before it is walked`() async throws {
        let root = try TestRoot()
        let watcher = try InboxWatcher(inbox: root.inbox)
        defer { watcher.stop() }
        try Kernel.mkdir(root.inbox.appending("new"))
        try await Task.sleep(for: .milliseconds(200))
        try root.drop("new/a.html", "x")
        let wanted: Set = [RawPath("new/a.html")]
        #expect(await news(from: watcher) { $0.finished == wanted }.finished == wanted)
    }

    @Test func `promise 4: what happens in junk folders wakes nobody`() async throws {
        let root = try TestRoot()
        try FileManager.default.createDirectory(
            atPath: root.inbox.appending(".stfolder").description,
            withIntermediateDirectories: false
        )
        let watcher = try InboxWatcher(inbox: root.inbox)
        defer { watcher.stop() }
        try root.drop(".stfolder/a.html", "x")
        try root.drop("b.html", "x")
        let wanted: Set = [RawPath("b.html")]
        #expect(await news(from: watcher) { !$0.finished.isEmpty }.finished == wanted)
    }

    @Test func `promise 6: an overflow of the queue is counted and all folders are watched anew`() async throws {
        let root = try TestRoot()
        let watcher = try InboxWatcher(inbox: root.inbox)
        defer { watcher.stop() }
        let mask = UInt32(IN_Q_OVERFLOW)
        let bytes =
            [UInt8](repeating: 0xFF, count: 4)
            + (0..<4).map { UInt8(truncatingIfNeeded: mask >> (8 * $0)) } + [UInt8](repeating: 0, count: 8)
        watcher.receive(bytes + bytes)
        #expect(watcher.takeNews().overflows == 2)
        #expect(watcher.takeNews().overflows == 0)
    }

    @Test func `cut and random events are taken without harm`() throws {
        let root = try TestRoot()
        let watcher = try InboxWatcher(inbox: root.inbox)
        defer { watcher.stop() }
        for length in 0..<200 {
            watcher.receive((0..<length).map { UInt8(truncatingIfNeeded: $0 &* length &* 31) })
        }
    }

    @Test func `promise 8: the loss of the inbox is told`() async throws {
        let root = try TestRoot()
        let watcher = try InboxWatcher(inbox: root.inbox)
        defer { watcher.stop() }
        try Kernel.rename(root.inbox, root.path("gone"))
        #expect(await news(from: watcher) { $0.lostInbox }.lostInbox)
    }

    @Test func `stopping ends the stream`() async throws {
        let root = try TestRoot()
        let watcher = try InboxWatcher(inbox: root.inbox)
        watcher.stop()
        watcher.stop()
        for await _ in watcher.wakes {}
    }
}

struct GuardTests {
    @Test func `promise 9: a second daemon is refused with the pid of the first`() throws {
        let root = try TestRoot()
        let path = root.path("daybook.lock")
        #expect(StateLock.holder(at: path) == nil)
        try held(at: path)
        #expect(StateLock.holder(at: path) == nil, "the lock goes with its holder")
        #expect(refusal(at: path) == nil)
    }

    /// Why the lock cannot be taken, or `nil` when it can.
    private func refusal(at path: RawPath) -> StateLock.Held? {
        do {
            _ = try StateLock(at: path)
            return nil
        } catch {
            return error as? StateLock.Held
        }
    }

    /// Takes the lock for the length of the call.
    private func held(at path: RawPath) throws {
        let lock = try StateLock(at: path)
        let own = Int(getpid())
        #expect(StateLock.holder(at: path) == own)
        #expect(refusal(at: path) == StateLock.Held(holder: own, path: path.description))
        _ = consume lock
    }

    @Test func `promise 8: an inbox is made once, and never over a lost mount`() throws {
        let root = try TestRoot()
        let (state, inbox) = (root.path("."), root.path("new-inbox"))
        let local = InboxMark(isMounted: false)
        #expect(try InboxMark.check(inbox: inbox, state: state, remembered: nil) == .present(local))
        try Kernel.rmdir(inbox)
        for remembered in [local, InboxMark(isMounted: true)] {
            guard case .lost = try InboxMark.check(inbox: inbox, state: state, remembered: remembered) else {
                Issue.record("a new inbox was made")
                return
            }
            #expect(!Kernel.exists(inbox))
        }
        // The bare mount point lies on the file system of the state.
        try Kernel.mkdir(inbox)
        guard case .lost = try InboxMark.check(inbox: inbox, state: state, remembered: InboxMark(isMounted: true))
        else {
            Issue.record("the mount point was taken for the inbox")
            return
        }
        #expect(InboxMark(text: local.text) == local)
        #expect(InboxMark(text: "") == nil)
    }

    @Test func `promise 18: the room left is known`() throws {
        let root = try TestRoot()
        #expect(try FreeSpace.bytes(at: root.inbox) > 0)
        #expect(throws: SystemError.self) { try FreeSpace.bytes(at: root.path("nowhere")) }
    }
}
