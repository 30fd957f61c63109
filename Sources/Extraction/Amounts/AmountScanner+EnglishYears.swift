import Articles

/// Bare years of English text, and stretches that English counts from the reference.
extension AmountScanner {
    /// Four digits between 1900 and 2100 that stand alone.
    func fourDigitYear(_ place: Int) -> (value: Int, end: Int)? {
        guard let digits = numerals.plain(at: place), digits.count == 4, (1900...2100).contains(digits.value),
            !text.isLetter(digits.end), text[digits.end] != UInt8(ascii: "%"),
            text[digits.end] != UInt8(ascii: "-") || !text.isDigit(digits.end + 1),
            !((text[digits.end] == UInt8(ascii: ".") || text[digits.end] == UInt8(ascii: ","))
                && text.isDigit(digits.end + 1))
        else { return nil }
        return (digits.value, digits.end)
    }

    /// A bare year behind a preposition, and those joined to it: in 2014, 2021 and 2022.
    mutating func leadYear(after end: Int) -> Int? {
        let place = text.skippingSpace(text[end] == UInt8(ascii: "-") ? end + 1 : end)
        guard place > end, let year = fourDigitYear(place), !countsThings(year.end) else { return nil }
        if let end = betweenYears(from: place, year) { return end }
        if let end = dayFirst(at: place) { return end }
        return years(from: place, year)
    }

    /// Two years of which the first stands behind "between".
    private mutating func betweenYears(from start: Int, _ first: (value: Int, end: Int)) -> Int? {
        let before = text.spacesBefore(start)
        guard numerals.hasWord("between", at: before - 7) || numerals.hasWord("from", at: before - 4) else {
            return nil
        }
        let space = text.skippingSpace(first.end)
        let joint = ["and ", "to ", "through "].first { numerals.hasWord($0, at: space) }
        guard let joint, let last = fourDigitYear(space + joint.utf8CodeUnitCount), last.value > first.value else {
            return nil
        }
        var parsed = ParsedDate(end: last.end)
        parsed.parts.year = first.value
        var second = DateParts()
        second.year = last.value
        parsed.second = second
        return emitDate(parsed, from: start)
    }

    /// A bare year that a verb of its own follows, and those joined to it: 2021 and 2022 will be.
    mutating func subjectYear(at index: Int) -> Int? {
        if let end = yearRange(at: index) { return end }
        guard let year = fourDigitYear(index) else { return nil }
        var end = year.end
        let space = text.skippingSpace(end)
        if numerals.hasWord("and ", at: space), let next = fourDigitYear(space + 4) { end = next.end }
        let verb = text.skippingSpace(end)
        guard verb > end, let match = words.yearVerbs.longest(in: text.bytes, at: verb), !text.isLetter(match.end)
        else {
            return nil
        }
        let draft = Draft(
            low: Numeral(range: index..<year.end, value: 0, style: .digits, mantissa: 0),
            start: index,
            end: year.end
        )
        return isLabel(draft) ? nil : years(from: index, year)
    }

    /// Two years with a dash: 2014-2018.
    private mutating func yearRange(at index: Int) -> Int? {
        guard let low = numerals.plain(at: index), low.count == 4, (1900...2100).contains(low.value) else { return nil }
        let sign = text.rangeSign(low.end)
        guard sign.length > 0, let high = numerals.plain(at: low.end + sign.length), high.count == 4,
            high.value > low.value, high.value <= 2100, !text.isLetter(high.end), text.rangeSign(high.end).length == 0,
            text[high.end] != UInt8(ascii: "."), !text.isHangul(high.end) || numerals.endsWord(high.end)
        else { return nil }
        let unit = unit(after: Numeral(range: high.end..<high.end, value: 2, style: .digits, mantissa: 2))
        guard unit == nil else { return nil }
        var parsed = ParsedDate(end: high.end)
        parsed.parts.year = low.value
        var second = DateParts()
        second.year = high.value
        parsed.second = second
        return emitDate(parsed, from: index)
    }

    /// Adds the year at `start` and those joined to it by and, or, to.
    private mutating func years(from start: Int, _ first: (value: Int, end: Int)) -> Int {
        var place = start
        var year = first
        while true {
            var parsed = ParsedDate(end: year.end)
            parsed.parts.year = year.value
            _ = emitDate(parsed, from: place)
            let space = text.skippingSpace(year.end)
            let joint = ["and ", "or ", "to "].first { numerals.hasWord($0, at: space) }
            guard let joint, let next = fourDigitYear(space + joint.utf8CodeUnitCount) else { return year.end }
            place = space + joint.utf8CodeUnitCount
            year = next
        }
    }

    /// Whether a unit other than a number's own (in 2020 people …) follows, so that the digits count something.
    private func countsThings(_ end: Int) -> Bool {
        let numeral = Numeral(range: end..<end, value: 2, style: .digits, mantissa: 2)
        return unit(after: numeral) != nil
    }

    /// A stretch that ends or starts at the reference: the past three months, the next 3 days.
    mutating func englishStretch(_ word: AmountVocabulary.DateWord, _ index: Int, _ end: Int) -> Int? {
        let next = text.skippingSpace(end)
        guard next > end, word.value != "this", let length = length(at: next), let amount = length.amount,
            amount.range.upperBound > next
        else { return nil }
        return addStretch(length, amount, isPast: word.value == "past", from: index)
    }

    /// A length that a sentence about the future looks ahead by: I will return in two weeks.
    mutating func lengthAhead(_ index: Int, _ end: Int) -> Int? {
        guard reference != nil, numerals.hasWord("in ", at: index) else { return nil }
        let isAll = index == text.core.lowerBound
        guard let length = length(at: end + 1), let amount = length.amount,
            isAll && length.end == text.core.upperBound || isPlanned(before: index)
        else { return nil }
        var parsed = ParsedDate(end: length.end)
        parsed.parts.span = (length.months, length.days, length.isDay)
        emit(amount)
        return emitDate(parsed, from: index)
    }

    /// Whether a word of the future stands shortly before `index` in the same sentence.
    func isPlanned(before index: Int) -> Bool {
        var place = index - 1
        let limit = max(0, index - 60)
        while place > limit {
            let byte = text[place]
            if byte == UInt8(ascii: ".") || byte == 0x0A { return false }
            if byte == 0x20 || byte == UInt8(ascii: "'"),
                numerals.hasWord(" will ", at: place) || numerals.hasWord("'ll ", at: place)
                    || numerals.hasWord(" shall ", at: place) || numerals.hasWord(" going to ", at: place)
            {
                return true
            }
            place -= 1
        }
        return false
    }
}
