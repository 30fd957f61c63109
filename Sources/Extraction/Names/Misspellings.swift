import Articles

/// Finds long names of the knowledge base that are spelled with one slip: 엔디비아 for 엔비디아.
///
/// A slip is two syllables in the wrong order, one syllable with another onset, vowel or coda, or a sound swapped
/// between two neighbours. Only names of four syllables and more are looked for: shorter ones are one slip from words.
struct Misspellings: Sendable {
    /// Names by `key`.
    private var names: [UInt64: [Int32]] = [:]
    /// A bit for a hash of each key: nearly all words are turned away by it.
    private var filter = [UInt64](repeating: 0, count: 1024)
    private var spellings: [(scalars: [UInt32], entry: Int32)] = []

    private static let shortest = 4
    private static let longest = 12

    init(_ entries: [KnowledgeEntry]) {
        var seen: Set<[UInt32]> = []
        for (index, entry) in entries.enumerated() where entry.type != .place {
            let weak = Set(entry.weak)
            for name in [entry.name] + entry.aliases where !weak.contains(name) {
                let scalars = name.scalarValues
                guard (Self.shortest...Self.longest).contains(scalars.count),
                    scalars.allSatisfy({ CharacterShape($0) == .hangul }), seen.insert(scalars).inserted
                else { continue }
                spellings.append((scalars, Int32(index)))
                let key = Self.key(scalars[...]), bit = Self.bit(key)
                names[key, default: []].append(Int32(spellings.count - 1))
                filter[bit >> 6] |= 1 << UInt64(bit & 63)
            }
        }
    }

    /// The first syllable, the last and the length: a slip leaves two of the three, mostly all, as they are.
    private static func key(_ scalars: ArraySlice<UInt32>) -> UInt64 {
        guard let first = scalars.first, let last = scalars.last else { return 0 }
        return key(first, last, scalars.count)
    }

    private static func key(_ first: UInt32, _ last: UInt32, _ count: Int) -> UInt64 {
        UInt64(first) << 32 | UInt64(last) << 8 | UInt64(count)
    }

    private static func bit(_ key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> 48) }

    /// The names with this key.
    private func names(_ key: UInt64) -> [Int32] {
        let bit = Self.bit(key)
        return filter[bit >> 6] >> UInt64(bit & 63) & 1 == 0 ? [] : names[key] ?? []
    }

    /// The keys a slip of the pen may have made this word from: its own, and those with either end swapped back.
    private static func keys(_ word: ArraySlice<UInt32>) -> [UInt64] {
        let start = word.startIndex, end = word.endIndex
        return [
            key(word), key(word[start], word[end - 2], word.count), key(word[start + 1], word[end - 1], word.count),
        ]
    }

    func read(_ document: inout NameDocument, tail: NameTail, linker: KnowledgeLinker) {
        let text = document.text
        var start = 0
        while start < text.count {
            guard text.shapes[start] == .hangul else { start += 1; continue }
            var end = start + 1
            while text.shape(end) == .hangul { end += 1 }
            if end - start >= Self.shortest, !text.shape(start - 1).isWord, document.isFree(start..<end),
                let (range, entry) = name(text, start..<end, tail)
            {
                document.add(range, linker.thing(entry, in: &document), .misspelling)
            }
            start = end
        }
    }

    private func name(_ text: NameText, _ word: Range<Int>, _ tail: NameTail) -> (Range<Int>, Int32)? {
        var end = min(word.upperBound, word.lowerBound + Self.longest)
        while end - word.lowerBound >= Self.shortest {
            let scalars = text.scalars[word.lowerBound..<end]
            for key in Self.keys(scalars) {
                for candidate in names(key)
                where tail.isTail(text, from: end) && !NameVocabulary.institutions.lists(scalars) {
                    let spelling = spellings[Int(candidate)]
                    if Self.isSlip(Array(scalars), spelling.scalars) { return (word.lowerBound..<end, spelling.entry) }
                }
            }
            end -= 1
        }
        return nil
    }

    /// Whether `word` is `name` with one slip.
    static func isSlip(_ word: [UInt32], _ name: [UInt32]) -> Bool {
        guard word.count == name.count else { return false }
        let different = word.indices.filter { word[$0] != name[$0] }
        switch different.count {
        case 1: return sharedParts(word[different[0]], name[different[0]]) == 2
        case 2:
            let (first, second) = (different[0], different[1])
            guard second == first + 1 else { return false }
            if word[first] == name[second], word[second] == name[first] { return true }
            return sharedParts(word[first], name[first]) == 2 && sharedParts(word[second], name[second]) == 2
                && onsets(word, first) == onsets(name, first).reversed()
        default: return false
        }
    }

    private static func onsets(_ scalars: [UInt32], _ index: Int) -> [UInt32] {
        [HangulSyllable.parts(scalars[index]).onset, HangulSyllable.parts(scalars[index + 1]).onset]
    }

    /// How many of onset, vowel and coda two syllables share.
    private static func sharedParts(_ left: UInt32, _ right: UInt32) -> Int {
        let (a, b) = (HangulSyllable.parts(left), HangulSyllable.parts(right))
        return (a.onset == b.onset ? 1 : 0) + (a.vowel == b.vowel ? 1 : 0) + (a.coda == b.coda ? 1 : 0)
    }
}
