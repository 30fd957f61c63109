import Articles
import Extraction
import Glibc
import Testing

@Suite struct AmountsHostileTests {
    private let reader = AmountReader()
    private let reference = CivilDate(year: 2025, month: 11, day: 7)

    /// Pieces that readers try hardest on, repeated without end.
    private static let pieces = [
        "1", "1,", "1.", "1-", "1~", "1/", "1:", "(", "()", "만", "일", "조", "천만", "수", "십 ", "백 천 ", "1만 ", "3년 ", "1월~",
        "지난 ", "오전 ", "$1 ", "one ", "twenty-", "million ", "in 2020 and ", "약 ", "about ", "(약 1원)", "하루 ", "a@",
        "http://",
        "3분의 ", "일점", "January ", "the first of ", "1 and ", "one in ", "a ", "hundreds of ", "세 시 ", "반 ", "5 억 ",
        "1일부터 2일까지", "🚀", "\u{FEFF}", "a-1-", "#２",
    ]

    @Test(arguments: pieces)
    func `takes time in proportion to a hostile text`(piece: String) {
        let short = time(String(repeating: piece, count: 6_000 / piece.utf8.count))
        let long = time(String(repeating: piece, count: 48_000 / piece.utf8.count))
        // Eight times the text; a quadratic reader would take sixty-four times as long.
        #expect(long < short * 30 + .milliseconds(40))
    }

    @Test(arguments: ["1:", "1,", "1.", "a1"])
    func `takes time in proportion to a run that is full of names`(piece: String) {
        let short = time(String(repeating: piece, count: 3_000), namedEvery: 4)
        let long = time(String(repeating: piece, count: 24_000), namedEvery: 4)
        #expect(long < short * 30 + .milliseconds(40))
    }

    @Test func `reads no more amounts of a text that is nothing else than a reader could bear`() {
        let found = reader.read(String(repeating: "1% ", count: 100_000), reference: reference, names: [])
        #expect(found.quantities.count == 20_000)
        #expect(found.quantities.last?.range == TextRange(59_997, 59_999))
        let dates = reader.read(String(repeating: "3월 2일 ", count: 30_000), reference: reference, names: [])
        #expect(dates.dates.count == 20_000)
    }

    /// The time this thread works on `text`, whatever else the machine does; the better of three.
    private func time(_ text: String, namedEvery step: Int? = nil) -> Duration {
        let names = step.map { step in stride(from: 0, to: text.utf8.count, by: step).map { TextRange($0, $0 + 1) } }
        return (0..<3).map { _ in
            let before = threadTime()
            _ = reader.read(text, reference: reference, names: names ?? [])
            return threadTime() - before
        }.min() ?? .zero
    }

    private func threadTime() -> Duration {
        var now = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }

    @Test func `reads ranges inside the text, in order and apart, whatever the bytes`() {
        var random = SeededGenerator(state: 20_251_107)
        let alphabet = Array(
            "0123456789,.-~∼/:()%$€₩ 만억조경일이삼십백천수몇년월주분기시초위개명원약최대지난오는올해달러에서부터까지여반째번점의aAtTobnM\n\u{A0}🚀１２"
                .unicodeScalars
        )
        for _ in 0..<1500 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                scalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            let text = String(scalars)
            let found = reader.read(text, reference: reference, names: [])
            var last = 0
            for quantity in found.quantities {
                #expect(quantity.range.start >= last && quantity.range.end > quantity.range.start)
                #expect(quantity.range.end <= text.unicodeScalars.count)
                #expect(quantity.value?.isFinite ?? (quantity.magnitude != nil))
                #expect(quantity.equivalent.map { $0 < found.quantities.count } ?? true)
                last = quantity.range.end
            }
            for date in found.dates { #expect(date.range.end <= text.unicodeScalars.count) }
        }
    }
}

/// Small random numbers that are the same on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
