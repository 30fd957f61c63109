import Articles

/// Reads persons by the English words beside them: chief executive Jane Roe; Jane Roe, an analyst at.
struct EnglishPeople {
    /// Words of a name, at most.
    private static let mostWords = 3
    /// Words before a name that one word is enough behind: President Roe.
    private static let courtesies = Set(
        NameVocabulary.words(
            "Mr. Mrs. Ms. Dr. Prof. Sen. Rep. Gov. Sir President Senator Governor Chancellor Minister Justice Judge"
        )
    )
    private static let before = Set(PeopleVocabulary.englishBefore)

    func read(_ document: inout NameDocument) {
        let text = document.text
        var start = 0
        while start < text.count {
            guard text.shapes[start].isLatin, !text.shape(start - 1).isWord else { start += 1; continue }
            let end = Self.wordEnd(text, start)
            let word = text.string(start..<end)
            if text.shapes[start] == .upper { readBehind(start, &document) }
            if Self.before.contains(word), text.scalar(end) == 0x20 {
                read(from: end + 1, least: Self.courtesies.contains(word) ? 1 : 2, &document)
            }
            start = max(end, start + 1)
        }
    }

    /// The end of the word at `start`; the full stop of a title belongs to it, and a hyphen or apostrophe inside.
    private static func wordEnd(_ text: NameText, _ start: Int) -> Int {
        var end = start
        while end < text.count {
            let scalar = text.scalars[end]
            let joins = (scalar == 0x2D || scalar == 0x27 || scalar == 0x2019) && text.shape(end + 1) == .upper
            guard text.shapes[end].isLatin || joins || scalar == 0x2D && text.shape(end + 1) == .lower else { break }
            end += 1
        }
        // Mr. and an initial.
        if text.scalar(end) == 0x2E, end - start <= 4, text.shape(start) == .upper, text.scalar(end + 1) == 0x20 {
            let isInitial = end - start == 1
            if isInitial || before.contains(text.string(start..<(end + 1))) { return end + 1 }
        }
        return end
    }

    /// Takes two or three capitalized words from `start` on, or one behind a courtesy title.
    private func read(from start: Int, least: Int, _ document: inout NameDocument) {
        guard let range = name(start, least: least, document) else { return }
        let words = document.text.scalars[range].count { $0 == 0x20 } + 1
        guard words >= least else { return }
        document.add(range, document.provisional(document.text.string(range), .person), .title)
    }

    /// `Jane Roe, chief executive`, `Jane Roe, an analyst`.
    private func readBehind(_ start: Int, _ document: inout NameDocument) {
        guard let range = name(start, least: 2, document) else { return }
        let text = document.text
        guard text.scalar(range.upperBound) == 0x2C, text.scalar(range.upperBound + 1) == 0x20 else { return }
        var position = range.upperBound + 2
        for number in 0..<3 {
            let end = Self.wordEnd(text, position)
            let word = text.string(position..<end)
            if PeopleVocabulary.englishBehind.contains(word) {
                document.add(range, document.provisional(text.string(range), .person), .title)
                return
            }
            guard number == 0, ["a", "an", "the", "its"].contains(word) || number > 0, text.scalar(end) == 0x20 else {
                return
            }
            position = end + 1
        }
    }

    /// The capitalized words at `start`, if they can be a person's name and no mention has them.
    private func name(_ start: Int, least: Int, _ document: NameDocument) -> Range<Int>? {
        let text = document.text
        var end = start, words = 0, next = start
        while words < Self.mostWords, text.shape(next) == .upper {
            let stop = Self.wordEnd(text, next)
            guard stop > next, document.isFree(next..<stop), isNameWord(text, next..<stop) else { break }
            end = stop
            words += 1
            guard text.scalar(stop) == 0x20 else { break }
            next = stop + 1
        }
        guard words >= least, words > 0, !text.shape(end).isWord else { return nil }
        let last = text.string(lastWord(text, start..<end))
        if words > 1, NameVocabulary.latinOrganizationEndings.contains(last) { return nil }
        // Behind it a mention of another kind goes on: Commerce Secretary of …
        return text.scalar(end) == 0x20 && document.mention(at: end + 1) != nil && words < least ? nil : start..<end
    }

    private func lastWord(_ text: NameText, _ range: Range<Int>) -> Range<Int> {
        let space = text.scalars[range].lastIndex(of: 0x20)
        return (space.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
    }

    private func isNameWord(_ text: NameText, _ range: Range<Int>) -> Bool {
        let word = text.string(range)
        if range.count == 2, word.hasSuffix(".") { return true }
        let shape = LetterCase(text.scalars[range])
        return shape.lower > 0 && range.count >= 2 && !PeopleVocabulary.neverNames.contains(word)
            && !Self.before.contains(word)
    }
}
