import Articles
import Daemon
import Testing

/// What the reader answers arrives as it was sent.
struct WireTests {
    /// An article in which every part has a value of its own, and the same of a reading.
    private static var article: Article {
        var block = Block(.listItem, "등대를 새로 세운다 — \u{1F6A2}")
        block.structure.level = 3
        block.structure.number = -4
        block.structure.continuesItem = true
        block.structure.cell = TableCell(table: 1, row: 2, column: 300)
        block.structure.links = [Link(range: TextRange(1, 9), address: "https://example.com/a")]
        var article = Article(
            title: "등대",
            byline: "홍길동",
            site: "항구일보",
            language: "ko",
            url: "https://example.com/",
            published: time(2025),
            publishedFrom: .jsonLD,
            modified: time(2026),
            summary: "요약",
            section: "사회",
            blocks: [block, block],
            media: .markdown,
            charset: CharsetReport(name: "CP949", source: .byteOrderMark, replaced: 5),
            confidence: 0.1 + 0.2,
            warnings: ["one", "two"]
        )
        article.image = "https://example.com/i.png"
        article.origins.title = .heading
        article.origins.byline = .meta
        article.origins.site = .openGraph
        article.origins.modified = .time
        article.origins.language = .url
        article.origins.url = .link
        article.origins.summary = .dublinCore
        article.origins.section = .microdata
        article.origins.image = .file
        article.pictures = [Picture(position: 7, caption: "항구", address: "https://example.com/p.png")]
        return article
    }

    private static func time(_ year: Int) -> PublicationTime {
        let day = CivilDate(year: year, month: 2, day: 28) ?? CivilDate(daysSinceEpoch: 1)
        return PublicationTime(day: day, secondOfDay: 3661, offsetMinutes: -570)
    }

    private static var reading: Reading {
        var entity = Entity(id: "a", name: "가온전자", type: .organization, kind: "company", mentions: [TextRange(1, 2)])
        entity.candidates = ["b", "c"]
        let quantity = Quantity(
            text: "5억 달러",
            range: TextRange(2, 7),
            kind: .money,
            value: 5e8,
            high: .infinity,
            magnitude: -1,
            unit: "USD",
            isApproximate: true,
            bound: .atLeast,
            equivalent: 1 << 40
        )
        let fact = Fact(
            subject: "a",
            relation: "raised",
            object: "b",
            value: 1.5,
            high: 2.5,
            unit: "USD",
            bound: .lessThan,
            modality: .denied,
            date: "2025-05",
            evidence: TextRange(3, 90),
            confidence: 0.75
        )
        let date = DateMention(text: "5월", range: TextRange(4, 6), iso: "2025-05", basis: .relative)
        return Reading(entities: [entity, entity], quantities: [quantity], dates: [date], facts: [fact, fact])
    }

    private static var documents: [ReadDocument] {
        [
            ReadDocument(part: "2", partSHA256: "ab", outcome: .read(article, reading)),
            ReadDocument(part: nil, partSHA256: nil, outcome: .read(article, nil)),
            ReadDocument(part: "3", partSHA256: nil, outcome: .failed(PageFault(code: "no-article", message: "x\ny"))),
        ]
    }

    /// The names of what has no value in `value`, or only an empty one.
    private static func missing(_ value: Any, _ name: String) -> [String] {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional || mirror.displayStyle == .collection, mirror.children.isEmpty {
            return [name]
        }
        if value as? Int == 0 || value as? Double == 0 || value as? Bool == false || value as? String == "" {
            return [name]
        }
        return mirror.children.flatMap { missing($0.value, name + "." + ($0.label ?? "")) }
    }

    @Test func `every part of an article and of its reading arrives`() throws {
        #expect(Self.missing(Self.article, "article") == [], "a part without a value here would go missing unseen")
        #expect(Self.missing(Self.reading, "reading") == [])
        let bytes = try Wire.bytes(PageOutcome.documents(Self.documents))
        guard case .documents(let documents) = try Wire.value(PageOutcome.self, of: bytes) else {
            Issue.record("something else arrived")
            return
        }
        #expect(documents.map(\.part) == ["2", nil, "3"])
        #expect(documents.map(\.partSHA256) == ["ab", nil, nil])
        #expect(documents[2].fault == PageFault(code: "no-article", message: "x\ny"))
        for document in documents.prefix(2) {
            guard case .read(let article, let reading) = document.outcome else {
                Issue.record("it was read")
                continue
            }
            #expect(article == Self.article)
            #expect(reading == (document.part == nil ? nil : Self.reading))
        }
    }

    @Test func `a refusal arrives`() throws {
        let fault = PageFault(code: "too-large", message: "이 파일은 너무 크다")
        let bytes = try Wire.bytes(PageOutcome.refused(fault))
        guard case .refused(let arrived) = try Wire.value(PageOutcome.self, of: bytes) else {
            Issue.record("something else arrived")
            return
        }
        #expect(arrived == fault)
    }

    @Test func `what is cut short or longer is no value, and what is damaged harms nobody`() throws {
        let bytes = try Wire.bytes(PageOutcome.documents(Self.documents))
        for count in bytes.indices {
            #expect(throws: WireError.self) { try Wire.value(PageOutcome.self, of: Array(bytes.prefix(count))) }
        }
        #expect(throws: WireError.self) { try Wire.value(PageOutcome.self, of: bytes + [0]) }
        for index in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var damaged = bytes
                damaged[index] = value
                _ = try? Wire.value(PageOutcome.self, of: damaged)
            }
        }
    }
}
