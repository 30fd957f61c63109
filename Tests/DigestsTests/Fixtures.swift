import Articles
import Digests

/// Hand-written pages of an invented week in the AI trade, put together from their sentences.
struct PageMaker {
    var sha: String
    var title: String
    var outlet: String?
    var published: String?
    var language = "ko"
    var url: String?
    var sentences: [String]
    private var entities: [Entity] = []
    private var quantities: [Quantity] = []
    private var dates: [DateMention] = []
    private var facts: [Fact] = []

    init(
        _ sha: String,
        title: String,
        outlet: String?,
        published: String?,
        language: String = "ko",
        sentences: [String]
    ) {
        self.sha = sha
        self.title = title
        self.outlet = outlet
        self.published = published
        self.language = language
        self.sentences = sentences
    }

    private var body: String { sentences.joined(separator: "\n\n") }

    /// Every place in the body where `word` stands, in scalars.
    private func ranges(of word: String) -> [TextRange] {
        let text = Array(body.unicodeScalars)
        let wanted = Array(word.unicodeScalars)
        guard !wanted.isEmpty, text.count >= wanted.count else { return [] }
        return (0...(text.count - wanted.count)).filter { Array(text[$0..<$0 + wanted.count]) == wanted }
            .map { TextRange($0, $0 + wanted.count) }
    }

    func naming(_ id: String, _ name: String, _ type: EntityType, as surfaces: [String]) -> PageMaker {
        var copy = self
        let mentions = surfaces.flatMap(ranges).sorted()
        copy.entities.append(Entity(id: id, name: name, type: type, mentions: mentions))
        return copy
    }

    func amount(_ text: String, _ value: Double, _ unit: String, _ kind: Quantity.Kind = .money) -> PageMaker {
        var copy = self
        for range in ranges(of: text) {
            copy.quantities.append(Quantity(text: text, range: range, kind: kind, value: value, unit: unit))
        }
        return copy
    }

    /// Makes the amount `text` the bracketed conversion of `original`.
    func converting(_ text: String, _ value: Double, _ unit: String, of original: String) -> PageMaker {
        var copy = self
        guard let range = ranges(of: text).first, let index = quantities.firstIndex(where: { $0.text == original })
        else { return self }
        copy.quantities.append(
            Quantity(
                text: text,
                range: range,
                kind: .money,
                value: value,
                unit: unit,
                isApproximate: true,
                equivalent: index
            )
        )
        return copy
    }

    /// A claim whose evidence is the sentence at `sentence`.
    func claiming(
        _ subject: String,
        _ relation: String,
        _ object: String? = nil,
        _ value: Double? = nil,
        _ unit: String? = nil,
        _ modality: Modality = .actual,
        on date: String? = nil,
        sentence: Int = 0
    ) -> PageMaker {
        var copy = self
        let start = sentences[..<sentence].reduce(0) { $0 + $1.unicodeScalars.count + 2 }
        let evidence = TextRange(start, start + sentences[sentence].unicodeScalars.count)
        copy.facts.append(
            Fact(
                subject: subject,
                relation: relation,
                object: object,
                value: value,
                unit: unit,
                modality: modality,
                date: date,
                evidence: evidence,
                confidence: 0.9
            )
        )
        return copy
    }

    func at(url: String) -> PageMaker {
        var copy = self
        copy.url = url
        return copy
    }

    func made(received: Timestamp) -> KeptDocument {
        let article = Article(
            title: title,
            site: outlet,
            language: language,
            url: url,
            published: published.flatMap { CivilDate(iso: $0) }.map { PublicationTime(day: $0) },
            blocks: sentences.map { Block(.paragraph, $0) },
            media: .html
        )
        return KeptDocument(
            sha256: String(repeating: sha, count: 64 / sha.utf8.count),
            name: sha + ".html",
            archivePath: "archive/2025/11/08/\(sha)-page one.html",
            received: received,
            size: body.utf8.count,
            article: article,
            reading: Reading(entities: entities, quantities: quantities, dates: dates, facts: facts),
            extractor: "1"
        )
    }
}

/// An invented day: 8 November 2025 in Seoul.
enum Day {
    static func input(_ pages: [PageMaker], language: DigestLanguage = .ko) throws -> EditionInput {
        let schedule = try EditionSchedule(timezone: "Asia/Seoul")
        guard let date = CivilDate(iso: "2025-11-08") else { throw EditionSchedule.Fault.badTime("2025-11-08") }
        let window = schedule.window(closingOn: date)
        var input = EditionInput(schedule: schedule, window: window, date: date)
        input.language = language
        input.documents = pages.map { $0.made(received: window.start) }
        input.appVersion = "1.0"
        input.extractorVersion = "1"
        return input
    }

    /// A Korean report of a round that an invented company closed.
    static var round: PageMaker {
        PageMaker(
            "a1",
            title: "한빛AI, 20억 달러 투자 유치…\"내년 칩 공개\"",
            outlet: "가람경제",
            published: "2025-11-07",
            sentences: [
                "한빛AI는 7일 누리펀드가 주도한 투자에서 20억 달러(약 2조9000억원)를 유치했다고 밝혔다.",
                "이번 투자로 한빛AI의 기업가치는 150억 달러로 평가됐다.",
                "김도윤 대표는 \"우리는 내년 봄에 첫 추론 칩 해솔을 내놓겠다\"고 말했다.",
            ]
        )
        .naming("hanbit", "한빛AI", .organization, as: ["한빛AI"])
        .naming("nuri", "누리펀드", .organization, as: ["누리펀드"])
        .naming("kim", "김도윤", .person, as: ["김도윤"])
        .naming("haesol", "해솔", .product, as: ["해솔"])
        .amount("20억 달러", 2e9, "USD").amount("150억 달러", 15e9, "USD")
        .converting("2조9000억원", 2.9e12, "KRW", of: "20억 달러")
        .claiming("hanbit", "raises_funding", nil, 2e9, "USD", on: "2025-11-07")
        .claiming("hanbit", "valuation", nil, 15e9, "USD", .reported, on: "2025-11-07", sentence: 1)
        .claiming("hanbit", "releases", "haesol", nil, nil, .planned, on: "2026-03", sentence: 2)
    }

    /// The same round told by another Korean outlet in other words.
    static var roundElsewhere: PageMaker {
        PageMaker(
            "b2",
            title: "누리펀드, AI 칩 회사 한빛AI에 뭉칫돈",
            outlet: "나루신문",
            published: "2025-11-08",
            sentences: [
                "인공지능 반도체 회사 한빛AI가 20억 달러를 새로 조달했다.",
                "누리펀드가 앞장섰고 회사의 몸값은 150억 달러가 됐다.",
                "김도윤 대표가 이끄는 회사는 추론 칩 해솔을 준비하고 있다.",
            ]
        )
        .naming("hanbit", "한빛AI", .organization, as: ["한빛AI"])
        .naming("nuri", "누리펀드", .organization, as: ["누리펀드"])
        .naming("kim", "김도윤", .person, as: ["김도윤"])
        .naming("haesol", "해솔", .product, as: ["해솔"])
        .amount("20억 달러", 2e9, "USD").amount("150억 달러", 15e9, "USD")
        .claiming("hanbit", "raises_funding", nil, 2e9, "USD")
        .claiming("hanbit", "valuation", nil, 15e9, "USD", sentence: 1)
    }

    /// The same round in English.
    static var roundInEnglish: PageMaker {
        PageMaker(
            "c3",
            title: "Hanbit AI raises $2 billion for its inference chip",
            outlet: "Harbor Wire",
            published: "2025-11-07",
            language: "en",
            sentences: [
                "Hanbit AI said on Friday it had raised $2 billion in a round led by Nuri Fund.",
                "The round values the company at $15 billion.",
                "\"We will ship our first chip next spring and not a day later,\" said Do-yoon Kim, chief executive.",
            ]
        )
        .naming("hanbit", "한빛AI", .organization, as: ["Hanbit AI"])
        .naming("nuri", "누리펀드", .organization, as: ["Nuri Fund"])
        .naming("kim", "김도윤", .person, as: ["Do-yoon Kim"])
        .amount("$2 billion", 2e9, "USD").amount("$15 billion", 15e9, "USD")
        .claiming("hanbit", "raises_funding", nil, 2e9, "USD", on: "2025-11-07")
        .claiming("hanbit", "valuation", nil, 15e9, "USD", sentence: 1)
    }

    /// Another event of another company on the same day.
    static var release: PageMaker {
        PageMaker(
            "d4",
            title: "도담랩, 언어 모델 온새미 2 공개",
            outlet: "가람경제",
            published: "2025-11-07",
            sentences: [
                "도담랩은 매개변수 700억 개의 언어 모델 온새미 2를 공개했다.",
                "온새미 2는 무료로 쓸 수 있다.",
            ]
        )
        .naming("dodam", "도담랩", .organization, as: ["도담랩"])
        .naming("onsaemi-2", "온새미 2", .product, as: ["온새미 2"])
        .amount("700억 개", 7e10, "parameter", .count)
        .claiming("dodam", "releases", "onsaemi-2")
        .claiming("onsaemi-2", "parameters", nil, 7e10, "parameter")
    }
}

extension LedgerFact {
    /// A claim of an earlier page about the invented company.
    static func earlier(
        _ relation: String,
        _ value: Double?,
        _ unit: String?,
        _ modality: Modality = .actual,
        on date: String?,
        published: String,
        object: String? = nil,
        sha: String = "e5"
    ) -> LedgerFact {
        let sentence = "한빛AI를 다룬 지난 글의 문장이다."
        return LedgerFact(
            fact: Fact(
                subject: "hanbit",
                relation: relation,
                object: object,
                value: value,
                unit: unit,
                modality: modality,
                date: date,
                evidence: TextRange(10, 10 + sentence.unicodeScalars.count),
                confidence: 0.9
            ),
            sha256: String(repeating: sha, count: 32),
            sentence: sentence,
            published: CivilDate(iso: published),
            received: Timestamp(seconds: 1_700_000_000),
            site: "다온일보",
            subjectName: "한빛AI",
            objectName: object == "haesol" ? "해솔" : nil
        )
    }
}
