/// How fast files have left the inbox lately, while others wait, and how long those take at that pace.
package struct WorkPace: Sendable {
    /// How far back it looks: far enough to hold some large pages, near enough to be of now.
    private static let window = Duration.seconds(60)
    /// What is told sooner, or of fewer files, is a guess.
    private static let leastTime = Duration.seconds(1)
    private static let fewest = 3
    /// How often a mark is kept at most.
    private static let step = Duration.seconds(1)

    /// How many had left at some moments of the window, oldest first.
    private var marks: [(time: ContinuousClock.Instant, done: Int)] = []
    private var done = 0

    package init() {}

    /// Notes that files wait, and that `done` have left so far.
    package mutating func note(done: Int, now: ContinuousClock.Instant) {
        self.done = done
        if marks.last.map({ now - $0.time >= Self.step }) ?? true { marks.append((now, done)) }
        while marks.count > 1, now - marks[1].time >= Self.window { marks.removeFirst() }
    }

    /// Notes that none waits.
    package mutating func rest() { marks = [] }

    /// Files a second; `nil` while there are too few to go by.
    package func perSecond(now: ContinuousClock.Instant) -> Double? {
        guard let first = marks.first, done - first.done >= Self.fewest, now - first.time >= Self.leastTime else {
            return nil
        }
        return Double(done - first.done) / ((now - first.time) / .seconds(1))
    }

    /// About how long `pending` files take at `perSecond`.
    package static func secondsLeft(_ pending: Int, perSecond: Double) -> Int {
        Int(min((Double(pending) / perSecond).rounded(.up), 1e9))
    }

    /// `about 45 s left`.
    package static func text(secondsLeft seconds: Int) -> String {
        switch seconds {
        case ..<120: "about \(seconds) s left"
        case ..<7200: "about \(seconds / 60) min left"
        case ..<172_800: "about \(seconds / 3600) h left"
        default: "about \(seconds / 86_400) days left"
        }
    }
}
