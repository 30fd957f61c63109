import Articles
import Digests
import Testing

struct DigestComposerTests {
    private func edition(_ pages: [PageMaker], _ change: (inout EditionInput) -> Void = { _ in }) throws -> Edition {
        var input = try Day.input(pages)
        change(&input)
        return DigestComposer().compose(input)
    }

    // MARK: Stories

    @Test func `folds one event told by two outlets into one story`() throws {
        let edition = try edition([Day.round, Day.roundElsewhere, Day.release])
        #expect(edition.stories.map(\.sources.count).sorted() == [1, 2])
        let story = try #require(edition.stories.first { $0.sources.count == 2 })
        #expect(story.independentSources == 2)
        #expect(story.rows.filter { $0.item.contains("기업가치") }.map(\.sources) == [2])
    }

    @Test func `folds Korean and English pages on one event into one story`() throws {
        let edition = try edition([Day.round, Day.roundInEnglish, Day.release])
        let story = try #require(edition.stories.first { $0.sources.count == 2 })
        #expect(Set(story.sources.map(\.language)) == ["ko", "en"])
        #expect(story.headlineLanguage == "ko")
    }

    @Test func `counts a copied text once among the independent sources`() throws {
        var copy = Day.round
        copy.sha = "f6"
        copy.outlet = "마루뉴스"
        copy.sentences = Day.round.sentences
        var long = Day.round
        let padding = (1...6).map { "한빛AI는 데이터센터 \($0)곳을 새로 지어 추론 서비스의 속도를 높일 계획이라고 덧붙였다." }
        long.sentences += padding
        copy.sentences += padding
        let edition = try edition([long, copy])
        let story = try #require(edition.stories.first)
        #expect(edition.stories.count == 1)
        #expect(story.independentSources == 1)
        #expect(story.sources.map(\.isCopy) == [false, true])
        #expect(edition.coverage.copies == 1)
    }

    @Test func `keeps two rounds of the same size on different dates apart`() throws {
        var earlier = Day.roundElsewhere
        earlier.published = "2025-05-20"
        let edition = try edition([Day.round, earlier])
        #expect(edition.stories.count == 1)
        #expect(edition.earlier.count == 1)
        let rounds = (edition.stories + edition.earlier).flatMap(\.rows).filter { $0.item.contains("자금 조달") }
        #expect(rounds.map(\.sources) == [1, 1])
        #expect(edition.disagreements.isEmpty)
    }

    @Test func `folds a page that is somewhat alike when it is of the day, and not when it has no date`() throws {
        var page = PageMaker(
            "b8",
            title: "몸집 키우는 한빛AI",
            outlet: "나루신문",
            published: "2025-11-07",
            sentences: [
                "한빛AI는 누리펀드 등에서 20억 달러를 모았고 기업가치는 80억 달러다.",
                "바다은행과 마루통신도 한빛AI와 손잡고 여울시에 데이터센터를 짓는다.",
                "도담랩과 온새미 2의 경쟁도 이어진다.",
            ]
        )
        .naming("hanbit", "한빛AI", .organization, as: ["한빛AI"])
        .naming("nuri", "누리펀드", .organization, as: ["누리펀드"])
        .naming("bada", "바다은행", .organization, as: ["바다은행"])
        .naming("maru", "마루통신", .organization, as: ["마루통신"])
        .naming("yeoul", "여울시", .place, as: ["여울시"])
        .naming("dodam", "도담랩", .organization, as: ["도담랩"])
        .naming("onsaemi-2", "온새미 2", .product, as: ["온새미 2"])
        .amount("20억 달러", 2e9, "USD").amount("80억 달러", 8e9, "USD")
        .claiming("hanbit", "raises_funding", nil, 2e9, "USD")
        .claiming("hanbit", "valuation", nil, 8e9, "USD")
        #expect(try edition([Day.round, page]).stories.count == 1)
        page.published = nil
        #expect(try edition([Day.round, page]).stories.count == 2)
    }

    @Test func `takes two levels on one page for then and now`() throws {
        var page = Day.roundElsewhere
        page.sentences.append("지난번에는 100억 달러였다.")
        page = page.amount("100억 달러", 1e10, "USD").claiming("hanbit", "valuation", nil, 1e10, "USD", sentence: 3)
        let edition = try edition([page])
        #expect(edition.disagreements.isEmpty)
        #expect(edition.changes.isEmpty)
    }

    @Test func `leaves an old page that was only saved today out of the day's news`() throws {
        var old = Day.release
        old.published = "2025-08-01"
        let edition = try edition([Day.round, old])
        #expect(edition.earlier.map(\.headline) == ["도담랩, 언어 모델 온새미 2 공개"])
        #expect(edition.stories.count == 1)
    }

    @Test func `prints evidence that is byte-equal to the body`() throws {
        let edition = try edition([Day.round, Day.roundElsewhere, Day.roundInEnglish, Day.release])
        let bodies = Dictionary(
            uniqueKeysWithValues: [Day.round, Day.roundElsewhere, Day.roundInEnglish, Day.release]
                .map { $0.made(received: Timestamp(seconds: 0)) }.map { ($0.sha256, $0.article.body) }
        )
        #expect(edition.evidence.count > 6)
        for item in edition.evidence {
            let scalars = Array(try #require(bodies[item.sha256]).unicodeScalars)
            var slice = String.UnicodeScalarView()
            slice.append(contentsOf: scalars[item.start..<item.end])
            #expect(Array(String(slice).utf8) == Array(item.sentence.utf8), "\(item.id)")
        }
        #expect(Set(edition.evidence.map(\.id)).count == edition.evidence.count)
    }

    @Test func `gives every line evidence that exists`() throws {
        let edition = try edition([Day.round, Day.roundElsewhere, Day.release]) {
            $0.history = [.earlier("valuation", 1e10, "USD", on: "2025-02", published: "2025-02-10")]
        }
        let known = Set(edition.evidence.map(\.id))
        let lines = edition.changes.map(\.evidence) + edition.ahead.map(\.evidence) + edition.said.map(\.evidence)
        #expect(!lines.isEmpty)
        for evidence in lines { #expect(!evidence.isEmpty && known.isSuperset(of: evidence)) }
        let anchors = known.union(edition.changes.map(\.id)).union(edition.disagreements.map(\.id))
        for line in edition.inShort { #expect(anchors.isSuperset(of: line.evidence)) }
        for row in edition.stories.flatMap(\.rows) { #expect(known.contains(row.id)) }
    }

    @Test func `puts three to five lines first, money before releases`() throws {
        let edition = try edition([Day.release, Day.round])
        #expect((3...5).contains(edition.inShort.count))
        #expect(edition.inShort[0].text == "한빛AI: 자금 조달 20억 달러(2025-11-07)")
        #expect(edition.stories[0].id == "S1")
        #expect(edition.stories[0].headline.hasPrefix("한빛AI"))
    }

    // MARK: Claims

    @Test func `shows a valuation that rose, old and new, with the percentage`() throws {
        let edition = try edition([Day.round]) {
            $0.history = [.earlier("valuation", 1e10, "USD", on: "2025-02", published: "2025-02-10")]
        }
        let change = try #require(edition.changes.first)
        #expect(change.kind == .updated)
        #expect(change.percent == 50)
        #expect(change.text == "한빛AI 기업가치: 100억 달러(2025-02) -> 150억 달러(2025-11-07), +50 %")
        #expect(edition.stories[0].isContinuing)
        #expect(edition.stories[0].known.map(\.text) == ["한빛AI, 기업가치: 100억 달러(2025-02)"])
    }

    @Test func `does not let a later publication date win over an event date`() throws {
        let edition = try edition([Day.roundElsewhere]) {
            $0.history = [.earlier("valuation", 1.2e10, "USD", on: "2025-11-03", published: "2025-11-04")]
        }
        #expect(edition.changes.isEmpty)
        #expect(edition.disagreements.map(\.kind) == [.undatedClaim])
    }

    @Test func `says so when only publication dates put two levels in order`() throws {
        let edition = try edition([Day.roundElsewhere]) {
            $0.history = [.earlier("valuation", 1.2e10, "USD", on: nil, published: "2025-01-05")]
        }
        #expect(edition.changes.map(\.kind) == [.updated])
        #expect(edition.changes.first?.text.contains("발행일로 늘어놓았다") == true)
    }

    @Test func `reports two values for one day as a disagreement`() throws {
        let edition = try edition([Day.round]) {
            $0.history = [.earlier("valuation", 1.8e10, "USD", on: "2025-11-07", published: "2025-11-07")]
        }
        #expect(edition.changes.isEmpty)
        #expect(edition.disagreements.map(\.kind) == [.value])
        #expect(edition.disagreements.first?.evidence.count == 2)
    }

    @Test(arguments: [
        // The same amount converted at another rate has another unit and is not compared.
        ("raises_funding", 2.7e12, "KRW", Modality.actual, "2025-11-07"),
        // Rounding.
        ("valuation", 1.53e10, "USD", .actual, "2025-11-07"),
        // A plan against an actual value.
        ("valuation", 2e10, "USD", .planned, "2025-11-07"),
        // Another round.
        ("raises_funding", 5e8, "USD", .actual, "2024-11"),
    ])
    func `flags no disagreement where there is none`(
        relation: String,
        value: Double,
        unit: String,
        modality: Modality,
        date: String
    ) throws {
        let edition = try edition([Day.round]) {
            $0.history = [.earlier(relation, value, unit, modality, on: date, published: "2025-11-07")]
        }
        #expect(edition.disagreements.isEmpty)
        #expect(edition.changes.isEmpty)
    }

    @Test func `never prints a plan as done`() throws {
        let page = PageMaker(
            "a7",
            title: "한빛AI, 데이터센터 확장",
            outlet: "가람경제",
            published: "2025-11-07",
            sentences: ["한빛AI는 현재 GPU 3만 개를 운영하고 있으며 이를 10만 개로 늘릴 계획이다."]
        )
        .naming("hanbit", "한빛AI", .organization, as: ["한빛AI"])
        .amount("3만 개", 30_000, "GPU", .count).amount("10만 개", 100_000, "GPU", .count)
        .claiming("hanbit", "has_count", nil, 30_000, "GPU")
        .claiming("hanbit", "plans_count", nil, 100_000, "GPU", .planned)
        let edition = try edition([page])
        let change = try #require(edition.changes.first)
        #expect(change.kind == .timeline)
        #expect(change.text.contains("실제 3만 개(2025-11-07 글) -> 계획 10만 개(2025-11-07 글)"))
        #expect(change.text.hasSuffix("이뤘다고 적은 글이 없는 값: 10만 개."))
        let row = try #require(edition.stories[0].rows.first { $0.value == "10만 개" })
        #expect(row.modality == .planned)
        for text in edition.inShort.map(\.text) where text.contains("10만 개") { #expect(text.contains("계획")) }
    }

    @Test func `says when a plan came true`() throws {
        let edition = try edition([Day.release]) { input in
            input.history = [
                LedgerFact(
                    fact: Fact(
                        subject: "dodam",
                        relation: "releases",
                        object: "onsaemi-2",
                        modality: .planned,
                        evidence: TextRange(0, 5),
                        confidence: 0.9
                    ),
                    sha256: String(repeating: "9", count: 64),
                    sentence: "도담랩은 온새미 2를 가을에 내놓을 예정이다.",
                    published: CivilDate(iso: "2025-06-01"),
                    received: Timestamp(seconds: 1_750_000_000),
                    site: nil,
                    subjectName: "도담랩",
                    objectName: "온새미 2"
                )
            ]
        }
        #expect(edition.changes.map(\.kind) == [.done])
        #expect(edition.overdue.isEmpty)
    }

    @Test func `lists plans of the next 30 days and those overdue`() throws {
        let edition = try edition([Day.release]) {
            $0.history = [
                .earlier("releases", nil, nil, .planned, on: "2025-11-20", published: "2025-10-01", object: "haesol"),
                .earlier("releases", nil, nil, .planned, on: "2025-09", published: "2025-06-01", object: "mir"),
                .earlier("releases", nil, nil, .planned, on: "2026-09", published: "2025-06-01", object: "far"),
            ]
        }
        #expect(edition.ahead.map(\.text) == ["한빛AI 해솔 출시: 계획, 2025-11-20"])
        #expect(edition.overdue.map(\.text.description).first?.hasPrefix("한빛AI mir 출시: 계획, 2025-09.") == true)
        #expect(edition.overdue.count == 1)
    }

    @Test func `sees that the same address was saved again with another value`() throws {
        let edition = try edition([Day.round.at(url: "https://example.org/round")]) {
            let old = LedgerFact.earlier(
                "valuation",
                1.2e10,
                "USD",
                .reported,
                on: "2025-11-07",
                published: "2025-11-07"
            )
            $0.history = [old]
            $0.references = [
                DocumentReference(
                    sha256: old.sha256,
                    name: "old.html",
                    archivePath: "archive/old.html",
                    url: "https://example.org/round"
                )
            ]
        }
        #expect(edition.changes.map(\.kind) == [.edited])
        #expect(edition.evidence.contains { $0.archivePath == "archive/old.html" })
    }

    @Test func `adds up the parts of a stated total`() throws {
        let page = PageMaker(
            "a8",
            title: "네 회사의 투자",
            outlet: "가람경제",
            published: "2025-11-07",
            sentences: ["가온 100억 달러, 나래 80억 달러, 다솜 60억 달러로 총 300억 달러를 쓴다."]
        )
        .amount("100억 달러", 1e10, "USD").amount("80억 달러", 8e9, "USD").amount("60억 달러", 6e9, "USD")
        .amount("300억 달러", 3e10, "USD")
        let edition = try edition([page])
        #expect(edition.disagreements.map(\.kind) == [.sum])
        #expect(edition.disagreements[0].text.hasPrefix("더하면 240억 달러, 적힌 총액은 300억 달러"))
    }

    // MARK: Names and quotations

    @Test func `quotes byte-equal with speaker, and only where the sentence names one`() throws {
        var page = Day.round
        page.sentences.append("\"누가 한 말인지 알 수 없는 긴 인용문이다\"라는 글이 돌았다.")
        let edition = try edition([page])
        #expect(edition.said.map(\.quote) == ["\"우리는 내년 봄에 첫 추론 칩 해솔을 내놓겠다\""])
        #expect(edition.said.map(\.speaker) == ["김도윤"])
    }

    @Test func `reads English quotations with the speaker after them`() throws {
        let edition = try edition([Day.roundInEnglish])
        #expect(edition.said.map(\.quote) == ["\"We will ship our first chip next spring and not a day later,\""])
    }

    @Test func `tells rising, new and watched names apart`() throws {
        let quiet = [Int](repeating: 0, count: 27) + [1]
        let steady = [Int](repeating: 2, count: 28)
        let edition = try edition([Day.round, Day.roundElsewhere, Day.release]) {
            $0.hasBaseline = true
            $0.watchlist = ["dodam"]
            $0.baseline = [
                NameBaseline(id: "hanbit", firstSeen: CivilDate(iso: "2025-01-01"), dailyPages: quiet),
                NameBaseline(id: "nuri", firstSeen: CivilDate(iso: "2025-01-01"), dailyPages: steady),
            ]
        }
        #expect(edition.names.rising.map(\.id) == ["hanbit"])
        #expect(edition.names.rising[0].daily == quiet + [2])
        #expect(edition.names.watched.map(\.id) == ["dodam"])
        #expect(edition.names.firstSeenCount == 4)
        #expect(edition.names.firstSeen.map(\.id).contains("dodam"))
    }

    // MARK: Kinds of day

    @Test func `tells a quiet, a broken, an undated and a switched-off day apart`() throws {
        let failure = FailedFile(name: "x.bin", code: "not-text", message: "No text.", failed: Timestamp(seconds: 1))
        var undated = Day.release
        undated.published = nil
        let quiet = try edition([])
        let failed = try edition([]) { $0.failures = [failure] }
        let dateless = try edition([undated])
        let off = try edition([]) { $0.offIntervals = [$0.window] }
        let all = [quiet, failed, dateless, off]
        #expect(all.map(\.state) == [.quiet, .allFailed, .undatedOnly, .serviceOff])
        #expect(Set(all.map { $0.header.joined() }).count == 4)
        #expect(failed.coverage.failed.map(\.name) == ["x.bin"])
        #expect(off.header[0].contains("2025-11-07 06:00~2025-11-08 06:00"))
        let restarted = try edition([Day.release]) {
            let start = $0.window.start
            $0.offIntervals = [EditionWindow(start: start, end: Timestamp(seconds: start.seconds + 59))]
        }
        #expect(restarted.coverage.off.isEmpty)
        for edition in all {
            let page = try HTMLRenderer().render(edition)
            #expect(page.contains(edition.header[0]))
            #expect(MarkdownRenderer().render(edition).contains("판 해시"))
        }
    }

    // MARK: The stored form

    @Test func `gives the same bytes for the same input, in whatever order files came`() throws {
        let pages = [Day.round, Day.roundElsewhere, Day.roundInEnglish, Day.release]
        let first = try edition(pages)
        for _ in 0..<5 {
            let again = try edition(pages.shuffled())
            #expect(again.json == first.json)
            #expect(MarkdownRenderer().render(again) == MarkdownRenderer().render(first))
            #expect(try HTMLRenderer().render(again) == HTMLRenderer().render(first))
        }
    }

    @Test func `stores an edition as JSON that reads back and proves its own hash`() throws {
        let edition = try edition([Day.round, Day.release])
        #expect(edition.json.hasPrefix("{\n  \"schema\": \"daybook.edition/1\",\n  \"date\": \"2025-11-08\""))
        let again = try Edition(json: edition.json)
        #expect(again == edition)
        #expect(again.computedHash == edition.hash)
        #expect(edition.hash.utf8.count == 64)
    }

    @Test func `proves itself against the archive, and tells what no longer fits`() throws {
        let edition = try edition([Day.round, Day.release])
        let bodies = [Day.round, Day.release].map { $0.made(received: Timestamp(seconds: 0)) }
        let archive = Dictionary(uniqueKeysWithValues: bodies.map { ($0.sha256, $0.article.body) })
        #expect(edition.faults { archive[$0] }.isEmpty)
        #expect(
            edition.faults { archive[$0]?.replacing("20억", with: "30억") }.contains {
                $0.hasPrefix("S1.1: a1.html reads")
            }
        )
        #expect(edition.faults { _ in nil }.count == edition.evidence.count)
        var forged = edition
        forged.stories[0].headline = "다른 제목"
        #expect(forged.faults { archive[$0] }.count == 1)
    }

    @Test func `tells a revision's difference line by line`() throws {
        let first = try edition([Day.round])
        let second = try edition([Day.round, Day.release]) {
            $0.revision = 2
            $0.cause = "늦게 온 파일"
        }
        let difference = second.differences(from: first)
        #expect(difference.contains("+ 도담랩, 언어 모델 온새미 2 공개"))
        #expect(!difference.contains { $0.contains("한빛AI, 기업가치") })
        #expect(first.differences(from: first).isEmpty)
    }

    @Test func `survives a reading that does not fit its text`() throws {
        var input = try Day.input([Day.round, Day.release])
        for range in [TextRange(-5, 3), TextRange(50, 10), TextRange(0, 1_000_000), TextRange(900_000, 900_010)] {
            for value in [Double.nan, .infinity, -.greatestFiniteMagnitude, 1e300, 0, -0.0, .leastNonzeroMagnitude] {
                let fact = Fact(
                    subject: "?\u{0}",
                    relation: "valuation",
                    value: value,
                    high: 1,
                    unit: "",
                    date: "2025-99/FY/x",
                    evidence: range,
                    confidence: .nan
                )
                input.documents[0].reading.facts.append(fact)
            }
            input.documents[1].reading.entities.append(
                Entity(id: "", name: "", type: .person, mentions: [range])
            )
        }
        let edition = DigestComposer().compose(input)
        #expect(edition.coverage.used == 2)
        #expect(!MarkdownRenderer().render(edition).isEmpty)
        #expect(try Edition(json: edition.json).computedHash == edition.hash)
    }
}
