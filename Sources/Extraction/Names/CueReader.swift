import Articles

/// Reads names from the nouns that introduce them: AI 모델 ‘뮤즈 비디오’, 챗봇 '르 샤', 합작법인 “테세우스”.
///
/// A noun of this list right before a quotation mark, and a short quotation without a sentence in it, are a name and
/// its type. Also 그래파이(대표 김민수): what has a head in brackets is an organization.
struct CueReader {
    let tail: NameTail

    private static let opening = Set("‘“'\"「『<《".unicodeScalars.map(\.value))
    private static let closing = Set("’”'\"」』>》".unicodeScalars.map(\.value))
    private static let longest = 24

    /// The last syllables of nouns that introduce a name, and what they introduce.
    private static let cues: [(words: [[UInt32]], type: EntityType)] = [
        (
            scalars(
                """
                모델 칩 챗봇 서비스 플랫폼 반도체 가속기 슈퍼컴퓨터 로봇 앱 브라우저 솔루션 프로세서 에이전트 휴머노이드 도구 스피커 스마트폰 프로젝트 LLM 언어모델
                생성_AI 생성형_AI 대화형_AI 음성_AI 영상_AI 이미지_AI 코딩_AI 검색_AI 번역_AI 음악_AI 의료_AI 법률_AI 교육_AI AI_비서 GPU CPU NPU 시스템 소프트웨어 제품 시리즈 게임 툴 비서 엔진 프로그램 사이트 기기 안경 헤드셋
                """
            ), .product
        ),
        (
            scalars(
                "기업 스타트업 회사 업체 법인 자회사 계열사 합작사 개발사 연구소 운용사 매체 조직 펀드 재단 단체 투자사 벤처 통신사 제조사 조사업체 운영사 팹리스"
            ), .organization
        ),
        (scalars("데이터센터 캠퍼스 도시 공장 단지"), .place),
    ]

    private static func scalars(_ text: String) -> [[UInt32]] { NameVocabulary.words(text).map(\.scalarValues) }

    func read(_ document: inout NameDocument) {
        let text = document.text
        var index = 0
        while index < text.count {
            let scalar = text.scalars[index]
            // Most of a text is letters and spaces: only marks are worth looking up.
            guard !text.shapes[index].isWord, scalar != 0x20 else {
                index += 1
                continue
            }
            if Self.opening.contains(scalar), let range = quotation(text, index) {
                readQuotation(range, quote: index, &document)
            } else if scalar == 0x28 {
                readHead(index, &document)
            }
            index += 1
        }
        readUnquoted(&document)
    }

    /// Nouns before a name without quotation marks, and what it is: 스타트업 누비온이.
    ///
    /// Only the nouns that introduce a name far more often than they begin a compound.
    private static let plainCues: [(words: [[UInt32]], type: EntityType)] = [
        (scalars("스타트업 기업 업체 개발사 제조사 운영사 운용사 자회사 계열사 팹리스 투자사 유니콘 합작사"), .organization)
    ]
    private static let shortestPlain = 2, longestPlain = 8

    /// Takes a word behind such a noun that stands in the text again, with another particle or none.
    ///
    /// Once is chance: what follows may be an ordinary noun that no list has.
    private func readUnquoted(_ document: inout NameDocument) {
        let text = document.text
        var found: [(range: Range<Int>, type: EntityType)] = []
        var index = 1
        while index < text.count {
            guard text.shapes[index] == .hangul, text.scalars[index - 1] == 0x20, document.isFree(index) else {
                index += 1
                continue
            }
            var end = index
            while text.shape(end) == .hangul { end += 1 }
            if !text.shape(end).isWord, let type = Self.plainCue(text, before: index - 1) {
                found += stems(text, index..<end).map { ($0, type) }
            }
            index = end + 1
        }
        guard !found.isEmpty else { return }
        let recurring = recurring(found.map(\.range), text)
        for (range, type) in found where recurring.contains(Array(text.scalars[range])) && document.isFree(range) {
            document.add(range, document.provisional(text.string(range), type), .cue)
        }
    }

    private static let plainEnds = Set(plainCues.flatMap(\.words).compactMap(\.last))

    private static func plainCue(_ text: NameText, before end: Int) -> EntityType? {
        guard plainEnds.contains(text.scalar(end - 1)) else { return nil }
        for (words, type) in plainCues {
            for word in words where end >= word.count && text.scalars[(end - word.count)..<end].elementsEqual(word) {
                return type
            }
        }
        return nil
    }

    /// The beginnings of a word that a tail with at least one character may follow, longest first.
    private func stems(_ text: NameText, _ word: Range<Int>) -> [Range<Int>] {
        guard word.count <= Self.longestPlain + 4, !NameVocabulary.institutions.beginsWord(text.scalars[word]) else {
            return []
        }
        return (Self.shortestPlain...Self.longestPlain).reversed().compactMap { length in
            let end = word.lowerBound + length
            guard end < word.upperBound, tail.isTail(text, from: end) else { return nil }
            return word.lowerBound..<end
        }
    }

    /// Those of the words in `ranges` that begin another word of the text and are followed by a tail there.
    private func recurring(_ ranges: [Range<Int>], _ text: NameText) -> Set<[UInt32]> {
        var trie = NameTrie(expecting: 256)
        for range in ranges { trie.setPayload(0, of: trie.insert(text.scalars[range])) }
        var counts: [[UInt32]: Int] = [:]
        var index = 0
        while index < text.count {
            guard text.shapes[index] == .hangul, !text.shape(index - 1).isWord, trie.begins(with: text.scalars[index])
            else { index += 1; continue }
            var node = NameTrie.root
            var end = index
            while end < text.count {
                node = trie.child(of: node, text.scalars[end])
                guard node != NameTrie.none else { break }
                end += 1
                if trie.payload(of: node) >= 0, tail.isTail(text, from: end) {
                    counts[Array(text.scalars[index..<end]), default: 0] += 1
                }
            }
            index = max(end, index + 1)
        }
        return Set(counts.filter { $0.value >= 2 }.keys)
    }

    static func isOpening(_ scalar: UInt32) -> Bool { opening.contains(scalar) }
    static func isClosing(_ scalar: UInt32) -> Bool { closing.contains(scalar) }

    /// Whether quotation marks enclose `range`.
    static func isQuoted(_ text: NameText, _ range: Range<Int>) -> Bool {
        opening.contains(text.scalar(range.lowerBound - 1)) && closing.contains(text.scalar(range.upperBound))
    }

    /// What a noun right before `position` introduces; a quotation mark between the two is stepped over.
    static func cue(_ text: NameText, before position: Int) -> EntityType? {
        var end = position
        if opening.contains(text.scalar(end - 1)) { end -= 1 }
        guard text.shape(end - 1) == .space else { return nil }
        end = nounEnd(text, end - 1)
        for (words, type) in cues {
            for word in words where end >= word.count && text.scalars[(end - word.count)..<end].elementsEqual(word) {
                return type
            }
        }
        return nil
    }

    /// Words between the noun and the name: 합작사 이름은 ‘사르밸리’.
    private static let links = scalars("이름은 명칭은 사명은 브랜드명은 이름을 명칭을 이름의 이름인")
    private static let linkEnds = Set(links.compactMap(\.last))
    private static let longestAside = 16

    /// Where the noun ends: before a bracket with its short form (LLM), or a word for a name.
    private static func nounEnd(_ text: NameText, _ end: Int) -> Int {
        if text.scalar(end - 1) == 0x29 {
            var open = end - 2
            while end - open <= longestAside, text.shape(open).isWord || text.scalar(open) == 0x20 { open -= 1 }
            return text.scalar(open) == 0x28 ? open : end
        }
        guard linkEnds.contains(text.scalar(end - 1)) else { return end }
        for link in links
        where end > link.count && text.scalar(end - link.count - 1) == 0x20
            && text.scalars[(end - link.count)..<end].elementsEqual(link)
        {
            return end - link.count - 1
        }
        return end
    }

    /// The words between the quotation mark at `index` and the next closing one, if they can be a name.
    private func quotation(_ text: NameText, _ index: Int) -> Range<Int>? {
        var end = index + 1
        while end < text.count, end - index <= Self.longest, !Self.closing.contains(text.scalars[end]) {
            let scalar = text.scalars[end]
            if scalar == 0x0A || scalar == 0x2C || scalar == 0x3F || scalar == 0x21 { return nil }
            if scalar == 0x28 { break }
            end += 1
        }
        let range = (index + 1)..<end
        guard range.count >= 2, end < text.count, Self.closing.contains(text.scalars[end]) || text.scalars[end] == 0x28,
            text.shape(index + 1).isWord, text.shape(end - 1).isWord
        else { return nil }
        return text.scalars[range].count { $0 == 0x20 } <= 2 ? range : nil
    }

    private func readQuotation(_ range: Range<Int>, quote: Int, _ document: inout NameDocument) {
        if !document.isFree(range) { return readVenture(range, quote: quote, &document) }
        guard
            let type = Self.cue(document.text, before: quote) ?? quotedProduct(document.text, range)
                ?? versionedProduct(document.text, range),
            !isCommon(document.text.string(range)), tail.isTail(document.text, from: range.upperBound + 1)
        else { return }
        document.add(range, document.provisional(document.text.string(range), type), .cue)
    }

    /// 합작법인 ‘한빛 이노베이션’: a quoted organization that is called after a known one.
    private func readVenture(_ range: Range<Int>, quote: Int, _ document: inout NameDocument) {
        guard Self.cue(document.text, before: quote) == .organization,
            let parent = document.mention(at: range.lowerBound), parent.range.lowerBound == range.lowerBound,
            document.things[parent.thing].type == .organization, parent.range.upperBound + 2 < range.upperBound,
            document.isFree(parent.range.upperBound..<range.upperBound),
            tail.isTail(document.text, from: range.upperBound + 1)
        else { return }
        document.replace(range, document.provisional(document.text.string(range), .organization), .cue)
    }

    /// Verbs of what is done to a new product, its quoted name before them.
    private static let launches = NameVocabulary.words("출시 론칭 런칭 선보").map(\.scalarValues)
    /// Last words of the names of events and competitions, which count as products.
    private static let events = NameVocabulary.words(
        "데이 서밋 콘퍼런스 컨퍼런스 엑스포 포럼 어워드 어워즈 챌린지 해커톤 페어 보고회 박람회 위크 데모데이 경진대회 공모전 캠프 페스티벌 심포지엄 부트캠프"
    )
    /// How many words behind the quotation may come before the verb: 베타 출시.
    private static let mostBetween = 1

    /// Whether a quotation names a product that is launched, or an event.
    private func quotedProduct(_ text: NameText, _ range: Range<Int>) -> EntityType? {
        let words = text.string(range).split(separator: " ").map(String.init)
        guard let last = words.last, !words.allSatisfy(isCommon) else { return nil }
        if words.count >= 2,
            Self.events.contains(last) || last.allSatisfy(\.isNumber) && Self.events.contains(words[words.count - 2])
        {
            return .product
        }
        return words.count <= 3 && isLaunched(text, range.upperBound) ? .product : nil
    }

    /// What the noun behind a quotation with a number or a Latin letter in it says: ‘가온 O2’ 칩.
    private func versionedProduct(_ text: NameText, _ range: Range<Int>) -> EntityType? {
        let words = text.scalars[range].split(separator: 0x20)
        guard words.count <= 3, range.contains(where: { text.shape($0) == .digit || text.shape($0) == .upper }),
            !words.allSatisfy({ isCommon(text.string($0.startIndex..<$0.endIndex)) })
        else { return nil }
        return TypeCues.behindQuotation(text, range)
    }

    /// Whether a verb of launching stands close behind the quotation that ends at `end`.
    private func isLaunched(_ text: NameText, _ end: Int) -> Bool {
        var index = end
        if text.scalar(index) == 0x28 {
            while text.scalar(index) != 0x29, index - end <= Self.longest * 2 { index += 1 }
            index += 1
        }
        guard Self.closing.contains(text.scalar(index)) else { return false }
        index += 1
        while text.shape(index) == .hangul { index += 1 }
        for _ in 0...Self.mostBetween {
            guard text.scalar(index) == 0x20 else { return false }
            let start = index + 1
            if Self.launches.contains(where: {
                start + $0.count <= text.count && text.scalars[start..<(start + $0.count)].elementsEqual($0)
            }) {
                return true
            }
            index = start
            while text.shape(index).isWord { index += 1 }
        }
        return false
    }

    private func isCommon(_ name: String) -> Bool {
        NameVocabulary.genericTerms.contains(name) || NameVocabulary.institutions.contains(name)
    }

    /// 그래파이(대표 김민수), 그래파이(Graphy, 대표 김민수): the word before a bracket that gives a head's title.
    private func readHead(_ open: Int, _ document: inout NameDocument) {
        let text = document.text
        guard let title = headTitle(text, open) else { return }
        var start = open
        while text.shape(start - 1).isWord, open - start <= 30 { start -= 1 }
        let range = start..<open
        guard range.count >= 2, document.isFree(range) else { return }
        let thing = document.provisional(text.string(range), .organization)
        document.add(range, thing, .cue)
        let gloss = (open + 1)..<title
        if gloss.count >= 2, GlossName.isLatinName(text, gloss), document.isFree(gloss) {
            document.add(gloss, thing, .gloss)
        }
    }

    /// Where in the bracket what stands before the head's title ends: at the bracket, or at a comma.
    private func headTitle(_ text: NameText, _ open: Int) -> Int? {
        var before = open
        var start = open + 1
        while start - open <= Self.longest {
            var end = start
            while text.shape(end).isWord { end += 1 }
            if text.scalar(end) == 0x20, NameVocabulary.bracketTitles.contains(text.scalars[start..<end]) {
                return max(before, open + 1)
            }
            while text.shape(end).isWord || text.scalar(end) == 0x20 { end += 1 }
            guard text.scalar(end) == 0x2C, text.scalar(end + 1) == 0x20 else { return nil }
            before = end
            start = end + 2
        }
        return nil
    }
}
