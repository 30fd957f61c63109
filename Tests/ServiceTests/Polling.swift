import Testing

/// What was waited for did not come.
struct TimedOut: Error, CustomStringConvertible {
    var description: String
}

/// Waits until `condition` holds, looking again and again; far longer than it should ever take, because test machines
/// are busy and sanitizers slow.
func eventually(
    _ expectation: @autoclosure () -> String,
    within limit: Duration = .seconds(120),
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            throw TimedOut(description: "not within \(limit): " + expectation())
        }
        try await Task.sleep(for: .milliseconds(25))
    }
}
