import Articles
import HTML

/// Where an article ends, and what boxes of teasers stand in it.
extension PlainTextLines {
    /// Words that begin what follows an article, and those that as often head a box of teasers in its midst.
    private static let ends = PatternSet([
        (
            closing,
            """
            무단전재, 무단 전재, 재배포 금지, 저작권자, copyright, all rights reserved, 다른 기사 보기, 카테고리의 다른 글
            기사에 대해 어떻게, 구독해지, 댓글, 구독하기, 기사제보, 제보하기
            """
        ),
        (
            teasing,
            """
            관련기사, 관련 기사, 많이 본 뉴스, 실시간 관련뉴스, 이 시각 주요뉴스
            related articles, related stories, more from, most read, most popular, read next, recommended stories
            """
        ),
    ])

    private static let closing: UInt32 = 1
    private static let teasing: UInt32 = 2

    /// What a line ends, as groups of `ends`.
    private func ends(_ index: Int) -> UInt32 {
        statistics(index).characters < 80 ? Self.ends.groups(in: text.bytes, text.blocks[index].range) : 0
    }

    func isEnd(_ index: Int) -> Bool { ends(index) != 0 }

    /// A box of teasers in an article has at most so many lines.
    private static let longestBox = 16
    /// How many lines behind a box are looked at, and how many paragraphs among them show that the article goes on.
    private static let boxReach = 40
    private static let leastResumed = 2

    /// The line with which the article goes on behind a box of teasers that begins at `index`, or `nil` when it ends
    /// there: another article would begin with its date.
    private func resumption(after index: Int, _ selection: Selection) -> Int? {
        guard ends(index) == Self.teasing else { return nil }
        var first: Int?
        var paragraphs = 0
        for later in index + 1..<max(index + 1, min(index + Self.boxReach, text.blocks.count)) {
            if ends(later) & Self.closing != 0 || paragraphs >= Self.leastResumed { break }
            if first == nil, later - index > Self.longestBox || HeadLineDate.isDateLine(line(later)) { return nil }
            guard selection.isKept[later], isProse(later) else { continue }
            first = first ?? later
            paragraphs += 1
        }
        return paragraphs >= Self.leastResumed ? first : nil
    }

    /// Cuts the tail: from the first line that closes an article, and teasers after it.
    func applyTail(to selection: inout Selection) {
        let kept = selection.kept
        guard kept.count > 1, let first = kept.first, let last = kept.last else { return }
        let total = kept.reduce(0) { $0 + statistics($1).characters }
        var read = 0
        var resumed = 0
        for index in first...last where index >= resumed {
            if selection.isKept[index] { read += statistics(index).characters }
            guard isEnd(index) else { continue }
            if let next = resumption(after: index, selection) {
                for teaser in index..<next { selection.drop(teaser, "teasers") }
                resumed = next
                continue
            }
            // Not before a third of the text: the same words stand in page heads.
            guard read * 3 > total else { continue }
            for later in index...last { selection.drop(later, "tail") }
            return
        }
    }
}
