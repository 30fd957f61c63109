/// Boosted decision trees that give the probability that a block belongs to the article.
struct TreeModel: Sendable {
    /// One node: a leaf when `left` is 0, else `left` and the node after it are its children.
    struct Node: Sendable, Equatable {
        var feature: UInt8 = 0
        /// Relative to the tree's first node.
        var left: UInt8 = 0
        /// The threshold below which the left child is next, or a leaf's contribution to the log odds.
        var value: Float
    }

    private(set) var nodes: [Node] = []
    private(set) var roots: [Int32] = []
    /// The log odds before any tree speaks.
    var bias: Float = 0

    init() {}

    /// Adds `tree`, its root first.
    mutating func append(_ tree: [Node]) {
        roots.append(Int32(nodes.count))
        nodes += tree
    }

    /// The log odds that trees agree on for `row`, `count` numbers from `start`.
    func logOdds(_ rows: [Float], at start: Int) -> Float {
        var sum = bias
        let nodes = nodes.span, rows = rows.span
        for (number, root) in roots.enumerated() {
            let root = Int(root)
            var node = nodes[root]
            while node.left != 0 {
                let isRight = rows[start &+ Int(node.feature)] < node.value ? 0 : 1
                node = nodes[root &+ Int(node.left) &+ isRight]
            }
            sum += node.value
            if number == Self.checkpoint, sum < Self.hopeless { return sum }
        }
        return sum
    }

    /// After this many trees a block that is clearly chrome is given up: no later trees would save it.
    private static let checkpoint = 23
    private static let hopeless: Float = -4

    static func probability(_ logOdds: Float) -> Float { 1 / (1 + exponential(-logOdds)) }
}

/// e to the power `value`, by the series on a reduced argument: the same on every machine, which libm is not.
func exponential(_ value: Float) -> Float {
    let clamped = Double(min(max(value, -40), 40))
    let steps = (clamped * 1.4426950408889634).rounded()
    let rest = clamped - steps * 0.6931471805599453
    var term = 1.0
    var sum = 1.0
    for order in 1...12 {
        term *= rest / Double(order)
        sum += term
    }
    return Float(sum * Double(sign: .plus, exponent: Int(steps), significand: 1))
}

/// The cleaner's weights: a model of single blocks and one that has also seen what the first said around them.
struct BlockModel: Sendable {
    var first = TreeModel()
    var second = TreeModel()

    /// For each block the probability that it belongs to the article.
    func probabilities(_ features: BlockFeatures, _ text: BlockText) -> [Float] {
        let blocks = text.blocks.count
        let first = (0..<blocks).map {
            TreeModel.probability(self.first.logOdds(features.rows, at: $0 * BlockFeatures.count))
        }
        guard !second.roots.isEmpty else { return first }
        // What the first pass all but excludes is not worth a second look.
        let rows = SecondPass.rows(features, first, text) { first[$0] >= Self.excluded }
        var start = 0
        return first.map { probability in
            guard probability >= Self.excluded else { return probability }
            defer { start += SecondPass.count }
            return (probability + TreeModel.probability(second.logOdds(rows, at: start))) / 2
        }
    }

    static let excluded: Float = 0.004
}
