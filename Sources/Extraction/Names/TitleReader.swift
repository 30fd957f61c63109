import Articles

/// Reads Korean names beside titles: 김민수 대표, (대표 김민수), 황상준 삼성전자 부사장.
struct TitleReader {
    let tail: NameTail
    let titles: [Range<Int>]

    func read(_ document: inout NameDocument) {
        for title in titles where document.isFree(title) {
            if document.text.scalar(title.lowerBound - 1) == 0x28 || isAfterComma(title, document.text) {
                readBehind(title, &document)
            } else {
                readBefore(title, &document)
            }
        }
        readForeign(&document)
    }

    private func isAfterComma(_ title: Range<Int>, _ text: NameText) -> Bool {
        text.scalar(title.lowerBound - 1) == 0x20 && text.scalar(title.lowerBound - 2) == 0x2C
            && text.scalar(title.upperBound) == 0x20
    }

    private static let givenStarts = Set(PeopleVocabulary.koreanGivenNames.map { $0[0] })
    /// The shortest given name that makes a person of the next word without a title.
    private static let shortestSure = 3
    /// Particles by which a word behind a given name is told from the rest of a compound.
    private static let subjects = Set("은는이가의을를도".unicodeScalars.map(\.value))

    /// 카미유 오브레가: a long foreign given name and a word with a particle.
    private func readForeign(_ document: inout NameDocument) {
        let text = document.text
        var index = 0
        while index < text.count {
            guard text.shapes[index] == .hangul, !text.shape(index - 1).isWord else { index += 1; continue }
            var end = index
            while text.shape(end) == .hangul { end += 1 }
            let start = index
            index = end
            guard (Self.shortestSure...6).contains(end - start), text.scalar(end) == 0x20, document.isFree(start..<end),
                Self.givenStarts.contains(text.scalars[start]),
                PeopleVocabulary.koreanGivenNames.contains(Array(text.scalars[start..<end]))
            else { continue }
            var stop = end + 1
            while text.shape(stop) == .hangul { stop += 1 }
            let last = stop - 1
            guard (3...7).contains(stop - end - 1), !text.shape(stop).isWord, Self.subjects.contains(text.scalar(last)),
                tail.isTail(text, from: last), !NameVocabulary.institutions.beginsWord(text.scalars[(end + 1)..<last])
            else { continue }
            // 제임스 헌트와의: two particles.
            let isChained = text.scalar(last) == Self.possessive && Self.comitatives.contains(text.scalar(last - 1))
            add(start..<(isChained ? last - 1 : last), &document)
        }
    }

    /// 의, which may follow another particle.
    private static let possessive: UInt32 = 0xC758
    /// Particles that it may follow.
    private static let comitatives = Set("와과".unicodeScalars.map(\.value))

    /// (대표 김민수), (원장 김민수, 이영희).
    private func readBehind(_ title: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        guard NameVocabulary.bracketTitles.contains(text.scalars[title]) else { return }
        var start = title.upperBound
        for _ in 0..<4 {
            // Beyond the end of the text all is space.
            while start < text.count, text.shape(start) == .space || Self.separators.contains(text.scalar(start)) {
                start += 1
            }
            var end = start
            while text.shape(end) == .hangul { end += 1 }
            guard text.scalar(end) == 0x29 || text.scalar(end) == 0x2C || text.scalar(end) == 0xB7,
                KoreanName.isLikely(text.scalars[start..<end], isCertain: true)
            else { return }
            addInBracket(start..<end, &document)
            start = end
            if text.scalar(end) == 0x29 { return }
        }
    }

    /// What stands between the names behind a title: a comma, a middle dot.
    private static let separators: Set<UInt32> = [0x2C, 0xB7]

    /// 김민수 대표, 황상준 삼성전자 부사장, 데이비드 코르바 애널리스트.
    private func readBefore(_ title: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        guard text.scalar(title.lowerBound - 1) == 0x20 else { return }
        var end = title.lowerBound - 1
        if let organization = document.mention(at: end - 1), document.things[organization.thing].type == .organization {
            guard text.scalar(organization.range.lowerBound - 1) == 0x20 else { return }
            readPerson(before: organization.range.lowerBound - 1, mustBeLong: true, &document)
            return
        }
        if let word = Self.word(text, before: end), Self.modifiers.contains(text.string(word)) {
            end = word.lowerBound - 1
            guard text.scalar(end) == 0x20 else { return }
        }
        if readFounder(end, title, &document) || readPerson(before: end, mustBeLong: false, &document) { return }
        readBehindUnknown(end, title, &document)
    }

    /// Words between a name and a title that belong to the title.
    private static let modifiers = Set(NameVocabulary.words("전 신임 현 前 現 차기 총괄 공동 수석 초대 겸 선임 상임 명예 글로벌"))

    /// The Hangul word that ends at `end`.
    private static func word(_ text: NameText, before end: Int) -> Range<Int>? {
        var start = end
        while text.shape(start - 1).isWord, end - start <= 12 { start -= 1 }
        return start < end && !text.shape(start - 1).isWord ? start..<end : nil
    }

    /// Words inside a foreign person's name, before its last.
    private static let links = Set(NameVocabulary.words("데 라 반 폰 데르 드 빈 알 엘 디 다 두 판 르 산타 세인트").map(\.scalarValues))

    /// 아흐메드 베슈리 넥스트슬라이드 창립자: of three words before the title of a head, the last is what he heads.
    private func readFounder(_ end: Int, _ title: Range<Int>, _ document: inout NameDocument) -> Bool {
        let text = document.text
        guard Self.heads.contains(text.string(title)), let word = Self.word(text, before: end), document.isFree(word),
            word.count >= 3, text.scalar(word.lowerBound - 1) == 0x20,
            let person = Self.word(text, before: word.lowerBound - 1), document.isFree(person),
            !Self.links.contains(Array(text.scalars[person])),
            !PeopleVocabulary.koreanGivenNames.contains(Array(text.scalars[person])),
            let name = foreign(endingWith: person, document), !NameVocabulary.institutions.contains(text.scalars[word])
        else { return false }
        add(name, &document)
        document.add(word, document.provisional(text.string(word), .organization), .title)
        return true
    }

    /// Adds the Korean or foreign name that ends at `end`.
    @discardableResult
    private func readPerson(before end: Int, mustBeLong: Bool, _ document: inout NameDocument) -> Bool {
        let text = document.text
        guard let last = Self.word(text, before: end), document.isFree(last) else { return false }
        if let range = foreign(endingWith: Self.withoutNaming(last, text), document) {
            add(range, &document)
            return true
        }
        guard KoreanName.isLikely(text.scalars[last], isCertain: false), !mustBeLong || last.count == 3 else {
            return false
        }
        add(last, &document)
        return true
    }

    /// 라는 at the end of a word, which tells a name: 데이비드 코르바라는 배우.
    private static let naming = NameVocabulary.words("이라는 라는").map(\.scalarValues)

    private static func withoutNaming(_ word: Range<Int>, _ text: NameText) -> Range<Int> {
        let ending = naming.first { word.count >= $0.count + 2 && text.scalars[word].suffix($0.count) == $0[...] }
        return word.lowerBound..<(word.upperBound - (ending?.count ?? 0))
    }

    /// A foreign given name and up to two more words: 데이비드 코르바, 카를로스 데 라 크루스.
    private func foreign(endingWith last: Range<Int>, _ document: NameDocument) -> Range<Int>? {
        let text = document.text
        guard last.count >= 2, text.shape(last.lowerBound) == .hangul,
            !NameVocabulary.institutions.contains(text.scalars[last])
        else { return nil }
        var start = last.lowerBound
        for _ in 0..<3 {
            guard text.scalar(start - 1) == 0x20, let word = Self.word(text, before: start - 1),
                document.isFree(word), text.scalars[word].allSatisfy({ CharacterShape($0) == .hangul })
            else { return nil }
            if PeopleVocabulary.koreanGivenNames.contains(Array(text.scalars[word])) {
                return word.lowerBound..<last.upperBound
            }
            guard word.count <= 2 || !Self.inflected.contains(text.scalar(word.upperBound - 1)) else { return nil }
            start = word.lowerBound
        }
        return nil
    }

    /// Particles at the end of a word that is no part of a name: 로빈 그대는 다시 감독.
    private static let inflected = Set("는를을은".unicodeScalars.map(\.value))

    /// Titles that head a whole organization, so that an unknown word before one is its name.
    private static let heads = Set(
        NameVocabulary.words(
            "대표 대표이사 공동대표 CEO CTO CFO COO CPO 최고경영자 최고기술책임자 최고재무책임자 최고운영책임자 최고제품책임자 회장 부회장 사장 부사장 창업자 공동창업자 창립자 공동창립자 설립자 공동설립자 의장"
        )
    )

    /// Titles that nothing parts from the name: in 새로 온 민지 씨 the word before them is it.
    private static let courtesy = "씨".scalarValues

    /// 배성준 누비온 대표: a name, a word that can only be what its bearer heads, and a title.
    private func readBehindUnknown(_ end: Int, _ title: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        guard text.scalars[title] != Self.courtesy[...], let word = Self.word(text, before: end),
            document.isFree(word), word.count >= 2,
            text.scalar(word.lowerBound - 1) == 0x20, text.shape(word.lowerBound) != .digit,
            !NameVocabulary.institutions.contains(text.scalars[word]),
            let person = Self.word(text, before: word.lowerBound - 1), document.isFree(person),
            foreign(endingWith: person, document) != nil
                || person.count == 3 && KoreanName.isLikely(text.scalars[person], isCertain: false)
        else { return }
        readPerson(before: person.upperBound, mustBeLong: true, &document)
        guard Self.heads.contains(text.string(title)), !KoreanName.isLikely(text.scalars[word], isCertain: false),
            text.shape(word.lowerBound) == .hangul || text.shape(word.lowerBound) == .upper,
            !NameVocabulary.genericTerms.contains(text.scalars[word])
        else { return }
        document.add(word, document.provisional(text.string(word), .organization), .title)
    }

    /// Adds a person whom a bracket names, also where the name begins as a place does: (대표 강원주).
    private func addInBracket(_ range: Range<Int>, _ document: inout NameDocument) {
        if let inner = document.mention(at: range.lowerBound), document.things[inner.thing].type == .place,
            inner.range.lowerBound == range.lowerBound, inner.range.upperBound <= range.upperBound
        {
            document.replace(range, document.provisional(document.text.string(range), .person), .title)
        } else {
            add(range, &document)
        }
    }

    private func add(_ range: Range<Int>, _ document: inout NameDocument) {
        guard document.isFree(range) else { return }
        document.add(range, document.provisional(document.text.string(range), .person), .title)
    }
}

/// Tells Korean personal names from other words by their form.
enum KoreanName {
    private static let longSurnames = Set(NameVocabulary.longSurnames.map(\.scalarValues))
    /// Last syllables of ordinary words that are too seldom the last of a given name.
    private static let ordinaryEnds = Set("는를의에와로된할적등및며고위게픈쁜른큰".unicodeScalars.map(\.value))
    /// Particles that follow a consonant only: 정은 may be one, 지은 is a name.
    private static let endsAfterConsonant = Set("은을과이".unicodeScalars.map(\.value))
    /// Particles of one syllable.
    private static let particles = Set("은는이가을를의에와과로도만서".unicodeScalars.map(\.value))

    /// Whether there is one syllable of a family name and two more.
    static func hasForm(_ scalars: ArraySlice<UInt32>) -> Bool {
        scalars.count == 3 && scalars.allSatisfy { CharacterShape($0) == .hangul }
            && scalars.first.map(NameVocabulary.surnames.contains) == true
    }

    /// Syllables of Korean given names; what is transliterated mostly has others (제이미 라이트, 오카다 마사키).
    private static let givenSyllables = Set(
        """
        가강건겸경계고관광교구국권귀규균근금기길나난남다단담대덕도동두라란래련례룡리린림만명무문미민범병보복봄봉빈빛상새서석선설섭성세소솔송수숙순슬승시식신아안애
        양언연열영예오옥완용우욱운웅원월유윤율은의이익인일임자재정제종주준중지진찬창채천철청초춘충치탁태택필하학한해향헌혁현형혜호홍화환효후훈휘흠희
        """.unicodeScalars.map(\.value)
    )

    /// Whether the syllables are a family name's and two of given names.
    static func isTypical(_ scalars: ArraySlice<UInt32>) -> Bool {
        isLikely(scalars, isCertain: false) && scalars.count == 3
            && scalars.dropFirst().allSatisfy(givenSyllables.contains)
    }

    /// Whether the syllables can be a family and a given name; `isCertain` where only a name can stand.
    static func isLikely(_ scalars: ArraySlice<UInt32>, isCertain: Bool) -> Bool {
        guard (2...4).contains(scalars.count), scalars.allSatisfy({ CharacterShape($0) == .hangul }),
            let first = scalars.first, let last = scalars.last
        else { return false }
        let hasLongSurname = scalars.count >= 3 && longSurnames.contains(Array(scalars.prefix(2)))
        if hasLongSurname { return true }
        guard NameVocabulary.surnames.contains(first), scalars.count == 3 || isCertain && scalars.count == 2 else {
            return false
        }
        if isCertain { return true }
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? " ") }
        let before = scalars[scalars.endIndex - 2]
        let isParticle = endsAfterConsonant.contains(last) && last != 0xC774 && HangulSyllable.hasCoda(before)
        let isInflected = particles.contains(last) && NameVocabulary.institutions.contains(scalars.dropLast())
        return !ordinaryEnds.contains(last) && !isParticle && !isInflected
            && !NameVocabulary.notGivenNames.contains(String(view)) && !NameVocabulary.institutions.contains(scalars)
    }
}
