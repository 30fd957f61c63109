import HTML

/// What the model is overruled in by the shape of the page: whole tables, holes in lists, items that follow the article.
struct StructureRules {
    let page: HTMLPage
    let text: BlockText
    let features: BlockFeatures

    func apply(to selection: inout Selection) {
        guard let lead = lead(selection) else { return }
        let line = AncestorLine(of: text.blocks[lead].node, in: page)
        keepTables(&selection, line)
        dropTeasers(&selection)
        dropItems(&selection, lead, line)
        fillHoles(&selection)
    }

    private func characters(_ index: Int) -> Int { features.statistics[index].characters }

    private func characters(_ blocks: [Int]) -> Int { blocks.reduce(0) { $0 + characters($1) } }

    private func parent(_ index: Int) -> Int32 { page.nodes[Int(text.blocks[index].node)].parent }

    // MARK: - Lead

    /// Blocks further apart than this are of two runs.
    private static let runGap = 4
    /// A paragraph under the headline is the lead at a lower probability than is needed to keep it.
    private static let leadProbability: Float = 0.35
    private static let paragraph = 60

    /// The block with which the article begins: the first likely paragraph under the headline, else of the longest
    /// run of kept blocks.
    private func lead(_ selection: Selection) -> Int? {
        let kept = selection.kept
        guard var run = kept.first else { return nil }
        var best = (first: run, size: 0)
        var size = 0
        var last = run
        for index in kept {
            if index - last > Self.runGap {
                run = index
                size = 0
            }
            size += characters(index)
            if size > best.size { best = (run, size) }
            last = index
        }
        var start = best.first
        if let heading = features.heading, heading < start { start = heading + 1 }
        return (start..<text.blocks.count).first {
            selection.scores[$0] > Self.leadProbability && characters($0) >= Self.paragraph
        } ?? best.first
    }

    // MARK: - Tables

    /// Smaller tables lay pages out.
    private static let leastCells = 6
    /// How many levels a table and the lead may each be away from the element that holds both.
    private static let tableReach = 4
    /// How many blocks above a table one must be kept.
    private static let tableGap = 3

    /// Keeps the cells of a table that stands in the article: one by one they look like chrome.
    private func keepTables(_ selection: inout Selection, _ line: AncestorLine) {
        var tables: [Int: [Int]] = [:]
        for (index, block) in text.blocks.enumerated()
        where text.contexts[Int(block.node)] & Surrounding.table != 0 {
            if let table = table(around: Int(block.node)) { tables[table, default: []].append(index) }
        }
        for (table, cells) in tables.sorted(by: { $0.key < $1.key }) where cells.count >= Self.leastCells {
            let way = line.way(from: Int32(table), in: page, repeats: features.shape.repeats)
            guard way.up > 0, way.up <= Self.tableReach, way.down <= Self.tableReach,
                linkBytes(cells) * 5 <= bytes(cells) * 2,
                (max(0, cells[0] - Self.tableGap)..<cells[0]).contains(where: { selection.isKept[$0] })
            else { continue }
            for index in cells { selection.keep(index, "table") }
        }
    }

    private func table(around node: Int) -> Int? {
        var next = node
        while next >= 0 {
            if page.nodes[next].tag == .table { return next }
            next = Int(page.nodes[next].parent)
        }
        return nil
    }

    private func bytes(_ blocks: [Int]) -> Int { blocks.reduce(0) { $0 + text.blocks[$1].range.count } }

    private func linkBytes(_ blocks: [Int]) -> Int { blocks.reduce(0) { $0 + Int(text.blocks[$1].linkBytes) } }

    // MARK: - Teasers

    /// This many blocks of one look that begin with a link are a list of other articles.
    private static let leastTeasers = 3

    /// Drops kept blocks whose kind begins with a link: titles of other articles, their first words behind them.
    private func dropTeasers(_ selection: inout Selection) {
        var total = [Int](repeating: 0, count: features.lookCount)
        var linked = total
        for index in selection.kept {
            let block = text.blocks[index]
            total[Int(features.looks[index])] += 1
            if block.startsWithLink, Int(block.linkBytes) * 10 > block.range.count {
                linked[Int(features.looks[index])] += 1
            }
        }
        let teasers = selection.kept.filter { index in
            let look = Int(features.looks[index])
            return linked[look] >= Self.leastTeasers && linked[look] * 10 > total[look] * 7
        }
        // Where hardly anything else is kept, the list is the article.
        guard characters(teasers) * 10 < characters(selection.kept) * 9 else { return }
        for index in teasers { selection.drop(index, "teaser") }
    }

    // MARK: - Other items

    /// Characters of text that must stay for what follows it to be dropped, and its share of all; less when a label
    /// such as `You may also like` stands between.
    private static let leastBody = 700
    private static let leastShare = 0.4
    private static let leastLabelledBody = 250
    private static let leastLabelledShare = 0.1
    private static let longestLabel = 50

    /// Drops what follows the article in a list that the lead is not part of: comments, the next articles.
    private func dropItems(_ selection: inout Selection, _ lead: Int, _ line: AncestorLine) {
        let kept = selection.kept
        let others = kept.filter { $0 > lead && isOtherItem($0, line) }
        guard let first = others.first else { return }
        let excluded = Set(others)
        let body = kept.filter { !excluded.contains($0) }
        let paragraphs = body.filter { characters($0) > Self.paragraph }
        guard let last = paragraphs.last(where: { $0 < first }) ?? paragraphs.last ?? body.last else { return }
        let tail = others.filter { $0 > last }
        guard tail.count > 1 else { return }
        let isLabelled = (last + 1..<tail[0] + 1).contains { isLabel($0) }
        let size = characters(body.filter { characters($0) > 40 })
        let share = Double(size) / Double(max(1, characters(kept)))
        let isArticle = size >= Self.leastBody && share >= Self.leastShare
        guard isArticle || isLabelled && size >= Self.leastLabelledBody && share >= Self.leastLabelledShare else {
            return
        }
        for index in tail { selection.drop(index, "other-item") }
    }

    /// Whether the way from the block to the lead leads up over an element that repeats.
    private func isOtherItem(_ index: Int, _ line: AncestorLine) -> Bool {
        let node = text.blocks[index].node
        let way = line.way(from: node, in: page, repeats: features.shape.repeats)
        guard way.up > 1 else { return false }
        // A body split over containers that look alike is one body.
        let side = line.child(of: way.common, in: page)
        var inner = Int(node)
        for _ in 1..<way.up {
            let outer = Int(page.nodes[inner].parent)
            defer { inner = outer }
            guard features.shape.repeats[outer] >= 3, separates(outer, inner) else { continue }
            let isTwin =
                Int(page.nodes[outer].parent) == way.common && side.map { text.styles[$0] } == text.styles[outer]
            if !isTwin { return true }
        }
        return false
    }

    /// Whether elements like `outer` part one item from the next; rows, lists and paragraphs of one text do not.
    private func separates(_ outer: Int, _ inner: Int) -> Bool {
        switch page.nodes[outer].tag {
        case .li: ![HTMLTag.p, .ul, .ol].contains(page.nodes[inner].tag)
        case .tr, .td, .th, .tbody, .thead, .table, .ul, .ol, .dl, .dd, .dt, .p, .h2, .h3, .h4, .blockquote, .pre: false
        default: true
        }
    }

    private func isLabel(_ index: Int) -> Bool {
        characters(index) < Self.longestLabel && Self.labels.groups(in: text.bytes, text.blocks[index].range) != 0
    }

    /// What stands above lists of other articles and above comments.
    private static let labels = PatternSet([
        (
            1,
            """
            you may also like, you might also like, related articles, related stories, related posts, related news
            more from, more stories, more news, more on this, read next, read more, recommended, most read, most popular
            top rated comments, <comments, leave a reply, leave a comment, trending, sponsored, around the web, also on
            latest news, latest stories, você pode gostar, leia também, comentários, te puede interesar, leggi anche
            lire aussi, commentaires, mehr zum thema, lesen sie auch, auch interessant, kommentare, 관련기사, 관련 기사
            많이 본, 다른 기사, 関連記事
            """
        )
    ])

    // MARK: - Holes

    /// A block that the model only just dropped is kept between siblings that it kept.
    private static let holeProbability: Float = 0.35
    private static let holeReach = 3

    private func fillHoles(_ selection: inout Selection) {
        let count = text.blocks.count
        let holes = selection.scores.indices.filter { index in
            guard !selection.isKept[index], selection.scores[index] >= Self.holeProbability,
                selection.reasons[index] == "model"
            else { return false }
            func isSibling(_ other: Int) -> Bool { selection.isKept[other] && parent(other) == parent(index) }
            return (max(0, index - Self.holeReach)..<index).contains(where: isSibling)
                && (index + 1..<max(index + 1, min(count, index + Self.holeReach + 1))).contains(where: isSibling)
        }
        for index in holes { selection.keep(index, "between") }
    }
}
