import Articles

/// A text with its names, to learn from.
package struct TaggerExample: Sendable {
    package var text: String
    /// In scalars; ascending, never overlapping.
    package var names: [TaggedSpan]
    /// How many times an epoch shows it.
    package var weight: Int

    package init(text: String, names: [TaggedSpan], weight: Int = 1) {
        self.text = text
        self.names = names
        self.weight = weight
    }

    /// Whether the text has any Hangul.
    package var isKorean: Bool { text.unicodeScalars.contains { CharacterShape($0.value) == .hangul } }
}

/// Trains the tagger: a conditional random field by stochastic gradient (AdaGrad) with feature dropout.
///
/// The same examples and options give the same model, bit for bit: the only chance is a seeded generator.
package struct TaggerTrainer: Sendable {
    /// The table has 2^bits slots; each doubling gains about 0.4 F1 and doubles the file.
    package var bits = 20
    package var epochs = 8
    /// Passes in which the sieve learns.
    package var sieveEpochs = 4
    package var rate: Float = 0.15
    /// The share of features hidden from each step; without it rare features are learned by heart.
    package var dropout = 0.5
    /// Slots seen fewer times than this stay empty: they are names met once.
    package var leastCount = 2
    /// The share of weights that are heavier than the largest step, and are cut to it.
    package var clipped = 0.001
    /// The share of lines that are read without the gazetteer's marks, so that the tagger does not lean on them.
    package var blind = 0.1
    /// How much the way out of a name, or past one, is made harder: the labels of most sentences miss some names.
    package var boldness: Float = 0.3
    /// The names to mark.
    package var gazetteer = Gazetteer.Builder()

    package init() {}

    /// The bytes of the trained model; `report` gets a line after each epoch.
    package func train(_ examples: [TaggerExample], report: (String) -> Void) -> [UInt8] {
        var training = TaggerTraining(self)
        let lines = examples.flatMap { example in
            TaggerTraining.Line(example).map { Array(repeating: $0, count: example.weight) } ?? []
        }
        for line in lines { training.count(line) }
        var order = Array(lines.indices)
        for epoch in 0..<epochs {
            order.shuffle(using: &training.random)
            let rate = rate * (1 - 0.9 * Float(epoch) / Float(epochs))
            for index in order {
                training.learn(lines[index], rate: rate)
                if epoch < sieveEpochs { training.sift(lines[index], Float(epoch) / Float(sieveEpochs)) }
            }
            report("epoch \(epoch + 1) of \(epochs): \(lines.count) lines")
        }
        return training.file()
    }
}

/// The state of one training.
struct TaggerTraining {
    /// One example as numbers.
    struct Line {
        var text: NameText
        /// One a unit.
        var labels: [UInt8]

        /// `nil` where the text is empty or its offsets do not survive normalization.
        init?(_ example: TaggerExample) {
            text = NameText(SourceText(example.text))
            guard text.count == example.text.unicodeScalars.count else { return nil }
            let units = TaggerUnit.units(text, 0..<text.count)
            guard !units.isEmpty else { return nil }
            var ofScalars = [UInt8](repeating: 0, count: text.count)
            for name in example.names {
                guard let type = TaggerLabel.types.firstIndex(of: name.type) else { continue }
                for index in name.range where index < ofScalars.count {
                    ofScalars[index] = UInt8(TaggerLabel.inside(type))
                }
                if name.range.lowerBound < ofScalars.count {
                    ofScalars[name.range.lowerBound] = UInt8(TaggerLabel.begin(type))
                }
            }
            labels = units.map { ofScalars[Int($0.start)] }
        }
    }

    var random = SeededGenerator(seed: 88_172_645_463_325_252)
    private let options: TaggerTrainer
    private let gazetteerBytes: [UInt8]
    private let gazetteer: Gazetteer?
    private var weights: [SIMD16<Float>]
    private var squares: [SIMD16<Float>]
    private var counts: [UInt8]
    private var transitions = [Float](repeating: 0, count: TaggerLabel.count * TaggerLabel.count)
    private var transitionSquares = [Float](repeating: 1, count: TaggerLabel.count * TaggerLabel.count)
    private var sieve = TaggerSieveTraining()
    // Reused from line to line.
    private var slots: [Int32] = []
    private var offsets: [Int] = []
    private var emissions: [SIMD16<Float>] = []
    private var forward: [SIMD16<Float>] = []
    private var backward: [SIMD16<Float>] = []
    private var sums: [Float] = []

    init(_ options: TaggerTrainer) {
        self.options = options
        gazetteerBytes = options.gazetteer.bytes()
        gazetteer = Gazetteer(ModelBytes(gazetteerBytes))
        weights = Array(repeating: SIMD16(repeating: 0), count: 1 << options.bits)
        squares = Array(repeating: SIMD16(repeating: 1e-2), count: 1 << options.bits)
        counts = [UInt8](repeating: 0, count: 1 << options.bits)
    }

    /// Notes which slots a line uses.
    mutating func count(_ line: Line) {
        let features = TaggerFeatures(line.text, 0..<line.text.count, bits: options.bits, gazetteer: gazetteer)
        for index in 0..<features.count {
            features.forEach(at: index) { slot in if counts[slot] < 255 { counts[slot] += 1 } }
        }
    }

    /// Teaches the sieve the words of a line; `progress` goes from 0 to 1.
    mutating func sift(_ line: Line, _ progress: Float) {
        let features = TaggerFeatures(line.text, 0..<line.text.count, bits: options.bits)
        sieve.learn(features, line.labels, progress: progress)
    }

    /// One step along the gradient of a line's log-likelihood.
    mutating func learn(_ line: Line, rate: Float) {
        draw(line)
        score()
        let matrix = transitions.indices.map { index in
            TaggerLabel.isLegal(index / TaggerLabel.count, index % TaggerLabel.count)
                ? exp2f(transitions[index] * 1.442_695) : 0
        }
        sumForward(matrix)
        sumBackward(matrix)
        learnTransitions(line, matrix, rate)
        for index in line.labels.indices { learnFeatures(index, Int(line.labels[index]), rate) }
    }

    /// Collects the features of a line, each kept with the chance that dropout leaves.
    private mutating func draw(_ line: Line) {
        slots.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        let isBlind = random.chance() < options.blind
        let features = TaggerFeatures(
            line.text,
            0..<line.text.count,
            bits: options.bits,
            gazetteer: isBlind ? nil : gazetteer
        )
        let threshold = UInt64(options.dropout * 65_536)
        for index in 0..<features.count {
            offsets.append(slots.count)
            features.forEach(at: index) { slot in
                guard Int(counts[slot]) >= options.leastCount, random.next() >> 20 & 0xFFFF >= threshold else { return }
                slots.append(Int32(slot))
            }
        }
        offsets.append(slots.count)
    }

    /// Emissions as factors, each place scaled so that its largest is 1.
    private mutating func score() {
        emissions.removeAll(keepingCapacity: true)
        for index in 0..<(offsets.count - 1) {
            var sum = SIMD16<Float>(repeating: 0)
            for place in offsets[index]..<offsets[index + 1] { sum += weights[Int(slots[place])] }
            var most = -Float.infinity
            for label in 0..<TaggerLabel.count { most = max(most, sum[label]) }
            var factors = SIMD16<Float>(repeating: 0)
            for label in 0..<TaggerLabel.count {
                let isLegal = index > 0 || !TaggerLabel.isInside(label)
                factors[label] = isLegal ? exp2f((sum[label] - most) * 1.442_695) : 0
            }
            emissions.append(factors)
        }
    }

    private mutating func sumForward(_ matrix: [Float]) {
        forward.removeAll(keepingCapacity: true)
        sums.removeAll(keepingCapacity: true)
        for index in emissions.indices {
            var row = emissions[index]
            if index > 0 {
                var reached = SIMD16<Float>(repeating: 0)
                for previous in 0..<TaggerLabel.count {
                    let mass = forward[index - 1][previous]
                    for label in 0..<TaggerLabel.count {
                        reached[label] += mass * matrix[previous * TaggerLabel.count + label]
                    }
                }
                row *= reached
            }
            let sum = max(row.sum(), 1e-30)
            sums.append(sum)
            forward.append(row / sum)
        }
    }

    private mutating func sumBackward(_ matrix: [Float]) {
        backward = Array(repeating: SIMD16(repeating: 1), count: emissions.count)
        for index in (0..<(emissions.count - 1)).reversed() {
            let mass = emissions[index + 1] * backward[index + 1] / sums[index + 1]
            var row = SIMD16<Float>(repeating: 0)
            for label in 0..<TaggerLabel.count {
                var sum: Float = 0
                for next in 0..<TaggerLabel.count { sum += matrix[label * TaggerLabel.count + next] * mass[next] }
                row[label] = sum
            }
            backward[index] = row
        }
    }

    private mutating func learnTransitions(_ line: Line, _ matrix: [Float], _ rate: Float) {
        let labels = TaggerLabel.count
        for index in emissions.indices.dropFirst() {
            let mass = emissions[index] * backward[index] / sums[index]
            for previous in 0..<labels where forward[index - 1][previous] > 1e-6 {
                for label in 0..<labels where TaggerLabel.isLegal(previous, label) {
                    let place = previous * labels + label
                    var gradient = forward[index - 1][previous] * matrix[place] * mass[label]
                    if Int(line.labels[index - 1]) == previous, Int(line.labels[index]) == label { gradient -= 1 }
                    guard abs(gradient) > 1e-4 else { continue }
                    transitionSquares[place] += gradient * gradient
                    transitions[place] -= rate * gradient / transitionSquares[place].squareRoot()
                }
            }
        }
    }

    private mutating func learnFeatures(_ index: Int, _ gold: Int, _ rate: Float) {
        var gradient = forward[index] * backward[index]
        gradient[gold] -= 1
        let size = (gradient * gradient).max()
        // What the model has right already teaches it nothing.
        guard size > 1e-5 else { return }
        let square = gradient * gradient
        for place in offsets[index]..<offsets[index + 1] {
            let slot = Int(slots[place])
            squares[slot] += square
            weights[slot] -= rate * gradient / squares[slot].squareRoot()
        }
    }

    /// The model file: the trained weights, rounded to steps.
    func file() -> [UInt8] {
        var transitions = transitions
        for label in 0..<TaggerLabel.count { transitions[label * TaggerLabel.count] -= options.boldness }
        let share = Float(1 - options.dropout)
        var sizes: [Float] = []
        for row in weights {
            for label in 0..<TaggerLabel.count where row[label] != 0 { sizes.append(abs(row[label])) }
        }
        sizes.sort()
        let largest = sizes.isEmpty ? 1 : sizes[Int(Double(sizes.count - 1) * (1 - options.clipped))]
        let scale = largest * share / Float(TaggerModel.most)
        let bound = SIMD16<Float>(repeating: Float(TaggerModel.most))
        let rows = weights.map { row in
            let scaled = (row * share / scale).clamped(lowerBound: -bound, upperBound: bound)
            return SIMD16<Int8>(truncatingIfNeeded: SIMD16<Int32>(scaled.rounded(.toNearestOrAwayFromZero)))
        }
        return TaggerModel.file(
            bits: options.bits,
            scale: scale,
            transitions: transitions,
            rows: rows,
            sieve: sieve.bytes(),
            gazetteer: gazetteerBytes
        )
    }
}

/// A xorshift generator: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// A number from 0 up to 1.
    mutating func chance() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

    /// One of `items`, which are not none.
    mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
        items[items.index(items.startIndex, offsetBy: Int(next() >> 16) % items.count)]
    }
}
