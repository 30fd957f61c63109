import Articles

extension AmountScanner {
    /// A date as it was read: its parts, the second end of a range, and where it stops.
    struct ParsedDate {
        var parts = DateParts()
        var end: Int
        /// The second end, kept aside so that the common single date stays small.
        private var others: [DateParts] = []

        init(end: Int) { self.end = end }

        /// The second end of a range.
        var second: DateParts? {
            get { others.first }
            set { others = newValue.map { [$0] } ?? [] }
        }
    }

    /// Reads a date that starts with the digits at `index` and adds it; returns the place after it.
    mutating func date(at index: Int) -> Int? {
        if maySpan(index), let end = spanDate(at: index) { return end }
        return mayBeDate(index) ? calendarDate(at: index) : nil
    }

    /// Reads a date of the calendar or a clock time at `index` and adds it.
    mutating func calendarDate(at index: Int) -> Int? {
        guard let parsed = parsedDate(at: index) else { return nil }
        return shifted(parsed, from: index) ?? emitDate(parsed, from: index)
    }

    /// Whether what stands behind the digits at `index` may make them part of a date or a clock time.
    private func mayBeDate(_ index: Int) -> Bool {
        var end = index
        while text.isDigit(end), end - index < 6 { end += 1 }
        if end == index { return true }
        let next = text[end]
        guard end - index <= 4, next != UInt8(ascii: ","), next != UInt8(ascii: "%") else { return false }
        if next == UInt8(ascii: ".") { return end - index == 4 || !text.isDigit(end + 1) }
        guard text.isHangul(end) else { return true }
        return words.calendarUnits.longest(in: text.bytes, at: end) != nil
    }

    /// Whether a length of time may stand at the digits at `index`.
    private func maySpan(_ index: Int) -> Bool {
        guard let digits = numerals.plain(at: index), digits.count < 4 else { return false }
        let place = text.skippingSpace(digits.end)
        return text.isLetter(place) || text.has("년", at: place) || text.has("개월", at: place)
            || text.has("달", at: place) || text.has("주", at: place) || text.has("일", at: place)
    }

    /// Reads a date or a range of dates at `index`.
    private func parsedDate(at index: Int) -> ParsedDate? {
        guard var parsed = singleDate(at: index) else { return nil }
        if parsed.second == nil, let range = rangeEnd(after: parsed) {
            parsed.second = range.parts
            parsed.end = range.end
            if range.parts.knowsHalfDay, !parsed.parts.knowsHalfDay, let last = range.parts.hour, last >= 12,
                let first = parsed.parts.hour, first < 12, first + 12 < last
            {
                parsed.parts.hour = first + 12
            }
        }
        return parsed
    }

    /// Adds `parsed`, resolved by the tense of what follows.
    mutating func emitDate(_ parsed: ParsedDate, from place: Int) -> Int? {
        var parsed = parsed
        let start = fiscalStart(&parsed.parts, place)
        var resolver = DateResolver(reference: reference)
        if parsed.parts.wantsTense { resolver.tense = tense(after: parsed.end) }
        if parsed.parts.weekday != nil, isReported(before: start) {
            resolver.tense = .past
        } else if parsed.parts.wantsTense, resolver.tense != .future, text.isLetter(start), isPlanned(before: start) {
            resolver.tense = .future
        }
        if resolver.tense == .unknown, text.has("까지", at: parsed.end) { resolver.tense = .future }
        var iso = resolver.iso(parsed.parts)
        if let second = parsed.second { iso = range(parsed.parts, second, resolver) }
        let isKnown = parsed.parts.isAbsolute || !parsed.parts.hasDate && parsed.parts.hour != nil
        guard iso != nil || reference == nil && !isKnown else { return nil }
        guard !touchesName(start..<parsed.end), !isCopyright(start) else { return nil }
        let basis: DateMention.Basis = iso == nil ? .unresolved : isKnown ? .absolute : .relative
        dates.append(DatedSpan(range: start..<parsed.end, iso: iso, basis: basis))
        return parsed.end
    }

    /// Where a quarter or half begins when it is said to be one of a financial year: 회계연도 3분기.
    private func fiscalStart(_ parts: inout DateParts, _ start: Int) -> Int {
        let word = text.spacesBefore(start) - 12
        guard parts.quarter != nil || parts.half != nil, parts.year == nil, parts.yearOffset == nil,
            text.has("회계연도", at: word)
        else { return start }
        parts.isFiscal = true
        return word
    }

    /// Verbs that tell of what has happened, right before the day they did: said on Tuesday that it will.
    private static let reports: [StaticString] = [
        "said", "told", "announced", "reported", "unveiled", "confirmed", "wrote", "posted", "filed", "disclosed",
        "declined", "released", "launched", "signed", "agreed", "showed", "closed", "fell", "rose",
    ]

    /// Whether such a verb stands before the day at `start`.
    private func isReported(before start: Int) -> Bool {
        var end = text.spacesBefore(start)
        if end < start, numerals.hasWord("on", at: end - 2), text[end - 3] == 0x20 { end = text.spacesBefore(end - 2) }
        return Self.reports.contains { numerals.hasWord($0, at: end - $0.utf8CodeUnitCount) }
    }

    /// Whether a mark of copyright stands before the years.
    private func isCopyright(_ start: Int) -> Bool {
        let end = text.spacesBefore(start)
        let marks: [StaticString] = ["ⓒ", "©", "(c)", "(C)", "Copyright"]
        return marks.contains { text.has($0, at: end - $0.utf8CodeUnitCount) }
    }

    /// The two ends of a range; a first end behind the second belongs to the year before.
    private func range(_ first: DateParts, _ second: DateParts, _ resolver: DateResolver) -> String? {
        var resolver = resolver
        guard var low = resolver.iso(first), var high = resolver.iso(second) else { return nil }
        if low > high, !low.hasPrefix("T"), second.year == nil {
            if first.year == nil, let year = Int(high.prefix(4)), first.yearOffset == nil {
                var earlier = first
                let isSameYear = first.month.map { $0 <= second.month ?? 12 } ?? false
                earlier.year = isSameYear ? year : year - 1
                low = resolver.iso(earlier) ?? low
            } else if let year = Int(low.prefix(4)) {
                var later = second
                later.year = second.month == nil ? year : year + 1
                high = resolver.iso(later) ?? high
            }
        }
        resolver.tense = .unknown
        if low.hasPrefix("T"), high.hasPrefix("T") { return low + "/" + high.dropFirst(0) }
        if low.contains("/"), high.contains("/") { return String(low.prefix(10)) + "/" + high.suffix(10) }
        return low.contains("/") || high.contains("/") ? low : low + "/" + high
    }

    // MARK: Ranges

    /// The second end of a range behind `parsed`, with what it leaves out taken from the first.
    private func rangeEnd(after parsed: ParsedDate) -> (parts: DateParts, end: Int)? {
        let end = parsed.end
        let space = text.skippingSpaces(end)
        let sign = text.rangeSign(space)
        var start = space + sign.length
        var mustClose = false
        if sign.length > 0 {
            start = text.skippingSpaces(start)
        } else if text.has("부터", at: space) || text.has("에서", at: end) {
            start = text.skippingSpaces(space + 6)
            mustClose = true
        } else if text.has("과", at: end) || text.has("와", at: end) {
            start = text.skippingSpaces(end + 3)
            mustClose = true
        } else {
            return nil
        }
        guard let second = singleDate(at: start, isSecond: true), second.second == nil else { return nil }
        if mustClose {
            let closes = text.has("까지", at: second.end) || text.has("사이", at: text.skippingSpaces(second.end))
            let isFrom = text.has("에서", at: end) && parsed.parts.hour == nil && second.parts.year != nil
            guard closes || isFrom else { return nil }
        }
        return (completed(second.parts, from: parsed.parts), second.end)
    }

    /// `second` with the year, month, day and half of the day that only the first end states.
    func completed(_ second: DateParts, from first: DateParts) -> DateParts {
        var result = second
        if !second.hasDate, second.hour != nil {
            result = first
            result.hour = second.hour
            result.minute = second.minute
            result.second = second.second
            if !second.knowsHalfDay, first.knowsHalfDay, let hour = second.hour, let start = first.hour, start >= 12,
                hour < 12, (hour + 12, second.minute ?? 0) > (start, first.minute ?? 0)
            {
                result.hour = hour + 12
            }
            if !second.knowsHalfDay, let hour = second.hour, let start = first.hour, start < 13,
                (hour, second.minute ?? 0) < (start, first.minute ?? 0)
            {
                result.hour = hour + 12
            }
            return result
        }
        if second.day != nil, second.month == nil, second.monthOffset == nil {
            result.month = first.month
            result.monthOffset = first.monthOffset
        }
        if second.year == nil, second.yearOffset == nil {
            result.year = first.year
            result.yearOffset = first.yearOffset
        }
        if second.weekday != nil, second.weekOffset == nil { result.weekOffset = first.weekOffset }
        if result.direction == nil { result.direction = first.direction }
        return result
    }

    // MARK: One date

    /// Reads one date from its components in any usual order.
    func singleDate(at start: Int, isSecond: Bool = false) -> ParsedDate? {
        var parsed = ParsedDate(end: start)
        var place = start
        for step in 0..<10 {
            guard let end = component(at: place, &parsed, isFirst: step == 0) else { break }
            parsed.end = yearBehindDay(bracketedWeekday(end) ?? end, &parsed.parts)
            if parsed.second != nil { break }
            place = text.skippingSpaces(parsed.end)
            if text.has("의", at: parsed.end) { place = text.skippingSpaces(parsed.end + 3) }
        }
        guard parsed.end > start, isWhole(parsed) else { return nil }
        return parsed
    }

    /// Whether what was read is a date: not a bare season, direction or weekend.
    private func isWhole(_ parsed: ParsedDate) -> Bool {
        let parts = parsed.parts
        guard parts.hasDate || parts.hour != nil else { return false }
        if parts.isWeekend, parts.direction == nil, parts.weekOffset == nil { return false }
        let onlySeason = parts.season != nil && parts.year == nil && parts.yearOffset == nil && parts.direction == nil
        if onlySeason { return false }
        if parts.nth != nil, parts.weekday == nil, parts.week == nil { return false }
        return true
    }

    /// One component at `place`; returns its end.
    private func component(at place: Int, _ parsed: inout ParsedDate, isFirst: Bool) -> Int? {
        if text.isDigit(place) {
            if isFirst, let end = numericDate(at: place, &parsed.parts) { return end }
            if let end = clockTime(at: place, &parsed.parts) { return end }
            return numberedComponent(at: place, &parsed)
        }
        guard text.isHangul(place) else { return nil }
        if let end = wordComponent(at: place, &parsed.parts) { return end }
        if let end = nthComponent(at: place, &parsed.parts) { return end }
        if words.native.longest(in: text.bytes, at: place) != nil { return nativeClock(at: place, &parsed.parts) }
        return numberedComponent(at: place, &parsed)
    }

    /// The end of a year that follows a day or weekday: 9월 21일 1978, 1월 12일 월요일, 2016.
    private func yearBehindDay(_ end: Int, _ parts: inout DateParts) -> Int {
        guard parts.day != nil, parts.month != nil, parts.year == nil, parts.yearOffset == nil else { return end }
        let place = text.skippingSpace(text[end] == UInt8(ascii: ",") ? end + 1 : end)
        guard place > end, let year = dateNumber(at: place), year.count == 4, (1900...2100).contains(year.value),
            !text.isLetter(year.end)
        else { return end }
        let stop = text.has("년", at: year.end) ? year.end + 3 : year.end
        guard !text.isHangul(stop) || numerals.endsWord(stop), !text.has("대", at: stop), !text.has("간", at: stop)
        else { return end }
        parts.year = year.value
        return stop
    }

    /// A weekday in brackets behind a day: (월), (현지시간) is left to the text.
    private func bracketedWeekday(_ end: Int) -> Int? {
        guard text[end] == UInt8(ascii: "("), let word = words.shortWeekdays.longest(in: text.bytes, at: end + 1),
            text[word.end] == UInt8(ascii: ")")
        else { return nil }
        return word.end + 1
    }

    // MARK: Numbers with a unit of the calendar

    private func numberedComponent(at place: Int, _ parsed: inout ParsedDate) -> Int? {
        guard let number = dateNumber(at: place) else { return nil }
        let end = text.skippingSpace(number.end)
        let sign = text.rangeSign(end)
        if sign.length > 0, let second = numerals.plain(at: text.skippingSpace(end + sign.length)) {
            var high = parsed.parts
            guard let stop = unit(at: text.skippingSpace(second.end), second.value, second.count, &high, isRange: true),
                second.value > number.value || high.month != nil,
                unit(at: text.skippingSpace(second.end), number.value, number.count, &parsed.parts, isRange: true)
                    != nil
            else { return nil }
            parsed.second = high
            return stop
        }
        return unit(at: end, number.value, number.count, &parsed.parts, isRange: false)
    }

    /// Digits, or a Hangul numeral whose last 일 may be the unit.
    private func dateNumber(at place: Int) -> (value: Int, count: Int, end: Int)? {
        if let digits = numerals.plain(at: place) { return digits.count <= 4 ? digits : nil }
        guard let numeral = numerals.korean(at: place), numeral.style == .sino, let value = numeral.small else {
            return nil
        }
        let end = numeral.range.upperBound
        let count = value >= 1000 ? 4 : 2
        if value % 10 == 1, numeral.length > 1, !text.isHangul(end) || numerals.endsWord(end),
            text.has("일", at: end - 3), !text.has("일", at: end), mayEndInDay(place, end)
        {
            return (value - 1, count, end - 3)
        }
        return (value, count, end)
    }

    /// Whether a numeral that ends in 일 is a day: behind a month or before a weekday.
    private func mayEndInDay(_ start: Int, _ end: Int) -> Bool {
        if text.has("월", at: text.spacesBefore(start) - 3) || text.has("달", at: text.spacesBefore(start) - 3) {
            return true
        }
        guard let match = words.dates.longest(in: text.bytes, at: text.skippingSpace(end)) else { return false }
        return words.dateWords[match.payload].role == .weekday
    }

    /// The calendar unit at `place` for `value`; fills in `parts` and returns its end.
    private func unit(at place: Int, _ value: Int, _ count: Int, _ parts: inout DateParts, isRange: Bool) -> Int? {
        if text.has("년", at: place) { return year(at: place, value, count, &parts) }
        if text.has("월", at: place) { return month(at: place, value, &parts) }
        if text.has("일", at: place) { return day(at: place, value, &parts) }
        if text.has("분기", at: place) { return quarter(end: place + 6, value, &parts) }
        if text.has("사분기", at: place) { return quarter(end: place + 9, value, &parts) }
        if text.has("/4분기", at: place) { return quarter(end: place + 8, value, &parts) }
        if text.has("주차", at: place), (1...53).contains(value), parts.nth == nil, parts.hasDate {
            parts.nth = value
            parts.week = value
            return place + 6
        }
        if text.has("회계연도", at: place), count == 4, parts.year == nil {
            parts.year = value
            parts.isFiscal = true
            return place + 12
        }
        if text.has("Q", at: place) || text.has("H", at: place), !text.isLetter(place + 1), (1...4).contains(value),
            parts.quarter == nil
        {
            if text.has("Q", at: place) { parts.quarter = value } else { parts.half = value }
            return place + 1
        }
        return nil
    }

    private func year(at place: Int, _ value: Int, _ count: Int, _ parts: inout DateParts) -> Int? {
        guard parts.year == nil, parts.yearOffset == nil, parts.month == nil, parts.day == nil else { return nil }
        let end = place + 3
        if text.has("대", at: end), value % 10 == 0 {
            parts.year = value < 100 ? (value < 30 ? 2000 : 1900) + value : value
            parts.isDecade = true
            return count == 2 || count == 4 ? end + 3 : nil
        }
        if count == 2, (20...39).contains(value), isBeforeMonth(end) {
            parts.year = 2000 + value
            return end
        }
        guard count == 4 && value >= 1000 || isChronicle(value, count, end), !text.has("간", at: end),
            !text.has("째", at: end)
        else { return nil }
        parts.year = value
        if parts.direction == .past || parts.direction == .future { parts.direction = nil }
        return text.has("도", at: end) ? end + 3 : end
    }

    /// Whether a month follows, so that two digits are a year's: 26년 3월.
    private func isBeforeMonth(_ end: Int) -> Bool {
        let start = text.skippingSpace(end)
        guard let digits = numerals.plain(at: start), (1...12).contains(digits.value), digits.count <= 2 else {
            return false
        }
        return text.has("월", at: digits.end) && !text.has("월간", at: digits.end)
    }

    /// Whether three digits before 년 are a year of history, said with 에 and no length: 267년에.
    private func isChronicle(_ value: Int, _ count: Int, _ end: Int) -> Bool {
        count == 3 && value >= 100 && text.has("에", at: end) && !text.isHangul(end + 3)
            && !text.has(" 걸", at: end + 3) && !text.has(" 한", at: end + 3)
    }

    private func month(at place: Int, _ value: Int, _ parts: inout DateParts) -> Int? {
        guard (1...12).contains(value), parts.month == nil, parts.day == nil, !isOtherWord(place, place + 3) else {
            return nil
        }
        parts.month = value
        if parts.direction == .year { parts.direction = .this }
        let spaced = text.skippingSpace(place + 3)
        if text.has("달", at: spaced), numerals.endsWord(spaced + 3) { return spaced + 3 }
        return place + 3
    }

    private func day(at place: Int, _ value: Int, _ parts: inout DateParts) -> Int? {
        guard (1...31).contains(value), parts.day == nil, parts.year == nil || parts.month != nil,
            parts.quarter == nil, parts.half == nil, !isOtherWord(place, place + 3),
            text.isDigit(place - 1) || text[place - 1] == 0x20 || parts.month != nil || parts.monthOffset != nil
                || mayEndInDay(place, place + 3)
        else { return nil }
        if parts.direction == .next, parts.month == nil, parts.monthOffset == nil { return nil }
        if parts.month == nil, parts.monthOffset == nil,
            words.durationSigns.longest(in: text.bytes, at: place + 3) != nil
        {
            return nil
        }
        parts.day = value
        return text.has("자", at: place + 3) && numerals.endsWord(place + 6) ? place + 6 : place + 3
    }

    private func quarter(end: Int, _ value: Int, _ parts: inout DateParts) -> Int? {
        guard (1...4).contains(value), parts.quarter == nil,
            text.has("사분기", at: end - 9) || text.has("/4", at: end - 8)
                || parts.year != nil || parts.yearOffset != nil || text.has(" 중", at: end)
                || words.durationSigns.longest(in: text.bytes, at: end) == nil
        else { return nil }
        parts.quarter = value
        return end
    }

    /// Whether the syllable at `place` belongs to a longer word that ends beyond `end` (일본, 월드).
    private func isOtherWord(_ place: Int, _ end: Int) -> Bool {
        words.notUnits.longest(in: text.bytes, at: place).map { $0.end > end } ?? false
    }

    // MARK: Words

    private func wordComponent(at place: Int, _ parts: inout DateParts) -> Int? {
        for match in words.dates.all(in: text.bytes, at: place) {
            let word = words.dateWords[match.payload]
            guard follows(word.role, match.end), take(word, &parts, at: match.end) else { continue }
            if word.role == .meridiem { return clockBehind(match.end, word, &parts) }
            return match.end
        }
        return nil
    }

    /// Whether a date word may end at `end`.
    private func follows(_ role: AmountVocabulary.DateRole, _ end: Int) -> Bool {
        switch role {
        case .direction, .meridiem: text.skippingSpace(end) > end || text.isDigit(end) || text.isHangul(end)
        case .part: !text.isHangul(end) || numerals.endsWord(end)
        default:
            !text.isHangul(end) || numerals.endsWord(end) || text.has("쯤", at: end)
                || words.dates.longest(in: text.bytes, at: end) != nil
        }
    }

    /// Fills the part that `word` names, when it is still free.
    private func take(_ word: AmountVocabulary.DateWord, _ parts: inout DateParts, at end: Int) -> Bool {
        switch word.role {
        case .year where parts.year == nil && parts.yearOffset == nil && parts.month == nil:
            parts.yearOffset = word.number
        case .month where parts.month == nil && parts.monthOffset == nil && parts.day == nil:
            parts.monthOffset = word.number
        case .named where parts.month == nil: parts.month = word.number
        case .week where parts.weekOffset == nil: parts.weekOffset = word.number
        case .quarter: parts.quarterOffset = word.number
        case .day where !parts.hasDate: parts.dayOffset = word.number
        case .half where parts.half == nil: parts.half = word.number
        case .season where parts.season == nil && parts.month == nil && parts.half == nil: parts.season = word.value
        case .weekday where parts.weekday == nil: parts.weekday = word.number
        case .weekend where parts.weekday == nil: parts.isWeekend = true
        case .direction where parts.direction == nil && !parts.hasDate:
            parts.direction = DateParts.Direction(rawValue: word.value)
        case .holiday where parts.month == nil: parts.holiday = word.number
        case .part where parts.hasDate && !parts.hasPart && parts.day == nil && parts.dayOffset == nil:
            parts.hasPart = true
        case .meridiem where parts.hour == nil: return true
        case .noon where parts.hour == nil:
            parts.hour = word.number
            parts.knowsHalfDay = true
        default: return false
        }
        return true
    }

    /// The clock behind 오전, 저녁 and the like.
    private func clockBehind(_ end: Int, _ word: AmountVocabulary.DateWord, _ parts: inout DateParts) -> Int? {
        let place = text.skippingSpace(end)
        guard let stop = clockTime(at: place, &parts), let hour = parts.hour else { return nil }
        if word.value == "pm", hour < 12 { parts.hour = hour + 12 }
        if word.value == "am", hour >= 12 { parts.hour = hour - 12 }
        parts.knowsHalfDay = true
        return stop
    }

    /// 첫째 주, 세 번째 화요일, 마지막 주.
    private func nthComponent(at place: Int, _ parts: inout DateParts) -> Int? {
        guard parts.nth == nil, let nth = words.nths.longest(in: text.bytes, at: place) else { return nil }
        let next = text.skippingSpace(nth.end)
        if text.has("주", at: next),
            !text.isHangul(next + 3) || numerals.endsWord(next + 3) || text.has("월", at: next + 3)
        {
            parts.nth = nth.payload == 9 ? -1 : nth.payload
            parts.week = parts.nth
            return next + 3
        }
        guard let match = words.dates.longest(in: text.bytes, at: next), words.dateWords[match.payload].role == .weekday
        else { return nil }
        parts.nth = nth.payload == 9 ? -1 : nth.payload
        parts.weekday = words.dateWords[match.payload].number
        return match.end
    }

    // MARK: Tense

    /// The tense of the first predicate behind a date, within its sentence.
    func tense(after end: Int) -> DateResolver.Tense {
        var place = end
        let limit = min(text.count, end + 240)
        while place < limit {
            let byte = text.bytes[place]
            if byte == UInt8(ascii: ";") { break }
            if byte == 0x0A || byte == UInt8(ascii: "."), place + 1 >= text.count || text[place + 1] <= 0x20 { break }
            if byte >= 0xE0 || text.isLetter(place), !text.isLetter(place - 1) {
                if let match = words.tenses.longest(in: text.bytes, at: place),
                    byte >= 0xE0 || !text.isLetter(match.end)
                {
                    return match.payload == 1 ? .future : .past
                }
            }
            place += byte >= 0xE0 && byte < 0xF0 ? 3 : 1
        }
        return .unknown
    }
}
