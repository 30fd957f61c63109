import Articles

/// What of a spelling is the name itself: 엔비디아 호퍼 GPU holds a maker, a name and a noun.
///
/// Knowledge files list such spellings because they are sure where the bare name is not. A mention is the bare name,
/// and the maker is a mention of its own.
struct SpellingParts {
    /// How many characters stand before the name.
    var lead = 0
    /// How many of them are the maker's name.
    var maker = 0
    /// How many characters stand behind the name.
    var trail = 0

    /// Nouns behind a product's name that are no part of it.
    private static let nouns = Set(
        NameVocabulary.words(
            """
            시리즈 모델 아키텍처 플랫폼 프로젝트 클라우드 챗봇 로봇 칩 가속기 슈퍼컴퓨터 데이터센터 클러스터 서비스 앱 운영체제 브라우저 GPU CPU NPU TPU AI LLM
            series model models architecture platform project cloud chatbot robot chip chips accelerator supercomputer cluster app browser assistant service GPUs 어시스턴트
            """
        )
    )
    /// Nouns behind a town's name for what a company has there, which are no part of it.
    private static let sites = Set(NameVocabulary.words("공장 팹 파운드리 캠퍼스 본사 사업장 반도체 클러스터 데이터센터 AI plant fab campus"))

    /// Words before a product's name that say what it is or was.
    private static let markers = Set(NameVocabulary.words("옛 구 소셜미디어 SNS 엑스 former formerly"))

    /// The parts of a person's spelling: 트럼프 대통령 is a name and a title.
    static func withoutTitle(_ spelling: String) -> SpellingParts {
        var parts = SpellingParts()
        if let space = spelling.lastIndex(of: " "),
            NameVocabulary.titleSet.contains(spelling[spelling.index(after: space)...])
        {
            parts.trail = spelling[space...].unicodeScalars.count
        }
        return parts
    }

    /// The parts of a town's spelling: 이천 공장 is a name and a noun, 청주 M15X a name and a plant's code.
    static func ofPlace(_ spelling: String, names: Set<String>, makers: Set<String>) -> SpellingParts {
        var words = spelling.split(separator: " ").map(String.init)
        while words.count > 1, let last = words.last, sites.contains(last) || isCode(last) { words.removeLast() }
        let town = words.joined(separator: " ")
        guard words.count < spelling.split(separator: " ").count, names.contains(town) else {
            return of(spelling, names: names, makers: makers)
        }
        var parts = of(town, names: names, makers: makers)
        parts.trail = spelling.unicodeScalars.count - town.unicodeScalars.count
        return parts
    }

    /// Whether a word is a plant's code: M16, M15X.
    private static func isCode(_ word: String) -> Bool {
        let shapes = word.unicodeScalars.map { CharacterShape($0.value) }
        return shapes.count <= 5 && shapes.first == .upper && shapes.contains(.digit)
            && shapes.allSatisfy { $0 == .upper || $0 == .digit }
    }

    /// The parts of `spelling`, where what is left is one of `names`.
    static func of(_ spelling: String, names: Set<String>, makers: Set<String>) -> SpellingParts {
        var parts = SpellingParts()
        var words = spelling.split(separator: " ").map(String.init)
        while words.count > 1, let last = words.last, nouns.contains(last),
            names.contains(words.dropLast().joined(separator: " ")) || words.count > 2
        {
            parts.trail += last.unicodeScalars.count + 1
            words.removeLast()
        }
        for count in (1..<max(words.count, 2)).reversed() where count < words.count {
            let head = words[..<count].joined(separator: " "), rest = words[count...].joined(separator: " ")
            // MS 365 코파일럿 does not come apart: no name begins with a number.
            guard names.contains(rest), rest.utf8.first.map({ (0x30...0x39).contains($0) }) == false,
                makers.contains(head) || markers.contains(head)
            else { continue }
            parts.lead = head.unicodeScalars.count + 1
            parts.maker = makers.contains(head) ? parts.lead - 1 : 0
            return parts
        }
        return names.contains(words.joined(separator: " ")) ? parts : SpellingParts()
    }
}
