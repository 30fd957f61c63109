import Articles

/// Reads organizations by the ends of their names: 케이투인베스트먼트, 쿼드벤처스, 유럽송전망운영자협회.
///
/// The endings are distinctive enough that a single word with one, and something before it, is a name.
struct EndingReader {
    let tail: NameTail
    private let trie: NameTrie

    /// Endings, last character first.
    init(tail: NameTail) {
        self.tail = tail
        var trie = NameTrie(expecting: 512)
        for ending in NameVocabulary.organizationEndings {
            let scalars = ending.scalarValues
            trie.setPayload(Int32(scalars.count), of: trie.insert(scalars.reversed()))
        }
        self.trie = trie
    }

    /// What stands before the ending has at least this many characters: 위벤처스, but not 벤처스.
    private static let shortestStem = 1
    private static let longestWord = 24

    func read(_ document: inout NameDocument) {
        let text = document.text
        var start = 0
        while start < text.count {
            guard text.shapes[start].isWord else { start += 1; continue }
            var end = start + 1
            while text.shape(end).isWord { end += 1 }
            if end - start >= 4, end - start <= Self.longestWord, document.isFree(start..<end),
                let range = name(text, start..<end), !isGeneric(text, range)
            {
                document.add(range, document.provisional(text.string(range), .organization), .ending)
            }
            start = end
        }
    }

    /// The longest start of a word that has an ending and is followed by a tail.
    private func name(_ text: NameText, _ word: Range<Int>) -> Range<Int>? {
        var end = word.upperBound
        while end - word.lowerBound >= 3, text.shape(end - 1) == .hangul {
            if let length = ending(text, word.lowerBound, end), end - word.lowerBound - length >= Self.shortestStem,
                tail.isTail(text, from: end)
            {
                return word.lowerBound..<end
            }
            end -= 1
        }
        return nil
    }

    private func ending(_ text: NameText, _ start: Int, _ end: Int) -> Int? {
        var node = NameTrie.root
        var index = end
        var longest: Int?
        while index > start {
            index -= 1
            node = trie.child(of: node, text.scalars[index])
            guard node != NameTrie.none else { break }
            if trie.payload(of: node) > 0 { longest = end - index }
        }
        return longest
    }

    /// Whether the word is a kind of organization, not one: 벤처캐피털, 국책연구원.
    private func isGeneric(_ text: NameText, _ range: Range<Int>) -> Bool {
        Self.kinds.contains(text.string(range))
    }

    private static let kinds = Set(
        NameVocabulary.words(
            """
            벤처캐피털 벤처캐피탈 사모펀드운용사 국책연구원 정부출연연구원 이사회위원회 투자자문위원회 특별위원회 준비위원회 추진위원회 자문위원회 심의위원회
            운영위원회 대책위원회 노사협의회 시민단체협의회 산하위원회 소셜미디어 멀티미디어 뉴미디어 대중미디어 올드미디어 매스미디어 시스템반도체 메모리반도체
            비메모리반도체 전력반도체 차량용반도체 인공지능반도체 AI반도체 화합물반도체 차세대반도체 오픈소스소프트웨어 응용소프트웨어 시스템소프트웨어 종합대학교
            디지털헬스케어 스마트헬스케어 전력증권 소그룹 대그룹 워킹그룹 포커스그룹 대기업그룹 재벌그룹 걸그룹 보이그룹 아이돌그룹 남성그룹 여성그룹 혼성그룹
            전략위원회 집행위원회 이사회 감사위원회 보상위원회 추천위원회 윤리위원회 비상대책위원회 선거관리위원회 상임위원회 소위원회 분과위원회 조사위원회 합동위원회
            지주공사 건설공사 토목공사 보수공사 도로공사중 배관공사 개선공사 신축공사 증축공사 철거공사 전기공사 마이크로소프트 스마트모빌리티 미래모빌리티 친환경모빌리티
            """
        )
    )
}
