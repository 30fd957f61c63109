import Articles

/// Holidays and stretches that end or start at the reference.
extension DateResolver {
    /// The day, or for 연휴 the days, of a holiday by its code in the date tables.
    func holiday(_ code: Int, _ parts: DateParts) -> String? {
        switch code {
        case 2000..<3000: return easter(code - 2500, parts)?.description
        case ..<10_000: return fixed(code / 100, code % 100, parts)?.description
        case 30_010...: return lunar(code - 30_010, parts).map(holidays)
        case 30_000...: return lunar(code - 30_000, parts)?.description
        default: return floating(code - 10_000, parts)?.description
        }
    }

    private func fixed(_ month: Int, _ day: Int, _ parts: DateParts) -> CivilDate? {
        var dated = parts
        dated.month = month
        dated.day = day
        guard let year = yearOf(dated, month: month, day: day) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The day that `rule` gives in the year that fits the sentence.
    private func nearest(_ parts: DateParts, _ rule: (Int) -> CivilDate?) -> CivilDate? {
        if let year = parts.year { return rule(year) }
        guard let reference, let usual = rule(reference.year + (parts.yearOffset ?? 0)) else { return nil }
        var dated = parts
        dated.month = usual.month
        dated.day = usual.day
        guard let year = yearOf(dated, month: usual.month, day: usual.day) else { return nil }
        return rule(year)
    }

    /// The nth weekday of a month, coded MMNW; N = 5 is the last.
    private func floating(_ code: Int, _ parts: DateParts) -> CivilDate? {
        nearest(parts) { year in
            guard let first = CivilDate(year: year, month: code / 100, day: 1) else { return nil }
            let (nth, weekday) = (code / 10 % 10, code % 10)
            let day = first.adding(days: (weekday - first.weekday + 7) % 7 + 7 * (nth - 1))
            return day.month == first.month ? day : day.adding(days: -7)
        }
    }

    /// Easter Sunday plus some days, by the anonymous Gregorian algorithm.
    private func easter(_ offset: Int, _ parts: DateParts) -> CivilDate? {
        nearest(parts) { year in
            let (golden, century, rest) = (year % 19, year / 100, year % 100)
            let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
            let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
            let shift = (golden + 11 * epact + 22 * weekday) / 451
            let sum = epact + weekday - 7 * shift + 114
            return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)?.adding(days: offset)
        }
    }

    /// A holiday of the lunar calendar by its column in the table.
    private func lunar(_ column: Int, _ parts: DateParts) -> CivilDate? {
        nearest(parts) { AmountVocabulary.shared.lunarHolidays[$0]?[column] }
    }

    /// The holiday with the days on either side of it.
    private func holidays(_ day: CivilDate) -> String {
        day.adding(days: -1).description + "/" + day.adding(days: 1).description
    }

    /// From the reference to the end of its year, month or week, or from the start of the year or month to it.
    func stretch(_ open: DateParts.Open) -> String? {
        guard let reference else { return nil }
        let month = CivilDate(year: reference.year, month: reference.month, day: 1) ?? reference
        let (year, today) = (paddedDecimal(reference.year, width: 4), reference.description)
        switch open {
        case .restOfYear: return today + "/" + year + "-12-31"
        case .restOfMonth: return today + "/" + month.adding(months: 1).adding(days: -1).description
        case .restOfWeek: return today + "/" + reference.adding(days: 7 - reference.weekday).description
        case .yearToDate: return year + "-01-01/" + today
        case .monthToDate: return month.description + "/" + today
        }
    }
}
