import Articles

extension AmountScanner {
    /// What digits at `index` belong to: a date, an amount, or something that only looks like one.
    mutating func number(at index: Int) -> Int {
        if index < longToken.upperBound, longToken.contains(index) { return longToken.upperBound }
        if let end = codeEnd(at: index) {
            if end - index > Self.longestToken { longToken = index..<end }
            return end
        }
        if let end = isPartOfWord(index) ? nil : date(at: index) ?? dayFirst(at: index) ?? subjectYear(at: index) {
            return end
        }
        if let end = amount(at: index, sign: 1, signStart: index) { return end }
        let end = endOfDigits(index)
        if end - index > Self.longestToken { longToken = index..<end }
        return end
    }

    /// Whether a Latin letter or a sign that joins stands right before `index`.
    private func isPartOfWord(_ index: Int) -> Bool {
        text.isLetter(index - 1) || before(index) == UInt8(ascii: "-") && text.isLetter(index - 2)
    }

    /// The end of a run of digits with what hangs on it.
    func endOfDigits(_ index: Int) -> Int {
        var end = index
        while end < text.count {
            let byte = text.bytes[end]
            if text.isDigit(end) {
                end += 1
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":"),
                text.isDigit(end + 1), end > index
            {
                end += 1
            } else {
                break
            }
        }
        if end == index { return index + (text.threeByteScalar(index) != 0 ? 3 : 1) }
        return text.isLetter(end) ? endOfToken(end) : end
    }

    /// The end of digits that are no amount: telephone numbers, addresses, versions, stock codes, part numbers.
    private func codeEnd(at index: Int) -> Int? {
        var end = index
        var points = 0
        var hyphens = 0
        var digits = 0
        var letters = false
        while end < text.count, end - index < 64 {
            let byte = text.bytes[end]
            if text.isDigit(end) {
                digits += 1
            } else if byte == UInt8(ascii: "."), text.isDigit(end + 1) {
                points += 1
            } else if byte == UInt8(ascii: "-"), text.isDigit(end + 1) {
                hyphens += 1
            } else if byte == UInt8(ascii: "@") {
                letters = true
                break
            } else {
                break
            }
            end += 1
        }
        // Full-width digits are no part of a code, and what has no length has no end.
        guard end > index else { return nil }
        if letters || digits > 30 { return endOfToken(index) }
        if points >= 3 { return end }
        if points == 2, hyphens == 0, !isDottedDate(index) { return end }
        if hyphens >= 1, points == 0, isTelephone(index, end) { return end }
        if before(index) == UInt8(ascii: "#") { return end }
        return nil
    }

    /// Whether digits with hyphens are a telephone or serial number rather than a day or a range.
    private func isTelephone(_ start: Int, _ end: Int) -> Bool {
        var groups: [Int] = [0]
        for place in start..<end {
            if text.isDigit(place) { groups[groups.count - 1] += 1 } else { groups.append(0) }
        }
        if groups.count == 3 { return !(groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2) }
        guard groups.count == 2 else { return true }
        return text[start] == UInt8(ascii: "0") && groups[0] > 1
            || groups[0] == 3 && groups[1] == 4 && follows(")", start)
    }

    /// Whether three numbers with points are a day, such as 2025.11.7.
    private func isDottedDate(_ index: Int) -> Bool {
        guard let first = numerals.plain(at: index), first.count == 4 || first.count == 2 else { return false }
        guard text[first.end] == UInt8(ascii: "."), let second = numerals.plain(at: first.end + 1) else { return false }
        return first.count == 4 && (1...12).contains(second.value)
    }

    /// The byte before `index`.
    func before(_ index: Int) -> UInt8 { text[index - 1] }

    /// Whether `mark` and perhaps a space stand before `index`.
    private func follows(_ mark: Character, _ index: Int) -> Bool {
        let place = text.spacesBefore(index)
        return mark.asciiValue.map { text[place - 1] == $0 } ?? false
    }

    /// A minus sign or 마이너스 and the number behind it.
    mutating func negative(at index: Int, length: Int) -> Int? {
        let next = index + length
        let previous = text[index - 1]
        let isFree =
            index == 0 || previous <= 0x20 || previous == UInt8(ascii: "(") || previous == 0x92 || cue.end == index
        guard isFree else { return nil }
        if text.isDigit(next) { return amount(at: next, sign: -1, signStart: index) }
        let spaced = text.skippingSpace(next)
        if text.core.lowerBound == index, text.isDigit(spaced) { return amount(at: spaced, sign: -1, signStart: index) }
        return nil
    }

    /// A number that starts with its decimal point: .5 miles.
    mutating func pointed(at index: Int) -> Int? {
        guard text.isDigit(index + 1), !text.isDigit(index - 1), !text.isLetter(index - 1), !text.isHangulBefore(index),
            let digits = numerals.plain(at: index + 1), !text.isLetter(digits.end) || digits.count <= 2,
            text[index - 1] != UInt8(ascii: "."), text[digits.end] != UInt8(ascii: ".") || !text.isDigit(digits.end + 1)
        else { return nil }
        let value = Double(digits.value) / powerOfTen(digits.count)
        var numeral = Numeral(range: index..<digits.end, value: value, style: .digits, mantissa: value)
        numeral.isDecimal = true
        numeral.digits = 1
        guard unit(after: numeral) != nil || cue.end == index || index == text.core.lowerBound else { return nil }
        return finish(numeral, sign: 1, start: index, currency: nil)
    }

    /// ½ ¼ ¾ and a unit.
    mutating func vulgarFraction(at index: Int) -> Int? {
        let value: Double
        switch text[index + 1] {
        case 0xBC: value = 0.25
        case 0xBD: value = 0.5
        case 0xBE: value = 0.75
        default: return nil
        }
        var numeral = Numeral(range: index..<index + 2, value: value, style: .digits, mantissa: value)
        numeral.isFraction = true
        return finish(numeral, sign: 1, start: index, currency: nil)
    }

    /// A currency sign or code and the number behind it.
    mutating func prefixed(at index: Int) -> Int? {
        guard let match = words.currencies.longest(in: text.bytes, at: index) else { return nil }
        if text.isLetter(index), text.isLetter(match.end) || text.isLetter(index - 1) || text.isDigit(index - 1) {
            return nil
        }
        let next = text.skippingSpace(match.end)
        var sign = 1.0
        var start = next
        if text[next] == UInt8(ascii: "-") {
            sign = -1
            start = next + 1
        }
        guard text.isDigit(start) else { return nil }
        return amount(at: start, sign: sign, signStart: index, currency: words.currencyCodes[match.payload])
    }

    /// The amount at `index`: number, range, unit.
    mutating func amount(at index: Int, sign: Double, signStart: Int, currency: String? = nil) -> Int? {
        guard var numeral = numerals.korean(at: index) else { return nil }
        guard currency != nil || !isPartOfName(index, numeral) else { return nil }
        if sign > 0, currency == nil, let end = proportion(at: index) { return end }
        if let fraction = fraction(numeral) {
            numeral = fraction
        } else {
            extend(&numeral, money: currency != nil)
        }
        if let end = numberWithEnding(numeral, sign) { return end }
        if let end = finish(numeral, sign: sign, start: signStart, currency: currency) { return end }
        guard numeral.isPlainDigits, sign > 0, currency == nil, !numeral.hasLeadingZero,
            let noun = plural(after: numeral.range.upperBound)
        else { return nil }
        let draft = Draft(low: numeral, start: index, end: numeral.range.upperBound)
        return isLabel(draft) ? nil : count(numeral, noun: noun)
    }

    /// 21st, 1990s, 70's.
    private mutating func numberWithEnding(_ numeral: Numeral, _ sign: Double) -> Int? {
        guard numeral.isPlainDigits, sign > 0, let value = numeral.small else { return nil }
        let end = numeral.range.upperBound
        if let stop = thEnd(end) {
            if let stop = ordinalDay(value, numeral.range.lowerBound, stop) { return stop }
            emit(Amount(range: numeral.range.lowerBound..<stop, kind: .ordinal, value: numeral.value))
            return stop
        }
        guard value % 10 == 0, numeral.digits == 4 || numeral.digits == 2, (10...2100).contains(value) else {
            return nil
        }
        let place = text[end] == UInt8(ascii: "'") ? end + 1 : end
        guard text[place] == UInt8(ascii: "s"), !text.isLetter(place + 1), numeral.digits == 4 || place > end else {
            return nil
        }
        var parsed = ParsedDate(end: place + 1)
        parsed.parts.year = value < 100 ? 1900 + value : value
        parsed.parts.isDecade = true
        return emitDate(parsed, from: numeral.range.lowerBound)
    }

    /// Reads the power words and letters behind digits.
    func extend(_ numeral: inout Numeral, money: Bool) {
        guard numeral.style == .digits, numeral.exponent == 0 else { return }
        let end = numeral.range.upperBound
        if !text.isLetter(end) || money || letterWord(end) { numerals.englishPower(after: &numeral) }
        if numeral.exponent == 0, unit(after: numeral, spaced: false) == nil || money {
            _ = numerals.letterPower(after: &numeral)
        }
        if text.has("여", at: numeral.range.upperBound), endsCount(numeral) {
            numeral.isApproximate = true
            numeral.range = numeral.range.lowerBound..<numeral.range.upperBound + 3
        }
    }

    /// Whether two or more letters stand at `place`: bn, mn, million.
    private func letterWord(_ place: Int) -> Bool { text.isLetter(place) && text.isLetter(place + 1) }

    /// Whether 여 may follow: a number that ends in a power word or a zero.
    private func endsCount(_ numeral: Numeral) -> Bool {
        numeral.exponent > 0 || (numeral.small.map { $0 % 10 == 0 } ?? true)
    }

    /// Digits that belong to the word before them: H100, GPT-5, 레벨4, 3.12 of Python 3.12.
    func isPartOfName(_ index: Int, _ numeral: Numeral) -> Bool {
        if text.isLetter(index - 1) || before(index) == UInt8(ascii: "_") { return true }
        if before(index) == UInt8(ascii: "-") || before(index) == UInt8(ascii: "/") {
            return text.isLetter(index - 2) || text.isHangulBefore(index - 1) || text.isDigit(index - 2)
        }
        // The second number of a list of names: 1·2호기.
        if before(index) == 0xB7, text[index - 2] == 0xC2, text.isDigit(index - 3) { return true }
        return before(index) == UInt8(ascii: ".") && text.isLetter(index - 2)
    }

    /// A fraction that starts with `numeral`: 10분의 1, 3/5, 2 1/4, 1과1/2.
    func fraction(_ numeral: Numeral) -> Numeral? {
        let end = numeral.range.upperBound
        let parts = text.skippingSpace(end)
        if text.has("분의", at: parts), let over = numerator(text.skippingSpace(parts + 6), below: numeral.value),
            numeral.value > 0
        {
            return made(numeral, value: over.value / numeral.value, end: over.range.upperBound)
        }
        guard let whole = numeral.small, numeral.isPlainDigits || numeral.style == .sino else { return nil }
        if numerals.hasWord(" and ", at: end), let part = numerals.part(at: end + 5) {
            return made(numeral, value: Double(whole) + part.value, end: part.end)
        }
        if text[end] == UInt8(ascii: "/"), let under = numerals.plain(at: end + 1), under.value > 0,
            !text.isDigit(under.end), text[under.end] != UInt8(ascii: "/")
        {
            return made(numeral, value: Double(whole) / Double(under.value), end: under.end)
        }
        var next = text.skippingSpaces(end)
        if text.has("과", at: end) || text.has("와", at: end) { next = text.skippingSpace(end + 3) }
        guard next > end, let top = mixedPart(next) else { return nil }
        return made(numeral, value: Double(whole) + top.value, end: top.end)
    }

    /// The proper fraction behind a whole number.
    private func mixedPart(_ start: Int) -> (value: Double, end: Int)? {
        if let top = numerals.plain(at: start), text[top.end] == UInt8(ascii: "/"),
            let under = numerals.plain(at: top.end + 1), under.value > top.value
        {
            return (Double(top.value) / Double(under.value), under.end)
        }
        guard let under = numerals.korean(at: start), text.has("분의", at: text.skippingSpace(under.range.upperBound)),
            let over = numerator(
                text.skippingSpace(text.skippingSpace(under.range.upperBound) + 6),
                below: under.value
            ),
            under.value > over.value
        else { return nil }
        return (over.value / under.value, over.range.upperBound)
    }

    /// The number above a Korean fraction; 일만 is 일 with a particle where more would be no proper fraction.
    private func numerator(_ start: Int, below under: Double) -> Numeral? {
        let isNegative = text.has("마이너스 ", at: start)
        guard var numeral = numerals.korean(at: isNegative ? start + 13 : start) else { return nil }
        if isNegative { numeral.value = -numeral.value }
        guard numeral.style == .sino, numeral.length > 1, abs(numeral.value) >= under,
            case .big? = words.syllable(text.threeByteScalar(numeral.range.lowerBound + 3)),
            case .digit(let digit)? = words.syllable(text.threeByteScalar(numeral.range.lowerBound)),
            Double(digit) < under
        else { return numeral }
        numeral.value = isNegative ? -Double(digit) : Double(digit)
        numeral.range = numeral.range.lowerBound..<numeral.range.lowerBound + 3
        return numeral
    }

    private func made(_ numeral: Numeral, value: Double, end: Int) -> Numeral {
        var result = numeral
        result.value = value
        result.range = numeral.range.lowerBound..<end
        result.isFraction = true
        return result
    }
}

extension NumeralReader {
    /// A short run of ASCII digits at `start` without groups and decimals.
    func plain(at start: Int) -> (value: Int, count: Int, end: Int)? {
        var end = start
        var value = 0
        while text.isDigit(end), end - start < 9 {
            value = value * 10 + Int(text[end] - 0x30)
            end += 1
        }
        return end > start ? (value, end - start, end) : nil
    }
}
