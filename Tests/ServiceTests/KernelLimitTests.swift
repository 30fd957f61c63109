import Foundation
import Glibc
import Storage
import Testing

/// What the kernel does not tell of the inbox, because a limit was reached.
@Suite(.onOwnThreads)
struct KernelLimitTests {
    /// Starts a program in a name space where a limit of inotify is another.
    private static func limited(_ name: String, to value: Int) -> [String] {
        ["/usr/bin/unshare", "-Ur", "/bin/sh", "-c", "echo \(value) > /proc/sys/user/\(name) && exec \"$@\"", "sh"]
    }

    /// Whether this machine lets such a name space be made.
    static let canBeLimited: Bool = {
        let words = limited("max_inotify_watches", to: 9) + ["/bin/true"]
        guard FileManager.default.isExecutableFile(atPath: words[0]) else { return false }
        let process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        .enabled(if: canBeLimited, "needs user name spaces with limits of their own"),
        arguments: [
            ("max_inotify_watches", 1, "fs.inotify.max_user_watches"),
            ("max_inotify_instances", 0, "fs.inotify.max_user_instances"),
        ]
    )
    func `promise 7: without watches the inbox is polled, and one warning names the sysctl`(
        limit: String,
        value: Int,
        sysctl: String
    ) async throws {
        let root = try ServedRoot(["intake.rescan": "3600"])
        try await root.serve(wrapper: Self.limited(limit, to: value))
        try FileManager.default.createDirectory(atPath: root.inbox("folder"), withIntermediateDirectories: true)
        try root.drop(Pages.page("blind alleys"), as: "folder/first.html")
        try await eventually("what nobody tells of is found") { try root.document("folder/first.html") != nil }
        try root.drop(Pages.page("dark rooms"), as: "folder/second.html")
        try await eventually("again") { try root.document("folder/second.html") != nil }
        try await eventually("status says so") {
            let degraded = try await root.status().json["degraded"] as? [String] ?? []
            return degraded.contains { $0.hasPrefix("watch: ") && $0.contains(sysctl) }
        }
        #expect(root.log.components(separatedBy: sysctl).count == 2)
        #expect(root.log.components(separatedBy: "warning: ").count == 2)
    }

    /// How many events the kernel keeps.
    private static let queue: Int = {
        let text = try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        return text.flatMap { Int($0.prefix { $0.isNumber }) } ?? .max
    }()

    @Test(.enabled(if: queue <= 100_000, "needs a queue of events that can be filled"))
    func `promise 6: events that were lost cost nothing, in folders that nobody told of either`() async throws {
        let root = try ServedRoot(["intake.rescan": "3600", "intake.ignore": "['noise*']", "metrics.file": "m.prom"])
        try await root.serve()
        kill(root.processID, SIGSTOP)
        // Two names in turn: the kernel keeps one of several equal events in a row. And more than the queue holds: a
        // busy machine stops the daemon only after it has taken some.
        for number in 0..<(Self.queue + Self.queue / 4) { try root.drop([], as: "noise\(number % 2)") }
        try FileManager.default.createDirectory(atPath: root.inbox("new/deep"), withIntermediateDirectories: true)
        for number in 1...3 { try root.drop(Pages.page("lost event \(number)"), as: "new/deep/\(number).html") }
        kill(root.processID, SIGCONT)
        for number in 1...3 {
            try await eventually("what the lost events told of is found") {
                try root.document("new/deep/\(number).html") != nil
            }
        }
        // A busy daemon may find them by itself before it has read so many events.
        try await eventually("the loss is told; log: \(root.log)") { root.log.contains("events were lost") }
        // The folder is watched although nobody told that it came.
        try root.drop(Pages.page("what comes later"), as: "new/deep/later.html")
        try await eventually("a later page is found") { try root.document("new/deep/later.html") != nil }
        let counts = try root.counts()
        #expect(counts.documents == 4 && counts.duplicates == 0 && counts.failed == 0)
        try await root.end()
        let metrics = String(decoding: try root.contents(root.path + "/m.prom"), as: UTF8.self)
        let isCounted = metrics.contains("\ndaybook_lost_events_total ") && !metrics.contains("_lost_events_total 0\n")
        #expect(isCounted)
    }
}
