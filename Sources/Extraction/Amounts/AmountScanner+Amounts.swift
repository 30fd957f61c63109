import Articles

extension AmountScanner {
    /// A number with its unit, or two with one, put together.
    struct Draft {
        var low: Numeral
        var high: Numeral?
        var unit: FoundUnit?
        var currency: String?
        var start: Int
        var end: Int
        var sign = 1.0
    }

    /// Finishes an amount that starts with `numeral`: range, unit, cues; returns where it ends, or `nil`.
    mutating func finish(_ numeral: Numeral, sign: Double, start: Int, currency: String?) -> Int? {
        var draft = Draft(low: numeral, unit: unit(after: numeral), currency: currency, start: start, end: 0)
        draft.sign = sign
        draft.end = draft.unit?.range.upperBound ?? numeral.range.upperBound
        if let highest = numeral.highest {
            draft.high = Numeral(range: numeral.range, value: highest, style: .native, mantissa: highest)
        }
        if let currency, let unit = draft.unit, unit.unit.kind != .money || unit.name != currency && currency != "USD" {
            draft.unit = nil
            draft.end = numeral.range.upperBound
        }
        joinRange(&draft)
        guard accepts(draft) else { return nil }
        return emit(draft)
    }

    /// Looks for the second number of a range and takes it in.
    private func joinRange(_ draft: inout Draft) {
        guard draft.high == nil, let joint = connector(after: draft) else { return }
        var place = joint
        if draft.currency != nil, let match = words.currencies.longest(in: text.bytes, at: place) {
            place = text.skippingSpace(match.end)
        }
        let sign = negativeSign(&place)
        guard var high = numerals.any(at: place) else { return }
        if high.style == .digits { extendHigh(&high, money: draft.currency != nil) }
        guard high.style != .sino || high.exponent > 0 else { return }
        var unit = unit(after: high)
        if draft.currency != nil, unit?.unit.kind != .money { unit = nil }
        guard draft.unit == nil || draft.unit?.name == unit?.name && draft.unit?.unit.kind == unit?.unit.kind else {
            return
        }
        share(&draft.low, with: high)
        if sign < 0 || draft.sign < 0 {
            guard draft.unit != nil || unit != nil else { return }
            high.value *= sign * draft.sign
            if sign < 0, high.value * draft.sign < draft.low.value * draft.sign { swap(&draft.low.value, &high.value) }
        }
        guard draft.low.value < high.value || draft.unit != nil else { return }
        if unit == nil, draft.currency == nil, !mayJoinBare(draft, high) { return }
        draft.high = high
        draft.unit = unit
        draft.end = unit?.range.upperBound ?? high.range.upperBound
    }

    /// Steps over a minus sign before digits and returns its factor.
    private func negativeSign(_ place: inout Int) -> Double {
        let length = text[place] == UInt8(ascii: "-") ? 1 : text.threeByteScalar(place) == 0x2212 ? 3 : 0
        guard length > 0, text.isDigit(place + length), text.spacesBefore(place) < place else { return 1 }
        place += length
        return -1
    }

    private func extendHigh(_ high: inout Numeral, money: Bool) { extend(&high, money: money) }

    /// Gives the first number the power word of the second when it has none: 90~110조, $600-700 million.
    private func share(_ low: inout Numeral, with high: Numeral) {
        guard low.exponent == 0, high.exponent > 0, low.value < high.mantissa, !low.isGrouped else { return }
        low.value *= powerOfTen(high.exponent)
        low.exponent = high.exponent
    }

    /// Whether two numbers without a unit may be a range: the whole text, or grouped, or with power words.
    private func mayJoinBare(_ draft: Draft, _ high: Numeral) -> Bool {
        draft.low.exponent > 0 || draft.low.isGrouped || isBetween(draft.start)
            || numerals.hasWord("from ", at: draft.start - 5) || cue.end == draft.start
            || draft.start == text.core.lowerBound && high.range.upperBound == text.core.upperBound
            || high.value >= 1000 && draft.low.value >= 1000 && high.value > 2100
    }

    /// The place of the second number when a sign or word of a range stands behind the first.
    private func connector(after draft: Draft) -> Int? {
        let end = draft.end
        let space = text.skippingSpaces(end)
        let sign = text.rangeSign(space)
        if text[end] == UInt8(ascii: "-"), numerals.hasWord("to ", at: end + 2) { return end + 5 }
        if sign.length > 0 {
            if sign.isHyphen, space > end, text.skippingSpace(space + sign.length) == space + sign.length { return nil }
            return text.skippingSpaces(space + sign.length)
        }
        if numerals.hasWord("to ", at: space), space > end { return space + 3 }
        if draft.low.style == .english || text.isDigit(draft.low.range.lowerBound), space > end,
            numerals.hasWord("and ", at: space), isBetween(draft.start)
        {
            return space + 4
        }
        let isOr = text.has("내지", at: space)
        guard isOr || text.has("에서", at: space) || text.has("부터", at: space) else { return nil }
        let start = text.skippingSpace(space + 6)
        return isOr || closesRange(start) ? start : nil
    }

    /// Whether "between" stands before the first number.
    private func isBetween(_ start: Int) -> Bool {
        let place = text.spacesBefore(start) - 7
        return place >= 0 && numerals.hasWord("between", at: place)
    }

    /// Whether 사이 or 까지 closes the range whose second number starts at `start`; 9%에서 15%로 is a change.
    private func closesRange(_ start: Int) -> Bool {
        let bare = text.has("마이너스 ", at: start) ? start + 13 : start
        guard let high = numerals.any(at: bare) else { return false }
        let end = unit(after: high)?.range.upperBound ?? high.range.upperBound
        return text.has("까지", at: end) || text.has("사이", at: text.skippingSpace(end))
    }

    /// Whether the draft is an amount a reader would see, and not a label, a syllable or a year.
    func accepts(_ draft: Draft) -> Bool {
        let numeral = draft.low
        let isAll = draft.start == text.core.lowerBound && draft.end == text.core.upperBound
        if draft.currency != nil || isAll { return !(isAll && draft.unit == nil && numeral.digits > 24) }
        if numeral.hasLeadingZero { return false }
        guard let unit = draft.unit else { return acceptsBare(draft) }
        // 1인당 and 1GB당 say per what, not how much.
        if numeral.value == 1, text.has("당", at: draft.end), draft.high == nil { return false }
        if unit.unit.isSymbol || text.isLetter(unit.range.lowerBound) { return acceptsLatin(draft, unit) }
        if text.isHangulBefore(draft.start), numeral.isPlainDigits, unit.unit.kind == .ordinal { return false }
        if unit.unit.kind == .ordinal, numeral.isDecimal { return false }
        if isAgeGroup(draft, unit) || isRatio(draft, unit) || isRankOfPlayer(draft, unit) { return false }
        if unit.unit.kind == .count, unit.range.lowerBound > numeral.range.upperBound, isLabel(draft) { return false }
        if unit.name == "°", text.isHangulBefore(draft.start), !text.has("씨", at: draft.start - 3) { return false }
        return true
    }

    /// Whether 20대, 30대가 or 20~30대 names people of an age: round tens, nothing counted beside them, no 대를.
    ///
    /// Behind a Latin name (A100 80대와) they count it.
    private func isAgeGroup(_ draft: Draft, _ unit: FoundUnit) -> Bool {
        guard text.has("대", at: unit.range.lowerBound), unit.range.count == 3, isAgeTen(draft.low),
            draft.high.map(isAgeTen) ?? true, cue.end != draft.start, !isBehindLatin(draft.start)
        else { return false }
        let ends: [StaticString] = [" ", "가 ", "는 ", "의 ", "도 ", "에서 ", "와 ", "에게 "]
        return ends.contains { text.has($0, at: draft.end) } && boundBehind(draft.end) == nil
            && counted(after: draft.start, before: draft.start) == nil
    }

    private func isBehindLatin(_ start: Int) -> Bool {
        start > 1 && text.has(" ", at: start - 1) && (text.isDigit(start - 2) || text.isLetter(start - 2))
    }

    private func isAgeTen(_ numeral: Numeral) -> Bool {
        guard let value = numeral.small, numeral.style == .digits else { return false }
        return value % 10 == 0 && (10...90).contains(value)
    }

    /// Whether 단 is a player's rank (이세돌 9단): of layers that few, the text says of what.
    private func isRankOfPlayer(_ draft: Draft, _ unit: FoundUnit) -> Bool {
        guard unit.name == "layer", draft.low.value <= 9, draft.high == nil else { return false }
        let things: [StaticString] = ["HBM", "낸드", "적층", "D램", "메모리", "높이", "쌓", "분할", "변속"]
        return !(max(0, draft.start - 30)..<min(text.count, draft.end + 30)).contains { place in
            things.contains { text.has($0, at: place) }
        }
    }

    /// Whether 대 stands between two numbers of a ratio: 1대 5, 1,234.5대 1.
    private func isRatio(_ draft: Draft, _ unit: FoundUnit) -> Bool {
        guard text.has("대", at: unit.range.lowerBound), unit.range.count == 3 else { return false }
        let next = text.skippingSpace(unit.range.upperBound)
        guard next > unit.range.upperBound, text.isDigit(next), let second = numerals.any(at: next) else {
            return false
        }
        let end = second.range.upperBound
        return second.isPlainDigits && self.unit(after: second) == nil
            && (!text.isHangul(end) || numerals.endsWord(end)) || text.has(" 비율", at: end) || text.has("의 ", at: end)
    }

    /// A Latin unit behind a Latin name (SOC 2 reports, iPhone 17 in) is the name's number.
    private func acceptsLatin(_ draft: Draft, _ unit: FoundUnit) -> Bool {
        guard unit.unit.kind == .count || unit.unit.isSymbol && unit.range.lowerBound > draft.low.range.upperBound
        else {
            return true
        }
        return !isLabel(draft)
    }

    /// Whether the word before the number is a name that the number completes.
    func isLabel(_ draft: Draft) -> Bool {
        guard draft.low.isPlainDigits || draft.low.isDecimal, cue.end != draft.start else { return false }
        let end = text.spacesBefore(draft.start)
        guard end < draft.start, text.isLetter(end - 1) || text.isDigit(end - 1) else { return false }
        var start = end
        while start > 0, text.isLetter(start - 1) || text.isDigit(start - 1) { start -= 1 }
        guard text.isCapital(start) || text.isCapital(end - 1) else { return false }
        if end - start > 1, text[start - 1] == UInt8(ascii: "'") { return false }
        let function = words.functionWords.longest(in: text.bytes, at: start)
        return function.map { $0.end != end } ?? true
    }

    /// Whether a number without a unit stands for itself.
    private func acceptsBare(_ draft: Draft) -> Bool {
        let numeral = draft.low
        if draft.high != nil { return !text.isHangulBefore(draft.start) || text.isHangulBefore(draft.end) }
        if cue.end == draft.start, numeral.digits < 5 || numeral.value > 2100 || cue.promisesNumber { return true }
        if isPredicate(draft) { return true }
        if numeral.isFraction { return acceptsFraction(draft) }
        let end = numeral.range.upperBound
        switch numeral.style {
        case .digits:
            if text.isHangulBefore(draft.start), !text.isHangulBefore(end) { return false }
            if numeral.exponent > 0 { return acceptsPower(draft) }
            if numeral.isGrouped { return !isLabel(draft) || numeral.value >= 10_000 }
            return boundBehind(end) != nil && !isLabel(draft)
        case .sino:
            if numeral.length == 1, numeral.exponent >= 2, boundBehind(end) != nil, !text.isHangul(end) { return true }
            guard draft.sign < 0 || numeral.length >= 2 && (numeral.exponent > 0 || numeral.isDecimal),
                !text.isHangulBefore(draft.start)
            else { return false }
            if numeral.exponent == 16, numeral.length < 5 { return false }
            if words.stopwords.longest(in: text.bytes, at: draft.start).map({ $0.end >= end }) ?? false { return false }
            return numerals.endsWord(end) || boundBehind(end) != nil
        case .vague: return numeral.length >= 3 && (text.isLetter(text.skippingSpace(end)) || boundBehind(end) != nil)
        case .native: return numeral.value >= 10 && boundBehind(end) != nil
        case .english:
            return numeral.exponent >= 3 || numeral.isDecimal || numeral.isNegative
                || numeral.length > 1 && numeral.value > 20
                || numeral.value > 1 && isPartitive(end)
        }
    }

    /// Whether a number is what its sentence says: the answer is 42, 마이너스 5이다, 9.25는 at the start.
    private func isPredicate(_ draft: Draft) -> Bool {
        let numeral = draft.low
        guard numeral.isPlainDigits || numeral.isDecimal || numeral.style == .english else { return false }
        let end = draft.end
        if draft.sign < 0, numeral.isDecimal || !isDash(draft.start) { return !text.isLetter(end) }
        let isYear = numeral.digits == 4 && (1900...2100).contains(numeral.value)
        if draft.start == text.core.lowerBound, text.isHangul(end), !isYear { return numerals.endsWord(end) }
        guard !isYear, !text.isHangul(end), isBehindVerb(draft.start) else { return false }
        let next = text.skippingSpace(end)
        return !text.isLetter(next)
            || words.functionWords.longest(in: text.bytes, at: next) != nil
                && !numerals.hasWord("of ", at: next)
    }

    private func isDash(_ place: Int) -> Bool {
        text[place] == UInt8(ascii: "-") || text.threeByteScalar(place) == 0x2212
    }

    /// Whether a verb of being stands before `start`: is 42, equals 7.
    private func isBehindVerb(_ start: Int) -> Bool {
        guard text[start - 1] == 0x20 else { return false }
        return [" is ", " are ", " was ", " were ", " be ", " equals ", " equal to ", " totals ", " = "].contains {
            numerals.hasWord($0, at: start - $0.utf8CodeUnitCount)
        }
    }

    /// Whether a number word counts some of a group: two of them.
    private func isPartitive(_ end: Int) -> Bool {
        guard numerals.hasWord(" of ", at: end) else { return false }
        return text.isCapital(end + 4)
            || ["the ", "those", "them", "these", "its ", "his ", "her ", "our ", "their ", "us "].contains {
                numerals.hasWord($0, at: end + 4)
            }
    }

    /// 4/5 is a fraction behind 의 or 중, or where no date can be meant.
    private func acceptsFraction(_ draft: Draft) -> Bool {
        let slash = text.bytes[draft.low.range].contains(UInt8(ascii: "/"))
        guard slash else { return true }
        let before = text.spacesBefore(draft.start)
        return text.has("의", at: before - 3) || text.has("중", at: before - 3) || draft.sign < 0
            || draft.low.range.count > 5 || numerals.hasWord("about", at: before - 5)
    }

    /// A number with a power word and no unit: 1억2천만, 750B, 5M; but 3M and 4K are names.
    private func acceptsPower(_ draft: Draft) -> Bool {
        let last = text[draft.low.range.upperBound - 1]
        guard last < 0x80, last | 0x20 >= 0x61 else { return true }
        let isLetter = !text.isLetter(draft.low.range.upperBound - 2)
        guard isLetter else { return true }
        if let last = amounts.last, last.value == draft.low.value, draft.start - last.range.upperBound <= 2 {
            return true
        }
        return !isLabel(draft) && (draft.low.digits >= 2 || draft.low.isDecimal)
            && text.isCapital(draft.low.range.upperBound - 1)
    }
}
