import Articles

/// Finds names by what they look like and what stands around them: a linear-chain CRF over characters.
package struct Tagger: Sendable {
    private let model: TaggerModel
    /// The transitions for lines with Hangul, and for those without.
    private let korean: TaggerTransitions
    private let latin: TaggerTransitions

    /// How much harder the way past a name is in lines without Hangul.
    ///
    /// Their training sentences come from many trades and see few of the names of another. Of -0.3 to 1.5 this reads
    /// held-out training sentences best, a tenth of all (F1 .765) as well as all of one source (.600; without it .763
    /// and .594).
    private static let latinBoldness: Float = 0.5

    /// The tagger that comes with the program.
    package static var shipped: Tagger? { TaggerModel(ModelBytes(resource: "tagger.bin")).map(Tagger.init) }

    /// The tagger of a model file, or `nil` when it is none of this program's.
    package init?(model bytes: [UInt8]) {
        guard let model = TaggerModel(ModelBytes(bytes)) else { return nil }
        self.init(model)
    }

    init(_ model: TaggerModel) {
        self.model = model
        korean = TaggerTransitions(model.transitions, boldness: 0)
        latin = TaggerTransitions(model.transitions, boldness: Self.latinBoldness)
    }

    /// How much a label that is known outweighs what the model thinks.
    private static let certainty: Float = 40

    /// The names in the characters of `range`, one line or less, in order.
    ///
    /// `known` gives the label that a place has for sure, or -1; the model reads the others around it.
    func spans(_ text: NameText, _ range: Range<Int>, known: (Int) -> Int) -> [TaggedSpan] {
        guard !range.isEmpty else { return [] }
        let features = TaggerFeatures(text, range, bits: model.bits, gazetteer: model.gazetteer, sieve: model.sieve)
        guard features.count > 0 else { return [] }
        var fixed = features.fixedLabels()
        for index in 0..<features.count {
            let label = known(Int(features.units[index].start))
            if label >= 0 { fixed[index] = Int8(label) }
        }
        var emissions = model.emissions(features, fixed: fixed)
        for index in fixed.indices where fixed[index] >= 0 {
            var certain = SIMD16<Float>(repeating: 0)
            certain[Int(fixed[index])] = Self.certainty
            emissions[index] = certain
        }
        let transitions = features.units.contains { $0.kind == .hangul } ? korean : latin
        let labels = transitions.bestPath(emissions, fixed: fixed)
        return spans(labels, emissions, transitions).map { span in
            TaggedSpan(
                range: Int(
                    features.units[span.range.lowerBound].start
                )..<Int(features.units[span.range.upperBound - 1].end),
                type: span.type,
                confidence: span.confidence
            )
        }
    }

    private func spans(_ labels: [UInt8], _ emissions: [SIMD16<Float>], _ transitions: TaggerTransitions)
        -> [TaggedSpan]
    {
        var spans: [TaggedSpan] = []
        var index = 0
        while index < labels.count {
            guard labels[index] != TaggerLabel.outside else { index += 1; continue }
            let type = TaggerLabel.type(of: Int(labels[index]))
            var end = index + 1
            while end < labels.count, Int(labels[end]) == TaggerLabel.inside(type) { end += 1 }
            let before = index > 0 ? Int(labels[index - 1]) : 0, after = end < labels.count ? Int(labels[end]) : 0
            let confidence = confidence(index..<end, type, before, after, emissions, transitions)
            spans.append(TaggedSpan(range: index..<end, type: TaggerLabel.types[type], confidence: confidence))
            index = end
        }
        return spans
    }

    /// How likely the stretch is of `type`, against another type and no name, all around it as it is.
    private func confidence(
        _ range: Range<Int>,
        _ type: Int,
        _ before: Int,
        _ after: Int,
        _ emissions: [SIMD16<Float>],
        _ transitions: TaggerTransitions
    )
        -> Double
    {
        let own = score(range, type, before, after, emissions, transitions)
        var total = exp2f(0)
        for other in -1..<TaggerLabel.types.count where other != type {
            let difference = score(range, other, before, after, emissions, transitions) - own
            total += exp2f(min(difference, 40) * 1.442_695)
        }
        return Double(1 / total)
    }

    /// The part of the path's sum that depends on the labels of `range`; type -1 is no name.
    private func score(
        _ range: Range<Int>,
        _ type: Int,
        _ before: Int,
        _ after: Int,
        _ emissions: [SIMD16<Float>],
        _ transitions: TaggerTransitions
    )
        -> Float
    {
        var previous = before
        var sum: Float = 0
        for index in range {
            let label = type < 0 ? 0 : index == range.lowerBound ? TaggerLabel.begin(type) : TaggerLabel.inside(type)
            sum += transitions.value(previous, label) + emissions[index][label]
            previous = label
        }
        // What follows begins anew or is outside; inside would belong to this name.
        return sum + transitions.value(previous, TaggerLabel.isInside(after) ? 0 : after)
    }
}

/// What each step from label to label adds to a path.
struct TaggerTransitions: Sendable {
    /// For each label the transitions to all others; those to the inside of what has not begun cannot be.
    private let steps: [SIMD16<Float>]

    /// `values` are from label × to label; `boldness` is taken from those to no name.
    init(_ values: [Float], boldness: Float) {
        steps = (0..<TaggerLabel.count).map { previous in
            var row = SIMD16<Float>(repeating: -.infinity)
            for label in 0..<TaggerLabel.count where TaggerLabel.isLegal(previous, label) {
                row[label] = values[previous * TaggerLabel.count + label]
            }
            row[TaggerLabel.outside] -= boldness
            return row
        }
    }

    func value(_ previous: Int, _ label: Int) -> Float { steps[previous][label] }

    /// The labels of the highest sum (Viterbi); where `fixed` has one, no other can be.
    func bestPath(_ emissions: [SIMD16<Float>], fixed: [Int8]) -> [UInt8] {
        let labels = TaggerLabel.count
        var scores = SIMD16<Float>(repeating: -.infinity)
        for label in 0..<labels { scores[label] = TaggerLabel.isInside(label) ? -1e4 : emissions[0][label] }
        var back = [SIMD16<UInt8>](repeating: SIMD16(repeating: 0), count: emissions.count)
        for index in emissions.indices.dropFirst() {
            if fixed[index] >= 0 {
                back[index] = SIMD16(repeating: UInt8(step(to: Int(fixed[index]), from: fixed[index - 1], &scores)))
                continue
            }
            var best = SIMD16<Float>(repeating: -.infinity)
            var from = SIMD16<Int32>(repeating: 0)
            for previous in 0..<labels {
                let score = SIMD16(repeating: scores[previous]) + steps[previous]
                let isBetter = score .> best
                best.replace(with: score, where: isBetter)
                from.replace(with: Int32(previous), where: isBetter)
            }
            scores = best + emissions[index]
            back[index] = SIMD16(truncatingIfNeeded: from)
        }
        return path(back, scores)
    }

    /// Moves `scores` to the only label there can be; answers the best label before it.
    private func step(to label: Int, from previous: Int8, _ scores: inout SIMD16<Float>) -> Int {
        var best = max(Int(previous), 0)
        if previous < 0 {
            for other in 0..<TaggerLabel.count
            where scores[other] + steps[other][label] > scores[best] + steps[best][label] { best = other }
        }
        // What comes before adds the same to all that follow.
        scores = SIMD16(repeating: -.infinity)
        scores[label] = 0
        return best
    }

    private func path(_ back: [SIMD16<UInt8>], _ scores: SIMD16<Float>) -> [UInt8] {
        let labels = TaggerLabel.count
        var path = [UInt8](repeating: 0, count: back.count)
        var label = (0..<labels).max { scores[$0] < scores[$1] } ?? 0
        for index in back.indices.reversed() {
            path[index] = UInt8(label)
            label = Int(back[index][label])
        }
        return path
    }
}

/// 2 to the power of `value`, without a math library: the exponent by the bits, the rest by a polynomial.
func exp2f(_ value: Float) -> Float {
    guard value > -126 else { return 0 }
    guard value < 127 else { return Float.greatestFiniteMagnitude }
    let whole = value.rounded(.down)
    let rest = value - whole
    // Coefficients of the Taylor series of 2^x; the error on [0, 1] is under 2e-6.
    let tail = 0.001_333_36 + rest * 0.000_154_03
    let fraction =
        1 + rest * (0.693_147_18 + rest * (0.240_226_51 + rest * (0.055_504_11 + rest * (0.009_618_13 + rest * tail))))
    return Float(sign: .plus, exponent: Int(whole), significand: 1) * fraction
}
