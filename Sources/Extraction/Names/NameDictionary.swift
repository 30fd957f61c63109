import Articles

/// The knowledge base, laid out for reading: every spelling in one trie, and what each may mean.
struct NameDictionary: Sendable {
    /// What a spelling is to the entry it leads to.
    enum Role: UInt8 {
        case strong
        /// Also an ordinary word: needs support.
        case weak
        /// A word that supports weak names.
        case context
        case title
        case generic
    }

    /// One spelling of one entry.
    struct Form {
        var role: Role
        /// Index of the entry, or of the context word.
        var target: Int32
        /// Where the spelling, with its case, lies in `letters`; empty where case does not matter.
        var letters: Range<Int32>
        /// What around the name itself the spelling holds.
        var lead: Int16 = 0
        var maker: Int16 = 0
        var trail: Int16 = 0
        /// The next form with the same folded spelling, or -1.
        var next: Int32
    }

    let entries: [KnowledgeEntry]
    /// The type of each entry.
    let types: [EntityType]
    private(set) var trie: NameTrie
    private(set) var forms: [Form] = []
    private var letters: [UInt32] = []
    /// For each entry the context words that support it.
    private(set) var contexts: [[Int32]]
    /// For each entry the entries whose presence supports it: owner and maker.
    private(set) var supporters: [[Int32]]
    private var contextIndexes: [String: Int32] = [:]
    private(set) var indexes: [String: Int32] = [:]

    init(_ entries: [KnowledgeEntry]) {
        self.entries = entries
        types = entries.map(\.type)
        trie = NameTrie(expecting: entries.count * 40 + 1024)
        contexts = Array(repeating: [], count: entries.count)
        supporters = Array(repeating: [], count: entries.count)
        for (index, entry) in entries.enumerated() { indexes[entry.id] = Int32(index) }
        for (index, entry) in entries.enumerated() { add(entry, Int32(index)) }
        for title in NameVocabulary.titles { add(title, .title, 0) }
        for term in Set(NameVocabulary.genericTermList) { add(term, .generic, 0) }
    }

    var contextCount: Int { contextIndexes.count }

    private mutating func add(_ entry: KnowledgeEntry, _ index: Int32) {
        let weak = Set(entry.weak)
        let names = Self.names(of: entry)
        let all = LazySet { Set(names + entry.weak) }
        supporters[Int(index)] = [entry.owner, entry.maker].compactMap { $0.flatMap { indexes[$0] } }
        let makers = LazySet { [supporters, entries] in
            Set(supporters[Int(index)].flatMap { Self.names(of: entries[Int($0)]) })
        }
        for name in names where weak.isEmpty || !weak.contains(name) {
            let bare = Self.withoutBracket(name)
            guard bare == name || !all.values.contains(bare) else { continue }
            for variant in SpellingVariants.of(bare, type: entry.type) where weak.isEmpty || !weak.contains(variant) {
                add(variant, .strong, index) { Self.parts(of: variant, entry.type, all, makers) }
            }
        }
        for name in entry.weak { add(name, .weak, index) }
        for word in entry.context { contexts[Int(index)].append(context(word)) }
    }

    /// A set that few entries need.
    private final class LazySet {
        private let make: () -> Set<String>
        private(set) lazy var values = make()

        init(_ make: @escaping () -> Set<String>) { self.make = make }
    }

    private static func parts(of spelling: String, _ type: EntityType, _ names: LazySet, _ makers: LazySet)
        -> SpellingParts
    {
        guard spelling.utf8.contains(0x20) else { return SpellingParts() }
        switch type {
        case .product: return SpellingParts.of(spelling, names: names.values, makers: makers.values)
        case .place: return SpellingParts.ofPlace(spelling, names: names.values, makers: makers.values)
        case .person: return SpellingParts.withoutTitle(spelling)
        case .organization: return SpellingParts()
        }
    }

    private static func names(of entry: KnowledgeEntry) -> [String] {
        [entry.name] + [entry.english].compactMap { $0 } + entry.aliases
    }

    /// A spelling with a gloss, 증권거래위원회(SEC), is two mentions in a text: the name is what stands before.
    private static func withoutBracket(_ name: String) -> String {
        guard name.hasSuffix(")"), let open = name.firstIndex(of: "("), open > name.startIndex else { return name }
        return String(name[..<open])
    }

    private mutating func context(_ word: String) -> Int32 {
        if let known = contextIndexes[word] { return known }
        let index = Int32(contextIndexes.count)
        contextIndexes[word] = index
        add(word, .context, index)
        return index
    }

    /// Adds a spelling, unless the same entry has it already; `parts` are asked for only when it is new.
    private mutating func add(
        _ spelling: String,
        _ role: Role,
        _ target: Int32,
        _ parts: () -> SpellingParts = { SpellingParts() }
    ) {
        let scalars = spelling.scalarValues
        guard !scalars.isEmpty else { return }
        let node = trie.insert(scalars)
        let own = scalars.contains { CharacterShape($0).isLatin } ? scalars : []
        let head = trie.payload(of: node)
        guard !has(own, of: target, role, from: head) else { return }
        let parts = parts()
        let start = Int32(letters.count)
        letters += own
        var form = Form(role: role, target: target, letters: start..<Int32(letters.count), next: head)
        form.lead = Int16(clamping: parts.lead)
        form.maker = Int16(clamping: parts.maker)
        form.trail = Int16(clamping: parts.trail)
        forms.append(form)
        trie.setPayload(Int32(forms.count - 1), of: node)
    }

    /// Whether one of the forms that begin at `head` is of the same role, target and letters.
    private func has(_ own: [UInt32], of target: Int32, _ role: Role, from head: Int32) -> Bool {
        var index = head
        while index >= 0 {
            let form = forms[Int(index)]
            if form.target == target, form.role == role,
                letters[Int(form.letters.lowerBound)..<Int(form.letters.upperBound)].elementsEqual(own)
            {
                return true
            }
            index = form.next
        }
        return false
    }

    /// The entries that have `name`, spelled exactly so, among their weak names.
    func weakEntries(named name: String) -> [Int32] {
        let scalars = name.scalarValues
        var node = NameTrie.root
        for scalar in scalars {
            node = trie.child(of: node, scalar)
            guard node != NameTrie.none else { return [] }
        }
        var entries: [Int32] = []
        var form = trie.payload(of: node)
        while form >= 0 {
            let candidate = forms[Int(form)]
            let own = letters[Int(candidate.letters.lowerBound)..<Int(candidate.letters.upperBound)]
            if candidate.role == .weak, own.isEmpty || own.elementsEqual(scalars) { entries.append(candidate.target) }
            form = candidate.next
        }
        return entries.sorted()
    }

    /// Whether the text at `range` spells `form` with upper and lower case where a name would have them.
    ///
    /// A name of four letters or more, or with capitals or digits inside, may stand in capitals or with a capital
    /// first; all in small letters only where its own capitals inside make it unlike a word (openai, but not meta).
    func matchesCase(_ form: Form, _ text: NameText, _ range: Range<Int>) -> Bool {
        guard !form.letters.isEmpty else { return true }
        let own = letters[Int(form.letters.lowerBound)..<Int(form.letters.upperBound)]
        if own.elementsEqual(text.scalars[range]) { return true }
        guard form.role != .weak else { return false }
        let shape = LetterCase(own), seen = LetterCase(text.scalars[range])
        // An acronym of up to four letters is a name only as it is: MAI, but not Mai.
        if shape.lower == 0 { return (seen.isCapitalized || seen.hasInnerCapital) && shape.upper >= 5 }
        guard shape.upper + shape.lower >= 4 || shape.hasInnerCapital || shape.hasDigit else { return false }
        return seen.lower == 0 || seen.isCapitalized || (seen.upper == 0 && (shape.hasInnerCapital || shape.hasDigit))
            || seen.hasInnerCapital && (seen.startsUpper || shape.hasInnerCapital || own.count >= 5)
    }
}

/// How the letters of a spelling are capitalized.
struct LetterCase {
    private(set) var upper = 0
    private(set) var lower = 0
    private(set) var hasDigit = false
    private(set) var hasInnerCapital = false
    private(set) var startsUpper = false

    init(_ scalars: some Sequence<UInt32>) {
        var isInside = false
        for (index, scalar) in scalars.enumerated() {
            let shape = CharacterShape(scalar)
            if index == 0 { startsUpper = shape == .upper }
            if shape == .upper { upper += 1 }
            if shape == .lower { lower += 1 }
            if shape == .digit { hasDigit = true }
            if shape == .upper, isInside { hasInnerCapital = true }
            isInside = shape.isWord
        }
    }

    /// Whether a capital stands first and nowhere inside a word.
    var isCapitalized: Bool { startsUpper && !hasInnerCapital }
}

/// The ways one spelling is written with other spaces and hyphens.
enum SpellingVariants {
    /// `name` itself first, then what the press also writes.
    static func of(_ name: String, type: EntityType) -> [String] {
        var variants = [name]
        let scalars = name.scalarValues
        if let joined = joined(scalars) { variants.append(joined) }
        if type == .product { variants += versions(scalars) }
        if let split = split(scalars) { variants.append(split) }
        if type == .organization, let spaced = spaced(scalars) { variants.append(spaced) }
        return variants
    }

    /// Last words of organizations' names that the press also sets apart: 맥쿼리자산운용, 맥쿼리 자산운용.
    private static let lastWords = NameVocabulary.words(
        """
        자산운용 캐피털 캐피탈 벤처스 인베스트먼트 파트너스 테크놀로지 테크놀로지스 투자증권 시스템즈 홀딩스 로보틱스 모빌리티 엔터테인먼트 엔터프라이즈 에너지솔루션 솔루션 인프라코어
        일렉트릭 에너빌리티 에어로스페이스 네트웍스 클라우드 페이 바이오로직스 소프트 그룹
        """
    ).map(\.scalarValues)

    private static func spaced(_ scalars: [UInt32]) -> String? {
        guard isHangul(scalars.last ?? 0), !scalars.contains(0x20),
            let last = lastWords.first(where: {
                scalars.count >= $0.count + 2 && scalars.suffix($0.count).elementsEqual($0)
            })
        else { return nil }
        return text(scalars.dropLast(last.count)) + " " + text(last)
    }

    /// Hangul words written together: 세쿼이아 캐피털, 세쿼이아캐피털; from four syllables on, where it is safe.
    private static func joined(_ scalars: [UInt32]) -> String? {
        guard scalars.contains(0x20), scalars.count >= 5 else { return nil }
        var result = String.UnicodeScalarView()
        var changed = false
        for (index, scalar) in scalars.enumerated() {
            let isBetweenHangul =
                scalar == 0x20 && index > 0 && index + 1 < scalars.count
                && (isHangul(scalars[index - 1]) && CharacterShape(scalars[index + 1]).isWord
                    || isHangul(scalars[index + 1]) && CharacterShape(scalars[index - 1]).isWord)
            if isBetweenHangul { changed = true } else { result.append(Unicode.Scalar(scalar) ?? " ") }
        }
        return changed ? String(result) : nil
    }

    /// A space where Hangul turns to Latin: 오픈AI, 오픈 AI.
    private static func split(_ scalars: [UInt32]) -> String? {
        guard
            let turn = scalars.indices.dropFirst().first(where: { index in
                isHangul(scalars[index - 1]) && CharacterShape(scalars[index]).isLatin
            }), turn >= 2, scalars.count - turn >= 2
        else { return nil }
        return text(scalars[..<turn]) + " " + text(scalars[turn...])
    }

    /// The first number joined by a hyphen, a space or nothing: GPT-4, GPT 4, GPT4.
    private static func versions(_ scalars: [UInt32]) -> [String] {
        guard
            let digit = scalars.indices.dropFirst().first(where: { index in
                CharacterShape(scalars[index]) == .digit && CharacterShape(scalars[index - 1]) != .digit
                    && scalars[index - 1] != 0x2E
            })
        else { return [] }
        var end = digit
        while end > 0, scalars[end - 1] == 0x20 || scalars[end - 1] == 0x2D { end -= 1 }
        // Behind one letter (H100, M4) a space or hyphen would make something else of it.
        guard end >= 2, digit - end <= 1 else { return [] }
        let head = text(scalars[..<end]), tail = text(scalars[digit...])
        return ["-", " ", ""].map { head + $0 + tail }
    }

    private static func isHangul(_ scalar: UInt32) -> Bool { CharacterShape(scalar) == .hangul }

    private static func text(_ scalars: some Sequence<UInt32>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? " ") }
        return String(view)
    }
}
