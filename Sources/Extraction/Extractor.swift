package import Articles

/// The second stage: reads names, amounts, dates and facts out of a text.
package struct Extractor: Sendable {
    /// Names what changes in the output: stored with each reading, so an upgrade knows what to read again.
    package static let version = "1"

    private let names: NameReader
    private let amounts = AmountReader()
    private let facts = FactReader()

    /// An extractor that knows the things in `knowledge`.
    package init(knowledge: [KnowledgeEntry]) {
        self.init(knowledge: knowledge, tagger: .shipped)
    }

    /// An extractor with another tagger, or none.
    package init(knowledge: [KnowledgeEntry], tagger: Tagger?) {
        names = NameReader(knowledge: knowledge, tagger: tagger)
    }

    /// Everything found in `text`.
    ///
    /// `reference` is the day the text was published, from which relative dates count; without it they stay open.
    /// `language` is an ISO 639-1 code, told from the text when `nil`.
    package func read(_ text: String, reference: CivilDate?, language: String?) -> Reading {
        let source = SourceText(text)
        let entities = names.read(source, language: language)
        let amounts = amounts.read(source, reference: reference, names: entities.flatMap(\.mentions))
        let outside = Self.entities(entities, outside: amounts.quantities)
        var reading = Reading(entities: outside, quantities: amounts.quantities, dates: amounts.dates)
        reading.facts = facts.read(source, reading, reference: reference)
        return reading
    }

    /// `entities` without what was only guessed to be a name and lies in an amount, such as a unit: 120킬로와트.
    private static func entities(_ entities: [Entity], outside amounts: [Quantity]) -> [Entity] {
        let ranges = amounts.map(\.range).sorted()
        return entities.compactMap { entity in
            guard entity.id.hasPrefix("?") else { return entity }
            var rest = entity
            rest.mentions.removeAll { isInside($0, ranges) }
            return rest.mentions.isEmpty ? nil : rest
        }
    }

    /// Whether one of `ranges`, which ascend and do not overlap, holds all of `mention`.
    private static func isInside(_ mention: TextRange, _ ranges: [TextRange]) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].start <= mention.start { low = middle + 1 } else { high = middle }
        }
        return low > 0 && ranges[low - 1].contains(mention)
    }

    /// Every stretch of `text` that was taken for a name, or nearly, and why; in text order.
    package func explainNames(in text: String, language: String?) -> [NameCandidate] {
        names.explain(SourceText(text), language: language)
    }
}
