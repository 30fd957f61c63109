import Articles
import Digests
import Testing

struct EditionScheduleTests {
    private func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    @Test(arguments: [
        ("Asia/Seoul", "06:00", "2025-11-08", "2025-11-08T06:00:00+09:00"),
        // 02:30 does not exist on 30 March 2025 in Berlin: the next minute that does.
        ("Europe/Berlin", "02:30", "2025-03-30", "2025-03-30T03:00:00+02:00"),
        // 02:30 comes twice on 26 October 2025: the first coming.
        ("Europe/Berlin", "02:30", "2025-10-26", "2025-10-26T02:30:00+02:00"),
        ("America/New_York", "02:15", "2025-03-09", "2025-03-09T03:00:00-04:00"),
        ("America/New_York", "01:15", "2025-11-02", "2025-11-02T01:15:00-04:00"),
        // Half an hour is skipped on Lord Howe Island.
        ("Australia/Lord_Howe", "02:10", "2025-10-05", "2025-10-05T02:30:00+11:00"),
        // Midnight does not exist.
        ("Asia/Beirut", "00:00", "2025-03-30", "2025-03-30T01:00:00+03:00"),
    ])
    func `closes at the wanted time, or the first that exists`(
        zone: String,
        time: String,
        date: String,
        expected: String
    ) throws {
        let schedule = try EditionSchedule(timezone: zone, time: time)
        #expect(schedule.localText(schedule.closing(on: try day(date))) == expected)
    }

    @Test(arguments: ["Europe/Berlin", "America/New_York", "Asia/Seoul", "Pacific/Apia", "Australia/Lord_Howe"])
    func `gives every local date of a year one window, and windows touch`(zone: String) throws {
        let schedule = try EditionSchedule(timezone: zone, time: "02:30")
        var date = try day("2025-01-01")
        for _ in 0..<365 {
            let next = date.adding(days: 1)
            let window = schedule.window(closingOn: next)
            #expect(window.start == schedule.closing(on: date))
            #expect(window.start < window.end)
            #expect(schedule.date(holding: window.start) == next)
            #expect(schedule.date(holding: Timestamp(seconds: window.end.seconds - 1)) == next)
            date = next
        }
    }

    @Test func `lists the editions that were missed, oldest first`() throws {
        let schedule = try EditionSchedule(timezone: "Asia/Seoul", time: "06:00")
        let now = schedule.closing(on: try day("2025-11-08"))
        let before = Timestamp(seconds: now.seconds - 1)
        let last = try day("2025-11-05")
        #expect(
            schedule.missedDates(since: last, at: now).map(\.description) == ["2025-11-06", "2025-11-07", "2025-11-08"]
        )
        #expect(schedule.missedDates(since: last, at: before).map(\.description) == ["2025-11-06", "2025-11-07"])
        #expect(schedule.missedDates(since: try day("2025-11-08"), at: now).isEmpty)
        #expect(schedule.missedDates(since: try day("2026-01-01"), at: now).isEmpty)
    }

    @Test func `starts a window where the last one ended, even when the closing time was changed`() throws {
        let schedule = try EditionSchedule(timezone: "Asia/Seoul", time: "07:30")
        let last = try EditionSchedule(timezone: "Asia/Seoul").closing(on: day("2025-11-07"))
        let window = schedule.window(closingOn: try day("2025-11-08"), after: last)
        #expect(window.start == last)
        #expect(schedule.localText(window.end) == "2025-11-08T07:30:00+09:00")
    }

    @Test(arguments: [("Mars/Olympus", "06:00"), ("Asia/Seoul", "25:00"), ("Asia/Seoul", "6"), ("Asia/Seoul", "06:0x")])
    func `refuses a zone or time that does not exist`(zone: String, time: String) {
        #expect(throws: EditionSchedule.Fault.self) { try EditionSchedule(timezone: zone, time: time) }
    }
}
