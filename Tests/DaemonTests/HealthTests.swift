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
        health.update(now: start + .seconds(3601)) {
            $0.taken += 1
            $0.pending = 9
        }
        #expect(health.statusLine(now: start + .seconds(3601)).contains("about 9 s left"))
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
