import Articles

/// English dates: phrases put together from pieces in any usual order, as the Korean ones are.
extension AmountScanner {
    /// A date that starts with the Latin word at `index`.
    mutating func englishDate(at index: Int) -> Int? {
        guard !text.isLetter(index - 1), !text.isDigit(index - 1) else { return nil }
        guard let match = words.englishDates.longest(in: text.bytes, at: index),
            isApart(match.end) || [.fiscal, .month].contains(words.englishDateWords[match.payload].role)
        else {
            return text[index] | 0x20 == UInt8(ascii: "q") && text.isDigit(index + 1)
                ? englishPhraseDate(at: index) : nil
        }
        switch words.englishDateWords[match.payload].role {
        case .lead: return leadYear(after: match.end) ?? lengthAhead(index, match.end)
        case .part:
            if let end = leadYear(after: match.end) { return end }
        case .direction:
            if let end = englishStretch(words.englishDateWords[match.payload], index, match.end) { return end }
        case .nth:
            if let end = englishPhraseDate(at: index) { return end }
            return ordinalDay(words.englishDateWords[match.payload].number, index, match.end)
        default: break
        }
        return englishPhraseDate(at: index)
    }

    /// Whether a date word may end at `end`.
    private func isApart(_ end: Int) -> Bool { !text.isLetter(end) && !text.isDigit(end) }

    /// Reads and adds the date phrase at `index`.
    private mutating func englishPhraseDate(at index: Int) -> Int? {
        guard var parsed = englishPhrase(at: index), standsAlone(parsed, from: index) else { return nil }
        joinEnglishRange(&parsed, from: index)
        return emitDate(parsed, from: index)
    }

    // MARK: Phrases

    /// The date phrase at `start`: its pieces with the commas and prepositions between them.
    func englishPhrase(at start: Int) -> ParsedDate? {
        var parsed = ParsedDate(end: start)
        var place = start
        for step in 0..<8 {
            guard let end = englishPiece(at: place, &parsed.parts, isFirst: step == 0) else { break }
            parsed.end = end
            place = englishJoint(end)
            if place == end { break }
        }
        guard parsed.end > start, parsed.parts.hasDate else { return nil }
        return parsed
    }

    /// The place of the next piece behind one that ends at `end`, or `end` when nothing joins them.
    private func englishJoint(_ end: Int) -> Int {
        if numerals.hasWord("'s ", at: end) { return end + 3 }
        if text[end] == UInt8(ascii: "-"), text.isLetter(end + 1) { return end + 1 }
        let comma = text[end] == UInt8(ascii: ",") ? end + 1 : end
        let place = text.skippingSpaces(comma)
        guard place > comma else { return end }
        if let word = ["of the ", "in the ", "on the ", "of ", "in ", "on ", "the ", "at ", "from "].first(where: {
            numerals.hasWord($0, at: place)
        }) {
            return place + word.utf8CodeUnitCount
        }
        return place
    }

    /// One piece of a date at `place`; returns its end.
    private func englishPiece(at place: Int, _ parts: inout DateParts, isFirst: Bool) -> Int? {
        if text[place] == UInt8(ascii: "'") { return isFirst ? nil : shortYear(place + 1, &parts) }
        if text.isDigit(place), let end = englishDigits(place, &parts) { return end }
        guard text.isLetter(place) || text.isDigit(place), !text.isLetter(place - 1) else { return nil }
        if let end = quarterCode(place, &parts) ?? spokenYear(place, &parts) { return end }
        for match in words.englishDates.all(in: text.bytes, at: place) {
            let word = words.englishDateWords[match.payload]
            let joinsDigits = word.role == .fiscal || word.role == .month && match.end - place > 3
            guard isApart(match.end) || joinsDigits && text.isDigit(match.end) else { continue }
            if let end = take(word, place, match.end, &parts, isFirst: isFirst) { return end }
        }
        return nil
    }

    /// Fills in what `word` says and returns where it ends, with the noun that belongs to it.
    private func take(
        _ word: AmountVocabulary.DateWord,
        _ place: Int,
        _ end: Int,
        _ parts: inout DateParts,
        isFirst: Bool
    ) -> Int? {
        switch word.role {
        case .month where parts.month == nil && parts.quarter == nil && parts.dayOffset == nil && parts.half == nil:
            parts.month = word.number
            return text[end] == UInt8(ascii: ".") && text[end + 1] == 0x20 && text.isDigit(end + 2) ? end + 1 : end
        case .weekday where parts.weekday == nil: parts.weekday = word.number
        case .weekdayShort where parts.weekday == nil:
            parts.weekday = word.number
            parts.isShortWeekday = true
            return text[end] == UInt8(ascii: ".") ? end + 1 : end
        case .day where !parts.hasDate: parts.dayOffset = word.number
        case .direction: return directed(word, end, &parts)
        case .fiscal: return fiscal(end, &parts)
        case .nth: return nth(word.number, end, &parts)
        case .half where parts.half == nil && parts.month == nil: parts.half = word.number
        case .part where isFirst: parts.hasPart = true
        case .rest where isFirst: return rest(end, &parts)
        case .toDate where isFirst: parts.open = word.value == "year" ? .yearToDate : .monthToDate
        case .weekOf where isFirst: parts.isWeekOf = true
        case .decade where numerals.hasWord("the ", at: place - 4):
            parts.year = word.number
            parts.isDecade = true
        case .season where parts.season == nil && parts.month == nil: parts.season = word.value
        case .holiday where parts.holiday == nil && parts.month == nil: parts.holiday = word.number
        case .weekend where !isFirst || numerals.hasWord("the ", at: place - 4): parts.isWeekend = true
        case .unit: return period(word.value, end, &parts)
        default: return nil
        }
        return end
    }

    /// Digits inside a phrase: a day, a year, a clock time, or a day before its month.
    private func englishDigits(_ place: Int, _ parts: inout DateParts) -> Int? {
        if let year = fourDigitYear(place) {
            guard parts.year == nil, parts.yearOffset == nil, parts.takesYear || isMonth(text.skippingSpace(year.end))
            else { return nil }
            parts.year = year.value
            return year.end
        }
        if parts.hasDate, parts.hour == nil, parts.dayOffset != nil || parts.weekday != nil || parts.day != nil {
            var timed = parts
            if let end = clockTime(at: place, &timed), timed.knowsHalfDay || timed.minute != nil {
                parts = timed
                return end
            }
        }
        if parts.month != nil, parts.day != nil, parts.year == nil, numerals.hasWord("of ", at: place - 3) {
            return shortYear(place, &parts)
        }
        guard parts.day == nil, let day = dayNumber(place) else { return nil }
        if parts.month != nil || parts.weekday != nil && thEnd(day.end - 2) != nil {
            parts.day = day.value
            return day.end
        }
        return dayBeforeMonth(day, &parts)
    }

    /// Whether a month stands at `place`, behind its year: 2015 June.
    private func isMonth(_ place: Int) -> Bool {
        guard let match = words.englishDates.longest(in: text.bytes, at: place), isApart(match.end) else {
            return false
        }
        return words.englishDateWords[match.payload].role == .month && text.isCapital(place)
    }

    /// A day whose month follows: 22 Aug, 4th of July, 20th of next month.
    private func dayBeforeMonth(_ day: (value: Int, end: Int), _ parts: inout DateParts) -> Int? {
        var next = text.skippingSpaces(text[day.end] == UInt8(ascii: "-") ? day.end + 1 : day.end)
        if numerals.hasWord("of ", at: next) { next += 3 }
        guard next > day.end else { return nil }
        for match in words.englishDates.all(in: text.bytes, at: next) where isApart(match.end) {
            let word = words.englishDateWords[match.payload]
            if word.role == .month {
                parts.month = word.number
                parts.day = day.value
                return match.end
            }
            if word.role == .direction, numerals.hasWord("month", at: text.skippingSpace(match.end)),
                let end = directed(word, match.end, &parts)
            {
                parts.day = day.value
                return end
            }
        }
        return nil
    }

    /// Two digits of a year behind an apostrophe or "of".
    private func shortYear(_ place: Int, _ parts: inout DateParts) -> Int? {
        guard parts.takesYear, parts.year == nil, let digits = numerals.plain(at: place), digits.count == 2,
            isApart(digits.end)
        else { return nil }
        parts.year = digits.value < 50 ? 2000 + digits.value : 1900 + digits.value
        return digits.end
    }

    /// A year in words behind a month: two thousand and fifteen, twenty eighteen, nineteen ninety-five.
    private func spokenYear(_ place: Int, _ parts: inout DateParts) -> Int? {
        guard parts.takesYear, parts.year == nil, let first = words.english.longest(in: text.bytes, at: place),
            !text.isLetter(first.end), let numeral = numerals.english(at: place), let value = numeral.small
        else { return nil }
        let century = words.numberWords[first.payload].value
        if (1000...2100).contains(value) {
            parts.year = value
            return numeral.range.upperBound
        }
        guard (18...20).contains(century), let rest = numerals.english(at: text.skippingSpace(first.end)),
            let low = rest.small, (10...99).contains(low)
        else { return nil }
        parts.year = century * 100 + low
        return rest.range.upperBound
    }

    /// Whether a phrase says enough to be a date by itself.
    private func standsAlone(_ parsed: ParsedDate, from index: Int) -> Bool {
        let parts = parsed.parts
        let end = parsed.end
        let isAll = index == text.core.lowerBound && end == text.core.upperBound
        let hasYear = parts.year != nil || parts.yearOffset != nil
        if parts.isShortWeekday, parts.month == nil, parts.day == nil, parts.weekOffset == nil { return false }
        if parts.isWeekOf, parts.day == nil { return false }
        if parts.season != nil, !hasYear, parts.direction == nil { return false }
        if parts.nth != nil, parts.month == nil, parts.monthOffset == nil, !hasYear { return false }
        if parts.isWeekend || parts.direction != nil || isAll { return true }
        if parts.half != nil, !hasYear { return end - index > 2 }
        if parts.weekday != nil, parts.day == nil, parts.weekOffset == nil, parts.nth == nil {
            return text.isCapital(index)
        }
        if parts.month != nil, parts.day == nil, !hasYear, !parts.hasPart { return isMonthAlone(parts, index, end) }
        return true
    }

    /// Whether a month without day and year is one, and not a verb or a name.
    private func isMonthAlone(_ parts: DateParts, _ index: Int, _ end: Int) -> Bool {
        guard text.isCapital(index) || parts.nth != nil else { return false }
        if end - index <= 3 { return parts.month == 5 && isMonthContext(index) }
        guard parts.month == 3 || parts.month == 5 else { return true }
        return index > 0 && text[text.spacesBefore(index) - 1] != UInt8(ascii: ".")
    }

    private func isMonthContext(_ index: Int) -> Bool {
        ["in ", "since ", "by ", "until ", "last ", "of ", "from "].contains {
            numerals.hasWord($0, at: index - $0.utf8CodeUnitCount)
        }
    }

    // MARK: Periods

    /// last year, next Friday, this quarter, last May; behind a day or month only a period (June this year).
    private func directed(_ word: AmountVocabulary.DateWord, _ end: Int, _ parts: inout DateParts) -> Int? {
        let next = text.skippingSpace(end)
        guard next > end else { return nil }
        let step = ["past": -1, "next": 1, "future": 1, "this": 0][word.value] ?? 0
        let isFirst = !parts.hasDate
        for match in words.englishDates.all(in: text.bytes, at: next) where isApart(match.end) {
            let noun = words.englishDateWords[match.payload]
            if word.value == "past", isFirst, noun.value == "week", numerals.hasWord(" of ", at: match.end),
                !numerals.hasWord(" of t", at: match.end)
            {
                parts.nth = -1
                parts.week = -1
                return match.end
            }
            if noun.role == .unit, shift(noun.value, by: step, &parts) { return match.end }
            guard isFirst else { continue }
            switch noun.role {
            case .fiscal where match.end - next > 4:
                parts.yearOffset = step
                parts.isFiscal = true
                return match.end
            case .weekday where word.value == "past" && numerals.hasWord("of ", at: text.skippingSpace(match.end)):
                parts.nth = -1
                parts.weekday = noun.number
                return match.end
            case .weekday: parts.weekday = noun.number
            case .weekdayShort: parts.weekday = noun.number
            case .weekend: parts.isWeekend = true
            case .season: parts.season = noun.value
            case .month: parts.month = noun.number
            case .holiday: parts.holiday = noun.number
            default: continue
            }
            parts.direction = DateParts.Direction(rawValue: word.value)
            return match.end
        }
        return nil
    }

    /// Names the period `step` away from the one of the reference; `false` where the phrase has no room for it.
    private func shift(_ unit: String, by step: Int, _ parts: inout DateParts) -> Bool {
        switch unit {
        case "year" where parts.year == nil && parts.yearOffset == nil: parts.yearOffset = step
        case "month" where parts.month == nil && parts.monthOffset == nil: parts.monthOffset = step
        case "week" where parts.weekOffset == nil && parts.month == nil: parts.weekOffset = step
        case "quarter" where !parts.hasDate: parts.quarterOffset = step
        default: return false
        }
        return true
    }

    /// A period without a direction: the end of the year, week 32, the month of October.
    private func period(_ unit: String, _ end: Int, _ parts: inout DateParts) -> Int? {
        if parts.hasPart, !parts.hasDate { return shift(unit, by: 0, &parts) ? end : nil }
        if unit == "week", parts.nth == nil, let number = numerals.plain(at: text.skippingSpace(end)),
            (1...53).contains(number.value), isApart(number.end)
        {
            parts.nth = number.value
            parts.week = number.value
            return number.end
        }
        return nil
    }

    /// The rest of the year, month or week.
    private func rest(_ end: Int, _ parts: inout DateParts) -> Int? {
        var place = text.skippingSpace(end)
        if let word = ["the ", "this "].first(where: { numerals.hasWord($0, at: place) }) {
            place += word.utf8CodeUnitCount
        }
        let units: [(StaticString, DateParts.Open)] = [
            ("year", .restOfYear), ("month", .restOfMonth), ("week", .restOfWeek),
        ]
        for (unit, open) in units
        where numerals.hasWord(unit, at: place) && isApart(place + unit.utf8CodeUnitCount) {
            parts.open = open
            return place + unit.utf8CodeUnitCount
        }
        return nil
    }

    /// fiscal 2026, fiscal year 2026, FY2026, FY26, fiscal Q3.
    private func fiscal(_ end: Int, _ parts: inout DateParts) -> Int? {
        guard parts.year == nil, parts.yearOffset == nil else { return nil }
        parts.isFiscal = true
        let place = text.skippingSpace(end)
        if let year = fourDigitYear(place) {
            parts.year = year.value
            return year.end
        }
        if let digits = numerals.plain(at: end), digits.count == 2, !text.isLetter(digits.end) {
            parts.year = 2000 + digits.value
            return digits.end
        }
        return end
    }

    /// third quarter, first half, second Friday, first week; behind a month the day.
    private func nth(_ nth: Int, _ end: Int, _ parts: inout DateParts) -> Int? {
        let next = text.skippingSpace(end)
        if next > end {
            for match in words.englishDates.all(in: text.bytes, at: next) where isApart(match.end) {
                let noun = words.englishDateWords[match.payload]
                switch (noun.role, noun.value) {
                case (.unit, "quarter") where nth <= 4 && parts.quarter == nil: parts.quarter = nth
                case (.unit, "half") where nth <= 2 && parts.half == nil: parts.half = nth
                case (.unit, "week") where nth <= 5:
                    parts.nth = nth
                    parts.week = nth
                case (.weekday, _) where nth <= 5 && parts.weekday == nil:
                    parts.nth = nth
                    parts.weekday = noun.number
                default: continue
                }
                return match.end
            }
        }
        guard parts.day == nil else { return nil }
        if parts.month != nil || parts.weekday != nil {
            guard numerals.hasWord("quarter", at: next) == false else { return nil }
            parts.day = nth
            return end
        }
        return dayBeforeMonth((nth, end), &parts)
    }

    /// Q4, 4Q.
    private func quarterCode(_ place: Int, _ parts: inout DateParts) -> Int? {
        guard parts.quarter == nil, parts.month == nil else { return nil }
        if text[place] | 0x20 == UInt8(ascii: "q"), let digit = numerals.plain(at: place + 1), digit.count == 1,
            (1...4).contains(digit.value), !text.isLetter(digit.end), text[digit.end] != UInt8(ascii: "-")
        {
            parts.quarter = digit.value
            return digit.end
        }
        return nil
    }

    // MARK: Ranges

    /// Takes in the second end of a range behind `parsed`.
    private func joinEnglishRange(_ parsed: inout ParsedDate, from index: Int) {
        guard let start = rangeJoint(parsed.end, from: index) else { return }
        if numerals.hasWord("date", at: start), isApart(start + 4), let reference {
            var today = DateParts()
            today.year = reference.year
            today.month = reference.month
            today.day = reference.day
            parsed.second = today
            parsed.end = start + 4
            return
        }
        if let second = englishPhrase(at: start), !second.parts.isShortWeekday {
            complete(&parsed, with: second.parts, end: second.end)
        } else if parsed.parts.month != nil, parsed.parts.day != nil, let day = dayNumber(start) {
            var parts = DateParts()
            parts.day = day.value
            parts.month = parsed.parts.month
            let year = englishPhraseYear(day.end)
            parts.year = year?.value
            complete(&parsed, with: parts, end: year?.end ?? day.end)
        } else if parsed.parts.month != nil, let year = fourDigitYear(start) {
            var parts = DateParts()
            parts.year = year.value
            complete(&parsed, with: parts, end: year.end)
        }
    }

    /// The year behind a day: ", 1995".
    private func englishPhraseYear(_ end: Int) -> (value: Int, end: Int)? {
        let place = text.skippingSpaces(text[end] == UInt8(ascii: ",") ? end + 1 : end)
        return place > end ? fourDigitYear(place) : nil
    }

    private func complete(_ parsed: inout ParsedDate, with second: DateParts, end: Int) {
        if parsed.parts.year == nil, parsed.parts.yearOffset == nil {
            parsed.parts.year = second.year
            parsed.parts.yearOffset = second.yearOffset
        }
        parsed.second = completed(second, from: parsed.parts)
        parsed.end = end
    }

    /// The place of the second end when a sign or word of a range stands behind the first.
    func rangeJoint(_ end: Int, from index: Int) -> Int? {
        let space = text.skippingSpaces(end)
        let sign = text.rangeSign(space)
        var start: Int?
        if sign.length > 0 { start = text.skippingSpaces(space + sign.length) }
        if space > end {
            for word in ["to ", "through ", "thru ", "until ", "till "] as [StaticString]
            where numerals.hasWord(word, at: space) {
                start = space + word.utf8CodeUnitCount
            }
            if numerals.hasWord("and ", at: space), isBehindBetween(index) { start = space + 4 }
        }
        guard let start else { return nil }
        return numerals.hasWord("the ", at: start) ? start + 4 : start
    }

    private func isBehindBetween(_ index: Int) -> Bool {
        numerals.hasWord("between ", at: index - 8) || numerals.hasWord("between the ", at: index - 12)
    }

    /// Two days of one month that follows: 4 to 22 January 1995, 4-23 next month, the 13 to the 15 of July.
    mutating func dayRange(at index: Int) -> Int? {
        guard let first = dayNumber(index), let start = rangeJoint(first.end, from: index),
            let second = dayNumber(start), second.value > first.value
        else { return nil }
        var low = DateParts()
        guard let stop = dayBeforeMonth(second, &low) else { return nil }
        var parsed = ParsedDate(end: stop)
        if let end = englishPiece(at: englishJoint(stop), &low, isFirst: false) { parsed.end = end }
        var high = low
        low.day = first.value
        high.day = second.value
        parsed.parts = low
        parsed.second = high
        return emitDate(parsed, from: index)
    }

    // MARK: Days by number

    /// A date whose day comes first, at digits: 22 Aug 2025, 4th of July, 3rd quarter, 4 to 22 January.
    mutating func dayFirst(at index: Int) -> Int? {
        guard let digits = numerals.plain(at: index), digits.count <= 4, text[digits.end] != UInt8(ascii: ",") else {
            return nil
        }
        if digits.count > 2 { return isMonth(text.skippingSpace(digits.end)) ? englishPhraseDate(at: index) : nil }
        if let end = dayRange(at: index) { return end }
        let next = text.skippingSpace(digits.end)
        guard text.isLetter(next) || text[digits.end] == UInt8(ascii: "-") && text.isLetter(digits.end + 1) else {
            return nil
        }
        return englishPhraseDate(at: index)
    }

    /// A day of the month: 3, 3rd, 24th; not the start of a year or an amount.
    func dayNumber(_ place: Int) -> (value: Int, end: Int)? {
        guard let digits = numerals.plain(at: place), digits.count <= 2, (1...31).contains(digits.value) else {
            return nil
        }
        let end = thEnd(digits.end) ?? digits.end
        guard !text.isLetter(end), text[end] != UInt8(ascii: ":"), text[end] != UInt8(ascii: "%"),
            text[end] != UInt8(ascii: ".") && text[end] != UInt8(ascii: ",") || !text.isDigit(end + 1)
        else { return nil }
        return (digits.value, end)
    }

    /// The end of st, nd, rd or th at `place`.
    func thEnd(_ place: Int) -> Int? {
        guard ["st", "nd", "rd", "th"].contains(where: { numerals.hasWord($0, at: place) }), !text.isLetter(place + 2)
        else { return nil }
        return place + 2
    }

    /// The day of a month by its ordinal alone: on the 27th, by the first.
    mutating func ordinalDay(_ day: Int, _ index: Int, _ end: Int) -> Int? {
        guard (1...31).contains(day), numerals.hasWord(" the ", at: index - 5),
            ["on", "for", "by", "until", "before", "after", "since"].contains(where: {
                numerals.hasWord($0, at: index - 5 - $0.utf8CodeUnitCount)
            })
        else { return nil }
        let next = text.skippingSpace(end)
        let isWord = text.isLetter(index)
        guard !text.isLetter(next) || !isWord && words.functionWords.longest(in: text.bytes, at: next) != nil else {
            return nil
        }
        guard !isWord || numerals.hasWord("on", at: index - 7) else { return nil }
        var parsed = ParsedDate(end: end)
        parsed.parts.day = day
        return emitDate(parsed, from: index)
    }
}

extension DateParts {
    /// Whether a year may follow what was read.
    fileprivate var takesYear: Bool {
        month != nil || quarter != nil || half != nil || season != nil || week != nil || holiday != nil || isFiscal
            || hasPart
    }
}
