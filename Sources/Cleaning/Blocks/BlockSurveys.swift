import HTML

/// What the shape of a page says of its blocks: repeated siblings, the way to the headline, articles within articles.
struct PageSurvey: Sendable {
    /// For each node how many siblings with text look like it, itself counted.
    private(set) var repeats: [UInt16] = []
    /// For each node the outermost `article` around it, counted from 1 in page order, or 0.
    private(set) var articles: [UInt16] = []
    private(set) var articleCount = 0

    init() {}

    /// Surveys `page`, whose nodes with text are those where `blocks` is positive.
    init(_ page: HTMLPage, styles: [UInt32], blocks: [Float]) {
        countRepeats(page, styles, blocks)
        numberArticles(page)
    }

    private mutating func countRepeats(_ page: HTMLPage, _ styles: [UInt32], _ blocks: [Float]) {
        var size = 64
        while size < page.nodes.count { size *= 2 }
        size *= 2
        var keys = [UInt32](repeating: 0, count: size)
        var counts = [UInt16](repeating: 0, count: size)
        var slots = [Int32](repeating: -1, count: page.nodes.count)
        for index in page.nodes.indices where blocks[index] > 0 {
            let key = Words.combine(UInt32(bitPattern: page.nodes[index].parent), styles[index]) | 1
            var slot = Int(key ^ key >> 15) & (size - 1)
            while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            slots[index] = Int32(slot)
            if counts[slot] < 1000 { counts[slot] += 1 }
        }
        repeats = slots.map { $0 >= 0 ? counts[Int($0)] : 0 }
    }

    private mutating func numberArticles(_ page: HTMLPage) {
        articles = [UInt16](repeating: 0, count: page.nodes.count)
        for (index, node) in page.nodes.enumerated() {
            let outer = node.parent >= 0 ? articles[Int(node.parent)] : 0
            if outer == 0, node.tag == .article, articleCount < 1000 {
                articleCount += 1
                articles[index] = UInt16(articleCount)
            } else {
                articles[index] = outer
            }
        }
    }
}

/// The elements from the root down to one, to which the ways from others are measured.
struct AncestorLine: Sendable {
    /// The ancestor at each depth, the element itself last.
    private var line: [Int32] = []

    init() {}

    init(of node: Int32, in page: HTMLPage) {
        var next = node
        while next >= 0 {
            line.append(next)
            next = page.nodes[Int(next)].parent
        }
        line.reverse()
    }

    /// The nearest element that is around `node` too, the levels from `node` up to it and from it down to the line's
    /// end, and how often the elements on the way up repeat, `node` aside.
    func way(from node: Int32, in page: HTMLPage, repeats: [UInt16]) -> (common: Int, up: Int, down: Int, repeats: Int)
    {
        var up = 0
        var most: UInt16 = 0
        var next = node
        while next >= 0 {
            let depth = Int(page.nodes[Int(next)].depth)
            if depth < line.count, line[depth] == next { return (Int(next), up, line.count - 1 - depth, Int(most)) }
            if up > 0 { most = max(most, repeats[Int(next)]) }
            up += 1
            next = page.nodes[Int(next)].parent
        }
        return (0, up, line.count, Int(most))
    }

    /// The element of the line right below `ancestor`, which must be on it.
    func child(of ancestor: Int, in page: HTMLPage) -> Int? {
        let depth = Int(page.nodes[ancestor].depth) + 1
        return depth < line.count ? Int(line[depth]) : nil
    }
}

/// Running sums over blocks in reading order, for windows of any width.
struct BlockSums: Sendable {
    private var characters: [Float] = [0]
    private var linkCharacters: [Float] = [0]
    private var good: [Float] = [0]

    mutating func append(characters: Float, linkCharacters: Float, good: Float) {
        self.characters.append(self.characters[self.characters.count - 1] + characters)
        self.linkCharacters.append(self.linkCharacters[self.linkCharacters.count - 1] + linkCharacters)
        self.good.append(self.good[self.good.count - 1] + good)
    }

    /// The shares of links and of good prose in the blocks from `reach` before `index` to `reach` after it.
    func shares(around index: Int, reach: Int) -> (links: Float, good: Float) {
        let first = max(0, index - reach)
        let last = min(characters.count - 1, index + reach + 1)
        let total = max(1, characters[last] - characters[first])
        return ((linkCharacters[last] - linkCharacters[first]) / total, (good[last] - good[first]) / total)
    }
}

/// The headings above each block.
struct HeadingSurvey: Sendable {
    /// For each block the nearest heading above it, or -1.
    private(set) var above: [Int32] = []
    /// For each block how many headings that are links stand between the headline and it.
    private(set) var linkedSinceTitle: [UInt16] = []

    mutating func append(isHeading: Bool, isLinked: Bool, isTitle: Bool) {
        let last = above.count - 1
        // A heading's own entry is the one above it.
        above.append(last >= 0 ? (pending ? Int32(last) : above[last]) : -1)
        let count = isTitle ? 0 : (linkedSinceTitle.last ?? 0)
        linkedSinceTitle.append(min(200, count + (isHeading && isLinked ? 1 : 0)))
        pending = isHeading
    }

    /// Whether the last block was a heading.
    private var pending = false
}
