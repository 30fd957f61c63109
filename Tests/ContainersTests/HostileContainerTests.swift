import Articles
import Containers
import Testing

/// Promise 20: what is made to break a reader ends with the bound it hit, in bounded time and memory.
struct HostileContainerTests {
    private func failure(_ bytes: [UInt8], _ change: (inout ContainerLimits) -> Void = { _ in }) -> ContainerError? {
        var reader = ContainerReader()
        change(&reader.limits)
        do throws(ContainerError) {
            _ = try reader.documents(in: SavedPage(name: "a", bytes: bytes))
            return nil
        } catch {
            return error
        }
    }

    @Test func `promise 20: a gzip bomb ends at the bound`() {
        let bomb = GzipBomb.bytes(repeats: 40_000)
        #expect(bomb.count < 80_000)
        #expect(failure(bomb) { $0.maximumBytes = 1 << 20 } == .inflatesTooLarge(file: "a", limit: 1 << 20))
        #expect(failure(GzipBomb.bytes(repeats: 4)) != .inflatesTooLarge(file: "a", limit: 64 << 20))
    }

    @Test func `promise 20: the answers of a web archive share one bound`() {
        let answer = Samples.answer("Content-Encoding: deflate", GzipBomb.stream(repeats: 2000))
        let records = (0..<4).flatMap { Samples.record("response", "https://lindow.example/\($0)", answer) }
        #expect(failure(records) { $0.maximumBytes = 1 << 20 } == .inflatesTooLarge(file: "a", limit: 1 << 20))
        #expect(failure(records) { $0.maximumBytes = 4 << 20 } == nil)
    }

    @Test func `promise 20: gzip in gzip ends at the bound`() {
        var packed = Samples.packed
        for _ in 0..<5 { packed = GzipBomb.stored(packed) }
        #expect(failure(packed) == .packedTooOften(file: "a", limit: 3))
    }

    @Test func `promise 20: a message of 100,000 parts ends at the bound`() {
        let part = Array("--b\nContent-Type: text/css\n\nx\n".utf8)
        let head = Array("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n".utf8)
        #expect(failure(head + (0..<100_000).flatMap { _ in part }) == .tooManyParts(file: "a", limit: 10_000))
    }

    @Test(arguments: [false, true])
    func `promise 20: parts that nest without end hit the bound`(inMessages: Bool) {
        var text = "MIME-Version: 1.0\n"
        for level in 0..<1000 {
            text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
            if inMessages { text += "Content-Type: message/rfc822\n\nMIME-Version: 1.0\n" }
        }
        #expect(failure(Array((text + "\nx").utf8)) == .nestedTooDeep(file: "a", limit: 16))
    }

    @Test(arguments: [
        ("<rss><channel>", "<a>", 100_000, "", "nested-too-deep"),
        ("<rss><item ", "a='>' ", 100_000, "/></rss>", "damaged"),
        (
            "<!DOCTYPE rss [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><rss><item><title>", "&b;", 1,
            "</title></item></rss>", "entities"
        ),
        ("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><item>", "&a;", 1, "</item></rss>", "entities"),
        ("<rss>", "<item/>", 10_001, "</rss>", "too-many-parts"),
        ("<rss>", "", 0, "</rss>", "no-article"),
    ])
    func `promise 20: feeds made to break a parser are refused`(
        start: String,
        junk: String,
        count: Int,
        end: String,
        code: String
    ) {
        #expect(failure(Array((start + String(repeating: junk, count: count) + end).utf8))?.code == code)
    }

    @Test func `entities nobody declared are text`() throws {
        let feed = "<rss><item><title>&xxe; &lol; A</title></item></rss>"
        let documents = try ContainerReader().documents(in: SavedPage(name: "a", bytes: Array(feed.utf8)))
        #expect(documents.map(\.given.title) == ["&xxe; &lol; A"])
    }

    @Test(arguments: [
        Array(Samples.packed.dropLast(9)), Samples.packed.map { $0 == 0x57 ? 0x58 : $0 },
        Array(Samples.packed.prefix(11)), [0x1F, 0x8B, 0x08, 0xFF],
        Array("WARC/1.0\r\nContent-Length: 99\r\n\r\nx".utf8),
        Array("WARC/1.0\r\nContent-Length: -1\r\n\r\n".utf8), Array("WARC/1.0\r\n".utf8),
    ])
    func `what is cut off or damaged is said to be`(bytes: [UInt8]) {
        #expect(failure(bytes)?.code == "damaged")
    }

    @Test(arguments: [
        ("<", 200_000), ("<a '\"", 50_000), ("&a", 100_000), ("<![CDATA[", 30_000), ("<!--", 50_000), ("<!", 100_000),
    ])
    func `time does not grow faster than the feed`(junk: String, count: Int) {
        let started = ContinuousClock.now
        _ = failure(Array(("<rss>" + String(repeating: junk, count: count)).utf8))
        #expect(ContinuousClock.now - started < .seconds(20))
    }

    @Test(arguments: [
        ("# a\n# b\n[](http\n[](http\n", "[](", 60_000, ""),
        ("# a\n# b\n[](http\n[](http\n", "[", 200_000, ""),
        ("MIME-Version: 1.0\nSubject: ", "=?a?b?", 40_000, "\n\nx"),
        ("MIME-Version: 1.0\nSubject: a", "\n b", 60_000, "\n\nx"),
        ("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n", "--", 100_000, ""),
    ])
    func `time does not grow faster than the text`(start: String, junk: String, count: Int, end: String) {
        let started = ContinuousClock.now
        _ = failure(Array((start + String(repeating: junk, count: count) + end).utf8))
        #expect(ContinuousClock.now - started < .seconds(20))
    }

    @Test func `mutations of every kind of file are read or refused`() {
        let answer = Samples.answer(
            "Content-Type: text/html\nContent-Encoding: gzip\nTransfer-Encoding: chunked",
            Samples.chunked(Samples.packed)
        )
        let seeds = [
            Samples.chrome, Samples.explorer, Samples.newsletter, Samples.rss2, Samples.rss1, Samples.atom,
            Samples.packed, Samples.packedDynamic, Samples.packedStored, Samples.markdown,
            Samples.record("response", "https://lindow.example/1", answer),
        ]
        var random = SplitMix(state: 7)
        for seed in seeds {
            for _ in 0..<60 {
                let reader = ContainerReader()
                let documents = try? reader.documents(in: SavedPage(name: "a", bytes: random.mutation(of: seed)))
                #expect(documents?.isEmpty != true)
                #expect(documents?.allSatisfy { ($0.partSHA256 == nil) == ($0.part == nil) } != false)
            }
        }
    }
}

/// Makes files that inflate a thousandfold, by hand.
enum GzipBomb {
    /// A stream in DEFLATE's fixed code: a letter, then `repeats` times the letter 258 times over.
    static func stream(repeats: Int) -> [UInt8] {
        var writer = BitWriter()
        writer.write(1, 1)
        writer.write(1, 2)
        writer.writeCode(0x30 + 0x61, 8)
        for _ in 0..<repeats {
            // Symbol 285, length 258, and distance 1.
            writer.writeCode(0xC5, 8)
            writer.writeCode(0, 5)
        }
        writer.writeCode(0, 7)
        return writer.finished
    }

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    /// A member with that stream; its checksum is never reached when the bound is.
    static func bytes(repeats: Int) -> [UInt8] { header + stream(repeats: repeats) + [UInt8](repeating: 0, count: 8) }

    /// `content` as a stored member with its checksum.
    static func stored(_ content: [UInt8]) -> [UInt8] {
        let length = [UInt8(truncatingIfNeeded: content.count), UInt8(truncatingIfNeeded: content.count >> 8)]
        let tail = [checksum(content), UInt32(content.count)].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32($0 * 8)) }
        }
        return header + [1] + length + length.map { ~$0 } + content + tail
    }

    /// The checksum of gzip, bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { rest, byte in
            (0..<8).reduce(rest ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }

    private struct BitWriter {
        private var bytes: [UInt8] = []
        private var bits: UInt32 = 0
        private var count: UInt32 = 0

        mutating func write(_ value: Int, _ width: Int) {
            bits |= UInt32(value) << count
            count += UInt32(width)
            while count >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                count -= 8
            }
        }

        /// Codes are sent with their first bit lowest.
        mutating func writeCode(_ code: Int, _ width: Int) {
            for bit in stride(from: width - 1, through: 0, by: -1) { write(code >> bit & 1, 1) }
        }

        var finished: [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: bits)] : bytes }
    }
}

/// A small generator, so that a failing mutation can be made again.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// `seed` with up to 20 bytes changed, taken out or doubled, or cut off.
    mutating func mutation(of seed: [UInt8]) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int(next() % 20) where !bytes.isEmpty {
            let position = Int(next() % UInt64(bytes.count))
            switch next() % 8 {
            case 0: bytes.removeSubrange(position...)
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + 40)], at: position)
            default: bytes[position] = UInt8(truncatingIfNeeded: next())
            }
        }
        return bytes
    }
}
