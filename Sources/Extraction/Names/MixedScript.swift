/// Finds words that mix Latin with Greek or Cyrillic letters, as forged names do: ОpenАI.
///
/// Such a word may be a name, but never the one it looks like, so none is linked inside it.
enum MixedScript {
    /// The words of `text` with letters of both, hyphens and full stops inside included; ascending.
    static func words(_ text: NameText) -> [Range<Int>] {
        guard text.scalars.contains(where: isLookalike) else { return [] }
        var words: [Range<Int>] = []
        var start = 0
        while start < text.count {
            guard isPart(text, start) else { start += 1; continue }
            var end = start
            var hasLatin = false, hasLookalike = false
            while end < text.count, isPart(text, end) {
                if text.shapes[end].isLatin { hasLatin = true }
                if isLookalike(text.scalars[end]) { hasLookalike = true }
                end += 1
            }
            if hasLatin, hasLookalike { words.append(start..<end) }
            start = end
        }
        return words
    }

    private static func isPart(_ text: NameText, _ index: Int) -> Bool {
        let shape = text.shapes[index]
        return shape.isLatin || shape == .digit || shape == .otherLetter || text.scalars[index] == 0x2D
    }

    /// Greek and Cyrillic; µ is a unit.
    private static func isLookalike(_ scalar: UInt32) -> Bool { (0x370...0x52F).contains(scalar) }

    /// Whether one of `words`, which ascend, reaches into `range`.
    static func touches(_ range: Range<Int>, _ words: [Range<Int>]) -> Bool {
        var low = 0, high = words.count
        while low < high {
            let middle = (low + high) / 2
            if words[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < words.count && words[low].lowerBound < range.upperBound
    }
}
