import Articles

/// Reads what a Latin name goes on with: Copilot Daily, YouTube Gaming, Take-Two Interactive.
///
/// A capitalized word right behind a known Latin name, with a small or Hangul word behind itself, belongs to it. In a
/// headline in title case that second condition fails, and nothing is joined.
struct LatinExtension {
    /// Capitalized words that begin something else.
    private static let others = Set(
        NameVocabulary.words(
            """
            Chief President Director Vice Senior Founder Executive Chairman Chairwoman Professor Engineer Researcher Analyst Spokesperson Co
            Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
            November December The A An And Or But In On At Of For To By With From As Is Was Has Will Its Their His Her This That It He She They We
            """
        )
    )
    /// Words taken in, at most.
    private static let mostWords = 2

    func read(_ document: inout NameDocument) {
        let text = document.text
        for mention in document.mentions where mention.thing >= 0 && mention.reason == .knowledge {
            let base = document.things[mention.thing]
            guard base.type != .person, mention.range.count >= 3,
                text.shape(mention.range.upperBound - 1).isLatin, let end = end(document, mention.range.upperBound)
            else { continue }
            if base.type == .place {
                readPlaced(mention.range, &document)
                continue
            }
            let last = lastWord(text, end)
            let isOrganization = NameVocabulary.latinOrganizationEndings.contains(last) && base.type == .organization
            let range = mention.range.lowerBound..<end
            let name = text.string(range)
            let thing = document.provisional(name, isOrganization ? .organization : .product)
            document.replace(range, thing, .version)
        }
    }

    /// A place and a noun for a body behind it are an organization, whatever follows: Georgia Power, Boston University.
    private func readPlaced(_ place: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        var end = place.upperBound + 1
        while text.shape(end).isLatin { end += 1 }
        guard !text.shape(end).isWord,
            NameVocabulary.placedOrganizationEndings.contains(text.scalars[(place.upperBound + 1)..<end])
        else { return }
        let range = place.lowerBound..<end
        document.replace(range, document.provisional(text.string(range), .organization), .version)
    }

    /// Where the capitalized words behind `start` end, or `nil` where there are none that belong to the name.
    private func end(_ document: NameDocument, _ start: Int) -> Int? {
        let text = document.text
        var end = start
        for _ in 0..<Self.mostWords {
            guard text.scalar(end) == 0x20, text.shape(end + 1) == .upper else { break }
            var stop = end + 1
            while text.shape(stop).isLatin { stop += 1 }
            let word = text.string((end + 1)..<stop)
            guard stop - end > 3, !text.shape(stop).isWord || text.shape(stop) == .hangul,
                LetterCase(text.scalars[(end + 1)..<stop]).lower > 0, document.isFree((end + 1)..<stop),
                !Self.others.contains(word), !NameVocabulary.genericTerms.contains(word)
            else { break }
            end = stop
        }
        guard end > start else { return nil }
        let next = text.shape(end) == .space ? text.shape(end + 1) : text.shape(end)
        let isSentenceEnd = text.scalar(end) == 0x0A
        return next == .lower || next == .hangul || next == .mark && !isSentenceEnd ? end : nil
    }

    private func lastWord(_ text: NameText, _ end: Int) -> String {
        var start = end
        while text.shape(start - 1).isLatin { start -= 1 }
        return text.string(start..<end)
    }
}
