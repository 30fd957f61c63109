import Articles
import Extraction
import Testing

@Suite struct DatesTests {
    private let reader = AmountReader()

    private func dates(_ text: String, _ reference: CivilDate?) -> [DateMention] {
        reader.read(text, reference: reference, names: []).dates
    }

    @Test(arguments: [
        ("2025년 8월 22일 밝혔다.", "2025-08-22"),
        ("기준일은 2025.08.24다.", "2025-08-24"),
        ("마감은 2025/09/01이다.", "2025-09-01"),
        ("지난 5월 나왔다.", "2025-05"),
        ("올 8월 선보였다.", "2025-08"),
        ("올해 상반기 늘었다.", "2025-H1"),
        ("지난달 28일 열렸다.", "2025-10-28"),
        ("작년 11월 발표했다.", "2024-11"),
        ("지난해 4분기보다 줄었다.", "2024-Q4"),
        ("내년 초 나온다.", "2026"),
        ("오는 12월 시작한다.", "2025-12"),
        ("2025 회계연도 매출이다.", "FY2025"),
        ("이번 주 발표한다.", "2025-W45"),
        ("다음 주 화요일에 만난다.", "2025-11-11"),
        ("어제 말했다.", "2025-11-06"),
        ("그저께 말했다.", "2025-11-05"),
        ("올가을 나온다.", "2025-FA"),
        ("5~8월 판매가 줄었다.", "2025-05/2025-08"),
        ("12월 1일부터 3일까지 열린다.", "2025-12-01/2025-12-03"),
        ("12월30일(토)〜1월2일(화) 쉰다.", "2024-12-30/2025-01-02"),
        ("6일(현지시간) 보도했다.", "2025-11-06"),
        ("28일 발표했다.", "2025-10-28"),
        ("18일 공개할 모델이다.", "2025-11-18"),
        ("지난 3일 공시했다.", "2025-11-03"),
        ("10월 첫째 주에 열렸다.", "2025-W40"),
        ("6일 오후 3시 20분에 시작했다.", "2025-11-06T15:20"),
        ("1990년대에 컸다.", "1990-01-01/1999-12-31"),
        ("3개월 전에 바꿨다.", "2025-08-07"),
        ("It was sold on 22 Aug 2025.", "2025-08-22"),
        ("It was sold on August 22, 2025.", "2025-08-22"),
        ("The board met last Friday.", "2025-10-31"),
        ("Sales fell in Q4 2024.", "2024-Q4"),
        ("It ships next month.", "2025-12"),
        ("It left two weeks ago.", "2025-10-24"),
        ("Fiscal 2026 looks strong.", "FY2026"),
    ])
    func `resolves a date against the day of publication`(text: String, iso: String) {
        #expect(dates(text, CivilDate(year: 2025, month: 11, day: 7)).map(\.iso) == [iso])
    }

    @Test func `leaves what is relative open without a reference`() {
        let found = dates("지난 5월과 2024년 3월, 어제", nil)
        #expect(found.map(\.iso) == [nil, "2024-03", nil])
        #expect(found.map(\.basis) == [.unresolved, .absolute, .unresolved])
    }

    @Test(arguments: ["3년간 협력한다.", "100일 안에 짓는다.", "19일 만에 끝냈다.", "사흘간 열린다.", "13일본 대표", "2분기 연속 늘었다."])
    func `takes a length of time for no date`(text: String) {
        #expect(dates(text, CivilDate(year: 2025, month: 11, day: 7)).map(\.text) == [])
    }

    @Test func `refuses days the calendar does not have`() {
        #expect(dates("2025년 2월 30일", nil).allSatisfy { $0.iso != "2025-02-30" })
        #expect(dates("2025-13-01", nil).isEmpty)
    }
}
