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
        ("그저께 들었다.", "2025-11-05"),
        ("작일 들었다.", "2025-11-06"),
        ("글피에 간다.", "2025-11-10"),
        ("다다음 주 수요일에 만난다.", "2025-11-19"),
        ("직전 분기보다 늘었다.", "2025-Q3"),
        ("내년 1분기 중 판다.", "2026-Q1"),
        ("2027년 마지막 주에 쉰다.", "2027-W52"),
        ("11월 3주차에 연다.", "2025-W47"),
        ("70~80년대에 유행했다.", "1970-01-01/1989-12-31"),
        ("성탄절 이틀 뒤에 문을 연다.", "2025-12-27"),
        ("어제부터 4일 후에 문을 연다.", "2025-11-10"),
        ("작년 추석에 처음 팔았다.", "2024-09-17"),
        ("2026년 설 연휴에 쉰다.", "2026-02-16/2026-02-18"),
        ("5월 3일, 2019년에 열렸다.", "2019-05-03"),
        ("오후 네 시 반에 열렸다.", "T16:30"),
        ("다섯 시 정각에 열렸다.", "T17:00"),
        ("오전 11시에서 3시까지 쉰다.", "T11/T15"),
        ("It opens on the 3rd of March 2026.", "2026-03-03"),
        ("It opens Sat, 7 Feb 2026.", "2026-02-07"),
        ("We meet on Friday the 14th.", "2025-11-14"),
        ("It ran from 3 to 9 June 2024.", "2024-06-03/2024-06-09"),
        ("It runs between May 2026 and July 2026.", "2026-05/2026-07"),
        ("It closed in the last week of September.", "2025-W39"),
        ("It ends on the second Tuesday of next month.", "2025-12-09"),
        ("It left two weeks ago on Monday.", "2025-10-20"),
        ("It closed two Fridays ago.", "2025-10-24"),
        ("Come back two days after Christmas.", "2025-12-27"),
        ("It was cheap in the nineties.", "1990-01-01/1999-12-31"),
        ("It sold well in the first half of 2024.", "2024-H1"),
        ("Orders grew in fiscal Q2 2026.", "FY2026-Q2"),
        ("It will be built by the end of next year.", "2026"),
        ("Guests stay for the rest of the month.", "2025-11-07/2025-11-30"),
        ("Shops fill on Black Friday.", "2025-11-28"),
        ("They married on Easter 2024.", "2024-03-31"),
        ("They met in May two thousand and twelve.", "2012-05"),
        ("The event is tomorrow at 4 pm.", "2025-11-08T16"),
        ("It covers 2019-2023 in full.", "2019/2023"),
        ("It doubled between 2023 and 2025.", "2023/2025"),
        ("The firm said on Tuesday it would expand.", "2025-11-04"),
        ("The board will meet on Tuesday.", "2025-11-11"),
        ("26년 3월 출범한다.", "2026-03"),
        ("11월 13일 부터 15일까지 열린다.", "2025-11-13/2025-11-15"),
    ])
    func `resolves a date against the day of publication`(text: String, iso: String) {
        #expect(dates(text, CivilDate(year: 2025, month: 11, day: 7)).map(\.iso) == [iso])
    }

    @Test(arguments: [
        ("In the fourth quarter, cloud revenue grew 48%; spending will rise next.", "2025-Q4"),
        ("4분기 매출 17조원", "2025-Q4"),
        ("The chip will ship in the fourth quarter.", "2026-Q4"),
        ("4분기에 출시할 예정이다.", "2026-Q4"),
        ("회계연도 3분기 매출은 18% 늘었다.", "FY2026-Q3"),
        ("In June, sales fell.", "2025-06"),
        ("In June, the team will move.", "2026-06"),
    ])
    func `a quarter or month ahead is the last one where the sentence reports`(text: String, iso: String) {
        #expect(dates(text, CivilDate(year: 2026, month: 3, day: 12)).map(\.iso).first == iso)
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
