/// The measure of the public article-extraction benchmark: overlap of runs of four words, as multisets.
///
/// Words are runs of letters, digits and underscores, case kept.
package struct ShingleScore: Sendable {
    package var precision: Double?
    package var recall: Double?

    package init(gold: String, predicted: String) {
        let expected = Self.shingles(Self.tokens(of: gold))
        let found = Self.shingles(Self.tokens(of: predicted))
        var common = 0
        var goldCounts = Self.counts(expected)
        for shingle in found {
            guard let left = goldCounts[shingle], left > 0 else { continue }
            goldCounts[shingle] = left - 1
            common += 1
        }
        precision = found.isEmpty ? nil : Double(common) / Double(found.count)
        recall = expected.isEmpty ? nil : Double(common) / Double(expected.count)
    }

    /// The harmonic mean of mean precision and mean recall over pages, as the benchmark reports it.
    package static func f1(_ scores: [ShingleScore]) -> Double {
        let precisions = scores.compactMap(\.precision)
        let recalls = scores.compactMap(\.recall)
        let precision = precisions.reduce(0, +) / Double(max(1, precisions.count))
        let recall = recalls.reduce(0, +) / Double(max(1, recalls.count))
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    static func tokens(of text: String) -> [Int] {
        var found: [Int] = []
        var hash = 17
        var inWord = false
        for scalar in text.unicodeScalars {
            if isWord(scalar) {
                hash = (hash ^ Int(scalar.value)) &* 0x0000_0100_0000_01B3
                inWord = true
            } else if inWord {
                found.append(hash)
                hash = 17
                inWord = false
            }
        }
        if inWord { found.append(hash) }
        return found
    }

    static func shingles(_ tokens: [Int], of length: Int = 4) -> [Int] {
        guard !tokens.isEmpty else { return [] }
        guard tokens.count > length else { return [tokens.reduce(3) { ($0 &* 31) ^ $1 }] }
        return (length...tokens.count).map { end in
            tokens[end - length..<end].reduce(5) { ($0 &* 0x5851_F42D_4C95_7F2D) &+ $1 }
        }
    }

    static func counts(_ shingles: [Int]) -> [Int: Int] { shingles.reduce(into: [:]) { $0[$1, default: 0] += 1 } }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 {
            return scalar == "_" || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }
}
