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
            "executives executive CEO employees shares stock spokesperson spokesman spokeswoman founder investors board"
    )
    private static let before = table(
        product: "service model chip chatbot app game platform franchise console tool browser robot",
        organization:
            "startup developer company firm publisher maker agency studio lab retailer bank newspaper vendor outlet"
    )
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

    /// The types that the words beside `range` speak for.
    static func types(_ text: NameText, _ range: Range<Int>) -> [EntityType] {
        var types: [EntityType] = []
        let next = word(text, after: range.upperBound)
        if let type = behind[next] ?? korean(next) { types.append(type) }
        if let type = before[word(text, before: range.lowerBound)] { types.append(type) }
        if let type = CueReader.cue(text, before: range.lowerBound) { types.append(type) }
        return types
    }

    /// The type of the longest noun that a Korean word begins with.
    private static func korean(_ word: String) -> EntityType? {
        var stem = Substring(word)
        while !stem.isEmpty {
            if let type = koreanBehind[String(stem)] { return type }
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
