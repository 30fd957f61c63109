import Articles
import Foundation
import Glibc
import Storage
import Testing

/// What survives when the daemon is stopped or killed at any moment.
@Suite(.onOwnThreads)
struct RecoveryTests {
    /// The pages among `variants` that hold no article: a picture's bytes.
    private func unreadable(_ files: [(name: String, bytes: [UInt8])]) -> Int {
        files.count { $0.name.hasSuffix("broken-page.html") }
    }

    private func drop(_ files: [(name: String, bytes: [UInt8])], in root: ServedRoot) throws {
        for file in files { try root.drop(file.bytes, as: file.name) }
    }

    @Test func `promise 10: nothing is lost or doubled by SIGKILL at random moments`() async throws {
        let root = try ServedRoot(["intake.settle": "0", "intake.attempts": "100"])
        let files = Pages.variants(180)
        try await root.serve()
        try drop(files, in: root)
        // The same seed on every machine; the moments differ anyway with the machine's pace.
        var moments = [110, 40, 390]
        while let moment = moments.popLast() {
            try await eventually("some are done") { try ByteCensus(root).count(in: "archive") > 0 }
            try await Task.sleep(for: .milliseconds(moment))
            try await root.end(by: SIGKILL)
            #expect(try ByteCensus(root).misplaced(files).filter { $0.hasSuffix(": []") } == [])
            try await root.serve()
        }
        try await root.quiet()
        try await root.end()
        let census = try ByteCensus(root)
        let counts = try root.counts()
        #expect(census.misplaced(files) == [])
        #expect(counts.documents == census.count(in: "archive"))
        #expect(counts.documents + census.count(in: "failed") == files.count)
        #expect(census.count(in: "failed") >= unreadable(files))
        #expect(counts.failed == census.count(in: "failed"))
        #expect(counts.duplicates == 0)
    }

    @Test func `promises 2 and 28: SIGTERM in a burst ends within 10 s, and what was there at start is taken up`()
        async throws
    {
        let root = try ServedRoot(["intake.settle": "0"])
        let files = Pages.variants(100)
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        try drop(files, in: root)
        try await root.serve()
        try await eventually("some are done") { try ByteCensus(root).count(in: "archive") > 2 }
        let asked = ContinuousClock.now
        #expect(try await root.end() == 0)
        #expect(ContinuousClock.now - asked < .seconds(10))
        #expect(try FileManager.default.contentsOfDirectory(atPath: root.path + "/.work").isEmpty)
        #expect(try ByteCensus(root).misplaced(files) == [])
        try await root.serve()
        try await root.quiet()
        #expect(try ByteCensus(root).misplaced(files) == [])
        #expect(try root.counts().documents == ByteCensus(root).count(in: "archive"))
        #expect(try root.counts().duplicates == 0)
    }

    /// Starts a program with its waits for the disk and its removals written down, where that is possible here.
    private static func traced(to file: String) -> [String] {
        // The tracer is the child, so signals and exit status are those of the program itself.
        ["/usr/bin/strace", "-D", "-f", "-y", "-qq", "-e", "trace=fsync,fdatasync,unlinkat", "-o", file]
    }

    static let canBeTraced: Bool = {
        let words = traced(to: "/dev/null") + ["/bin/true"]
        guard FileManager.default.isExecutableFile(atPath: words[0]) else { return false }
        let process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(.enabled(if: canBeTraced, "needs strace, allowed to trace"))
    func `promise 10: a file goes after its copy, and then the ledger, are on the disk`() async throws {
        let root = try ServedRoot(["intake.settle": "0"])
        let trace = root.path + ".trace"
        defer { try? FileManager.default.removeItem(atPath: trace) }
        try await root.serve(wrapper: Self.traced(to: trace))
        try root.drop(Pages.page("power cuts"), as: "power.html")
        try await eventually("it is a document") { try root.document("power.html") != nil }
        try await root.quiet()
        try await root.end()
        let calls = String(decoding: try root.contents(trace), as: UTF8.self).split(separator: "\n")
        let gone = try #require(calls.firstIndex { $0.contains("unlinkat(") && $0.contains("\"power.html\"") })
        let committed = calls[..<gone].lastIndex { $0.contains("fdatasync(") && $0.contains("daybook.sqlite-wal>") }
        let kept = calls[..<gone].lastIndex { $0.contains("fsync(") && $0.contains("/archive/20") }
        #expect(try #require(kept) < #require(committed), "\(calls[..<gone].suffix(8))")
    }
}
