import Articles

extension AmountScanner {
    /// Adds what `draft` says and returns the place after it.
    mutating func emit(_ draft: Draft) -> Int {
        var amount = Amount(range: draft.start..<draft.end, kind: .number, value: draft.low.value * draft.sign)
        amount.high = draft.high.map { $0.value * draft.sign }
        if let magnitude = draft.low.magnitude {
            amount.value = nil
            amount.magnitude = magnitude
            amount.isApproximate = true
        }
        name(&amount, draft)
        qualify(&amount, draft)
        joinPower(&amount)
        joinSmaller(&amount)
        convert(&amount)
        if joinBounds(amount) { return amount.range.upperBound }
        emit(amount)
        return amount.range.upperBound
    }

    /// Sets kind and unit.
    private func name(_ amount: inout Amount, _ draft: Draft) {
        if let currency = draft.currency {
            amount.kind = .money
            amount.unit = currency
            return
        }
        guard let unit = draft.unit else { return unnamed(&amount, draft) }
        amount.unit = unit.name
        switch unit.unit.kind {
        case .money: amount.kind = .money
        case .subunit:
            amount.kind = .money
            amount.value = amount.value.map { $0 / 100 }
            amount.high = amount.high.map { $0 / 100 }
        case .percent: amount.kind = .percent
        case .measure:
            amount.kind = .measure
            amount.unit = scale(before: draft.start).map { unit.name == "°" ? $0 : nil } ?? unit.name
            if let speed = speed(unit.name, before: draft.start) { amount.unit = speed }
            if text.has("초당", at: text.spacesBefore(draft.start) - 6), let name = unit.name, !name.contains("/") {
                amount.unit = name + "/s"
            }
        case .duration: amount.kind = .duration
        case .ordinal:
            amount.kind = .ordinal
            // 32B급: as many parameters.
            if unit.name == "class", text.isCapital(draft.low.range.upperBound - 1), draft.low.exponent >= 6 {
                amount.kind = .count
                amount.unit = "parameter"
            }
        case .count:
            amount.kind = unit.name == "times" || unit.name == "level" || unit.name == "point" ? .number : .count
            if unit.name == nil { amount.unit = counted(after: draft.end, before: draft.start) }
        }
        if amount.kind == .duration || amount.kind == .measure, numerals.hasWord(" and a half", at: draft.end),
            draft.high == nil, !text.isLetter(draft.end + 11)
        {
            amount.value = amount.value.map { $0 + 0.5 }
            amount.range = draft.start..<draft.end + 11
        }
        if amount.kind == .duration, text.has("반", at: text.skippingSpace(draft.end)), draft.high == nil,
            numerals.endsWord(text.skippingSpace(draft.end) + 3)
        {
            amount.value = amount.value.map { $0 + 0.5 }
            amount.range = draft.start..<text.skippingSpace(draft.end) + 3
        }
    }

    /// An amount without a unit counts the thing behind it, when there is one.
    private func unnamed(_ amount: inout Amount, _ draft: Draft) {
        if draft.low.isOrdinal { amount.kind = .ordinal }
        guard !draft.low.isFraction, amount.kind == .number else { return }
        if draft.low.exponent >= 8, text.isHangulBefore(draft.end), isMoneyTalk(draft.end) {
            amount.kind = .money
            amount.unit = "KRW"
            return
        }
        if draft.low.exponent >= 8, let currency = currency(behindArrow: draft.end) {
            amount.kind = .money
            amount.unit = currency
            return
        }
        if let thing = counted(after: draft.end, before: draft.start) {
            amount.kind = .count
            amount.unit = thing
        }
    }

    /// The currency of the amount to which an arrow leads: 1조2500억→1조4000억원.
    private func currency(behindArrow end: Int) -> String? {
        let arrow = text.skippingSpace(end)
        guard text.has("→", at: arrow), let next = numerals.any(at: text.skippingSpace(arrow + 3)),
            let unit = unit(after: next), unit.unit.kind == .money
        else { return nil }
        return unit.name
    }

    /// Whether the next word is about money, so that a headline's 억 or 조 without a unit is won.
    private func isMoneyTalk(_ end: Int) -> Bool {
        words.moneyWords.longest(in: text.bytes, at: text.skippingSpace(end)) != nil
    }

    /// The speed that a length behind 시속 or 초속 gives: 시속 100km.
    private func speed(_ unit: String?, before start: Int) -> String? {
        guard let unit, unit == "km" || unit == "m" else { return nil }
        let place = text.spacesBefore(start) - 6
        return text.has("시속", at: place) ? unit + "/h" : text.has("초속", at: place) ? unit + "/s" : nil
    }

    /// 섭씨 or 화씨 before the number.
    private func scale(before start: Int) -> String?? {
        let place = text.spacesBefore(start)
        if text.has("섭씨", at: place - 6) { return .some("°C") }
        if text.has("화씨", at: place - 6) { return .some("°F") }
        return nil
    }

    /// Sets approximation and bounds from the words on either side.
    private func qualify(_ amount: inout Amount, _ draft: Draft) {
        // Over ten years is during them as often as more than them.
        let isSpan = amount.kind == .duration && numerals.hasWord("over", at: cue.start)
        if cue.end == draft.start, !isSpan {
            amount.isApproximate = amount.isApproximate || cue.isApproximate
            amount.bound = cue.bound
        }
        if draft.low.isApproximate || draft.high?.isApproximate == true { amount.isApproximate = true }
        var place = text.skippingSpace(draft.end)
        if text[place] == UInt8(ascii: "("), let close = closing(place) { place = text.skippingSpace(close + 1) }
        let next = boundBehind(draft.end) ?? boundBehind(place)
        apply(next, to: &amount)
        if amount.kind == .duration, amount.bound == nil, isWithin(draft.end) { amount.bound = .atMost }
    }

    /// Sets what a cue says.
    func apply(_ cue: AmountVocabulary.Cue?, to amount: inout Amount) {
        switch cue {
        case .approx?: amount.isApproximate = true
        case .ge?: amount.bound = .atLeast
        case .gt?: amount.bound = .moreThan
        case .le?: amount.bound = .atMost
        case .lt?: amount.bound = .lessThan
        case .number?, nil: break
        }
    }

    /// 1초 내, 2년 안에.
    private func isWithin(_ end: Int) -> Bool {
        let place = text.skippingSpace(end)
        return text.has("내로", at: place) || text.has("내에", at: place) || text.has("안에", at: place)
            || text.has("내 ", at: place)
    }

    /// The bracket that closes the one at `place`, nearby.
    private func closing(_ place: Int) -> Int? {
        var index = place + 1
        while index < text.count, index - place < 60 {
            if text[index] == UInt8(ascii: ")") { return index }
            index += 1
        }
        return nil
    }

    /// The cue behind an amount that ends at `end`: 이상, 가량, 을 넘어.
    func boundBehind(_ end: Int) -> AmountVocabulary.Cue? {
        if text[end] == UInt8(ascii: "+") && !text.isDigit(end + 1) || numerals.hasWord("-plus", at: end) { return .ge }
        for place in [end, text.skippingSpace(end), text.skippingSpace(end + 3)] where place == end || place > end {
            if place == text.skippingSpace(end + 3), !text.isHangul(end) { continue }
            if let match = words.cuesAfter.longest(in: text.bytes, at: place) {
                if text.isLetter(place), text.isLetter(match.end) { continue }
                return words.cues[match.payload]
            }
        }
        return nil
    }

    /// Takes in a power word behind the currency: 75 USD million.
    private func joinPower(_ amount: inout Amount) {
        guard amount.kind == .money, text.isLetter(amount.range.upperBound - 1), let value = amount.value,
            value < 10_000
        else { return }
        var numeral = Numeral(range: amount.range, value: value, style: .english, mantissa: value)
        numerals.englishPower(after: &numeral)
        guard numeral.exponent > 0 else { return }
        amount.value = numeral.value
        amount.range = numeral.range
    }

    /// Takes in the smaller unit behind a larger one: 13달러 45센트, 2년 6개월, 1시간 30분.
    private func joinSmaller(_ amount: inout Amount) {
        guard amount.high == nil, let value = amount.value,
            amount.kind == .money || amount.kind == .duration || amount.kind == .measure
        else {
            return
        }
        let place = afterAnd(amount.range.upperBound, comma: amount.kind == .measure)
        guard place >= amount.range.upperBound, let next = numerals.any(at: place), next.range.upperBound > place else {
            return
        }
        guard let unit = unit(after: next) else { return joinBare(&amount, next) }
        if amount.kind == .measure { return joinMeasure(&amount, next, unit) }
        let factor: Double
        guard amount.kind == .money else {
            guard unit.unit.kind == .duration, let large = seconds(amount.unit), let small = seconds(unit.name),
                large.isCalendar == small.isCalendar, large.size > small.size, next.magnitude == nil
            else { return }
            factor = small.size / large.size
            amount.unit = unit.name
            amount.value = value / factor + next.value
            amount.range = amount.range.lowerBound..<unit.range.upperBound
            return joinSmaller(&amount)
        }
        guard unit.unit.kind == .subunit, next.value < 100 else { return }
        factor = 0.01
        amount.value = value + next.value * factor
        amount.range = amount.range.lowerBound..<unit.range.upperBound
    }

    /// Takes in the smaller unit behind a larger one of the same kind: 5 feet 10 inches, 1 m 80 cm.
    private func joinMeasure(_ amount: inout Amount, _ next: Numeral, _ unit: FoundUnit) {
        guard unit.unit.kind == .measure, let value = amount.value, let large = amount.unit, let small = unit.name,
            let factor = Self.smaller[large]?[small], next.value < factor, next.magnitude == nil
        else { return }
        amount.value = value * factor + next.value
        amount.unit = small
        amount.range = amount.range.lowerBound..<unit.range.upperBound
        let place = afterAnd(amount.range.upperBound, comma: true)
        guard let third = numerals.any(at: place), third.range.upperBound > place, let last = self.unit(after: third)
        else { return }
        joinMeasure(&amount, third, last)
    }

    /// How many of a smaller unit make the larger one beside which it is said.
    private static let smaller: [String: [String: Double]] = [
        "km": ["m": 1000], "m": ["cm": 100, "mm": 1000], "cm": ["mm": 10], "mi": ["yd": 1760, "ft": 5280],
        "yd": ["ft": 3, "in": 36], "ft": ["in": 12], "kg": ["g": 1000], "lb": ["oz": 16], "t": ["kg": 1000],
        "L": ["mL": 1000],
    ]

    /// Takes in a bare number at the end of the text as the smaller unit: 1 hour fifteen, 20 dollars 43.
    private func joinBare(_ amount: inout Amount, _ next: Numeral) {
        guard next.range.upperBound == text.core.upperBound, let small = next.small, (1...99).contains(small),
            let value = amount.value, next.range.lowerBound > amount.range.upperBound, value == value.rounded()
        else { return }
        if amount.kind == .duration, amount.unit == "hour", small < 60 {
            amount.value = value * 60 + Double(small)
            amount.unit = "minute"
        } else if amount.kind == .money, small >= 10, text.isLetter(amount.range.upperBound - 1) {
            amount.value = value + Double(small) / 100
        } else {
            return
        }
        amount.range = amount.range.lowerBound..<next.range.upperBound
    }

    /// The place after a space, "and", 그리고 or a comma behind `end`.
    func afterAnd(_ end: Int, comma: Bool) -> Int {
        var place = text.skippingSpace(comma && text[end] == UInt8(ascii: ",") && text[end + 1] == 0x20 ? end + 1 : end)
        if text.has("and ", at: place) {
            place += 4
        } else if text.has("그리고 ", at: place) {
            place += 10
        } else if text.has("하고 ", at: place) {
            place += 7
        }
        return place
    }

    /// The size of a duration unit in seconds, or in months for the units of the calendar.
    private func seconds(_ unit: String?) -> (size: Double, isCalendar: Bool)? {
        switch unit {
        case "year": (12, true)
        case "month": (1, true)
        case "week": (604_800, false)
        case "day": (86_400, false)
        case "hour": (3600, false)
        case "minute": (60, false)
        case "second": (1, false)
        default: nil
        }
    }

    /// Joins a lower and an upper bound that one sentence gives: 0.25보다 크고 0.5보다 작다.
    private mutating func joinBounds(_ amount: Amount) -> Bool {
        guard amount.kind == .number, amount.bound == .lessThan || amount.bound == .atMost, let last = amounts.last,
            last.kind == .number, last.bound == .moreThan || last.bound == .atLeast, last.high == nil,
            let low = last.value, let high = amount.value, low < high,
            amount.range.lowerBound - last.range.upperBound < 24,
            text.has("보다", at: text.skippingSpace(last.range.upperBound))
                || text.has("이상", at: text.skippingSpace(last.range.upperBound))
                || text.has("초과", at: text.skippingSpace(last.range.upperBound))
        else { return false }
        amounts[amounts.count - 1].high = high
        amounts[amounts.count - 1].range = last.range.lowerBound..<amount.range.upperBound
        amounts[amounts.count - 1].bound = nil
        return true
    }

    /// Lets the amount before a bracket point to the one that opens it: 60억 달러(약 8조5,000억원).
    private mutating func convert(_ amount: inout Amount) {
        guard let last = amounts.last, last.equivalent == nil else { return }
        var place = amount.range.lowerBound
        if cue.end == place { place = cue.start }
        place = text.spacesBefore(place)
        guard text[place - 1] == UInt8(ascii: "("), text.spacesBefore(place - 1) == last.range.upperBound,
            !touchesName(amount.range)
        else { return }
        let sameKind =
            last.kind == amount.kind && (last.kind != .money || last.unit != amount.unit) && last.kind != .percent
        let isCount = (last.kind == .count || last.kind == .number) && (amount.kind == .count || amount.kind == .number)
        if sameKind || isCount { amounts[amounts.count - 1].equivalent = amounts.count }
    }
}
