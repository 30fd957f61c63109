import Articles
import Extraction
import Glibc
import Testing

/// What reading must keep to whatever the text: names, amounts, dates and facts together.
@Suite struct ReadingBoundsTests {
    private static let knowledge: [KnowledgeEntry] = [
        .init(id: "gpt", name: "GPT", type: .product, kind: "ai-model"),
        .init(id: "h100", name: "H100", type: .product, kind: "chip"),
        .init(id: "m365", name: "마이크로소프트 365", type: .product, kind: "service", aliases: ["M365"]),
        .init(id: "samsung", name: "삼성전자", type: .organization, kind: "company"),
    ]
    private static let extractor = Extractor(knowledge: knowledge)
    private static let reference = CivilDate(year: 2026, month: 1, day: 15)

    /// Pieces that one of the readers works hard on, repeated without end.
    private static let pieces = [
        "1", "1.", "1:", "1~", "1%", "1만", "½", "3년", "3일 ", "2025.", "억", "月", "가", "A", "A ", "A.", "(", "(A)",
        "가(A)",
        "가나다(", "[", "“", "”", "’", ",", "·", "%", "\n", "GPT-", "김민수 ", "세 ", "삼성전자", "회장 ", "을 인수했다. ", "e\u{301}",
        "ᄀ",
        "\u{200B}1", "a@1.", "#２３", "２３", "１:",
    ]

    @Test(arguments: pieces)
    func `reads a hostile text in time that grows with its length alone`(piece: String) {
        let short = time(String(repeating: piece, count: 1_000 / piece.utf8.count))
        let long = time(String(repeating: piece, count: 8_000 / piece.utf8.count))
        // Eight times the text; a quadratic reader would take sixty-four times as long.
        #expect(long < short * 30 + .milliseconds(100))
        // Even without optimization a reader that is linear with a sane factor is far below this.
        #expect(long < .seconds(20))
    }

    /// Sentences with the turns that readers look behind: brackets, titles, lists, marks and numbers.
    private static let turns = [
        "라온데이터(대표 김민수, 이영희)는 3일(현지시간) '미스트-2'(Mist-2)를 공개했다.",
        "황상준 삼성전자 전 부사장·데이비드 코르바 애널리스트 등 12명이 60억 달러(약 8조5,000억원)를 말했다.",
        "회계연도 3분기(1~3월) 매출은 1조2500억→1조4000억원, “약 2.5배” [표 1] 옛 트위터 #２３",
        "In the fourth quarter, Alice Moor (chief executive, Mist Inc.) spent $1.2bn to $1.4bn – “up 5%”.",
        "테네시주 멤피스, 대전 유성구; 02-555-0134 ~ 2026년 8월에서 2027년 12월까지 100여 곳",
    ]

    @Test(arguments: turns)
    func `a text that is cut off anywhere is read to its end`(text: String) {
        let scalars = Array(text.unicodeScalars)
        for place in scalars.indices {
            for part in [scalars[..<place], scalars[place...]] {
                let length = part.count
                let view = String.UnicodeScalarView(part)
                let reading = Self.extractor.read(String(view), reference: Self.reference, language: nil)
                #expect(reading.entities.allSatisfy { $0.mentions.allSatisfy { $0.end <= length } })
                #expect(reading.quantities.allSatisfy { $0.range.end <= length })
            }
        }
    }

    @Test(arguments: [
        "연구진은 GPT-5와 H100 서버로 IMO 2026 문제를 풀었다.",
        "M365 구독자는 레벨4 자율주행 시연을 보았다.",
        "The team ran GPT-5 on H100 servers before IMO 2026.",
        "Users of M365 met at CES 2026.",
        "마이아 100과 B200, 그록-1을 비교했다.",
    ])
    func `reads no amount and no date inside a name`(text: String) {
        let reading = Self.extractor.read(text, reference: Self.reference, language: nil)
        #expect(reading.quantities.map(\.text) == [])
        #expect(reading.dates.map(\.text) == [])
    }

    @Test func `reads the amount behind a name that ends in a number`() {
        let reading = Self.extractor.read("A100 80대와 H100 120대를 샀다.", reference: nil, language: "ko")
        #expect(reading.quantities.map(\.value) == [80, 120])
    }

    /// The time this thread works on `text`, whatever else the machine does.
    private func time(_ text: String) -> Duration {
        let before = threadTime()
        _ = Self.extractor.read(text, reference: Self.reference, language: nil)
        return threadTime() - before
    }

    private func threadTime() -> Duration {
        var now = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }
}
