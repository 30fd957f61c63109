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
            if end - start >= 4, end - start <= Self.longestWord, let range = name(text, start..<end),
                !isGeneric(text, range)
            {
                add(range, of: start..<end, &document)
            }
            start = end
        }
    }

    /// Ends of bodies that are called after their place: 강릉시립병원, 전남테크노파크.
    private static let placed = NameVocabulary.words(
        "병원 의료원 대학교 협회 연합회 연구원 진흥원 개발원 재단 공사 공단 교육청 경찰청 검찰청 지방법원 의회 상공회의소 테크노파크 창조경제혁신센터 체육회"
    ).map(\.scalarValues)

    /// Adds the name, also over the known place that it begins with.
    private func add(_ range: Range<Int>, of word: Range<Int>, _ document: inout NameDocument) {
        let name = document.text.string(range)
        if document.isFree(word) {
            document.add(range, document.provisional(name, .organization), .ending)
            return
        }
        guard let place = document.mention(at: range.lowerBound), document.things[place.thing].type == .place,
            place.range.lowerBound == range.lowerBound, place.range.upperBound < range.upperBound,
            document.isFree(place.range.upperBound..<word.upperBound),
            Self.placed.contains(where: {
                range.count > place.range.count + $0.count - 1
                    && document.text.scalars[range].suffix($0.count).elementsEqual($0)
            })
        else { return }
        document.replace(range, document.provisional(name, .organization), .ending)
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

    /// Units that have a body each, and words for all of them: 도교육청, 각시도교육청.
    private static let units = ScalarSet("시도군구각")

    /// Whether nothing but such words stands before the ending.
    private func isLocal(_ text: NameText, _ range: Range<Int>) -> Bool {
        guard Self.units.contains(text.scalar(range.lowerBound)),
            let length = ending(text, range.lowerBound, range.upperBound)
        else { return false }
        return text.scalars[range].dropLast(length).allSatisfy(Self.units.contains)
    }

    /// Whether the word is a kind of organization, not one: 벤처캐피털, 국책연구원, 전략위원회.
    private func isGeneric(_ text: NameText, _ range: Range<Int>) -> Bool {
        NameVocabulary.institutions.contains(text.scalars[range])
            || NameVocabulary.titleSet.contains(text.scalars[range]) || isLocal(text, range)
    }
}
