import Articles

extension AmountScanner {
    /// A unit with its place.
    struct FoundUnit {
        var unit: AmountVocabulary.Unit
        var name: String?
        var range: Range<Int>
    }

    /// The unit behind `numeral`, or `nil`.
    func unit(after numeral: Numeral, spaced: Bool = true) -> FoundUnit? {
        let end = numeral.range.upperBound
        if let found = unit(at: end, numeral: numeral, touching: true) { return asShares(found, numeral) }
        guard spaced else { return nil }
        var next = text.skippingSpaces(end)
        if next == end, text[end] == UInt8(ascii: "-"), text.isLetter(end + 1) { next = end + 1 }
        guard next > end else { return nil }
        guard let found = unit(at: next, numeral: numeral, touching: false) else { return inches(numeral, next) }
        return asMass(found, numeral)
    }

    /// 주 counts shares where no one counts weeks: behind a large number, or beside a word for shares.
    private func asShares(_ found: FoundUnit, _ numeral: Numeral) -> FoundUnit {
        guard found.name == "week", found.range.count == 3, text.has("주", at: found.range.lowerBound),
            numeral.exponent >= 4 || numeral.value >= 1000 || isBehindShares(numeral.range.lowerBound)
        else { return found }
        return FoundUnit(unit: made(.count, "share"), name: "share", range: found.range)
    }

    /// What shares are called, a particle included, right before their number.
    private static let shares: [StaticString] = ["주식", "자사주", "보통주", "우선주", "신주", "구주", "주식을", "자사주를"]

    private func isBehindShares(_ start: Int) -> Bool {
        let end = text.spacesBefore(start)
        return Self.shares.contains { text.has($0, at: end - $0.utf8CodeUnitCount) }
    }

    /// A unit that no list has.
    private func made(_ kind: AmountVocabulary.Unit.Kind, _ name: String) -> AmountVocabulary.Unit {
        AmountVocabulary.Unit(
            kind: kind,
            name: name,
            joinsNative: false,
            mustTouch: false,
            wantsDigits: false,
            isSymbol: false
        )
    }

    /// "in" as inches: only behind a fraction or before what has a size (2 in thick).
    private func inches(_ numeral: Numeral, _ place: Int) -> FoundUnit? {
        guard numerals.hasWord("in", at: place), !text.isLetter(place + 2),
            ["thick", "tall", "wide", "long", "deep", "high", "diameter", "by "].contains(where: {
                numerals.hasWord($0, at: place + 3)
            })
        else { return nil }
        return FoundUnit(unit: made(.measure, "in"), name: "in", range: place..<place + 2)
    }

    /// Pounds of a thing, or beside a word of weight, are those of mass.
    private func asMass(_ found: FoundUnit, _ numeral: Numeral) -> FoundUnit {
        guard found.name == "GBP", found.unit.kind == .money, weighs(found, numeral) else { return found }
        return FoundUnit(unit: made(.measure, "lb"), name: "lb", range: found.range)
    }

    private func weighs(_ found: FoundUnit, _ numeral: Numeral) -> Bool {
        let isKorean = text.isHangul(found.range.lowerBound)
        if !isKorean, numerals.hasWord(" of ", at: found.range.upperBound), numeral.exponent == 0 { return true }
        var place = numeral.range.lowerBound
        let limit = max(0, place - 40)
        while place > limit {
            place -= 1
            if words.weightWords.longest(in: text.bytes, at: place) != nil { return true }
            if text[place] == 0x0A { return false }
        }
        return false
    }

    private func unit(at place: Int, numeral: Numeral, touching: Bool) -> FoundUnit? {
        let word = firstUnit(words.unitWords, at: place, numeral, touching)
        guard !text.isHangul(place), let symbol = firstUnit(words.unitSymbols, at: place, numeral, touching) else {
            return word.map(compound)
        }
        guard let word, word.range.upperBound > symbol.range.upperBound else { return compound(symbol) }
        return compound(word)
    }

    /// The longest unit of `trie` at `place` that fits the number.
    private func firstUnit(_ trie: ByteTrie, at place: Int, _ numeral: Numeral, _ touching: Bool) -> FoundUnit? {
        for match in trie.all(in: text.bytes, at: place) {
            let unit = words.units[match.payload]
            guard accepts(unit, numeral, at: place, end: match.end, touching: touching) else { continue }
            return FoundUnit(unit: unit, name: unit.name, range: place..<match.end)
        }
        return nil
    }

    /// Whether `unit` fits the number before it and ends where a word may end.
    private func accepts(
        _ unit: AmountVocabulary.Unit,
        _ numeral: Numeral,
        at place: Int,
        end: Int,
        touching: Bool
    ) -> Bool {
        if text.isLetter(place) {
            guard !text.isLetter(end), !text.isDigit(end) else { return false }
            if touching, end - place == 1, text[place] == UInt8(ascii: "m"), countsMillions(end) { return false }
            if !touching, unit.isSymbol, end - place == 1, text.isHangulBefore(place) { return false }
            return true
        }
        if unit.mustTouch, !touching {
            return numeral.range.lowerBound == text.core.lowerBound && end == text.core.upperBound
        }
        guard text.isHangul(place) else { return true }
        if unit.wantsDigits, numeral.style != .digits { return false }
        if numeral.style == .native, touching, !unit.joinsNative { return false }
        if numeral.style == .sino, touching, unit.kind == .count, numeral.length == 1, end - place == 3 { return false }
        if numeral.style == .sino, numeral.length == 1, numeral.exponent > 4 { return false }
        if words.notUnits.longest(in: text.bytes, at: place).map({ $0.end > end }) ?? false { return false }
        if unit.kind == .money || unit.kind == .duration, words.syllable(text.threeByteScalar(end)) != nil,
            let next = numerals.korean(at: end), text.isHangul(next.range.upperBound), !numerals.endsWord(end)
        {
            return true
        }
        return endsUnit(end)
    }

    /// Whether a plural stands behind an m, which then means million: 1.2m cars.
    private func countsMillions(_ end: Int) -> Bool {
        let start = text.skippingSpace(end)
        guard start > end, text.isLetter(start), !text.isCapital(start) else { return false }
        var stop = start
        while text.isLetter(stop) { stop += 1 }
        return stop - start >= 4 && text[stop - 1] == UInt8(ascii: "s") && text[stop - 2] != UInt8(ascii: "s")
            && !["across", "metres", "meters", "always", "towards", "upwards"].contains {
                numerals.hasWord($0, at: start)
            }
    }

    /// Whether a Hangul unit may end at `place`: before anything but the rest of a longer word.
    private func endsUnit(_ place: Int) -> Bool {
        guard text.isHangul(place) else { return true }
        for match in words.particles.all(in: text.bytes, at: place)
        where !text.isHangul(match.end) || numerals.endsWord(match.end) {
            return true
        }
        return false
    }

    /// A unit over another one: kWh/kg, TB/s, 대만달러/톤 is none.
    private func compound(_ found: FoundUnit) -> FoundUnit {
        guard found.unit.kind == .measure, let name = found.name else { return found }
        let end = found.range.upperBound
        let isSpoken = numerals.hasWord(" per ", at: end) && !name.contains("/")
        guard isSpoken || text[end] == UInt8(ascii: "/") else { return found }
        let start = end + (isSpoken ? 5 : 1)
        let below =
            words.unitSymbols.longest(in: text.bytes, at: start) ?? words.unitWords.longest(in: text.bytes, at: start)
        guard let below, !text.isLetter(below.end) else { return found }
        let unit = words.units[below.payload]
        guard unit.kind == .measure || unit.kind == .duration, let under = unit.name,
            !isSpoken || ["second", "minute", "hour", "kg", "L"].contains(under)
        else { return found }
        let short = ["second": "s", "hour": "h", "minute": "min"][under] ?? under
        return FoundUnit(unit: found.unit, name: name + "/" + short, range: found.range.lowerBound..<below.end)
    }

    /// The thing that a bare counter counts: the word behind it, or the one before the number.
    func counted(after end: Int, before start: Int) -> String? {
        var place = text.skippingSpace(text.has("의", at: end) ? end + 3 : end)
        for _ in 0..<4 {
            if let match = words.counted.longest(in: text.bytes, at: place), endsThing(match.end) {
                return words.countedNames[match.payload]
            }
            guard let next = nextWord(place) else { break }
            place = next
        }
        place = text.spacesBefore(start)
        guard place < start else { return nil }
        var word = place
        while word > 0, text[word - 1] > 0x20, place - word < 36 { word -= 1 }
        if let match = words.counted.longest(in: text.bytes, at: word), endsThing(match.end) {
            return words.countedNames[match.payload]
        }
        return nil
    }

    private func endsThing(_ place: Int) -> Bool {
        !text.isLetter(place) && (!text.isHangul(place) || numerals.endsWord(place))
    }

    /// The start of the word after the one at `place`, in the same phrase; what follows another number is that one's.
    private func nextWord(_ place: Int) -> Int? {
        var end = place
        while end < text.count, text[end] > 0x20, end - place < 36 {
            if text[end] == UInt8(ascii: ",") || text[end] == UInt8(ascii: ".") { return nil }
            end += 1
        }
        return text[end] == 0x20 && !text.isDigit(end + 1) ? end + 1 : nil
    }
}
