import Articles
import Extraction
import Knowledge

extension FuzzTarget {
    /// Whatever a text says, every reading of it lies inside it, is ordered, and says what stands there.
    static func annotate(_ bytes: [UInt8]) async -> BrokenPromise? {
        let text = String(decoding: bytes.prefix(longestText), as: UTF8.self)
        let reading = extractor.read(text, reference: CivilDate(year: 2025, month: 6, day: 15), language: nil)
        let scalars = Array(text.unicodeScalars)
        func holds(_ range: TextRange) -> Bool {
            0 <= range.start && range.start < range.end && range.end <= scalars.count
        }
        for entity in reading.entities {
            if !entity.mentions.allSatisfy(holds) { return BrokenPromise("a mention lies in the text") }
            if zip(entity.mentions, entity.mentions.dropFirst()).contains(where: { $0.end > $1.start }) {
                return BrokenPromise("the mentions of a thing ascend without overlap")
            }
        }
        for (said, range) in reading.quantities.map({ ($0.text, $0.range) })
            + reading.dates.map({ ($0.text, $0.range) })
        {
            guard holds(range) else { return BrokenPromise("an amount or date lies in the text") }
            var there = String.UnicodeScalarView()
            there.append(contentsOf: scalars[range.start..<range.end])
            if !said.unicodeScalars.elementsEqual(there) {
                return BrokenPromise("an amount or date is what stands there")
            }
        }
        if reading.quantities.contains(where: { $0.value.map { !$0.isFinite } ?? false }) {
            return BrokenPromise("a value is a finite number")
        }
        if !reading.facts.allSatisfy({ holds($0.evidence) }) {
            return BrokenPromise("a fact's sentence lies in the text")
        }
        return nil
    }

    /// Any bytes are a knowledge base or a clear error, and what is read can be checked and put to use.
    static func knowledge(_ bytes: [UInt8]) async -> BrokenPromise? {
        guard let entries = try? KnowledgeFiles.read(bytes, file: "mine.yaml") else { return nil }
        _ = KnowledgeLint.findings(entries)
        _ = Extractor(knowledge: entries).read("Acme opened a plant in Busan.", reference: nil, language: "en")
        return entries.contains { $0.id.isEmpty } ? BrokenPromise("an entry has an id") : nil
    }

    /// A fuzzer finds what it can in short texts; the bounds on long ones have their own tests.
    private static let longestText = 4096

    /// With the shipped knowledge base, as in use.
    private static let extractor = Extractor(knowledge: (try? KnowledgeFiles.shipped()) ?? [])
}
