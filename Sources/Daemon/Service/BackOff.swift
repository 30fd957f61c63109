/// Growing waits between tries: twice as long each time, up to a limit, on the monotonic clock.
struct BackOff {
    private static let first = Duration.milliseconds(500)

    private var current = first

    /// The next wait, at most `longest`.
    mutating func next(longest: Duration) -> Duration {
        defer { current = min(current * 2, longest) }
        return min(current, longest)
    }

    mutating func reset() { current = Self.first }
}
