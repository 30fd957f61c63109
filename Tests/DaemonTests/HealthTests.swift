import Daemon
import Testing

/// What the service manager is told of the daemon.
struct HealthTests {
    private let start = ContinuousClock.now

    @Test func `the status line tells how far a burst is and how long it takes`() {
        let health = Health()
        #expect(health.statusLine(now: start).hasPrefix("Watching the inbox: 0 taken in"))
        health.update(now: start) { $0.pending = 100 }
        #expect(health.statusLine(now: start).hasPrefix("Reading: 100 waiting; 0 taken in"))
        health.update(now: start + .seconds(5)) {
            $0.taken = 9
            $0.failed = 1
            $0.pending = 90
        }
        let line = health.statusLine(now: start + .seconds(5))
        #expect(line == "Reading: 90 waiting, about 45 s left; 9 taken in, 0 duplicates, 1 failed")
        health.update(now: start + .seconds(50)) { $0.pending = 0 }
        #expect(health.statusLine(now: start).hasPrefix("Watching the inbox: 9 taken in"))
    }

    @Test func `the pace of a burst does not count the quiet before it`() {
        let health = Health()
        health.update(now: start) { $0.taken = 1000 }
        health.update(now: start + .seconds(3600)) { $0.pending = 10 }
        health.update(now: start + .seconds(3603)) {
            $0.taken += 3
            $0.pending = 9
        }
        #expect(health.statusLine(now: start + .seconds(3603)).contains("about 9 s left"))
    }

    @Test func `no time is told before a few files are done, nor in the first second`() {
        var pace = WorkPace()
        pace.note(done: 7, now: start)
        #expect(pace.perSecond(now: start + .seconds(9)) == nil)
        pace.note(done: 9, now: start + .seconds(9))
        #expect(pace.perSecond(now: start + .seconds(9)) == nil)
        pace.note(done: 10, now: start + .seconds(9))
        #expect(pace.perSecond(now: start + .seconds(10)) == 0.3)
        pace.rest()
        #expect(pace.perSecond(now: start + .seconds(10)) == nil)
        pace.note(done: 10, now: start + .seconds(20))
        pace.note(done: 90, now: start + .milliseconds(20_500))
        #expect(pace.perSecond(now: start + .milliseconds(20_500)) == nil)
    }

    @Test func `the pace is that of the last minute, and falls while nothing moves`() {
        var pace = WorkPace()
        // Ten a second for five minutes, then one a second for two.
        for second in 0...300 { pace.note(done: second * 10, now: start + .seconds(second)) }
        #expect(pace.perSecond(now: start + .seconds(300)) == 10)
        for second in 301...420 { pace.note(done: 3000 + second - 300, now: start + .seconds(second)) }
        #expect(pace.perSecond(now: start + .seconds(420)) == 1)
        #expect(pace.perSecond(now: start + .seconds(480)) == 0.5)
    }

    @Test(arguments: [
        (1, "about 1 s left"), (119, "about 119 s left"), (150, "about 2 min left"), (7200, "about 2 h left"),
        (200_000, "about 2 days left"),
    ])
    func `the time left is told in words`(seconds: Int, expected: String) {
        #expect(WorkPace.text(secondsLeft: seconds) == expected)
    }

    @Test func `the first reason of degraded service stands in the status line until it is cleared`() {
        let health = Health()
        #expect(health.setDegraded("space", "no room"))
        #expect(health.setDegraded("inbox", "gone"))
        #expect(!health.setDegraded("inbox", "gone"))
        #expect(health.statusLine(now: start) == "Degraded: inbox: gone")
        #expect(health.setDegraded("inbox", nil))
        #expect(health.statusLine(now: start) == "Degraded: space: no room")
        #expect(health.setDegraded("space", nil))
        #expect(health.statusLine(now: start).hasPrefix("Watching"))
    }

    @Test func `a sign of life needs every work in hand to move on`() {
        let health = Health()
        #expect(health.isAlive(within: .seconds(60), now: start + .seconds(9999)))
        health.progress("intake", now: start)
        health.progress("editions", now: start + .seconds(50))
        #expect(health.isAlive(within: .seconds(60), now: start + .seconds(59)))
        #expect(!health.isAlive(within: .seconds(60), now: start + .seconds(61)))
        health.progress("intake", now: start + .seconds(61))
        #expect(health.isAlive(within: .seconds(60), now: start + .seconds(62)))
        health.rest("intake")
        #expect(!health.isAlive(within: .seconds(60), now: start + .seconds(120)))
        health.rest("editions")
        #expect(health.isAlive(within: .seconds(60), now: start + .seconds(9999)))
    }
}
