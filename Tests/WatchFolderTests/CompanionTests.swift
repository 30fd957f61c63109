import Foundation
import Testing
import WatchFolder

/// Promise 5: the folder of a page saved as "web page, complete" belongs to its page.
struct CompanionTests {
    private static let page = "archive/2025/11/08/0123456789ab-page.html"

    private func keep(_ folder: String, _ root: TestRoot) throws -> String {
        try root.archive.keepCompanion(RawPath(folder), from: root.inbox, besides: Self.page)
    }

    private func drop(_ folder: String, _ root: TestRoot) throws {
        for (name, content) in [("a.css", "a"), ("inner/b.html", "b"), ("inner/empty", "")] {
            try root.drop("\(folder)/\(name)", content)
        }
    }

    @Test(arguments: [
        ("page_files", "page.html", true), ("page.files", "page.htm", true), ("쪽_파일", "쪽.html", true),
        ("Seite-Dateien", "Seite.HTM", true), ("page_archivos", "page.xhtml", true), ("page_files", "page.txt", false),
        ("page_files", "other.html", false), ("files", "page.html", false), ("_files", ".html", false),
    ])
    func `a folder is known by its page's name`(folder: String, page: String, isIt: Bool) {
        #expect(CompanionName.pages(of: RawPath(folder)).contains(RawPath(page)) == isIt)
    }

    @Test func `promise 5: what lies in the folder is no page, whatever the browser's language`() throws {
        let root = try TestRoot()
        for folder in ["page_files", "seite-Dateien", "sub/page_파일", "alone-Dateien", "page_fichiers"] {
            try drop(folder, root)
        }
        for page in ["page.html", "seite.htm", "sub/page.html"] { try root.drop(page, "p") }
        let listing = try root.scan()
        #expect(
            listing.candidates.map(\.path.description).sorted() == [
                "alone-Dateien/a.css", "alone-Dateien/inner/b.html", "alone-Dateien/inner/empty", "page.html",
                "seite.htm", "sub/page.html",
            ]
        )
        #expect(listing.ignoredCount == 4 && listing.companions.isEmpty)
    }

    @Test func `promise 5: a folder whose page was taken waits to follow it, and shows whether it still changes`()
        throws
    {
        let root = try TestRoot()
        try drop("page-Dateien", root)
        func companions() throws -> [InboxFile] {
            try InboxScanner(inbox: root.inbox).scan { $0 == RawPath("page.html") }.companions
        }
        let before = try #require(try companions().first)
        #expect(before.path == RawPath("page-Dateien"))
        #expect(try companions().first?.signature.hasSameContent(as: before.signature) == true)
        try root.drop("page-Dateien/inner/late", "late", modified: 500)
        #expect(try companions().first?.signature.hasSameContent(as: before.signature) == false)
    }

    @Test func `promise 5: the folder goes beside its page's copy, under a free name`() throws {
        let root = try TestRoot()
        try FileManager.default.createDirectory(
            atPath: root.path("archive/2025/11/08").description,
            withIntermediateDirectories: true
        )
        try drop("sub/page_files", root)
        #expect(try keep("sub/page_files", root) == "0123456789ab-page_files")
        try drop("page_files", root)
        #expect(try keep("page_files", root) == "0123456789ab-page_files.2")
        #expect(try root.files(in: "inbox").isEmpty)
        #expect(try root.files(in: "archive").count == 6)
    }

    @Test(.enabled(if: OtherFileSystem.isThere, "needs /dev/shm to be a file system of its own"))
    func `promise 5: across file systems the folder is copied, and an attempt that did not end is taken up`() throws {
        let root = try TestRoot(inboxIn: OtherFileSystem.folder)
        let day = root.path("archive/2025/11/08")
        try FileManager.default.createDirectory(atPath: day.description, withIntermediateDirectories: true)
        let unfinished = day.appending(".incoming-0123456789ab-page_files")
        try Kernel.mkdir(unfinished)
        try Kernel.write("half", to: unfinished.appending("a.css"), modified: 1)
        try drop("page_files", root)
        #expect(try keep("page_files", root) == "0123456789ab-page_files")
        #expect(try root.files(in: "inbox").isEmpty)
        #expect(!Kernel.exists(root.inbox.appending("page_files")) && !Kernel.exists(unfinished))
        let kept = day.appending("0123456789ab-page_files")
        #expect(try String(contentsOfFile: kept.appending("a.css").description, encoding: .utf8) == "a")
        #expect(try String(contentsOfFile: kept.appending("inner/b.html").description, encoding: .utf8) == "b")
    }
}
