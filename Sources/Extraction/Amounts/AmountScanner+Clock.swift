import Articles

extension AmountScanner {
    /// A clock time at `place`: 15:20, 3pm, 3시 30분, 7시.
    func clockTime(at place: Int, _ parts: inout DateParts) -> Int? {
        guard parts.hour == nil, let hour = clockNumber(at: place), hour.value <= 24 else { return nil }
        if text[hour.end] == UInt8(ascii: ":"), let minute = numerals.plain(at: hour.end + 1), minute.count == 2,
            minute.value < 60
        {
            return digital(hour.value, minute.value, minute.end, &parts)
        }
        if let end = meridiem(hour.end, hour.value, &parts) { return end }
        let isNative = text.isHangul(place)
        guard text.has("시", at: hour.end), !text.has("시간", at: hour.end), endsHour(hour.end) else { return nil }
        guard hour.value < 24 else { return nil }
        // Said in native numerals, the small hours are those of the afternoon: 세 시 is 15:00.
        parts.hour = isNative && (1...6).contains(hour.value) ? hour.value + 12 : hour.value
        var end = hour.end + 3
        let next = text.skippingSpace(end)
        if let minute = clockNumber(at: next), minute.value < 60, text.has("분", at: minute.end) {
            parts.minute = minute.value
            end = minute.end + 3
            let behind = text.skippingSpace(end)
            if let second = clockNumber(at: behind), second.value < 60, text.has("초", at: second.end) {
                parts.second = second.value
                end = second.end + 3
            } else if text.has("전", at: behind), numerals.endsWord(behind + 3), minute.value > 0, hour.value > 1 {
                parts.hour = (parts.hour ?? 1) - 1
                parts.minute = 60 - minute.value
                end = behind + 3
            }
        } else if text.has("정각", at: next) {
            parts.minute = 0
            end = next + 6
        } else if text.has("반", at: next), numerals.endsWord(next + 3) {
            parts.minute = 30
            end = next + 3
        }
        return end
    }

    private func clockNumber(at place: Int) -> (value: Int, end: Int)? {
        if let digits = numerals.plain(at: place), digits.count <= 2 { return (digits.value, digits.end) }
        guard text.isHangul(place) else { return nil }
        guard let numeral = numerals.native(at: place) ?? numerals.korean(at: place), let value = numeral.small,
            numeral.range.upperBound > place, !text.isDigit(place)
        else { return nil }
        return (value, numeral.range.upperBound)
    }

    private func digital(_ hour: Int, _ minute: Int, _ end: Int, _ parts: inout DateParts) -> Int? {
        parts.hour = hour
        parts.minute = minute
        var end = end
        if text[end] == UInt8(ascii: ":"), let second = numerals.plain(at: end + 1), second.count == 2,
            second.value < 60
        {
            parts.second = second.value
            end = second.end
        }
        parts.hour = nil
        if let stop = meridiem(end, hour, &parts) { return stop }
        parts.hour = hour
        return text.isLetter(end) ? nil : end
    }

    /// am or pm behind the clock.
    private func meridiem(_ end: Int, _ hour: Int, _ parts: inout DateParts) -> Int? {
        let place = text.skippingSpace(end)
        guard let match = words.englishDates.longest(in: text.bytes, at: place),
            words.englishDateWords[match.payload].role == .meridiem, !text.isLetter(match.end), hour <= 12
        else { return nil }
        let isAfternoon = words.englishDateWords[match.payload].value == "pm"
        parts.hour = isAfternoon ? hour % 12 + 12 : hour % 12
        parts.knowsHalfDay = true
        return match.end
    }

    /// Whether 시 is the hour and not the start of another word.
    private func endsHour(_ place: Int) -> Bool {
        let end = place + 3
        if words.notUnits.longest(in: text.bytes, at: place).map({ $0.end > end }) ?? false { return false }
        if !text.isHangul(end) || numerals.endsWord(end) || text.has("정각", at: end) { return true }
        if text.has("반", at: end) { return numerals.endsWord(end + 3) }
        return clockNumber(at: end).map { $0.value < 60 && text.has("분", at: $0.end) } ?? false
    }

    /// A date in digits: 2025-08-24, 2025.8.24., 2025/08/24, 74/10/31, 8/24, 2025-08-24T09:27.
    func numericDate(at place: Int, _ parts: inout DateParts) -> Int? {
        guard let first = numerals.plain(at: place), first.count <= 4 else { return nil }
        let mark = text[first.end]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "/") else { return nil }
        let gap = mark == UInt8(ascii: ".") ? text.skippingSpace(first.end + 1) : first.end + 1
        guard let second = numerals.plain(at: gap), second.count <= 2 else { return nil }
        let hasThird = text[second.end] == mark
        let thirdStart = mark == UInt8(ascii: ".") ? text.skippingSpace(second.end + 1) : second.end + 1
        if hasThird, let third = numerals.plain(at: thirdStart) {
            guard !text.isDigit(third.end) else { return nil }
            if first.count == 4, third.count <= 2 {
                return full(first.value, second.value, third.value, third.end, &parts)
            }
            guard mark == UInt8(ascii: "/"), third.count == 2 || third.count == 4 else { return nil }
            return slashed(first, second, third, &parts)
        }
        if first.count == 4, (1900...2100).contains(first.value), mark != UInt8(ascii: "/"), second.count == 2,
            (1...12).contains(second.value), mark == UInt8(ascii: "-") || hasThird
        {
            guard !text.isLetter(second.end), !text.isHangul(second.end) || numerals.endsWord(second.end) else {
                return nil
            }
            parts.year = first.value
            parts.month = second.value
            return second.end
        }
        guard mark == UInt8(ascii: "/"), !hasThird, reference != nil, first.count <= 2 else { return nil }
        return monthAndDay(first.value, second.value, place, second.end, &parts)
    }

    private func full(_ year: Int, _ month: Int, _ day: Int, _ end: Int, _ parts: inout DateParts) -> Int? {
        guard CivilDate(year: year, month: month, day: day) != nil else { return nil }
        parts.year = year
        parts.month = month
        parts.day = day
        if text.has("T", at: end), text.isDigit(end + 1) { return clockTime(at: end + 1, &parts) ?? end }
        return end
    }

    private func slashed(
        _ first: (value: Int, count: Int, end: Int),
        _ second: (value: Int, count: Int, end: Int),
        _ third: (value: Int, count: Int, end: Int),
        _ parts: inout DateParts
    ) -> Int? {
        func year(_ value: Int, _ count: Int) -> Int { count == 4 ? value : value < 50 ? 2000 + value : 1900 + value }
        if first.value > 31 || third.value > 0 && first.value > 12 && third.count == 2 && first.value > 31 {
            return full(year(first.value, first.count), second.value, third.value, third.end, &parts)
        }
        let stated = year(third.value, third.count)
        return full(stated, first.value, second.value, third.end, &parts)
            ?? full(stated, second.value, first.value, third.end, &parts)
    }

    /// 8/24: a day where a reference is given and nothing says fraction.
    private func monthAndDay(_ month: Int, _ day: Int, _ start: Int, _ end: Int, _ parts: inout DateParts) -> Int? {
        let before = text.spacesBefore(start)
        guard (1...12).contains(month), (1...31).contains(day), !text.has("의", at: before - 3),
            !text.has("중", at: before - 3), text[start - 1] != UInt8(ascii: "-"), !text.isDigit(before - 1),
            !text.isLetter(end), text[end] != UInt8(ascii: "%")
        else { return nil }
        parts.month = month
        parts.day = day
        return end
    }

    /// ’25년: a year with an apostrophe.
    mutating func shortYear(at index: Int) -> Int? {
        let start = index + (text[index] == UInt8(ascii: "'") ? 1 : 3)
        guard let digits = numerals.plain(at: start), digits.count == 2, text.has("년", at: digits.end) else {
            return nil
        }
        var parsed = ParsedDate(end: digits.end + 3)
        parsed.parts.year = digits.value < 50 ? 2000 + digits.value : 1900 + digits.value
        if let rest = singleDate(at: text.skippingSpace(parsed.end)), rest.parts.year == nil,
            rest.parts.yearOffset == nil
        {
            let year = parsed.parts.year
            parsed = rest
            parsed.parts.year = year
        }
        return emitDate(parsed, from: index)
    }
}
