/// What a text says of a date, part by part, before it is known which day that is.
struct DateParts: Sendable {
    /// Which way from the reference the date lies.
    enum Direction: String, Sendable {
        case past, future, next, this, year
    }

    /// A stretch between the reference and an end of its year, month or week.
    enum Open: UInt8, Sendable {
        case restOfYear, restOfMonth, restOfWeek, yearToDate, monthToDate
    }

    var year: Int?
    var yearOffset: Int?
    var isFiscal = false
    var half: Int?
    var quarter: Int?
    var quarterOffset: Int?
    var season: String?
    var month: Int?
    var monthOffset: Int?
    var week: Int?
    var weekOffset: Int?
    var day: Int?
    var dayOffset: Int?
    var weekday: Int?
    var isWeekend = false
    /// The nth weekday or week of the month or year; -1 is the last.
    var nth: Int?
    var isDecade = false
    var hour: Int?
    var minute: Int?
    var second: Int?
    /// Whether the text says which half of the day.
    var knowsHalfDay = false
    var direction: Direction?
    /// A part behind the date (초, 중순, 말), which leaves it as coarse as it is.
    var hasPart = false
    /// A weekday in its short form, which counts only beside another part.
    var isShortWeekday = false
    /// The week that holds the day.
    var isWeekOf = false
    var open: Open?
    /// A holiday, in the code of the tables: month times 100 plus day, or a rule.
    var holiday: Int?
    /// The days from the reference that 전 and 후 count.
    var span: (months: Int, days: Int, isDay: Bool)?

    /// Whether the year is stated.
    var isAbsolute: Bool { year != nil }

    /// Whether anything but a clock was read.
    var hasDate: Bool {
        year != nil || yearOffset != nil || half != nil || quarter != nil || quarterOffset != nil || season != nil
            || month != nil || monthOffset != nil || week != nil || weekOffset != nil || day != nil || dayOffset != nil
            || weekday != nil || isWeekend || holiday != nil || span != nil || open != nil
    }
}
