/// A row of counts as a small picture.
package enum Sparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One block character a count; the largest fills its cell, zero is the lowest bar.
    package static func text(_ counts: [Int]) -> String {
        guard let most = counts.max(), most > 0 else { return String(repeating: bars[0], count: counts.count) }
        return String(counts.map { bars[max(0, $0) * (bars.count - 1) / most] })
    }

    /// An inline SVG of bars, the last one marked.
    ///
    /// `label` says in words what it shows.
    package static func svg(_ counts: [Int], label: String) -> String {
        let most = max(1, counts.max() ?? 1)
        var bars = ""
        for (index, count) in counts.enumerated() {
            let height = count <= 0 ? 1 : max(2, count * 18 / most)
            let mark = index == counts.count - 1 ? " class=\"now\"" : ""
            bars += "<rect\(mark) x=\"\(index * 4)\" y=\"\(18 - height)\" width=\"3\" height=\"\(height)\"/>"
        }
        let width = max(1, counts.count * 4 - 1)
        return "<svg class=\"spark\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\" "
            + "viewBox=\"0 0 \(width) 18\" width=\"\(width)\" height=\"18\">\(bars)</svg>"
    }
}
