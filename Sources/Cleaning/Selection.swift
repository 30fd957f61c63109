/// Which blocks are kept, and why.
struct Selection: Sendable {
    let scores: [Float]
    var isKept: [Bool]
    var reasons: [String]
    var sawPaywall = false

    /// The probability above which the model keeps a block.
    static let threshold: Float = 0.5

    init(scores: [Float]) {
        self.scores = scores
        isKept = scores.map { $0 > Self.threshold }
        reasons = scores.map { _ in "model" }
    }

    /// The indices of kept blocks in reading order.
    var kept: [Int] { isKept.indices.filter { isKept[$0] } }

    mutating func keep(_ index: Int, _ reason: String) {
        guard !isKept[index] else { return }
        isKept[index] = true
        reasons[index] = reason
    }

    mutating func drop(_ index: Int, _ reason: String) {
        guard isKept[index] else { return }
        isKept[index] = false
        reasons[index] = reason
    }

    /// Takes the container's good prose when the model found next to nothing.
    ///
    /// The model has seen a few hundred pages; on a page unlike all of them the plain heuristic is the safer guess.
    mutating func rescue(_ text: BlockText, _ features: BlockFeatures) {
        let found = kept.reduce(0) { $0 + features.statistics[$1].characters }
        let good = isKept.indices.filter { index in
            let statistics = features.statistics[index]
            let block = text.blocks[index]
            return statistics.characters >= 40 && statistics.endsSentence
                && block.linkBytes * 5 < (block.end - block.start) * 2
                && (features.container < 0 || features.isInside[index])
        }
        let prose = good.reduce(0) { $0 + features.statistics[$1].characters }
        guard found < Self.nextToNothing && prose > found * 2 || found < Self.little && prose > found * 4 else {
            return
        }
        for index in good { keep(index, "container") }
    }

    /// Characters; below this the model's find is doubted.
    private static let nextToNothing = 200
    /// Characters; below this it is doubted where the container holds several times as much.
    private static let little = 600

    /// How sure the choice is: the mean certainty over characters near the article, lowered when it is short.
    func confidence(_ features: BlockFeatures) -> Double {
        var sum = 0.0
        var weight = 0.0
        for (index, score) in scores.enumerated() where isKept[index] || score > 0.05 {
            let characters = Double(features.statistics[index].characters)
            sum += characters * Double(isKept[index] ? score : 1 - score)
            weight += characters
        }
        guard weight > 0 else { return 0 }
        let length = kept.reduce(0) { $0 + features.statistics[$1].characters }
        return sum / weight * min(1, Double(length) / 400 + 0.4)
    }

    func decisions(_ text: BlockText) -> [BlockDecision] {
        text.blocks.indices.map {
            BlockDecision(
                text: text.text(of: text.blocks[$0]),
                score: Double(scores[$0]),
                isKept: isKept[$0],
                reason: reasons[$0]
            )
        }
    }
}
