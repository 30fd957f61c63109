import HTML
import Testing

/// More than what a cut is worth.
private let filler = String(repeating: "filling ", count: 20) + "end"

struct HTMLParserTests {
    private func page(_ markup: String) throws -> HTMLPage { try HTMLParser().parse(Array(markup.utf8)) }

    @Test func `lays elements, attributes and text out in document order`() throws {
        let page = try page("<div class='story'><p id=a>One <b>two</b></p><p>Three</p></div>")
        let paragraphs = page.nodes.indices.filter { page.nodes[$0].tag == .p }
        #expect(paragraphs.map { page.text(of: $0) } == ["One two", "Three"])
        #expect(paragraphs.map { page.string(.id, of: $0) } == ["a", nil])
        let parent = Int(page.nodes[paragraphs[0]].parent)
        #expect(page.string(.class, of: parent) == "story")
    }

    @Test func `tells every element and attribute apart by name`() throws {
        for tag in HTMLTag.allCases.dropFirst(2) where ![.body, .html, .head, .hr, .br].contains(tag) {
            let page = try page("<body><\(String(describing: tag))>")
            #expect(page.nodes.contains { $0.tag == tag }, "\(tag)")
        }
        for name in HTMLAttributeName.allCases {
            let page = try page("<body><p \(name.name)='value'>text</p>")
            let paragraph = try #require(page.nodes.firstIndex { $0.tag == .p })
            #expect(page.string(name, of: paragraph) == "value", "\(name)")
        }
    }

    @Test func `keeps scripts that may hold the article and drops the others`() throws {
        let page = try page(
            """
            <script>var x = 1;</script><style>p { color: red }</style>
            <script type="application/ld+json">{"a": 1}</script><script>self.__next_f.push([1,"b"])</script>
            """
        )
        let scripts = page.nodes.indices.filter { page.nodes[$0].tag == .script }.map { page.text(of: $0) }
        #expect(scripts == ["", "{\"a\": 1}", "self.__next_f.push([1,\"b\"])"])
    }

    @Test func `refuses endless nesting instead of overflowing`() {
        let markup = String(repeating: "<div>", count: 100_000) + "text"
        #expect(throws: HTMLError.nestedTooDeep(limit: HTMLParser().maximumDepth)) { try page(markup) }
    }

    @Test func `reads an element with a million attributes`() throws {
        let attributes = (0..<1_000_000).map { "a\($0)=v" }.joined(separator: " ")
        let page = try page("<p \(attributes)>kept</p><p title='x>y'>after</p>")
        let paragraphs = page.nodes.indices.filter { page.nodes[$0].tag == .p }
        #expect(paragraphs.map { page.text(of: $0) } == ["kept", "after"])
    }

    @Test func `drops inlined pictures but not what stands beside them`() throws {
        let data = String(repeating: "A", count: 100_000)
        let page = try page("<p title='big' class=\"data:image/png;base64,\(data)\" id=\"b\">text</p>")
        let paragraph = try #require(page.nodes.firstIndex { $0.tag == .p })
        #expect(page.string(.title, of: paragraph) == "big")
        #expect(page.string(.id, of: paragraph) == "b")
        #expect(page.attribute(.class, of: paragraph) == nil)
        #expect(page.text(of: paragraph) == "text")
    }

    @Test(
        arguments: [
            ("<script>if (a < b) { document.write('<p>no</p>') } /* \(filler) */</SCRIPT ><p>after</p>", ["after"]),
            ("<style>\(filler) p > b { }</style><p>after</p>", ["after"]),
            ("<!-- \(filler) <p>no</p> --><p>after</p>", ["after"]),
            ("<!-- \(filler) <script> --><p>after</p><script></script>", ["after"]),
            (
                "<p title='<script>'>before</p><p>\(filler)</p><p title='</script>'>after</p>",
                ["before", filler, "after"]
            ),
            ("<script src=a.js /><p>\(filler)</p></script><p>after</p>", [filler, "after"]),
            ("<scripted>\(filler)</scripted><p>after</p>", ["after"]),
            ("<!-->\(filler)--><p>after</p>", ["after"]),
        ]
    )
    func `leaves programs, style sheets and comments out and nothing else`(markup: String, texts: [String]) throws {
        let page = try page(markup)
        #expect(page.nodes.indices.filter { page.nodes[$0].tag == .p }.map { page.text(of: $0) } == texts)
    }

    @Test func `cuts text beyond its limit and says so`() throws {
        var parser = HTMLParser()
        parser.maximumBytes = 1000
        let page = try parser.parse(Array(("<p>short</p><p>" + String(repeating: "long ", count: 1000)).utf8))
        #expect(page.wasCut)
        #expect(page.bytes.count <= 1000)
    }

    @Test(arguments: ["", "<", "<!-->", "</p></p>", "<p", "<p a=\"", "&#0;&#xD800;", "<a><b></a></b>", "<![CDATA["])
    func `survives scraps`(markup: String) throws {
        let page = try page(markup)
        #expect(page.nodes.allSatisfy { Int($0.end) <= page.nodes.count })
        #expect(String(validating: page.bytes, as: UTF8.self) != nil)
    }
}
