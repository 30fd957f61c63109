package import Articles

/// Makes further training sentences by putting other names in place of those that stand there.
///
/// A tagger trained on general news knows its names by heart and misses a trade's. Invented transliterations, Latin
/// brands and version numbers, with particles repaired, teach it to go by the sentence instead. Terms that are no
/// names (AI, GPU) are put in as well, so that it learns to leave them.
package struct TaggerAugmentation: Sendable {
    /// Names to draw from, by type.
    package var names: [EntityType: [String]]
    private let syllables: [UInt32]
    private let terms: [String]
    /// The names that are written in Latin letters only.
    private let latinNames: [EntityType: [String]]

    /// `names` must have some of each type.
    package init(names: [EntityType: [String]]) {
        self.names = names
        // Syllables of foreign names, as often as they occur there: that is what transliterations are made of.
        syllables = (names[.person] ?? []).filter { $0.unicodeScalars.contains(" ") }.prefix(20_000)
            .flatMap(\.scalarValues).filter { CharacterShape($0) == .hangul }
        latinNames = names.mapValues { names in
            names.filter { name in
                name.utf8.allSatisfy { $0 < 0x80 } && name.utf8.first.map { (0x41...0x5A).contains($0) } == true
            }
        }
        terms = Set(NameVocabulary.genericTermList).sorted() + Self.phrases
    }

    private static let phrases = [
        "생성형 AI", "인공지능(AI)", "범용 인공지능(AGI)", "그래픽처리장치(GPU)", "AI 반도체", "AI 모델", "AI 인프라", "빅테크", "데이터센터",
        "클러스터", "클라우드", "스타트업", "챗봇", "대규모언어모델(LLM)", "벤처캐피털(VC)", "최고경영자(CEO)", "소프트웨어", "플랫폼",
    ]

    /// How likely a name of each type is to be replaced.
    private static let chances: [EntityType: Double] = [.person: 0.6, .organization: 0.8, .place: 0.3, .product: 0.9]

    /// New sentences from `examples`: products are rare, so theirs are used more often.
    package func sentences(from examples: [TaggerExample]) -> [TaggerExample] {
        var random = SeededGenerator(seed: 0x5EED_0001)
        var made: [TaggerExample] = []
        for example in examples where !example.names.isEmpty && example.isKorean {
            let rounds = example.names.contains { $0.type == .product } ? 6 : example.weight
            for _ in 0..<rounds { made.append(sentence(from: example, &random)) }
        }
        return made
    }

    /// `example` with other names; each one where it is a template, and Latin ones where `isLatin`.
    func sentence(
        from example: TaggerExample,
        isTemplate: Bool = false,
        isLatin: Bool = false,
        _ random: inout SeededGenerator
    ) -> TaggerExample {
        let source = example.text.scalarValues
        var text: [UInt32] = []
        var spans: [TaggedSpan] = []
        var position = 0
        for name in example.names {
            text += source[position..<name.range.lowerBound]
            var spelling = Array(source[name.range])
            let chance = isTemplate ? 1 : Self.chances[name.type] ?? 0
            if random.chance() < chance {
                spelling =
                    (isLatin ? latinName(of: name.type, &random) : self.name(of: name.type, &random)).scalarValues
            }
            append(spelling, name.type, to: &text, &spans)
            gloss(
                spelling,
                name.type,
                next: name.range.upperBound < source.count ? source[name.range.upperBound] : 0x20,
                &text,
                &spans,
                &random
            )
            position = name.range.upperBound + repair(spelling, source, at: name.range.upperBound, &text)
        }
        text += source[min(position, source.count)...]
        for _ in 0..<random.pick([0, 1, 1, 2]) where !isLatin { insertTerm(&text, &spans, &random) }
        var view = String.UnicodeScalarView()
        for scalar in text { view.append(Unicode.Scalar(scalar) ?? " ") }
        return TaggerExample(text: String(view), names: spans)
    }

    private func append(_ spelling: [UInt32], _ type: EntityType, to text: inout [UInt32], _ spans: inout [TaggedSpan])
    {
        spans.append(TaggedSpan(range: text.count..<(text.count + spelling.count), type: type))
        text += spelling
    }

    /// Sometimes another name in brackets, as the press does: 매크로하드(Macrohard).
    private func gloss(
        _ spelling: [UInt32],
        _ type: EntityType,
        next: UInt32,
        _ text: inout [UInt32],
        _ spans: inout [TaggedSpan],
        _ random: inout SeededGenerator
    ) {
        guard next != 0x28, type != .place, let last = spelling.last, CharacterShape(last) == .hangul,
            random.chance() < (type == .person ? 0.05 : 0.12)
        else { return }
        let latin = type == .person ? latin(&random) + " " + latin(&random) : latin(&random)
        text.append(0x28)
        append(latin.scalarValues, type, to: &text, &spans)
        text.append(0x29)
    }

    /// Writes the particle behind a name in the form its last sound asks for; answers how much was read.
    private func repair(_ spelling: [UInt32], _ source: [UInt32], at index: Int, _ text: inout [UInt32]) -> Int {
        let isAlone = index + 1 >= source.count || CharacterShape(source[index + 1]) != .hangul
        guard index < source.count, isAlone, let last = spelling.last else { return 0 }
        for (open, closed) in Self.pairs where source[index] == open || source[index] == closed {
            text.append(hasCoda(last) ? closed : open)
            return 1
        }
        return 0
    }

    /// Particles after a vowel and after a consonant.
    private static let pairs: [(UInt32, UInt32)] = ["는은", "가이", "를을", "와과"].map { pair in
        let scalars = pair.scalarValues
        return (scalars[0], scalars[1])
    }

    /// Whether the sound of a last character ends in a consonant; of Latin words this is a guess by the letter.
    private func hasCoda(_ scalar: UInt32) -> Bool {
        CharacterShape(scalar) == .hangul
            ? HangulSyllable.hasCoda(scalar) : "013678LMNRlmnrbcdgkptqz".unicodeScalars.contains { $0.value == scalar }
    }

    /// Puts a term before some word outside every name.
    private func insertTerm(_ text: inout [UInt32], _ spans: inout [TaggedSpan], _ random: inout SeededGenerator) {
        let places = text.indices.filter { index in
            text[index] == 0x20 && !spans.contains { $0.range.lowerBound <= index + 1 && index < $0.range.upperBound }
        }
        guard !places.isEmpty else { return }
        let place = random.pick(places) + 1
        let ending = random.pick([" ", " ", "의 ", "를 ", "와 ", " 기반 ", " 산업 ", " 시장의 "])
        let term = (random.pick(terms) + ending).scalarValues
        text.insert(contentsOf: term, at: place)
        for index in spans.indices where spans[index].range.lowerBound >= place {
            let range = spans[index].range
            spans[index].range = (range.lowerBound + term.count)..<(range.upperBound + term.count)
        }
    }
}

extension TaggerAugmentation {
    /// A name of `type`: a known one, or an invented one of a form that such names have.
    private func name(of type: EntityType, _ random: inout SeededGenerator) -> String {
        let chance = random.chance()
        let known = names[type] ?? []
        switch type {
        case .person:
            if chance < 0.8, !known.isEmpty { return random.pick(known) }
            return transliteration(random.pick([2, 3]), &random) + " "
                + transliteration(random.pick([2, 3, 4]), &random)
        case .organization:
            if chance < 0.3, !known.isEmpty { return random.pick(known) }
            if chance < 0.6 { return latin(&random) }
            if chance < 0.75 {
                return transliteration(random.pick([2, 3, 3, 4]), &random) + random.pick(Self.organizationEnds)
            }
            return transliteration(random.pick([2, 3, 3, 4, 4, 5]), &random)
        case .place: return known.isEmpty ? transliteration(3, &random) : random.pick(known)
        case .product: return product(&random)
        }
    }

    private static let organizationEnds = [
        "AI", "X", "랩스", "테크", "소프트", " AI", " 테크놀로지스", "전자", "그룹", " 캐피털", "벤처스", "바이오", "로보틱스", "인베스트먼트", "연구원",
        "리서치",
    ]

    /// A name of `type` in an English sentence.
    private func latinName(of type: EntityType, _ random: inout SeededGenerator) -> String {
        let known = latinNames[type] ?? []
        let chance = random.chance()
        switch type {
        case .person:
            return !known.isEmpty && chance < 0.7
                ? random.pick(known) : capitalized(&random) + " " + capitalized(&random)
        case .place: return known.isEmpty ? capitalized(&random) : random.pick(known)
        case .organization: return !known.isEmpty && chance < 0.4 ? random.pick(known) : latin(&random)
        case .product:
            if !known.isEmpty, chance < 0.3 { return random.pick(known) }
            let base = capitalized(&random)
            if chance < 0.6 { return base }
            if chance < 0.8 {
                return base + random.pick([" ", "-", " "])
                    + random.pick(["1", "2", "3", "4", "5", "3.5", "100", "Pro", "Ultra", "Mini"])
            }
            return base + " "
                + random.pick([
                    "Pro", "Ultra", "Studio", "Cloud", "Now", "Edition", "Arcade", "Assistant", capitalized(&random),
                ])
        }
    }

    private func capitalized(_ random: inout SeededGenerator) -> String {
        var word = ""
        for _ in 0..<random.pick([1, 2, 2, 3]) { word += random.pick(Self.consonants) + random.pick(Self.vowels) }
        word += random.pick(["", "n", "r", "l", "x", "s", "ta", "ro", "on", "ia", "ck", "rd", "ng"])
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    private func product(_ random: inout SeededGenerator) -> String {
        let known = names[.product] ?? []
        let chance = random.chance()
        if chance < 0.2 {
            return String(random.pick(Array("ABGHKMRSTVX")))
                + String(random.pick([1, 2, 3, 5, 7, 10, 50, 100, 200, 300, 500, 1000]))
        }
        let kind = random.chance()
        let base =
            kind < 0.4
            ? latin(&random)
            : kind < 0.75 || known.isEmpty ? transliteration(random.pick([2, 3, 3, 4]), &random) : random.pick(known)
        guard chance < 0.5 else { return base }
        let version = random.pick(["1", "2", "3", "4", "5", "6", "7", "3.5", "1.5", "2.0", "10", "100"])
        let end = random.pick(["", "", "", " 프로", " Pro", " mini", "-mini", " 울트라"])
        return base + random.pick(["-", " ", "-", ""]) + version + end
    }

    private func transliteration(_ count: Int, _ random: inout SeededGenerator) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<count { view.append(Unicode.Scalar(random.pick(syllables)) ?? "가") }
        return String(view)
    }

    /// A Latin brand: Velora, KRT, neuroAI, Brixon Labs.
    private func latin(_ random: inout SeededGenerator) -> String {
        var word = ""
        for _ in 0..<random.pick([1, 2, 2, 3]) { word += random.pick(Self.consonants) + random.pick(Self.vowels) }
        word += random.pick(Self.ends)
        let capital = word.prefix(1).uppercased() + word.dropFirst()
        let chance = random.chance()
        if chance < 0.5 { return capital }
        if chance < 0.6 { return String(word.uppercased().prefix(random.pick([2, 3, 3, 4, 5]))) }
        if chance < 0.7 { return word + random.pick(["AI", "ML", "OS", "Lab"]) }
        return capital + random.pick([" Inc", " Labs", " AI", "AI", ".ai", " Research", " Systems"])
    }

    private static let consonants = NameVocabulary.words(
        "b c d f g h j k l m n p r s t v w z br cr dr gr pl st tr th ch sh"
    )
    private static let vowels = NameVocabulary.words("a e i o u ai ea io oo")
    private static let ends = [
        "", "n", "r", "l", "x", "s", "ta", "ro", "on", "ix", "us", "ia", "ly", "AI", "ify", "soft", "tech",
    ]
}
