import Articles
import Foundation
import Glibc
import Storage
import Testing

/// Files that hold more than a page, through the whole service.
@Suite(.onOwnThreads)
struct ContainerTests {
    /// A feed of these entries.
    private func feed(_ marks: [String]) -> [UInt8] {
        let items = marks.map { mark in
            """
            <item><title>Reading room for \(mark)</title><link>https://lindow.example/\(mark.utf8.count)/\(mark)</link>
            <pubDate>Sat, 08 Nov 2025 09:00:00 +0900</pubDate>
            <description>The harbour town of Lindow opened a reading room for \(mark), and 300 people came.</description>
            </item>
            """
        }
        return Array("<rss version=\"2.0\"><channel><title>Lindow</title>\(items.joined())</channel></rss>".utf8)
    }

    @Test func `a feed is a document for each entry, and tomorrow's copy only brings what is new`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        try root.drop(feed(["maps", "boats"]), as: "feed.xml")
        try await root.quiet()
        let first = try #require(try root.document("feed.xml#1"))
        #expect(
            first.article.title == "Reading room for maps"
                && first.article.published?.iso == "2025-11-08T09:00:00+09:00"
        )
        #expect(first.part == "1" && first.archivePath.hasSuffix("-feed.xml"))
        #expect(try SHA256.hexDigest(of: root.contents(root.path + "/" + first.archivePath)) == first.fileSHA256)
        try root.drop(feed(["kites", "maps", "boats"]), as: "feed-2.xml")
        try root.drop(feed(["maps", "boats"]), as: "again.xml")
        try await root.quiet()
        let counts = try root.counts()
        #expect(counts.documents == 3 && counts.articles == 3 && counts.duplicates == 1 && counts.failed == 0)
        #expect(try root.document("feed-2.xml#1")?.article.title == "Reading room for kites")
        #expect(try root.document(first.sha256)?.name == "feed.xml#1")
    }

    @Test func `promise 10: a feed that was in hand at SIGKILL is read whole, and nothing twice`() async throws {
        let root = try ServedRoot(["intake.settle": "0", "intake.attempts": "100"])
        let marks = (0..<120).map { "case \($0)" }
        try await root.serve()
        try root.drop(feed(marks), as: "feed.xml")
        try await eventually("some are kept") { try root.counts().documents > 5 }
        try await root.end(by: SIGKILL)
        try await root.serve()
        try await root.quiet()
        let counts = try root.counts()
        #expect(counts.documents == marks.count && counts.articles == marks.count)
        #expect(counts.duplicates == 0 && counts.failed == 0)
    }

    @Test func `promise 20: bombs end in failed with the bound they hit, and the rest goes on`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        let parts = String(repeating: "--b\nContent-Type: text/css\n\nx\n", count: 100_000)
        try root.drop(
            Array("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n\(parts)".utf8),
            as: "parts.mhtml"
        )
        let entities = "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel><item>&a;</item></channel></rss>"
        try root.drop(Array(entities.utf8), as: "entities.xml")
        try root.drop(Array(("<rss>" + String(repeating: "<a>", count: 100_000)).utf8), as: "deep.xml")
        try root.drop(Pages.page("the rest"), as: "rest.html")
        try await root.quiet()
        #expect(root.reason("parts.mhtml")?.contains("too-many-parts") == true)
        #expect(root.reason("entities.xml")?.contains("\"entities\"") == true)
        #expect(root.reason("deep.xml")?.contains("nested-too-deep") == true)
        #expect(try root.document("rest.html") != nil)
    }

    @Test func `promise 27: names inside a saved page lead nowhere`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        let page = String(decoding: Pages.page("names"), as: UTF8.self)
        let message = """
            MIME-Version: 1.0
            Snapshot-Content-Location: https://lindow.example/names
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html; name="../../../escaped.html"
            Content-Location: https://lindow.example/names

            \(page)
            --b
            Content-Type: text/html
            Content-Location: file://\(root.path)/escaped.html
            Content-Disposition: attachment; filename="\(root.path)/escaped.html"

            <p>out</p>
            --b--
            """
        try root.drop(Array(message.utf8), as: "names.mhtml")
        try await root.quiet()
        #expect(try root.document("names.mhtml")?.article.url == "https://lindow.example/names")
        let all = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
        #expect(all.filter { $0.contains("escaped") } == [])
    }
}

/// Promise 5: a page saved as "web page, complete" is one document, and its folder is archived with it.
@Suite(.onOwnThreads)
struct CompanionTests {
    private func files(_ root: ServedRoot, _ name: String) throws {
        let folder = root.inbox(name)
        try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: true)
        for (name, bytes) in [("a.html", Pages.page("frames")), ("inner/b.css", Array("p {}".utf8))] {
            try Data(bytes).write(to: URL(filePath: folder + "/" + name))
        }
    }

    private func archived(_ root: ServedRoot, _ page: String) throws -> [String] {
        let document = try #require(try root.document(page))
        let folder = (root.path + "/" + document.archivePath as NSString).deletingLastPathComponent
        let all = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
        return all.filter { $0.hasPrefix(document.sha256.prefix(12)) }.map { String($0.dropFirst(13)) }.sorted()
    }

    @Test(arguments: ["_files", "_파일", "-Dateien"])
    func `promise 5: a page and its folder are one document, archived together`(suffix: String) async throws {
        let root = try ServedRoot()
        try await root.serve()
        try files(root, "page" + suffix)
        try root.drop(Pages.page("pairs"), as: "page.html")
        try await root.quiet()
        let counts = try root.counts()
        #expect(counts.documents == 1 && counts.failed == 0 && counts.duplicates == 0)
        let name = "page" + suffix
        #expect(
            try archived(root, "page.html").map(\.precomposedStringWithCanonicalMapping).sorted()
                == ["page.html", name, name + "/a.html", name + "/inner", name + "/inner/b.css"].sorted()
        )
    }

    @Test func `promise 5: a folder that comes after its page, or with the page again, is archived too`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        try root.drop(Pages.page("late folders"), as: "page.htm")
        try await root.quiet()
        try files(root, "page_files")
        try await root.quiet()
        try root.drop(Pages.page("late folders"), as: "other.htm")
        try files(root, "other_files")
        try await root.quiet()
        #expect(try root.counts().documents == 1 && root.counts().duplicates == 1)
        #expect(
            try archived(root, "page.htm").filter { !$0.contains("/") } == ["other_files", "page.htm", "page_files"]
        )
    }

    @Test func `promise 5: a folder without a page, or of one that failed, stays where it is`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        try files(root, "nobody_files")
        try files(root, "broken_파일")
        try root.drop([0x25, 0x50, 0x44, 0x46, 0x2D], as: "broken.html")
        try await eventually("it has a reason") { root.reason("broken.html") != nil }
        try root.drop(Pages.page("the rest"), as: "rest.html")
        try await eventually("the rest is a document") { try root.document("rest.html") != nil }
        try await Task.sleep(for: .seconds(1))
        #expect(root.isInInbox("nobody_files/a.html") && root.isInInbox("broken_파일/a.html"))
        #expect(try root.counts().documents == 1)
    }
}
