import Articles

/// Reads unknown places beside known ones: 테네시주 녹스빌, Chattanooga, Tennessee, 인도 라자스탄주.
struct PlaceReader {
    let tail: NameTail

    /// Kinds of entries that hold towns.
    private static let regions: Set<String> = ["state", "province", "country", "region"]
    /// English words before a place.
    private static let prepositions = Set(
        NameVocabulary.words("in at near from of outside to around across around and between")
    )
    /// Words and particles that show that a Korean word is where something is.
    private static let locatives = NameVocabulary.words("에 에서 에는 에서는 에도 에서도 에선 으로 로 까지 부터 의 와 과 인근 소재 지역 시 외곽 근교").map(
        \.scalarValues
    )
    /// The last syllable of states and provinces.
    private static let divisions = Set("주성".unicodeScalars.map(\.value))
    private static let longestTown = 6

    func read(_ document: inout NameDocument) {
        for mention in document.mentions where mention.thing >= 0 {
            let place = document.things[mention.thing]
            guard place.type == .place, place.entry >= 0, Self.regions.contains(place.kind ?? "") else { continue }
            readTownBefore(mention.range, &document)
            readBehind(mention.range, isState: isState(mention.range, document.text), &document)
        }
    }

    private func isState(_ range: Range<Int>, _ text: NameText) -> Bool {
        range.count >= 3 && Self.divisions.contains(text.scalar(range.upperBound - 1))
    }

    /// Chattanooga, Tennessee: capitalized words before a comma, behind a preposition.
    private func readTownBefore(_ state: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        guard text.shape(state.lowerBound).isLatin, text.scalar(state.lowerBound - 1) == 0x20,
            text.scalar(state.lowerBound - 2) == 0x2C
        else { return }
        let end = state.lowerBound - 2
        var start = end
        for _ in 0..<3 {
            var first = start
            while text.shape(first - 1).isLatin { first -= 1 }
            guard first < start, text.shape(first) == .upper else { break }
            start = first
            guard text.scalar(start - 1) == 0x20 else { break }
            var before = start - 1
            while text.shape(before - 1).isLatin { before -= 1 }
            if Self.prepositions.contains(text.string(before..<(start - 1))) {
                guard document.isFree(start..<end) else { return }
                document.add(start..<end, document.provisional(text.string(start..<end), .place), .cue)
                return
            }
            start -= 1
        }
    }

    /// 테네시주 녹스빌에: one word behind a state with a particle of place; 인도 라자스탄주: a state behind a country.
    private func readBehind(_ region: Range<Int>, isState: Bool, _ document: inout NameDocument) {
        let text = document.text
        guard text.scalar(region.upperBound) == 0x20, text.shape(region.upperBound - 1) == .hangul else { return }
        let start = region.upperBound + 1
        var stop = start
        while text.shape(stop) == .hangul, stop - start <= Self.longestTown + 4 { stop += 1 }
        guard !text.shape(stop).isWord, let end = townEnd(text, start..<stop, isState: isState),
            document.isFree(start..<end), !NameVocabulary.institutions.beginsWord(text.scalars[start..<end])
        else { return }
        document.add(start..<end, document.provisional(text.string(start..<end), .place), .cue)
    }

    private func townEnd(_ text: NameText, _ word: Range<Int>, isState: Bool) -> Int? {
        for end in stride(
            from: min(word.upperBound, word.lowerBound + Self.longestTown),
            to: word.lowerBound + 1,
            by: -1
        ) {
            if Self.divisions.contains(text.scalar(end - 1)), end - word.lowerBound >= 4, tail.isTail(text, from: end) {
                return end
            }
            guard isState else { continue }
            let rest = text.scalars[end..<word.upperBound]
            let isLocative = Self.locatives.contains { $0.elementsEqual(rest) }
            let isBefore =
                rest.isEmpty && text.scalar(word.upperBound) == 0x20
                && Self.locatives.contains { locative in
                    let next = word.upperBound + 1
                    return locative.count >= 2 && next + locative.count <= text.count
                        && text.scalars[next..<(next + locative.count)].elementsEqual(locative)
                }
            if isLocative || isBefore { return end }
        }
        return nil
    }
}
