package import Articles
internal import Foundation

/// When editions close: at one clock time in one time zone, each named by the local date it closes on.
///
/// Windows touch: one ends where the next starts, so no file falls between two editions. Where daylight saving
/// time skips the closing time, the edition closes at the first minute that exists after it; where the time comes
/// twice, at its first coming. So there is exactly one edition for each local date.
package struct EditionSchedule: Sendable {
    package enum Fault: Error, Equatable, CustomStringConvertible {
        case unknownTimeZone(String)
        case badTime(String)

        package var description: String {
            switch self {
            case .unknownTimeZone(let name):
                "digest.timezone: there is no time zone '\(name)'. Use a name such as Asia/Seoul or Europe/Berlin."
            case .badTime(let text):
                "digest.time: '\(text)' is no time of day. Use hours and minutes, such as 06:00."
            }
        }
    }

    /// The name of the time zone in the IANA database.
    package let timezone: String
    /// Minutes after midnight at which editions close.
    package let closingMinute: Int
    private let zone: TimeZone

    /// A schedule for `digest.timezone` and `digest.time` (`HH:MM`).
    package init(timezone: String, time: String = "06:00") throws(Fault) {
        guard let zone = TimeZone(identifier: timezone) else { throw .unknownTimeZone(timezone) }
        let parts = time.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { throw .badTime(time) }
        self.timezone = timezone
        self.closingMinute = hour * 60 + minute
        self.zone = zone
    }

    /// The moment at which the edition of `date` closes.
    package func closing(on date: CivilDate) -> Timestamp {
        let wanted = date.daysSinceEpoch * 86_400 + closingMinute * 60
        // The offsets in force well before and well after: zones lie between 12 hours west and 14 hours east.
        let before = offset(at: wanted - 86_400)
        let after = offset(at: wanted + 86_400)
        if offset(at: wanted - before) == before { return Timestamp(seconds: wanted - before) }
        if offset(at: wanted - after) == after { return Timestamp(seconds: wanted - after) }
        return Timestamp(seconds: change(from: wanted - max(before, after), to: wanted - min(before, after)))
    }

    /// The window of the edition of `date`; it starts at `lastEnd` where an earlier edition ended there, so that
    /// windows still touch after the closing time or the zone was changed.
    package func window(closingOn date: CivilDate, after lastEnd: Timestamp? = nil) -> EditionWindow {
        let end = closing(on: date)
        let start = lastEnd.map { min($0, end) } ?? closing(on: date.adding(days: -1))
        return EditionWindow(start: start, end: end)
    }

    /// The date of the edition whose window holds `moment`: the one that closes next.
    package func date(holding moment: Timestamp) -> CivilDate {
        let local = localDate(of: moment)
        // A change of offset around midnight can put the closing of a day on its neighbour.
        let candidates = [-1, 0, 1, 2].map { local.adding(days: $0) }
        return candidates.first { moment < closing(on: $0) } ?? local.adding(days: 1)
    }

    /// The dates whose editions have closed by `now` but were not made, oldest first.
    package func missedDates(since last: CivilDate, at now: Timestamp) -> [CivilDate] {
        let open = date(holding: now)
        guard last < open else { return [] }
        return ((last.daysSinceEpoch + 1)..<max(open.daysSinceEpoch, last.daysSinceEpoch + 1))
            .map(CivilDate.init(daysSinceEpoch:))
    }

    /// The local day on which `moment` falls.
    package func localDate(of moment: Timestamp) -> CivilDate {
        let local = moment.seconds + offset(at: moment.seconds)
        return CivilDate(daysSinceEpoch: Int((Double(local) / 86_400).rounded(.down)))
    }

    /// `moment` on the local clock, with its offset: `2025-11-08T06:00:00+09:00`.
    package func localText(_ moment: Timestamp) -> String {
        let offset = offset(at: moment.seconds)
        let size = abs(offset) / 60
        let suffix =
            (offset < 0 ? "-" : "+") + paddedDecimal(size / 60, width: 2) + ":" + paddedDecimal(size % 60, width: 2)
        return moment.local(offsetSeconds: offset, suffix: suffix)
    }

    /// Seconds east of UTC in force at `moment`.
    package func offsetSeconds(at moment: Timestamp) -> Int { offset(at: moment.seconds) }

    private func offset(at seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    /// The first second between `low` and `high` at which the offset of `high` is in force, found by halving.
    private func change(from low: Int, to high: Int) -> Int {
        let target = offset(at: high)
        var low = low
        var high = high
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == target { high = middle } else { low = middle }
        }
        return high
    }
}
