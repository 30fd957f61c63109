import Articles
import Digests
import Testing

struct RenderingTests {
    @Test(arguments: [
        ("[누르세요](http://evil.example)", "\\[누르세요\\](http\\://evil.example)"),
        ("# 제목인 척", "\\# 제목인 척"),
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("a|b`c`*d*", "a\\|b\\`c\\`\\*d\\*"),
        ("https://evil.example www.evil.example", "https\\://evil.example www\\.evil.example"),
        ("me@evil.example", "me\\@evil.example"),
        ("&lt;b&gt;", "\\&lt;b\\&gt;"),
        ("snake_case _굵게_", "snake_case \\_굵게\\_"),
        ("1. 목록", "1\\. 목록"),
        ("값은 2024. 그리고", "값은 2024. 그리고"),
        ("3300억~3700억", "3300억~3700억"),
        ("~~지움~~", "\\~\\~지움\\~\\~"),
        ("가 > 나 -> 다", "가 \\> 나 -> 다"),
        ("끝\u{202E}cod.exe\u{200B}\u{1B}[31m", "끝cod.exe\\[31m"),
        ("두\n줄", "두 줄"),
    ])
    func `escapes Markdown and leaves plain text readable`(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        // A combining mark makes one character of the quotation mark; it must be escaped all the same.
        ("\"\u{301} onclick=\"x", "&quot;\u{301} onclick=&quot;x"),
        ("a & 'b'", "a &amp; &#39;b&#39;"),
        ("\u{202E}abc\u{0}\u{9F}", "abc"),
    ])
    func `escapes HTML and XML`(text: String, expected: String) {
        #expect(HTMLText.escaped(text) == expected)
    }

    @Test(arguments: [("abc", 3), ("한글", 4), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("ㄱ…", 3), ("ｆ", 2), ("", 0)])
    func `measures columns of a terminal`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        (6e9, "60억", "6 billion"), (8.5e12, "8조 5000억", "8.5 trillion"), (15_000, "1만 5000", "15,000"),
        (3.2, "3.2", "3.2"), (1050e8, "1050억", "105 billion"), (-5.9e9, "-59억", "-5.9 billion"), (0, "0", "0"),
    ])
    func `writes numbers as each language does`(value: Double, korean: String, english: String) {
        #expect(NumberFormat(Wording(.ko)).amount(value, unit: nil) == korean)
        #expect(NumberFormat(Wording(.en)).amount(value, unit: nil) == english)
    }

    @Test func `writes money with its currency`() {
        #expect(NumberFormat(Wording(.ko)).amount(6e9, unit: "USD") == "60억 달러")
        #expect(NumberFormat(Wording(.en)).amount(6e9, unit: "USD") == "$6 billion")
        #expect(NumberFormat(Wording(.ko)).amount(8e10, high: 1.2e11, unit: "USD") == "800억~1200억 달러")
        #expect(NumberFormat(Wording(.en)).amount(13, unit: "GPU") == "13 GPUs")
    }

    @Test func `keeps Markdown within 80 columns, tables and links aside`() throws {
        let text = MarkdownRenderer().render(DigestComposer().compose(try Day.input([Day.round, Day.release])))
        for line in text.split(separator: "\n") where !line.hasPrefix("|") && !line.hasPrefix("[") {
            #expect(DisplayWidth.of(line) <= 80, "\(line)")
        }
        let table = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(!table.isEmpty)
        let first = text.split(separator: "\n").first { $0.hasPrefix("| id") }
        #expect(
            first.map { line in table.contains { DisplayWidth.of($0) == DisplayWidth.of(line) && $0 != line } } == true
        )
    }

    /// A page whose every name is an attack.
    private var hostile: PageMaker {
        PageMaker(
            "a9",
            title: "<script>alert('t')</script> [x](javascript:alert(1)) \u{202E}txt",
            outlet: "\"><img src=x onerror=alert(1)>",
            published: "2025-11-07",
            sentences: ["한빛AI는 </p><script>alert(2)</script> ](http://evil.example) 20억 달러를 유치했다고 밝혔다."]
        )
        .naming("hanbit", "<b>한빛</b>|AI\u{301}", .organization, as: ["한빛AI"])
        .amount("20억 달러", 2e9, "USD")
        .claiming("hanbit", "raises_funding", nil, 2e9, "USD")
    }

    private func hostileEdition() throws -> Edition {
        var input = try Day.input([hostile])
        input.failures = [
            FailedFile(
                name: "<svg onload=x>\n# h",
                code: "not-text",
                message: "`x` | [y](z)",
                failed: Timestamp(seconds: 1)
            )
        ]
        input.cause = "<i>late</i>"
        return DigestComposer().compose(input)
    }

    @Test func `lets nothing of a hostile page into HTML`() throws {
        let page = try HTMLRenderer().render(hostileEdition())
        for attack in ["<script", "<img", "<svg onload", "<b>", "<i>", "\u{202E}", "onerror=alert(1)>"] {
            #expect(!page.contains(attack), "\(attack)")
        }
        #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
        #expect(page.contains("archive/2025/11/08/a9-page%20one.html"))
    }

    @Test func `lets nothing of a hostile page into Markdown`() throws {
        let text = MarkdownRenderer().render(try hostileEdition())
        // What is left when every escaped mark is taken out is what a Markdown reader takes for markup.
        let markup = text.replacing("\\\\", with: "").split(separator: "\\", omittingEmptySubsequences: false)
            .enumerated().map { $0 == 0 ? String($1) : String($1.dropFirst()) }.joined()
        for attack in ["](", "<", "\n# h", "`", "\u{202E}", "&"] {
            #expect(!markup.contains(attack), "\(attack)")
        }
        #expect(markup.contains("[S1.1]: ../../archive/2025/11/08/a9-page%20one.html"))
    }

    @Test func `lets nothing of a hostile page into the feed and the index`() throws {
        let summary = EditionSummary(try hostileEdition(), path: "2025/2025-11-08")
        let feed = try FeedRenderer().render([summary], language: .ko)
        let index = try IndexRenderer().render([summary], language: .ko)
        for text in [feed, index] {
            #expect(!text.contains("<script") && !text.contains("<b>") && !text.contains("\u{202E}"))
        }
        #expect(feed.contains("<id>urn:daybook:edition:2025-11-08</id>"))
        #expect(feed.contains("<updated>2025-11-07T21:00:00Z</updated>"))
        #expect(index.contains("href=\"2025/2025-11-08.html\""))
    }

    @Test func `lists editions newest first and finds them by name`() throws {
        var older = try Day.input([Day.round])
        older.date = older.date.adding(days: -1)
        let editions = [older, try Day.input([Day.round, Day.release])].map { DigestComposer().compose($0) }
        let index = try IndexRenderer().render(
            editions.map { EditionSummary($0, path: "2025/\($0.date)") },
            language: .en
        )
        let newer = try #require(index.firstRange(of: "2025-11-08"))
        let first = try #require(index.firstRange(of: "2025-11-07"))
        #expect(newer.lowerBound < first.lowerBound)
        #expect(index.contains("<summary>한빛AI <span class=\"soft\">2</span></summary>"))
    }

    @Test func `takes a template of the user, whose values are escaped even in triple braces`() throws {
        let page = try HTMLRenderer(
            template: "{{date}} {{#storySections}}{{#stories}}{{{headline}}}{{/stories}}{{/storySections}}"
        )
        .render(hostileEdition())
        #expect(page.hasPrefix("2025-11-08 &lt;script&gt;"))
    }

    @Test(arguments: DigestLanguage.allCases)
    func `has words for every relation, state and kind, in both languages`(language: DigestLanguage) {
        let words = Wording(language)
        for relation in RelationTraits.table.keys { #expect(words.has("rel." + relation), "\(relation)") }
        for state in ["news", "quiet", "allFailed", "undatedOnly", "serviceOff"] {
            #expect(words.has("state." + state))
        }
        for kind in ["value", "fiscalYear", "undatedClaim", "range", "samePage", "sum"] {
            #expect(words.has("disagree." + kind))
        }
        for modality in ["actual", "planned", "target", "reported", "denied"] {
            #expect(words.has("modality." + modality))
        }
        #expect(words.date("2025-Q3") == (language == .ko ? "2025 3분기" : "Q3 2025"))
        #expect(words.relation("releases", of: "GPT") == (language == .ko ? "GPT 출시" : "release of GPT"))
    }

    @Test(arguments: DigestLanguage.allCases)
    func `renders every section without a stray brace or key`(language: DigestLanguage) throws {
        var input = try Day.input([Day.round, Day.roundElsewhere, Day.roundInEnglish, Day.release], language: language)
        input.hasBaseline = true
        input.watchlist = ["dodam"]
        input.baseline = [NameBaseline(id: "hanbit", firstSeen: nil, dailyPages: [Int](repeating: 0, count: 27) + [1])]
        input.history = [
            .earlier("valuation", 1e10, "USD", on: "2025-02", published: "2025-02-10"),
            .earlier("raises_funding", 1.5e9, "USD", on: "2025-11-07", published: "2025-11-07"),
            .earlier("releases", nil, nil, .planned, on: "2025-11-20", published: "2025-10-01", object: "haesol"),
            .earlier("releases", nil, nil, .planned, on: "2025-09", published: "2025-06-01", object: "mir"),
        ]
        input.failures = [FailedFile(name: "x", code: "empty", message: "Empty.", failed: Timestamp(seconds: 1))]
        input.offIntervals = [
            EditionWindow(start: input.window.start, end: Timestamp(seconds: input.window.start.seconds + 600))
        ]
        let edition = DigestComposer().compose(input)
        let html = try HTMLRenderer().render(edition)
        let markdown = MarkdownRenderer().render(edition)
        for key in ["inShort", "stories", "changes", "disagreements", "ahead", "names", "said", "coverage", "evidence"]
        {
            let heading = Wording(language)(key)
            #expect(html.contains(">\(heading)</h2>"), "\(heading)")
            #expect(markdown.contains("\n## \(heading)\n"), "\(heading)")
        }
        #expect(!html.contains("{{") && !html.contains("}}"))
        #expect(!markdown.contains("{0}") && !html.contains("{0}"))
        for item in edition.evidence { #expect(html.contains("id=\"e-\(item.id)\"")) }
        for target in html.split(separator: "href=\"#").dropFirst() {
            let id = target.prefix { $0 != "\"" }
            #expect(html.contains("id=\"\(id)\""), "\(id)")
        }
    }

    @Test func `draws counts as bars`() {
        #expect(Sparkline.text([0, 1, 2, 4]) == "▁▂▄█")
        #expect(Sparkline.svg([0, 4], label: "\"x\"").contains("aria-label=\"&quot;x&quot;\""))
    }
}

struct ValueTests {
    @Test(arguments: [
        ("2025", "2025-01-01", "2025-12-31"), ("2024", "2024-01-01", "2024-12-31"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2025-H1", "2025-01-01", "2025-06-30"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-W01", "2024-12-30", "2025-01-05"), ("2025-08-22", "2025-08-22", "2025-08-22"),
        ("FY2025", "2025-01-01", "2025-12-31"), ("2025-08/2025-10", "2025-08-01", "2025-10-31"),
    ])
    func `spans the days of a date as coarse as its text`(iso: String, first: String, last: String) throws {
        let span = try #require(DateSpan(iso: iso))
        #expect(span.first.description == first)
        #expect(span.last.description == last)
    }

    @Test(arguments: ["", "2025-13", "2025-Q5", "soon", "2025-08/2024", "20X5"])
    func `refuses what is no date`(iso: String) { #expect(DateSpan(iso: iso) == nil) }

    @Test(arguments: [
        (8.5e12, 8.46e12, true), (6e9, 6e9, true), (1.5e10, 1.53e10, true), (1e9, 1.4e9, false), (2.4e10, 4e10, false),
        (1e11, 1.04e11, true),
    ])
    func `takes rounding for agreement`(left: Double, right: Double, agrees: Bool) {
        let one = Amount(low: left, high: left, unit: "USD")
        let other = Amount(low: right, high: right, unit: "USD")
        #expect(one.agrees(with: other) == agrees)
        #expect(other.agrees(with: one) == agrees)
    }

    @Test func `ends sentences outside quotations and numbers`() {
        let body = "A는 \"간다. 온다.\"고 말했다. 값은 3.5억이다.\n\n둘째 문단이다"
        let text = DocumentText(body)
        #expect(text.sentences.map { text[$0] } == ["A는 \"간다. 온다.\"고 말했다.", "값은 3.5억이다.", "둘째 문단이다"])
    }
}
