import Articles

extension AmountScanner {
    /// A date counted from the reference or from another day: 2년 전, 사흘 뒤, 3 weeks ago, two days after Monday.
    ///
    /// A length behind the reference (일주일 뒤) is a length as well, so it is added to the amounts too.
    mutating func spanDate(at index: Int) -> Int? {
        guard !text.isLetter(index - 1), !text.isHangulBefore(index) || text.isDigit(index) else { return nil }
        guard let length = length(at: index) else { return weekdaySpan(at: index) }
        if let end = anchoredSpan(length, from: index) { return end }
        guard let sign = sideOfReference(length.end) else { return nil }
        var parsed = ParsedDate(end: sign.end)
        parsed.parts.span = (length.months * sign.step, length.days * sign.step + sign.offset, length.isDay)
        if sign.isAlsoLength, let amount = length.amount { emit(amount) }
        guard reference != nil else {
            guard let amount = length.amount, !sign.isAlsoLength else { return sign.end }
            emit(amount)
            return length.end
        }
        if let day = weekday(behind: sign.end), let span = parsed.parts.span {
            return emitWeekday(day, weeks: span.days, from: index)
        }
        return emitDate(parsed, from: index)
    }

    /// A length of days or longer, possibly of several units.
    struct Length {
        var months = 0
        var days = 0
        var isDay = false
        var end: Int
        var amount: Amount?
    }

    /// The length of time at `index`, in days or longer units.
    func length(at index: Int) -> Length? {
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
            guard let numeral = numerals.any(at: place) ?? article(at: place),
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
            place = afterAnd(part.end, comma: false)
        }
        return total
    }

    /// An article as the one of a length: a year, an hour.
    private func article(at place: Int) -> Numeral? {
        guard let word = ["a ", "an "].first(where: { numerals.hasWord($0, at: place) }) else { return nil }
        let end = place + word.utf8CodeUnitCount - 1
        return Numeral(range: place..<end, value: 1, style: .english, mantissa: 1)
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
        case "decade":
            length.months = Int(value * 120)
            length.isDay = false
        case "month":
            length.months = Int(value)
            length.isDay = true
        case "quarter":
            length.months = Int(value * 3)
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

    // MARK: Other anchors

    /// Days counted from a day that the text names: two days after Monday, 3 weeks from Christmas.
    private mutating func anchoredSpan(_ length: Length, from index: Int) -> Int? {
        let space = text.skippingSpace(length.end)
        guard space > length.end, text.isLetter(space), reference != nil else { return nil }
        let anchors: [(StaticString, Int)] = [("from ", 1), ("after ", 1), ("before ", -1)]
        for (word, step) in anchors where numerals.hasWord(word, at: space) {
            let start = space + word.utf8CodeUnitCount
            guard let anchor = englishPhrase(at: start), anchor.parts.isOneDay,
                let day = DateResolver(reference: reference).iso(anchor.parts), day.count == 10
            else { return nil }
            return emitShifted(day, by: length, step, index..<anchor.end)
        }
        return nil
    }

    /// Days counted from the Korean day just read: 어제부터 4일 후, 크리스마스 3일 뒤.
    mutating func shifted(_ parsed: ParsedDate, from index: Int) -> Int? {
        guard parsed.second == nil, parsed.parts.isOneDay, parsed.parts.hour == nil else { return nil }
        var place = parsed.end
        if text.has("으로부터", at: place) {
            place += 12
        } else if text.has("로부터", at: place) {
            place += 9
        } else if text.has("부터", at: place) {
            place += 6
        } else if parsed.parts.holiday == nil {
            return nil
        }
        let start = text.skippingSpace(place)
        guard start > place, let length = length(at: start), let side = sideOfReference(length.end),
            let day = DateResolver(reference: reference).iso(parsed.parts), day.count == 10
        else { return nil }
        return emitShifted(day, by: length, side.step, index..<side.end)
    }

    private mutating func emitShifted(_ day: String, by length: Length, _ step: Int, _ range: Range<Int>) -> Int? {
        guard let anchor = CivilDate(iso: day), !touchesName(range) else { return nil }
        let moved = anchor.adding(months: step * length.months).adding(days: step * length.days)
        if step > 0, let amount = length.amount { emit(amount) }
        dates.append(DatedSpan(range: range, iso: moved.description, basis: .relative))
        return range.upperBound
    }

    /// Weekdays counted from the reference: three Fridays from now, two Sundays ago.
    private mutating func weekdaySpan(at index: Int) -> Int? {
        guard let reference, let numeral = numerals.any(at: index), let count = numeral.small, (1...60).contains(count)
        else { return nil }
        let place = text.skippingSpace(numeral.range.upperBound)
        guard place > numeral.range.upperBound, let match = words.englishDates.longest(in: text.bytes, at: place),
            words.englishDateWords[match.payload].role == .weekday, !text.isLetter(match.end),
            let side = sideOfReference(match.end)
        else { return nil }
        let weekday = words.englishDateWords[match.payload].number
        let ahead = (weekday - reference.weekday + 7) % 7
        let first = side.step > 0 ? (ahead == 0 ? 7 : ahead) : ahead - 7
        let day = reference.adding(days: first + side.step * 7 * (count - 1))
        guard !touchesName(index..<side.end) else { return nil }
        dates.append(DatedSpan(range: index..<side.end, iso: day.description, basis: .relative))
        return side.end
    }

    /// The weekday behind "two weeks ago": on Monday, Tuesday.
    private func weekday(behind end: Int) -> (number: Int, end: Int)? {
        var place = text.skippingSpace(end)
        guard place > end else { return nil }
        if numerals.hasWord("on ", at: place) { place += 3 }
        guard text.isCapital(place), let match = words.englishDates.longest(in: text.bytes, at: place),
            words.englishDateWords[match.payload].role == .weekday, !text.isLetter(match.end)
        else { return nil }
        return (words.englishDateWords[match.payload].number, match.end)
    }

    /// The weekday of the week that lies `days` from the reference.
    private mutating func emitWeekday(_ weekday: (number: Int, end: Int), weeks days: Int, from index: Int) -> Int? {
        guard let reference, !touchesName(index..<weekday.end) else { return nil }
        let moved = reference.adding(days: days)
        let day = moved.adding(days: weekday.number - moved.weekday)
        dates.append(DatedSpan(range: index..<weekday.end, iso: day.description, basis: .relative))
        return weekday.end
    }

    // MARK: Stretches

    /// A stretch that ends or starts at the reference: 지난 3년, 앞으로 5년, 다음 2주.
    ///
    /// It is a length as well.
    mutating func spanRange(at index: Int) -> Int? {
        guard reference != nil, let match = words.stretches.longest(in: text.bytes, at: index) else { return nil }
        let start = text.skippingSpace(match.end)
        guard start > match.end || text.isDigit(start), let length = length(at: start), let amount = length.amount,
            !(amount.unit == "day" && match.payload < 2 && !isStretch(length.end)),
            !(amount.unit == "year" && (amount.value ?? 0) > 1000), amount.unit != "quarter"
        else { return nil }
        return addStretch(length, amount, isPast: match.payload == 0, from: index)
    }

    /// Adds a length and the days it covers before or after the reference.
    mutating func addStretch(_ length: Length, _ amount: Amount, isPast: Bool, from index: Int) -> Int? {
        emit(amount)
        guard let reference, !touchesName(index..<length.end) else { return length.end }
        let months = isPast ? -length.months : length.months
        let days = isPast ? -length.days : length.days
        let far = reference.adding(months: months).adding(days: days)
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

extension DateParts {
    /// Whether the parts name one day.
    var isOneDay: Bool {
        day != nil || dayOffset != nil || holiday != nil || weekday != nil
    }
}
