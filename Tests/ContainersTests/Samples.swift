import Articles
import Containers
import Foundation

/// Small files in the shapes that programs write.
enum Samples {
    static let sentence = "The harbour town of Lindow opened a reading room."

    static func bytes(base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

    static func crlf(_ text: String) -> [UInt8] { Array(text.replacing("\n", with: "\r\n").utf8) }

    /// A page that Chrome saved as one file: quoted-printable, the root by the address the snapshot is about.
    static let chrome = crlf(
        """
        From: <Saved by Blink>
        Snapshot-Content-Location: https://lindow.example/news/7
        Subject: =?utf-8?Q?Reading=20room=20=E2=80=93=20Lindow?=
        Date: Sat, 8 Nov 2025 10:00:00 +0900
        MIME-Version: 1.0
        Content-Type: multipart/related;
        \ttype="text/html";
        \tboundary="----MultipartBoundary--Qx7----"


        ------MultipartBoundary--Qx7----
        Content-Type: text/html
        Content-ID: <frame-1@mhtml.blink>
        Content-Transfer-Encoding: quoted-printable
        Content-Location: https://ads.example/frame

        <p>An advertisement in a frame.</p>
        ------MultipartBoundary--Qx7----
        Content-Type: text/html
        Content-ID: <frame-2@mhtml.blink>
        Content-Transfer-Encoding: quoted-printable
        Content-Location: https://lindow.example/news/7

        <html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=
        =3DUTF-8"></head><body><p>Caf=C3=A9 =3D open</p></body></html>
        ------MultipartBoundary--Qx7----
        Content-Type: image/png
        Content-Transfer-Encoding: base64
        Content-Location: file:///../../../etc/passwd

        iVBORw0KGgo=
        ------MultipartBoundary--Qx7------

        """
    )

    /// A page in EUC-KR as older browsers saved it: base64, its `meta` lying, the root named by `start`.
    static let explorer = crlf(
        """
        From: "Saved by a browser"
        Subject: =?ks_c_5601-1987?B?x9i047WlwMzFzSC80r3EwfY=?=
        Date: Sat, 8 Nov 2025 10:00:00 +0900
        MIME-Version: 1.0
        Content-Type: multipart/related; type="text/html"; start="<root@lindow>"; boundary=edge

        This is a multi-part message in MIME format.

        --edge
        Content-Type: text/html; charset="utf-8"
        Content-ID: <other@lindow>

        <p>another frame</p>
        --edge
        Content-Type: text/html; charset="ks_c_5601-1987"
        Content-ID: <root@lindow>
        Content-Transfer-Encoding: base64
        Content-Location: https://lindow.example/ko/8

        \(koreanPage.chunked(76))
        --edge--

        """
    )

    /// A page in EUC-KR, in base64, that says it is UTF-8.
    static let koreanPage =
        "PGh0bWw+PGhlYWQ+PG1ldGEgY2hhcnNldD0idXRmLTgiPjx0aXRsZT50PC90aXRsZT48L2hlYWQ+PGJvZHk+PHA+x9i047WlwMzFzbTCILWl"
        + "wMzFzby+xc0gsMe8s7+hIDYwvu8gtN63r7imIMX1wNrH0bTZsO0gueDH+7TZLiDIuLvntMIgs7uz4iC787ndseK/oSDC+LD4x9IgsOjIucDM"
        + "tvOw7SC8s7jtx9+02S48L3A+PC9ib2R5PjwvaHRtbD4="

    /// A newsletter in both forms, its subject cut in the middle of a syllable.
    static let newsletter = crlf(
        """
        Return-Path: <news@lindow.example>
        To: reader@lindow.example
        Message-ID: <7@lindow.example>
        From: =?utf-8?B?7ZW064u0642w7J207YSw?= <news@lindow.example>
        Subject: Fwd: =?utf-8?B?7ZW064u06w==?=
         =?utf-8?B?jbDsnbTthLA=?= 7
        Date: Sat, 08 Nov 2025 09:00:00 +0900
        Archived-At: <https://lindow.example/letters/7>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=euc-kr
        Content-Transfer-Encoding: base64

        x9i047WlwMzFzbTC
        --inner
        Content-Type: text/html; charset=euc-kr
        Content-Transfer-Encoding: base64

        \(koreanPage.chunked(76))
        --inner--
        --outer
        Content-Type: text/html; name="extra.html"
        Content-Disposition: attachment; filename="../../extra.html"

        <p>an attachment</p>
        --outer--

        """
    )

    static let rss2 = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel><title>Lindow Post</title><atom:link rel="self" href="https://lindow.example/rss"/>
        <image><title>Picture</title></image>
        <item><title>Bread &amp;amp; books&nbsp;R&D</title><link>https://lindow.example/1?a=1&b=2</link>
          <pubDate>Sat, 08 Nov 2025 09:00:00 GMT</pubDate><dc:creator><![CDATA[Ann Lee]]></dc:creator>
          <description>In short.</description>
          <content:encoded><![CDATA[<p>\(sentence)</p><p>A < B & C</p>]]></content:encoded></item>
        <item><title>Second</title><guid isPermaLink="false">x-2</guid><guid>https://lindow.example/2</guid>
          <author>bo@lindow.example (Bo Kim)</author><description>&lt;p&gt;\(sentence)&lt;/p&gt;</description></item>
        </channel></rss>
        """.utf8
    )

    static let rss1 = Array(
        """
        <?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://lindow.example"><title>Old Post</title></channel>
        <item rdf:about="https://lindow.example/3"><title>Third</title><link>https://lindow.example/3</link>
        <dc:date>2025-11-08T09:00+09:00</dc:date><description>\(sentence)</description></item>
        </rdf:RDF>
        """.utf8
    )

    static let atom = Array(
        """
        <?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lindow Blog</title>
        <entry><title type="html">Up &lt;b&gt;now&lt;/b&gt;</title>
        <link rel="edit" href="https://lindow.example/edit"/><link href="https://lindow.example/4"/>
        <updated>2025-11-09T00:00:00Z</updated><published>2025-11-08T09:00:00.5+09:00</published>
        <author><name>Cho Min</name><uri>https://lindow.example/cho</uri></author>
        <summary>In short.</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2, said \(sentence)</p></div></content>
        </entry></feed>
        """.utf8
    )

    /// One record of a web archive.
    static func record(_ type: String, _ address: String, contentType: String = "application/http", _ block: [UInt8])
        -> [UInt8]
    {
        let head = """
            WARC/1.0
            WARC-Type: \(type)
            WARC-Target-URI: \(address)
            Content-Type: \(contentType)
            Content-Length: \(block.count)


            """
        return crlf(head) + block + crlf("\n\n")
    }

    /// An answer with these fields.
    static func answer(_ fields: String, _ body: [UInt8], status: String = "200 OK") -> [UInt8] {
        crlf("HTTP/1.1 \(status)\n\(fields)\n\n") + body
    }

    /// `body` in two chunks.
    static func chunked(_ body: [UInt8]) -> [UInt8] {
        let half = body.count / 2
        let chunks = [body[..<half], body[half...]]
        return chunks.flatMap { Array((String($0.count, radix: 16) + ";x=y\r\n").utf8) + $0 + Array("\r\n".utf8) }
            + Array("0\r\n\r\n".utf8)
    }

    /// One paragraph with the sentence, packed with fixed codes.
    static let packed = bytes(
        base64:
            "H4sIAAAAAAACA7MpsAvJSFXISCxKyi8tUijJL89TyE9T8MnMS8kvV8gvSM1LTVFIVChKTUzJzEtXKMrPz9Wz0S+w4wIAwihwSDkAAAA="
    )
    /// The same, stored.
    static let packedStored = bytes(
        base64:
            "H4sIAAAAAAAEAwE5AMb/PHA+VGhlIGhhcmJvdXIgdG93biBvZiBMaW5kb3cgb3BlbmVkIGEgcmVhZGluZyByb29tLjwvcD4KwihwSDkAAAA="
    )
    /// The same, packed under the name `../../etc/passwd`.
    static let packedWithName = bytes(
        base64:
            "H4sICAAAAAAC/3Bhc3N3ZACzKbALyUhVyEgsSsovLVIoyS/PU8hPU/DJzEvJL1fIL0jNS01RSFQoSk1MycxLVyjKz8/Vs9EvsOMCAMIocEg5"
            + "AAAA"
    )
    /// 260 words, packed with codes of their own.
    static let packedDynamic = bytes(
        base64:
            "H4sIAAAAAAACA21U0Y7DMAj7lf5atkZdpC6pct3d75+GTYezvJSWgDGGtOe0lrott17WLS972R7nkutWanZztr+6HLkdO9/vuZ79OuaXm/aq97"
            + "IvazqTR/TWnpL5SP3WXn35KVtNO4tahj3IRVl4zpGO3B2IrOCL1QhhRVnl2da8XzCjdd69/OY+EjRWV8Qb3zwo67HItNOpMuEcVOxVUDWPzZGDl7"
            + "HKUIwnAOaH41nnncN1JwgjOQ4UfrAiDlx4SgGrD4+wkEZ8LjAchgeiOyQDKE4d/mss1M5A45Q/23IVZrMUN3KWTBUD0XE5dRPsxDeLFWL3RgEgPj"
            + "bZimHjZWGBwL7VTDvT+qaJ48bdl9ajzJ/NxTdoCwvpxNUDZ9WF8dpsvPSAlRWJ2zSV1J0D20FLYIIpaYSMsFGT+DCu4d7Grshjpgl9M92/xhUh3Q"
            + "kyslWx9ZlqkN8r4kyuuT2m92agSUPEeFMjoYEx2o9x4z46HoQc/zm6Pfyv0BlvjMhM8y73DycVeCuiBgAA"
    )
    static let dynamicSHA256 = "71e77e82c3dd7d9522f24eb03721b9a01efb7d509ebd587af4d72ae42c8de3b2"

    static let markdown = Array(
        """
        ---
        title: "Rooms: a report"
        source: https://lindow.example/md
        author:
          - "[[Ann Lee]]"
          - Bo Kim
        published: 2025-11-05
        created: 2025-11-30
        tags: [a, b]
        ---
        Rooms
        =====

        \(sentence) See [the **plan**](https://lindow.example/plan_(1)) and ![a map](map.png)more.

        Costs
        -----
        ```
        let x = [a](b)
        ```
        """.utf8
    )
}

extension String {
    /// The text with a line break after every `width` characters.
    fileprivate func chunked(_ width: Int) -> String {
        var lines: [Substring] = []
        var rest = self[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(width))
            rest = rest.dropFirst(width)
        }
        return lines.joined(separator: "\n")
    }
}
