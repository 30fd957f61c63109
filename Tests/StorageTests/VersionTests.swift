import Articles
import Storage
import Testing

/// Promise 13: an article saved again is a version of it, and what changed is recorded.
struct VersionTests {
    /// Eight paragraphs; those at `changed` are others than usual.
    private static func text(_ topic: String = "등대", changed: Set<Int> = [], cut: Int = 8) -> [String] {
        let paragraphs = [
            "린도시가 \(topic)를 새로 세운다. 의회는 화요일 밤 열두 시간의 회의 끝에 계획을 통과시켰다.",
            "공사는 이듬해 봄에 항구 쪽에서 시작해 가을이면 강변까지 닿을 것이라고 건축과장이 설명했다.",
            "예산의 절반은 시가 내고 나머지는 시장 상인들이 모은 기금에서 나온다. 모자란 돈은 빌리기로 했다.",
            "반대하는 주민도 있다. 방앗간 거리의 한 빵집 주인은 밤이 너무 밝으면 새벽잠을 설친다고 말했다.",
            "전문가들은 안개가 잦은 이 지역에서 밝은 빛이 배들을 안전하게 이끌 것이라고 입을 모은다.",
            "비슷한 사업을 벌인 이웃 마을에서는 세 해 만에 사고가 사분의 일로 줄었다는 조사가 있다.",
            "학교에서는 아이들이 모형을 만들어 전시회를 연다. 입장료는 없으며 일요일에도 문을 연다.",
            "시장은 다음 달 주민 설명회를 두 차례 열고 의견을 들은 뒤 설계를 고치겠다고 약속했다.",
        ]
        return paragraphs.prefix(cut).enumerated().map { number, text in
            changed.contains(number) ? "다시 쓴 \(number)번째 문단은 앞의 것과 낱말 하나 닮은 데가 없이 \(number * 7)가지로 다르다." : text
        }
    }

    /// A second save of the page with these, and whether it is a version of the first.
    struct Save: CustomTestStringConvertible {
        var testDescription: String
        var body = text()
        var title = "등대를 세운다"
        var url: String?
        var isVersion: Bool
    }

    @Test(arguments: [
        Save(testDescription: "the same text without an address", isVersion: true),
        Save(testDescription: "one paragraph of eight rewritten", body: text(changed: [2]), isVersion: true),
        Save(testDescription: "the same under another title", title: "새 등대", isVersion: true),
        Save(
            testDescription: "rewritten, under another title",
            body: text(changed: [2]),
            title: "새 등대",
            isVersion: false
        ),
        Save(testDescription: "half of it rewritten", body: text(changed: [0, 2, 4, 6]), isVersion: false),
        Save(testDescription: "another name in one sentence", body: text("방파제"), isVersion: true),
        Save(testDescription: "another address of the site", url: "https://lindow.example/print/7", isVersion: true),
        Save(testDescription: "another site", url: "https://wire.example/7", isVersion: false),
        Save(testDescription: "a notice too short to tell", body: text(cut: 1), isVersion: false),
    ])
    func `promise 13: a nearly equal text is a new version of the article`(save: Save) throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1, title: "등대를 세운다", body: Self.text(), url: "https://lindow.example/news/7"))
        let again = sample(2, title: save.title, body: save.body, url: save.url, received: 2_000)
        #expect(try ledger.keep(again) == .added(version: save.isVersion ? 2 : 1))
        #expect(try ledger.counts().articles == (save.isVersion ? 1 : 2))
        #expect((try ledger.change(in: hash(2)) != nil) == save.isVersion)
    }

    @Test func `promise 13: an article without an address gets that of a later version`() throws {
        let ledger = try Ledger()
        let address = "https://lindow.example/news/7"
        try ledger.keep(sample(1, body: Self.text()))
        try ledger.keep(sample(2, body: Self.text(), url: address, received: 2_000))
        // By the address alone: the text is another.
        #expect(try ledger.keep(sample(3, url: address, received: 3_000)) == .added(version: 3))
    }

    @Test func `promise 13: what a version changes is recorded`() throws {
        let ledger = try Ledger()
        let address = "https://lindow.example/news/7"
        try ledger.keep(sample(1, title: "옛 제목", body: Self.text(), url: address))
        try ledger.keep(sample(2, title: "새 제목", body: Self.text(changed: [1], cut: 7), url: address, received: 2_000))
        let change = try #require(try ledger.change(in: hash(2)))
        #expect(change.since == hash(1))
        #expect(change.fields.map(\.name) == ["title"])
        #expect(change.fields.first?.before == "옛 제목" && change.fields.first?.after == "새 제목")
        #expect(change.removed == [Self.text()[1], Self.text()[7]] && change.removedCount == 2)
        #expect(change.added == [Self.text(changed: [1])[1]] && change.addedCount == 1)
        #expect(try ledger.change(in: hash(1)) == nil)
    }

    @Test func `a page read by another extractor is looked up by its new text`() throws {
        let ledger = try Ledger()
        let early = ["이 글은 다른 판독기가 잘못 읽은 것이어서 " + Self.text(changed: [0, 1, 2, 3, 4, 5, 6, 7]).joined()]
        try ledger.keep(sample(1, body: early))
        try ledger.keep(sample(1, body: Self.text(), extractor: "2"))
        #expect(try ledger.keep(sample(2, body: Self.text(), received: 2_000)) == .added(version: 2))
        #expect(try ledger.keep(sample(3, body: early, received: 3_000)) == .added(version: 1))
    }
}
