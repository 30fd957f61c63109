import Articles
import Cleaning
import Testing

struct StructureTests {
    private func article(_ inner: String) throws -> Article {
        let page = """
            <html><head><link rel="canonical" href="https://garam.example/news/1"></head><body><article>
            <h1>Plant for three billion dollars</h1>\(inner)</article></body></html>
            """
        return try Cleaner().clean(SavedPage(name: "page.html", bytes: Array(page.utf8)))
    }

    private static let lead =
        "The chip maker said on Monday that it would build a plant for three billion dollars and hire two thousand people."
    private static let end =
        "Analysts expect the shares to rise, because the plant will make more wafers than any other in the country."

    @Test func `keeps links by the scalars they span, safe ones only`() throws {
        let article = try article(
            """
            <p>회사는 <a href="/news/2?a=1&b=(2)">새 공장</a>을 짓기로 했다고 24일 밝혔다. <a href=" javascript:alert(1)">이 링크</a>는 \
            해롭고 <a href="https://b.example/">저 링크</a>는 그렇지 않다고 전했다.</p><p>\(Self.lead)</p><p>\(Self.end)</p>
            """
        )
        let block = try #require(article.blocks.first)
        let scalars = Array(block.text.unicodeScalars)
        let texts = block.structure.links.map { link in
            String(String.UnicodeScalarView(scalars[link.range.start..<link.range.end]))
        }
        #expect(texts == ["새 공장", "저 링크"])
        #expect(
            block.structure.links.map(\.address) == ["https://garam.example/news/2?a=1&b=%282%29", "https://b.example/"]
        )
    }

    @Test func `keeps levels of headings and lists`() throws {
        let article = try article(
            """
            <p>\(Self.lead)</p><h3>What the plant will make</h3><p>\(Self.end)</p>
            <ol><li>The plant will make two million wafers a year, the company said.</li>
            <li>It will hire two thousand people in the region, the company said.</li></ol><p>\(Self.lead) \(Self.end)</p>
            """
        )
        let heading = article.blocks.first { $0.kind == .heading }
        #expect(heading?.structure.level == 3)
        let items = article.blocks.filter { $0.kind == .listItem }
        #expect(items.map(\.structure.number) == [1, 2])
        #expect(items.allSatisfy { $0.structure.level == 1 })
    }

    @Test func `keeps the rows of a table and the body as it was`() throws {
        let row = { (a: String, b: String) in "<tr><td>\(a) of the plant in the first year</td><td>\(b) people and wafers</td></tr>" }
        let article = try article(
            "<p>\(Self.lead)</p><table>\(row("Cost", "3,000"))\(row("Staff", "2,000"))</table><p>\(Self.end)</p><p>\(Self.lead)</p>"
        )
        let cells = article.blocks.compactMap(\.structure.cell)
        for cell in cells { #expect(cell.table == 0) }
        if !cells.isEmpty { #expect(cells.map(\.column) == [0, 1, 0, 1] && cells.map(\.row) == [0, 0, 1, 1]) }
        #expect(article.body == article.blocks.map(\.text).joined(separator: "\n\n"))
    }

    @Test func `keeps captioned pictures where they stood, outside the body`() throws {
        let article = try article(
            """
            <p>\(Self.lead)</p><figure><img data-src="/p.jpg" src="data:image/gif;base64,AAAA"><figcaption>The site at night</figcaption>
            </figure><p>\(Self.end)</p><aside><img src="/ad.jpg" alt="Buy our paper"></aside><p>\(Self.lead)</p>
            """
        )
        #expect(
            article.pictures == [
                Picture(position: 1, caption: "The site at night", address: "https://garam.example/p.jpg")
            ]
        )
        #expect(!article.body.contains("The site at night"))
    }

    private static let warned: [(page: String, warning: String)] = [
        ("<p>\(lead)</p>", "little-text"),
        ("<p>\(lead)</p><p>\(end)</p><p>\(lead)</p><div class=paywall><p>Subscribe to continue reading this article.</p></div>", "paywall"),
        ("<p>\(lead)</p><p>\(end)</p>" + String(repeating: "<p>A line</p>", count: 40_000), "parser-cut"),
    ]

    @Test(arguments: warned)
    func `warns of what a reader should know`(page: String, warning: String) throws {
        #expect(try article(page).warnings.contains(warning))
    }

    @Test func `is less sure of a page with little in it`() throws {
        let whole = try article("<p>\(Self.lead)</p><p>\(Self.end)</p><p>\(Self.lead)</p><p>\(Self.end)</p><p>\(Self.lead)</p>")
        let stub = try article("<p>\(Self.lead)</p>")
        #expect(stub.confidence < whole.confidence)
    }
}
