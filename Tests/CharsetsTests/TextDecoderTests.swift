import Articles
import Charsets
import Foundation
import Testing

struct TextDecoderTests {
    private static let korean = """
        한국의 반도체 회사들은 올해 투자를 크게 늘리기로 했다고 밝혔다. 정부는 이를 지원하는 방안을 마련하고 있다.
        업계에서는 수출이 다시 살아나는 데 시간이 걸릴 것으로 보고 있다.
        """
    private static let japanese = "日本の半導体メーカーは、来年の設備投資を増やす方針を明らかにした。政府もこれを支援する考えだ。"
    private static let chinese = "我们的公司今年将会增加对人工智能的投资，这是一个很大的机会，大家都在关注这个市场的发展。"
    private static let russian =
        "Российские компании в этом году увеличат вложения в производство, сообщили в правительстве страны."
    private static let german =
        "Die Größe der Anlage überrascht die Fachwelt, heißt es. Für München wäre dies ein schöner Erfolg."

    /// `text` in the encoding that Foundation knows under `name`.
    private static func encoded(_ text: String, _ name: String) throws -> [UInt8] {
        let encoding: String.Encoding =
            switch name {
            case "windows-1251": .windowsCP1251
            case "windows-1252": .windowsCP1252
            case "UTF-16LE": .utf16LittleEndian
            case "UTF-16BE": .utf16BigEndian
            default: .utf8
            }
        return Array(try #require(text.data(using: encoding)))
    }

    @Test(arguments: [
        ("UTF-16LE", korean), ("UTF-16BE", korean), ("UTF-16LE", russian), ("windows-1251", russian),
        ("windows-1252", german),
    ])
    func `detects the encoding of a page that names none`(name: String, text: String) throws {
        let page = "<html><head><title>t</title></head><body><p>" + text + "</p></body></html>"
        let decoded = TextDecoder.decode(try Self.encoded(page, name))
        #expect(String(decoding: decoded.text, as: UTF8.self) == page)
        #expect(decoded.report.name == name)
        #expect(decoded.report.source == .detected)
        #expect(decoded.report.replaced == 0)
    }

    /// `반도체 투자를 늘린다고 한다. 이는 정부의 지원이다.` in CP949.
    private static let koreanBytes: [UInt8] = [
        0xB9, 0xDD, 0xB5, 0xB5, 0xC3, 0xBC, 0x20, 0xC5, 0xF5, 0xC0, 0xDA, 0xB8, 0xA6, 0x20, 0xB4, 0xC3, 0xB8, 0xB0,
        0xB4, 0xD9,
        0xB0, 0xED, 0x20, 0xC7, 0xD1, 0xB4, 0xD9, 0x2E, 0x20, 0xC0, 0xCC, 0xB4, 0xC2, 0x20, 0xC1, 0xA4, 0xBA, 0xCE,
        0xC0, 0xC7,
        0x20, 0xC1, 0xF6, 0xBF, 0xF8, 0xC0, 0xCC, 0xB4, 0xD9, 0x2E,
    ]
    private static let koreanText = "반도체 투자를 늘린다고 한다. 이는 정부의 지원이다."

    @Test(arguments: [
        "", "<meta charset=euc-kr>", "<meta charset=\"utf-8\">", "<meta charset=iso-8859-1>",
        "<script charset=utf-8></script>",
    ])
    func `reads Korean whatever the page says of itself`(label: String) {
        let decoded = TextDecoder.decode(Array(label.utf8) + Self.koreanBytes)
        #expect(String(decoding: decoded.text, as: UTF8.self) == label + Self.koreanText)
        #expect(decoded.report.name == "CP949")
    }

    @Test func `counts half a character at the end of a cut file and keeps the rest`() {
        let decoded = TextDecoder.decode(Array("<meta charset=euc-kr>".utf8) + Self.koreanBytes + [0xC7])
        #expect(String(decoding: decoded.text, as: UTF8.self) == "<meta charset=euc-kr>" + Self.koreanText + "\u{FFFD}")
        #expect(decoded.report.replaced == 1)
    }

    @Test(arguments: [korean, japanese, chinese, russian, german])
    func `believes UTF-8 over a label that lies`(text: String) {
        let page = "<meta http-equiv='Content-Type' content='text/html; charset=euc-kr'>" + text
        let decoded = TextDecoder.decode(Array(page.utf8), transport: "shift_jis")
        #expect(String(decoding: decoded.text, as: UTF8.self) == page)
        #expect(decoded.report.name == "UTF-8")
    }

    @Test func `tolerates a bad byte in UTF-8`() {
        var bytes = Array(Self.korean.utf8)
        bytes[30] = 0xFF
        let decoded = TextDecoder.decode(bytes)
        #expect(decoded.report.name == "UTF-8")
        #expect((1...3).contains(decoded.report.replaced))
        #expect(String(validating: decoded.text, as: UTF8.self) != nil)
    }

    @Test(arguments: 0..<17) func `sees one euro sign of windows-1252 wherever it stands in plain text`(place: Int) {
        var bytes = Array("A ticket costs 40 and the boat leaves at nine.".utf8)
        bytes.insert(0x80, at: place)
        let decoded = TextDecoder.decode(bytes)
        #expect(String(validating: decoded.text, as: UTF8.self)?.contains("\u{20AC}") == true)
    }

    @Test func `reads a byte-order mark first and leaves it out`() {
        let decoded = TextDecoder.decode([0xEF, 0xBB, 0xBF] + Array("가".utf8), transport: "euc-kr")
        #expect(decoded.text == Array("가".utf8))
        #expect(decoded.report.source == .byteOrderMark)
    }

    @Test func `replaces lone surrogates and leaves NUL out`() {
        let decoded = TextDecoder.decode(Array("한국어 글이다. ".utf8) + [0xED, 0xA0, 0x80, 0x00] + Array("끝".utf8))
        #expect(decoded.report.replaced > 0)
        #expect(!decoded.text.contains(0))
        #expect(String(validating: decoded.text, as: UTF8.self) != nil)
    }

    @Test(arguments: [
        ("EUC-KR", "CP949"), ("ks_c_5601-1987", "CP949"), ("gb2312", "GB18030"), (" 'Shift_JIS' ", "CP932"),
        ("latin1", "windows-1252"), ("windows-1251", "windows-1251"), ("ISO-8859-15", "ISO-8859-15"), ("klingon", nil),
    ])
    func `knows labels as the WHATWG standard does`(label: String, name: String?) {
        #expect(Charset.named(label)?.name == name)
    }
}
