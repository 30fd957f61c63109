/// Grows boosted trees on labelled rows: gradient boosting of the logistic loss over histograms, best leaf first.
///
/// Deterministic: which numbers a tree sees follows from its own number; ties go to the first feature and bin.
struct TreeTrainer {
    var trees = 120
    var learningRate = 0.08
    var leaves = 15
    /// The fewest rows in a leaf.
    var minimumRows = 20
    /// One number in this many is looked at by a tree: trees that see different numbers err differently.
    var columnStride = 2
    /// Pulls leaves towards 0: with few rows a leaf should not be sure.
    var regularization = 3.0

    private static let bins = 128

    /// The rows with each number replaced by its bin, column by column.
    private struct Binned {
        var columns: [[UInt8]]
        var edges: [[Float]]
    }

    /// A leaf that may still be split.
    private struct Leaf {
        var node: Int
        var rows: [Int32]
        var histogram: [Double]
        var gradient: Double
        var hessian: Double
        var split: Split?
    }

    private struct Split {
        var gain: Double
        var feature: Int
        var bin: Int
    }

    /// A model of `labels` by `rows`, `width` numbers each, the rows weighted by `weights`.
    func train(rows: [Float], width: Int, labels: [Bool], weights: [Double]) -> TreeModel {
        let binned = bin(rows, width: width, labels)
        var model = TreeModel()
        let positive = zip(labels, weights).reduce(0.0) { $0 + ($1.0 ? $1.1 : 0) }
        let total = weights.reduce(0, +)
        model.bias = Float(logit(positive / max(total, 1e-9)))
        var odds = [Float](repeating: model.bias, count: labels.count)
        var gradients = [Double](repeating: 0, count: labels.count)
        var hessians = gradients
        for tree in 0..<trees {
            for row in labels.indices {
                let probability = Double(TreeModel.probability(odds[row]))
                gradients[row] = weights[row] * ((labels[row] ? 1 : 0) - probability)
                hessians[row] = weights[row] * max(probability * (1 - probability), 1e-6)
            }
            model.append(grow(binned, columns(of: tree, width), gradients, hessians, &odds))
        }
        return model
    }

    /// The numbers that tree `tree` sees: a hash of both picks them.
    private func columns(of tree: Int, _ width: Int) -> [Int] {
        (0..<width).filter { column in
            var hash = UInt64(tree * 1009 + column) &* 0x9E37_79B9_7F4A_7C15
            hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
            return (hash >> 40) % UInt64(columnStride) == 0
        }
    }

    private func logit(_ share: Double) -> Double {
        // Newton's steps on the logistic function; a logarithm without libm.
        var value = 0.0
        for _ in 0..<50 {
            let probability = Double(TreeModel.probability(Float(value)))
            value += (share - probability) / max(probability * (1 - probability), 1e-3)
        }
        return min(max(value, -8), 8)
    }

    private func bin(_ rows: [Float], width: Int, _ labels: [Bool]) -> Binned {
        var binned = Binned(columns: [], edges: [])
        for column in 0..<width {
            let values = labels.indices.map { rows[$0 * width + column] }
            let edges = Self.edges(values, labels)
            binned.edges.append(edges)
            binned.columns.append(values.map { Self.bin(of: $0, edges) })
        }
        return binned
    }

    /// Where the values are cut into bins: half the edges by all rows, half by those of articles, which are few.
    private static func edges(_ values: [Float], _ labels: [Bool]) -> [Float] {
        let all = values.sorted()
        let positive = values.indices.filter { labels[$0] }.map { values[$0] }.sorted()
        var found = Set<Float>()
        for sorted in [all, positive] where !sorted.isEmpty {
            for quantile in 1..<bins / 2 { found.insert(sorted[quantile * (sorted.count - 1) / (bins / 2)]) }
        }
        return found.sorted().filter { $0 > all[0] }
    }

    /// How many edges are at or below `value`.
    private static func bin(of value: Float, _ edges: [Float]) -> UInt8 {
        var low = 0
        var high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }

    private func grow(
        _ whole: Binned,
        _ chosen: [Int],
        _ gradients: [Double],
        _ hessians: [Double],
        _ odds: inout [Float]
    ) -> [TreeModel.Node] {
        let binned = Binned(columns: chosen.map { whole.columns[$0] }, edges: chosen.map { whole.edges[$0] })
        var nodes = [TreeModel.Node(value: 0)]
        var open = [leaf(node: 0, rows: Array(0..<Int32(gradients.count)), binned, gradients, hessians)]
        while nodes.count + 2 <= 2 * leaves - 1 {
            guard
                let best = open.indices.filter({ open[$0].split != nil })
                    .max(by: { (open[$0].split?.gain ?? 0) < (open[$1].split?.gain ?? 0) }),
                let split = open[best].split
            else { break }
            let parent = open[best]
            let (left, right) = divide(parent, split, binned, gradients, hessians, firstChild: nodes.count)
            nodes[parent.node] = TreeModel.Node(
                feature: UInt8(chosen[split.feature]),
                left: UInt8(nodes.count),
                value: binned.edges[split.feature][split.bin]
            )
            nodes += [TreeModel.Node(value: 0), TreeModel.Node(value: 0)]
            open[best] = left
            open.append(right)
        }
        for leaf in open {
            let value = Float(learningRate * leaf.gradient / (leaf.hessian + regularization))
            nodes[leaf.node].value = value
            for row in leaf.rows { odds[Int(row)] += value }
        }
        return nodes
    }

    private func leaf(
        node: Int,
        rows: [Int32],
        _ binned: Binned,
        _ gradients: [Double],
        _ hessians: [Double],
        without sibling: (parent: [Double], other: [Double])? = nil
    ) -> Leaf {
        var histogram: [Double]
        if let sibling {
            histogram = zip(sibling.parent, sibling.other).map { $0 - $1 }
        } else {
            histogram = [Double](repeating: 0, count: binned.columns.count * Self.bins * 3)
            for (feature, column) in binned.columns.enumerated() {
                let base = feature * Self.bins * 3
                for row in rows {
                    let slot = base + Int(column[Int(row)]) * 3
                    histogram[slot] += gradients[Int(row)]
                    histogram[slot + 1] += hessians[Int(row)]
                    histogram[slot + 2] += 1
                }
            }
        }
        let gradient = rows.reduce(0.0) { $0 + gradients[Int($1)] }
        let hessian = rows.reduce(0.0) { $0 + hessians[Int($1)] }
        var leaf = Leaf(node: node, rows: rows, histogram: histogram, gradient: gradient, hessian: hessian)
        leaf.split = bestSplit(leaf, binned)
        return leaf
    }

    private func bestSplit(_ leaf: Leaf, _ binned: Binned) -> Split? {
        var best: Split?
        let whole = leaf.gradient * leaf.gradient / (leaf.hessian + regularization)
        for feature in binned.columns.indices {
            var gradient = 0.0
            var hessian = 0.0
            var rows = 0.0
            for bin in binned.edges[feature].indices {
                let slot = (feature * Self.bins + bin) * 3
                gradient += leaf.histogram[slot]
                hessian += leaf.histogram[slot + 1]
                rows += leaf.histogram[slot + 2]
                guard rows >= Double(minimumRows), Double(leaf.rows.count) - rows >= Double(minimumRows) else {
                    continue
                }
                let rest = leaf.gradient - gradient
                let gain =
                    gradient * gradient / (hessian + regularization)
                    + rest * rest / (leaf.hessian - hessian + regularization) - whole
                if gain > (best?.gain ?? 1e-3) { best = Split(gain: gain, feature: feature, bin: bin) }
            }
        }
        return best
    }

    /// The two leaves that `split` makes of `parent`; only the smaller one's histogram is counted.
    private func divide(
        _ parent: Leaf,
        _ split: Split,
        _ binned: Binned,
        _ gradients: [Double],
        _ hessians: [Double],
        firstChild: Int
    ) -> (Leaf, Leaf) {
        let column = binned.columns[split.feature]
        var low: [Int32] = []
        var high: [Int32] = []
        for row in parent.rows {
            if Int(column[Int(row)]) <= split.bin { low.append(row) } else { high.append(row) }
        }
        if low.count <= high.count {
            let left = leaf(node: firstChild, rows: low, binned, gradients, hessians)
            let right = leaf(
                node: firstChild + 1,
                rows: high,
                binned,
                gradients,
                hessians,
                without: (parent.histogram, left.histogram)
            )
            return (left, right)
        }
        let right = leaf(node: firstChild + 1, rows: high, binned, gradients, hessians)
        let left = leaf(
            node: firstChild,
            rows: low,
            binned,
            gradients,
            hessians,
            without: (parent.histogram, right.histogram)
        )
        return (left, right)
    }
}
