import Articles
import Extraction
import Foundation
import Knowledge
import Testing

/// Names read in invented news and in the forms names take, with all that comes with the program.
@Suite struct NamesSamplesTests {
    private static let reader: NameReader? = (try? KnowledgeFiles.shipped()).map { NameReader(knowledge: $0) }

    @Test func `reads the names of invented news`() throws {
        let reader = try #require(Self.reader)
        let samples = try NameSample.all(in: "news.txt")
        #expect(samples.count > 40)
        var right = 0, named = 0, read = 0
        for sample in samples {
            let found = sample.found(by: reader)
            right += sample.names.count { found[$0.range]?.type == $0.type }
            named += sample.names.count
            read += found.keys.count { !sample.optional.contains($0) }
        }
        let score = 2 * Double(right) / Double(named + read)
        // 0.96 is measured; a change of the tagger may cost a little of it.
        #expect(score > 0.94, "typed F1 \(score)")
    }

    @Test(arguments: [
        ("새로 부임한 최모 상병은 말을 아꼈다.", ["최/person"]),
        ("개그우먼 김나영(41)과 가수 바다(45)가 나왔다.", ["김나영/person", "바다/person"]),
        ("민서언니가 웃었고 서준님이 박수를 쳤다.", ["민서/person", "서준/person"]),
        ("배우 김서준 박하윤이 함께 무대에 올랐다.", ["김서준/person", "박하윤/person"]),
        ("모델 박서윤이 무대에 섰다.", ["박서윤/person"]),
        ("이민기는 올해도 무대에 선다.", ["이민기/person"]),
        ("중학생인 정군은 지난해 전학했다.", ["정/person"]),
        ("그는 앨런 닐슨과 함께 무대에 섰다.", ["앨런 닐슨/person"]),
        ("영화감독 구로사와 아키라는 거장이다.", ["구로사와 아키라/person"]),
        ("육군은 신형 전차를 배치했다고 밝혔다.", ["육군/organization"]),
    ])
    func `reads persons and bodies that look like other words`(text: String, expected: [String]) throws {
        #expect(try typed(text) == expected)
    }

    @Test(arguments: [
        ("서울시는 내년부터 버스 요금을 올리기로 했다고 밝혔다.", ["서울시/organization"]),
        ("서울시에서 열린 행사에 사람이 몰렸다.", ["서울시/place"]),
        ("이탈리아는 전반 24분 선제골을 넣었다.", ["이탈리아/organization"]),
        ("이탈리아에서 열린 회의에 참석했다.", ["이탈리아/place"]),
        ("적자가 쌓인 전남도가 밝혔다.", ["전남도/place"]),
        ("알바니아 정부는 이를 부인했다.", ["알바니아/place"]),
        ("남북 양측은 새벽까지 회담했다.", ["남/organization", "북/organization"]),
    ])
    func `reads a place for what it is in its sentence`(text: String, expected: [String]) throws {
        #expect(try typed(text) == expected)
    }

    /// The mentions of a text as `words/type`, in text order.
    private func typed(_ text: String) throws -> [String] {
        let reader = try #require(Self.reader)
        let scalars = Array(text.unicodeScalars)
        let mentions = reader.read(SourceText(text), language: nil).flatMap { entity in
            entity.mentions.map { ($0, entity.type) }
        }
        return mentions.sorted { $0.0 < $1.0 }.map { range, type in
            String(String.UnicodeScalarView(scalars[range.start..<range.end])) + "/" + type.rawValue
        }
    }

    @Test func `reads the forms that names take, and links them`() throws {
        let reader = try #require(Self.reader)
        let samples = try NameSample.all(in: "forms.txt")
        let wrong = samples.filter { !$0.isRead(by: reader) }.map(\.text)
        // Three of seventy need a tagger that knows better.
        #expect(wrong.count <= 5, "\(wrong)")
        #expect(samples.count >= 65)
    }

    @Test func `says what every candidate of a page is, and why`() throws {
        let reader = try #require(Self.reader)
        for sample in try NameSample.all(in: "news.txt") {
            let candidates = reader.explain(SourceText(sample.text), language: nil)
            let entities = reader.read(SourceText(sample.text), language: nil)
            let kept = candidates.filter(\.isKept)
            #expect(kept.map(\.range) == entities.flatMap(\.mentions).sorted())
            #expect(candidates.allSatisfy { !$0.explanation.isEmpty && !$0.reason.source.isEmpty })
        }
    }
}

/// A text with its names marked: `{words|type}`, `{words|type#number}`, `{words|type=id}`; a question mark behind the
/// type where either reading will do.
private struct NameSample {
    struct Name {
        var range: TextRange
        var type: EntityType
        /// Names with one number are one thing.
        var number: Substring?
        var id: Substring?
    }

    private(set) var text = ""
    private(set) var names: [Name] = []
    private(set) var optional: Set<TextRange> = []

    static func all(in file: String) throws -> [NameSample] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let lines = try String(contentsOf: folder.appending(path: "Samples/names/\(file)"), encoding: .utf8)
        return lines.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(NameSample.init)
    }

    private init(_ line: Substring) {
        var rest = line
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let parts = rest[rest.index(after: open)..<close].split(separator: "|")
            rest = rest[rest.index(after: close)...]
            let start = text.unicodeScalars.count
            text += parts[0]
            let range = TextRange(start, text.unicodeScalars.count)
            let mark = parts[1].dropFirst()
            if mark.hasPrefix("?") {
                optional.insert(range)
            } else if let type = Self.types[parts[1].first ?? "o"] {
                let number = mark.hasPrefix("#") ? mark.dropFirst() : nil
                names.append(
                    Name(range: range, type: type, number: number, id: mark.hasPrefix("=") ? mark.dropFirst() : nil)
                )
            }
        }
        text += rest
    }

    private static let types: [Character: EntityType] = [
        "o": .organization, "p": .person, "d": .product, "l": .place,
    ]

    func found(by reader: NameReader) -> [TextRange: Entity] {
        var found: [TextRange: Entity] = [:]
        for entity in reader.read(SourceText(text), language: nil) {
            for mention in entity.mentions { found[mention] = entity }
        }
        return found
    }

    /// Whether all names are found, with their types and ids, and nothing else is.
    func isRead(by reader: NameReader) -> Bool {
        let found = found(by: reader)
        var ids: [Substring: Set<String>] = [:]
        for name in names {
            guard let entity = found[name.range], entity.type == name.type else { return false }
            if let id = name.id, entity.id != id { return false }
            if let number = name.number { ids[number, default: []].insert(entity.id) }
        }
        let marked = optional.union(names.map(\.range))
        return ids.values.allSatisfy { $0.count == 1 } && found.keys.allSatisfy(marked.contains)
    }
}
