import Articles

/// Tells places that act as bodies: 서울시 as a government, 포르투갈 as a team.
///
/// A country or city stays a place whatever it does, so that it is one thing in a text; but who passes a by-law is the
/// city's government, and who scores is a team.
struct ActingPlaces {
    /// Ids of places in Korea.
    let domestic: Set<String>

    /// Last syllables by which a Korean place is called as a unit of government.
    private static let divisions = ScalarSet("시도군구")
    /// The least confidence to take a unit of government for its government, which the tagger knows from the verb.
    private static let sureGovernment = 0.9
    /// The least confidence to take a place for its team, in a text about a match.
    private static let sureTeam = 0.75
    /// Words that only reports of matches have; 경기, 감독 and 후반 have other meanings.
    private static let matchWords = NameTrie(
        NameVocabulary.words(
            """
                승점 골득실 골키퍼 월드컵 조별리그 챔피언스리그 프리미어리그 유로파리그 분데스리가 메이저리그 8강 16강 4강전 준결승 결승골 선제골 동점골 만회골 추가골 역전골
                자책골 헤딩슛 페널티킥 프리킥 코너킥 타선 이닝 홈런 타점 선발승 연장전
            """
        )
    )

    /// Whether `span`, which the tagger takes for an organization and `place` is known as, is one here.
    func isBody(_ span: TaggedSpan, _ place: NameDocument.Thing, _ text: NameText) -> Bool {
        guard span.type == .organization, place.type == .place, place.entry >= 0 else { return false }
        let isUnit =
            domestic.contains(place.id) && span.range.count >= 3
            && Self.divisions.contains(text.scalar(span.range.upperBound - 1))
        if isUnit { return span.confidence >= Self.sureGovernment }
        return span.confidence >= Self.sureTeam && isMatch(text, around: span.range.lowerBound)
    }

    /// How far around a name words of a match are looked for.
    private static let reach = 160

    private func isMatch(_ text: NameText, around place: Int) -> Bool {
        let start = max(0, place - Self.reach), end = min(text.count, place + Self.reach)
        return (start..<end).contains { Self.matchWords.holds(text.scalars[$0..<end]) }
    }
}
