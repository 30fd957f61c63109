/// Tells the words that are surely in no name, so that nothing else has to look at them.
///
/// Most words of a text are verbs, adverbs and common nouns with endings that give them away. A dozen features of a
/// word, its beginnings, ends and neighbours, in a table of 64 KB that stays near the processor decide that, where the
/// tagger itself takes some fifty for each character from a table of megabytes. A word it has not seen scores by its
/// parts alone and nearly always stays open.
struct TaggerSieve: Sendable {
    /// The table has two to the power of this many weights.
    static let bits: UInt64 = 16
    /// The bytes in a model file.
    static let size = 1 << Int(bits)
    /// What one step of a weight is worth, in log-odds.
    static let step: Float = 1.0 / 32
    /// A word whose odds of being in a name are less than this, in steps, is in none.
    ///
    /// At -96 held-out Korean sentences are read as without the sieve (F1 .766), at -64 as .764, at -48 as .763, at -32
    /// as .760; news is read the same at all four.
    static let least = -64

    /// One signed byte a weight.
    private let weights: ModelBytes

    init(_ weights: ModelBytes) { self.weights = weights }

    /// For each word of a line whether it is in no name.
    func closed(_ features: TaggerFeatures) -> [Bool] {
        var closed = [Bool](repeating: false, count: features.wordCount)
        var slots = SlotList()
        for number in closed.indices where features.isSifted(number) {
            slots.removeAll()
            features.addSieveSlots(ofWord: number, to: &slots)
            var sum = 0
            for place in 0..<slots.count { sum &+= Int(Int8(bitPattern: weights[slots[place]])) }
            closed[number] = sum < Self.least
        }
        closeMarks(&closed, features)
        return closed
    }

    /// A mark beside a word that is in no name is in none either.
    private func closeMarks(_ closed: inout [Bool], _ features: TaggerFeatures) {
        for number in closed.indices.dropFirst() where closed[number - 1] && features.isMark(number) {
            closed[number] = true
        }
        for number in closed.indices.dropLast().reversed() where closed[number + 1] && features.isMark(number) {
            closed[number] = true
        }
    }
}

/// Trains the sieve: logistic regression by stochastic gradient (AdaGrad) with feature dropout.
struct TaggerSieveTraining {
    private var weights = [Float](repeating: 0, count: TaggerSieve.size)
    private var squares = [Float](repeating: 1e-2, count: TaggerSieve.size)
    private var random = SeededGenerator(seed: 362_436_069_521_288_629)
    /// How much more a lost name costs than a word that is looked at in vain.
    private let weight: Float = 4
    private let dropout = 0.5
    private let rate: Float = 0.15

    /// One step along the gradient for each word of a line; `labels` has one for each unit.
    mutating func learn(_ features: TaggerFeatures, _ labels: [UInt8], progress: Float) {
        let threshold = UInt64(dropout * 65_536)
        var all = SlotList(), kept = SlotList()
        for number in 0..<features.wordCount where features.isSifted(number) {
            all.removeAll()
            kept.removeAll()
            features.addSieveSlots(ofWord: number, to: &all)
            var sum: Float = 0
            for place in 0..<all.count where random.next() >> 20 & 0xFFFF >= threshold {
                kept.append(all[place])
                sum += weights[all[place]]
            }
            let isInName = features.units(ofWord: number).contains { labels[$0] != 0 }
            let chance = 1 / (1 + exp2f(-sum * 1.442_695))
            let gradient = isInName ? weight * (chance - 1) : chance
            guard abs(gradient) > 1e-4 else { continue }
            for place in 0..<kept.count {
                let slot = kept[place]
                squares[slot] += gradient * gradient
                weights[slot] -= rate * (1 - 0.9 * progress) * gradient / squares[slot].squareRoot()
            }
        }
    }

    /// The bytes for the model file.
    func bytes() -> [UInt8] {
        weights.map { weight in
            let steps = (weight * Float(1 - dropout) / TaggerSieve.step).rounded(.toNearestOrAwayFromZero)
            return UInt8(bitPattern: Int8(min(max(steps, -127), 127)))
        }
    }
}
