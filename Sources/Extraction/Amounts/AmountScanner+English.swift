import Articles

extension AmountScanner {
    /// An amount in English words at `index`, the start of a Latin word.
    mutating func englishAmount(at index: Int) -> Int? {
        guard !text.isLetter(index - 1), text[index - 1] != UInt8(ascii: "-") else { return nil }
        if numerals.hasWord("minus ", at: index), text.isDigit(index + 6) {
            return amount(at: index + 6, sign: -1, signStart: index)
        }
        if let end = englishOrdinal(at: index) { return end }
        if let half = half(at: index) { return finish(half, sign: 1, start: index, currency: nil) }
        guard var numeral = numerals.english(at: index) else { return nil }
        if let fraction = englishFraction(numeral) { numeral = fraction }
        let end = numeral.range.upperBound
        let isAll = index == text.core.lowerBound && end == text.core.upperBound
        if isAll { return finish(numeral, sign: 1, start: index, currency: nil) }
        if unit(after: numeral) != nil || numeral.isFraction || numeral.exponent >= 3 {
            if numeral.value == 1, unit(after: numeral)?.unit.kind == .count { return nil }
            return finish(numeral, sign: 1, start: index, currency: nil)
        }
        guard numeral.value >= 2 || cue.end == index, let noun = plural(after: end) else { return nil }
        return count(numeral, noun: noun)
    }

    /// An ordinal in words when the text is nothing else: thirty first.
    private mutating func englishOrdinal(at index: Int) -> Int? {
        guard index == text.core.lowerBound else { return nil }
        let before = numerals.english(at: index)
        let place = before.map { text.skippingSpace($0.range.upperBound) } ?? index
        let start = text[place] == UInt8(ascii: "-") ? place + 1 : place
        guard let match = words.ordinalWords.longest(in: text.bytes, at: start), match.end == text.core.upperBound
        else {
            return nil
        }
        let value = (before?.value ?? 0) + Double(match.payload)
        emit(Amount(range: index..<match.end, kind: .ordinal, value: value))
        return match.end
    }

    /// half a day, half day: a half of the unit behind.
    private func half(at index: Int) -> Numeral? {
        if let article = ["a ", "an "].first(where: { numerals.hasWord($0, at: index) }) { return one(article, index) }
        guard let word = ["half a ", "half an ", "half "].first(where: { numerals.hasWord($0, at: index) }) else {
            return nil
        }
        let end = index + word.utf8.count
        var numeral = Numeral(range: index..<end - 1, value: 0.5, style: .english, mantissa: 0.5)
        numeral.isFraction = true
        guard let unit = unit(after: numeral), unit.unit.kind == .duration || unit.unit.kind == .measure else {
            return nil
        }
        return numeral
    }

    /// An article as one of a unit of time: for a year, in an hour.
    private func one(_ article: String, _ index: Int) -> Numeral? {
        guard numerals.hasWord("for ", at: index - 4) else { return nil }
        let numeral = Numeral(
            range: index..<index + article.utf8.count - 1,
            value: 1,
            style: .english,
            mantissa: 1
        )
        return unit(after: numeral)?.unit.kind == .duration ? numeral : nil
    }

    /// Two thirds, three quarters.
    private func englishFraction(_ numeral: Numeral) -> Numeral? {
        let next = text.skippingSpace(numeral.range.upperBound)
        guard next > numeral.range.upperBound || text[next] == UInt8(ascii: "-"), numeral.value < 20 else { return nil }
        let start = text[next] == UInt8(ascii: "-") ? next + 1 : next
        guard let match = words.english.longest(in: text.bytes, at: start), !text.isLetter(match.end) else {
            return nil
        }
        let word = words.numberWords[match.payload]
        guard word.role == .part, numeral.value == 1 || text[match.end - 1] == UInt8(ascii: "s") else { return nil }
        var result = numeral
        result.value = numeral.value / Double(word.value)
        result.range = numeral.range.lowerBound..<match.end
        result.isFraction = true
        return result
    }

    /// Adds a count of the noun that ends `noun`.
    mutating func count(_ numeral: Numeral, noun: Range<Int>) -> Int {
        var amount = Amount(range: numeral.range.lowerBound..<noun.upperBound, kind: .count, value: numeral.value)
        amount.unit = singular(noun)
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
    private func singular(_ noun: Range<Int>) -> String {
        var word = String(decoding: text.bytes[noun], as: UTF8.self)
        if word.hasSuffix("ies") { return String(word.dropLast(3)) + "y" }
        word.removeLast()
        return word
    }
}
