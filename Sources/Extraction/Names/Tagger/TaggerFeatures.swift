/// What the tagger sees of each unit of a line, as numbers of slots in its table of weights.
///
/// The templates are those of character taggers for Korean: units and their sequences around the place, shapes, the
/// word it is in (beginning, end, what follows inside), the neighbouring words, and for Latin words their own
/// beginnings and ends. All are hashed into one table; two features in one slot cost little, since names are told by
/// many features at once.
///
/// What the tagger waits for is memory. So features that differ only in where the place stands to what they look at
/// (the same two characters one, two or three places before it; the same word from its first or second character) have
/// slots next to each other: one step along the line finds the rows of the last one still in the cache.
struct TaggerFeatures {
    /// Changes whenever a template or the clusters do: weights of one set mean nothing to another.
    static let signature: UInt64 = 0x4442_5447_0006

    let units: [TaggerUnit]
    private let scalars: [UInt32]
    private let bits: UInt64
    /// For one to four units from each on, four to a unit, their first slot; `margin` units of padding around.
    private var grams: [UInt32] = []
    private var words: [Word] = []
    private var wordSlots: [WordSlots] = []
    /// For each unit the shapes of it and of the four on either side, five bits each.
    private var shapes: [UInt64] = []
    /// For each unit its word.
    private var wordIndex: [Int32] = []
    /// Hash from the start of the word to each unit, and from each unit to its end.
    private var heads: [UInt64] = []
    private var tails: [UInt64] = []
    /// For each tree of clusters the code of each unit, or none at all where no unit is Latin.
    private var clusters: [[WordClusters.Code]] = []
    /// For each unit the gazetteer's marks, or none at all.
    private var marks: [GazetteerMarks] = []

    /// Units without a space between, or one mark.
    private struct Word {
        var start: Int
        var end: Int
        /// The whole of it, its last two and first two units.
        var whole: UInt64
        var lastTwo: UInt64
        var firstTwo: UInt64
        var first: UInt64
        var last: UInt64
        var lastThree: UInt64
    }

    /// The first slots of what the units of a word share but for their place in it.
    private struct WordSlots {
        var whole: Int
        var length: Int
        var last: Int
        var lastTwo: Int
        var lastThree: Int
        var first: Int
        var firstTwo: Int
        var before: Int
        var next: Int
        var nextTwo: Int

        /// Those of a word that nothing looks at.
        static let none = WordSlots(
            whole: 0,
            length: 0,
            last: 0,
            lastTwo: 0,
            lastThree: 0,
            first: 0,
            firstTwo: 0,
            before: 0,
            next: 0,
            nextTwo: 0
        )
    }

    /// Units beyond this do not tell words apart.
    private static let longest = 8
    private static let padding: UInt64 = 0x9E37

    /// For each word whether the sieve closed it; empty without one.
    private var closed: [Bool] = []

    init(
        _ text: NameText,
        _ range: Range<Int>,
        bits: Int,
        gazetteer: Gazetteer? = nil,
        sieve: TaggerSieve? = nil
    ) {
        units = TaggerUnit.units(text, range)
        scalars = text.scalars
        self.bits = UInt64(bits)
        hashGrams()
        findWords()
        hashWords()
        if let sieve { closed = sieve.closed(self) }
        placeWords()
        noteShapes()
        if units.contains(where: { $0.kind.isLatin }) {
            clusters = WordClusters.shipped.map { table in units.map { table.code($0) } }
        }
        if let gazetteer {
            let isClosed = closed.isEmpty ? [] : wordIndex.map { closed[Int($0)] }
            marks = gazetteer.marks(units, isClosed: isClosed) { [tails, wordIndex, words] in
                $0 < units.count && Int(wordIndex[$0]) >= 0 && words[Int(wordIndex[$0])].start < $0 ? tails[$0] : 0
            }
        }
    }

    var count: Int { units.count }

    @inline(__always) private func slot(_ template: UInt64, _ hash: UInt64) -> Int {
        let product = (hash ^ template &* 0xD6E8_FEB8_6659_FD93) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: product &>> (64 &- bits))
    }

    /// Units of padding on either side of the line, so that no template has to ask where it ends.
    private static let margin = 4

    /// The slot of `length` units from `place` on, which may be up to `margin` outside the line, seen from `offset`.
    @inline(__always)
    private func gram(_ length: Int, _ place: Int, _ offset: Int) -> Int {
        beside(Int(grams[(place &+ Self.margin) &* 4 &+ length &- 1]), offset)
    }

    /// The slot `offset` behind another, round the table's end.
    @inline(__always)
    private func beside(_ slot: Int, _ offset: Int) -> Int { (slot &+ offset) & ((1 &<< Int(bits)) &- 1) }

    private mutating func hashGrams() {
        let places = units.count + 2 * Self.margin
        grams = [UInt32](repeating: 0, count: places * 4)
        var next = (Self.padding, Self.padding, Self.padding)
        for place in (0..<places).reversed() {
            let index = place - Self.margin
            let own = index >= 0 && index < units.count ? units[index].hash : Self.padding
            let row = (own, TaggerUnit.mix(own, next.0), TaggerUnit.mix(own, next.1), TaggerUnit.mix(own, next.2))
            grams[place * 4] = UInt32(truncatingIfNeeded: slot(10, row.0))
            grams[place * 4 + 1] = UInt32(truncatingIfNeeded: slot(20, row.1))
            grams[place * 4 + 2] = UInt32(truncatingIfNeeded: slot(30, row.2))
            grams[place * 4 + 3] = UInt32(truncatingIfNeeded: slot(40, row.3))
            next = (row.0, row.1, row.2)
        }
    }

    /// Finds the slots of each word, which all its units look at.
    private mutating func placeWords() {
        wordSlots.reserveCapacity(words.count)
        for number in words.indices {
            if !closed.isEmpty, closed[number] {
                wordSlots.append(.none)
                continue
            }
            let word = words[number]
            let before = number > 0 ? words[number - 1].whole : 3
            let next = number + 1 < words.count ? words[number + 1].whole : 4
            let nextTwo = number + 1 < words.count ? words[number + 1].firstTwo : 4
            wordSlots.append(
                WordSlots(
                    whole: slot(60, word.whole),
                    length: slot(70, UInt64(min(word.end - word.start, 8))),
                    last: slot(80, word.last),
                    lastTwo: slot(90, word.lastTwo),
                    lastThree: slot(100, word.lastThree),
                    first: slot(110, word.first),
                    firstTwo: slot(120, word.firstTwo),
                    before: slot(131, before),
                    next: slot(141, next),
                    nextTwo: slot(152, nextTwo)
                )
            )
        }
    }

    private mutating func noteShapes() {
        shapes.reserveCapacity(count)
        var code: UInt64 = 0
        for place in -8..<count {
            let ahead = place + 4
            let shape = ahead >= 0 && ahead < count ? UInt64(units[ahead].shape) : 15
            code = (code << 5 | shape) & 0x1FFF_FFFF_FFFF
            if place >= 0 { shapes.append(code) }
        }
    }

    private mutating func findWords() {
        wordIndex = [Int32](repeating: 0, count: count)
        var index = 0
        while index < count {
            var end = index + 1
            if units[index].kind.isWord {
                while end < count, units[end].kind.isWord, !units[end].isAfterSpace { end += 1 }
            }
            for place in index..<end { wordIndex[place] = Int32(words.count) }
            words.append(word(index, end))
            index = end
        }
    }

    private func word(_ start: Int, _ end: Int) -> Word {
        Word(
            start: start,
            end: end,
            whole: hash(max(start, end - Self.longest), end),
            lastTwo: hash(max(start, end - 2), end),
            firstTwo: hash(start, min(end, start + 2)),
            first: hash(start, start + 1),
            last: units[end - 1].exact,
            lastThree: hash(max(start, end - 3), end)
        )
    }

    private func hash(_ start: Int, _ end: Int) -> UInt64 {
        var hash: UInt64 = 31
        for index in start..<end { hash = TaggerUnit.mix(hash, units[index].folded) }
        return hash
    }

    private mutating func hashWords() {
        heads = [UInt64](repeating: 0, count: count)
        tails = heads
        for word in words {
            var hash: UInt64 = 37
            for index in word.start..<word.end {
                if index - word.start < 12 { hash = TaggerUnit.mix(hash, units[index].exact) }
                heads[index] = hash
            }
            // From the end backwards: what is left of the word, its last eight units at most.
            hash = Self.tailSeed
            for index in (word.start..<word.end).reversed() {
                if word.end - index <= Self.longest { hash = TaggerUnit.mix(hash, units[index].exact) }
                tails[index] = hash
            }
        }
    }

    private static let tailSeed: UInt64 = 41

    /// The hash that a word's rest has when it is `text`, Hangul alone.
    static func tail(_ text: String) -> UInt64 {
        text.scalarValues.reversed().reduce(tailSeed) {
            TaggerUnit.mix($0, TaggerUnit.mix(TaggerUnit.seed, UInt64($1)))
        }
    }

    /// The number of the word that the unit at `index` is in.
    func word(at index: Int) -> Int { Int(wordIndex[index]) }

    var wordCount: Int { words.count }

    /// The units of a word.
    func units(ofWord number: Int) -> Range<Int> { words[number].start..<words[number].end }

    /// For each unit the label that the sieve gives it, or -1.
    func fixedLabels() -> [Int8] {
        guard !closed.isEmpty else { return [Int8](repeating: -1, count: count) }
        return wordIndex.map { closed[Int($0)] ? Int8(TaggerLabel.outside) : -1 }
    }

    /// Whether a word is one mark.
    func isMark(_ number: Int) -> Bool { !units[words[number].start].kind.isWord }

    /// Whether the sieve may say of a word that it is in no name: one of Hangul, or that begins with a number.
    func isSifted(_ number: Int) -> Bool {
        let kind = units[words[number].start].kind
        return kind == .hangul || kind == .number
    }

    /// Lists the slots of what the sieve looks at: the word, its beginnings and ends, and its neighbours.
    func addSieveSlots(ofWord number: Int, to slots: inout SlotList) {
        let word = words[number]
        let before = number > 0 ? words[number - 1] : nil
        let next = number + 1 < words.count ? words[number + 1] : nil
        let length = word.end - word.start
        slots.append(sieveSlot(1, word.whole))
        slots.append(sieveSlot(2, word.firstTwo))
        slots.append(sieveSlot(3, heads[min(word.start + 2, word.end - 1)] &+ UInt64(min(length, 5))))
        slots.append(sieveSlot(4, word.last))
        slots.append(sieveSlot(5, word.lastTwo))
        slots.append(sieveSlot(6, word.lastThree))
        if length > 2 { slots.append(sieveSlot(7, heads[word.end - 2])) }
        if length > 3 { slots.append(sieveSlot(8, heads[word.end - 3])) }
        slots.append(sieveSlot(9, UInt64(units[word.start].shape) << 4 | UInt64(min(length, 8))))
        slots.append(sieveSlot(10, next?.firstTwo ?? 4))
        slots.append(sieveSlot(11, next?.lastTwo ?? 4))
        slots.append(sieveSlot(12, before?.whole ?? 3))
        slots.append(sieveSlot(13, before?.lastTwo ?? 3))
        let left = before.map { units[$0.start].shape } ?? 31, right = next.map { units[$0.start].shape } ?? 31
        slots.append(sieveSlot(14, UInt64(units[word.start].shape) << 10 | UInt64(left) << 5 | UInt64(right)))
    }

    @inline(__always) private func sieveSlot(_ template: UInt64, _ hash: UInt64) -> Int {
        let product = (hash ^ template &* 0xD6E8_FEB8_6659_FD93) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: product &>> (64 &- TaggerSieve.bits))
    }

    /// Calls `body` with the slot of every feature of the unit at `index`.
    func forEach(at index: Int, _ body: (Int) -> Void) {
        var slots = SlotList()
        addSlots(ofWord: word(at: index), to: &slots)
        addSlots(ofPlace: index, to: &slots)
        for place in 0..<slots.count { body(slots[place]) }
    }

    /// Lists the slot of every feature that the unit at `index` does not share with its whole word.
    @inline(__always)
    func addSlots(ofPlace index: Int, to slots: inout SlotList) {
        for offset in 0...8 { slots.append(gram(1, index + offset - 4, offset)) }
        for offset in 0...5 { slots.append(gram(2, index + offset - 3, offset)) }
        for offset in 0...4 { slots.append(gram(3, index + offset - 3, offset)) }
        for offset in 0...3 { slots.append(gram(4, index + offset - 3, offset)) }
        shapeFeatures(index, &slots)
        wordFeatures(index, word(at: index), &slots)
        if units[index].kind.isLatin {
            latinFeatures(index, &slots)
            for number in clusters.indices { clusterFeatures(index, number, &slots) }
        }
        if !marks.isEmpty { markFeatures(index, &slots) }
    }

    /// Lists the slot of every feature that all units of a word share.
    @inline(__always)
    func addSlots(ofWord number: Int, to slots: inout SlotList) {
        slots.append(slot(1, 0))
        let before = number > 0 ? words[number - 1] : nil
        let next = number + 1 < words.count ? words[number + 1] : nil
        slots.append(slot(130, before?.whole ?? 3))
        slots.append(slot(140, next?.whole ?? 4))
        slots.append(slot(150, before?.lastTwo ?? 3))
        slots.append(slot(151, next?.firstTwo ?? 4))
        slots.append(slot(160, next?.lastTwo ?? 4))
        slots.append(slot(161, next?.first ?? 4))
        slots.append(slot(162, number + 2 < words.count ? words[number + 2].whole : 4))
        slots.append(slot(163, number > 1 ? words[number - 2].whole : 3))
    }

    @inline(__always)
    private func shapeFeatures(_ index: Int, _ slots: inout SlotList) {
        let code = shapes[index]
        slots.append(slot(50, code >> 15 & 0x7FFF))
        slots.append(slot(51, code >> 10 & 0x1FF_FFFF))
        slots.append(slot(52, code))
    }

    @inline(__always)
    private func wordFeatures(_ index: Int, _ wordNumber: Int, _ slots: inout SlotList) {
        let start = words[wordNumber].start, end = words[wordNumber].end
        let at = min(index &- start, 6), left = min(end &- index, 5)
        let shared = wordSlots[wordNumber]
        slots.append(beside(shared.whole, at))
        slots.append(beside(shared.length, at))
        slots.append(slot(71, heads[index]))
        slots.append(slot(72, tails[index]))
        let after = index &+ 1 < end ? tails[index &+ 1] : 5
        slots.append(slot(73, after))
        slots.append(slot(74, TaggerUnit.mix(after, units[index].exact)))
        slots.append(beside(shared.last, left))
        slots.append(beside(shared.lastTwo, left))
        if end &- start > 2 { slots.append(beside(shared.lastThree, left)) }
        slots.append(beside(shared.first, at))
        slots.append(beside(shared.firstTwo, at))
        slots.append(beside(shared.before, min(at, 3)))
        slots.append(beside(shared.next, min(left, 4)))
        slots.append(beside(shared.nextTwo, min(left, 4)))
    }

    @inline(__always)
    private func folded(_ index: Int) -> UInt64 { index >= 0 && index < count ? units[index].folded : Self.padding }

    /// What a Latin word begins and ends with, and its neighbours whatever their case.
    @inline(__always)
    private func latinFeatures(_ index: Int, _ slots: inout SlotList) {
        let unit = units[index]
        slots.append(slot(210, unit.folded))
        slots.append(slot(211, TaggerUnit.mix(unit.folded, UInt64(unit.shape))))
        slots.append(slot(212, folded(index - 1)))
        slots.append(slot(213, folded(index + 1)))
        slots.append(slot(214, TaggerUnit.mix(folded(index - 1), unit.folded)))
        slots.append(slot(215, TaggerUnit.mix(unit.folded, folded(index + 1))))
        slots.append(slot(216, TaggerUnit.mix(folded(index - 1), UInt64(unit.shape))))
        slots.append(slot(217, TaggerUnit.mix(folded(index + 1), UInt64(unit.shape))))
        slots.append(
            slot(218, TaggerUnit.mix(TaggerUnit.mix(folded(index - 2), folded(index - 1)), UInt64(unit.shape)))
        )
        slots.append(
            slot(219, TaggerUnit.mix(TaggerUnit.mix(folded(index + 2), folded(index + 1)), UInt64(unit.shape)))
        )
        // Beginnings and ends of one to four letters, as they are written.
        let start = Int(unit.start), end = Int(unit.end)
        var head: UInt64 = 43, tail: UInt64 = 47
        for length in 0..<min(4, end - start) {
            head = TaggerUnit.mix(head, UInt64(scalars[start + length]))
            tail = TaggerUnit.mix(tail, UInt64(scalars[end - 1 - length] | 0x20))
            slots.append(slot(220 + UInt64(length), head))
            slots.append(slot(230 + UInt64(length), tail))
        }
        slots.append(slot(240, TaggerUnit.mix(tail, UInt64(unit.shape))))
    }

    /// What company the words here and beside stand in.
    @inline(__always)
    private func clusterFeatures(_ index: Int, _ tree: Int, _ slots: inout SlotList) {
        let base = 400 + 40 * UInt64(tree)
        let shape = UInt64(units[index].shape)
        let own = code(index, tree), before = code(index - 1, tree), next = code(index + 1, tree)
        let second = code(index - 2, tree), afterNext = code(index + 2, tree)
        slots.append(slot(base, own.leaf))
        slots.append(slot(base + 1, own.twig))
        slots.append(slot(base + 2, own.branch))
        slots.append(slot(base + 3, own.twig << 8 | shape))
        slots.append(slot(base + 4, own.branch << 8 | shape))
        slots.append(slot(base + 5, own.limb << 8 | shape))
        slots.append(slot(base + 6, before.twig))
        slots.append(slot(base + 7, before.branch))
        slots.append(slot(base + 8, next.twig))
        slots.append(slot(base + 9, next.branch))
        slots.append(slot(base + 10, second.branch))
        slots.append(slot(base + 11, afterNext.branch))
        slots.append(slot(base + 12, before.branch << 16 | own.branch))
        slots.append(slot(base + 13, own.branch << 16 | next.branch))
        slots.append(slot(base + 14, before.branch << 16 | shape))
        slots.append(slot(base + 15, next.branch << 16 | shape))
        slots.append(slot(base + 16, second.branch << 16 | before.branch))
        slots.append(slot(base + 17, afterNext.branch << 16 | next.branch))
        slots.append(slot(base + 18, before.limb << 16 | own.branch << 32 | next.limb))
        slots.append(slot(base + 19, TaggerUnit.mix(folded(index - 1), own.branch)))
        slots.append(slot(base + 20, TaggerUnit.mix(folded(index + 1), own.branch)))
        if !marks.isEmpty { slots.append(slot(base + 21, TaggerUnit.mix(marks[index].codes, own.branch))) }
    }

    /// The code of the unit at `place`, which may be outside the line, in one of the trees.
    @inline(__always)
    private func code(_ place: Int, _ tree: Int) -> WordClusters.Code {
        place >= 0 && place < count ? clusters[tree][place] : .padding
    }

    /// What the gazetteer knows of the names that the unit may be in.
    @inline(__always)
    private func markFeatures(_ index: Int, _ slots: inout SlotList) {
        let mark = marks[index]
        guard mark.codes != 0 else {
            slots.append(slot(300, 0))
            return
        }
        var codes = mark.codes
        while codes != 0 {
            let place = codes.trailingZeroBitCount / 4
            let code = UInt64(place) << 4 | codes >> UInt64(4 * place) & 15
            slots.append(slot(301, code))
            slots.append(slot(302, code << 4 | UInt64(mark.lengths >> UInt64(4 * place) & 15)))
            slots.append(slot(303, code << 8 | UInt64(units[index].shape)))
            codes &= ~(15 << UInt64(4 * place))
        }
        slots.append(slot(304, mark.codes))
        slots.append(slot(305, TaggerUnit.mix(mark.codes, units[index].exact)))
    }
}

/// The slots of one unit's features.
struct SlotList {
    /// More than any unit has.
    static let most = 144

    private var slots = InlineArray<144, UInt32>(repeating: 0)
    private(set) var count = 0

    subscript(place: Int) -> Int { Int(slots[place]) }

    @inline(__always)
    mutating func append(_ slot: Int) {
        slots[count] = UInt32(truncatingIfNeeded: slot)
        count &+= 1
    }

    mutating func removeAll() { count = 0 }
}
