package import Articles

/// How well a tagger does on annotated sentences: exact stretch and type.
package struct TaggerScore: Sendable {
    private var right = 0
    private var found = 0
    private var expected = 0

    package init() {}

    /// Counts one sentence; types that are not in `types` do not count.
    package mutating func add(_ example: TaggerExample, by tagger: Tagger, types: Set<EntityType>) {
        let text = NameText(SourceText(example.text))
        var spans: [TaggedSpan] = []
        var start = 0
        for end in 0...text.count where end == text.count || text.scalars[end] == 0x0A {
            spans += tagger.spans(text, start..<end, known: { _ in -1 })
            start = end + 1
        }
        let gold = example.names.filter { types.contains($0.type) }
        let own = spans.filter { types.contains($0.type) }
        expected += gold.count
        found += own.count
        right += own.count { span in gold.contains { $0.range == span.range && $0.type == span.type } }
    }

    /// The harmonic mean of precision and recall.
    package var f1: Double { found + expected == 0 ? 0 : 2 * Double(right) / Double(found + expected) }
    package var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    package var recall: Double { expected == 0 ? 0 : Double(right) / Double(expected) }
}
