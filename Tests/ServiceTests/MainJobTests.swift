import Articles
import Foundation
import Storage
import Testing

/// The whole job, from dropped pages to an edition.
@Suite(.onOwnThreads)
struct MainJobTests {
    @Test func `the sample pages become documents and an edition, and again only duplicates`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        for page in Pages.samples { try root.drop(page.bytes, as: page.name) }
        try await root.quiet()
        let readable = Pages.samples.filter { $0.name != "broken-page.html" }
        for page in readable {
            #expect(try root.document(page.name) != nil, "\(page.name): \(root.reason(page.name) ?? "")")
        }
        #expect(root.reason("broken-page.html")?.contains("not-text") == true)
        #expect(try root.document("ko-datacenter.html")?.article.title?.contains("해담데이터") == true)
        #expect(try root.document("ko-funding-euckr.html")?.article.charset.name == "CP949")
        for format in ["md", "html", "json"] {
            try await eventually("today.\(format) tells of all") {
                let text = String(
                    decoding: (try? root.contents(root.path + "/digests/today." + format)) ?? [],
                    as: UTF8.self
                )
                return text.contains("Halden") && text.contains("broken-page.html")
            }
        }
        let before = try await root.status().json
        #expect(before["documents"] as? Int == readable.count)
        #expect((before["stories"] as? Int ?? 0) > 0)
        for page in readable { try root.drop(page.bytes, as: "again-" + page.name) }
        try await root.quiet()
        let after = try await root.status().json
        #expect(after["duplicates"] as? Int == readable.count)
        for key in ["documents", "articles", "failed", "stories"] { #expect(after[key] as? Int == before[key] as? Int) }
    }

    @Test func `status has every member the contract names, running or stopped`() async throws {
        let root = try ServedRoot()
        #expect(try await root.run(["run"]).status == 0)
        let status = try await root.status()
        #expect(status.exit == 3)
        let members = [
            "running", "inbox", "documents", "articles", "duplicates", "failed", "stories", "lastScan", "lastEdition",
            "degraded",
        ]
        #expect(Set(members).isSubset(of: status.json.keys))
        #expect(Set((status.json["inbox"] as? [String: Any] ?? [:]).keys) == ["pending", "ignored"])
    }

    @Test func `a file named that cannot be read leaves all the others where they are`() async throws {
        let root = try ServedRoot()
        #expect(try await root.run(["run"]).status == 0)
        let page = root.path + "/saved.html"
        let sample = try #require(Pages.samples.first { $0.name == "ko-datacenter.html" })
        try Data(sample.bytes).write(to: URL(filePath: page))
        let refused = try await root.run(["run", page, root.path + "/missing.html"])
        #expect(refused.status != 0)
        #expect(refused.errors.contains("missing.html cannot be read"))
        #expect(!root.isInInbox("saved.html"))
        #expect(try root.counts().documents == 0)
        #expect(try await root.run(["run", page]).status == 0)
        #expect(try root.counts().documents == 1)
    }
}
