/// A character set under its WHATWG or customary name, with the name the C library reads it by.
package struct Charset: Equatable, Sendable {
    package var name: String
    var iconvName: String

    static let utf8 = Charset(name: "UTF-8", iconvName: "UTF-8")
    static let utf16LE = Charset(name: "UTF-16LE", iconvName: "UTF-16LE")
    static let utf16BE = Charset(name: "UTF-16BE", iconvName: "UTF-16BE")
    static let windows1252 = Charset(name: "windows-1252", iconvName: "CP1252")

    /// The character set that pages mean by `label`, or `nil` when there is none such.
    ///
    /// After the WHATWG Encoding Standard: labels name what pages really use, so `euc-kr` is CP949, `gb2312` is
    /// GB18030, `shift_jis` is CP932 and `iso-8859-1` is windows-1252.
    package static func named(_ label: some StringProtocol) -> Charset? {
        let trimmed = label.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        let key = String(decoding: trimmed, as: UTF8.self).lowercased()
        if let family = aliases.first(where: { $0.labels.contains(key) }) { return family.charset }
        return numbered(key)
    }

    /// Families that are named by a number: `windows-1250` to `1258`, `iso-8859-2` to `16`.
    private static func numbered(_ key: String) -> Charset? {
        for prefix in ["windows-125", "cp125", "x-cp125"] where key.hasPrefix(prefix) {
            guard let digit = Int(key.dropFirst(prefix.count)), (0...8).contains(digit) else { return nil }
            return Charset(name: "windows-125\(digit)", iconvName: "CP125\(digit)")
        }
        for prefix in ["iso-8859-", "iso8859-", "iso_8859-"] where key.hasPrefix(prefix) {
            guard let part = Int(key.dropFirst(prefix.count)), (2...16).contains(part), part != 12 else { return nil }
            return Charset(name: "ISO-8859-\(part)", iconvName: "ISO-8859-\(part)")
        }
        return nil
    }

    /// Opens a conversion from every character set and leaves it open.
    ///
    /// The C library loads each from a file when it is first asked for. A process that gives up opening files does this
    /// before.
    package static func loadAll() {
        let sets = aliases.map(\.charset) + (0...8).compactMap { named("cp125\($0)") }
        for charset in sets + (2...16).compactMap({ named("iso-8859-\($0)") }) { Iconv.keepOpen(charset.iconvName) }
    }

    private static let aliases: [(charset: Charset, labels: [String])] = [
        (utf8, ["utf-8", "utf8", "unicode-1-1-utf-8", "utf-8n"]),
        (utf16LE, ["utf-16", "utf-16le", "unicode", "ucs-2", "csunicode"]),
        (utf16BE, ["utf-16be", "unicodefffe"]),
        (
            Charset(name: "CP949", iconvName: "CP949"),
            [
                "euc-kr", "euckr", "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601", "ks_c_5601", "korean",
                "windows-949", "cp949", "ms949", "uhc", "x-windows-949", "iso-ir-149", "cseuckr",
            ]
        ),
        (
            Charset(name: "GB18030", iconvName: "GB18030"),
            [
                "gb2312", "gbk", "gb18030", "gb_2312", "gb_2312-80", "x-gbk", "cp936", "chinese", "csgb2312",
                "iso-ir-58", "hz-gb-2312",
            ]
        ),
        (Charset(name: "Big5", iconvName: "BIG5-HKSCS"), ["big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5"]),
        (
            Charset(name: "CP932", iconvName: "CP932"),
            ["shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932", "ms932", "csshiftjis"]
        ),
        (Charset(name: "EUC-JP", iconvName: "EUC-JP"), ["euc-jp", "eucjp", "x-euc-jp", "cseucpkdfmtjapanese"]),
        (Charset(name: "ISO-2022-JP", iconvName: "ISO-2022-JP"), ["iso-2022-jp", "csiso2022jp"]),
        (Charset(name: "ISO-2022-KR", iconvName: "ISO-2022-KR"), ["iso-2022-kr", "csiso2022kr"]),
        (
            windows1252,
            [
                "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "ansi",
                "windows-1252", "cp1252", "x-cp1252", "iso88591", "cp819",
            ]
        ),
        (Charset(name: "KOI8-R", iconvName: "KOI8-R"), ["koi8-r", "koi", "koi8", "koi8_r", "cskoi8r"]),
        (Charset(name: "KOI8-U", iconvName: "KOI8-U"), ["koi8-u", "koi8-ru"]),
        (Charset(name: "IBM866", iconvName: "CP866"), ["ibm866", "cp866", "866", "csibm866"]),
        (Charset(name: "windows-874", iconvName: "CP874"), ["windows-874", "tis-620", "iso-8859-11", "dos-874"]),
        (Charset(name: "macintosh", iconvName: "MACINTOSH"), ["macintosh", "mac", "x-mac-roman", "csmacintosh"]),
    ]
}
