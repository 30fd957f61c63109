import Articles

/// Sentences of technology news with places for names, filled with drawn ones to learn from.
///
/// The public corpora hold general news, film talk and encyclopedia articles, and hardly a product. These lines have
/// the turns in which the trade speaks of companies, models, chips and people. `P`, `G`, `R` and `L` in braces stand
/// for a person, an organization, a product and a place; a particle behind one is repaired to fit.
enum TaggerTemplates {
    /// How many sentences each line makes.
    static let rounds = 50

    static let lines = korean.split(separator: "\n").map(String.init) + english.split(separator: "\n").map(String.init)

    private static let korean = """
        {G}는 새로운 AI 모델 {R}을 공개했다고 밝혔다.
        {G}가 개발한 {R}는 기존 모델인 {R}보다 두 배 빠르다.
        {G}의 {R}이 벤치마크에서 {G}의 {R}를 앞섰다.
        {G}({G})는 3일(현지시간) 차세대 칩 '{R}'를 내놨다.
        {P} {G} CEO는 "{R}은 시작일 뿐"이라고 말했다.
        {P} {G} 대표는 올해 안에 {R}을 출시하겠다고 밝혔다.
        {G}는 {G}에 10억 달러를 투자하기로 했다.
        {G}와 {G}, {G} 등이 이번 투자 라운드에 참여했다.
        이번 투자는 {G}가 주도했고 {G}과 {G}도 참여했다.
        {G}는 시리즈 B 투자에서 {G}, {G}로부터 300억원을 유치했다.
        {G}(대표 {P})는 매출이 전년 대비 12% 증가했다고 밝혔다.
        {G}(대표이사 {P})가 {R}의 정식 서비스를 시작했다.
        {G}는 {L}에 데이터센터를 짓는다.
        {L} {L}에 들어서는 {G} 데이터센터는 1GW 규모다.
        {L} 정부는 {G}에 대한 조사를 시작했다.
        {L} 매체 {G}에 따르면 {G}는 {P}을 영입했다.
        {G}에 따르면 {G}가 {R} 생산을 중단한다.
        {G}는 소식통을 인용해 {G}가 {G} 인수를 검토 중이라고 보도했다.
        {P}는 {G}를 떠나 {G}를 창업했다.
        {G} 출신인 {P}가 {G}에 합류했다.
        {P} 교수는 {R}의 성능을 의심했다.
        {P}({P})는 {G} 공동창업자다.
        {G} 공동창업자 {P}과 {P}는 오랜 동료다.
        {R}는 {G}의 GPU인 {R}을 사용해 훈련했다.
        {R} 기반 챗봇 {R}은 월 이용자 1억 명을 넘었다.
        {R}과 {R}의 경쟁이 치열해지고 있다.
        {G}는 {R}을 {R}에 통합할 계획이다.
        사용자는 {R}에서 {R}을 무료로 쓸 수 있다.
        개발자들은 {R} 대신 {R}을 선택하고 있다.
        {G}의 AI 비서 {R}이 {L}에서 먼저 출시된다.
        {G}는 {L}, {L}, {L} 등에서 서비스를 시작한다.
        {G}가 {R} 상표를 출원했다.
        {G}는 슈퍼컴퓨터 {R}({R})를 {L}에 구축했다.
        {R}는 {G}의 {R} 10만 개로 구성된다.
        {G}, {R} 출시... {G}와 정면승부
        {G}, {G} 손잡고 {R} 개발
        {P} "{G}, 내년에 {R} 내놓는다"
        AI 스타트업 {G}가 기업가치 20억 달러를 인정받았다.
        반도체 기업 {G}는 {R} 양산에 들어갔다.
        {L} 스타트업 {G}가 {L} 법인을 세웠다.
        로봇 기업 {G}는 휴머노이드 {R}를 시연했다.
        {G}의 로봇 {R}은 {L} 공장에 투입된다.
        클라우드 업체 {G}는 {R} 서비스를 종료한다.
        {G}는 {R}과 {R}를 오픈소스로 공개했다.
        {G}의 {P} 최고기술책임자는 {R}을 소개했다.
        {P}는 자신의 {R} 계정에 글을 올렸다.
        {P} 의장은 {L}에서 {P} 총리를 만났다.
        {G}와 {L} {G}은 업무협약을 맺었다.
        시장조사업체 {G}는 {G}의 점유율이 40%라고 밝혔다.
        {G}의 조사 결과 {R}의 이용 시간이 가장 길었다.
        {G} {P} 연구원은 "{G}의 실적이 좋아질 것"이라고 말했다.
        {G}({G}), {G}, {G} 주가가 일제히 올랐다.
        {G}가 {R}({R})의 후속작인 {R}을 준비하고 있다.
        {G}는 {L} {L}에 공장을 증설한다.
        {G}의 추론 모델 {R}은 수학 문제에서 높은 점수를 받았다.
        {G}가 운영하는 {R}에서 {R}이 1위를 차지했다.
        한편 {G}는 지난달 {R}를 선보인 바 있다.
        이에 대해 {G} 측은 사실이 아니라고 반박했다.
        {P} 부사장은 {R} 개발을 이끌었다.
        {P}, {P}, {P} 등이 {G}를 세웠다.
        """

    private static let english = """
        {G} launched {R}, its new AI model, on Tuesday.
        {G} said {R} is faster than {G}'s {R}.
        {G} unveiled the {R} chip at its conference in {L}.
        {P}, CEO of {G}, said {R} will ship next year.
        "{R} is only the beginning," said {P}, chief executive of {G}.
        {P}, a researcher at {G}, trained {R} on public data.
        {G} raised $200 million in a round led by {G} and {G}.
        {G} is in talks to buy {G}, according to {G}.
        {R} runs on {R} and is available in {L} and {L}.
        Users of {R} can switch to {R} for free.
        {G} will integrate {R} into {R} later this year.
        The company's {R} service competes with {R} and {R}.
        {P} left {G} to found {G} in {L}.
        {P} and {P} co-founded {G} in {L}.
        {G}, a startup based in {L}, builds {R}.
        {P} told {G} that {R} was delayed.
        {R} subscribers can play the title on {R}.
        Popular games such as {R}, {R} and {R} are available on {R}.
        {R} is launching with ten titles from {G}.
        The {R} subscription costs $9.99 a month.
        {G} offers {R} through its {R} store.
        {P} says {R} has been built from the ground up.
        {G}'s {R} beat {R} on several benchmarks.
        Developers can try {R} in {R} today.
        {G} plans a data center in {L}, {L}.
        Shares of {G} and {G} rose after {P} spoke in {L}.
        {G} released {R} under an open license.
        With {R}, {G} hopes to catch up with {G}.
        {P} joined {G} from {G}.
        {L} regulators opened an inquiry into {G}.
        """
}

extension TaggerAugmentation {
    /// Sentences made of the templates, each filled many times.
    package func templateSentences() -> [TaggerExample] {
        var random = SeededGenerator(seed: 0x5EED_0002)
        return TaggerTemplates.lines.flatMap { line in
            let pattern = Self.pattern(line)
            return (0..<TaggerTemplates.rounds).map { _ in
                sentence(from: pattern, isTemplate: true, isLatin: !pattern.isKorean, &random)
            }
        }
    }

    /// The line with one-letter names where the braces were.
    private static func pattern(_ line: String) -> TaggerExample {
        let types: [UInt32: EntityType] = [0x50: .person, 0x47: .organization, 0x52: .product, 0x4C: .place]
        let scalars = line.scalarValues
        var text: [UInt32] = []
        var names: [TaggedSpan] = []
        var index = 0
        while index < scalars.count {
            if scalars[index] == 0x7B, index + 2 < scalars.count, let type = types[scalars[index + 1]] {
                names.append(TaggedSpan(range: text.count..<(text.count + 1), type: type))
                text.append(scalars[index + 1])
                index += 3
            } else {
                text.append(scalars[index])
                index += 1
            }
        }
        let view = String.UnicodeScalarView(text.compactMap { Unicode.Scalar($0) })
        return TaggerExample(text: String(view), names: names)
    }
}
