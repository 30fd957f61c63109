import Articles

extension AmountScanner {
    /// A date counted from the reference: 2년 전, 한 달 전, 사흘 뒤, 3 weeks ago, in 1 week.
    ///
    /// A length behind the reference (일주일 뒤) is a length as well, so it is added to the amounts too.
    mutating func spanDate(at index: Int) -> Int? {
        guard !text.isLetter(index - 1), !text.isHangulBefore(index) || text.isDigit(index),
            let length = length(at: index), let sign = sideOfReference(length.end)
        else { return nil }
        var parsed = ParsedDate(end: sign.end)
        parsed.parts.span = (length.months * sign.step, length.days * sign.step + sign.offset, length.isDay)
        if sign.isAlsoLength, let amount = length.amount { emit(amount) }
        guard reference != nil else {
            guard let amount = length.amount, !sign.isAlsoLength else { return sign.end }
            emit(amount)
            return length.end
        }
        return emitDate(parsed, from: index) ?? nil
    }

    /// A length of days or longer, possibly of several units.
    private struct Length {
        var months = 0
        var days = 0
        var isDay = false
        var end: Int
        var amount: Amount?
    }

    private func length(at index: Int) -> Length? {
        if let whole = words.wholeAmounts.longest(in: text.bytes, at: index) {
            let word = words.wholeAmountValues[whole.payload]
            guard word.kind == .duration, let length = length(word.value, word.unit, index..<whole.end) else {
                return nil
            }
            return length
        }
        var total: Length?
        var place = index
        for _ in 0..<3 {
            guard let numeral = numerals.any(at: place),
                numeral.range.upperBound > place, numeral.magnitude == nil, let unit = unit(after: numeral),
                unit.unit.kind == .duration,
                let part = length(numeral.value, unit.name, place..<unit.range.upperBound)
            else { break }
            let before = total
            total = part
            if let before {
                total?.months += before.months
                total?.days += before.days
                total?.isDay = part.isDay || before.isDay
                total?.amount = nil
            }
            place = text.skippingSpace(part.end)
            if numerals.hasWord("and ", at: place) { place += 4 }
        }
        return total
    }

    private func length(_ value: Double, _ unit: String?, _ range: Range<Int>) -> Length? {
        guard value > 0, value < 1000 || unit != "year" && value < 30_000 else { return nil }
        var amount = Amount(range: range, kind: .duration, value: value)
        amount.unit = unit
        var length = Length(end: range.upperBound, amount: amount)
        switch unit {
        case "year":
            length.months = Int(value * 12)
            length.isDay = false
        case "month":
            length.months = Int(value)
            length.isDay = true
        case "week":
            length.days = Int(value * 7)
            length.isDay = true
        case "day":
            length.days = Int(value)
            length.isDay = true
        default: return nil
        }
        guard value == value.rounded() || unit == "year" else { return nil }
        return length
    }

    /// Which side of the reference the words behind a length name.
    private func sideOfReference(_ end: Int) -> (step: Int, offset: Int, end: Int, isAlsoLength: Bool)? {
        guard let match = words.sides.longest(in: text.bytes, at: text.skippingSpace(end)) else { return nil }
        let side = words.sideSteps[match.payload]
        guard text.isLetter(match.end - 1) ? !text.isLetter(match.end) : numerals.endsWord(match.end) else {
            return nil
        }
        return (side.step, side.offset, match.end, side.step > 0)
    }

    /// A stretch that ends or starts at the reference: 지난 3년, 앞으로 5년, 다음 2주.
    ///
    /// It is a length as well.
    mutating func spanRange(at index: Int) -> Int? {
        guard let reference, let match = words.stretches.longest(in: text.bytes, at: index) else { return nil }
        let start = text.skippingSpace(match.end)
        guard start > match.end || text.isDigit(start), let length = length(at: start), let amount = length.amount,
            !(amount.unit == "day" && match.payload < 2 && !isStretch(length.end)),
            !(amount.unit == "year" && (amount.value ?? 0) > 1000)
        else { return nil }
        let isPast = match.payload == 0
        let months = isPast ? -length.months : length.months
        let days = isPast ? -length.days : length.days
        let far = reference.adding(months: months).adding(days: days)
        emit(amount)
        guard !touchesName(index..<length.end) else { return length.end }
        let iso =
            isPast
            ? far.description + "/" + reference.description
            : reference.adding(days: 1).description + "/" + far.description
        dates.append(DatedSpan(range: index..<length.end, iso: iso, basis: .relative))
        return length.end
    }

    /// Whether 간 or 동안 makes a number of days a stretch and not a day of the month.
    private func isStretch(_ end: Int) -> Bool { words.durationSigns.longest(in: text.bytes, at: end) != nil }
}
