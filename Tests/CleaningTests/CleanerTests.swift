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

    /// Made when they are read: a failing test prints its arguments, and some of these are long.
    private static let hopeless: [(make: @Sendable () -> [UInt8], code: String)] = [
        ({ [] }, "empty"),
        ({ Array(" \n\t".utf8) }, "empty"),
        ({ Array("%PDF-1.7 text".utf8) }, "not-text"),
        ({ [0x50, 0x4B, 0x03, 0x04, 0x00] }, "not-text"),
        ({ [0x7F, 0x45, 0x4C, 0x46, 0x02] }, "not-text"),
        ({ [UInt8](0...255) }, "not-text"),
        ({ Array("<html><body><nav><a href='/'>Home</a></nav></body></html>".utf8) }, "no-article"),
        ({ Array("<!DOCTYPE html><!-- saved from a page whose rest is one comment <p>text</p>".utf8) }, "no-article"),
        ({ Array(("<html><body>" + String(repeating: "<div>", count: 100_000)).utf8) }, "nested-too-deep"),
    ]

    @Test(arguments: hopeless)
    func `says why a file holds no article`(make: @Sendable () -> [UInt8], code: String) {
        let error = #expect(throws: CleaningError.self) { try Cleaner().clean(SavedPage(name: "a", bytes: make())) }
        #expect(error?.code == code)
    }

    private static let sentence = "The company said on Monday that the plant will open in spring and make chips. "

    /// Pages made to exhaust a reader, each smaller than the limit on files.
    private static let exhausting: [(name: String, make: @Sendable () -> String)] = [
        ("a text node of 50 MB", { "<html><body><p>" + String(repeating: sentence, count: 640_000) }),
        (
            "a million attributes",
            {
                "<html><body><p " + (0..<1_000_000).map { "a\($0)=1 " }.joined() + ">"
                    + String(repeating: sentence, count: 9)
            }
        ),
        ("three million unclosed paragraphs", { "<html><body>" + String(repeating: "<p>a b", count: 3_000_000) }),
        ("as many paragraphs of text", { "<html><body>" + String(repeating: "<p>" + sentence, count: 100_000) }),
        ("nested elements by the hundred thousand", { "<html>" + String(repeating: "<b>", count: 100_000) + sentence }),
        ("deeply nested links", { "<html>" + String(repeating: "<ul><li><a href=x>\(sentence)", count: 120) }),
    ]

    /// Built without optimisation, instrumented or on a busy machine the same work takes many times as long.
    private static let patience = Duration.seconds(240)

    @Test(arguments: exhausting.indices)
    func `reads pages made to exhaust it in bounded time, or says why not`(index: Int) throws {
        let bytes = Array(Self.exhausting[index].make().utf8)
        var outcome: Result<Article, CleaningError> = .failure(.empty(file: ""))
        let time = ContinuousClock().measure {
            do throws(CleaningError) {
                outcome = .success(try Cleaner().clean(SavedPage(name: "a.html", bytes: bytes)))
            } catch { outcome = .failure(error) }
        }
        #expect(time < Self.patience)
        switch outcome {
        case .success(let article): #expect(!article.body.isEmpty)
        case .failure(let error): #expect(["no-article", "nested-too-deep"].contains(error.code))
        }
    }

    @Test func `says so when a page has more blocks than it reads`() throws {
        let page = "<html><body><article>" + String(repeating: "<p>" + Self.sentence, count: 31_000)
        #expect(try article(page).warnings.contains("parser-cut"))
    }

    /// The runs of digits, signs of currency and percent signs of `text`, in order.
    private func amounts(_ text: String) -> [String] {
        var found: [String] = []
        var run = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType != nil {
                run.unicodeScalars.append(scalar)
                continue
            }
            if !run.isEmpty { found.append(run) }
            run = ""
            if scalar.properties.generalCategory == .currencySymbol || "%‰℃±−+-".unicodeScalars.contains(scalar) {
                found.append(String(scalar))
            }
        }
        return run.isEmpty ? found : found + [run]
    }

    @Test func `every amount of a body stands in its page, in the same order`() throws {
        let signs = [
            "$", "€", "₩", "¥", "£", "%", "％", "℃", "±", "-", "−", "+", "½", "①", "³", "억원", "조", "GW", ".", ",",
        ]
        var random = SplitMix(state: 7)
        for _ in 0..<40 {
            var source: [String] = []
            let paragraphs = (0..<8).map { _ in
                (0..<6).map { _ in
                    let number = String(random.next() % 1_000_000)
                    let sign = signs[Int(random.next() % UInt64(signs.count))]
                    return "그 회사는 지난 분기에 \(sign)\(number)\(sign) 규모의 계약을 맺었다고 설명했다."
                }
                .joined(separator: " ")
            }
            source = amounts(paragraphs.joined(separator: "\n"))
            let body = paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n")
            let found = amounts(try article("<html><body><article><h1>계약</h1>\(body)</article></body></html>").body)
            var rest = source[...]
            for amount in found {
                let position = try #require(
                    rest.firstIndex(of: amount),
                    "\(amount) is not in the page after what went before"
                )
                rest = rest[(position + 1)...]
            }
            #expect(found.count * 10 >= source.count * 9, "the body is that of the page")
        }
    }

    @Test func `keeps the whole of a table and the list items between paragraphs`() throws {
        let rows = (1...5).map { "<tr><td>\($0)</td><td>팀 \($0)</td><td>\($0 * 12)점</td></tr>" }.joined()
        let page = Self.page.split(separator: "<p>\(Self.third)</p>")
            .joined(separator: "<table><tr><th>순위</th><th>이름</th><th>점수</th></tr>\(rows)</table><p>\(Self.third)</p>")
        let body = try article(page).body
        for row in 1...5 { #expect(body.contains("팀 \(row)") && body.contains("\(row * 12)점")) }
    }

    @Test func `learns the same weights from the same pages, byte for byte`() {
        let pages = (0..<12).map { number in
            CleanerTrainer.Example(
                id: "page-\(number)",
                set: "own",
                site: "site-\(number % 4)",
                bytes: Array(Self.page.split(separator: "2500").joined(separator: "\(number)").utf8),
                body: [Self.lead, Self.second.split(separator: "2500").joined(separator: "\(number)"), Self.third]
                    .joined(separator: "\n\n")
            )
        }
        var trainer = CleanerTrainer()
        trainer.folds = 2
        let first = trainer.train(pages, kind: .html)
        #expect(first.file == trainer.train(pages, kind: .html).file)
        #expect(first.figures.map(\.pages) == [12])
        #expect((first.figures.first?.oracle ?? 0) > 0.99)
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
