import Articles

/// Tells the type of an unknown name by the words beside it: Velora users, the startup Velora, CEO of Velora.
enum TypeCues {
    /// Nouns behind an English name, and before it.
    private static let behind = table(
        product: """
            service services platform app apps users subscription subscribers model models chip chips game games console software tool
            browser assistant chatbot robot device devices store bundle titles edition
            """,
        organization:
            """
            executives executive CEO employees shares stock spokesperson spokesman spokeswoman founder investors board
            raises raised acquires acquired unveils unveiled releases released
            """
    )
    private static let before = table(
        product: "service model chip chatbot app game platform franchise console tool browser robot",
        organization:
            "startup developer company firm publisher maker agency studio lab retailer bank newspaper vendor outlet"
    )
    /// Nouns that say in an apposition what the name before it is: `Velora, a Danish maker of chips`.
    private static let apposed: [String: EntityType] = {
        var nouns = table(
            product: "model chip service app platform assistant chatbot robot processor accelerator browser tool",
            organization: """
                startup start company maker developer designer firm lab laboratory provider supplier operator retailer bank
                chipmaker carmaker publisher studio manufacturer agency fund investor unit subsidiary university institute
                """
        )
        let people =
            "executive chief president analyst professor director engineer researcher minister economist partner"
        for word in NameVocabulary.words(people) { nouns[word] = .person }
        return nouns
    }()
    /// How many words of an apposition are looked at, and the words that end it.
    private static let apposedWords = 8
    private static let apposedEnds: Set<String> = [
        "who", "that", "which", "whose", "where", "for", "from", "with", "said",
    ]

    /// Nouns behind a Korean name, a space between.
    private static let koreanBehind = table(
        product: "모델 칩 챗봇 앱 서비스 플랫폼 시리즈 브라우저 가속기 프로세서 로봇 프로젝트 에디션 구독",
        organization: "대표 최고경영자 주가 임직원 이사회 창업자 본사 관계자 공동창업자 회장 사장 CEO 측"
    )

    private static func table(product: String, organization: String) -> [String: EntityType] {
        var table: [String: EntityType] = [:]
        for word in NameVocabulary.words(product) { table[word] = .product }
        for word in NameVocabulary.words(organization) { table[word] = .organization }
        return table
    }

    /// Nouns behind a Korean name that stand behind persons as often as behind organizations.
    private static let shared = NameVocabulary.words("대표 최고경영자 창업자 공동창업자 회장 사장 CEO 측 관계자")

    /// Nouns behind a quoted name, or one with a bracket: '벨로라(Velora)' 모드.
    private static let quotedBehind = table(
        product: "칩 반도체 가속기 챗봇 로봇 모드 기능 플러그인 솔루션 에이전트 API 툴 도구 제품 요금제 게임 프로그램 에디션 버전 엔진 시리즈 모델 앱",
        organization: ""
    )

    /// The types that the words beside `range` speak for; `guess` is what it is thought to be.
    static func types(_ text: NameText, _ range: Range<Int>, guess: EntityType? = nil) -> [EntityType] {
        var types: [EntityType] = []
        let next = word(text, after: range.upperBound)
        let isOpen = guess != .person || !shared.contains { next.hasPrefix($0) }
        if isOpen, let type = behind[next] ?? korean(next) { types.append(type) }
        if let type = behindQuotation(text, range) { types.append(type) }
        if let type = before[word(text, before: range.lowerBound)] { types.append(type) }
        if let type = CueReader.cue(text, before: range.lowerBound) { types.append(type) }
        if let type = apposition(text, after: range.upperBound) { types.append(type) }
        if let type = called(text, range.lowerBound) { types.append(type) }
        if hasVersion(text, range) { types.append(.product) }
        if guess == .person, !types.isEmpty, KoreanName.isLikely(text.scalars[range], isCertain: false),
            isAboutPeople(text, range)
        {
            types.removeAll { $0 == .product }
        }
        return types
    }

    /// Whether the noun beside a name in the form of a Korean person's stands beside persons as well: 모델 김민수.
    private static func isAboutPeople(_ text: NameText, _ range: Range<Int>) -> Bool {
        let before = word(text, before: range.lowerBound), next = word(text, after: range.upperBound)
        return before.hasSuffix("모델") || next.hasPrefix("시리즈") || next.hasPrefix("프로젝트")
    }

    /// What the noun behind a quoted name says it is.
    static func behindQuotation(_ text: NameText, _ range: Range<Int>) -> EntityType? {
        quotationEnd(text, range).flatMap { longest(word(text, after: $0), in: quotedBehind) }
    }

    /// Where the quotation marks around a name end, a bracket behind it included.
    private static func quotationEnd(_ text: NameText, _ range: Range<Int>) -> Int? {
        guard CueReader.isOpening(text.scalar(range.lowerBound - 1)) else { return nil }
        var end = range.upperBound
        if text.scalar(end) == 0x28 {
            while text.scalar(end) != 0x29, end - range.upperBound <= longestBracket { end += 1 }
            end += 1
        }
        return CueReader.isClosing(text.scalar(end)) ? end + 1 : nil
    }

    private static let longestBracket = 40

    /// Words between a noun and a new name.
    private static let callings: Set<String> = ["called", "named", "dubbed", "branded", "codenamed"]

    /// What the noun before `called` says: an open-weight model called Heron.
    private static func called(_ text: NameText, _ start: Int) -> EntityType? {
        let calling = word(text, before: start)
        guard callings.contains(calling) else { return nil }
        let noun = word(text, before: start - calling.unicodeScalars.count - 1)
        return before[noun] ?? behind[noun] ?? apposed[noun]
    }

    /// Whether the last word is a version or a size: Heron 7B, Orion-3.
    private static func hasVersion(_ text: NameText, _ range: Range<Int>) -> Bool {
        guard let cut = text.scalars[range].lastIndex(where: { $0 == 0x20 || $0 == 0x2D }), cut > range.lowerBound
        else {
            return false
        }
        let last = text.scalars[(cut + 1)..<range.upperBound]
        // 서해 5도, 베네딕토 16세: a Hangul unit behind the number is no size.
        guard let first = last.first, let end = last.last, CharacterShape(first) == .digit, last.count <= 5,
            CharacterShape(end) != .hangul
        else { return false }
        return last.dropLast().allSatisfy { CharacterShape($0) == .digit || $0 == 0x2E }
    }

    /// What `, a South Korean designer of …` behind a name says it is.
    static func apposition(_ text: NameText, after end: Int) -> EntityType? {
        guard text.scalar(end) == 0x2C, text.scalar(end + 1) == 0x20 else { return nil }
        var position = end + 1
        for number in 0..<apposedWords {
            let word = word(text, after: position)
            guard !word.isEmpty, !apposedEnds.contains(word) else { return nil }
            if number == 0, !["a", "an", "the"].contains(word) { return nil }
            if let type = apposed[word] { return type }
            position += 1 + word.unicodeScalars.count
            // A hyphen joins: start-up.
            if text.scalar(position) == 0x2D { position += 1 + self.word(text, hyphenAt: position).count }
        }
        return nil
    }

    private static func word(_ text: NameText, hyphenAt position: Int) -> String {
        var stop = position + 1
        while text.shape(stop).isWord, stop - position <= longest { stop += 1 }
        return text.string((position + 1)..<stop)
    }

    /// The type of the longest noun that a Korean word begins with.
    private static func korean(_ word: String) -> EntityType? { longest(word, in: koreanBehind) }

    private static func longest(_ word: String, in nouns: [String: EntityType]) -> EntityType? {
        var stem = Substring(word)
        while !stem.isEmpty {
            if let type = nouns[String(stem)] { return type }
            stem.removeLast()
        }
        return nil
    }

    /// The longest word that is looked at.
    private static let longest = 16

    private static func word(_ text: NameText, after end: Int) -> String {
        guard text.scalar(end) == 0x20 else { return "" }
        var stop = end + 1
        while text.shape(stop).isWord, stop - end <= longest { stop += 1 }
        return text.string((end + 1)..<stop)
    }

    /// The word before a name; a comma may stand between, as in "the service, Velora".
    private static func word(_ text: NameText, before start: Int) -> String {
        guard text.scalar(start - 1) == 0x20 else { return "" }
        let end = text.scalar(start - 2) == 0x2C ? start - 2 : start - 1
        var first = end
        while text.shape(first - 1).isWord, end - first <= longest { first -= 1 }
        return text.string(first..<end)
    }
}
