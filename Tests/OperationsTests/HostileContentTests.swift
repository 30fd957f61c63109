import Articles
import Daemon
import Exchange
import Foundation
import FoundationXML
import Logging
import Storage
import Systemd
import Testing

/// What an attacker writes into titles, names and addresses goes through every stage to every output, and does nothing.
struct HostileContentTests {
    /// Each is the title, byline, site, summary, address and file name of a page, and a name in its text.
    static let strings: [String] = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>",
        "</title><script>x</script>",
        "<iframe src=//evil.example></iframe>", "<style>*{background:url(//evil.example)}</style>",
        "<base href=//evil.example>",
        "{{{triple}}} {{#section}} {{^", "javascript:alert(1)", "data:text/html,<script>x</script>",
        "[click](javascript:alert(1))", "![x](http://evil.example/x.png)", "[ref]: http://evil.example",
        "# heading\n## two",
        "| a | b |\n|---|---|", "```\ncode", "<!-- comment -->", "&lt;script&gt;&#x3C;",
        "&xxe; <!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "]]><x/>", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}", "\u{9B}2J", "\u{8}\u{8}\u{8}gone",
        "\u{202E}gnp.exe",
        "\u{2066}\u{2067}isolated\u{2069}", "zero\u{200B}width\u{2060}\u{FEFF}", "\u{E0041}\u{E0042}tags",
        "\u{3164}\u{115F}fillers",
        "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "\r=1+1", "＝1+1", "'; DROP TABLE document; --",
        "\" OR 1=1 --", "../../../../etc/passwd", "..\\..\\windows", "%2e%2e%2f", "page\n<3>forged: log line",
        "a\r\nerror: forged",
        "nul\u{0}byte", "daybook_documents_total 999\n", "\u{2028}line\u{2029}separators",
        "e\u{301}\u{301}\u{301}\u{301}zalgo",
        String(repeating: "long ", count: 2000), "OpenАI",
    ]

    private func page(_ text: String, _ number: Int) -> String {
        let plain = text.replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
        let json = String(decoding: (try? JSONEncoder().encode([text])) ?? Data("[\"\"]".utf8), as: UTF8.self)
        let name = json.dropFirst().dropLast().replacing("</", with: "<\\/")
        let sentence =
            "<p>\(plain) Labs raised $\(number + 5) billion on 3 May 2025, and Marlow Systems acquired \(plain) Inc for 2 billion dollars.</p>"
        return """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(plain)</title>
            <meta property="og:title" content="\(plain)"><meta property="og:site_name" content="\(plain)">
            <meta name="author" content="\(plain)"><meta name="description" content="\(plain)">
            <link rel="canonical" href="https://news.example/\(number)/\(plain)">
            <script type="application/ld+json">{"@type":"NewsArticle","headline":\(name),"author":{"name":\(name)}}</script>
            </head><body><article><h1>\(plain)</h1>\(String(repeating: sentence, count: 3))</article></body></html>
            """
    }

    /// A root that has taken in a page for each string, with a closed edition.
    private func attacked() async throws -> (State, Settings) {
        let state = try State()
        for (number, text) in Self.strings.enumerated() {
            let name = text.replacing("/", with: "").replacing("\0", with: "").replacing("..", with: "").prefix(80)
            try state.write(page(text, number), to: "inbox/\(number) \(name).html")
            try state.write(
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, UInt8(number)],
                to: "inbox/bad\(number) \(name).html"
            )
        }
        try state.write(
            page("lone", 99).utf8.map { $0 == UInt8(ascii: "~") ? 0xED : $0 } + [0xED, 0xA0, 0x80],
            to: "inbox/lone.html"
        )
        try await state.run()
        let settings = try await state.settings()
        let ledger = try Ledger(at: settings.database, for: .change)
        let later = Timestamp(seconds: Timestamp.now.seconds + 2 * 86_400)
        _ = try EditionKeeper(settings: settings, ledger: ledger).closeDue(at: later)
        try ledger.close()
        return (state, settings)
    }

    private func unsafe(_ text: String, besides allowed: Set<Unicode.Scalar> = ["\n"]) -> [String] {
        text.unicodeScalars.enumerated().filter { SafeText.isUnsafe($0.element) && !allowed.contains($0.element) }
            .prefix(3).map { "U+\(String($0.element.value, radix: 16)) at \($0.offset)" }
    }

    @Test func `no string of a page or file name gets out of any output`() async throws {
        let (state, settings) = try await attacked()
        let counts = try state.ledger.counts()
        #expect(counts.documents >= Self.strings.count, "\(state.names("failed").filter { !$0.contains("bad") })")
        #expect(counts.failed >= Self.strings.count)
        let digests = state.path + "/digests/"
        let files = FileManager.default.enumerator(atPath: digests)?.allObjects as? [String] ?? []
        #expect(Set(files.map { URL(filePath: $0).pathExtension }).isSuperset(of: ["md", "html", "json", "xml"]))
        for file in files {
            guard let data = FileManager.default.contents(atPath: digests + file), !data.isEmpty else { continue }
            let text = String(decoding: data, as: UTF8.self)
            switch URL(filePath: file).pathExtension {
            case "html": checkHTML(text, file)
            case "md": checkMarkdown(text, file)
            case "json": #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
            case "xml": #expect(XMLParser(data: data).parse(), "\(file)")
            default: Issue.record("an unknown output \(file)")
            }
            #expect(unsafe(text).isEmpty, "\(file): \(unsafe(text))")
        }
        for text in [StatusReport(settings).text, Doctor(settings).text] {
            #expect(unsafe(text).isEmpty, "\(unsafe(text))")
        }
        try checkCommands(state, settings)
        // A finding is one line or, with its remedy, two; no name makes one of its own.
        for line in Doctor(settings).text.split(separator: "\n") {
            #expect(["ok      ", "warning ", "FAULT   ", "        "].contains { line.hasPrefix($0) }, "\(line)")
        }
    }

    @Test func `show and search print nothing that steers a terminal, a spreadsheet or a reader of JSON`() async throws
    {
        let (state, settings) = try await attacked()
        let all = Timestamp(seconds: 0)..<Timestamp(seconds: 1 << 40)
        for document in try state.ledger.documents(receivedIn: all) {
            let report = try ShowReport(document.sha256, settings)
            try check(text: report.text, json: report.json, csv: report.csv)
            for entity in document.reading.entities.prefix(2) {
                guard let report = try? ShowReport(entity.id, settings) else { continue }
                try check(text: report.text, json: report.json, csv: report.csv)
            }
            // Nothing lies outside the archive, and no name is longer than a file system takes.
            #expect(document.archivePath.hasPrefix("archive/") && !document.archivePath.contains("/../"))
            #expect(document.archivePath.split(separator: "/").allSatisfy { $0.utf8.count <= 255 })
            #expect(state.has(document.archivePath))
        }
        let found = try SearchReport("Marlow", limit: 1000, settings)
        try check(text: found.text, json: found.json, csv: found.csv)
        for text in Self.strings { _ = try? SearchReport(text, limit: 5, settings) }
        #expect(try state.ledger.counts().documents >= Self.strings.count, "no query is a statement")
    }

    private func check(text: String, json: String, csv: String) throws {
        #expect(unsafe(text).isEmpty, "\(unsafe(text))")
        #expect(unsafe(json, besides: []).isEmpty, "\(unsafe(json, besides: []))")
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
        #expect(unsafe(csv, besides: ["\r", "\n"]).isEmpty, "\(unsafe(csv))")
        for line in csv.components(separatedBy: "\r\n") {
            for field in line.components(separatedBy: ",") {
                let start = field.drop { $0 == "\"" }.first
                let isNumber = Double(field) != nil
                #expect(isNumber || start.map { !"=+-@＝".contains($0) } ?? true, "\(field)")
            }
        }
    }

    /// The elements and attributes that the templates themselves use.
    private static let elements: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "style", "link", "body", "a", "header", "nav", "main", "section",
        "footer",
        "article", "h1", "h2", "h3", "p", "ul", "ol", "li", "span", "div", "time", "table", "thead", "tbody", "tr",
        "th", "td", "small",
        "blockquote", "code", "strong", "details", "summary", "svg", "rect", "g", "path",
    ]

    private func checkHTML(_ text: String, _ file: String) {
        #expect(text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""), "\(file)")
        for piece in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
            let tag = piece.prefix { $0 != ">" }
            let name = tag.prefix { !$0.isWhitespace }.lowercased().drop { $0 == "/" }
            #expect(Self.elements.contains(String(name)), "\(file): <\(tag.prefix(60))>")
            let attributes = tag.split(separator: "\"", omittingEmptySubsequences: false)
            for (index, part) in attributes.enumerated() where index % 2 == 0 {
                let key = part.split(separator: " ").last.map { $0.lowercased() } ?? ""
                #expect(!key.hasPrefix("on") && key != "style=" && key != "srcdoc=", "\(file): \(tag.prefix(60))")
                guard key == "href=" || key == "src=", index + 1 < attributes.count else { continue }
                #expect(
                    !attributes[index + 1].contains(":") && !attributes[index + 1].hasPrefix("//"),
                    "\(attributes[index + 1])"
                )
            }
        }
    }

    private func checkMarkdown(_ text: String, _ file: String) {
        // What is left when every escaped mark is taken out is what a Markdown reader takes for markup.
        let markup = text.replacing("\\\\", with: "").split(separator: "\\", omittingEmptySubsequences: false)
            .enumerated().map { $0 == 0 ? String($1) : String($1.dropFirst()) }.joined()
        for attack in ["](", "<", "![", "`", "&"] { #expect(!markup.contains(attack), "\(file): \(attack)") }
        for line in markup.split(separator: "\n") where line.hasPrefix("[") && line.contains("]: ") {
            #expect(
                line.hasPrefix("[S") || line.hasPrefix("[E") || line.hasPrefix("[N") || !line.contains("]: http"),
                "\(line)"
            )
            #expect(!line.contains("]: http") && !line.contains("]: javascript"), "\(line)")
        }
        for line in text.split(separator: "\n") where line.hasPrefix("#") {
            #expect(!line.contains("heading") && !line.hasPrefix("## two"), "\(line)")
        }
    }

    @Test(arguments: strings)
    func `no string forges a line or a field of the log`(text: String) {
        let line = JournalLogHandler.line(level: .info, message: text, showsPriority: true)
        #expect(unsafe(line, besides: []).isEmpty)
        #expect(line.hasPrefix("<6>"))
        let entry = JournalLogHandler.entry(level: .error, text: text, fields: [("file", text), ("sha256", "ab")])
        #expect(entry.map(\.name) == ["MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "DAYBOOK_file", "DAYBOOK_document"])
        #expect(entry.allSatisfy { unsafe($0.value, besides: []).isEmpty })
        // Name, line feed, length, value, line feed: nothing in a value can end it.
        let bytes = JournalSocket.encoded([("DAYBOOK_file", text)])
        #expect(bytes.count == "DAYBOOK_FILE\n".utf8.count + 8 + text.utf8.count + 1)
        #expect(bytes.starts(with: Array("DAYBOOK_FILE\n".utf8)))
    }

    @Test(arguments: [
        ("plain", "plain"), ("=1+1", "\"'=1+1\""), ("-5.9", "-5.9"), ("-5.9-1", "\"'-5.9-1\""), ("a,b", "\"a,b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""), (" =1", "\"' =1\""), ("@x", "\"'@x\""), ("", ""), ("--5", "\"'--5\""),
    ])
    func `a field of comma-separated values is never a formula`(text: String, expected: String) {
        #expect(CSVText.field(text) == expected)
    }

    @Test(arguments: [
        ("OpenАI", "OpenАI [U+0410]"), ("OpenAI", "OpenAI"), ("오픈AI와 엔비디아", "오픈AI와 엔비디아"), ("Газета", "Газета"),
        ("10 μm TNFα", "10 μm TNFα"), ("pаypаl Inc", "pаypаl [U+0430 U+0430] Inc"), ("ＡＩ칩", "ＡＩ칩"), ("", ""),
    ])
    func `letters that only look Latin are marked`(text: String, expected: String) {
        #expect(Lookalikes.marked(text) == expected)
    }

    @Test func `a look-alike of a known name is another name, and shown as such`() async throws {
        let state = try State()
        try state.write(
            State.page("looks").replacing("OpenAI", with: "OpenАI").replacing("A round", with: "OpenАI: a round"),
            to: "inbox/look.html"
        )
        try await state.run()
        let document = try #require(try state.ledger.document("look.html"))
        #expect(!document.reading.entities.contains { $0.id == "openai" })
        #expect(try ShowReport("look.html", try await state.settings()).text.hasPrefix("OpenАI [U+0410]: a round"))
        #expect(try state.text("digests/today.md").contains("\\[U+0410\\]"))
    }
}
