import ArgumentParser
import Workers

extension Daybook {
    /// Run in the place of the service, tells whether its unit keeps it in; not for people.
    struct TestSandbox: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test-sandbox",
            abstract: "Try what the unit forbids, and fail where it is let through.",
            shouldDisplay: false
        )

        func run() throws {
            let attempts = SandboxTest.attempts()
            for attempt in attempts { print("\(attempt.name): \(attempt.refusal ?? "LET THROUGH")") }
            if attempts.contains(where: { $0.refusal == nil }) { throw ExitCode(1) }
        }
    }
}
