import Articles

extension AmountScanner {
    /// An amount in English words at `index`, the start of a Latin word.
    mutating func englishAmount(at index: Int) -> Int? {
        guard !text.isLetter(index - 1), text[index - 1] != UInt8(ascii: "-") else { return nil }
        if let sign = NumeralReader.signs.first(where: { numerals.hasWord($0, at: index) }),
            text.isDigit(index + sign.utf8CodeUnitCount)
        {
            return amount(at: index + sign.utf8CodeUnitCount, sign: -1, signStart: index)
        }
        if let end = age(at: index) ?? englishOrdinal(at: index) ?? proportion(at: index) { return end }
        if let half = half(at: index) { return finish(half, sign: 1, start: index, currency: nil) }
        if let couple = couple(at: index) { return couple }
        if let vague = numerals.vagueEnglish(at: index) { return vagueAmount(vague) }
        guard var numeral = numerals.english(at: index) else { return partAmount(at: index) }
        if let fraction = englishFraction(numeral) { numeral = fraction }
        let end = numeral.range.upperBound
        let isAll = index == text.core.lowerBound && end == text.core.upperBound
        if isAll { return finish(numeral, sign: 1, start: index, currency: nil) }
        if unit(after: numeral) != nil || numeral.isFraction || numeral.isDecimal || numeral.isNegative
            || numeral.exponent >= 3
        {
            if numeral.value == 1, unit(after: numeral)?.unit.kind == .count { return nil }
            return finish(numeral, sign: 1, start: index, currency: nil)
        }
        if numeral.value >= 2 || cue.end == index, let noun = plural(after: end) { return count(numeral, noun: noun) }
        return finish(numeral, sign: 1, start: index, currency: nil)
    }

    /// An ordinal in words when the text is nothing else: thirty first.
    private mutating func englishOrdinal(at index: Int) -> Int? {
        guard index == text.core.lowerBound else { return nil }
        let before = numerals.english(at: index)
        let place = before.map { text.skippingSpace($0.range.upperBound) } ?? index
        let start = text[place] == UInt8(ascii: "-") ? place + 1 : place
        guard let match = words.ordinalWords.longest(in: text.bytes, at: start), match.end == text.core.upperBound,
            !(before?.value == 1 && numerals.denominator(at: start) != nil)
        else {
            return nil
        }
        // The ordinal of a power word multiplies (three trillionth), any other one adds.
        let value = (before?.value ?? 0) + Double(match.payload)
        emit(Amount(range: index..<match.end, kind: .ordinal, value: value))
        return match.end
    }

    /// half a day, half day, quarter of an hour: a part of the unit behind.
    private func half(at index: Int) -> Numeral? {
        if let article = ["a ", "an "].first(where: { numerals.hasWord($0, at: index) }) { return one(article, index) }
        guard let (word, value) = Self.parts.first(where: { numerals.hasWord($0.0, at: index) }) else { return nil }
        let end = index + word.utf8CodeUnitCount
        var numeral = Numeral(range: index..<end - 1, value: value, style: .english, mantissa: value)
        numeral.isFraction = true
        guard let unit = unit(after: numeral), unit.unit.kind == .duration || unit.unit.kind == .measure else {
            return nil
        }
        return numeral
    }

    /// a couple of days, a pair of chips: about two.
    private mutating func couple(at index: Int) -> Int? {
        guard
            let word = ["a couple of ", "couple of ", "a couple ", "a pair of "].first(where: {
                numerals.hasWord($0, at: index)
            })
        else { return nil }
        let end = index + word.utf8CodeUnitCount - 1
        var numeral = Numeral(range: index..<end, value: 2, style: .english, mantissa: 2)
        guard !words.isNumberWord(in: text.bytes, at: end + 1) else { return nil }
        numeral.isApproximate = text[index + 2] != UInt8(ascii: "p")
        if unit(after: numeral) != nil { return finish(numeral, sign: 1, start: index, currency: nil) }
        return plural(after: end).map { count(numeral, noun: $0) }
    }

    /// What stands for a part of the unit that follows.
    private static let parts: [(StaticString, Double)] = [
        ("half of an ", 0.5), ("half of a ", 0.5), ("half an ", 0.5), ("half a ", 0.5), ("half ", 0.5),
        ("quarter of an ", 0.25), ("quarter of a ", 0.25), ("three quarters of an ", 0.75),
        ("three quarters of a ", 0.75), ("three-quarters of an ", 0.75), ("three-quarters of a ", 0.75),
    ]

    /// An article as one of a unit: for a year, within an hour, or when the text is nothing else.
    private func one(_ article: StaticString, _ index: Int) -> Numeral? {
        let end = index + article.utf8CodeUnitCount
        if let numeral = ["half ", "quarter of "].lazy.compactMap({ part -> Numeral? in
            numerals.hasWord(part, at: end) ? half(at: end) : nil
        }).first {
            var whole = numeral
            whole.range = index..<numeral.range.upperBound
            return whole
        }
        let numeral = Numeral(range: index..<end - 1, value: 1, style: .english, mantissa: 1)
        guard let unit = unit(after: numeral) else { return nil }
        let isAll = index == text.core.lowerBound && unit.range.upperBound == text.core.upperBound
        let isHalved = numerals.hasWord(" and a half", at: unit.range.upperBound)
        if isAll || isHalved, unit.unit.kind == .measure || unit.unit.kind == .duration || unit.unit.kind == .money {
            return numeral
        }
        guard unit.unit.kind == .duration, cue.end == index || isMeasured(index) else { return nil }
        return numeral
    }

    /// Whether a word before the article at `index` measures time with it: for a year, within an hour.
    private func isMeasured(_ index: Int) -> Bool {
        ["for ", "within ", "than ", "only ", "takes ", "took ", "take ", "lasted ", "lasts ", "lasting "].contains {
            numerals.hasWord($0, at: index - $0.utf8CodeUnitCount)
        }
    }

    /// aged 42, at the age of 42.
    private mutating func age(at index: Int) -> Int? {
        guard text[index] | 0x20 == UInt8(ascii: "a"),
            let word = ["aged ", "age of ", "age "].first(where: { numerals.hasWord($0, at: index) }),
            case let place = index + word.utf8CodeUnitCount, let numeral = numerals.any(at: place),
            let years = numeral.small, years < 130, numeral.range.upperBound > place
        else { return nil }
        let next = unit(after: numeral)
        guard next == nil || next?.name == "age-year" || next?.name == "year" else { return nil }
        let end = next?.range.upperBound ?? numeral.range.upperBound
        guard !text.isLetter(end), text[end] != UInt8(ascii: "%") else { return nil }
        var amount = Amount(range: index..<end, kind: .measure, value: numeral.value)
        amount.unit = "age-year"
        emit(amount)
        return end
    }

    /// one in five, nine out of ten, 3 out of 4: a part of a whole.
    mutating func proportion(at index: Int) -> Int? {
        guard let low = numerals.any(at: index), let count = low.small, (1...99).contains(count), low.length == 1,
            !low.isDecimal
        else { return nil }
        let space = text.skippingSpace(low.range.upperBound)
        guard space > low.range.upperBound else { return nil }
        let isOutOf = numerals.hasWord("out of ", at: space)
        guard isOutOf || numerals.hasWord("in ", at: space) && low.style == .english else { return nil }
        let start = space + (isOutOf ? 7 : 3)
        guard let high = numerals.any(at: start), let whole = high.small, whole > count || isOutOf && whole == count,
            whole <= 1000, unit(after: high)?.unit.kind != .duration, isOutOf || high.style == .english,
            text[high.range.upperBound] != UInt8(ascii: "%")
        else { return nil }
        var numeral = low
        numeral.value = Double(count) / Double(whole)
        numeral.range = index..<high.range.upperBound
        emit(Amount(range: numeral.range, kind: .number, value: numeral.value))
        return numeral.range.upperBound
    }

    /// millions of users, tens of billions of dollars, several hundred years.
    private mutating func vagueAmount(_ numeral: Numeral) -> Int? {
        var numeral = numeral
        let start = numeral.range.lowerBound
        var next = text.skippingSpace(numeral.range.upperBound)
        if numerals.hasWord("of ", at: next) { next += 3 }
        var whole = numeral
        whole.range = start..<next - 1
        if unit(after: whole) != nil {
            numeral = whole
        } else if let noun = plural(after: next - 1) {
            var amount = Amount(range: start..<noun.upperBound, kind: .count, value: nil)
            amount.magnitude = numeral.magnitude
            amount.isApproximate = true
            amount.unit = singular(noun)
            emit(amount)
            return noun.upperBound
        }
        return finish(numeral, sign: 1, start: start, currency: nil)
    }

    /// A part of a whole by itself: a third of, a fifth, three fourths.
    private mutating func partAmount(at index: Int) -> Int? {
        guard let part = numerals.part(at: index), part.end > index else { return nil }
        let isAll = index == text.core.lowerBound && part.end == text.core.upperBound
        guard isAll || text.isLetter(index), isAll || numerals.hasWord(" of ", at: part.end) else { return nil }
        // "a second of" and a bare "third of" are no parts of a whole.
        guard
            isAll || numerals.hasWord("a ", at: index) || numerals.hasWord("an ", at: index)
                || numerals.hasWord("one ", at: index) || numerals.hasWord("half", at: index)
        else { return nil }
        var numeral = Numeral(range: index..<part.end, value: part.value, style: .english, mantissa: part.value)
        numeral.isFraction = true
        return finish(numeral, sign: 1, start: index, currency: nil)
    }

    /// Two thirds, three quarters, twenty-three fifths, one twenty-fifth.
    private func englishFraction(_ numeral: Numeral) -> Numeral? {
        let next = text.skippingSpace(numeral.range.upperBound)
        guard next > numeral.range.upperBound || text[next] == UInt8(ascii: "-"), !numeral.isDecimal,
            numeral.exponent == 0
        else { return nil }
        let start = text[next] == UInt8(ascii: "-") ? next + 1 : next
        guard let under = numerals.denominator(at: start), numeral.value == 1 || under.isPlural,
            !isPeriods(under.end, under.value)
        else { return nil }
        if numeral.value == 1, under.value == 4 || under.value == 3,
            !numerals.hasWord(" of ", at: under.end), under.end != text.core.upperBound
        {
            return nil
        }
        var result = numeral
        result.value = numeral.value / under.value
        result.range = numeral.range.lowerBound..<under.end
        result.isFraction = true
        return result
    }

    /// Whether quarters are those of the calendar: three quarters in a row.
    private func isPeriods(_ end: Int, _ value: Double) -> Bool {
        value == 4
            && ["in a row", "straight", "running", "ago", "later", "of growth", "of losses"].contains {
                numerals.hasWord($0, at: text.skippingSpace(end))
            }
    }

    /// Periods that an adjective parts from their number: five consecutive quarters.
    private static let periods: Set<String> = ["quarter", "year", "month", "week", "day", "hour", "decade"]

    /// Adds a count of the noun that ends `noun`.
    mutating func count(_ numeral: Numeral, noun: Range<Int>) -> Int {
        var amount = Amount(range: numeral.range.lowerBound..<noun.upperBound, kind: .count, value: numeral.value)
        amount.unit = singular(noun)
        if let unit = amount.unit, Self.periods.contains(unit) { amount.kind = .duration }
        if cue.end == numeral.range.lowerBound {
            amount.isApproximate = cue.isApproximate
            amount.bound = cue.bound
        }
        emit(amount)
        return noun.upperBound
    }

    /// The plural noun behind a number, perhaps after one adjective: games, extra titles.
    func plural(after end: Int) -> Range<Int>? {
        var start = text.skippingSpace(end)
        guard start > end else { return nil }
        for _ in 0..<2 {
            guard text.isLetter(start), !text.isCapital(start) else { return nil }
            var stop = start
            while text.isLetter(stop) { stop += 1 }
            if isPlural(start..<stop) { return start..<stop }
            guard text[stop] == 0x20 else { return nil }
            start = stop + 1
        }
        return nil
    }

    /// Whether a word looks like a plural: ends in s but not in ss, us, is, and has four letters.
    private func isPlural(_ word: Range<Int>) -> Bool {
        guard word.count >= 4, text[word.upperBound - 1] == UInt8(ascii: "s") else { return false }
        let before = text[word.upperBound - 2]
        return before != UInt8(ascii: "s") && before != UInt8(ascii: "u") && before != UInt8(ascii: "i")
            && text[word.upperBound] != UInt8(ascii: "'")
    }

    /// The noun without its plural ending.
    func singular(_ noun: Range<Int>) -> String {
        var word = String(decoding: text.bytes[noun], as: UTF8.self)
        if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
        word.removeLast()
        return word
    }
}
