import Articles

/// Makes further English training sentences: with other persons, in small letters and in capitals.
///
/// Persons are what English text names most and the sentences know fewest of. Messages and comments drop capitals or
/// have nothing else, where the sentences of encyclopedias lean on them.
package struct EnglishAugmentation: Sendable {
    private let given: [String]
    private let family: [String]

    /// The share of sentences that are copied in small letters.
    ///
    /// A tenth, and capitals for three in a hundred, lift sentences of a source that is held out from F1 .679 to .686,
    /// and messages from .578 to .611; a fifth costs encyclopedias a point.
    private static let lowerShare = 0.12
    /// The share of sentences that are copied in capitals.
    private static let upperShare = 0.04
    /// How likely a person of one word goes by the family name.
    private static let familyAlone = 0.3

    /// `given` and `family` are names in small letters, some of each.
    package init(given: [String], family: [String]) {
        self.given = given
        self.family = family
    }

    /// New sentences from those of `examples` that are English.
    package func sentences(from examples: [TaggerExample]) -> [TaggerExample] {
        var random = SeededGenerator(seed: 0x5EED_0003)
        var made: [TaggerExample] = []
        for example in examples where !example.isKorean && !example.names.isEmpty {
            if example.names.contains(where: { $0.type == .person }) { made.append(renamed(example, &random)) }
            let chance = random.chance()
            if chance < Self.lowerShare {
                made.append(example.mapped(LatinCase.lower))
            } else if chance < Self.lowerShare + Self.upperShare {
                made.append(example.mapped(LatinCase.upper))
            }
        }
        return made
    }

    /// `example` with other persons.
    private func renamed(_ example: TaggerExample, _ random: inout SeededGenerator) -> TaggerExample {
        let source = example.text.scalarValues
        var text: [UInt32] = []
        var names: [TaggedSpan] = []
        var position = 0
        for name in example.names {
            text += source[position..<name.range.lowerBound]
            let spelling = source[name.range]
            let start = text.count
            text += name.type == .person ? person(like: Array(spelling), &random) : Array(spelling)
            names.append(TaggedSpan(range: start..<text.count, type: name.type))
            position = name.range.upperBound
        }
        return TaggerExample(text: String(scalarValues: text + source[position...]), names: names)
    }

    /// Another name of as many words, in the same case; one with marks in it stays.
    private func person(like old: [UInt32], _ random: inout SeededGenerator) -> [UInt32] {
        guard old.allSatisfy({ $0 == 0x20 || CharacterShape($0).isLatin }) else { return old }
        let words = old.split(separator: 0x20)
        let new = words.indices.map { index in
            let isFamily = words.count > 1 ? index == words.count - 1 : random.chance() < Self.familyAlone
            let name = random.pick(isFamily ? family : given).scalarValues
            let shapes = words[index].map { CharacterShape($0) }
            if shapes.count > 1, shapes.allSatisfy({ $0 == .upper }) { return name.map(LatinCase.upper) }
            return shapes.first == .upper ? name.prefix(1).map(LatinCase.upper) + name.dropFirst() : name
        }
        return Array(new.joined(separator: [0x20]))
    }
}

/// Small letters and capitals of ASCII: other letters may change their number.
private enum LatinCase {
    static func lower(_ scalar: UInt32) -> UInt32 { (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar }
    static func upper(_ scalar: UInt32) -> UInt32 { (0x61...0x7A).contains(scalar) ? scalar - 0x20 : scalar }
}

extension TaggerExample {
    /// The example with each scalar replaced by another.
    fileprivate func mapped(_ change: (UInt32) -> UInt32) -> TaggerExample {
        TaggerExample(text: String(scalarValues: text.scalarValues.map(change)), names: names)
    }
}

extension String {
    /// The text of `scalarValues`, which came from one.
    fileprivate init(scalarValues: [UInt32]) {
        self = String(UnicodeScalarView(scalarValues.compactMap { Unicode.Scalar($0) }))
    }
}
