import Articles
import Extraction
import Testing

/// Facts read by the shipped frames, over a small knowledge base.
@Suite struct FactsTests {
    private static let extractor = Extractor(knowledge: [
        .init(id: "aurora", name: "오로라랩스", english: "Aurora Labs", type: .organization, kind: "company"),
        .init(id: "beacon", name: "비콘전자", english: "Beacon Electronics", type: .organization, kind: "company"),
        .init(id: "cobalt", name: "코발트벤처스", english: "Cobalt Ventures", type: .organization, kind: "fund"),
        .init(id: "delta-one", name: "델타원", english: "Delta One", type: .product, kind: "ai-model"),
        .init(id: "hangar", name: "행거", english: "Hangar", type: .product, kind: "supercomputer"),
        .init(id: "kim-ara", name: "김아라", english: "Ara Kim", type: .person, kind: "executive"),
    ])

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var expected: [String]
        var testDescription: String { text }
    }

    /// A claim as one line: subject, relation, object or value, modality.
    private static func line(_ fact: Fact) -> String {
        let value = fact.value.map { " \($0 == $0.rounded() ? String(Int($0)) : String($0))" } ?? ""
        return fact.subject + " " + fact.relation + (fact.object.map { " " + $0 } ?? "") + value + " "
            + fact.modality.rawValue
    }

    @Test(arguments: [
        Case(
            text: "오로라랩스는 300억 원(약 2,100만 달러) 규모의 시리즈 B 투자를 유치했다고 밝혔다.",
            expected: ["aurora raises_funding 30000000000 actual"]
        ),
        Case(text: "오로라랩스의 기업가치는 2조 원을 넘는다.", expected: ["aurora valuation 2000000000000 actual"]),
        Case(
            text: "비콘전자는 내년까지 데이터센터에 4조 원을 투입할 계획이다.",
            expected: ["beacon spends 4000000000000 planned"]
        ),
        Case(
            text: "코발트벤처스가 50억 원, 비콘전자가 70억 원을 투입한다.",
            expected: ["beacon spends 7000000000 actual", "cobalt spends 5000000000 actual"]
        ),
        Case(text: "오로라랩스가 새 모델 ‘델타원’을 출시했다.", expected: ["aurora releases delta-one actual"]),
        Case(text: "오로라랩스는 지난해 영업손실 48억 원을 냈다.", expected: ["aurora profit -4800000000 actual"]),
        Case(text: "델타원의 매개변수는 700억 개다.", expected: ["delta-one parameters 70000000000 actual"]),
        Case(
            text: "행거는 GPU 2만 개를 갖췄다.",
            expected: ["hangar has_count 20000 actual"]
        ),
        Case(
            text: "비콘전자는 행거를 GPU 5만 개로 확장하는 것을 목표로 하고 있다.",
            expected: ["hangar plans_count 50000 target"]
        ),
        Case(text: "김아라 오로라랩스 대표가 발표를 맡았다.", expected: ["kim-ara role_of aurora actual"]),
        Case(
            text: "Aurora Labs raised $40 million in a Series B round.",
            expected: ["aurora raises_funding 40000000 actual"]
        ),
        Case(text: "Beacon Electronics unveiled Delta One on Monday.", expected: ["beacon releases delta-one actual"]),
        Case(text: "Aurora Labs CEO Ara Kim spoke first.", expected: ["kim-ara role_of aurora actual"]),
        // Nothing is claimed where a part is missing.
        Case(text: "투자 유치 소식이 이어졌다.", expected: []),
        Case(text: "오로라랩스는 투자를 유치하지 못한 이유를 설명했다.", expected: []),
        Case(text: "오로라랩스의 인수가는 2,000억 원으로 지난해 매출의 6배다.", expected: []),
    ])
    func `reads claims by frames`(test: Case) {
        let reading = Self.extractor.read(
            test.text,
            reference: CivilDate(year: 2026, month: 11, day: 20),
            language: nil
        )
        #expect(reading.facts.map(Self.line).sorted() == test.expected)
    }

    @Test func `a thing spoken of before is the subject where a generic noun stands for it`() {
        let text = "오로라랩스는 새 시설을 열었다. 회사는 비콘전자 GPU 5만 장 도입을 완료했다고 밝혔다."
        let facts = Self.extractor.read(text, reference: nil, language: "ko").facts
        #expect(facts.map(\.subject) == ["aurora"])
        #expect(facts.first?.confidence ?? 1 < 0.7)
    }

    @Test func `the evidence is the sentence, without the white space around it`() {
        let text = "앞 문장이다. 오로라랩스의 기업가치는 2조 원을 넘는다. 뒤 문장이다."
        let facts = Self.extractor.read(text, reference: nil, language: "ko").facts
        let scalars = Array(text.unicodeScalars)
        let evidence = facts.map { fact in
            String(String.UnicodeScalarView(scalars[fact.evidence.start..<fact.evidence.end]))
        }
        #expect(evidence == ["오로라랩스의 기업가치는 2조 원을 넘는다."])
    }

    @Test func `any mutation of a text is read without a crash, offsets inside it`() {
        var random = SplitMix(state: 7)
        let seed = "오로라랩스(Aurora Labs)는 300억 원(약 2,100만 달러)을 유치했다고 20일 밝혔다. \"GPU 5만 장\" 김아라 대표."
        for _ in 0..<120 {
            var scalars = Array(seed.unicodeScalars)
            for _ in 0..<6 {
                let place = Int(random.next() % UInt64(scalars.count))
                switch random.next() % 3 {
                case 0: scalars.remove(at: place)
                case 1: scalars.insert(scalars[Int(random.next() % UInt64(scalars.count))], at: place)
                default: scalars.swapAt(place, Int(random.next() % UInt64(scalars.count)))
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            let count = text.unicodeScalars.count
            for fact in Self.extractor.read(text, reference: nil, language: nil).facts {
                #expect(
                    fact.evidence.start >= 0 && fact.evidence.start < fact.evidence.end && fact.evidence.end <= count
                )
            }
        }
    }
}

/// A small seeded generator: the same seed, the same mutations.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
