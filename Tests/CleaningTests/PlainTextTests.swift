import Articles
import Cleaning
import Testing

/// Pages that were copied or dumped as plain text.
struct PlainTextTests {
    private func article(_ text: String, name: String = "page.txt") throws -> Article {
        try Cleaner().clean(SavedPage(name: name, bytes: Array(text.utf8)))
    }

    private static let title = "나래반도체, 새 공장에 3조원 투자"
    private static let lead = "나래반도체가 새 공장을 짓는 데 3조 2000억원을 쓰기로 했다고 24일 밝혔다. 공장은 내년 상반기에 문을 열고 직원은 2500명을 새로 뽑는다고 한다."
    private static let second =
        "회사는 이 공장에서 한 해에 웨이퍼 120만 장을 만들 수 있다고 설명했다. 업계는 투자 규모가 지난해보다 45.5% 늘어난 점에 주목하며 주가가 오를 것으로 본다고 전했다."

    private static let heads: [(head: String, published: String?, byline: String?)] = [
        ("\(title)\n고은별 기자 2025. 8. 24. 07:00\n", "2025-08-24T07:00:00", "고은별"),
        ("\(title)\n기사입력 2025.08.24. 오후 1:02 기사원문 스크랩\n본문듣기 설정\n좋아요 0\n", "2025-08-24T13:02:00", nil),
        ("홈 › 경제 › \(title)\n\(title)\n2025년 8월 24일 읽는 시간: 4분\n", "2025-08-24", nil),
        ("Share this Story : \(title)\n메뉴\n\(title)\n입력 2025.08.24 09:27\n", "2025-08-24T09:27:00", nil),
        ("\(title)\nJane Doe\nPublished: 22:04, 24 Aug 2025\n", "2025-08-24T22:04:00", "Jane Doe"),
        ("\(title)\nAuthor of the article:\nJane Doe\nPublished Aug 24, 2025\n", "2025-08-24", "Jane Doe"),
        ("\(title)\n기자명 고은별 기자\n입력 2025.08.24 06:00\n수정 2025.08.25 08:41\n댓글 0\n", "2025-08-24T06:00:00", "고은별"),
        // The weather's day and that of saving stand above the headline and say nothing of the article.
        ("2025.08.24 (일)\n맑음서울 27℃\n\(title)\n", nil, nil),
        ("수집일: 2025-08-24 07:15:02\n\(title)\n", nil, nil),
    ]

    @Test(arguments: heads)
    func `finds headline, date and writer above the body`(head: String, published: String?, byline: String?) throws {
        let text = "본문 바로가기\n로그인\n정치\n경제\n사회\n\n\(head)\n\(Self.lead)\n\n\(Self.second)\n\n이 시각 주요뉴스\n"
        let article = try article(text)
        #expect(article.title == Self.title)
        #expect(article.published?.iso == published)
        #expect(article.byline == byline)
        #expect(article.body == [Self.lead, Self.second].joined(separator: "\n\n"))
        #expect(article.origins.title == .text)
    }

    @Test func `takes the address that a tool noted above the page`() throws {
        let text =
            "원본주소: https://garam.example/2025/08/24/1\n상태: 200\n\n\(Self.title)\n\n\(Self.lead)\n\n\(Self.second)\n"
        let article = try article(text)
        #expect(article.url == "https://garam.example/2025/08/24/1")
        #expect(article.title == Self.title)
        #expect(article.published?.iso == "2025-08-24" && article.publishedFrom == .url)
    }

    @Test(arguments: ["무단전재 및 재배포 금지", "저작권자 © 가람경제", "관련기사", "Copyright 2025 Garam", "많이 본 뉴스"])
    func `cuts the tail`(mark: String) throws {
        let teaser = "다른 회사도 공장을 짓기로 했다고 밝혔다. 회사는 투자 규모를 아직 정하지 않았다고 하며 업계는 이 소식에 주목하고 있다고 전했다."
        let article = try article(
            "\(Self.title)\n\n\(Self.lead)\n\n\(Self.second)\n\n고은별 기자 star@garam.example\n\(mark)\n\(teaser)\n"
        )
        #expect(article.body == [Self.lead, Self.second].joined(separator: "\n\n"))
        #expect(article.byline == "고은별")
    }

    private static let third =
        "회사 관계자는 장비를 들여오는 대로 시험 생산을 시작하고, 첫 제품은 내년 10월에 고객사에 보낼 계획이라고 말했다. 지역에서는 협력사 40곳이 함께 옮겨 온다."

    @Test(arguments: ["관련기사", "Related stories", "많이 본 뉴스"])
    func `an article goes on behind a box of teasers in its midst`(head: String) throws {
        let box = "\(head)\n반도체 수출 역대 최대\n전력망 확충 언제쯤\n"
        let text = "\(Self.title)\n\n\(Self.lead)\n\n\(box)\n\(Self.second)\n\n\(Self.third)\n\n무단전재 및 재배포 금지\n"
        #expect(try article(text).body == [Self.lead, Self.second, Self.third].joined(separator: "\n\n"))
    }

    @Test func `another article behind the teasers, with a date of its own, is not part of this one`() throws {
        let other = "관련기사\n전력망 확충 언제쯤\n2025.08.25 10:00\n\(Self.third)\n\n\(Self.fourth)\n"
        let text = "\(Self.title)\n\n\(Self.lead)\n\n\(Self.second)\n\n\(other)"
        #expect(try article(text).body == [Self.lead, Self.second].joined(separator: "\n\n"))
    }

    private static let fourth = "전력 업계는 송전선을 새로 놓는 데 적어도 7년이 걸린다고 본다. 정부는 주민 보상을 두 배로 늘려 시간을 줄이겠다고 했지만 예산은 아직 정해지지 않았다."

    private static let points = """
        * 1월: 부지를 사들이고 설계를 마친다
        * 3월: 공사를 시작하고 협력사를 정한다
        * 7월: 장비 40대를 들여온다
        * 9월: 시험 생산을 시작해 수율을 본다
        * 11월: 직원 300명을 더 뽑는다
        * 12월: 첫 제품을 고객사에 보낸다
        """

    @Test func `keeps the points of an article written in points, and not what a subscription offers`() throws {
        func body(_ head: String) throws -> String {
            let paragraphs = [Self.lead, Self.second, "\(head)\n\(Self.points)", Self.third]
            return try article("\(Self.title)\n\n" + paragraphs.joined(separator: "\n\n") + "\n").body
        }
        let written = try body("추진 일정"), offered = try body("Subscribe to our newsletter")
        #expect(written.contains("시험 생산을 시작해 수율을") && written.contains("직원 300명"))
        #expect(!offered.contains("시험 생산을 시작해 수율을") && offered.contains("협력사 40곳"))
    }

    @Test func `joins lines that a fixed width broke, be there a wider line among them`() throws {
        let paragraph =
            "The chip maker said on Monday that it would build a plant for three billion dollars and hire two thousand people. "
        let words = String(repeating: paragraph, count: 5).split(separator: " ")
        var lines = [""]
        for word in words {
            if lines[lines.count - 1].count + word.count > 70 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        let address =
            "Source: https://garam.example/a/very/long/address/that/no/program/would/break/because/it/has/no/spaces"
        let article = try article(
            address + "\n\nPlant for three billion dollars planned\n\n" + lines.joined(separator: "\n") + "\n"
        )
        #expect(article.body == words.joined(separator: " "))
    }

    @Test func `says that the rest is for subscribers`() throws {
        let article = try article("\(Self.title)\n\n\(Self.lead)\n\n\(Self.second)\n\n이 기사는 유료 기사입니다. 로그인 후 이용하세요\n")
        #expect(article.warnings.contains("paywall"))
    }
}
