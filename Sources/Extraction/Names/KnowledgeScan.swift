import Articles

/// Finds the names of the knowledge base in a text, in one walk from word to word.
struct KnowledgeScan {
    /// A spelling at a place, with the entries it may mean.
    struct Hit {
        var range: Range<Int>
        /// Where a version behind it ends, or the end of `range`.
        var end: Int
        var entries: [Int32]
        /// Entries to which the spelling is a weak name, beside those to which it is a strong one.
        var rivals: [Int32] = []
    }

    let dictionary: NameDictionary
    let tail: NameTail
    let text: NameText
    private(set) var strong: [Hit] = []
    private(set) var weak: [Hit] = []
    private(set) var titles: [Range<Int>] = []
    /// Where a term stands that is no name (AI, GPU).
    private(set) var generic: [Range<Int>] = []
    /// For each context word whether the text has it.
    private(set) var hasContext: [Bool]
    /// Spellings that were not names, for an explanation: the range, the form, the reason.
    private(set) var rejected: [(Range<Int>, Int32, NameCandidate.Reason)] = []
    private let isExplained: Bool
    private var ends: [(end: Int, payload: Int32)] = []
    private var lastEnd = -1

    /// A name that starts inside a word, behind a prefix or a change of script, must have this many characters.
    private static let shortestInside = 3

    init(_ dictionary: NameDictionary, tail: NameTail, text: NameText, isExplained: Bool) {
        self.dictionary = dictionary
        self.tail = tail
        self.text = text
        self.isExplained = isExplained
        hasContext = [Bool](repeating: false, count: dictionary.contextCount)
        var index = 0
        while index < text.count {
            let start = startKind(index)
            if start != .none, dictionary.trie.begins(with: text.scalar(index), text.scalar(index + 1)) {
                index = max(index + 1, read(at: index, isInside: start == .inside))
            } else {
                index += 1
            }
        }
    }

    private enum Start { case none, word, inside }

    /// Whether a name can begin at `index`.
    private func startKind(_ index: Int) -> Start {
        let shape = text.shapes[index]
        guard shape.isWord else { return .none }
        let before = text.shape(index - 1)
        guard before.isWord else {
            // @name, .com/name: an address, not a name.
            let mark = text.scalar(index - 1)
            return (mark == 0x40 || mark == 0x2F || mark == 0x5F) && shape.isLatin && index > 1
                && text.shape(index - 2) != .hangul && mark != 0x2F ? .none : .word
        }
        if index == lastEnd { return .word }
        if before == .han, shape != .han { return .word }
        if shape == .hangul || shape.isLatin, before == .hangul, !text.shape(index - 2).isWord,
            NameVocabulary.prefixes.contains(text.scalar(index - 1))
        {
            return .inside
        }
        return .none
    }

    /// Reads the names that begin at `start`; answers where to go on.
    private mutating func read(at start: Int, isInside: Bool) -> Int {
        walk(from: start)
        var next = start + 1
        for (end, payload) in ends.reversed() where !isInside || end - start >= Self.shortestInside {
            var strongEntries: [Int32] = [], weakEntries: [Int32] = []
            var form = payload
            while form >= 0 {
                let candidate = dictionary.forms[Int(form)]
                note(candidate, form, start..<end, &strongEntries, &weakEntries)
                form = candidate.next
            }
            if !strongEntries.isEmpty { weakEntries.removeAll { strongEntries.contains($0) } }
            if !weakEntries.isEmpty, strongEntries.isEmpty, let stop = stop(start..<end, weakEntries) {
                weak.append(Hit(range: start..<end, end: stop, entries: weakEntries))
            }
            if !strongEntries.isEmpty {
                if let stop = stop(start..<end, strongEntries) {
                    accept(start..<end, stop, strongEntries, weakEntries, payload)
                    next = max(next, stop)
                    lastEnd = stop
                    break
                } else if isExplained {
                    rejected.append((start..<end, strongEntries[0], .insideAnotherWord))
                }
            }
        }
        ends.removeAll(keepingCapacity: true)
        return next
    }

    /// Adds a name, without what its spelling holds around it.
    private mutating func accept(
        _ range: Range<Int>,
        _ stop: Int,
        _ entries: [Int32],
        _ rivals: [Int32],
        _ payload: Int32
    ) {
        var index = payload
        while index >= 0,
            dictionary.forms[Int(index)].target != entries[0] || dictionary.forms[Int(index)].role != .strong
        {
            index = dictionary.forms[Int(index)].next
        }
        let form = dictionary.forms[Int(index)]
        let start = range.lowerBound + Int(form.lead), end = range.upperBound - Int(form.trail)
        if form.maker > 0 {
            let maker = range.lowerBound..<(range.lowerBound + Int(form.maker))
            strong.append(
                Hit(range: maker, end: maker.upperBound, entries: [dictionary.supporters[Int(entries[0])][0]])
            )
        }
        strong.append(Hit(range: start..<end, end: form.trail > 0 ? end : stop, entries: entries, rivals: rivals))
    }

    private mutating func walk(from start: Int) {
        var node = NameTrie.root
        var position = start
        while position < text.count {
            node = dictionary.trie.child(of: node, text.scalars[position])
            guard node != NameTrie.none else { return }
            position += 1
            let payload = dictionary.trie.payload(of: node)
            if payload >= 0 { ends.append((position, payload)) }
        }
    }

    /// Files one form that stands at `range` by its role.
    private mutating func note(
        _ form: NameDictionary.Form,
        _ index: Int32,
        _ range: Range<Int>,
        _ strongEntries: inout [Int32],
        _ weakEntries: inout [Int32]
    ) {
        switch form.role {
        case .context: hasContext[Int(form.target)] = true
        case .title where tail.isTail(text, from: range.upperBound): titles.append(range)
        case .generic where dictionary.matchesCase(form, text, range) && endsWord(range.upperBound):
            generic.append(range)
        case .title, .generic: break
        case .strong, .weak:
            guard dictionary.matchesCase(form, text, range) else {
                if isExplained { rejected.append((range, form.target, .otherCase)) }
                return
            }
            if form.role == .strong {
                if !strongEntries.contains(form.target) { strongEntries.append(form.target) }
            } else if !weakEntries.contains(form.target) {
                weakEntries.append(form.target)
            }
        }
    }

    /// Where the name at `range` ends, a version included, or `nil` where it is part of another word.
    private func stop(_ range: Range<Int>, _ entries: [Int32]) -> Int? {
        // An entry holds many strings: its type alone is asked first, since nearly all names need no more.
        let entry = Int(entries[0]), type = dictionary.types[entry]
        if type == .product, range.count > 1,
            let version = VersionSuffix.end(text, after: range.upperBound, base: range)
        {
            return version
        }
        if type == .place, let end = administrative(range, dictionary.entries[entry]) { return end }
        if type == .organization, let end = group(range) { return end }
        return endsWell(range) && !isDerived(range, entry) ? range.upperBound : nil
    }

    /// Whether a syllable behind the name makes an ordinary noun of the two: 미국인, 한국사, 국회의원, 미사일.
    private func isDerived(_ range: Range<Int>, _ entry: Int) -> Bool {
        let end = range.upperBound
        if isCurrency(range) { return true }
        if range.count == 1, text.shape(range.lowerBound) == .hangul, text.shape(end) == .hangul { return true }
        // A syllable of Hangul must follow.
        guard text.shape(end) == .hangul else { return false }
        switch dictionary.entries[entry].kind {
        case "country", "region": return Self.derivations.contains(text.scalar(end)) && text.shape(end - 1) == .hangul
        case "parliament": return Self.members.contains { text.scalars[end...].starts(with: $0) }
        default: return false
        }
    }

    /// Korean money by a company's name, an amount behind it: 1억달러(한화 약 1400억원).
    private static let currency = "한화".scalarValues

    private func isCurrency(_ range: Range<Int>) -> Bool {
        let end = range.upperBound
        guard range.count == Self.currency.count, text.scalars[range].elementsEqual(Self.currency) else { return false }
        let next = text.scalar(end) == 0x20 ? end + 1 : end
        return text.shape(next) == .digit || next > end && text.scalar(next) == 0xC57D && text.scalar(next + 1) == 0x20
            || text.scalar(end) == 0xB85C
    }

    /// Syllables that make of a country's name its people, history or manner.
    private static let derivations = Set("인사식판".unicodeScalars.map(\.value))
    /// Who sits in a parliament.
    private static let members = NameVocabulary.words("의원 의장").map(\.scalarValues)

    /// A place with 주, 시, 성 and the like behind it has that in its name: 테네시주.
    private func administrative(_ range: Range<Int>, _ entry: KnowledgeEntry) -> Int? {
        let end = range.upperBound
        if isProvince(range, entry) { return end + 1 }
        guard entry.kind != "country", text.shape(end) == .hangul, !isKorean(entry, text.scalar(end)),
            Self.divisions.contains(text.scalar(end)),
            tail.isTail(text, from: end + 1), text.shape(end - 1) == .hangul
        else { return nil }
        return end + 1
    }

    /// Whether 도 behind a Korean province's name is no particle: another follows it, as in 전남도는.
    private func isProvince(_ range: Range<Int>, _ entry: KnowledgeEntry) -> Bool {
        let end = range.upperBound
        return entry.kind == "province" && entry.owner == "kr" && text.scalar(end) == Self.province
            && text.shape(end + 1) == .hangul && text.shape(end - 1) == .hangul && tail.isTail(text, from: end + 1)
    }

    /// 도 at the end of a province's name.
    private static let province: UInt32 = 0xB3C4

    /// Where the name of a company's group ends: 기아차그룹.
    private func group(_ range: Range<Int>) -> Int? {
        let end = range.upperBound + Self.group.count
        guard text.shape(range.upperBound) == .hangul, end <= text.count,
            text.scalars[range.upperBound..<end] == Self.group[...], tail.isTail(text, from: end)
        else { return nil }
        return end
    }

    /// What follows a company's name in that of its group.
    private static let group = "그룹".scalarValues

    /// Korea has no 주 and no 성: 강원주 is somebody's name.
    private func isKorean(_ entry: KnowledgeEntry, _ division: UInt32) -> Bool {
        entry.owner == "kr" && (division == 0xC8FC || division == 0xC131)
    }

    private static let divisions = Set("주시성현군구".unicodeScalars.map(\.value))

    private func endsWord(_ end: Int) -> Bool {
        let next = text.shape(end)
        return !next.isWord || (next == .hangul) != (text.shape(end - 1) == .hangul)
    }

    /// Whether the name at `range` is whole: nothing behind it makes another word of it.
    func endsWell(_ range: Range<Int>) -> Bool {
        let end = range.upperBound
        let last = text.shape(end - 1), next = text.shape(end)
        guard next.isWord else { return !isGlued(end, isLatin: last.isLatin) }
        if next == .hangul { return tail.isTail(text, from: end) || nameStarts(at: end) }
        if last == .hangul { return next.isLatin && (isGeneric(at: end) || nameStarts(at: end)) }
        if next == .han || last == .han { return true }
        // An English plural: H100s.
        return next == .lower && text.scalar(end) == 0x73 && !text.shape(end + 1).isWord && range.count > 2
    }

    /// Whether a mark behind a Latin name makes an address or an identifier of it.
    private func isGlued(_ end: Int, isLatin: Bool) -> Bool {
        guard isLatin else { return false }
        let mark = text.scalar(end)
        if mark == 0x40 || mark == 0x5F { return true }
        return mark == 0x2E && text.shape(end + 1) == .lower && text.shape(end + 2) == .lower
    }

    /// Whether a strong name of three characters or more begins at `start` and ends a word.
    private func nameStarts(at start: Int) -> Bool {
        var node = NameTrie.root
        var position = start
        while position < text.count {
            node = dictionary.trie.child(of: node, text.scalars[position])
            guard node != NameTrie.none else { return false }
            position += 1
            guard position - start >= Self.shortestInside else { continue }
            var form = dictionary.trie.payload(of: node)
            while form >= 0 {
                if dictionary.forms[Int(form)].role == .strong, endsWord(position) || tail.isTail(text, from: position)
                {
                    return true
                }
                form = dictionary.forms[Int(form)].next
            }
        }
        return false
    }

    /// Whether a term such as AI begins at `start` and ends with its letters.
    private func isGeneric(at start: Int) -> Bool {
        var node = NameTrie.root
        var position = start
        while text.shape(position).isLatin || text.shape(position) == .digit {
            node = dictionary.trie.child(of: node, text.scalars[position])
            guard node != NameTrie.none else { return false }
            position += 1
        }
        var form = dictionary.trie.payload(of: node)
        while form >= 0 {
            if dictionary.forms[Int(form)].role == .generic { return true }
            form = dictionary.forms[Int(form)].next
        }
        return false
    }
}
