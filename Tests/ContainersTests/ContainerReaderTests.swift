import Articles
import Containers
import Testing

/// Which documents a file holds, told by its content.
struct ContainerReaderTests {
    private func documents(_ bytes: [UInt8], name: String = "a") throws -> [ContainedDocument] {
        try ContainerReader().documents(in: SavedPage(name: name, bytes: bytes))
    }

    private func only(_ bytes: [UInt8], name: String = "a") throws -> ContainedDocument {
        let documents = try documents(bytes, name: name)
        #expect(documents.count == 1)
        return try #require(documents.first)
    }

    private func text(_ document: ContainedDocument) -> String { String(decoding: document.page.bytes, as: UTF8.self) }

    // MARK: - Saved pages

    @Test func `a page saved by Chrome is its main frame, with its address and title`() throws {
        let document = try only(Samples.chrome)
        #expect(text(document).contains("<p>Café = open</p>"))
        #expect(text(document).contains("charset=UTF-8"))
        #expect(document.given.url == "https://lindow.example/news/7")
        #expect(document.given.title == "Reading room – Lindow")
        #expect(document.given.published == nil && !document.given.isAuthoritative)
        #expect(document.part == nil && document.partSHA256 == nil)
    }

    @Test func `the root is the part that start names, in the part's own character set`() throws {
        let document = try only(Samples.explorer)
        #expect(document.page.bytes == Samples.bytes(base64: Samples.koreanPage))
        #expect(document.page.transportCharset == "ks_c_5601-1987")
        #expect(document.given.url == "https://lindow.example/ko/8")
        #expect(document.given.title == "해담데이터 소식지")
    }

    @Test(arguments: [
        (
            "<!DOCTYPE html> <html lang=\"ko\"><!--\n Page saved with SingleFile \n url: https://lindow.example/9 \n -->",
            "https://lindow.example/9"
        ),
        ("<!DOCTYPE html>\n<!-- saved from url=(0024)https://lindow.example/8 -->\n<html>", "https://lindow.example/8"),
        ("<!-- saved from url=(0014)about:internet -->", nil),
        ("<p>Page saved with SingleFile</p>", nil),
    ])
    func `the address that a browser notes in a comment is taken up`(page: String, address: String?) throws {
        let document = try only(Array(page.utf8))
        #expect(document.given.url == address)
        #expect(document.page.bytes == Array(page.utf8))
    }

    // MARK: - Mail

    @Test func `a newsletter is its HTML, with subject, sender and date`() throws {
        let document = try only(Samples.newsletter)
        #expect(document.page.bytes == Samples.bytes(base64: Samples.koreanPage))
        #expect(document.page.transportCharset == "euc-kr")
        #expect(document.given.title == "해담데이터 7")
        #expect(document.given.site == "해담데이터")
        #expect(document.given.url == "https://lindow.example/letters/7")
        #expect(document.given.published?.iso == "2025-11-08T09:00:00+09:00")
    }

    @Test func `messages attached to a message are documents of their own`() throws {
        let inner = "From: x@y\nTo: z@y\nSubject: Inner\nDate: 8 Nov 2025 09:00:00 GMT\n\n\(Samples.sentence)\n"
        let outer = """
            From: a@b
            To: c@d
            Subject: Outer
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=x

            --x

            See below.
            --x
            Content-Type: message/rfc822

            \(inner)
            --x--
            """
        let documents = try documents(Array(outer.utf8))
        #expect(documents.map(\.part) == ["1", "2"])
        #expect(documents.map(\.given.title) == ["Outer", "Inner"])
        #expect(documents.map { text($0).hasPrefix("See") } == [true, false])
    }

    @Test(arguments: [
        ("Plain subject", "Plain subject"),
        ("=?EUC-KR?B?x9i047WlwMzFzSC80r3EwfY=?=", "해담데이터 소식지"),
        ("=?utf-8?q?a=5Fb_c?= and =?utf-8*en?Q?d?= =?utf-8?Q?e?=", "a_b c and de"),
        ("=?utf-8?B?not closed", "=?utf-8?B?not closed"),
        ("=?no-such-set?Q?abc?=", "abc"),
        ("RE: Fw: 전달: News", "News"),
    ])
    func `header words are read`(subject: String, title: String) throws {
        let mail = "From: A <a@b>\r\nTo: c@d\r\nDate: x\r\nMIME-Version: 1.0\r\nSubject: \(subject)\r\n\r\nText"
        #expect(try only(Array(mail.utf8)).given.title == title)
    }

    @Test func `a subject in raw EUC-KR is read`() throws {
        let head = Array("From: A <a@b>\nTo: c@d\nMIME-Version: 1.0\nSubject: ".utf8)
        // 공지 입니다 in EUC-KR.
        let subject: [UInt8] = [0xB0, 0xF8, 0xC1, 0xF6, 0x20, 0xC0, 0xD4, 0xB4, 0xCF, 0xB4, 0xD9]
        #expect(try only(head + subject + Array("\n\nText".utf8)).given.title == "공지 입니다")
    }

    @Test(arguments: [
        ("Sat, 08 Nov 2025 09:00:00 +0900", "2025-11-08T09:00:00+09:00"),
        ("8 Nov 25 09:00 KST (comment)", "2025-11-08T09:00:00+09:00"),
        ("Sat, 8 November 2025 09:00:00", "2025-11-08T09:00:00"),
        ("Fri, 31 Feb 2025 09:00:00 GMT", nil),
        ("yesterday", nil),
        ("2025-11-08T09:00:00Z", "2025-11-08T09:00:00+00:00"),
        ("2025-11-08 09:00:00 +0900", "2025-11-08T09:00:00+09:00"),
        ("2025-11-08 09:00", "2025-11-08T09:00:00"),
        ("2025.11.08", "2025-11-08"),
        ("2025-11-08T99:00:00Z", "2025-11-08"),
    ])
    func `dates of mail and feeds are read`(text: String, iso: String?) throws {
        let mail = "From: A <a@b>\nTo: c@d\nMIME-Version: 1.0\nDate: \(text)\n\nText"
        #expect(try only(Array(mail.utf8)).given.published?.iso == iso)
    }

    @Test(arguments: ["Title: a\n\nText", "Note: a\nMore: b\n\nText", "From: here\nwe go\n\nText", "8 Nov: a\n\n", ""])
    func `a text that begins like a header is no message`(text: String) throws {
        let document = try only(Array(text.utf8))
        #expect(document.page.bytes == Array(text.utf8))
        #expect(document.given == GivenMetadata())
    }

    // MARK: - Feeds

    @Test func `RSS 2.0 gives a document for each entry`() throws {
        let documents = try documents(Samples.rss2, name: "feed.xml")
        #expect(documents.map(\.part) == ["1", "2"])
        #expect(documents.map(\.given.title) == ["Bread & books R&D", "Second"])
        #expect(documents.map(\.given.url) == ["https://lindow.example/1?a=1&b=2", "https://lindow.example/2"])
        #expect(documents.map(\.given.byline) == ["Ann Lee", "Bo Kim"])
        #expect(documents.map(\.given.site) == ["Lindow Post", "Lindow Post"])
        #expect(documents.map(\.given.published?.iso) == ["2025-11-08T09:00:00+00:00", nil])
        #expect(text(documents[0]).contains("<p>\(Samples.sentence)</p><p>A < B & C</p>"))
        #expect(text(documents[0]).contains("<h1>Bread &amp; books R&amp;D</h1>"))
        #expect(text(documents[1]).contains("<p>\(Samples.sentence)</p>"))
    }

    @Test func `RSS 1.0 and Atom give theirs`() throws {
        let old = try only(Samples.rss1)
        #expect(old.given.title == "Third" && old.given.site == "Old Post")
        #expect(old.given.published?.iso == "2025-11-08T09:00:00+09:00")
        #expect(text(old).contains("<p>\(Samples.sentence)</p>"))
        let atom = try only(Samples.atom)
        #expect(atom.given.title == "Up now" && atom.given.byline == "Cho Min" && atom.given.site == "Lindow Blog")
        #expect(atom.given.url == "https://lindow.example/4")
        #expect(atom.given.published?.iso == "2025-11-08T09:00:00+09:00")
        #expect(text(atom).contains("<div><p>1 &lt; 2, said \(Samples.sentence)</p></div>"))
    }

    @Test func `an entry has the same key in every copy of its feed`() throws {
        let later = String(decoding: Samples.rss2, as: UTF8.self)
            .replacing("<item><title>Bread", with: "<item><title>New</title></item><item><title>Bread")
        let before = try documents(Samples.rss2, name: "a.xml").map(\.partSHA256)
        let after = try documents(Array(later.utf8), name: "b.xml").map(\.partSHA256)
        #expect(after.count == 3 && Array(after.dropFirst()) == before)
        #expect(Set(after).count == 3)
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?><svg xmlns=\"x\"/>", "<!DOCTYPE urlset [<!ELEMENT a ANY>]><urlset></urlset>",
    ])
    func `promise 24: XML that is neither feed nor page is named`(text: String) {
        #expect { try documents(Array(text.utf8)) } throws: { ($0 as? ContainerError)?.code == "not-text" }
    }

    @Test(arguments: [
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html><p>a</p></html>", "<feed>no Atom</feed>", "<p>a</p>",
    ])
    func `pages with an XML declaration stay pages`(text: String) throws {
        #expect(try only(Array(text.utf8)).page.bytes == Array(text.utf8))
    }

    // MARK: - Packed files and web archives

    @Test(arguments: [Samples.packed, Samples.packedStored, Samples.packedWithName, Samples.packed + [0, 0, 0]])
    func `a packed page is unpacked, whatever name is inside`(bytes: [UInt8]) throws {
        let document = try only(bytes, name: "page.html.gz")
        #expect(text(document) == "<p>\(Samples.sentence)</p>\n")
        #expect(document.page.name == "page.html")
    }

    @Test func `all members and all kinds of blocks are unpacked`() throws {
        let document = try only(Samples.packedDynamic)
        #expect(SHA256.hexDigest(of: document.page.bytes) == Samples.dynamicSHA256)
        let twice = try only(Samples.packed + Samples.packedStored)
        #expect(text(twice) == String(repeating: "<p>\(Samples.sentence)</p>\n", count: 2))
    }

    @Test func `a web archive gives a document for each answer that is a page`() throws {
        let page = Array("<p>\(Samples.sentence)</p>\n".utf8)
        let html = "Content-Type: text/html; charset=euc-kr"
        let encoded = "\(html)\nContent-Encoding: gzip\nTransfer-Encoding: chunked"
        let archive = [
            Samples.record("warcinfo", "", contentType: "application/warc-fields", Array("software: x\r\n".utf8)),
            Samples.record("request", "https://lindow.example/1", Array("GET / HTTP/1.1\r\n\r\n".utf8)),
            Samples.record("response", "https://lindow.example/1", Samples.answer(html, page)),
            Samples.record("response", "https://lindow.example/a.css", Samples.answer("Content-Type: text/css", page)),
            Samples.record(
                "response",
                "https://lindow.example/robots.txt",
                Samples.answer("Content-Type: text/plain", page)
            ),
            Samples.record(
                "response",
                "https://lindow.example/404",
                Samples.answer(html, page, status: "404 Not Found")
            ),
            Samples.record(
                "response",
                "https://lindow.example/2",
                Samples.answer(encoded, Samples.chunked(Samples.packed))
            ),
            Samples.record(
                "response",
                "https://lindow.example/3",
                Samples.answer("\(html)\nContent-Encoding: br", [1, 2])
            ),
            Samples.record("resource", "https://lindow.example/4", contentType: "text/html", page),
        ]
        let documents = try documents(archive.flatMap(\.self), name: "a.warc")
        #expect(documents.map(\.given.url) == [1, 2, 3, 4].map { "https://lindow.example/\($0)" })
        #expect(documents.map(\.part) == ["1", "2", "3", "4"])
        #expect(documents.map(\.fault?.code) == [nil, nil, "unknown-coding", nil])
        #expect(documents.map(\.page.bytes) == [page, page, [], page])
        #expect(documents.map(\.page.transportCharset) == ["euc-kr", "euc-kr", "euc-kr", nil])
    }

    // MARK: - Markdown

    @Test func `Markdown gives its front matter and its text`() throws {
        let document = try only(Samples.markdown)
        #expect(document.media == .markdown)
        #expect(document.given.title == "Rooms: a report")
        #expect(document.given.byline == "Ann Lee, Bo Kim")
        #expect(document.given.url == "https://lindow.example/md")
        #expect(document.given.published?.iso == "2025-11-05")
        #expect(
            text(document) == """
                # Rooms

                \(Samples.sentence) See the plan and more.

                ## Costs
                let x = [a](b)

                """
        )
    }

    @Test(arguments: [
        ("# A\n[x](http://a)\n## B\n[y](http://b)\n", "a", true),
        ("A\n=\n[x](y)", "a.md", true),
        ("# A\n[x](http://a)\n", "a.txt", false),
        ("---\nA line of text.\n---\n", "a.txt", false),
        ("+++\ntitle = \"A\"\n+++\nText\n", "a.txt", true),
    ])
    func `Markdown is told by its marks, its front matter or its name`(text: String, name: String, isIt: Bool) throws {
        let document = try only(Array(text.utf8), name: name)
        #expect((document.media == .markdown) == isIt)
        if !isIt { #expect(document.page.bytes == Array(text.utf8)) }
    }

    // MARK: - Mailboxes and what is packed

    private static let mailbox = """
        From ann@lindow.example Sat Nov  8 09:00:00 2025
        From: Ann <ann@lindow.example>
        To: list@lindow.example
        Subject: Harbour letter 1
        Date: Sat, 8 Nov 2025 09:00:00 +0900

        The first letter.
        >From here on it is quoted.

        From now on the harbour opens at nine.

        From ann@lindow.example Sun Nov  9 09:00:00 2025
        From: Ann <ann@lindow.example>
        To: list@lindow.example
        Subject: Harbour letter 2
        Date: Sun, 9 Nov 2025 09:00:00 +0900
        Content-Type: image/png

        x

        From ann@lindow.example Mon Nov 10 09:00:00 2025
        From: Ann <ann@lindow.example>
        To: list@lindow.example
        Subject: Harbour letter 3
        Date: Mon, 10 Nov 2025 09:00:00 +0900

        The third letter.
        """

    @Test(arguments: ["\n", "\r\n"])
    func `a mailbox gives a document for each message`(lineEnd: String) throws {
        let bytes = Array(Self.mailbox.replacing("\n", with: lineEnd).utf8)
        let documents = try documents(bytes, name: "letters.mbox")
        #expect(documents.map(\.part) == ["1", "2", "3"])
        #expect(documents.map(\.given.title) == ["Harbour letter 1", nil, "Harbour letter 3"])
        #expect(documents[1].fault?.code == "no-article")
        let first = text(documents[0])
        #expect(first.contains("\(lineEnd)From here on") && first.contains("From now on the harbour"))
        #expect(text(documents[2]).hasPrefix("The third letter."))
        #expect(Set(documents.map(\.partSHA256)).count == 3)
    }

    @Test(arguments: [
        ([0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x10, 0, 0], "page.html", "zstd"),
        ([0x1B, 0x8E, 0x02, 0x00, 0xE4], "page.html.br", "brotli"),
    ])
    func `promise 24: a page that is packed in a way that is not read is named`(
        bytes: [UInt8],
        name: String,
        coding: String
    ) {
        #expect(throws: ContainerError.unknownCoding(file: name, coding: coding)) {
            try documents(bytes, name: name)
        }
    }

    @Test func `a text is read whatever its name says of packing`() throws {
        #expect(text(try only(Array("<p>Open</p>".utf8), name: "page.br")) == "<p>Open</p>")
    }
}
