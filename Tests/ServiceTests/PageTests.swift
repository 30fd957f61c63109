import Articles
import Foundation
import Glibc
import Storage
import Testing

/// A page in an encoding that is not what it should be, and what is to be known of it.
struct EncodedPage: CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let source: CharsetReport.Source
    let replaced: Int

    var testDescription: String { name }

    /// A page of a thousand letters, some of them Korean, with `words` among them.
    static func bytes(_ words: [UInt8], label: String = "utf-8") -> [UInt8] {
        let head = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"\(label)\"><title>Odd letters</title></head>"
        let text = "<body><article><h1>Odd letters</h1>" + Pages.article("reading")
        let korean = "<p>도서관이 새 열람실을 열었다고 시가 밝혔다. 시장에서는 등불을 새로 달았다."
        return Array((head + text + korean).utf8) + words
            + Array(" So wrote a reader.</p></article></body></html>".utf8)
    }
}

/// What the intake contract promises of pages that are not as pages should be.
@Suite(.onOwnThreads, .served(["intake.max_file": "1 MiB", "intake.max_text": "4 KiB"]))
struct PageTests {
    private func root() throws -> ServedRoot { try #require(Served.root) }

    private func page(_ topic: String, change: String = "", address: String? = nil) -> [UInt8] {
        let link = address.map { "<link rel=\"canonical\" href=\"\($0)\">" } ?? ""
        return Array(
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>New lamps for \(topic)</title>\(link)</head>
            <body><article><h1>New lamps for \(topic)</h1>\(Pages.article(topic, change: change))</article></body></html>
            """.utf8
        )
    }

    @Test
    func `promise 13: an article saved again is a new version, by its address or its text, and says what changed`()
        async throws
    {
        let root = try root()
        let address = "https://lindow.example/lamps/1"
        let pages = [
            ("first.html", page("winter", address: address)),
            ("again.html", page("winter", change: ", by the mayor", address: address + "?utm_source=mail")),
            ("copy.html", page("winter", change: ", by her deputy")), ("other.html", page("summer")),
        ]
        for (name, bytes) in pages {
            try root.drop(bytes, as: name)
            try await eventually("\(name) is a document") { try root.document(name) != nil }
        }
        let ledger = try root.ledger
        let first = try #require(try root.document("first.html"))
        let versions = try ledger.versions(ofArticleWith: first.sha256)
        #expect(versions.map(\.name) == ["first.html", "again.html", "copy.html"])
        #expect(versions.map(\.version) == [1, 2, 3])
        let change = try #require(try ledger.change(in: versions[1].sha256))
        #expect(change.since == first.sha256 && change.removedCount == 1 && change.addedCount == 1)
        #expect(change.added.first?.contains("by the mayor") == true)
        #expect(try ledger.change(in: versions[2].sha256)?.removed.first?.contains("by the mayor") == true)
        #expect(try ledger.change(in: first.sha256) == nil)
        let shown = try await root.run(["show", String(versions[1].sha256)])
        #expect(shown.output.contains("1 paragraphs removed, 1 added"))
    }

    @Test func `promise 19: a text over its bound is kept whole in failed, never cut`() async throws {
        let root = try root()
        let text = (1...8).map { Pages.article("winter \($0)") }.joined()
        let bytes = Array(
            "<html lang=\"en\"><head><title>Long</title></head><body><article>\(text)</article></body></html>".utf8
        )
        try root.drop(bytes, as: "long.html")
        try await eventually("it has a reason") { root.reason("long.html") != nil }
        #expect(root.reason("long.html")?.contains("\"code\": \"too-large\"") == true)
        let isWhole = try root.contents(root.path + "/failed/long.html") == bytes
        #expect(isWhole)
        #expect(try root.document("long.html") == nil)
    }

    @Test func `promise 20: a page nested without end and a packed desert end in bounded time, and the rest goes on`()
        async throws
    {
        let root = try root()
        let deep = String(repeating: "<div>", count: 100_000)
        try root.drop(Array(("<html><body>" + deep).utf8) + Pages.page("depths"), as: "deep.html")
        // A stream in DEFLATE's fixed code that repeats one letter two million times.
        let again: [UInt8] = [0x05, 0xA3, 0x60, 0x14, 0x8C, 0x82, 0x51, 0x30, 0x0A, 0x46, 0xC1, 0x28, 0x18]
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x1C]
        try root.drop(head + (0..<1000).flatMap { _ in again }, as: "desert.html.gz")
        try root.drop(Pages.page("what follows bombs"), as: "after-bombs.html")
        try await eventually("the rest is a document") { try root.document("after-bombs.html") != nil }
        try await eventually("both have ended") {
            root.reason("deep.html") != nil && root.reason("desert.html.gz") != nil
        }
        #expect(root.reason("deep.html")?.contains("nests more than 512 elements") == true)
        #expect(root.reason("desert.html.gz")?.contains("more than the 1048576 bytes") == true)
        #expect(root.isRunning)
    }

    private static let encoded = [
        EncodedPage(name: "stray.html", bytes: EncodedPage.bytes([0xFF, 0xFE]), source: .declared, replaced: 2),
        EncodedPage(
            name: "surrogate.html",
            bytes: EncodedPage.bytes([0xED, 0xA0, 0x80]),
            source: .declared,
            replaced: 1
        ),
        EncodedPage(name: "nul.html", bytes: EncodedPage.bytes([0x61, 0, 0x62]), source: .declared, replaced: 0),
        EncodedPage(name: "label.html", bytes: EncodedPage.bytes([], label: "euc-kr"), source: .detected, replaced: 0),
    ]

    @Test(arguments: encoded)
    func `promise 21: the encoding, where it came from and what was replaced are kept`(page: EncodedPage) async throws {
        let root = try root()
        try root.drop(page.bytes, as: page.name)
        try await eventually("\(page.name) is done") {
            try root.document(page.name) != nil || root.reason(page.name) != nil
        }
        let charset = try #require(try root.document(page.name)?.article.charset)
        #expect(charset.name == "UTF-8" && charset.source == page.source && charset.replaced == page.replaced)
    }

    @Test func `promise 21: a page of which more than one letter in a hundred is broken is kept in failed`()
        async throws
    {
        let root = try root()
        let broken = [0xEF, 0xBB, 0xBF] + EncodedPage.bytes((0..<40).flatMap { _ in [0x61, 0xFF] as [UInt8] })
        try root.drop(broken, as: "broken.html")
        try await eventually("it has a reason") { root.reason("broken.html") != nil }
        #expect(root.reason("broken.html")?.contains("\"code\": \"encoding\"") == true)
        let isKept = try root.contents(root.path + "/failed/broken.html") == broken
        #expect(isKept)
    }

    @Test(arguments: [-1_000_000_000, 0, 4_102_444_800])
    func `promise 25: a file of another age is taken like any other`(time: Int) async throws {
        let root = try root()
        let name = "age\(time).html"
        try root.drop(Pages.page("ages \(time)"), as: name)
        let date = Date(timeIntervalSince1970: Double(time))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: root.inbox(name))
        try await eventually("it is a document") { try root.document(name) != nil }
        let received = try #require(try root.document(name)).received
        // When it came is told by this machine's clock, not by the file.
        #expect(abs(received.seconds - Int(Date.now.timeIntervalSince1970)) < 3600)
    }
}

/// A daemon whose rights are those of nobody.
@Suite(.onOwnThreads)
struct RightsTests {
    private static let setpriv = "/usr/bin/setpriv"
    private static let canBeNobody = geteuid() != 0 || FileManager.default.isExecutableFile(atPath: setpriv)
    private static let nobody: [String] =
        geteuid() == 0 ? [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups"] : []

    @Test(.enabled(if: canBeNobody, "root can read every file"))
    func `promise 17: an unreadable file is named with owner, mode and the command that mends it, and tried again`()
        async throws
    {
        let root = try ServedRoot()
        try FileManager.default.createDirectory(atPath: root.path + "/inbox", withIntermediateDirectories: true)
        if geteuid() == 0 {
            for folder in ["", "/inbox"] { #expect(unsafe chown(root.path + folder, 65534, 65534) == 0) }
        }
        try root.drop(Pages.page("locks"), as: "locked.html")
        #expect(unsafe chmod(root.inbox("locked.html"), 0o200) == 0)
        try await root.serve(wrapper: Self.nobody)
        try root.drop(Pages.page("open doors"), as: "open.html")
        #expect(unsafe chmod(root.inbox("open.html"), 0o644) == 0)
        try await eventually("the readable one is a document; the log: \(root.log)") {
            try root.document("open.html") != nil
        }
        try await eventually("the log names the other") { root.log.contains("chmod a+r") }
        let line = try #require(root.log.split(separator: "\n").first { $0.contains("chmod a+r") })
        #expect(line.contains("locked.html") && line.contains("mode 0200") && line.contains("owner "))
        #expect(unsafe chmod(root.inbox("locked.html"), 0o644) == 0)
        try await eventually("it is a document at the next look") { try root.document("locked.html") != nil }
        #expect(root.log.components(separatedBy: "chmod a+r").count == 2)
    }
}
