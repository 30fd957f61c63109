import Articles
import Cleaning
import Foundation
import Testing

struct CleanerTests {
    private func article(_ text: String, name: String = "page.html") throws -> Article {
        try Cleaner().clean(SavedPage(name: name, bytes: Array(text.utf8)))
    }

    private static let lead = "나래반도체가 새 공장을 짓는 데 3조 2000억원을 쓰기로 했다고 24일 밝혔다. 공장은 내년 상반기에 문을 연다."
    private static let second = "회사는 이 공장에서 한 해에 웨이퍼 120만 장을 만들 수 있다고 설명했다. 직원은 2500명을 새로 뽑는다."
    private static let third = "업계는 투자 규모가 지난해보다 45.5% 늘어난 점에 주목한다. 증권가에서는 주가가 오를 것으로 본다."

    private static let page = """
        <html lang="ko"><head><title>나래반도체, 새 공장에 3조원 투자 | 가람경제</title>
        <meta property="og:site_name" content="가람경제"><meta property="og:title" content="나래반도체, 새 공장에 3조원 투자">
        <meta property="article:published_time" content="2025-08-24T09:27:00+09:00">
        <link rel="canonical" href="https://garam.example/news/1"></head><body>
        <div class="header"><span class="today">2025.12.02 (화)</span><ul class="menu"><li><a href="/">경제</a></li><li><a href="/p">정치</a></li>
        <li><a href="/s">사회</a></li></ul></div>
        <div class="article-view"><h1>나래반도체, 새 공장에 3조원 투자</h1><p class="info">고은별 기자 | 입력 2025.08.24 09:27</p>
        <div class="article-body"><p>\(lead)</p><figure><img src="a.jpg"><figcaption>나래반도체 공장 전경. 사진=나래반도체</figcaption></figure>
        <p>\(second)</p><p>\(third)</p></div><p class="copyright">저작권자 © 가람경제, 무단전재 및 재배포 금지</p></div>
        <div class="related"><h3>관련기사</h3><ul><li><a href="/2">다른 회사도 공장을 짓는다</a></li><li><a href="/3">주가가 올랐다</a></li></ul></div>
        <div class="footer"><a href="/a">회사소개</a> <a href="/b">이용약관</a></div></body></html>
        """

    @Test func `takes the article out of a page, with what the page says of it`() throws {
        let article = try article(Self.page)
        #expect(article.title == "나래반도체, 새 공장에 3조원 투자")
        #expect(article.body == [Self.lead, Self.second, Self.third].joined(separator: "\n\n"))
        #expect(article.byline == "고은별")
        #expect(article.site == "가람경제")
        #expect(article.language == "ko")
        #expect(article.url == "https://garam.example/news/1")
        #expect(article.published?.iso == "2025-08-24T09:27:00+09:00")
        #expect(article.publishedFrom == .meta)
    }

    @Test func `reads a copied page of plain text`() throws {
        let text = """
            2025.12.02 (화)

            • 맑음서울 0.4℃
            • 흐림대전 0.7℃
            기상청 제공

            경제

            나래반도체, 새 공장에 3조원 투자

            [가람경제=고은별 기자] \(Self.lead)

            \(Self.second)

            \(Self.third)

            배너
            관련기사

            [가람경제=한솔 기자] 다른 회사도 공장을 짓기로 했다고 밝혔다. 회사는 투자 규모를 아직 정하지 않았다고 한다. 업계는 주목하고
            """
        let article = try article(text, name: "page.txt")
        #expect(article.title == "나래반도체, 새 공장에 3조원 투자")
        #expect(article.body == [Self.lead, Self.second, Self.third].joined(separator: "\n\n"))
        #expect(article.byline == "고은별")
        #expect(article.site == "가람경제")
        #expect(article.published == nil, "a date in the page's head is the day it was saved")
    }

    @Test(arguments: [
        "₩1,234", "-3.5%", "+12℃", "$1.5bn", "€2·3", "1 000,5", "３억원", "½", "10~15%", "5∼6배", "−7", "№ 3", "①",
        "1.0e-5",
    ])
    func `never changes digits, signs and units`(amount: String) throws {
        let sentence = "회사는 올해 실적이 \(amount) 수준이라고 밝혔으며 앞으로도 이런 흐름이 이어질 것으로 본다고 설명했다."
        let article = try article(Self.page.split(separator: Self.second).joined(separator: sentence))
        #expect(article.body.contains(sentence))
    }

    private static let hopeless: [(bytes: [UInt8], code: String)] = [
        ([UInt8](), "empty"),
        (Array(" \n\t".utf8), "empty"),
        (Array("%PDF-1.7 text".utf8), "not-text"),
        ([0x50, 0x4B, 0x03, 0x04, 0x00] as [UInt8], "not-text"),
        ([0x7F, 0x45, 0x4C, 0x46, 0x02] as [UInt8], "not-text"),
        ([UInt8](0...255), "not-text"),
        (Array("<html><body><nav><a href='/'>Home</a></nav></body></html>".utf8), "no-article"),
        (Array("<html><body>".utf8) + Array(String(repeating: "<div>", count: 100_000).utf8), "nested-too-deep"),
    ]

    @Test(arguments: hopeless)
    func `says why a file holds no article`(bytes: [UInt8], code: String) {
        let error = #expect(throws: CleaningError.self) { try Cleaner().clean(SavedPage(name: "a", bytes: bytes)) }
        #expect(error?.code == code)
    }

    @Test func `refuses files beyond its limit`() {
        var cleaner = Cleaner()
        cleaner.maximumBytes = 10
        #expect(throws: CleaningError.tooLarge(file: "a", bytes: 11, limit: 10)) {
            try cleaner.clean(SavedPage(name: "a", bytes: Array("eleven byte".utf8)))
        }
    }

    @Test func `takes a body that only a script holds`() throws {
        let sentence = "The plant will open next year and make two million wafers, the company said on Monday. "
        let body = String(repeating: sentence, count: 8)
        let page = """
            <html><head><title>Plant to open</title><script type="application/ld+json">
            {"@type": "NewsArticle", "headline": "Plant to open", "articleBody": "\(body)",}
            </script></head><body><div id="root"></div></body></html>
            """
        let article = try article(page)
        #expect(article.body.hasPrefix("The plant will open next year"))
        #expect(article.warnings.contains("script-only"))
        #expect(article.language == "en")
    }

    @Test func `explains each block`() throws {
        let decisions = try Cleaner().explain(SavedPage(name: "a.html", bytes: Array(Self.page.utf8)))
        let lead = try #require(decisions.first { $0.text == Self.lead })
        #expect(lead.isKept && lead.score > 0.5)
        let menu = try #require(decisions.first { $0.text == "정치" })
        #expect(!menu.isKept && menu.score < 0.5)
    }

    @Test func `reads seeded mutations of a page without failing its own invariants`() throws {
        var random = SplitMix(state: 42)
        for _ in 0..<150 {
            var bytes = Array(Self.page.utf8)
            for _ in 0..<Int(random.next() % 30) {
                let position = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[position] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: position)
                default: bytes.insert(contentsOf: Array("<td>".utf8), at: position)
                }
            }
            do throws(CleaningError) {
                let article = try Cleaner().clean(SavedPage(name: "m.html", bytes: bytes))
                #expect(!article.body.isEmpty)
                #expect((0...1).contains(article.confidence))
                #expect(!article.body.utf8.contains(0))
            } catch {
                #expect(["no-article", "encoding", "not-text"].contains(error.code))
            }
        }
    }

    /// A small generator, so that a failing mutation can be made again.
    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }
}
