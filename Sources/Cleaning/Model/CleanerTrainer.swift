import Articles
import Charsets
import HTML

/// Learns the cleaner's weights from pages with known bodies.
package struct CleanerTrainer: Sendable {
    /// A page and the body that a careful reader takes from it.
    package struct Example: Sendable {
        package var id: String
        /// The set it comes from, for the report.
        package var set: String
        /// The site it was saved from: pages of one site share a template and are never on both sides of a fold.
        package var site: String
        package var bytes: [UInt8]
        package var body: String

        package init(id: String, set: String, site: String, bytes: [UInt8], body: String) {
            self.id = id
            self.set = set
            self.site = site
            self.bytes = bytes
            self.body = body
        }
    }

    /// The F1 of one set when each page is read with weights that have not seen its site.
    package struct Figure: Sendable {
        package var set: String
        package var pages: Int
        /// Of the whole cleaner: decision, rescue and edge rules.
        package var crossValidated: Double
        /// Of the model's choice of blocks alone, and of its first pass alone.
        package var blocks: Double
        package var firstPass: Double
        /// The best that a choice of whole blocks allows.
        package var oracle: Double
    }

    /// What the whole cleaner takes from a page with weights that have not seen its site.
    package struct Reading: Sendable {
        package var id: String
        package var set: String
        package var body: String
        /// What was decided on the blocks, in a page that has any, and whether each belongs to the known body.
        package var decisions: [(decision: BlockDecision, belongs: Bool)] = []
    }

    /// The weights as a file, and how well they can be expected to read pages that they have not seen.
    package struct Outcome: Sendable {
        package var file: [UInt8]
        package var figures: [Figure]
        package var readings: [Reading]
    }

    package enum Kind: Sendable { case html, text }

    /// How many parts the pages are cut into; each is read by a model trained on the others.
    package var folds = 6

    package init() {}

    /// A page made ready.
    private struct Prepared {
        var example: Example
        var text: BlockText
        var features: BlockFeatures
        var labels: [Bool]
        var weights: [Double]
    }

    /// Learns weights from `examples` and reads each of them with weights learnt from the other sites.
    package func train(_ examples: [Example], kind: Kind) -> Outcome {
        let pages = examples.compactMap { prepare($0, kind: kind) }.filter { !$0.labels.isEmpty }
        let trainer = TreeTrainer()
        var models = [BlockModel](repeating: BlockModel(), count: folds)
        // Pass 1 out of fold: the second pass must see verdicts as unsure as those on a new page.
        var first: [[Float]] = pages.map { [Float](repeating: 0, count: $0.labels.count) }
        for fold in 0..<folds {
            models[fold].first = train(others(than: fold, pages), pages, trainer, first: nil)
            for index in pages.indices where self.fold(of: pages[index].example) == fold {
                first[index] = verdicts(pages[index], models[fold].first)
            }
        }
        let all = Array(pages.indices)
        var model = BlockModel(first: train(all, pages, trainer, first: nil))
        // Lines of text have no page around them; a second pass over them was no better (F1 .917 after .924).
        if kind == .html {
            for fold in 0..<folds {
                models[fold].second = train(others(than: fold, pages), pages, trainer, first: first)
            }
            model.second = train(all, pages, trainer, first: first)
        }
        var readings = examples.map { reading($0, kind, models[fold(of: $0)]) }
        for page in pages {
            guard let index = examples.firstIndex(where: { $0.id == page.example.id && $0.set == page.example.set }),
                readings[index].decisions.count == page.labels.count
            else { continue }
            for block in page.labels.indices { readings[index].decisions[block].belongs = page.labels[block] }
        }
        let blocks = pages.map { models[fold(of: $0.example)].probabilities($0.features, $0.text) }
        return Outcome(
            file: model.file,
            figures: figures(examples, readings, pages, first, blocks),
            readings: readings
        )
    }

    /// What the whole cleaner reads from `example` with `model`; an empty body when it finds no article.
    private func reading(_ example: Example, _ kind: Kind, _ model: BlockModel) -> Reading {
        var cleaner = Cleaner()
        switch kind {
        case .html: cleaner.pageModel = model
        case .text: cleaner.textModel = model
        }
        let saved = SavedPage(name: example.id, bytes: example.bytes)
        var reading = Reading(id: example.id, set: example.set, body: "")
        if let outcome = try? cleaner.read(saved) {
            reading.body = outcome.article.body
            reading.decisions = outcome.decisions.map { ($0, false) }
        }
        return reading
    }

    private func others(than fold: Int, _ pages: [Prepared]) -> [Int] {
        pages.indices.filter { self.fold(of: pages[$0].example) != fold }
    }

    /// The part that a page belongs to: by its site, so that one template is never on both sides.
    private func fold(of example: Example) -> Int {
        let hash = example.site.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        return Int((hash >> 20) % UInt64(folds))
    }

    private func train(_ chosen: [Int], _ pages: [Prepared], _ trainer: TreeTrainer, first: [[Float]]?) -> TreeModel {
        var rows: [Float] = []
        var labels: [Bool] = []
        var weights: [Double] = []
        for index in chosen {
            rows +=
                first.map { SecondPass.rows(pages[index].features, $0[index], pages[index].text) }
                ?? pages[index].features.rows
            labels += pages[index].labels
            weights += pages[index].weights
        }
        let scale = Double(weights.count) / max(1e-9, weights.reduce(0, +))
        let width = first == nil ? BlockFeatures.count : SecondPass.count
        return trainer.train(rows: rows, width: width, labels: labels, weights: weights.map { $0 * scale })
    }

    private func verdicts(_ page: Prepared, _ model: TreeModel, first: [Float]? = nil) -> [Float] {
        let rows = first.map { SecondPass.rows(page.features, $0, page.text) } ?? page.features.rows
        let width = first == nil ? BlockFeatures.count : SecondPass.count
        return page.labels.indices.map { TreeModel.probability(model.logOdds(rows, at: $0 * width)) }
    }

    private func prepare(_ example: Example, kind: Kind) -> Prepared? {
        let decoded = TextDecoder.decode(example.bytes)
        var text: BlockText
        var features: BlockFeatures
        let isPage = Cleaner.looksLikeHTML(decoded.text)
        switch kind {
        case .html:
            guard isPage, let page = try? HTMLParser().parse(decoded.text) else { return nil }
            text = BlockReader.blocks(of: page)
            features = BlockFeatures(text, page: page, hints: PageHints(PageHead(page)))
        case .text:
            guard let plain = plainText(decoded.text, isPage: isPage) else { return nil }
            text = plain
            features = BlockFeatures(text, page: nil, hints: PageHints())
        }
        let (labels, words) = label(text, example.body)
        let goldWords = Double(ShingleScore.tokens(of: example.body).count)
        // A page's blocks together weigh about the same, long or short; long blocks more than short ones.
        let weights = words.map { power(max(0.3, Double($0)) / max(30, goldWords)) }
        return Prepared(example: example, text: text, features: features, labels: labels, weights: weights)
    }

    /// A page of HTML as the lines that copying it from a browser would give, or a text's own lines.
    private func plainText(_ bytes: [UInt8], isPage: Bool) -> BlockText? {
        guard isPage else { return LineReader.blocks(of: bytes) }
        guard let page = try? HTMLParser().parse(bytes) else { return nil }
        let blocks = BlockReader.blocks(of: page)
        let lines = blocks.blocks.map { blocks.text(of: $0) }.joined(separator: "\n")
        return LineReader.blocks(of: Array(lines.utf8))
    }

    /// The power 0.7, by square roots.
    private func power(_ value: Double) -> Double {
        (value * value.squareRoot().squareRoot() * value.squareRoot()).squareRoot() * 1.0
    }

    /// Which blocks belong to `body`: runs of four words, across blocks too, cover most of their words, and they do
    /// not repeat a block that does.
    private func label(_ text: BlockText, _ body: String) -> (labels: [Bool], words: [Int]) {
        let gold = Set(ShingleScore.shingles(ShingleScore.tokens(of: body)))
        let paragraphs = Set(body.split(whereSeparator: \.isNewline).map { ShingleScore.tokens(of: String($0)) })
        let blocks = text.blocks.map { ShingleScore.tokens(of: text.text(of: $0)) }
        let covered = covered(blocks.flatMap(\.self), by: gold)
        var seen = Set<[Int]>()
        var labels: [Bool] = []
        var start = 0
        for tokens in blocks {
            let count = covered[start..<start + tokens.count].count { $0 }
            start += tokens.count
            var belongs = !tokens.isEmpty && (count * 2 > tokens.count || paragraphs.contains(tokens))
            if belongs, tokens.count > 8, !seen.insert(tokens).inserted { belongs = false }
            labels.append(belongs)
        }
        return (labels, blocks.map(\.count))
    }

    /// Which of `tokens` lie in a run of four that `gold` has.
    private func covered(_ tokens: [Int], by gold: Set<Int>) -> [Bool] {
        var covered = [Bool](repeating: false, count: tokens.count)
        guard tokens.count >= 4 else { return covered }
        for (start, shingle) in ShingleScore.shingles(tokens).enumerated() where gold.contains(shingle) {
            for position in start..<min(start + 4, tokens.count) { covered[position] = true }
        }
        return covered
    }

    private func figures(
        _ examples: [Example],
        _ readings: [Reading],
        _ pages: [Prepared],
        _ first: [[Float]],
        _ second: [[Float]]
    ) -> [Figure] {
        var sets: [String] = []
        for page in pages where !sets.contains(page.example.set) { sets.append(page.example.set) }
        return sets.map { set in
            let chosen = pages.indices.filter { pages[$0].example.set == set }
            func f1(_ keep: (Int, Int) -> Bool) -> Double {
                ShingleScore.f1(
                    chosen.map { index in
                        let page = pages[index]
                        let kept = page.text.blocks.indices.filter { keep(index, $0) }
                        let body = kept.map { page.text.text(of: page.text.blocks[$0]) }.joined(separator: "\n")
                        return ShingleScore(gold: page.example.body, predicted: body)
                    }
                )
            }
            let read = examples.indices.filter { examples[$0].set == set }
            return Figure(
                set: set,
                pages: read.count,
                crossValidated: ShingleScore.f1(
                    read.map { ShingleScore(gold: examples[$0].body, predicted: readings[$0].body) }
                ),
                blocks: f1 { second[$0][$1] > Selection.threshold },
                firstPass: f1 { first[$0][$1] > Selection.threshold },
                oracle: f1 { pages[$0].labels[$1] }
            )
        }
    }
}
