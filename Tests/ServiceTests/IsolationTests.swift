import Articles
import Foundation
import Glibc
import Testing

/// What a page can do to the process that reads it, and that the daemon and the other pages do not notice.
///
/// One after another: they are about time and memory.
@Suite(.serialized, .onOwnThreads)
struct IsolationTests {
    /// A page that takes the reader seconds, so that there is time to do something to it: `count` paragraphs.
    private func large(_ count: Int) -> [UInt8] {
        Pages.page("large pages") + Array(String(repeating: "<p>One more. </p>", count: count).utf8)
    }

    /// Does `act` to each reader that works for `root`, once where it tells so, until the page `name` has a reason.
    private func untilFailed(_ name: String, _ root: ServedRoot, act: (ReaderProcess) throws -> Bool) async throws {
        var last: ReaderProcess?
        try await eventually("\(name) has a reason; the log: \(root.log)") {
            if let reader = ReaderProcess(of: root.processID), reader != last, !root.isInInbox(name),
                try act(reader)
            {
                last = reader
            }
            return root.reason(name) != nil
        }
    }

    @Test func `promise 15: a page that crashes the reader goes to failed after three attempts, the rest goes on`()
        async throws
    {
        let root = try ServedRoot(["intake.settle": "0"])
        try await root.serve()
        let page = large(100_000)
        try root.drop(page, as: "poison.html")
        try await untilFailed("poison.html", root) { kill($0.processID, SIGSEGV) == 0 }
        #expect(root.reason("poison.html")?.contains("\"code\": \"crash\"") == true)
        #expect(root.reason("poison.html")?.contains("SIGSEGV") == true)
        #expect(root.reason("poison.html")?.contains("\"attempts\": 3") == true)
        #expect(try root.contents(root.path + "/failed/poison.html") == page)
        try root.drop(Pages.page("what follows poison"), as: "after.html")
        try await eventually("the next page is a document") { try root.document("after.html") != nil }
        #expect(root.isRunning)
    }

    @Test func `promise 15: a page that crashes the reader waits until the others are done`() async throws {
        let root = try ServedRoot(["intake.settle": "0", "intake.attempts": "2"])
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        try root.drop(large(100_000), as: "0-poison.html")
        for number in 1...5 { try root.drop(Pages.page("bystander \(number)"), as: "\(number).html") }
        try await root.serve()
        try await untilFailed("0-poison.html", root) { reader in
            // The second attempt, which is the last, comes after the others.
            guard try !root.log.contains("is tried again") || root.document("5.html") != nil else { return false }
            return kill(reader.processID, SIGSEGV) == 0
        }
        for number in 1...5 { #expect(try root.document("\(number).html") != nil) }
    }

    @Test func `promise 15: a page that was in hand each time the daemon itself was killed goes to failed`()
        async throws
    {
        let root = try ServedRoot(["intake.settle": "0"])
        try await root.serve()
        try root.drop(large(100_000), as: "poison.html")
        // The attempt is counted before the reader has the page: three of them, and the fourth start gives it up.
        for attempt in 1...3 {
            if attempt > 1 { try root.launch() }
            try await eventually("attempt \(attempt) is counted; the log: \(root.log)") {
                try root.attempts() >= attempt
            }
            try await root.end(by: SIGKILL)
        }
        try await root.serve()
        try await eventually("it has a reason") { root.reason("poison.html") != nil }
        #expect(root.reason("poison.html")?.contains("\"code\": \"poison\"") == true)
        #expect(root.reason("poison.html")?.contains("\"attempts\": 3") == true)
        try root.drop(Pages.page("what follows poison"), as: "after.html")
        try await eventually("the next page is a document") { try root.document("after.html") != nil }
    }

    @Test func `promise 15: a page that hangs the reader is stopped at its time`() async throws {
        let root = try ServedRoot(["intake.settle": "0", "intake.page_time": "1", "intake.attempts": "1"])
        try await root.serve()
        try root.drop(large(100_000), as: "hangs.html")
        try await untilFailed("hangs.html", root) { kill($0.processID, SIGSTOP) == 0 }
        #expect(root.reason("hangs.html")?.contains("\"code\": \"too-slow\"") == true)
        #expect(root.reason("hangs.html")?.contains("1 s of intake.page_time") == true)
    }

    @Test func `promises 15 and 20: a page that eats memory is stopped at its bound`() async throws {
        let root = try ServedRoot([
            "intake.settle": "0", "intake.page_memory": "128 MiB", "intake.page_time": "100", "intake.attempts": "1",
        ])
        try await root.serve()
        try root.drop(large(2_000_000), as: "eats.html")
        try await untilFailed("eats.html", root) { _ in true }
        #expect(root.reason("eats.html")?.contains("\"code\": \"too-much-memory\"") == true)
        #expect(root.reason("eats.html")?.contains("128 MiB of intake.page_memory") == true)
    }

    @Test func `promise 28: a stop gives a hanging page back within 10 s, and the attempt does not count`() async throws
    {
        let root = try ServedRoot(["intake.settle": "0", "intake.attempts": "1"])
        try await root.serve()
        let page = large(20_000)
        try root.drop(page, as: "hangs.html")
        var hung: ReaderProcess?
        try await eventually("a reader hangs") {
            guard let reader = ReaderProcess(of: root.processID), !root.isInInbox("hangs.html") else { return false }
            kill(reader.processID, SIGSTOP)
            hung = reader
            return true
        }
        let asked = ContinuousClock.now
        #expect(try await root.end() == 0)
        #expect(ContinuousClock.now - asked < .seconds(10))
        #expect(hung?.isAlive == false)
        #expect(root.isInInbox("hangs.html"))
        try await root.serve()
        try await eventually("it is a document; the log: \(root.log)") { try root.document("hangs.html") != nil }
    }

    @Test func `the reader has nothing but its connection, and ends with the daemon`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        var found: ReaderProcess?
        try await eventually("there is a reader") {
            found = ReaderProcess(of: root.processID)
            return found != nil
        }
        let reader = try #require(found)
        #expect(reader.descriptors == ["0", "1", "2"])
        #expect(!reader.environment.contains(root.path))
        // Stopped, it cannot see that nobody asks any more.
        kill(reader.processID, SIGSTOP)
        try await root.end(by: SIGKILL)
        try await eventually("the reader ends", within: .seconds(5)) { !reader.isAlive }
    }

    @Test(arguments: [
        ("CP949", "euc-kr", String.Encoding(rawValue: 0x8000_0422)), ("CP932", "shift_jis", .shiftJIS),
        ("windows-1251", "windows-1251", .windowsCP1251),
        ("ISO-8859-2", "iso-8859-2", .isoLatin2), ("UTF-16LE", "utf-16", .utf16LittleEndian),
    ])
    func `the reader decodes every character set, though it can open no file`(
        name: String,
        label: String,
        encoding: String.Encoding
    ) async throws {
        let words = [
            "CP949": "항구 도시의 도서관이 새 열람실을 열었다고 시가 밝혔다", "CP932": "港町の図書館が新しい閲覧室を開いたと市が発表した",
            "windows-1251": "Городская библиотека открыла новый читальный зал",
            "ISO-8859-2": "Městská knihovna otevřela novou čítárnu ve čtvrtek", "UTF-16LE": "도서관이 열람실을 열었다",
        ]
        let sentence = try #require(words[name])
        let text = """
            <html><head><meta charset="\(label)"><title>\(sentence)</title></head><body><article><h1>\(sentence)</h1>
            <p>\(Array(repeating: sentence, count: 12).joined(separator: ". ")).</p></article></body></html>
            """
        let root = try ServedRoot()
        let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : []
        let page = mark + (try #require(text.data(using: encoding)))
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        try root.drop(page, as: "page.html")
        #expect(try await root.run(["run"]).status == 0)
        let article = try #require(try root.document("page.html")?.article)
        #expect(article.charset.name == name)
        #expect(article.title == sentence)
        #expect(article.charset.replaced == 0)
    }
}
