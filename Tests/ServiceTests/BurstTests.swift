import Articles
import Foundation
import GRDB
import Glibc
import Storage
import TestSupport
import Testing

/// What the service manager is told while the daemon works, starts slowly, or cannot work.
@Suite(.onOwnThreads)
struct BurstTests {
    @Test func `promise 26: a burst is worked off oldest first, with progress and the time left in the status`()
        async throws
    {
        let root = try ServedRoot(["intake.settle": "0", "log.level": "info"])
        let manager = try NotifySocket()
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        let count = 120
        // The last name is the oldest file.
        for number in 0..<count {
            let name = "page-\(1000 + number).html"
            try root.drop(Pages.page("bursts \(number)"), as: name)
            let time = Date(timeIntervalSince1970: 1_700_000_000 - Double(number))
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: root.inbox(name))
        }
        try await root.serve(manager.environment)
        try await eventually("all are taken in") {
            _ = manager.lines
            return try root.counts().documents == count
        }
        let taken = root.log.split(separator: "\n").filter { $0.hasPrefix("info: taken in ") }
        let names = taken.compactMap { $0.split(separator: " ").first { $0.hasPrefix("file=") } }
        #expect(names.count == count)
        let isOldestFirst = names == names.sorted(by: >)
        #expect(isOldestFirst)
        try await eventually("the status says that it is done") {
            manager.lines.contains { $0.hasPrefix("STATUS=Watching the inbox: \(count) taken in") }
        }
        let status = try String(contentsOfFile: "/proc/\(root.processID)/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst()
            .first
        #expect(peak.flatMap { Int($0) }.map { $0 < 200 * 1024 } == true)
    }

    @Test func `promise 26: the status tells how many wait and how long that takes`() async throws {
        // The status is told every five seconds: a watchdog has it told more often.
        let root = try ServedRoot(["intake.settle": "0"])
        let manager = try NotifySocket()
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        let large = Array(String(repeating: "<p>One more of the many lines. </p>", count: 4000).utf8)
        for number in 0..<30 { try root.drop(Pages.page("long lines \(number)") + large, as: "\(number).html") }
        try await root.serve(manager.environment.merging(["WATCHDOG_USEC": "400000"]) { $1 })
        try await eventually("the status tells the progress; it told \(Set(manager.lines).count) things") {
            manager.lines.contains { line in
                line.hasPrefix("STATUS=Reading: ") && line.contains(" waiting, about ") && line.contains(" left; ")
            }
        }
        try await root.end(by: SIGKILL)
    }

    @Test func `a daemon that was started again and again waits before it works, and asks for that time`() async throws
    {
        let root = try ServedRoot()
        let manager = try NotifySocket()
        try FileManager.default.createDirectory(atPath: root.path, withIntermediateDirectories: true)
        // Seven starts in a minute with this one: two more than are usual.
        let ledger = try Ledger(at: root.path + "/daybook.sqlite", for: .service)
        // As if just now, however long this daemon waits for its turn to start.
        let soon = Timestamp(seconds: Int(Date.now.timeIntervalSince1970) + 600)
        for _ in 1...6 { _ = try ledger.startRun(at: soon) }
        try ledger.close()
        let started = ContinuousClock.now
        try await root.serve(manager.environment)
        #expect(ContinuousClock.now - started >= .seconds(2))
        #expect(root.log.contains("started 7 times within a minute, work begins in 2 s"))
        let asked = try #require(manager.lines.lastIndex(of: "EXTEND_TIMEOUT_USEC=32000000"))
        let ready = try #require(manager.lines.firstIndex(of: "READY=1"))
        #expect(asked < ready)
    }

    @Test func `a daemon that was started and stopped again and again on purpose works at once`() async throws {
        let root = try ServedRoot()
        let manager = try NotifySocket()
        try FileManager.default.createDirectory(atPath: root.path, withIntermediateDirectories: true)
        let ledger = try Ledger(at: root.path + "/daybook.sqlite", for: .service)
        let soon = Timestamp(seconds: Int(Date.now.timeIntervalSince1970) + 600)
        for _ in 1...20 { try ledger.endRun(ledger.startRun(at: soon), at: soon) }
        try ledger.close()
        try await root.serve(manager.environment)
        #expect(!root.log.contains("work begins in"))
    }

    @Test func `status tells how long a backlog takes, by the pace it is worked off at`() async throws {
        let root = try ServedRoot(["intake.settle": "0"])
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        let large = Array(String(repeating: "<p>One more of the many lines. </p>", count: 3000).utf8)
        let count = 400
        for number in 0..<count { try root.drop(Pages.page("backlog \(number)") + large, as: "\(number).html") }
        let before = try await root.status()
        #expect(before.exit == 3)
        let idle = before.json["inbox"] as? [String: Any]
        #expect(idle?["pending"] as? Int == count && before.json["progress"] is NSNull)
        #expect(
            try await root.run(["status"]).output.contains(
                "not running: what is dropped waits in the inbox. Start it: "
            )
        )
        try await root.serve()
        var told: (pending: Int, perSecond: Double, left: Int)?
        try await eventually("status tells the time left; its log: \(root.log.suffix(2000))") {
            let status = try await root.status().json
            guard let pending = (status["inbox"] as? [String: Int])?["pending"],
                let progress = status["progress"] as? [String: Any],
                let perSecond = progress["perSecond"] as? Double, let left = progress["secondsLeft"] as? Int
            else { return false }
            told = (pending, perSecond, left)
            return true
        }
        let last = try #require(told)
        #expect(last.pending > 0 && last.perSecond > 0)
        #expect(abs(Double(last.left) - Double(last.pending) / last.perSecond) <= 1 + Double(last.left) / 50)
        let text = try await root.run(["status"]).output
        #expect(text.contains(" waiting, about ") && text.contains(" left at "))
        try await root.end(by: SIGKILL)
    }

    @Test func `a start waits for a predecessor that is still dying`() async throws {
        let root = try ServedRoot()
        let path = root.path + "/daybook.lock"
        try FileManager.default.createDirectory(atPath: root.path, withIntermediateDirectories: true)
        let lock = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try #require(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) == 0)
        // It waits two seconds, in which a busy machine may not look at it: then it is started again.
        var isWaiting = false
        for _ in 1...5 where !isWaiting {
            try root.launch()
            // The last that is made before the lock is asked for.
            try await eventually("it is about to ask") {
                FileManager.default.fileExists(atPath: root.path + "/.work")
            }
            try await Task.sleep(for: .milliseconds(300))
            isWaiting = root.isRunning && !root.log.contains("watching")
        }
        #expect(isWaiting)
        close(lock)
        try await eventually("it watches; its log: \(root.log)") { root.log.contains("watching") || !root.isRunning }
        #expect(root.isRunning)
    }

    @Test func `promise 29: a ledger in use by another is waited for, and looking at it goes on`() async throws {
        let root = try ServedRoot()
        let manager = try NotifySocket()
        try await root.serve(manager.environment.merging(["WATCHDOG_USEC": "400000"]) { $1 })
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(60)
        let other = try DatabaseQueue(path: root.path + "/daybook.sqlite", configuration: configuration)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        try root.drop(Pages.page("locks"), as: "waits.html")
        try await eventually("the status says what is waited for; log: \(root.log)") {
            manager.lines.contains { $0.hasPrefix("STATUS=Degraded: ") && $0.contains("in use by another process") }
        }
        let status = try await root.status()
        #expect(status.json["running"] as? Bool == true)
        #expect(status.exit == 1)
        let reasons = status.json["degraded"] as? [String] ?? []
        #expect(reasons.contains { $0.hasPrefix("ledger: busy: process \(getpid()) has been writing") }, "\(reasons)")
        #expect(try root.document("waits.html") == nil)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try await eventually("the page is a document") { try root.document("waits.html") != nil }
        try await eventually("status is well again") { try await root.status().exit == 0 }
        let counts = try root.counts()
        #expect(counts.documents == 1 && counts.failed == 0 && counts.duplicates == 0)
    }

    @Test func `promise 29: a damaged ledger is refused at the start, with the ways out and a code of its own`()
        async throws
    {
        let root = try ServedRoot()
        try FileManager.default.createDirectory(atPath: root.path, withIntermediateDirectories: true)
        let damaged = Data(repeating: 0x41, count: 8192)
        try damaged.write(to: URL(filePath: root.path + "/daybook.sqlite"))
        let refused = try await root.run(["serve"])
        #expect(refused.status == 65)
        #expect(refused.errors.contains("daybook restore FILE") && refused.errors.contains("daybook rebuild"))
        let isUntouched = try root.contents(root.path + "/daybook.sqlite") == Array(damaged)
        #expect(isUntouched)
    }
}
