import Articles

extension AmountScanner {
    /// A date that starts with the Latin word at `index`.
    mutating func englishDate(at index: Int) -> Int? {
        guard !text.isLetter(index - 1), !text.isDigit(index - 1) else { return nil }
        if let end = quarterCode(at: index) { return end }
        for match in words.englishDates.all(in: text.bytes, at: index) {
            let word = words.englishDateWords[match.payload]
            guard !text.isLetter(match.end) && !text.isDigit(match.end) || word.role == .fiscal else { continue }
            if let end = read(word, at: index, end: match.end) { return end }
        }
        return nil
    }

    private mutating func read(_ word: AmountVocabulary.DateWord, at index: Int, end: Int) -> Int? {
        var parsed = ParsedDate(end: end)
        switch word.role {
        case .lead, .part: return leadYear(after: end)
        case .month:
            guard let stop = monthDate(word.number, index, end, &parsed.parts) else { return nil }
            parsed.end = stop
        case .weekday:
            guard text.isCapital(index) || index == text.core.lowerBound else { return nil }
            parsed.parts.weekday = word.number
        case .day: parsed.parts.dayOffset = word.number
        case .direction: return directed(word, index, end)
        case .fiscal: return fiscal(index, end)
        case .nth: return nthPeriod(word.number, index, end)
        case .half:
            parsed.parts.half = word.number
            guard let stop = ofYear(end, &parsed.parts) ?? (end - index > 2 ? end : nil) else { return nil }
            parsed.end = stop
        case .holiday: parsed.parts.holiday = word.number
        case .weekend:
            guard numerals.hasWord("the ", at: index - 4) else { return nil }
            parsed.parts.isWeekend = true
        default: return nil
        }
        return emitEnglish(&parsed, index)
    }

    /// Adds an English date or range.
    mutating func emitEnglish(_ parsed: inout ParsedDate, _ index: Int) -> Int? {
        let space = text.skippingSpaces(parsed.end)
        let sign = text.rangeSign(space)
        var start = sign.length > 0 ? text.skippingSpaces(space + sign.length) : space
        if numerals.hasWord("to ", at: space) { start = space + 3 }
        if numerals.hasWord("through ", at: space) { start = space + 8 }
        if numerals.hasWord("and ", at: space), numerals.hasWord("between ", at: index - 8) { start = space + 4 }
        if start > space, let match = words.englishDates.longest(in: text.bytes, at: start),
            words.englishDateWords[match.payload].role == .month, !text.isLetter(match.end)
        {
            var parts = DateParts()
            if let stop = monthDate(words.englishDateWords[match.payload].number, start, match.end, &parts) {
                if parsed.parts.year == nil { parsed.parts.year = parts.year }
                parts.year = parts.year ?? parsed.parts.year
                parsed.second = parts
                parsed.end = stop
            }
        }
        return emitDate(parsed, from: index)
    }

    /// Month, month day, month year, month day year.
    private func monthDate(_ month: Int, _ index: Int, _ end: Int, _ parts: inout DateParts) -> Int? {
        var stop = text[end] == UInt8(ascii: ".") && text[end + 1] == 0x20 && text.isDigit(end + 2) ? end + 1 : end
        let isShort = end - index <= 3
        parts.month = month
        var found = false
        let next = text.skippingSpace(stop)
        if next > stop, let day = dayNumber(next) {
            parts.day = day.value
            stop = day.end
            found = true
        }
        if let year = yearBehind(stop) {
            parts.year = year.value
            stop = year.end
            found = true
        }
        guard
            found || text.isCapital(index) && (!isShort || end - index == 3 && month == 5 && isMonthContext(index))
                || index == text.core.lowerBound && end == text.core.upperBound
        else { return nil }
        if !found, month == 3 || month == 5, index == 0 || text[text.spacesBefore(index) - 1] == UInt8(ascii: ".") {
            return nil
        }
        return stop
    }

    private func isMonthContext(_ index: Int) -> Bool {
        ["in ", "since ", "by ", "until ", "last ", "of "].contains { numerals.hasWord($0, at: index - $0.utf8.count) }
    }

    /// A day of the month: 3, 3rd, 24th; not the start of a year or an amount.
    private func dayNumber(_ place: Int) -> (value: Int, end: Int)? {
        guard let digits = numerals.plain(at: place), digits.count <= 2, (1...31).contains(digits.value) else {
            return nil
        }
        let end = thEnd(digits.end) ?? digits.end
        guard !text.isLetter(end), text[end] != UInt8(ascii: ":"), text[end] != UInt8(ascii: "%"),
            text[end] != UInt8(ascii: ".") || !text.isDigit(end + 1)
        else { return nil }
        return (digits.value, end)
    }

    /// The end of st, nd, rd or th at `place`.
    func thEnd(_ place: Int) -> Int? {
        guard ["st", "nd", "rd", "th"].contains(where: { numerals.hasWord($0, at: place) }), !text.isLetter(place + 2)
        else { return nil }
        return place + 2
    }

    /// A year behind `end`: " 2025", ", 2025", " of 2025".
    private func yearBehind(_ end: Int) -> (value: Int, end: Int)? {
        var place = end
        if text[place] == UInt8(ascii: ",") { place += 1 }
        place = text.skippingSpaces(place)
        if numerals.hasWord("of ", at: place) { place += 3 }
        guard place > end else { return nil }
        return fourDigitYear(place)
    }

    /// Four digits between 1900 and 2100 that stand alone.
    private func fourDigitYear(_ place: Int) -> (value: Int, end: Int)? {
        guard let digits = numerals.plain(at: place), digits.count == 4, (1900...2100).contains(digits.value),
            !text.isLetter(digits.end), text[digits.end] != UInt8(ascii: "%"),
            text[digits.end] != UInt8(ascii: "-") || !text.isDigit(digits.end + 1),
            !((text[digits.end] == UInt8(ascii: ".") || text[digits.end] == UInt8(ascii: ","))
                && text.isDigit(digits.end + 1))
        else { return nil }
        return (digits.value, digits.end)
    }

    /// A bare year behind a preposition, and those joined to it: in 2014, 2021 and 2022.
    private mutating func leadYear(after end: Int) -> Int? {
        let place = text.skippingSpace(text[end] == UInt8(ascii: "-") ? end + 1 : end)
        guard place > end, let year = fourDigitYear(place), !countsThings(year.end) else { return nil }
        return years(from: place, year)
    }

    /// A bare year that a verb of its own follows, and those joined to it: 2021 and 2022 will be.
    mutating func subjectYear(at index: Int) -> Int? {
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
            guard let joint, let next = fourDigitYear(space + joint.utf8.count) else { return year.end }
            place = space + joint.utf8.count
            year = next
        }
    }

    /// Whether a unit other than a number's own (in 2020 people …) follows, so that the digits count something.
    private func countsThings(_ end: Int) -> Bool {
        let numeral = Numeral(range: end..<end, value: 2, style: .digits, mantissa: 2)
        return unit(after: numeral) != nil
    }

    /// last year, next Friday, this quarter, last May.
    private mutating func directed(_ word: AmountVocabulary.DateWord, _ index: Int, _ end: Int) -> Int? {
        let next = text.skippingSpace(end)
        guard next > end else { return nil }
        let step = ["past": -1, "next": 1, "future": 1, "this": 0][word.value] ?? 0
        for match in words.englishDates.all(in: text.bytes, at: next) where !text.isLetter(match.end) {
            let noun = words.englishDateWords[match.payload]
            var parsed = ParsedDate(end: match.end)
            parsed.parts.direction = DateParts.Direction(rawValue: word.value)
            switch noun.role {
            case .unit:
                switch noun.value {
                case "year": parsed.parts.yearOffset = step
                case "month": parsed.parts.monthOffset = step
                case "week": parsed.parts.weekOffset = step
                case "quarter": parsed.parts.quarterOffset = step
                default: continue
                }
            case .weekday:
                if word.value == "past", let nth = lastOfMonth(noun.number, match.end) {
                    parsed = nth
                } else {
                    parsed.parts.weekday = noun.number
                }
            case .weekend: parsed.parts.isWeekend = true
            case .season:
                parsed.parts.season = noun.value
            case .month:
                guard let stop = monthDate(noun.number, next, match.end, &parsed.parts) ?? Optional(match.end) else {
                    continue
                }
                parsed.end = stop
            default: continue
            }
            return emitDate(parsed, from: index)
        }
        return nil
    }

    /// last Monday of March.
    private func lastOfMonth(_ weekday: Int, _ end: Int) -> ParsedDate? {
        let space = text.skippingSpace(end)
        guard numerals.hasWord("of ", at: space) || numerals.hasWord("in ", at: space),
            let match = words.englishDates.longest(in: text.bytes, at: space + 3),
            words.englishDateWords[match.payload].role == .month, !text.isLetter(match.end)
        else { return nil }
        var parsed = ParsedDate(end: match.end)
        parsed.parts.month = words.englishDateWords[match.payload].number
        parsed.parts.weekday = weekday
        parsed.parts.nth = -1
        if let year = yearBehind(match.end) {
            parsed.parts.year = year.value
            parsed.end = year.end
        }
        return parsed
    }

    /// fiscal 2026, fiscal year 2026, FY2026, FY26.
    private mutating func fiscal(_ index: Int, _ end: Int) -> Int? {
        let place = text.skippingSpace(end)
        var parsed = ParsedDate(end: end)
        parsed.parts.isFiscal = true
        if let year = fourDigitYear(place) {
            parsed.parts.year = year.value
            parsed.end = year.end
        } else if let digits = numerals.plain(at: end), digits.count == 2, !text.isLetter(digits.end) {
            parsed.parts.year = 2000 + digits.value
            parsed.end = digits.end
        } else {
            return nil
        }
        return emitDate(parsed, from: index)
    }

    /// third quarter, first half, with the year behind.
    private mutating func nthPeriod(_ nth: Int, _ index: Int, _ end: Int) -> Int? {
        let next = text.skippingSpace(end)
        guard nth > 0, next > end else { return nil }
        var parsed = ParsedDate(end: next)
        guard numerals.hasWord("quarter", at: next), !text.isLetter(next + 7) else {
            return nil
        }
        parsed.parts.quarter = nth
        parsed.end = next + 7
        parsed.end = ofYear(parsed.end, &parsed.parts) ?? parsed.end
        return emitDate(parsed, from: index)
    }

    /// The year behind a period: of 2025, of last year, 2025, of fiscal 2026.
    private func ofYear(_ end: Int, _ parts: inout DateParts) -> Int? {
        if let year = yearBehind(end) {
            parts.year = year.value
            return year.end
        }
        var place = text.skippingSpace(end)
        if numerals.hasWord("of ", at: place) { place += 3 }
        for (phrase, offset) in [("last year", -1), ("this year", 0), ("next year", 1)]
        where numerals.hasWord(phrase, at: place) {
            parts.yearOffset = offset
            return place + phrase.utf8.count
        }
        if numerals.hasWord("fiscal ", at: place), let year = yearBehind(place + 6) {
            parts.year = year.value
            parts.isFiscal = true
            return year.end
        }
        return nil
    }

    /// Q4 2024, Q3.
    private mutating func quarterCode(at index: Int) -> Int? {
        guard text[index] | 0x20 == UInt8(ascii: "q"), let digit = numerals.plain(at: index + 1), digit.count == 1,
            (1...4).contains(digit.value), !text.isLetter(digit.end), text[digit.end] != UInt8(ascii: "-")
        else { return nil }
        var parsed = ParsedDate(end: digit.end)
        parsed.parts.quarter = digit.value
        parsed.end = ofYear(digit.end, &parsed.parts) ?? digit.end
        return emitDate(parsed, from: index)
    }

    /// The day of a month by its ordinal alone: on the 27th.
    mutating func ordinalDay(_ numeral: Numeral, _ end: Int) -> Int? {
        guard numerals.hasWord("on the ", at: numeral.range.lowerBound - 7), let day = numeral.small,
            (1...31).contains(day)
        else { return nil }
        let next = text.skippingSpace(end)
        guard !text.isLetter(next) || words.functionWords.longest(in: text.bytes, at: next) != nil else { return nil }
        var parsed = ParsedDate(end: end)
        parsed.parts.day = day
        return emitDate(parsed, from: numeral.range.lowerBound)
    }

    /// A day before its month, at digits: 22 Aug 2025, 4th of July.
    mutating func dayFirst(at index: Int) -> Int? {
        guard let day = dayNumber(index) else { return nil }
        var place = text.skippingSpace(day.end)
        if numerals.hasWord("of ", at: place) { place += 3 }
        guard place > day.end, let match = words.englishDates.longest(in: text.bytes, at: place),
            words.englishDateWords[match.payload].role == .month, !text.isLetter(match.end)
        else { return nil }
        var parsed = ParsedDate(end: match.end)
        parsed.parts.month = words.englishDateWords[match.payload].number
        parsed.parts.day = day.value
        if let year = yearBehind(match.end) {
            parsed.parts.year = year.value
            parsed.end = year.end
        }
        return emitEnglish(&parsed, index)
    }
}
