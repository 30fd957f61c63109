import Articles

extension AmountScanner {
    /// An amount that starts with a Hangul word at `index`: 열두 명, 수십억 달러, 이십 퍼센트, 사흘, 절반.
    mutating func hangulAmount(at index: Int) -> Int? {
        guard !text.isHangulBefore(index) else { return nil }
        if isFullAge(index) { return index + 4 }
        if let end = wordAmount(at: index) { return end }
        if text.has("제", at: index), text.isDigit(index + 3) { return numbered(at: index + 3) }
        if let numeral = numerals.vague(at: index) { return vague(numeral) }
        if let numeral = numerals.native(at: index), let end = native(numeral) { return end }
        guard var numeral = numerals.korean(at: index) else { return nil }
        if let fraction = fraction(numeral) { numeral = fraction } else { approximate(&numeral) }
        return sino(numeral, start: index, sign: 1)
    }

    /// Whether 만 says that an age is in full years and is no ten thousand: 만 19세.
    private func isFullAge(_ index: Int) -> Bool {
        guard text.has("만 ", at: index), let digits = numerals.plain(at: index + 4), digits.value < 130 else {
            return false
        }
        let next = text.skippingSpace(digits.end)
        return text.has("세", at: next) || text.has("살", at: next)
    }

    /// An amount that starts with a word of its own: 마이너스 5, 영하 5도, 섭씨 34.5, 반 리터.
    mutating func signedAmount(at index: Int) -> Int? {
        guard !text.isHangulBefore(index) else { return nil }
        if text.has("마이너스", at: index) || text.has("마이나스", at: index) {
            return minus(at: index, text.skippingSpace(index + 12))
        }
        if text.has("음수 ", at: index) { return minus(at: index, index + 7) }
        return belowZero(at: index) ?? scaled(at: index) ?? halfUnit(at: index)
    }

    /// 여 behind a Hangul numeral.
    private func approximate(_ numeral: inout Numeral) {
        let end = numeral.range.upperBound
        guard text.has("여", at: end), numeral.exponent > 0 || numeral.style == .native else { return }
        guard !text.isHangul(end + 3) || unit(after: numeral, spaced: false) == nil else { return }
        numeral.isApproximate = true
        numeral.range = numeral.range.lowerBound..<end + 3
    }

    private mutating func minus(at index: Int, _ next: Int) -> Int? {
        if text.isDigit(next) { return amount(at: next, sign: -1, signStart: index) }
        guard var numeral = numerals.korean(at: next) else { return nil }
        if let fraction = fraction(numeral) { numeral = fraction }
        return finish(numeral, sign: -1, start: index, currency: nil) ?? numeral.range.upperBound
    }

    /// 영하 5도: degrees below zero.
    private mutating func belowZero(at index: Int) -> Int? {
        guard text.has("영하", at: index) else { return nil }
        let next = text.skippingSpace(index + 6)
        guard let numeral = numerals.korean(at: next), unit(after: numeral)?.name?.hasPrefix("°") ?? false else {
            return nil
        }
        return finish(numeral, sign: -1, start: index, currency: nil)
    }

    /// 섭씨 34.5: degrees whose unit stands in front alone.
    private mutating func scaled(at index: Int) -> Int? {
        guard text.has("섭씨", at: index) || text.has("화씨", at: index) else { return nil }
        let name = text.has("섭씨", at: index) ? "°C" : "°F"
        var next = text.skippingSpace(index + 6)
        var sign = 1.0
        if text.has("영하", at: next) {
            sign = -1
            next = text.skippingSpace(next + 6)
        } else if text[next] == UInt8(ascii: "-") {
            sign = -1
            next += 1
        }
        guard next > index + 6, let numeral = numerals.korean(at: next) else { return nil }
        let degrees = unit(after: numeral)
        guard degrees == nil || degrees?.name?.hasPrefix("°") ?? false else { return nil }
        if sign > 0, degrees != nil { return nil }
        let end = degrees?.range.upperBound ?? numeral.range.upperBound
        var amount = Amount(range: index..<end, kind: .measure, value: sign * numeral.value)
        amount.unit = name
        apply(boundBehind(end), to: &amount)
        emit(amount)
        return end
    }

    /// 반 리터, 반 시간: a half of a unit that is measured.
    private mutating func halfUnit(at index: Int) -> Int? {
        guard text.has("반 ", at: index) else { return nil }
        var numeral = Numeral(range: index..<index + 3, value: 0.5, style: .native, mantissa: 0.5)
        numeral.isFraction = true
        guard let unit = unit(after: numeral), unit.unit.kind == .measure || unit.unit.kind == .duration,
            unit.range.count > 3
        else { return nil }
        return finish(numeral, sign: 1, start: index, currency: nil)
    }

    /// A Hangul numeral that is more than a syllable of another word.
    private mutating func sino(_ numeral: Numeral, start: Int, sign: Double) -> Int? {
        let end = numeral.range.upperBound
        let isAll = start == text.core.lowerBound
        let unit = unit(after: numeral)
        if !isAll || unit == nil && end != text.core.upperBound {
            if numeral.length == 1, !numeral.isFraction, numeral.exponent == 0 || numeral.exponent > 4 {
                return nil
            }
            if unit != nil, numeral.length < 3, !numeral.isFraction,
                words.stopwords.longest(in: text.bytes, at: start).map({ $0.end >= end }) ?? false
            {
                return nil
            }
        }
        return finish(numeral, sign: sign, start: start, currency: nil)
    }

    /// 제2차, 제3의: an ordinal where a unit of rank follows.
    private mutating func numbered(at index: Int) -> Int? {
        guard let numeral = numerals.korean(at: index) else { return nil }
        if let unit = unit(after: numeral), unit.unit.kind == .ordinal {
            return finish(numeral, sign: 1, start: index, currency: nil)
        }
        return endOfDigits(index)
    }

    /// 수십억 달러, 몇백 명.
    private mutating func vague(_ numeral: Numeral) -> Int? {
        finish(numeral, sign: 1, start: numeral.range.lowerBound, currency: nil)
    }

    /// A native numeral with a counter it may count with.
    private mutating func native(_ numeral: Numeral) -> Int? {
        var numeral = numeral
        approximate(&numeral)
        let start = numeral.range.lowerBound
        let isAll = start == text.core.lowerBound && numeral.range.upperBound == text.core.upperBound
        if isAll { return finish(numeral, sign: 1, start: start, currency: nil) }
        guard let unit = unit(after: numeral) else {
            return finish(numeral, sign: 1, start: start, currency: nil)
        }
        guard !isPlainForm(numeral, unit) else { return nil }
        if numeral.value == 1, unit.unit.kind != .duration, unit.unit.kind != .ordinal {
            guard unit.name == "person" || text.has("개", at: unit.range.lowerBound), unit.range.count <= 3 else {
                return nil
            }
        }
        if numeral.value == 1, unit.name == "week" || unit.unit.kind == .ordinal && unit.range.count == 3 { return nil }
        return finish(numeral, sign: 1, start: start, currency: nil)
    }

    /// Whether a numeral in its plain form (하나, 둘) stands before a counter, which wants the attributive one.
    private func isPlainForm(_ numeral: Numeral, _ unit: FoundUnit) -> Bool {
        let end = numeral.range.upperBound
        return unit.unit.kind != .ordinal
            && (text.has("하나", at: end - 6) || text.has("둘", at: end - 3) || text.has("셋", at: end - 3)
                || text.has("넷", at: end - 3))
    }

    /// Whether an amount follows, of which the word says per how long it is: 하루 50만 배럴, 하루 평균 3만 명.
    private func isRate(_ end: Int) -> Bool {
        let stop = text.has("에", at: end) ? end + 3 : end
        var place = text.skippingSpace(stop)
        guard place > stop else { return false }
        let words: [StaticString] = ["평균 ", "최대 ", "최소 ", "약 "]
        for word in words where text.has(word, at: place) { place += word.utf8CodeUnitCount }
        guard text.isDigit(place), let numeral = numerals.any(at: place), let found = unit(after: numeral) else {
            return false
        }
        return found.unit.kind != .duration && found.unit.kind != .ordinal
    }

    /// Words that are whole amounts.
    private mutating func wordAmount(at index: Int) -> Int? {
        guard let match = words.wholeAmounts.longest(in: text.bytes, at: index), numerals.endsWord(match.end) else {
            return nil
        }
        let whole = words.wholeAmountValues[match.payload]
        if whole.kind == .duration, isRate(match.end) { return match.end }
        var amount = Amount(range: index..<match.end, kind: whole.kind, value: whole.value)
        amount.unit = whole.unit
        if cue.end == index {
            amount.isApproximate = cue.isApproximate
            amount.bound = cue.bound
        }
        apply(boundBehind(match.end), to: &amount)
        emit(amount)
        return match.end
    }
}
