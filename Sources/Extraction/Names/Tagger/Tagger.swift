import Articles
import Resources

/// Finds names by what they look like and what stands around them: a linear-chain CRF over characters.
package struct Tagger: Sendable {
    private let model: TaggerModel
    /// For each label the transitions to all others; those to the inside of what has not begun cannot be.
    private let steps: [SIMD16<Float>]

    /// The tagger that comes with the program.
    package static var shipped: Tagger? { Tagger(model: Resources.bytes(of: "tagger.bin")) }

    /// The tagger of a model file, or `nil` when it is none of this program's.
    package init?(model bytes: [UInt8]) {
        guard let model = TaggerModel(bytes) else { return nil }
        self.init(model)
    }

    init(_ model: TaggerModel) {
        self.model = model
        steps = (0..<TaggerLabel.count).map { previous in
            var row = SIMD16<Float>(repeating: -.infinity)
            for label in 0..<TaggerLabel.count where TaggerLabel.isLegal(previous, label) {
                row[label] = model.transitions[previous * TaggerLabel.count + label]
            }
            return row
        }
    }

    /// How much a label that is known outweighs what the model thinks.
    private static let certainty: Float = 40

    /// The names in the characters of `range`, one line or less, in order.
    ///
    /// `known` gives the label that a place has for sure, or -1; the model reads the others around it.
    func spans(_ text: NameText, _ range: Range<Int>, known: (Int) -> Int) -> [TaggedSpan] {
        guard !range.isEmpty else { return [] }
        let features = TaggerFeatures(text, range, bits: model.bits)
        var emissions = [Float](repeating: 0, count: range.count * TaggerLabel.count)
        var isOpen = [Bool](repeating: true, count: range.count)
        for index in 0..<range.count {
            let label = known(range.lowerBound + index)
            guard label >= 0 else { continue }
            isOpen[index] = false
            emissions[index * TaggerLabel.count + label] = Self.certainty
        }
        model.forEachEmission(features, where: { isOpen[$0] }) { index, label, steps in
            emissions[index * TaggerLabel.count + label] = Float(steps) * model.scale
        }
        let labels = bestPath(emissions, range.count)
        return spans(labels, emissions).map { span in
            TaggedSpan(
                range: (span.range.lowerBound + range.lowerBound)..<(span.range.upperBound + range.lowerBound),
                type: span.type,
                confidence: span.confidence
            )
        }
    }

    /// The labels of the highest sum (Viterbi).
    private func bestPath(_ emissions: [Float], _ count: Int) -> [UInt8] {
        let labels = TaggerLabel.count
        var scores = SIMD16<Float>(repeating: -.infinity)
        for label in 0..<labels { scores[label] = TaggerLabel.isInside(label) ? -1e4 : emissions[label] }
        var back = [SIMD16<UInt8>](repeating: SIMD16(repeating: 0), count: count)
        for index in 1..<max(count, 1) {
            var best = SIMD16<Float>(repeating: -.infinity)
            var from = SIMD16<Int32>(repeating: 0)
            for previous in 0..<labels {
                let score = SIMD16(repeating: scores[previous]) + steps[previous]
                let isBetter = score .> best
                best.replace(with: score, where: isBetter)
                from.replace(with: Int32(previous), where: isBetter)
            }
            for label in 0..<labels { best[label] += emissions[index * labels + label] }
            scores = best
            back[index] = SIMD16(truncatingIfNeeded: from)
        }
        var path = [UInt8](repeating: 0, count: count)
        var label = (0..<labels).max { scores[$0] < scores[$1] } ?? 0
        for index in (0..<count).reversed() {
            path[index] = UInt8(label)
            label = Int(back[index][label])
        }
        return path
    }

    private func spans(_ labels: [UInt8], _ emissions: [Float]) -> [TaggedSpan] {
        var spans: [TaggedSpan] = []
        var index = 0
        while index < labels.count {
            guard labels[index] != TaggerLabel.outside else { index += 1; continue }
            let type = TaggerLabel.type(of: Int(labels[index]))
            var end = index + 1
            while end < labels.count, Int(labels[end]) == TaggerLabel.inside(type) { end += 1 }
            let before = index > 0 ? Int(labels[index - 1]) : 0, after = end < labels.count ? Int(labels[end]) : 0
            let confidence = confidence(index..<end, type, before, after, emissions)
            spans.append(TaggedSpan(range: index..<end, type: TaggerLabel.types[type], confidence: confidence))
            index = end
        }
        return spans
    }

    /// How likely the stretch is of `type`, against another type and no name, all around it as it is.
    private func confidence(_ range: Range<Int>, _ type: Int, _ before: Int, _ after: Int, _ emissions: [Float])
        -> Double
    {
        let own = score(range, type, before, after, emissions)
        var total = exp2f(0)
        for other in -1..<TaggerLabel.types.count where other != type {
            let difference = score(range, other, before, after, emissions) - own
            total += exp2f(min(difference, 40) * 1.442_695)
        }
        return Double(1 / total)
    }

    /// The part of the path's sum that depends on the labels of `range`; type -1 is no name.
    private func score(_ range: Range<Int>, _ type: Int, _ before: Int, _ after: Int, _ emissions: [Float]) -> Float {
        let labels = TaggerLabel.count
        var previous = before
        var sum: Float = 0
        for index in range {
            let label = type < 0 ? 0 : index == range.lowerBound ? TaggerLabel.begin(type) : TaggerLabel.inside(type)
            sum += model.transitions[previous * labels + label] + emissions[index * labels + label]
            previous = label
        }
        // What follows begins anew or is outside; inside would belong to this name.
        return sum + model.transitions[previous * labels + (TaggerLabel.isInside(after) ? 0 : after)]
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
