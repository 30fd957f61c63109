import Articles
import Cleaning
import Daemon
import Extraction
import Foundation
import Testing

/// `daybook explain` over a page of its own.
struct ExplainTests {
    private static let page = """
        <html><head><title>나래반도체, 새 공장에 3조원 투자</title></head><body><ul><li><a href=/>메뉴</a></li></ul><article>
        <h1>나래반도체, 새 공장에 3조원 투자</h1><p>입력 2025.08.24 09:27</p>
        <p>나래반도체가 새 공장을 짓는 데 3조 2000억원을 쓰기로 했다고 24일 밝혔다.\u{1B}[31m 공장은 내년 상반기에 문을 연다.</p>
        <p>회사는 이 공장에서 한 해에 웨이퍼 120만 장을 만들 수 있다고 설명했다. 직원은 2500명을 새로 뽑는다.</p>
        </article></body></html>
        """

    private static let knowledge = [
        KnowledgeEntry(id: "narae", name: "나래반도체", type: .organization, kind: "company")
    ]

    private func report(_ parts: ExplainReport.Parts) throws -> ExplainReport {
        let path = FileManager.default.temporaryDirectory.appending(path: "explain-\(UUID().uuidString).html")
        try Data(Self.page.utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let reader = PageReader(extractor: Extractor(knowledge: Self.knowledge))
        return try ExplainReport(path: path.path, reader: reader, parts: parts, reference: nil, limit: 1 << 20)
    }

    @Test func `shows metadata with its source, blocks, names, amounts and dates in columns`() throws {
        let lines = try report([.cleaning, .reading]).text(showsAll: true).split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("title       heading") && $0.hasSuffix("새 공장에 3조원 투자") })
        #expect(lines.contains { $0.hasPrefix("published   text") && $0.hasSuffix("2025-08-24T09:27:00") })
        #expect(lines.contains { $0.hasPrefix("keep") && $0.contains("model") && $0.contains("웨이퍼 120만 장") })
        #expect(lines.contains { $0.hasPrefix("drop") && $0.contains("메뉴") })
        #expect(lines.contains { $0.hasPrefix("keep") && $0.contains("knowledge") && $0.hasSuffix("narae") })
        #expect(lines.contains { $0.contains("money") && $0.hasSuffix("3200000000000 KRW") })
    }

    @Test func `shows one half alone`() throws {
        #expect(try !report(.cleaning).text(showsAll: true).contains("NAME "))
        #expect(try !report(.reading).text(showsAll: true).contains("METADATA"))
    }

    @Test func `leaves out what was dropped without doubt, and says how much`() throws {
        let text = try report(.cleaning).text(showsAll: false)
        #expect(!text.contains("메뉴"))
        #expect(text.contains("--all shows them"))
    }

    @Test func `never passes on what could steer a terminal`() throws {
        let report = try report([.cleaning, .reading])
        #expect(!report.text(showsAll: true).unicodeScalars.contains("\u{1B}"))
        #expect(!report.json.unicodeScalars.contains("\u{1B}"))
    }

    @Test func `gives everything as one JSON object`() throws {
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(try report([.cleaning, .reading]).json.utf8)) as? [String: Any]
        )
        let blocks = try #require(json["blocks"] as? [[String: Any]])
        #expect(blocks.contains { $0["kept"] as? Bool == true && ($0["score"] as? Double ?? 0) > 0.5 })
        let names = try #require(json["names"] as? [[String: Any]])
        #expect(names.contains { $0["id"] as? String == "narae" && $0["kept"] as? Bool == true })
        #expect((json["amounts"] as? [[String: Any]])?.isEmpty == false)
        #expect((json["origins"] as? [String: String])?["title"] == "heading")
    }

    @Test func `fails as extract does on a file without an article`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "explain-\(UUID().uuidString).html")
        try Data("<html><body><a href=/>Home</a></body></html>".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let error = #expect(throws: CleaningError.self) {
            try ExplainReport(
                path: path.path,
                reader: PageReader(extractor: Extractor(knowledge: [])),
                parts: .cleaning,
                reference: nil,
                limit: 1 << 20
            )
        }
        #expect(error?.code == "no-article")
    }

    @Test func `explains every document of a file that holds several`() throws {
        let items = ["가온", "나래"].map { name in
            """
            <item><title>\(name)반도체, 새 공장에 3조원 투자</title><link>https://lindow.example/\(name)</link>
            <description>\(name)반도체가 새 공장을 짓는 데 3조원을 쓰기로 했다고 24일 밝혔다. 공장은 내년 상반기에 문을 연다.
            회사는 이 공장에서 한 해에 웨이퍼 120만 장을 만들 수 있다고 설명했다. 직원은 2500명을 새로 뽑는다.</description></item>
            """
        }
        let path = FileManager.default.temporaryDirectory.appending(path: "explain-\(UUID().uuidString).xml")
        try Data("<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let report = try ExplainReport(
            path: path.path,
            reader: PageReader(extractor: Extractor(knowledge: Self.knowledge)),
            parts: [.cleaning, .reading],
            reference: nil,
            limit: 1 << 20
        )
        let text = report.text(showsAll: true)
        #expect(text.contains("DOCUMENT 1 of 2\n") && text.contains("DOCUMENT 2 of 2\n"))
        let json = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
        let documents = try #require(json?["documents"] as? [[String: Any]])
        #expect(documents.map { $0["part"] as? String } == ["1", "2"])
        #expect(
            documents.map { $0["title"] as? String } == items.indices.map { ["가온", "나래"][$0] + "반도체, 새 공장에 3조원 투자" }
        )
    }
}
