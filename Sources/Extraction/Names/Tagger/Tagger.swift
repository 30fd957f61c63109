import Articles
import Resources

/// Finds names by what they look like and what stands around them: a linear-chain CRF over characters.
package struct Tagger: Sendable {
    private let model: TaggerModel

    /// The tagger that comes with the program.
    package static var shipped: Tagger? { Tagger(model: Resources.bytes(of: "tagger.bin")) }

    /// The tagger of a model file, or `nil` when it is none of this program's.
    package init?(model bytes: [UInt8]) {
        guard let model = TaggerModel(bytes) else { return nil }
        self.init(model)
    }

    init(_ model: TaggerModel) {
        self.model = model
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
        for index in 0..<range.count {
            let label = known(range.lowerBound + index)
            if label >= 0 {
                emissions[index * TaggerLabel.count + label] = Self.certainty
                continue
            }
            let sum = model.emissions(features, at: index)
            for label in 0..<TaggerLabel.count {
                emissions[index * TaggerLabel.count + label] = Float(sum[label]) * model.scale
            }
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
        var scores = [Float](repeating: -1e4, count: labels), next = scores
        var back = [UInt8](repeating: 0, count: count * labels)
        for label in 0..<labels where !TaggerLabel.isInside(label) { scores[label] = emissions[label] }
        for index in 1..<max(count, 1) {
            for label in 0..<labels {
                var best = -Float.infinity
                var from = 0
                if TaggerLabel.isInside(label) {
                    for previous in [label - 1, label] {
                        let score = scores[previous] + model.transitions[previous * labels + label]
                        if score > best { (best, from) = (score, previous) }
                    }
                } else {
                    for previous in 0..<labels {
                        let score = scores[previous] + model.transitions[previous * labels + label]
                        if score > best { (best, from) = (score, previous) }
                    }
                }
                next[label] = best + emissions[index * labels + label]
                back[index * labels + label] = UInt8(from)
            }
            swap(&scores, &next)
        }
        var path = [UInt8](repeating: 0, count: count)
        var label = scores.indices.max { scores[$0] < scores[$1] } ?? 0
        for index in (0..<count).reversed() {
            path[index] = UInt8(label)
            label = Int(back[index * labels + label])
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
