/// What the cleaner decided about one block of a page, and why.
package struct BlockDecision: Equatable, Sendable {
    package var text: String
    /// The model's probability that the block belongs to the article.
    package var score: Double
    package var isKept: Bool
    /// Why: `model`, or the rule that overruled it.
    package var reason: String

    package init(text: String, score: Double, isKept: Bool, reason: String) {
        self.text = text
        self.score = score
        self.isKept = isKept
        self.reason = reason
    }
}
