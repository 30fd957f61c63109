import HTML

/// What a page says of its own article, against which blocks are compared.
struct PageHints: Sendable {
    var title: [UInt32] = []
    var description = HashSet([])
    /// Every three words of the body that the page's JSON-LD carries.
    var articleBody = HashSet([])

    init() {}

    init(title: String?, description: String?, articleBody: String?) {
        self.title = title.map { Words.hashes(of: $0) } ?? []
        self.description = Words.triples(of: description.map { Words.hashes(of: $0) } ?? [])
        // A stub says nothing about the blocks it leaves out.
        if let articleBody, articleBody.utf8.count > 200 {
            self.articleBody = Words.triples(of: Words.hashes(of: articleBody))
        }
    }
}

/// The numbers by which the model judges a block: `count` a block, row by row.
struct BlockFeatures: Sendable {
    private(set) var rows: [Float] = []
    private(set) var statistics: [BlockStatistics] = []
    /// Which blocks repeat the look of others: a number for each look, and the block's parent element.
    private(set) var looks: [Int32] = []
    private(set) var lookCount = 0
    private(set) var container = -1
    /// Whether the block lies inside the container.
    private(set) var isInside: [Bool] = []

    /// How many numbers one block has without those of its neighbours.
    static let ownCount = 88
    /// How many more the second pass sees of a block.
    static let shapeCount = 44
    /// Those of a block that its neighbours see too.
    private static let shared = [0, 2, 4, 8, 12, 13, 14, 62]
    private static let offsets = [-2, -1, 1, 2]
    static let count = ownCount + shared.count * offsets.count

    private let text: BlockText
    let page: HTMLPage?
    private(set) var shape = PageSurvey()
    /// The block that is the headline, and the elements around it.
    private(set) var heading: Int?
    private var headingLine: AncestorLine?
    private var sums = Sums(count: 0)
    private var totals: (characters: Float, good: Float) = (1, 1)
    private var running = BlockSums()
    private(set) var headings = HeadingSurvey()

    init(_ text: BlockText, page: HTMLPage?, hints: PageHints) {
        self.text = text
        self.page = page
        measure(hints)
    }

    // MARK: - Numbers of the page

    /// Sums over the blocks inside each node.
    private struct Sums: Sendable {
        var characters: [Float]
        var linkCharacters: [Float]
        var good: [Float]
        var blocks: [Float]

        init(count: Int) {
            characters = [Float](repeating: 0, count: count)
            linkCharacters = characters
            good = characters
            blocks = characters
        }
    }

    /// The sums over one look: blocks of the same element with the same class in the same kind of parent.
    private struct Look {
        var good: Float = 0
        var characters: Float = 0
        var linkCharacters: Float = 0
        var blocks: Float = 0
    }

    private struct Overlap {
        var title: Float = 0
        var description: Float = 0
        var articleBody: Float = -1
    }

    private mutating func measure(_ hints: PageHints) {
        let blocks = text.blocks
        var overlaps: [Overlap] = []
        var words: [UInt32] = []
        statistics.reserveCapacity(blocks.count)
        for block in blocks {
            words.removeAll(keepingCapacity: true)
            statistics.append(BlockStatistics(block, in: text) { words.append($0) })
            overlaps.append(Self.overlap(words, hints))
        }
        let sums = summed()
        let total = max(1, statistics.reduce(0) { $0 + Float($1.characters) })
        let allGood = max(1, sums.good.first ?? goodTotal())
        findContainer(sums)
        let looks = numberLooks()
        let heading = mainHeading(overlaps)
        self.heading = heading
        let tops = tops()
        isInside = blocks.map { inside($0) }
        self.sums = sums
        totals = (total, allGood)
        survey(sums, heading)
        var own: [Float] = []
        own.reserveCapacity(blocks.count * Self.ownCount)
        var seen: [UInt32: Int] = [:]
        var before: Float = 0
        for index in blocks.indices {
            appendText(index, overlaps[index], to: &own)
            appendSurroundings(index, to: &own)
            appendPosition(index, before / total, heading, seen[statistics[index].hash] ?? 0, to: &own)
            appendShares(index, sums, looks, tops, (total, allGood), to: &own)
            precondition(own.count == (index + 1) * Self.ownCount, "a block has \(Self.ownCount) numbers of its own")
            seen[statistics[index].hash, default: 0] += 1
            before += Float(statistics[index].characters)
        }
        join(own)
    }

    /// How much of a block is good prose: long enough, few links, ends as a sentence.
    private func good(_ index: Int) -> Float {
        let statistics = statistics[index]
        guard statistics.characters >= 40, linkShare(index) < 0.4, statistics.endsSentence else { return 0 }
        return Float(statistics.characters)
    }

    private func linkShare(_ index: Int) -> Float {
        let block = text.blocks[index]
        return min(1, Float(block.linkBytes) / Float(max(1, block.range.count)))
    }

    private func goodTotal() -> Float { text.blocks.indices.reduce(0) { $0 + good($1) } }

    private func summed() -> Sums {
        guard let page else { return Sums(count: 0) }
        var sums = Sums(count: page.nodes.count)
        for (index, block) in text.blocks.enumerated() {
            let node = Int(block.node)
            let characters = Float(statistics[index].characters)
            sums.characters[node] += characters
            sums.linkCharacters[node] += characters * linkShare(index)
            sums.good[node] += good(index)
            sums.blocks[node] += 1
        }
        // Children come after their parents, so one pass from the end adds each to its parent.
        for index in page.nodes.indices.reversed() {
            let parent = Int(page.nodes[index].parent)
            guard parent >= 0, sums.blocks[index] > 0 else { continue }
            sums.characters[parent] += sums.characters[index]
            sums.linkCharacters[parent] += sums.linkCharacters[index]
            sums.good[parent] += sums.good[index]
            sums.blocks[parent] += sums.blocks[index]
        }
        return sums
    }

    /// The share of the page's good prose that a child must hold for the search to go down to it.
    private static let containerShare: Float = 0.6

    /// Goes down from the root as long as one child holds most of the good prose.
    private mutating func findContainer(_ sums: Sums) {
        guard let page, !page.nodes.isEmpty else { return }
        container = 0
        let needed = max(1, sums.good[0]) * Self.containerShare
        while true {
            var child = container + 1
            let end = Int(page.nodes[container].end)
            var next: Int?
            while child < end {
                if sums.good[child] >= needed {
                    next = child
                    break
                }
                child = Int(page.nodes[child].end)
            }
            guard let next else { return }
            container = next
        }
    }

    private func inside(_ block: TextBlock) -> Bool {
        guard let page, container >= 0 else { return false }
        return Int(block.node) >= container && Int(block.node) < Int(page.nodes[container].end)
    }

    /// Gives each look a number and sums over its blocks.
    private mutating func numberLooks() -> [Look] {
        var numbers: [UInt32: Int32] = [:]
        var sums: [Look] = []
        for (index, block) in text.blocks.enumerated() {
            var key = UInt32(block.tag.rawValue)
            if let page {
                let parent = page.nodes[Int(block.node)].parent
                key = Words.combine(text.styles[Int(block.node)], parent >= 0 ? text.styles[Int(parent)] : 0)
            } else {
                key = UInt32(block.indent)
            }
            let number = numbers[key] ?? Int32(sums.count)
            if numbers[key] == nil {
                numbers[key] = number
                sums.append(Look())
            }
            looks.append(number)
            sums[Int(number)].good += good(index)
            sums[Int(number)].characters += Float(statistics[index].characters)
            sums[Int(number)].linkCharacters += Float(statistics[index].characters) * linkShare(index)
            sums[Int(number)].blocks += 1
        }
        lookCount = sums.count
        return sums
    }

    /// The block that is the headline: the heading most like the page's title, else the first h1, else none.
    private func mainHeading(_ overlaps: [Overlap]) -> Int? {
        var best: (index: Int, likeness: Float)?
        for (index, block) in text.blocks.enumerated() {
            let isHeading = context(block) & Surrounding.heading != 0
            let likeness =
                overlaps[index].title + (isHeading ? 0.2 : 0)
                + (context(block) & Surrounding.firstHeading != 0 ? 0.2 : 0)
            if likeness > 0.5, likeness > (best?.likeness ?? 0) { best = (index, likeness) }
        }
        return best?.index ?? text.blocks.firstIndex { context($0) & Surrounding.firstHeading != 0 }
    }

    /// For each node inside the container, the container's child it lies in.
    private func tops() -> [Int32] {
        guard let page, container >= 0 else { return [] }
        let end = Int(page.nodes[container].end)
        var tops = [Int32](repeating: Int32(container), count: end - container)
        for node in container + 1..<max(container + 1, end) {
            let parent = Int(page.nodes[node].parent)
            tops[node - container] = parent == container ? Int32(node) : tops[parent - container]
        }
        return tops
    }

    private static func overlap(_ words: [UInt32], _ hints: PageHints) -> Overlap {
        var overlap = Overlap()
        if !words.isEmpty, !hints.title.isEmpty, words.count < hints.title.count * 4 {
            let own = HashSet(words)
            let common = hints.title.reduce(0) { $0 + (own.contains($1) ? 1 : 0) }
            overlap.title = Float(common) / Float(max(1, hints.title.count + own.count - common))
        }
        guard !hints.description.isEmpty || !hints.articleBody.isEmpty, words.count > 2 else { return overlap }
        var described = 0
        var stated = 0
        for index in 2..<words.count {
            let triple = Words.combine(Words.combine(words[index - 2], words[index - 1]), words[index])
            if hints.description.contains(triple) { described += 1 }
            if hints.articleBody.contains(triple) { stated += 1 }
        }
        overlap.description = Float(described) / Float(words.count)
        if !hints.articleBody.isEmpty { overlap.articleBody = Float(stated) / Float(words.count - 2) }
        return overlap
    }

    private func context(_ block: TextBlock) -> UInt32 { block.node >= 0 ? text.contexts[Int(block.node)] : 0 }

    // MARK: - Numbers of a block

    /// 0 to 31: what the text itself says.
    private func appendText(_ index: Int, _ overlap: Overlap, to row: inout [Float]) {
        let statistics = statistics[index]
        let block = text.blocks[index]
        let length = Float(max(1, statistics.characters))
        let marks = statistics.marks
        row.append(logarithm(length))
        row.append(logarithm(Float(statistics.words)))
        row.append(linkShare(index))
        row.append(Float(min(block.links, 50)))
        row.append(flag(statistics.endsSentence))
        row.append(Float(min(statistics.commas, 50)))
        row.append(Float(statistics.digits) / length)
        row.append(Float(statistics.capitals) / length)
        row.append(Float(marks.nonzeroBitCount))
        row.append(flag(statistics.hasYear || statistics.hasClock))
        row.append(flag(statistics.hasMail))
        row.append(flag(statistics.startsWithMark))
        row.append(Float(tagRank(block.tag)))
        row.append(flag(marks & (TextMarks.related | TextMarks.subscribe) != 0))
        row.append(flag(marks & (TextMarks.credit | TextMarks.byline) != 0))
        for mark in Self.markOrder {
            row.append(flag(marks & mark != 0))
        }
        row.append(Float(min(statistics.sentences, 30)))
        row.append(length / Float(max(1, statistics.words)))
        row.append(overlap.title)
        row.append(overlap.description)
        row.append(overlap.articleBody)
        row.append(flag(block.followsBreak))
    }

    private static let markOrder: [UInt32] = [
        TextMarks.legal, TextMarks.subscribe, TextMarks.related, TextMarks.social, TextMarks.credit,
        TextMarks.contact, TextMarks.byline, TextMarks.dateLabel, TextMarks.address, TextMarks.comment,
        TextMarks.paywall | TextMarks.advertisement,
    ]

    private static let surroundingOrder: [UInt32] = [
        Surrounding.article, Surrounding.main, Surrounding.aside, Surrounding.footer, Surrounding.nav,
        Surrounding.header, Surrounding.form, Surrounding.figure, Surrounding.table, Surrounding.list,
        Surrounding.quote, Surrounding.articleBody | Surrounding.bodyClass, Surrounding.hidden,
        Surrounding.heading, Surrounding.comments, Surrounding.related, Surrounding.promotion,
    ]

    /// Elements in the order of how often they hold body text, so that a threshold can part them.
    private func tagRank(_ tag: HTMLTag) -> Int {
        Self.tagOrder[Int(tag.rawValue)]
    }

    private static let tagOrder: [Int] = {
        let order: [HTMLTag] = [
            .p, .blockquote, .h2, .h3, .h4, .pre, .li, .ol, .ul, .dd, .dt, .dl, .td, .th, .tr, .table, .article,
            .section,
            .main, .div, .center, .body, .h1, .h5, .h6, .other, .details, .summary, .header, .figure, .figcaption,
            .address, .aside, .footer, .nav, .form,
        ]
        return HTMLTag.allCases.map { order.firstIndex(of: $0) ?? order.count }
    }()

    /// 32 to 58: what is around it.
    private func appendSurroundings(_ index: Int, to row: inout [Float]) {
        let block = text.blocks[index]
        let context = context(block)
        for bit in Self.surroundingOrder {
            row.append(flag(context & bit != 0))
        }
        var node = Int(block.node)
        row.append(page.map { node >= 0 ? Float($0.nodes[node].depth) : 0 } ?? Float(block.indent))
        var positive: Float = 0
        var negative: Float = 0
        var near: InlineArray<2, Float> = [0, 0]
        var distances = InlineArray<7, Float>(repeating: 9)
        var level: Float = 0
        while node >= 0, level < 8, let page {
            let role = UInt32(text.roles[node])
            if role != 0 {
                if role & ClassVocabulary.positive != 0 { positive += 1 }
                if role & ClassVocabulary.negative != 0 {
                    negative += 1
                    if level < 2 { near[Int(level)] = 1 }
                }
                for (slot, bit) in Self.distanceRoles.enumerated() where distances[slot] == 9 && role & bit != 0 {
                    distances[slot] = level
                }
            }
            node = Int(page.nodes[node].parent)
            level += 1
        }
        row.append(positive)
        row.append(negative)
        for index in near.indices { row.append(near[index]) }
        for index in distances.indices { row.append(distances[index]) }
    }

    private static let distanceRoles = [
        ClassVocabulary.caption, ClassVocabulary.related, ClassVocabulary.author, ClassVocabulary.share,
        ClassVocabulary.promotion, ClassVocabulary.navigation, ClassVocabulary.metadata,
    ]

    /// 61 to 67: where it stands.
    private func appendPosition(_ index: Int, _ before: Float, _ heading: Int?, _ seen: Int, to row: inout [Float]) {
        let count = Float(max(1, text.blocks.count))
        row.append(Float(index) / count)
        row.append(flag(isInside[index]))
        row.append(before)
        row.append(heading.map { Float(index - $0) } ?? -999)
        row.append(flag(heading.map { index > $0 } ?? false))
        row.append(Float(min(seen, 5)))
        row.append(Float(text.blocks[index].gap))
    }

    /// 68 to 87: which share of the page its surroundings hold.
    private func appendShares(
        _ index: Int,
        _ sums: Sums,
        _ looks: [Look],
        _ tops: [Int32],
        _ totals: (characters: Float, good: Float),
        to row: inout [Float]
    ) {
        let block = text.blocks[index]
        let look = looks[Int(self.looks[index])]
        row.append(look.good / totals.good)
        row.append(look.linkCharacters / max(1, look.characters))
        row.append(min(look.blocks, 200))
        row.append(look.characters / max(1, look.blocks))
        row.append(totals.good / totals.characters)
        row.append(logarithm(totals.good))
        guard let page, container >= 0 else {
            row.append(contentsOf: repeatElement(0, count: 14))
            return
        }
        var node = Int(block.node)
        let depth = Int(page.nodes[node].depth) - Int(page.nodes[container].depth)
        row.append(isInside[index] ? Float(depth) : -1)
        for _ in 0..<3 {
            row.append(node >= 0 ? sums.good[node] / totals.good : 1)
            row.append(node >= 0 ? sums.linkCharacters[node] / max(1, sums.characters[node]) : 0)
            row.append(node >= 0 ? min(sums.blocks[node], 200) : 200)
            if node >= 0 { node = Int(page.nodes[node].parent) }
        }
        let top = isInside[index] ? Int(tops[Int(block.node) - container]) : Int(block.node)
        row.append(sums.good[top] / totals.good)
        row.append(sums.linkCharacters[top] / max(1, sums.characters[top]))
        row.append(sums.good[container] / totals.good)
        row.append(sums.characters[container] / totals.characters)
    }

    /// Looks at the page as a whole for the numbers of `appendShape`.
    private mutating func survey(_ sums: Sums, _ heading: Int?) {
        for (index, block) in text.blocks.enumerated() {
            let characters = Float(statistics[index].characters)
            let linkShare = linkShare(index)
            running.append(characters: characters, linkCharacters: characters * linkShare, good: good(index))
            let isHeading = context(block) & Surrounding.heading != 0
            headings.append(isHeading: isHeading, isLinked: linkShare > 0.5, isTitle: index == heading)
        }
        guard let page else { return }
        shape = PageSurvey(page, styles: text.styles, blocks: sums.blocks)
        if let heading { headingLine = AncestorLine(of: text.blocks[heading].node, in: page) }
    }

    /// What only the second pass sees, of the few blocks that reach it: its type, the headings above it and the shape of the page around it.
    func appendShape(_ index: Int, to row: inout [Float]) {
        let block = text.blocks[index]
        let length = Float(max(1, block.range.count))
        row.append(Float(block.pictures))
        row.append(Float(block.frames))
        row.append(flag(block.followsRule))
        row.append(min(1, Float(block.boldBytes) / length))
        row.append(min(1, Float(block.slantedBytes) / length))
        row.append(flag(block.startsWithLink))
        row.append(flag(block.endsWithLink))
        row.append(Float(statistics[index].ending))
        row.append(flag(statistics[index].startsLower))
        row.append(Float(statistics[index].digits))
        for reach in [2, 5, 12] {
            let shares = running.shares(around: index, reach: reach)
            row.append(shares.links)
            row.append(shares.good)
        }
        let above = Int(headings.above[index])
        row.append(above >= 0 ? Float(index - above) : -1)
        row.append(above >= 0 ? linkShare(above) : -1)
        row.append(above >= 0 ? flag(above == heading) : -1)
        row.append(above >= 0 ? Float(statistics[above].characters) : -1)
        row.append(above >= 0 ? Float(text.blocks[above].tag.rawValue) : -1)
        row.append(above >= 0 ? flag(statistics[above].marks & (TextMarks.related | TextMarks.comment) != 0) : -1)
        row.append(Float(headings.linkedSinceTitle[index]))
        let previous = index > 0 ? text.blocks[index - 1] : nil
        let next = index + 1 < text.blocks.count ? text.blocks[index + 1] : nil
        row.append(flag(index > 0 && looks[index - 1] == looks[index]))
        row.append(flag(next != nil && looks[index + 1] == looks[index]))
        guard let page else {
            row.append(contentsOf: repeatElement(0, count: 19))
            return
        }
        let node = Int(block.node)
        row.append(flag(previous.map { parent($0, page) == parent(block, page) } ?? false))
        row.append(flag(next.map { parent($0, page) == parent(block, page) } ?? false))
        var ancestor = node
        var most: (count: UInt16, level: Int) = (0, 0)
        for level in 0..<7 {
            let count = ancestor >= 0 ? shape.repeats[ancestor] : 0
            if level > 0, count > most.count { most = (count, level) }
            if level < 4 { row.append(Float(count)) }
            if ancestor >= 0 { ancestor = Int(page.nodes[ancestor].parent) }
        }
        row.append(Float(most.count))
        row.append(Float(most.level))
        row.append(Float(shape.articles[node]))
        row.append(Float(shape.articleCount))
        // The way to the headline, and how much of the page the element is that holds it too.
        let way =
            headingLine?.way(from: block.node, in: page, repeats: shape.repeats) ?? (
                common: 0, up: -1, down: -1, repeats: -1
            )
        row.append(Float(way.up))
        row.append(Float(way.down))
        row.append(Float(way.repeats))
        row.append(sums.good[way.common] / totals.good)
        row.append(sums.characters[way.common] / totals.characters)
        // Four and six levels up.
        ancestor = node
        for level in 1...6 {
            if ancestor >= 0 { ancestor = Int(page.nodes[ancestor].parent) }
            if level == 4 || level == 6 {
                row.append(ancestor >= 0 ? sums.good[ancestor] / totals.good : 1)
                row.append(ancestor >= 0 ? sums.linkCharacters[ancestor] / max(1, sums.characters[ancestor]) : 0)
            }
        }
    }

    private func parent(_ block: TextBlock, _ page: HTMLPage) -> Int32 { page.nodes[Int(block.node)].parent }

    /// Puts the neighbours' shared numbers beside each block's own.
    private mutating func join(_ own: [Float]) {
        let blocks = text.blocks.count
        rows.reserveCapacity(blocks * Self.count)
        for index in 0..<blocks {
            rows.append(contentsOf: own[index * Self.ownCount..<(index + 1) * Self.ownCount])
            for offset in Self.offsets {
                let other = index + offset
                if other >= 0, other < blocks {
                    for column in Self.shared { rows.append(own[other * Self.ownCount + column]) }
                } else {
                    rows.append(contentsOf: repeatElement(-2, count: Self.shared.count))
                }
            }
        }
    }

    private func flag(_ value: Bool) -> Float { value ? 1 : 0 }
}

/// The binary logarithm of `value + 1`, whole and linear between: monotone is all a tree asks for.
private func logarithm(_ value: Float) -> Float {
    let shifted = max(value, 0) + 1
    return Float(shifted.exponent) + shifted.significand - 1
}
