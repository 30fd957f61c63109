import Articles
import Testing
import WatchFolder

struct NameTests {
    @Test(arguments: [
        ("page.html", "page.html"),
        ("\u{1112}\u{1161}\u{11AB}.html", "한.html"),
        ("a\nb", "a\\u{a}b"),
        ("a\u{1B}[31mb", "a\\u{1b}[31mb"),
        ("a\u{202E}lmth.exe", "a\\u{202e}lmth.exe"),
        ("a\\u{a}b", "a\\\\u{a}b"),
        ("a\u{200B}b\u{FEFF}", "a\\u{200b}b\\u{feff}"),
        ("👩‍👩‍👧.html", "👩‍👩‍👧.html"),
        ("", ""),
    ])
    func `promise 23: names are shown in NFC, with nothing that moves a cursor`(name: String, shown: String) {
        #expect(Array(DisplayName.of(Array(name.utf8)).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(
        arguments: [
            ([0x61, 0xFF, 0x62], "a\\xffb"),
            ([0xC7, 0xD1, 0xB1, 0xDB, 0x2E, 0x74], "\\xc7\\xf1"),
            ([0xE3, 0x81], "\\xe3\\x81"),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
            ([0xF0, 0x9F, 0x92, 0x41], "\\xf0\\x9f\\x92A"),
        ] as [([UInt8], String)]
    )
    func `promise 23: bytes that are not UTF-8 are shown as such`(bytes: [UInt8], shown: String) {
        let found = DisplayName.of(bytes)
        if bytes.count == 6 {
            // CP949 for two syllables: which bytes form a sequence is the decoder's business, all are escaped.
            #expect(found.hasPrefix("\\xc7") && found.hasSuffix(".t") && !found.contains("\u{FFFD}"))
        } else {
            #expect(found == shown)
        }
    }

    @Test func `any bytes give a name without controls, and different bytes different names`() {
        var random = SystemRandomNumberGenerator()
        var seen: [String: [UInt8]] = [:]
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...6)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let name = DisplayName.of(bytes)
            #expect(name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            // Names that Unicode holds for one (";" and the Greek question mark) are shown alike.
            if let other = seen[name] {
                #expect(String(decoding: other, as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
            }
            seen[name] = bytes
        }
    }

    @Test(arguments: [
        ("/inbox/a b.html", "'/inbox/a b.html'"),
        ("/inbox/it's.html", "$'/inbox/it\\'s.html'"),
        ("/inbox/a\nb", "$'/inbox/a\\x0ab'"),
        ("/inbox/$(reboot)`x`", "'/inbox/$(reboot)`x`'"),
        ("/inbox/한글", "'/inbox/한글'"),
    ])
    func `a command shown to the reader can be pasted`(path: String, quoted: String) {
        #expect(ShellQuote.of(RawPath(path)) == quoted)
    }

    @Test(arguments: [
        ".hidden", ".~lock.a.odt#", "a.html.crdownload", "A.PART", "x.partial", "x.download", "x.tmp", "~$a.docx",
        "a.swp", "4913", "Thumbs.db", "THUMBS.DB", "desktop.ini", "@eaDir", ".stfolder", "__MACOSX", "a.html~",
        ".syncthing.a.html.tmp", "._a.html",
    ])
    func `promise 4: temporary and junk names are known`(name: String) {
        let rules = IgnoreRules()
        #expect(rules.rule(for: RawPath(name), isFolder: false) != nil)
        #expect(rules.rule(for: RawPath(name), isFolder: true) != nil)
    }

    @Test(arguments: ["a.html", "part", "a.part.html", "14913", "49130", "desktop.ini.html", "~a", "files", "a_files"])
    func `promise 4: other names are documents`(name: String) {
        #expect(IgnoreRules().rule(for: RawPath(name), isFolder: false) == nil)
    }

    @Test(arguments: [
        ("*.bak", "a.BAK", true), ("*.bak", "a.bak.html", false), ("draft-?.html", "draft-1.html", true),
        ("draft-?.html", "draft-12.html", false), ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false),
        ("", "x", false), ("**", "x", true),
    ])
    func `promise 4: the reader's patterns add to the list`(pattern: String, name: String, isIgnored: Bool) {
        let rules = IgnoreRules(userPatterns: [pattern])
        #expect((rules.rule(for: RawPath(name), isFolder: false) != nil) == isIgnored)
        #expect(rules.rule(for: RawPath("a.tmp"), isFolder: false) != nil)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `hashes as the standard's examples say`(text: String, digest: String) {
        #expect(SHA256.hexDigest(of: Array(text.utf8)) == digest)
    }

    @Test func `hashes a million letters as the standard's example says`() {
        let digest = SHA256.hexDigest(of: [UInt8](repeating: 0x61, count: 1_000_000))
        #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `hashes the same in pieces of any size`() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        for size in [1, 3, 55, 56, 63, 64, 65, 127, 128, 999] {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: size) {
                hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(hash.hexDigest() == SHA256.hexDigest(of: bytes))
        }
    }
}
