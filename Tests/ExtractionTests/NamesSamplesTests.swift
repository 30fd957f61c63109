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
