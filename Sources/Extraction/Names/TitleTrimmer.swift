import Articles

/// Mends the ends of what the tagger read: takes off a title (안와르 이브라힘 총리) or a noun (Packmule robot), and adds
/// the rest of a word that ends no name (에사 코스키|넨 CTO).
struct TitleTrimmer {
    let tail: NameTail
    /// What is missing of a word is no longer than this.
    private static let longestRest = 3

    func read(_ document: inout NameDocument) {
        let text = document.text
        for mention in document.mentions where mention.thing >= 0 && mention.reason == .tagger {
            let type = document.things[mention.thing].type
            var range = mention.range
            if let space = text.scalars[range].lastIndex(of: 0x20) {
                let last = (space + 1)..<range.upperBound
                let isTitle = type == .person && NameVocabulary.titleSet.contains(text.scalars[last])
                let isNoun = type == .product && text.scalars[last].allSatisfy { CharacterShape($0) == .lower }
                if isTitle || isNoun { range = range.lowerBound..<space }
            }
            // 최모 상병: behind one character the word goes on as it likes.
            if type == .person, range.count > 1 { range = range.lowerBound..<wordEnd(range, text) }
            guard range != mention.range, range.count >= 2 else { continue }
            if range.upperBound > mention.range.upperBound,
                !document.isFree(mention.range.upperBound..<range.upperBound)
            {
                continue
            }
            document.replace(range, document.provisional(text.string(range), type), .tagger)
        }
    }

    /// The end of the word in which a person's name breaks off, where a space and a title follow it.
    private func wordEnd(_ range: Range<Int>, _ text: NameText) -> Int {
        let end = range.upperBound
        guard text.shape(end) == .hangul, !tail.isTail(text, from: end) else { return end }
        var stop = end
        while text.shape(stop) == .hangul, stop - end <= Self.longestRest { stop += 1 }
        guard stop - end <= Self.longestRest, text.scalar(stop) == 0x20 else { return end }
        var title = stop + 1
        while text.shape(title).isWord, title - stop <= 12 { title += 1 }
        for length in stride(from: title, to: stop + 2, by: -1)
        where NameVocabulary.titleSet.contains(text.scalars[(stop + 1)..<length]) && tail.isTail(text, from: length) {
            return stop
        }
        return end
    }
}
