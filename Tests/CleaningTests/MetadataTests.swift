import Articles
import Cleaning
import Testing

/// What is read of a page besides its body, one case a class of pages.
struct MetadataTests {
    private static let body = """
        <p>나래반도체가 새 공장을 짓는 데 3조 2000억원을 쓰기로 했다고 24일 밝혔다. 공장은 내년 상반기에 문을 연다.</p>
        <p>회사는 이 공장에서 한 해에 웨이퍼 120만 장을 만들 수 있다고 설명했다. 직원은 2500명을 새로 뽑는다.</p>
        <p>업계는 투자 규모가 지난해보다 45.5% 늘어난 점에 주목한다. 증권가에서는 주가가 오를 것으로 본다.</p>
        """

    private func page(head: String = "", top: String = "", bottom: String = "") throws -> Article {
        let html = """
            <html><head>\(head)</head><body><div class="menu"><a href="/">처음</a> <a href="/p">경제</a></div>
            <div class="view">\(top)<div class="article-body">\(Self.body)</div>\(bottom)</div></body></html>
            """
        return try Cleaner().clean(SavedPage(name: "page.html", bytes: Array(html.utf8)))
    }

    private static let headline = "나래반도체, 새 공장에 3조원 투자"

    private static let titles: [(head: String, top: String, source: MetadataSource)] = [
        // What the reader sees beats what three places tell search engines, when JSON-LD agrees.
        (
            """
            <title>나래반도체 투자 소식 총정리</title><meta property="og:title" content="나래반도체 투자 소식 총정리">
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"\(headline)"}</script>
            """, "<h1>\(headline)</h1>", .jsonLD
        ),
        // The only first-level heading is the outlet's logo.
        ("<title>Document</title>", "<header><h1>가람</h1></header><h2>\(headline)</h2>", .heading),
        // So it is where the logo is a link and longer.
        ("<title>Document</title>", "<h1><a href='/'>가람경제</a></h1><h2>\(headline)</h2>", .heading),
        // A heading in a list of a trail is not the headline.
        (
            #"<meta property="og:title" content="\#(headline)">"#,
            "<ul class=breadcrumb><li>경제</li><li><h1>새 공장 지도에 나온 회사</h1></li></ul><h2>\(headline)</h2>", .heading
        ),
        ("<title>\(headline) | 가람경제</title>", "", .titleElement),
        (
            #"<meta property="og:title" content="\#(headline)-경제ㅣ가람경제"><meta property="og:site_name" content="가람경제">"#,
            "", .openGraph
        ),
        // The outlet's name is known only because another place gives the headline without it.
        ("<title>\(headline) – 가람 새벽 소식 신문</title>", "<h1>\(headline)</h1>", .heading),
        (#"<meta name="dc.title" content="\#(headline)">"#, "", .dublinCore),
        ("", "<h3>\(headline)</h3><h6>고은별 기자 2025. 8. 24. 07:00</h6>", .heading),
        ("", #"<div itemprop="headline">\#(headline)</div>"#, .microdata),
    ]

    @Test(arguments: titles)
    func `chooses the headline that the reader sees`(head: String, top: String, source: MetadataSource) throws {
        let article = try page(head: head, top: top)
        #expect(article.title == Self.headline)
        #expect(article.origins.title == source)
    }

    @Test func `keeps a dash that belongs to the headline`() throws {
        let title = "Chipmaker builds a plant - and then another"
        let article = try page(
            head: #"<title>\#(title)</title><meta property="og:title" content="\#(title)">"#,
            top: "<h1>\(title)</h1>"
        )
        #expect(article.title == title)
    }

    @Test func `reads references that a template wrote into its own data`() throws {
        let article = try page(
            head:
                #"<script type="application/ld+json">{"@type":"NewsArticle","headline":"R&uuml;ckbau &#8211; f&#xFC;r immer &unknown;"}</script>"#
        )
        #expect(article.title == "Rückbau – für immer &unknown;")
    }

    private static let dates: [(head: String, top: String, bottom: String, iso: String?, from: MetadataSource?)] = [
        ("", "<p>입력 2025.08.24 09:27</p>", "", "2025-08-24T09:27:00", .text),
        ("", "<p>승인 2025.08.24 오후 3:05 | 수정 2025.08.26</p>", "", "2025-08-24T15:05:00", .text),
        ("", "<p>고은별 기자 2025. 8. 24. 07:00</p>", "", "2025-08-24T07:00:00", .text),
        ("", "<p>기사등록 2025/08/24 07:00:00</p>", "", "2025-08-24T07:00:00", .text),
        ("", "<p>송고시간 2025-08-24 07:00</p>", "", "2025-08-24T07:00:00", .text),
        ("", "<p>Published: 22:04, 24 Aug 2025</p>", "", "2025-08-24T22:04:00", .text),
        (
            "", #"<p><time datetime="2025-08-24T07:00:00+09:00">today</time></p>"#, "", "2025-08-24T07:00:00+09:00",
            .time
        ),
        (#"<meta name="dc.date.issued" content="2025-08-24">"#, "", "", "2025-08-24", .meta),
        (#"<link rel="canonical" href="https://a.example/2025/08/24/plant">"#, "", "", "2025-08-24", .url),
        (#"<link rel="canonical" href="https://a.example/view/AKR20250824012300017">"#, "", "", "2025-08-24", .url),
        // A box of facts below the article.
        ("", "", "<ul><li>Thema Chips</li><li>Datum 24.08.2025</li></ul>", "2025-08-24", .text),
        // The day the page was saved, the weather's, a picture's and a teaser's are nobody's publication.
        ("", "<p>2025.08.24 (일) 맑음 서울 27℃ 대전 28℃ 부산 29℃ 미세먼지 보통 초미세먼지 좋음</p>", "", nil, nil),
        ("", "<figure><img src=a.jpg><figcaption>공사장 모습, 2025년 8월 24일</figcaption></figure>", "", nil, nil),
        ("", "", "<ul><li><a href=/1>다른 회사도 공장을 짓는다</a> 2025.08.24</li></ul>", nil, nil),
        (#"<link rel="canonical" href="https://a.example/view/2025082">"#, "", "", nil, nil),
        ("", "<p>03/04/2025</p>", "", nil, nil),
    ]

    @Test(arguments: dates)
    func `dates an article only by what says so`(
        head: String,
        top: String,
        bottom: String,
        iso: String?,
        from: MetadataSource?
    ) throws {
        let article = try page(head: head, top: "<h1>\(Self.headline)</h1>" + top, bottom: bottom)
        #expect(article.published?.iso == iso)
        #expect(article.publishedFrom == from)
    }

    private static let bylines: [(head: String, top: String, bottom: String, byline: String?)] = [
        ("", "<p>고은별 기자</p>", "", "고은별"),
        ("", "<p>고은별·한솔 기자</p>", "", "고은별, 한솔"),
        ("", "", "<p>고은별 기자 star@garam.example</p>", "고은별"),
        ("", "<p>기사입력 2025.08.24</p>", "<p>고은별 기자 star@garam.example</p>", "고은별"),
        ("", "<p>By Jane Doe, Staff Writer</p>", "", "Jane Doe, Staff Writer"),
        ("", #"<ul><li class="meta-author-item"><a href="/authors/jd">Jane Doe</a></li></ul>"#, "", "Jane Doe"),
        ("", "", "<ul><li>Datum 24.08.2025</li><li>Autor: Jane Doe</li></ul>", "Jane Doe"),
        ("", "", "<p>(责编：张三、李四光)</p>", "张三, 李四光"),
        ("", "", #"<p style="text-align:right"><strong>Lê Phương</strong></p>"#, "Lê Phương"),
        // People before the outlet, wherever they are named.
        (
            #"<meta name="author" content="Garam"><meta property="og:site_name" content="Garam">"#,
            "<p>von Jane Doe</p>", "", "Jane Doe"
        ),
        (
            #"<link rel=canonical href="https://www.garam.example/1"><meta name="author" content="garam.example">"#,
            "<p>von Jane Doe</p>", "", "Jane Doe"
        ),
        (#"<meta name="author" content="Newsroom Staff">"#, "<p>By Jane Doe</p>", "", "Jane Doe"),
        (#"<meta name="author" content="Newsroom Staff">"#, "", "", "Newsroom Staff"),
        (
            #"<meta name="author" content="jd@garam.example"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Jane Doe">"#,
            "", "", "Jane Doe"
        ),
        (
            #"<script type="application/ld+json">{"@type":"Article","author":[{"@type":"Person","familyName":"Doe","givenName":"Jane"}]}</script>"#,
            "", "", "Jane Doe"
        ),
        (
            "",
            #"<div itemprop="author" itemscope><meta itemprop="name" content="Jane Doe"><a>Jane Doe</a><i>Writer</i></div>"#,
            "", "Jane Doe"
        ),
        ("", #"<img src=a.jpg><meta itemprop="author" content="(Image: Getty Images)">"#, "", nil),
        ("", "<p>기사입력 2025.08.24. 오후 1:02</p>", "", nil),
        ("", "", "<p>Read More</p>", nil),
    ]

    @Test(arguments: bylines)
    func `names the writers`(head: String, top: String, bottom: String, byline: String?) throws {
        let article = try page(head: head, top: "<h1>\(Self.headline)</h1>" + top, bottom: bottom)
        #expect(article.byline == byline)
        #expect((article.origins.byline == nil) == (byline == nil))
    }

    @Test func `gathers the rest with where it came from`() throws {
        let article = try page(
            head: """
                <meta property="og:site_name" content="가람경제"><meta property="og:description" content="요약">
                <meta property="article:section" content="산업"><meta property="og:image" content="/a b.jpg">
                <meta property="article:modified_time" content="2025-08-25T10:00:00+09:00">
                <link rel="canonical" href="https://garam.example/news/1">
                """
        )
        #expect(article.site == "가람경제" && article.origins.site == .openGraph)
        #expect(article.summary == "요약" && article.origins.summary == .openGraph)
        #expect(article.section == "산업" && article.origins.section == .meta)
        #expect(article.image == "https://garam.example/a%20b.jpg" && article.origins.image == .openGraph)
        #expect(article.modified?.iso == "2025-08-25T10:00:00+09:00" && article.origins.modified == .meta)
        #expect(article.url == "https://garam.example/news/1" && article.origins.url == .link)
        #expect(article.language == "ko" && article.origins.language == .body)
    }

    @Test(arguments: [
        "javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "//", "file:///etc/passwd", "#top",
    ])
    func `takes no address that is not of the web`(address: String) throws {
        let head = #"<meta property="og:image" content="\#(address)"><link rel="canonical" href="\#(address)">"#
        let article = try page(head: head)
        #expect(article.image == nil)
        #expect(article.url == nil)
    }
}
