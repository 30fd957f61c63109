import Articles
import Exchange
import Testing

struct ArticleMarkdownTests {
    private func body(_ blocks: [Block], _ pictures: [Picture] = []) -> String {
        var article = Article(blocks: blocks, media: .html)
        article.pictures = pictures
        return ArticleMarkdown.body(article)
    }

    private func block(_ kind: Block.Kind, _ text: String, _ set: (inout BlockStructure) -> Void = { _ in }) -> Block {
        var block = Block(kind, text)
        set(&block.structure)
        return block
    }

    @Test(arguments: [
        ("3조 2,000억원(약 24억 달러), 45.5% 증가", "3조 2,000억원(약 24억 달러), 45.5% 증가"),
        ("<script>alert(1)</script>", #"\<script\>alert(1)\</script\>"#),
        ("[click](javascript:alert(1))", #"\[click\](javascript:alert(1))"#),
        ("![x](http://a.example)", #"\!\[x\](http\://a.example)"#),
        ("# not a heading", #"\# not a heading"#),
        ("1. not a list", #"1\. not a list"#),
        ("- not a list", #"\- not a list"#),
        ("a*b_c`d~e|f&g@h", #"a\*b\_c\`d\~e\|f\&g\@h"#),
        ("www.example.com", #"www\.example.com"#),
        ("bell\u{7}and\u{9B}31mred", "bell and 31mred"),
    ])
    func `escapes what Markdown would read as markup`(text: String, expected: String) {
        #expect(body([Block(.paragraph, text)]) == expected)
    }

    @Test func `writes headings, lists, quotes and code`() {
        let text = body([
            block(.heading, "소제목") { $0.level = 3 },
            block(.listItem, "one") { $0.number = 1 },
            block(.listItem, "two") { $0.number = 2 },
            block(.paragraph, "between"),
            block(.listItem, "outer") { $0.level = 1 },
            block(.listItem, "inner") { $0.level = 2 },
            block(.listItem, "more of it") {
                $0.level = 2
                $0.continuesItem = true
            },
            block(.quote, "said"),
            block(.code, "a ``` b"),
        ])
        #expect(
            text == """
                ### 소제목

                1. one
                2. two

                between

                - outer
                  - inner

                    more of it

                > said

                ````
                a ``` b
                ````
                """
        )
    }

    @Test func `writes tables as rows and layout tables as paragraphs`() {
        let cell = { (text: String, row: Int, column: Int) in
            block(.table, text) { $0.cell = TableCell(table: 0, row: row, column: column) }
        }
        #expect(
            body([cell("a|b", 0, 0), cell("c", 0, 1), cell("d", 1, 1)]) == """
                | a\\|b | c |
                | --- | --- |
                |  | d |
                """
        )
        #expect(body([cell("only", 0, 0), cell("column", 1, 0)]) == "only\n\ncolumn")
    }

    @Test func `writes links over their scalars and pictures where they stood`() {
        let paragraph = block(.paragraph, "새 [공장]을 짓는다") {
            $0.links = [Link(range: TextRange(2, 6), address: "https://a.example/x_(1)?a=1&b=2")]
        }
        let pictures = [
            Picture(position: 0, caption: "공사장 [밤]", address: "https://a.example/p.jpg"),
            Picture(position: 1, caption: "no address", address: nil),
        ]
        #expect(
            body([paragraph], pictures) == """
                ![공사장 \\[밤\\]](https://a.example/p.jpg)

                새 [\\[공장\\]](https://a.example/x_%281%29?a=1\\&b=2)을 짓는다

                *no address*
                """
        )
    }

    @Test func `leaves out links that do not fit the text`() {
        let paragraph = block(.paragraph, "short") {
            $0.links = [Link(range: TextRange(2, 60), address: "https://a.example/")]
        }
        #expect(body([paragraph]) == "short")
    }

    @Test func `puts the headline and the origin above`() {
        let article = Article(title: "제목 *", byline: "고은별", site: "가람", url: "https://a.example/1", blocks: [Block(.paragraph, "본문")], media: .html)
        #expect(ArticleMarkdown.document(article) == "# 제목 \\*\n\n고은별, 가람\n\n본문\n\n<https://a.example/1>\n")
    }
}
