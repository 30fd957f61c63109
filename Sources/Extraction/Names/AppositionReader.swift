import Articles

/// Reads new English names from what stands behind their comma: Quillmark, the legal AI company; Ondine, based in Leeds.
struct AppositionReader {
    private static let mostWords = 4
    private static let basedIn = ", based in ".scalarValues

    func read(_ document: inout NameDocument) {
        let text = document.text
        var index = 1
        while index + 2 < text.count {
            if text.scalars[index] == 0x2C, text.scalars[index + 1] == 0x20, text.shapes[index + 2] == .lower,
                text.shapes[index - 1].isLatin, let type = type(text, index)
            {
                readName(endingAt: index, type, &document)
            }
            index += 1
        }
    }

    private func type(_ text: NameText, _ comma: Int) -> EntityType? {
        if let type = TypeCues.apposition(text, after: comma) { return type }
        let end = comma + Self.basedIn.count
        return end < text.count && text.scalars[comma..<end].elementsEqual(Self.basedIn) ? .organization : nil
    }

    /// Takes the capitalized words before the comma, if no mention has any of them.
    private func readName(endingAt end: Int, _ type: EntityType, _ document: inout NameDocument) {
        let text = document.text
        var start = end, words = 0
        while words <= Self.mostWords {
            let first = wordStart(text, start)
            guard first < start, text.shape(first) == .upper, document.isFree(first..<start),
                !PeopleVocabulary.neverNames.contains(text.string(first..<start))
            else { break }
            start = first
            words += 1
            guard text.scalar(start - 1) == 0x20, wordStart(text, start - 1) < start - 1 else { break }
            start -= 1
        }
        while start < end, text.scalar(start) == 0x20 { start += 1 }
        let range = start..<end
        guard (1...Self.mostWords).contains(words), range.count >= 3, !isBehindPreposition(text, start),
            GlossName.isLatinName(text, range), type != .person || words >= 2
        else { return }
        document.add(range, document.provisional(text.string(range), type), .cue)
    }

    private func wordStart(_ text: NameText, _ end: Int) -> Int {
        var start = end
        while text.shape(start - 1).isLatin || text.shape(start - 1) == .digit { start -= 1 }
        return start
    }

    /// On Broadway, the company opened: the noun behind the comma begins something else.
    private func isBehindPreposition(_ text: NameText, _ start: Int) -> Bool {
        guard text.scalar(start - 1) == 0x20 else { return false }
        let word = text.string(wordStart(text, start - 1)..<(start - 1))
        return Self.prepositions.contains(word.lowercased())
    }

    private static let prepositions: Set<String> = [
        "in", "on", "at", "near", "to", "from", "outside", "across", "since",
    ]
}
