/// What the model is overruled in at the head and tail of an article.
struct EdgeRules {
    let text: BlockText
    let features: BlockFeatures
    let title: String?

    func apply(to selection: inout Selection) {
        dropTitle(&selection)
        dropLegal(&selection)
        dropTrailing(&selection)
        notePaywall(&selection)
    }

    /// The headline stands above the article, not in it.
    private func dropTitle(_ selection: inout Selection) {
        guard let title else { return }
        let words = Words.hashes(of: title)
        guard !words.isEmpty else { return }
        for index in selection.kept.prefix(3) where wordHashes(index) == words { selection.drop(index, "title") }
    }

    /// A copyright line is nowhere part of an article.
    private func dropLegal(_ selection: inout Selection) {
        for index in selection.kept.suffix(4) {
            let statistics = features.statistics[index]
            if statistics.marks & TextMarks.legal != 0, statistics.characters < 120 { selection.drop(index, "legal") }
        }
    }

    /// The last lines: bylines with e-mail, dates, labels of what follows.
    private func dropTrailing(_ selection: inout Selection) {
        for index in selection.kept.reversed().prefix(4) {
            let statistics = features.statistics[index]
            let isShort = statistics.characters < 80
            if isShort, statistics.hasMail {
                selection.drop(index, "byline")
            } else if isShort, !statistics.endsSentence,
                statistics.marks & (TextMarks.related | TextMarks.subscribe | TextMarks.social) != 0
            {
                selection.drop(index, "label")
            } else {
                return
            }
        }
    }

    private func notePaywall(_ selection: inout Selection) {
        for index in text.blocks.indices where features.statistics[index].marks & TextMarks.paywall != 0 {
            if features.isInside[index] || !selection.isKept[index] && features.statistics[index].characters < 300 {
                selection.sawPaywall = true
            }
            if features.statistics[index].characters < 300 { selection.drop(index, "paywall") }
        }
    }

    private func wordHashes(_ index: Int) -> [UInt32] {
        var found: [UInt32] = []
        Words.forEach(in: text.bytes, text.blocks[index].range) { found.append($0) }
        return found
    }
}
