/// Tells by its form alone that a name is no person's: KTNF, 케이티엔에프, 누비로보틱스.
enum NameShape {
    /// How Koreans say the Latin letters, longest first where one begins another.
    private static let letters = NameVocabulary.words(
        "에이치 에이 에프 에스 에이 더블유 더블 비 씨 시 디 이 지 아이 제이 케이 엘 엠 엔 오 피 큐 알 티 유 브이 엑스 와이 제트 앤"
    ).map(\.scalarValues)
    /// A name of at least so many spelled letters is an abbreviation.
    private static let leastLetters = 3
    /// In fewer syllables 이지유 is somebody.
    private static let shortestSpelling = 4
    /// Ends that persons' names do not have; too short to make a name of any word, they settle what kind one is.
    private static let endings =
        (NameVocabulary.organizationEndings
        + NameVocabulary.words(
            "웍스 솔라 랩 랩스 테크 텍 포렌식 로보틱스 에너지 바이오 파마 모터스 그리드 클라우드 시스템 솔루션 네트워크 뱅크 페이 푸드 커머스 에듀 소프트 스퀘어 팩토리 컴퍼니 코리아"
        )).map(\.scalarValues)

    /// Ends of the names of sites.
    private static let sites = NameVocabulary.words("산단 산업단지 테크노밸리 알파시티 신도시 혁신도시 클러스터 집적단지 자유구역 연구단지").map(
        \.scalarValues
    )

    /// Whether the form speaks for a place.
    static func isPlace(_ text: NameText, _ range: Range<Int>) -> Bool {
        sites.contains { range.count >= $0.count + 2 && text.scalars[range].suffix($0.count).elementsEqual($0) }
    }

    /// Whether the form speaks for an organization against a person.
    static func isOrganization(_ text: NameText, _ range: Range<Int>) -> Bool {
        let space = text.scalars[range].lastIndex(of: 0x20)
        let word = text.scalars[(space.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound]
        if word.allSatisfy({ CharacterShape($0) == .upper }) { return word.count >= 2 }
        guard word.allSatisfy({ CharacterShape($0) == .hangul }) else { return false }
        return isSpelledOut(word)
            || endings.contains { word.count >= $0.count + 2 && word.suffix($0.count).elementsEqual($0) }
    }

    /// Whether the word begins with the names of three letters or more, and little follows: 에스엠케이티앤아이.
    private static func isSpelledOut(_ word: ArraySlice<UInt32>) -> Bool {
        var rest = word
        var count = 0
        while let letter = letters.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(letter.count)
            count += 1
        }
        return count >= leastLetters && word.count >= shortestSpelling
            && (rest.isEmpty || count > leastLetters && rest.count <= 2 * count)
    }
}
