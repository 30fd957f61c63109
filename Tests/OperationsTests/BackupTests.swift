import Articles
import Daemon
import Digests
import Foundation
import Glibc
import Storage
import Testing
import WatchFolder

/// Copies of the ledger, and the ledger made again.
struct BackupTests {
    private func damage(_ state: State) throws {
        let file = try FileHandle(forUpdating: URL(filePath: state.path + "/daybook.sqlite"))
        try file.write(contentsOf: Data(repeating: 0x41, count: 4096))
        try file.close()
    }

    @Test func `a backup is one file with the same rows, made while the ledger is written`() async throws {
        let state = try State()
        try await state.takeIn(["harbours", "lanterns"])
        let settings = try await state.settings()
        let service = try Ledger(at: settings.database, for: .service)
        try service.setMeta("unmerged", "yes")
        let outcome = try Backup(settings).write(to: nil)
        #expect(outcome.copy.documents == 2)
        #expect(outcome.path.hasPrefix(state.path + "/backups/daybook-"))
        #expect(state.names("backups").count == 1, "\(state.names("backups"))")
        let copy = try Ledger.proven(fileAt: outcome.path)
        #expect(copy == outcome.copy)
        try service.close()
    }

    @Test func `a backup replaces an earlier one, and no other file`() async throws {
        let state = try State()
        try await state.takeIn(["harbours"])
        let settings = try await state.settings()
        for _ in 1...2 { _ = try Backup(settings).write(to: state.path + "/copy.sqlite") }
        try state.write("a letter", to: "letter.txt")
        #expect(throws: MaintenanceError.self) { try Backup(settings).write(to: state.path + "/letter.txt") }
        #expect(try state.text("letter.txt") == "a letter")
    }

    @Test func `a restored backup is the ledger, the old one lies beside it, and what is newer is counted`()
        async throws
    {
        let state = try State()
        try await state.takeIn(["harbours"])
        let settings = try await state.settings()
        let before = try state.dump()
        let backup = try Backup(settings).write(to: state.path + "/copy.sqlite")
        try await state.takeIn(["lanterns"])
        let outcome = try Restore(settings).restore(from: backup.path)
        #expect(try state.dump() == before)
        #expect(outcome.newer == 1)
        let aside = try #require(outcome.aside)
        #expect(try Ledger.proven(fileAt: aside).documents == 2)
        // A damaged ledger is replaced as well.
        try damage(state)
        _ = try Restore(settings).restore(from: backup.path, at: Timestamp(seconds: 1_800_000_000))
        #expect(try state.dump() == before)
    }

    @Test func `a backup that is damaged or none is refused, and nothing changes`() async throws {
        let state = try State()
        try await state.takeIn(["harbours"])
        let settings = try await state.settings()
        let before = try state.dump()
        try state.write("no database at all, but long enough to look at", to: "fake.sqlite")
        #expect {
            try Restore(settings).restore(from: state.path + "/fake.sqlite")
        } throws: {
            exitCode(for: $0) == 65 && "\($0)".contains("is no backup") && !"\($0)".contains("daybook restore FILE")
        }
        #expect {
            try Restore(settings).restore(from: state.path + "/none.sqlite")
        } throws: {
            exitCode(for: $0) == 66 && "\($0)".contains("There is no backup at")
        }
        #expect(try state.dump() == before)
        #expect(!state.names("").contains { $0.contains(".restore") })
    }

    @Test func `a root that is not there is not made by a restore of nothing, and has nothing to rebuild or retry`()
        async throws
    {
        let state = try State()
        try FileManager.default.removeItem(atPath: state.path)
        let settings = try await state.settings()
        #expect(throws: NothingFound.self) { try Restore(settings).restore(from: "/nowhere.sqlite") }
        #expect(!state.has(""))
        await #expect {
            _ = try await Rebuild(settings).run { _, _ in }
        } throws: {
            exitCode(for: $0) == 66
        }
        #expect(try FailedFiles(settings).putBack([]) == [])
        #expect(throws: NothingFound.self) { try FailedFiles(settings).putBack(["page.html"]) }
    }

    @Test func `a backup made while the service ran is no sign of a crash once it is restored`() async throws {
        let state = try State()
        try await state.takeIn(["harbours"])
        let settings = try await state.settings()
        let service = try Ledger(at: state.path + "/daybook.sqlite", for: .service)
        _ = try service.startRun(at: .now)
        let backup = try Backup(settings).write(to: nil)
        try service.close()
        _ = try Restore(settings).restore(from: backup.path)
        #expect(try !state.ledger.endedBadly())
        let doctor = Doctor(settings)
        #expect(!doctor.findings.contains { $0.check == "stale lock" })
    }

    @Test func `restore and rebuild are refused while a daemon holds the lock`() async throws {
        let state = try State()
        try await state.takeIn(["harbours"])
        let settings = try await state.settings()
        let backup = try Backup(settings).write(to: nil)
        let lock = try StateLock(at: RawPath(state.path + "/daybook.lock"))
        #expect(throws: StateLock.Held.self) { try Restore(settings).restore(from: backup.path) }
        await #expect(throws: StateLock.Held.self) { try await Rebuild(settings).run { _, _ in } }
        _ = consume lock
    }

    @Test func `promise 29: a rebuild from the archive equals the ledger, whether that is sound, damaged or gone`()
        async throws
    {
        let state = try State()
        let address = "https://news.example/a"
        try state.write(State.page("first words", address: address), to: "inbox/first.html")
        try state.write("\u{FF}\u{FE}", to: "inbox/odd%41.txt")
        try await state.takeIn(["harbours", "lanterns"])
        try state.write(State.page("other words", address: address), to: "inbox/second.html")
        try await state.run()
        let settings = try await state.settings()
        let before = try state.dump()
        #expect(
            try state.ledger.versions(ofArticleWith: try #require(try state.ledger.document("first.html")).sha256).count
                == 2
        )
        for damage in ["none", "damaged", "gone"] {
            if damage == "damaged" { try self.damage(state) }
            if damage == "gone" { try FileManager.default.removeItem(atPath: state.path + "/daybook.sqlite") }
            let moment = Timestamp(seconds: 1_800_000_000 + damage.count)
            let outcome = try await Rebuild(settings, executable: State.program).run(at: moment) { _, _ in }
            #expect(outcome.read == 4, "\(damage): \(outcome)")
            #expect(try state.dump() == before, "\(damage)")
            #expect((outcome.aside == nil) == (damage == "gone"))
        }
    }

    @Test func `a rebuild takes over what has no copy in the archive`() async throws {
        let state = try State()
        try await state.takeIn(["harbours", "lanterns", "bridges"])
        let settings = try await state.settings()
        let before = try state.dump()
        let gone = try #require(try state.ledger.document("bridges.html"))
        try FileManager.default.removeItem(atPath: state.path + "/" + gone.archivePath)
        let outcome = try await Rebuild(settings, executable: State.program).run { _, _ in }
        #expect(outcome.read == 2)
        #expect(outcome.takenOver == 1)
        #expect(try state.dump() == before)
        #expect(!state.names("").contains { $0.contains(".rebuild") })
    }

    @Test func `a rebuild that is killed leaves the ledger as it was, and the next one goes on where it stopped`()
        async throws
    {
        let state = try State()
        let marks = (1...60).map { "harbour \($0)" }
        try await state.takeIn(marks)
        let before = try state.dump()
        let process = Process()
        process.executableURL = URL(filePath: State.program)
        process.arguments = ["rebuild", "--root", state.path]
        process.environment = ["PATH": "/usr/bin:/bin", "DAYBOOK_KNOWLEDGE_FILES": "/nowhere"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        func begun() -> Int {
            (try? Ledger(at: state.path + "/daybook.sqlite.rebuild", for: .look).counts().documents) ?? 0
        }
        // Without giving up the thread: other tests might keep it until the rebuild has ended.
        while process.isRunning, begun() < 3 { usleep(2000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let done = begun()
        #expect(done >= 3 && done < marks.count)
        let isUntouched = try state.dump() == before
        #expect(isUntouched)
        let settings = try await state.settings()
        let outcome = try await Rebuild(settings, executable: State.program).run { _, _ in }
        #expect(outcome.documents == marks.count && outcome.losses.isEmpty)
        #expect(outcome.read == marks.count - done)
        let isEqual = try state.dump() == before
        #expect(isEqual)
    }

    @Test func `files of several documents are rebuilt as such, from the archive or the old ledger`() async throws {
        let state = try State()
        let items = ["harbours", "lanterns"].map { mark in
            """
            <item><title>A round for \(mark)</title><link>https://lindow.example/\(mark)</link>
            <description>OpenAI raised $6 billion for \(mark), and NVIDIA invested 2 billion dollars in it.</description>
            </item>
            """
        }
        let feed = "<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>"
        try state.write(feed, to: "inbox/folder/feed.xml")
        try await state.run()
        let settings = try await state.settings()
        let before = try state.dump()
        let first = try #require(try state.ledger.document("folder/feed.xml#1"))
        for isGone in [false, true] {
            if isGone { try FileManager.default.removeItem(atPath: state.path + "/" + first.archivePath) }
            let moment = Timestamp(seconds: isGone ? 1_800_000_001 : 1_800_000_000)
            let outcome = try await Rebuild(settings, executable: State.program).run(at: moment) { _, _ in }
            #expect(outcome.losses.isEmpty && outcome.documents == 2, "\(outcome)")
            #expect(outcome.takenOver == (isGone ? 2 : 0))
            let isEqual = try state.dump() == before
            #expect(isEqual)
            #expect(try state.ledger.file(sha256: first.fileSHA256)?.name == "folder/feed.xml")
        }
        // The file is known as a whole: the same bytes are a duplicate, and bring the copy back.
        try state.write(feed, to: "inbox/again.xml")
        try await state.run()
        #expect(try state.ledger.counts().documents == 2 && state.ledger.counts().duplicates == 1)
        #expect(state.has(first.archivePath))
    }

    @Test func `an edition says how many pages of its day it leaves out`() async throws {
        let state = try State()
        try await state.takeIn(["harbours", "lanterns", "bridges"])
        let settings = try await state.settings()
        let ledger = try state.ledger
        let edition = try EditionKeeper(settings: settings, ledger: ledger, mostDocuments: 2).open(at: .now)
        #expect(edition.coverage.received == 3 && edition.coverage.used == 2)
        let words = edition.json.contains("1쪽은 이 판에 넣지 않았다")
        #expect(words)
        let whole = try EditionKeeper(settings: settings, ledger: ledger, mostDocuments: 3).open(at: .now)
        let isWhole = !whole.json.contains("이 판에 넣지 않았다")
        #expect(isWhole && whole.coverage.used == 3)
    }

    @Test func `a search index that is out of step is made anew`() async throws {
        let state = try State()
        try await state.takeIn(["harbours"])
        let settings = try await state.settings()
        try Rebuild.remakeIndex(settings)
        #expect(try state.ledger.indexState().isGood)
        #expect(try state.ledger.search("harbours").count == 1)
    }
}
