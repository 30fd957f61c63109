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
}
