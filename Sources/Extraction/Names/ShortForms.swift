import Articles

/// Finds the names a text has already explained wherever it uses them again, whole or short: 머스크 after 일론 머스크,
/// 블루아울 after 블루아울캐피털, 김 대표 after 김민수, 매크로하드 after its bracket.
struct ShortForms {
    let tail: NameTail
    let lastNames: LastNames

    func read(_ document: inout NameDocument, titles: [Range<Int>]) {
        var trie = NameTrie(expecting: 256)
        var meanings: [Meaning] = []
        for mention in document.mentions where mention.thing >= 0 {
            add(mention, document, &trie, &meanings)
        }
        if !meanings.isEmpty { scan(&document, trie, meanings) }
        readFamilyNames(&document, titles)
    }

    private struct Meaning {
        /// -1 where two things have the short form.
        var thing: Int
        var start: Int
        /// Small letters only in the spelling's own case.
        var spelling: [UInt32]
    }

    private func add(
        _ mention: NameDocument.Mention,
        _ document: NameDocument,
        _ trie: inout NameTrie,
        _ meanings: inout [Meaning]
    ) {
        let scalars = Array(document.text.scalars[mention.range])
        let thing = document.things[mention.thing]
        var forms = Self.forms(scalars, thing, mention.reason)
        if thing.type == .person, thing.entry >= 0 { forms += lastNames[thing.entry] }
        for form in forms {
            let node = trie.insert(form)
            let known = trie.payload(of: node)
            if known >= 0 {
                if meanings[Int(known)].thing != mention.thing { meanings[Int(known)].thing = -1 }
            } else {
                trie.setPayload(Int32(meanings.count), of: node)
                meanings.append(Meaning(thing: mention.thing, start: mention.range.upperBound, spelling: form))
            }
        }
    }

    /// The forms by which a thing that was called `name` may be called again.
    private static func forms(
        _ name: [UInt32],
        _ thing: NameDocument.Thing,
        _ reason: NameCandidate.Reason
    ) -> [[UInt32]] {
        var forms: [[UInt32]] = []
        if reason != .knowledge, reason != .shortForm, reason != .weakWithSupport, name.count >= 2 {
            forms.append(name)
        }
        switch thing.type {
        case .person: forms += [lastName(name)].compactMap { $0 }
        case .organization: forms += [withoutEnding(name)].compactMap { $0 }
        case .product, .place: break
        }
        return forms
    }

    /// 머스크 of 일론 머스크; one syllable (황) is a name only before a title.
    fileprivate static func lastName(_ name: [UInt32]) -> [UInt32]? {
        guard let space = name.lastIndex(of: 0x20) else { return nil }
        let last = Array(name[(space + 1)...])
        let isHangul = CharacterShape(last.first ?? 0) == .hangul
        guard last.count >= (isHangul ? 2 : 3), CharacterShape(last.first ?? 0) != .lower else { return nil }
        return last
    }

    /// Ends of organizations' names, those included that a single word may have without being one.
    private static let endings =
        (NameVocabulary.organizationEndings
        + NameVocabulary.words(
            """
            컴퓨팅 에어로스페이스 다이내믹스 사이언스 사이언시스 테라퓨틱스 인텔리전스 애널리틱스 오토모티브 모터스 머신즈 디바이시스 포토닉스 퀀텀 어드바이저스
            매니지먼트 인프라스트럭처 이노베이션 마이크로시스템즈 마이크로일렉트로닉스 파이낸셜 뱅크 에너지 클라우드 헬스 바이오 푸드 커머스
            """
        )).map(\.scalarValues)

    /// 블루아울 of 블루아울캐피털, Take-Two of Take-Two Interactive; what is left must be a name by itself.
    private static func withoutEnding(_ name: [UInt32]) -> [UInt32]? {
        for ending in endings where name.count >= ending.count + 3 && name.suffix(ending.count).elementsEqual(ending) {
            var stem = Array(name.dropLast(ending.count))
            if stem.last == 0x20 { stem.removeLast() }
            return stem.count >= 3 ? stem : nil
        }
        guard let space = name.lastIndex(of: 0x20), CharacterShape(name[0]).isLatin else { return nil }
        guard NameVocabulary.latinOrganizationEndings.contains(name[(space + 1)...]), space >= 4 else { return nil }
        return Array(name[..<space])
    }

    private func scan(_ document: inout NameDocument, _ trie: NameTrie, _ meanings: [Meaning]) {
        let text = document.text
        var index = 0
        while index < text.count {
            guard text.shapes[index].isWord, !text.shape(index - 1).isWord, trie.begins(with: text.scalars[index]),
                let (end, meaning) = longest(text, index, trie, meanings)
            else { index += 1; continue }
            let whole = index..<organizationEnd(text, end)
            if meaning.thing >= 0 {
                let isWhole = document.things[meaning.thing].type == .organization && document.isFree(whole)
                let range = isWhole ? whole : index..<end
                if document.isFree(range) { document.add(range, meaning.thing, .shortForm) }
            }
            index = end
        }
    }

    private func longest(_ text: NameText, _ start: Int, _ trie: NameTrie, _ meanings: [Meaning]) -> (Int, Meaning)? {
        var node = NameTrie.root
        var position = start
        var found: (Int, Meaning)?
        while position < text.count {
            node = trie.child(of: node, text.scalars[position])
            guard node != NameTrie.none else { break }
            position += 1
            let payload = trie.payload(of: node)
            guard payload >= 0 else { continue }
            let meaning = meanings[Int(payload)]
            if text.scalars[start..<position].elementsEqual(meaning.spelling), endsWell(text, position) {
                found = (position, meaning)
            }
        }
        return found
    }

    /// Where a noun such as Semiconductor behind a Latin name ends: the short form was said first.
    private func organizationEnd(_ text: NameText, _ end: Int) -> Int {
        guard text.scalar(end) == 0x20, text.shape(end + 1) == .upper, text.shape(end - 1).isLatin else { return end }
        var stop = end + 1
        while text.shape(stop).isLatin { stop += 1 }
        guard !text.shape(stop).isWord else { return end }
        return NameVocabulary.latinOrganizationEndings.contains(text.scalars[(end + 1)..<stop]) ? stop : end
    }

    private func endsWell(_ text: NameText, _ end: Int) -> Bool {
        let next = text.shape(end)
        if next == .hangul { return tail.isTail(text, from: end) }
        return !next.isWord
    }

    /// 황 CEO after 젠슨 황, 김 대표 after 김민수: the family name alone before a title.
    private func readFamilyNames(_ document: inout NameDocument, _ titles: [Range<Int>]) {
        var persons: [UInt32: Int] = [:]
        for mention in document.mentions where mention.thing >= 0 && document.things[mention.thing].type == .person {
            let name = document.text.scalars[mention.range]
            let family = familyName(name)
            if let family, persons[family] == nil { persons[family] = mention.thing }
        }
        for title in titles where !persons.isEmpty && document.isFree(title) {
            let place = title.lowerBound - 2
            guard document.text.scalar(place + 1) == 0x20, document.text.shape(place) == .hangul,
                !document.text.shape(place - 1).isWord, let person = persons[document.text.scalar(place)],
                document.isFree(place..<(place + 1))
            else { continue }
            document.add(place..<(place + 1), person, .shortForm)
        }
    }

    private func familyName(_ name: ArraySlice<UInt32>) -> UInt32? {
        if let space = name.lastIndex(of: 0x20) { return name.endIndex - space == 2 ? name.last : nil }
        guard name.count == 3, let first = name.first, NameVocabulary.surnames.contains(first) else { return nil }
        return first
    }
}

/// The last names of known persons in all their spellings: 샘 알트만 in one line is 올트먼 in the next.
struct LastNames: Sendable {
    private var names: [Int32: [[UInt32]]] = [:]

    init(_ entries: [KnowledgeEntry]) {
        for (index, entry) in entries.enumerated() where entry.type == .person {
            let forms = ([entry.name] + entry.aliases).compactMap { Self.form($0.scalarValues) }
            if !forms.isEmpty { names[Int32(index)] = forms }
        }
    }

    subscript(entry: Int32) -> [[UInt32]] { names[entry] ?? [] }

    private static func form(_ name: [UInt32]) -> [UInt32]? {
        guard CharacterShape(name.last ?? 0) == .hangul, let last = ShortForms.lastName(name) else { return nil }
        return NameVocabulary.titleSet.contains(last) ? nil : last
    }
}
