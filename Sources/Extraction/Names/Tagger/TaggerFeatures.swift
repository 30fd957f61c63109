/// What the tagger sees of each character of a line, as numbers of slots in its table of weights.
///
/// The templates are those of character taggers for Korean: characters and their sequences around the place, shapes,
/// the word it is in (beginning, end, what follows inside), and the neighbouring words. All are hashed into one table;
/// two features in one slot cost little, since names are told by many features at once.
struct TaggerFeatures {
    /// Changes whenever a template does: weights of one set of templates mean nothing to another.
    static let signature: UInt64 = 0x4442_5447_0003

    private let scalars: [UInt32]
    private let shapes: [CharacterShape]
    private let bits: UInt64
    /// Hashes of one to four characters from each place on, four to a place, `margin` places of padding around.
    private var grams: [UInt64] = []
    private var words: [Word] = []
    /// For each place its word, or -1 between words.
    private var wordIndex: [Int32] = []
    /// Hash from the start of the word to each place, and from each place to its end.
    private var heads: [UInt64] = []
    private var tails: [UInt64] = []

    /// A run of letters and digits, or one mark.
    private struct Word {
        var start: Int
        var end: Int
        /// The whole of it, its last two and first two characters.
        var whole: UInt64
        var lastTwo: UInt64
        var firstTwo: UInt64
        var first: UInt64
    }

    /// Characters beyond this do not tell words apart.
    private static let longest = 8
    private static let padding: UInt64 = 0x9E37

    init(_ text: NameText, _ range: Range<Int>, bits: Int) {
        scalars = Array(text.scalars[range])
        shapes = Array(text.shapes[range])
        self.bits = UInt64(bits)
        hashGrams()
        findWords()
        hashWords()
    }

    var count: Int { scalars.count }

    @inline(__always) private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let product = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }

    @inline(__always) private func slot(_ template: UInt64, _ hash: UInt64) -> Int {
        let product = (hash ^ template &* 0xD6E8_FEB8_6659_FD93) &* 0xFF51_AFD7_ED55_8CCD
        return Int(truncatingIfNeeded: product >> (64 - bits))
    }

    /// Places of padding on either side of the line, so that no template has to ask where it ends.
    private static let margin = 4

    /// The hash of `length` characters from `place` on, which may be up to `margin` outside the line.
    @inline(__always)
    private func gram(_ length: Int, _ place: Int) -> UInt64 { grams[(place &+ Self.margin) &* 4 &+ length &- 1] }

    private mutating func hashGrams() {
        let places = scalars.count + 2 * Self.margin
        var single = [UInt64](repeating: Self.padding, count: places)
        for index in scalars.indices { single[index + Self.margin] = Self.mix(17, UInt64(scalars[index])) }
        grams = [UInt64](repeating: 0, count: places * 4)
        for place in 0..<places {
            var hash = single[place]
            grams[place * 4] = hash
            for length in 1..<4 {
                // At the end of the padding there is nothing to add; no template reaches so far.
                if place + length < places { hash = Self.mix(hash, single[place + length]) }
                grams[place * 4 + length] = hash
            }
        }
    }

    private mutating func findWords() {
        wordIndex = [Int32](repeating: -1, count: count)
        var index = 0
        while index < count {
            guard shapes[index] != .space else { index += 1; continue }
            var end = index + 1
            if shapes[index] != .mark {
                while end < count, shapes[end].isWord { end += 1 }
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
            first: hash(start, start + 1)
        )
    }

    private func hash(_ start: Int, _ end: Int) -> UInt64 {
        var hash: UInt64 = 31
        for index in start..<end { hash = Self.mix(hash, UInt64(scalars[index])) }
        return hash
    }

    private mutating func hashWords() {
        heads = [UInt64](repeating: 0, count: count)
        tails = heads
        for word in words {
            var hash: UInt64 = 37
            for index in word.start..<word.end {
                if index - word.start < 12 { hash = Self.mix(hash, UInt64(scalars[index])) }
                heads[index] = hash
            }
            // From the end backwards: what is left of the word, its last eight characters at most.
            hash = 41
            for index in (word.start..<word.end).reversed() {
                if word.end - index <= Self.longest { hash = Self.mix(hash, UInt64(scalars[index])) }
                tails[index] = hash
            }
        }
    }

    /// The number of the word at `index`, or -1 between words.
    func word(at index: Int) -> Int { Int(wordIndex[index]) }

    /// Calls `body` with the slot of every feature of the character at `index`.
    func forEach(at index: Int, _ body: (Int) -> Void) {
        var slots = SlotList()
        addSlots(ofWord: word(at: index), to: &slots)
        addSlots(ofPlace: index, to: &slots)
        for place in 0..<slots.count { body(slots[place]) }
    }

    /// Lists the slot of every feature that the character at `index` does not share with its whole word.
    @inline(__always)
    func addSlots(ofPlace index: Int, to slots: inout SlotList) {
        for offset in 0...8 { slots.append(slot(10 + UInt64(offset), gram(1, index + offset - 4))) }
        for offset in 0...5 { slots.append(slot(20 + UInt64(offset), gram(2, index + offset - 3))) }
        for offset in 0...4 { slots.append(slot(30 + UInt64(offset), gram(3, index + offset - 3))) }
        for offset in 0...3 { slots.append(slot(40 + UInt64(offset), gram(4, index + offset - 3))) }
        shapeFeatures(index, &slots)
        let word = word(at: index)
        if word >= 0 { wordFeatures(index, word, &slots) } else { gapFeatures(index, &slots) }
    }

    /// Lists the slot of every feature that all characters of a word share; word -1 is none.
    @inline(__always)
    func addSlots(ofWord number: Int, to slots: inout SlotList) {
        slots.append(slot(1, 0))
        guard number >= 0 else { return }
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
        var code: UInt64 = 0
        for place in (index - 4)...(index + 4) {
            let shape = place >= 0 && place < count ? UInt64(shapes[place].rawValue) : 9
            code = code << 4 | shape
        }
        slots.append(slot(50, code >> 12 & 0xFFF))
        slots.append(slot(51, code >> 8 & 0xF_FFFF))
        slots.append(slot(52, code))
    }

    @inline(__always)
    private func wordFeatures(_ index: Int, _ wordNumber: Int, _ slots: inout SlotList) {
        let word = words[wordNumber]
        let position = index - word.start, rest = word.end - index
        let at = UInt64(min(position, 6)), left = UInt64(min(rest, 5))
        slots.append(slot(60 + at, word.whole))
        slots.append(slot(70, at << 8 | UInt64(min(word.end - word.start, 8))))
        slots.append(slot(71, heads[index]))
        slots.append(slot(72, tails[index]))
        let after = index + 1 < word.end ? tails[index + 1] : 5
        slots.append(slot(73, after))
        slots.append(slot(74, after &+ UInt64(scalars[index]) &* 0x100_0001))
        slots.append(slot(80 + left, gram(1, word.end - 1)))
        slots.append(slot(90 + left, word.lastTwo))
        if word.end - word.start > 2 { slots.append(slot(100 + left, gram(3, word.end - 3))) }
        slots.append(slot(110 + at, word.first))
        slots.append(slot(120 + at, word.firstTwo))
        let before = wordNumber > 0 ? words[wordNumber - 1] : nil
        let next = wordNumber + 1 < words.count ? words[wordNumber + 1] : nil
        slots.append(slot(131 + min(at, 3), before?.whole ?? 3))
        slots.append(slot(141 + min(left, 4), next?.whole ?? 4))
        slots.append(slot(152 + min(left, 4), next?.firstTwo ?? 4))
    }

    /// A space inside a name of several words: what stands on either side decides.
    @inline(__always)
    private func gapFeatures(_ index: Int, _ slots: inout SlotList) {
        let before = index > 0 ? Int(wordIndex[index - 1]) : -1
        let next = index + 1 < count ? Int(wordIndex[index + 1]) : -1
        let left = before >= 0 ? words[before] : nil, right = next >= 0 ? words[next] : nil
        slots.append(slot(200, left?.whole ?? 3))
        slots.append(slot(201, right?.whole ?? 4))
        slots.append(slot(202, left?.lastTwo ?? 3))
        slots.append(slot(203, right?.firstTwo ?? 4))
        slots.append(slot(204, right?.lastTwo ?? 4))
        slots.append(slot(205, Self.mix(left?.lastTwo ?? 3, right?.firstTwo ?? 4)))
        slots.append(slot(206, Self.mix(left?.lastTwo ?? 3, right?.lastTwo ?? 4)))
    }
}

/// The slots of one character's features.
struct SlotList {
    private var slots = InlineArray<64, UInt32>(repeating: 0)
    private(set) var count = 0

    subscript(place: Int) -> Int { Int(slots[place]) }

    @inline(__always)
    mutating func append(_ slot: Int) {
        slots[count] = UInt32(truncatingIfNeeded: slot)
        count &+= 1
    }

    mutating func removeAll() { count = 0 }
}
