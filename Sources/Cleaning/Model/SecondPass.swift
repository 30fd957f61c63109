import HTML

/// The second pass's numbers: the first's, and the first's verdicts on a block, its neighbours and its likes.
struct SecondPass {
    private static let reach = 4
    private static let ownCount = 2 * reach + 1 + 40
    static let count = BlockFeatures.count + BlockFeatures.shapeCount + ownCount

    private let features: BlockFeatures
    private let text: BlockText
    private let page: HTMLPage?
    /// The first pass's probabilities, and for each block the characters that it expects to keep.
    private let first: [Float]
    private let mass: [Float]
    private let total: Float
    /// Sums over the blocks before each block.
    private var massBefore: [Float] = [0]
    private var charactersBefore: [Float] = [0]
    private var firstBefore: [Float] = [0]
    /// Sums over the blocks inside each node.
    private var nodeMass: [Float] = []
    private var nodeCharacters: [Float] = []
    /// The innermost element that holds most of the mass.
    private var core = -1
    /// For each block the runs of blocks that the first pass would keep, holes of a few blocks closed.
    private var runs: [Run] = []
    private var runOf: [Int32] = []
    /// The block with which the article seems to begin, and the elements around it.
    private var lead = -1
    private var leadLine = AncestorLine()

    private struct Run {
        var first: Int
        var last: Int
        var mass: Float
    }

    /// The rows of the blocks that `isWanted` names, in their order.
    static func rows(
        _ features: BlockFeatures,
        _ first: [Float],
        _ text: BlockText,
        where isWanted: (Int) -> Bool = { _ in true }
    ) -> [Float] {
        SecondPass(features, first, text).rows(where: isWanted)
    }

    private init(_ features: BlockFeatures, _ first: [Float], _ text: BlockText) {
        self.features = features
        self.text = text
        self.first = first
        page = features.page
        mass = first.indices.map { first[$0] * Float(features.statistics[$0].characters) }
        total = max(1, mass.reduce(0, +))
        for index in first.indices {
            massBefore.append(massBefore[index] + mass[index])
            charactersBefore.append(charactersBefore[index] + Float(features.statistics[index].characters))
            firstBefore.append(firstBefore[index] + first[index])
        }
        sumNodes()
        findRuns()
        findLead()
    }

    /// The first likely paragraph under the headline, else of the run with most mass.
    private mutating func findLead() {
        let largest = runs.max { $0.mass < $1.mass }
        var start = largest?.first ?? 0
        if let heading = features.heading, heading < start { start = heading + 1 }
        for index in start..<first.count
        where first[index] > Self.leadProbability && features.statistics[index].characters >= Self.leadLength {
            lead = index
            break
        }
        if let page, lead >= 0 { leadLine = AncestorLine(of: text.blocks[lead].node, in: page) }
    }

    private static let leadProbability: Float = 0.35
    private static let leadLength = 60

    private mutating func sumNodes() {
        guard let page else { return }
        nodeMass = [Float](repeating: 0, count: page.nodes.count)
        nodeCharacters = nodeMass
        for (index, block) in text.blocks.enumerated() {
            nodeMass[Int(block.node)] += mass[index]
            nodeCharacters[Int(block.node)] += Float(features.statistics[index].characters)
        }
        for index in page.nodes.indices.reversed() {
            let parent = Int(page.nodes[index].parent)
            guard parent >= 0, nodeCharacters[index] > 0 else { continue }
            nodeMass[parent] += nodeMass[index]
            nodeCharacters[parent] += nodeCharacters[index]
        }
        core = page.nodes.isEmpty ? -1 : 0
        while core >= 0 {
            var child = core + 1
            let end = Int(page.nodes[core].end)
            while child < end, nodeMass[child] < Self.coreShare * total { child = Int(page.nodes[child].end) }
            guard child < end else { break }
            core = child
        }
    }

    /// The share of the mass that a child must hold for the core to lie in it.
    private static let coreShare: Float = 0.6
    /// The most blocks between two of one run.
    private static let hole = 3

    private mutating func findRuns() {
        runOf = [Int32](repeating: -1, count: first.count)
        for index in first.indices where first[index] > 0.5 {
            if let last = runs.last, index - last.last <= Self.hole + 1 {
                runs[runs.count - 1].last = index
                runs[runs.count - 1].mass += mass[index]
            } else {
                runs.append(Run(first: index, last: index, mass: mass[index]))
            }
        }
        for (number, run) in runs.enumerated() {
            for index in run.first...run.last { runOf[index] = Int32(number) }
        }
    }

    private func rows(where isWanted: (Int) -> Bool) -> [Float] {
        var rows: [Float] = []
        rows.reserveCapacity(first.indices.count(where: isWanted) * Self.count)
        let looks = means(features.looks)
        let largest = runs.indices.max { runs[$0].mass < runs[$1].mass }
        for index in first.indices where isWanted(index) {
            let start = index * BlockFeatures.count
            rows.append(contentsOf: features.rows[start..<start + BlockFeatures.count])
            features.appendShape(index, to: &rows)
            appendNear(index, to: &rows)
            rows.append(looks[index])
            appendSection(index, to: &rows)
            appendRuns(index, largest, to: &rows)
            appendNodes(index, to: &rows)
            appendLead(index, to: &rows)
            precondition(rows.count % Self.count == 0, "a row has \(Self.count) numbers")
        }
        return rows
    }

    /// What the first pass said of the blocks around.
    private func appendNear(_ index: Int, to rows: inout [Float]) {
        for offset in -Self.reach...Self.reach {
            let other = index + offset
            rows.append(first.indices.contains(other) ? first[other] : -1)
        }
        rows.append(massBefore[index + 1] / total)
        rows.append(firstBefore[first.count] / Float(first.count))
        rows.append(mean(index - 8..<index))
        rows.append(mean(index + 1..<index + 9))
        rows.append(mean(index + 1..<index + 40))
        rows.append(weighted(index - 3..<index + 4))
        rows.append(weighted(index - 12..<index))
        rows.append(weighted(index + 1..<index + 13))
        var strongest: (before: Float, after: Float) = (0, 0)
        for other in max(0, index - 12)..<index { strongest.before = max(strongest.before, mass[other]) }
        for other in index + 1..<max(index + 1, min(first.count, index + 13)) {
            strongest.after = max(strongest.after, mass[other])
        }
        rows.append(strongest.before)
        rows.append(strongest.after)
    }

    /// What it said of the section: the blocks from one heading to the next, and the heading itself.
    private func appendSection(_ index: Int, to rows: inout [Float]) {
        let above = Int(features.headings.above[index])
        rows.append(above >= 0 ? first[above] : -1)
        rows.append(above >= 0 ? weighted(above + 1..<index) : -1)
        var end = index + 1
        while end < first.count, end < index + 30, Int(features.headings.above[end]) == above { end += 1 }
        rows.append(weighted(index + 1..<end))
    }

    /// Where it lies with regard to the runs of blocks that the first pass would keep.
    private func appendRuns(_ index: Int, _ largest: Int?, to rows: inout [Float]) {
        guard let largest else {
            rows.append(contentsOf: repeatElement(-1, count: 6))
            return
        }
        let own = Int(runOf[index])
        let main = runs[largest]
        rows.append(own >= 0 ? runs[own].mass / total : 0)
        rows.append(own == largest ? 1 : 0)
        rows.append(main.mass / total)
        rows.append(Float(index - main.first))
        rows.append(Float(index - main.last))
        rows.append(Float(runs.count))
    }

    /// How much of what the first pass would keep lies in the elements around it.
    private func appendNodes(_ index: Int, to rows: inout [Float]) {
        guard let page, core >= 0 else {
            rows.append(contentsOf: repeatElement(-1, count: 14))
            return
        }
        var node = Int(text.blocks[index].node)
        let isInside = node >= core && node < Int(page.nodes[core].end)
        rows.append(isInside ? Float(page.nodes[node].depth) - Float(page.nodes[core].depth) : -1)
        rows.append(nodeMass[core] / max(1, nodeCharacters[core]))
        // The levels up to the first element that holds a fifth of the mass.
        var ancestor = node
        var steps: Float = 0
        while ancestor > 0, nodeMass[ancestor] < total * 0.2 {
            ancestor = Int(page.nodes[ancestor].parent)
            steps += 1
        }
        rows.append(steps)
        rows.append(nodeMass[max(0, ancestor)] / max(1, nodeCharacters[max(0, ancestor)]))
        for _ in 0..<5 {
            rows.append(node >= 0 ? nodeMass[node] / total : 1)
            rows.append(node >= 0 ? nodeMass[node] / max(1, nodeCharacters[node]) : 0)
            if node >= 0 { node = Int(page.nodes[node].parent) }
        }
    }

    /// The way to the lead: what is reached over repeated elements is another item of a list.
    private func appendLead(_ index: Int, to rows: inout [Float]) {
        rows.append(lead >= 0 ? Float(index - lead) : -999)
        rows.append(lead >= 0 && features.looks[lead] == features.looks[index] ? 1 : 0)
        guard let page, lead >= 0 else {
            rows.append(contentsOf: repeatElement(-1, count: 4))
            return
        }
        let way = leadLine.way(from: text.blocks[index].node, in: page, repeats: features.shape.repeats)
        rows.append(Float(way.up))
        rows.append(Float(way.down))
        rows.append(Float(way.repeats))
        rows.append(nodeMass[way.common] / total)
    }

    private func mean(_ range: Range<Int>) -> Float {
        let clamped = range.clamped(to: first.indices)
        guard !clamped.isEmpty else { return 0 }
        return (firstBefore[clamped.upperBound] - firstBefore[clamped.lowerBound]) / Float(clamped.count)
    }

    /// The mean over the characters of `range`.
    private func weighted(_ range: Range<Int>) -> Float {
        let clamped = range.clamped(to: first.indices)
        guard !clamped.isEmpty else { return -1 }
        let characters = charactersBefore[clamped.upperBound] - charactersBefore[clamped.lowerBound]
        return (massBefore[clamped.upperBound] - massBefore[clamped.lowerBound]) / max(1, characters)
    }

    /// For each block the mean of the first pass over all blocks of its group.
    private func means(_ groups: [Int32]) -> [Float] {
        var sums = [Float](repeating: 0, count: features.lookCount)
        var counts = sums
        for (index, group) in groups.enumerated() {
            sums[Int(group)] += first[index]
            counts[Int(group)] += 1
        }
        return groups.map { sums[Int($0)] / counts[Int($0)] }
    }
}
