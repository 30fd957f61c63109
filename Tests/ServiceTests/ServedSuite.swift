import Testing

/// Starts one daemon for all tests of a suite, which share its inbox, and ends it after them.
struct Served: SuiteTrait, TestScoping {
    var settings: [String: String] = [:]

    /// The root of the suite that runs.
    @TaskLocal static var root: ServedRoot?

    @concurrent func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let root = try ServedRoot(settings)
        try await root.serve()
        try await Self.$root.withValue(root) { try await function() }
        try await root.end()
    }
}

extension Trait where Self == Served {
    static func served(_ settings: [String: String] = [:]) -> Served { Served(settings: settings) }
}
