import Articles

/// Turns the parts of a date into ISO 8601, with a reference day for what is relative.
struct DateResolver: Sendable {
    /// Which way the sentence points.
    enum Tense: Sendable {
        case past, future, unknown
    }

    let reference: CivilDate?
    var tense = Tense.unknown

    /// A report names days of the last week; a bare day further back in a plan is next month's.
    private static let reportedDays = 7

    /// The ISO form of `parts`, or `nil` where the reference is missing or the calendar has no such day.
    func iso(_ parts: DateParts) -> String? {
        guard parts.hasDate else { return clock(parts).map { "T" + $0 } }
        guard let day = parts.isWeekOf ? week(parts) : date(parts) else { return nil }
        guard let clock = clock(parts), day.count == 10 else { return day }
        return day + "T" + clock
    }

    /// The clock alone, such as 15:20.
    func clock(_ parts: DateParts) -> String? {
        guard let hour = parts.hour else { return nil }
        var result = paddedDecimal(hour, width: 2)
        if let minute = parts.minute { result += ":" + paddedDecimal(minute, width: 2) }
        if let second = parts.second {
            result += (parts.minute == nil ? ":00" : "") + ":" + paddedDecimal(second, width: 2)
        }
        return result
    }

    private func date(_ parts: DateParts) -> String? {
        if let span = parts.span { return spanned(span) }
        if let open = parts.open { return stretch(open) }
        if let offset = parts.dayOffset { return reference?.adding(days: offset).description }
        if let holiday = parts.holiday { return self.holiday(holiday, parts) }
        if parts.weekday != nil || parts.isWeekend || parts.weekOffset != nil { return week(parts) }
        if parts.nth != nil { return nthWeek(parts) }
        if let day = parts.day { return self.day(day, parts) }
        if let month = month(parts) { return month }
        if let season = parts.season { return yearOf(parts, season: season).map { paddedYear($0) + "-" + season } }
        if let half = parts.half { return halfYear(half, parts) }
        if let quarter = parts.quarter { return quarterOf(quarter, parts) }
        if let offset = parts.quarterOffset, let reference {
            let moved = reference.adding(months: 3 * offset)
            return paddedYear(moved.year) + "-Q" + String((moved.month + 2) / 3)
        }
        guard let year = year(parts) else { return nil }
        if parts.isDecade { return decade(year) }
        return (parts.isFiscal ? "FY" : "") + paddedYear(year)
    }

    private func paddedYear(_ year: Int) -> String { paddedDecimal(year, width: 4) }

    /// The stated year, or the one an offset names.
    private func year(_ parts: DateParts) -> Int? {
        if let year = parts.year { return year }
        guard let offset = parts.yearOffset, let reference else { return nil }
        return reference.year + offset
    }

    private func decade(_ year: Int) -> String { paddedYear(year) + "-01-01/" + paddedYear(year + 9) + "-12-31" }

    private func spanned(_ span: (months: Int, days: Int, isDay: Bool)) -> String? {
        guard let reference else { return nil }
        let moved = reference.adding(months: span.months).adding(days: span.days)
        return span.isDay ? moved.description : paddedYear(moved.year)
    }

    // MARK: Months and longer

    private func month(_ parts: DateParts) -> String? {
        if let offset = parts.monthOffset, let reference {
            let moved = reference.adding(months: offset)
            return paddedYear(moved.year) + "-" + paddedDecimal(moved.month, width: 2)
        }
        guard let month = parts.month, let year = yearOf(parts, month: month) else { return nil }
        return paddedYear(year) + "-" + paddedDecimal(month, width: 2)
    }

    /// The year of a month: stated, or the nearest one the direction or the tense allows.
    private func yearOf(_ parts: DateParts, month: Int) -> Int? {
        if let year = year(parts) { return year }
        guard let reference else { return nil }
        switch parts.direction {
        case .past?:
            return month < reference.month || month == reference.month && parts.day != nil
                ? reference.year : reference.year - 1
        case .future?: return month >= reference.month ? reference.year : reference.year + 1
        case .next?: return month > reference.month ? reference.year : reference.year + 1
        case .this?, .year?: return reference.year
        case nil: break
        }
        if tense == .future { return month >= reference.month ? reference.year : reference.year + 1 }
        if month > reference.month, tense == .past || month - reference.month > 6 { return reference.year - 1 }
        return month <= reference.month
            ? reference.year : tense == .unknown && month - reference.month > 3 ? reference.year - 1 : reference.year
    }

    private func yearOf(_ parts: DateParts, season: String) -> Int? {
        if let year = year(parts) { return year }
        guard let reference else { return nil }
        let first = ["SP": 3, "SU": 6, "FA": 9, "WI": 12][season] ?? 1
        switch parts.direction {
        case .past?: return first + 3 <= reference.month ? reference.year : reference.year - 1
        case .next?, .future?: return first > reference.month ? reference.year : reference.year + 1
        default: return reference.year
        }
    }

    private func halfYear(_ half: Int, _ parts: DateParts) -> String? {
        let year =
            year(parts)
            ?? reference.map { reference in
                parts.direction == .past && (half == 2 || reference.month <= 6) ? reference.year - 1 : reference.year
            }
        guard let year else { return nil }
        return (parts.isFiscal ? "FY" : "") + paddedYear(year) + "-H" + String(half)
    }

    /// The quarter of a stated year, or the last one that has begun unless the sentence looks ahead.
    private func quarterOf(_ quarter: Int, _ parts: DateParts) -> String? {
        var year = year(parts)
        if year == nil, let reference {
            let current = (reference.month + 2) / 3
            switch parts.direction {
            case .past?: year = quarter < current ? reference.year : reference.year - 1
            case .future?, .next?: year = quarter > current ? reference.year : reference.year + 1
            case .this?, .year?: year = reference.year
            case nil:
                // In spring, a fourth quarter that nothing is said to be planned for is the last one. Financial years
                // are ahead of the calendar more often than not.
                let isLast = !parts.isFiscal && (tense == .past || tense == .unknown && quarter - current == 3)
                year = quarter > current && isLast ? reference.year - 1 : reference.year
            }
        }
        guard let year else { return nil }
        return (parts.isFiscal ? "FY" : "") + paddedYear(year) + "-Q" + String(quarter)
    }

    // MARK: Days

    private func day(_ day: Int, _ parts: DateParts) -> String? {
        if let offset = parts.monthOffset {
            guard let reference else { return nil }
            let moved = reference.adding(months: offset)
            return CivilDate(year: moved.year, month: moved.month, day: day)?.description
        }
        if let month = parts.month {
            guard let near = yearOf(parts, month: month, day: day) else { return nil }
            let year = parts.year == nil && parts.yearOffset == nil ? fitting(parts, month, day, near) : near
            return CivilDate(year: year, month: month, day: day)?.description
        }
        return bareDay(day, parts)
    }

    /// The year nearest to `year` in which the day falls on the weekday the text gives.
    private func fitting(_ parts: DateParts, _ month: Int, _ day: Int, _ year: Int) -> Int {
        guard let weekday = parts.weekday else { return year }
        let candidates = [year, year + 1, year - 1, year + 2, year - 2]
        return candidates.first { CivilDate(year: $0, month: month, day: day)?.weekday == weekday } ?? year
    }

    func yearOf(_ parts: DateParts, month: Int, day: Int) -> Int? {
        guard year(parts) == nil, parts.direction == nil, let reference else { return yearOf(parts, month: month) }
        let isAhead = (month, day) > (reference.month, reference.day)
        guard isAhead else {
            let far = reference.month - month > 3
            return tense == .future && far ? reference.year + 1 : reference.year
        }
        let near = month - reference.month <= 3
        return tense == .past || tense == .unknown && !near ? reference.year - 1 : reference.year
    }

    /// A day without a month: the last such day for a report, the next one for a plan.
    private func bareDay(_ day: Int, _ parts: DateParts) -> String? {
        guard let reference else { return nil }
        var months = 0
        switch parts.direction {
        case .past?: months = day <= reference.day ? 0 : -1
        case .future?, .next?: months = day >= reference.day ? 0 : 1
        case .this?, .year?: months = 0
        case nil:
            if day > reference.day { months = isSoon(day - reference.day) ? 0 : -1 }
            if tense == .future, reference.day - day > Self.reportedDays { months = 1 }
        }
        for _ in 0..<3 {
            let first = CivilDate(year: reference.year, month: reference.month, day: 1) ?? reference
            let moved = first.adding(months: months)
            if let found = CivilDate(year: moved.year, month: moved.month, day: day) { return found.description }
            months += months < 0 ? -1 : 1
        }
        return nil
    }

    /// Whether a day that many days ahead is meant, and not the one a month before.
    ///
    /// A headline without a predicate names the next week's event; a report may be dated a day before its day.
    private func isSoon(_ days: Int) -> Bool {
        switch tense {
        case .future: true
        case .unknown: days <= Self.reportedDays
        case .past: days <= 1
        }
    }

    // MARK: Weeks

    private func week(_ parts: DateParts) -> String? {
        if let nth = parts.nth, let weekday = parts.weekday { return nthWeekday(nth, weekday, parts) }
        if let stated = parts.day {
            guard let day = day(stated, parts) else { return nil }
            return parts.isWeekOf ? CivilDate(iso: day).map(weekName) : day
        }
        guard let reference else { return nil }
        let monday = reference.adding(days: 1 - reference.weekday + 7 * (parts.weekOffset ?? 0))
        if parts.isWeekend { return weekend(parts, monday) }
        guard let weekday = parts.weekday else { return weekName(monday) }
        if parts.weekOffset != nil { return monday.adding(days: weekday - 1).description }
        return nearest(weekday, parts, reference).description
    }

    /// The ISO 8601 name of the week that holds `day`.
    private func weekName(_ day: CivilDate) -> String {
        let week = day.isoWeek
        return paddedYear(week.year) + "-W" + paddedDecimal(week.week, width: 2)
    }

    private func weekend(_ parts: DateParts, _ monday: CivilDate) -> String {
        var saturday = monday.adding(days: 5)
        if parts.weekOffset == nil, let reference {
            if parts.direction == .past || parts.direction == nil && tense != .future && reference.weekday < 6 {
                saturday = saturday.adding(days: -7)
            }
            if parts.direction == .next || parts.direction == .future, reference.weekday >= 6 {
                saturday = saturday.adding(days: 7)
            }
        }
        return saturday.description + "/" + saturday.adding(days: 1).description
    }

    private func nearest(_ weekday: Int, _ parts: DateParts, _ reference: CivilDate) -> CivilDate {
        let ahead = (weekday - reference.weekday + 7) % 7
        switch parts.direction {
        case .past?: return reference.adding(days: ahead == 0 ? -7 : ahead - 7)
        case .next?: return reference.adding(days: weekday - reference.weekday + 7)
        case .future?: return reference.adding(days: ahead == 0 ? 7 : ahead)
        case .this?, .year?: return reference.adding(days: weekday - reference.weekday)
        case nil:
            if tense == .future { return reference.adding(days: ahead) }
            return reference.adding(days: ahead == 0 ? 0 : ahead - 7)
        }
    }

    /// The first Friday of a month; -1 is the last.
    private func nthWeekday(_ nth: Int, _ weekday: Int, _ parts: DateParts) -> String? {
        guard let first = firstOfMonth(parts) else { return nil }
        let lead = (weekday - first.weekday + 7) % 7
        if nth > 0 { return first.adding(days: lead + 7 * (nth - 1)).description }
        let last = first.adding(months: 1).adding(days: -1)
        return last.adding(days: -((last.weekday - weekday + 7) % 7)).description
    }

    /// The nth week of a month or year.
    private func nthWeek(_ parts: DateParts) -> String? {
        guard let nth = parts.nth else { return nil }
        if parts.month != nil || parts.monthOffset != nil {
            guard let first = firstOfMonth(parts) else { return nil }
            if nth < 0 { return weekName(lastThursday(before: first.adding(months: 1))) }
            guard nth <= 5 else { return nil }
            return weekName(first.adding(days: (4 - first.weekday + 7) % 7 + 7 * (nth - 1)))
        }
        guard let year = year(parts) else { return nil }
        if nth < 0 { return CivilDate(year: year + 1, month: 1, day: 1).map { weekName(lastThursday(before: $0)) } }
        return paddedYear(year) + "-W" + paddedDecimal(nth, width: 2)
    }

    /// The last Thursday before `day`: its week is the last of the month or year that ends there.
    private func lastThursday(before day: CivilDate) -> CivilDate {
        let last = day.adding(days: -1)
        return last.adding(days: -((last.weekday + 3) % 7))
    }

    private func firstOfMonth(_ parts: DateParts) -> CivilDate? {
        if let month = parts.month {
            guard let year = yearOf(parts, month: month) ?? reference?.year else { return nil }
            return CivilDate(year: year, month: month, day: 1)
        }
        if parts.monthOffset == nil, let year = year(parts) {
            return CivilDate(year: year, month: (parts.nth ?? 1) < 0 ? 12 : 1, day: 1)
        }
        guard let reference else { return nil }
        let moved = reference.adding(months: parts.monthOffset ?? 0)
        return CivilDate(year: moved.year, month: moved.month, day: 1)
    }
}
