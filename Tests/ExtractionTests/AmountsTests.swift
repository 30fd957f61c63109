import Articles
import Extraction
import Testing

/// What a row expects of one amount.
struct ExpectedAmount: Sendable, CustomTestStringConvertible {
    var text: String
    var kind: Quantity.Kind
    var value: Double?
    var high: Double?
    var unit: String?

    init(_ text: String, _ kind: Quantity.Kind, _ value: Double?, _ high: Double? = nil, unit: String? = nil) {
        self.text = text
        self.kind = kind
        self.value = value
        self.high = high
        self.unit = unit
    }

    var testDescription: String { text }
}

@Suite struct AmountsTests {
    private let reader = AmountReader()

    private func amounts(_ text: String, names: [TextRange] = []) -> [Quantity] {
        reader.read(text, reference: CivilDate(year: 2025, month: 11, day: 7), names: names).quantities
    }

    @Test(arguments: [
        ("투자금은 8조5,000억원이다.", ExpectedAmount("8조5,000억원", .money, 8_500_000_000_000, unit: "KRW")),
        ("모두 1억2천만 달러를 모았다.", ExpectedAmount("1억2천만 달러", .money, 120_000_000, unit: "USD")),
        ("상금은 3.2조 원이다.", ExpectedAmount("3.2조 원", .money, 3_200_000_000_000, unit: "KRW")),
        ("가격은 1만5천원이다.", ExpectedAmount("1만5천원", .money, 15_000, unit: "KRW")),
        ("매출은 90조~110조원으로 본다.", ExpectedAmount("90조~110조원", .money, 9e13, 1.1e14, unit: "KRW")),
        ("비용은 800억∼1200억 달러다.", ExpectedAmount("800억∼1200억 달러", .money, 8e10, 1.2e11, unit: "USD")),
        ("비용은 5~6억 유로다.", ExpectedAmount("5~6억 유로", .money, 5e8, 6e8, unit: "EUR")),
        ("손익은 -59억원이었다.", ExpectedAmount("-59억원", .money, -5_900_000_000, unit: "KRW")),
        ("정부가 25억 호주달러를 낸다.", ExpectedAmount("25억 호주달러", .money, 2_500_000_000, unit: "AUD")),
        ("점유율이 0.5~0.7%포인트 올랐다.", ExpectedAmount("0.5~0.7%포인트", .percent, 0.5, 0.7, unit: "%p")),
        ("전력은 1.4기가와트에 이른다.", ExpectedAmount("1.4기가와트", .measure, 1.4, unit: "GW")),
        ("밀도는 0.3kWh/kg이다.", ExpectedAmount("0.3kWh/kg", .measure, 0.3, unit: "kWh/kg")),
        ("대역폭은 초당 7TB다.", ExpectedAmount("7TB", .measure, 7, unit: "TB/s")),
        ("2nm 공정을 쓴다.", ExpectedAmount("2nm", .measure, 2, unit: "nm")),
        ("연구원 열두 명이 떠났다.", ExpectedAmount("열두 명", .count, 12, unit: "person")),
        ("매출이 두 배로 늘었다.", ExpectedAmount("두 배", .number, 2, unit: "times")),
        ("10만 개의 GPU를 샀다.", ExpectedAmount("10만 개", .count, 100_000, unit: "GPU")),
        ("순위는 13위다.", ExpectedAmount("13위", .ordinal, 13, unit: "rank")),
        ("네 번째 소송이다.", ExpectedAmount("네 번째", .ordinal, 4, unit: "nth")),
        ("7개월 만에 올랐다.", ExpectedAmount("7개월", .duration, 7, unit: "month")),
        ("반년 만에 바꿨다.", ExpectedAmount("반년", .duration, 0.5, unit: "year")),
        ("2분기 연속 늘었다.", ExpectedAmount("2분기", .duration, 2, unit: "quarter")),
        ("2년 6개월이 걸렸다.", ExpectedAmount("2년 6개월", .duration, 30, unit: "month")),
        ("비용이 10분의 1로 줄었다.", ExpectedAmount("10분의 1", .number, 0.1)),
        ("이십 퍼센트 할인한다.", ExpectedAmount("이십 퍼센트", .percent, 20, unit: "%")),
        ("It raised $600-700 million.", ExpectedAmount("$600-700 million", .money, 6e8, 7e8, unit: "USD")),
        ("It raised half a billion dollars.", ExpectedAmount("half a billion dollars", .money, 5e8, unit: "USD")),
        ("It packs 208bn transistors.", ExpectedAmount("208bn transistors", .count, 2.08e11, unit: "transistor")),
        ("The deal runs for twenty-five years.", ExpectedAmount("twenty-five years", .duration, 25, unit: "year")),
        ("주식 120만주를 팔았다.", ExpectedAmount("120만주", .count, 1_200_000, unit: "share")),
        ("자사주 500주를 샀다.", ExpectedAmount("500주", .count, 500, unit: "share")),
        ("매개변수 32B급 모델이다.", ExpectedAmount("32B급", .count, 32_000_000_000, unit: "parameter")),
        ("탄소 1억t을 줄인다.", ExpectedAmount("1억t", .measure, 100_000_000, unit: "t")),
        ("이 대역은 3.5㎓ 폭이다.", ExpectedAmount("3.5㎓", .measure, 3.5, unit: "GHz")),
        ("하루 50만 배럴을 캔다.", ExpectedAmount("50만 배럴", .measure, 500_000, unit: "bbl")),
        ("이 앱은 만 19세만 쓴다.", ExpectedAmount("19세", .measure, 19, unit: "age-year")),
        ("A $500-million round closed.", ExpectedAmount("$500-million", .money, 500_000_000, unit: "USD")),
        ("It sold 1.2m cars.", ExpectedAmount("1.2m cars", .count, 1_200_000, unit: "vehicle")),
        (
            "It grew for five consecutive quarters.",
            ExpectedAmount("five consecutive quarters", .duration, 5, unit: "quarter")
        ),
        (
            "A 7-billion-parameter model won.",
            ExpectedAmount("7-billion-parameter", .count, 7_000_000_000, unit: "parameter")
        ),
        ("It ships with 14 games.", ExpectedAmount("14 games", .count, 14, unit: "game")),
    ])
    func `reads an amount as newspapers write it`(text: String, expected: ExpectedAmount) throws {
        let found = amounts(text)
        try #require(found.count == 1)
        #expect(found[0].text == expected.text)
        #expect(found[0].kind == expected.kind)
        #expect(found[0].value == expected.value)
        #expect(found[0].high == expected.high)
        #expect(found[0].unit == expected.unit)
    }

    @Test(arguments: [
        ("빌린 돈은 7 억 달러다.", ExpectedAmount("7 억 달러", .money, 7e8, unit: "USD")),
        ("기온은 영하 8도였다.", ExpectedAmount("영하 8도", .measure, -8, unit: "°")),
        ("실내는 섭씨 24.5 정도다.", ExpectedAmount("섭씨 24.5", .measure, 24.5, unit: "°C")),
        ("시속 80km로 달린다.", ExpectedAmount("80km", .measure, 80, unit: "km/h")),
        ("반 리터를 붓는다.", ExpectedAmount("반 리터", .measure, 0.5, unit: "L")),
        ("서너 개를 남겼다.", ExpectedAmount("서너 개", .count, 3, 4)),
        ("한두 달이면 된다.", ExpectedAmount("한두 달", .duration, 1, 2, unit: "month")),
        ("정답은 마이너스 7이다.", ExpectedAmount("마이너스 7", .number, -7)),
        ("오분의 이만 먹었다.", ExpectedAmount("오분의 이", .number, 0.4)),
        ("넓이는 3 제곱 킬로미터다.", ExpectedAmount("3 제곱 킬로미터", .measure, 3, unit: "km²")),
        ("짐의 무게는 12 파운드다.", ExpectedAmount("12 파운드", .measure, 12, unit: "lb")),
    ])
    func `reads the rarer forms of Korean amounts`(text: String, expected: ExpectedAmount) throws {
        try expectOne(text, expected)
    }

    @Test(arguments: [
        ("a quarter of an hour", ExpectedAmount("a quarter of an hour", .duration, 0.25, unit: "hour")),
        ("They slept an hour and a half.", ExpectedAmount("an hour and a half", .duration, 1.5, unit: "hour")),
        ("The tour took 2 and a half hours.", ExpectedAmount("2 and a half hours", .duration, 2.5, unit: "hour")),
        (
            "It cost two and a half million euros.",
            ExpectedAmount("two and a half million euros", .money, 2.5e6, unit: "EUR")
        ),
        ("It lost a couple of days.", ExpectedAmount("a couple of days", .duration, 2, unit: "day")),
        ("Nearly one third of buyers left.", ExpectedAmount("one third", .number, 1.0 / 3)),
        ("Only two in five agreed.", ExpectedAmount("two in five", .number, 0.4)),
        ("thirteen sixteenths", ExpectedAmount("thirteen sixteenths", .number, 0.8125)),
        ("minus forty-two", ExpectedAmount("minus forty-two", .number, -42)),
        ("He is 6 feet 2 inches tall.", ExpectedAmount("6 feet 2 inches", .measure, 74, unit: "in")),
        ("The slab is 3 1/2 in thick.", ExpectedAmount("3 1/2 in", .measure, 3.5, unit: "in")),
        ("It fell from -3 °C to -9 °C.", ExpectedAmount("-3 °C to -9 °C", .measure, -9, -3, unit: "°C")),
        ("A 4- to 6-meter pole fell.", ExpectedAmount("4- to 6-meter", .measure, 4, 6, unit: "m")),
        ("It ran at 90 kilometres per hour.", ExpectedAmount("90 kilometres per hour", .measure, 90, unit: "km/h")),
        ("They sold 12 pounds of rice.", ExpectedAmount("12 pounds", .measure, 12, unit: "lb")),
        ("PLN 42", ExpectedAmount("PLN 42", .money, 42, unit: "PLN")),
        ("The chip is 2.5x faster.", ExpectedAmount("2.5x", .number, 2.5, unit: "times")),
        ("Their score was 17, a record.", ExpectedAmount("17", .number, 17)),
        ("three thousand, four hundred and six", ExpectedAmount("three thousand, four hundred and six", .number, 3406)),
    ])
    func `reads an English amount in its many forms`(text: String, expected: ExpectedAmount) throws {
        try expectOne(text, expected)
    }

    private func expectOne(_ text: String, _ expected: ExpectedAmount) throws {
        let found = amounts(text)
        try #require(found.map(\.text) == [expected.text])
        #expect(found[0].kind == expected.kind)
        #expect(found[0].value == expected.value)
        #expect(found[0].high == expected.high)
        #expect(found[0].unit == expected.unit)
    }

    @Test(arguments: [
        "레벨4 자율주행을 시험한다.",
        "종목코드 005930과 000660을 본다.",
        "문의는 02-1234-5678이나 010-9876-5432로 한다.",
        "맥OS 15와 와이파이 7을 쓴다.",
        "서버 주소는 10.0.0.12이고 파일은 v1.2.3이다.",
        "자세한 내용은 https://example.com/a/20251107 에 있다.",
        "만약 천재가 이사회에 나오면 조직이 바뀐다.",
        "구조와 공조 체계를 조만간 억지로 바꾼다.",
        "일론과 이경일 대표가 사이버 기술을 본다.",
        "Section 30 and SOC 2 reports matter.",
        "Mail a12@b3.example for H100 and GPT-5.",
        "Dial 555-0134 or 1-800-555-0199 at any time.",
        "Python 3.12 and the Boeing 737 are not amounts.",
        "1인당 요금은 그대로다.",
        "A third party and a second opinion help.",
        "지분은 50대 50이다.", "경쟁률은 3대 1이다.", "이 가게는 2+1 행사를 한다.", "20~30대가 좋아한다.", "40대가 샀다.",
        "기사 이세돌 9단이 이겼다.", "저작권 ⓒ 1999-2026 한빛",
    ])
    func `leaves names, codes and syllables of words alone`(text: String) {
        #expect(amounts(text).map(\.text) == [])
    }

    @Test(arguments: [
        ("약 30%를 줄인다.", true, nil),
        ("최소 5만 대를 산다.", false, Bound.atLeast),
        ("최대 4억 원을 준다.", false, .atMost),
        ("10배 이상 빨라졌다.", false, .atLeast),
        ("4조 달러를 돌파했다.", false, .moreThan),
        ("5천 명이 넘는 사람이 왔다.", false, .moreThan),
        ("100여 개를 만들었다.", true, nil),
        ("두 배가량 늘었다.", true, nil),
        ("Up to $5bn is at stake.", false, .atMost),
        ("More than 60 games are planned.", false, .moreThan),
        ("It weighs less than or equal to 40 kg.", false, .atMost),
        ("It needs just under 8 GB.", false, .lessThan),
        ("Ages 12 years or more only.", false, .atLeast),
        ("300명도 안 되는 사람이 왔다.", false, .lessThan),
        ("줄잡아 900명이 왔다.", true, nil),
        ("부채는 200%를 넘지 않는다.", false, .atMost),
        ("값은 5만 달러에 못 미친다.", false, .lessThan),
        ("30분 내로 보낸다.", false, .atMost),
        ("It will spend it over 10 years.", false, nil),
    ])
    func `keeps cues beside an amount out of its text`(text: String, isApproximate: Bool, bound: Bound?) throws {
        let found = amounts(text)
        try #require(found.count == 1)
        #expect(found[0].isApproximate == isApproximate)
        #expect(found[0].bound == bound)
        #expect(!found[0].text.hasPrefix("약") && !found[0].text.hasSuffix("이상"))
    }

    @Test(arguments: [
        ("수십억 달러가 든다.", 1e9), ("수백만 개를 만든다.", 1e6), ("수만 명이 왔다.", 1e4),
        ("It lost billions of dollars.", 1e9), ("Tens of thousands of drivers left.", 1e4),
        ("It built several hundred racks.", 1e2),
    ])
    func `gives a vague amount a magnitude and no value`(text: String, magnitude: Double) throws {
        let found = amounts(text)
        try #require(found.count == 1)
        #expect(found[0].value == nil)
        #expect(found[0].magnitude == magnitude)
        #expect(found[0].isApproximate)
    }

    @Test func `points from an amount to the one a bracket converts it into`() {
        let found = amounts("6,000만 달러(약 800억원)를 들여 20억개(2B)를 만든다.")
        #expect(found.map(\.equivalent) == [1, nil, 3, nil])
        #expect(found.map(\.value) == [6e7, 8e10, 2e9, 2e9])
    }

    @Test func `reads no amount inside a name`() {
        let text = "제온 6 100개를 단다."
        #expect(amounts(text, names: [TextRange(0, 4)]).map(\.text) == ["100개"])
        #expect(amounts(text, names: [TextRange(0, 9)]).isEmpty)
    }

    @Test func `keeps an amount whose unit holds a name or that was taken for one`() {
        #expect(amounts("90만 호주 달러", names: [TextRange(4, 6)]).map(\.unit) == ["AUD"])
        #expect(amounts("70킬로와트 설비", names: [TextRange(0, 6)]).map(\.unit) == ["kW"])
        #expect(amounts("3M 공장", names: [TextRange(0, 2)]).isEmpty)
    }

    @Test func `counts offsets in scalars`() {
        let found = amounts("🚀 값은 7달러")
        #expect(found.map(\.range) == [TextRange(5, 8)])
    }

    @Test func `what follows another number is counted by that one`() {
        let reading = AmountReader().read("매개변수는 32B이며 4조 토큰을 읽었다.", reference: nil, names: [])
        #expect(reading.quantities.map(\.unit) == ["parameter", "token"])
    }
}
