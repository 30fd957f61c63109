import Articles
import Storage

/// A document as the pipeline would hand it over; `seed` makes its hash.
func sample(
    _ seed: Int,
    title: String = "새 칩을 공개하다",
    body: [String] = ["오픈AI가 60억 달러를 유치했다.", "The second paragraph names xAI."],
    url: String? = nil,
    received: Int = 1_000,
    extractor: String = "1",
    reading: Reading? = nil
) -> KeptDocument {
    KeptDocument(
        sha256: hash(seed),
        name: "page-\(seed).html",
        archivePath: "archive/2025/11/08/\(hash(seed).prefix(12))-page-\(seed).html",
        received: Timestamp(seconds: received),
        size: 1234,
        article: Article(
            title: title,
            byline: "홍길동",
            site: "나라일보",
            language: "ko",
            url: url,
            published: PublicationTime(
                day: CivilDate(daysSinceEpoch: 20_000),
                secondOfDay: 34_020,
                offsetMinutes: 540
            ),
            publishedFrom: .jsonLD,
            modified: PublicationTime(day: CivilDate(daysSinceEpoch: 20_001)),
            summary: "요약",
            section: "산업",
            blocks: body.enumerated().map { Block($0.offset == 0 ? .heading : .paragraph, $0.element) },
            media: .html,
            charset: CharsetReport(name: "CP949", source: .declared, replaced: 3),
            confidence: 0.875,
            warnings: ["paywall"]
        ),
        reading: reading ?? sampleReading,
        extractor: extractor
    )
}

/// 64 hexadecimal digits that differ from the first on.
func hash(_ seed: Int) -> String {
    let digits = String(UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
    let short = String(repeating: "0", count: 16 - digits.count) + digits
    return short + short + short + short
}

/// One of each thing that is found in the body of `sample`.
let sampleReading = Reading(
    entities: [
        Entity(id: "openai", name: "오픈AI", type: .organization, kind: "company", mentions: [TextRange(0, 4)]),
        Entity(id: "?xAI", name: "xAI", type: .organization, mentions: [TextRange(46, 49), TextRange(60, 63)]),
    ],
    quantities: [
        Quantity(
            text: "60억 달러",
            range: TextRange(6, 12),
            kind: .money,
            value: 6e9,
            high: 7e9,
            unit: "USD",
            isApproximate: true,
            bound: .atLeast,
            equivalent: 1
        ),
        Quantity(text: "수백만", range: TextRange(13, 16), kind: .number, value: nil, magnitude: 1e6),
    ],
    dates: [DateMention(text: "지난 5월", range: TextRange(0, 5), iso: "2024-05", basis: .relative)],
    facts: [
        Fact(
            subject: "openai",
            relation: "raises_funding",
            object: "?xAI",
            value: 6e9,
            unit: "USD",
            bound: .moreThan,
            modality: .actual,
            date: "2024-05",
            evidence: TextRange(0, 19),
            confidence: 0.9
        ),
        Fact(subject: "?xAI", relation: "releases", modality: .planned, evidence: TextRange(21, 52), confidence: 0.5),
    ]
)

func moment(_ seconds: Int) -> Timestamp { Timestamp(seconds: seconds) }
