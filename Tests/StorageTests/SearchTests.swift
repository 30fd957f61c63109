import Articles
import Storage
import Testing

struct SearchTests {
    /// A ledger with one page of each text, in order.
    private func ledger(_ texts: [String]) throws -> Ledger {
        let ledger = try Ledger()
        for (index, text) in texts.enumerated() {
            try ledger.keep(sample(index, title: "제목", body: [text], reading: Reading()))
        }
        return ledger
    }

    @Test(arguments: [
        ("순매수로 돌아섰다", "순매", true),
        ("순매수로 돌아섰다", "매수", true),
        ("외국인이 순매수로 돌아섰다", "순매수 외국인", true),
        ("순매수로 돌아섰다", "매수로돌", false),
        ("순매수로 돌아섰다", "수", true),
        ("순매수로 돌아섰다", "로", true),
        ("순매수로 돌아섰다", "매로", false),
        ("오픈AI가 밝혔다", "오픈AI", true),
        ("오픈AI가 밝혔다", "openai", false),
        ("오픈AI가 밝혔다", "ai가", true),
        ("오픈AI가 밝혔다", "픈AI", true),
        ("GPT-5 출시", "gpt-5", true),
        ("GPT-5 출시", "GPT 5", true),
        ("60억 달러를 유치", "60억", true),
        ("160억 달러를 유치", "60억", false),
        ("60억 달러를 유치", "60억 달러", true),
        ("Émile wrote it", "émile", true),
        ("Émile wrote it", "emil", false),
        ("半導体の話", "導体", true),
        ("메타데이터", "메타", true),
    ])
    func `finds Korean inside words and from one syllable on`(text: String, query: String, isFound: Bool) throws {
        #expect(try ledger([text]).search(query).isEmpty == !isFound)
    }

    @Test func `a query typed in decomposed Hangul finds composed text`() throws {
        let decomposed = "\u{1109}\u{116E}\u{11AB}\u{1106}\u{1162}"
        #expect(try ledger(["순매수"]).search(decomposed).count == 1)
    }

    @Test(arguments: [
        "\"", "'", "*", "a OR b", "NEAR(", "title:", "^", "-", "(", ")", "AND", "NOT", "a AND", "col : x", "\0",
        "{a b}",
        "매수\"", "\" OR title:*", "%", "_", String(repeating: "가 ", count: 5_000), String(repeating: "가", count: 5_000),
        "🙂", "\u{202E}",
    ])
    func `what a reader types is never syntax`(query: String) throws {
        let ledger = try ledger(["순매수 a b 가나"])
        #expect(throws: Never.self) { try ledger.search(query) }
    }

    @Test(arguments: ["", "  ", "*", "\"\"", "🙂"])
    func `a query without words finds nothing`(query: String) throws {
        #expect(try ledger(["순매수"]).search(query).isEmpty)
    }

    @Test func `operators are words like any other`() throws {
        let ledger = try ledger(["salt and pepper", "salt pepper"])
        #expect(try ledger.search("salt AND pepper").map(\.document.sha256) == [hash(0)])
    }

    @Test func `a hit shows the place and marks it`() throws {
        let text = String(repeating: "앞 ", count: 50) + "외국인이 순매수로\n돌아섰다" + String(repeating: " 뒤", count: 90)
        let hit = try #require(try ledger([text]).search("순매").first)
        let range = try #require(hit.range)
        let inside = try #require(hit.rangeInSnippet)
        #expect(scalars(text, range) == "순매")
        #expect(scalars(hit.snippet, inside) == "순매")
        #expect(hit.snippet.hasPrefix("…") && hit.snippet.hasSuffix("…"))
        #expect(!hit.snippet.contains("\n"))
        #expect(hit.snippet.unicodeScalars.count <= 130)
    }

    @Test func `a word in the title outranks one in the body`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1, title: "다른 이야기", body: ["반도체 한 번"], reading: Reading()))
        try ledger.keep(sample(2, title: "반도체 한 번", body: ["다른 이야기"], reading: Reading()))
        #expect(try ledger.search("반도체").map(\.document.sha256) == [hash(2), hash(1)])
    }

    @Test func `of an article only the latest version is found`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1, url: "https://example.com/a", received: 1))
        try ledger.keep(sample(2, url: "https://example.com/a", received: 2))
        #expect(try ledger.search("유치").map(\.document.sha256) == [hash(2)])
    }

    private func scalars(_ text: String, _ range: TextRange) -> String {
        String(String.UnicodeScalarView(Array(text.unicodeScalars)[range.start..<range.end]))
    }
}
