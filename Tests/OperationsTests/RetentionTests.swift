import Articles
import Daemon
import Foundation
import Logging
import Storage
import Testing

/// What is kept for a time only, and what monitoring is told.
struct RetentionTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func pass(_ state: State, _ flags: [String: String], days: Int) async throws -> Retention.Outcome {
        let settings = try await state.settings(flags)
        let ledger = try Ledger(at: settings.database, for: .change)
        let now = Timestamp(seconds: Timestamp.now.seconds + days * 86_400)
        return try Retention(settings: settings, ledger: ledger, logger: logger).pass(at: now)
    }

    @Test func `nothing is ever removed unless the configuration says so`() async throws {
        let state = try State()
        try state.write("", to: "inbox/empty.html")
        try await state.takeIn(["harbours"], ["intake.empty_grace": "0"])
        #expect(try await pass(state, [:], days: 36_500) == Retention.Outcome())
        #expect(
            try await pass(state, ["keep.archive_days": "30", "keep.failed_days": "30"], days: 29)
                == Retention.Outcome()
        )
        #expect(state.names("failed").count == 2)
    }

    @Test func `a copy that is old enough goes, the document stays and says so, and the same page brings it back`()
        async throws
    {
        let state = try State()
        try await state.takeIn(["harbours"])
        let outcome = try await pass(state, ["keep.archive_days": "30"], days: 31)
        #expect(outcome.copies == 1)
        let document = try #require(try state.ledger.document("harbours.html"))
        #expect(!state.has(document.archivePath))
        #expect(try ShowReport("harbours.html", try await state.settings()).text.contains("no longer kept"))
        #expect(!Doctor(try await state.settings()).findings.contains { $0.check == "archived copy" })
        // Rebuilding does not lose it.
        _ = try? await Rebuild(try await state.settings(), executable: State.program).run { _, _ in }
        #expect(try state.ledger.document("harbours.html") == document)
        try await state.takeIn(["harbours"])
        #expect(state.has(document.archivePath))
        #expect(try state.ledger.removal(of: document.sha256) == nil)
    }

    /// Takes in a page saved "complete": tells where its folder lies then.
    private func takeInComplete(_ mark: String, _ state: State) async throws -> String {
        try state.write(String(repeating: "p {}", count: 100), to: "inbox/\(mark)_files/inner/a.css")
        try await state.takeIn([mark])
        let document = try #require(try state.ledger.document(mark + ".html"))
        let folder = document.archivePath.replacing(".html", with: "_files")
        #expect(state.has(folder + "/inner/a.css"))
        return folder
    }

    @Test func `the folder of a page saved complete goes with its copy`() async throws {
        let state = try State()
        let folder = try await takeInComplete("harbours", state)
        try await state.takeIn(["lanterns"])
        let page = try #require(try state.ledger.document("harbours.html"))
        #expect(try await pass(state, ["keep.archive_days": "30"], days: 29) == Retention.Outcome())
        let outcome = try await pass(state, ["keep.archive_days": "30"], days: 31)
        #expect(outcome.copies == 2)
        #expect(outcome.bytes == page.size + 400 + (try #require(try state.ledger.document("lanterns.html")).size))
        #expect(!state.has(folder))
        #expect(!state.names("archive").contains { $0.count == 4 }, "the folders of the day are gone")
    }

    @Test func `the folders of pages count to the size of the archive`() async throws {
        let state = try State()
        let folder = try await takeInComplete("harbours", state)
        let size = try #require(try state.ledger.document("harbours.html")).size
        #expect(try await pass(state, ["keep.archive_size": "\(size + 400)"], days: 1).copies == 0)
        #expect(try await pass(state, ["keep.archive_size": "\(size + 399)"], days: 1).copies == 1)
        #expect(!state.has(folder))
    }

    @Test func `beyond a size the oldest copies go`() async throws {
        let state = try State()
        for mark in ["one", "two", "three"] {
            try await state.takeIn([mark])
        }
        let sizes = try ["one", "two", "three"].map { try #require(try state.ledger.document($0 + ".html")).size }
        let outcome = try await pass(state, ["keep.archive_size": "\(sizes[1] + sizes[2])"], days: 1)
        #expect(outcome.copies == 1)
        #expect(try state.ledger.copiedBytes() <= sizes[1] + sizes[2])
    }

    @Test func `failed files go after their days, with their reasons`() async throws {
        let state = try State()
        try state.write("", to: "inbox/empty.html")
        try await state.takeIn(["harbours"], ["intake.empty_grace": "0"])
        #expect(state.names("failed").count == 2)
        #expect(try await pass(state, ["keep.failed_days": "30"], days: 31).failed == 1)
        #expect(state.names("failed").isEmpty)
        #expect(try state.ledger.counts().failed == 0)
    }

    @Test func `metrics are a file in the exposition format, and none by default`() async throws {
        let state = try State()
        try state.write([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3], to: "inbox/picture.html")
        try await state.takeIn(["harbours"])
        let settings = try await state.settings(["metrics.file": "metrics/daybook.prom"])
        let health = Health()
        _ = health.setDegraded("inbox", "gone")
        func metrics(_ settings: Settings) throws -> Metrics {
            Metrics(settings: settings, ledger: try state.ledger, health: health, started: .now)
        }
        try metrics(try await state.settings()).write(isRunning: true)
        #expect(!state.has("metrics"))
        try metrics(settings).write(isRunning: true)
        let text = try state.text("metrics/daybook.prom")
        for line in [
            "daybook_running 1", "daybook_documents_total 1", "daybook_failures_total{code=\"not-text\"} 1",
            "daybook_degraded{concern=\"inbox\"} 1", "daybook_failed_files 1",
        ] {
            #expect(text.contains(line + "\n"), "\(line) in \(text)")
        }
        #expect(text.contains("daybook_resident_memory_bytes "))
        // Every line is a comment or a name, labels and a number.
        for line in text.split(separator: "\n") where !line.hasPrefix("# HELP ") && !line.hasPrefix("# TYPE ") {
            let parts = line.split(separator: " ")
            #expect(parts.count == 2 && parts[0].hasPrefix("daybook_") && Double(parts[1]) != nil, "\(line)")
        }
        #expect(state.names("metrics") == ["daybook.prom"])
    }
}
