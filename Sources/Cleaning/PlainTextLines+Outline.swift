import Articles
import HTML

/// Outlines: articles, or parts of them, written in points.
extension PlainTextLines {
    /// How many of ten lines between two kept ones must be items, so that they are an outline and no menu.
    private static let leastItems = 4
    /// Fewer lines than this are no outline.
    private static let shortestOutline = 5

    /// Outlines between kept lines: short lines of which many are items, as reports written in points have them.
    func fillLists(_ selection: inout Selection) {
        let kept = selection.kept
        for (above, below) in zip(kept, kept.dropFirst()) where below - above > Self.shortestOutline {
            let lines = above + 1..<below
            // What a subscription offers comes as a list, too.
            guard !lines.contains(where: { statistics($0).marks & (TextMarks.subscribe | TextMarks.paywall) != 0 })
            else { continue }
            let items = lines.count { isItem($0) }
            let foreign = lines.count { !isItem($0) && isForeign($0) }
            guard items * 10 >= lines.count * Self.leastItems, foreign * 10 <= lines.count else { continue }
            for index in lines where isItem(index) || !isChrome(index) { selection.keep(index, "outline") }
        }
    }

    private func isForeign(_ index: Int) -> Bool {
        isEnd(index) || isChrome(index) || HeadLineDate.isDateLine(line(index))
    }

    /// Whether a line is an item of a list: behind a bullet or a number, or a label, a colon and what it says.
    func isItem(_ index: Int) -> Bool {
        guard statistics(index).characters >= Self.shortestItem else { return false }
        let content = line(index)
        if ["* ", "- ", "• ", "· ", "ㆍ", "○ ", "▶ "].contains(where: content.hasPrefix) { return true }
        guard let colon = content.firstRange(of: ": ") else { return false }
        let label = content[..<colon.lowerBound]
        return label.count <= Self.longestLabel && label.contains(where: \.isLetter)
    }

    private static let shortestItem = 12
    private static let longestLabel = 24
}
