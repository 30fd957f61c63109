import Articles

/// Mends the stretches that the tagger takes for persons: 유진님, 최모 상병, 김민수 이영희.
enum PersonSpans {
    /// Honorifics and words for kin that are written together with a name: 민수님, 지은언니.
    private static let honorifics = NameVocabulary.words("형님 님 씨 누나 언니 오빠 선배 삼촌 형").map(\.scalarValues)
    /// 모 behind the family name of somebody who is not named: 박모씨.
    static let someone: UInt32 = 0xBAA8

    /// The persons that a span names; another span is left as it is.
    static func persons(in span: TaggedSpan, _ text: NameText) -> [TaggedSpan] {
        guard span.type == .person else { return [span] }
        if isFamilyName(span.range, text) {
            return [TaggedSpan(range: span.range.prefix(1), type: .person, confidence: span.confidence)]
        }
        return pair(span, text) ?? [withoutHonorific(span, text)]
    }

    /// What stands behind a family name for the rest of a name: 박모, 김군, 이양.
    private static let rests: Set<UInt32> = [someone, 0xAD70, 0xC591]

    /// Whether a family name alone is meant: 최모 상병, 김군.
    private static func isFamilyName(_ range: Range<Int>, _ text: NameText) -> Bool {
        range.count == 2 && rests.contains(text.scalar(range.lowerBound + 1))
            && NameVocabulary.surnames.contains(text.scalar(range.lowerBound))
    }

    /// Two Korean names that only a space parts are two persons.
    private static func pair(_ span: TaggedSpan, _ text: NameText) -> [TaggedSpan]? {
        let words = text.scalars[span.range].split(separator: 0x20)
        guard words.count == 2, words.allSatisfy({ KoreanName.isTypical($0) }) else { return nil }
        return words.map { TaggedSpan(range: $0.indices, type: .person, confidence: span.confidence) }
    }

    /// 하느님 is no 하느.
    private static let god = "느님".scalarValues

    /// The span without what is written together with the name: 유진님, 지은언니.
    private static func withoutHonorific(_ span: TaggedSpan, _ text: NameText) -> TaggedSpan {
        let name = text.scalars[span.range]
        guard
            let honorific = honorifics.first(where: { name.count >= $0.count + 2 && name.suffix($0.count) == $0[...] }),
            name.suffix(god.count) != god[...], honorific.count > 1 || !KoreanName.hasForm(name)
        else { return span }
        let end = span.range.upperBound - honorific.count
        guard text.shape(end - 1).isWord else { return span }
        return TaggedSpan(range: span.range.lowerBound..<end, type: .person, confidence: span.confidence)
    }

    /// Whether a person's age in brackets follows: 김민수(35).
    static func hasAge(_ text: NameText, _ end: Int) -> Bool {
        guard text.scalar(end) == 0x28 else { return false }
        var stop = end + 1
        while text.shape(stop) == .digit, stop - end <= 3 { stop += 1 }
        return (2...3).contains(stop - end) && text.scalar(stop) == 0x29
    }

    /// Whether a name of the knowledge base may be a person's last name, since a foreign given name stands before it.
    static func isBehindGivenName(_ mention: Range<Int>, _ document: NameDocument) -> Bool {
        let text = document.text
        guard text.shape(mention.lowerBound) == .hangul, text.scalar(mention.lowerBound - 1) == 0x20,
            !text.scalars[mention].contains(0x20)
        else { return false }
        var start = mention.lowerBound - 1
        while text.shape(start - 1) == .hangul, mention.lowerBound - start <= 8 { start -= 1 }
        let word = start..<(mention.lowerBound - 1)
        return !word.isEmpty && !text.shape(start - 1).isWord && document.isFree(word)
            && PeopleVocabulary.koreanGivenNames.contains(Array(text.scalars[word]))
    }
}
