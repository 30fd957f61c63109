package import Articles
import Glibc

/// What reading pages in a process of their own costs, beside reading them here.
package struct ReaderBenchmark: Sendable {
    /// Processor time and time on the clock for one page, in milliseconds.
    package struct Cost: Sendable {
        package var processor: Double
        package var clock: Double
    }

    private let settings: Settings
    private let rounds: Int

    package init(settings: Settings, rounds: Int) {
        self.settings = settings
        self.rounds = rounds
    }

    /// The cost of a page here.
    package func here(_ pages: [SavedPage]) throws -> Cost {
        let reader = try PageReader.configured(settings)
        func readAll() { for page in pages { _ = try? reader.documents(in: page, received: nil) } }
        readAll()
        let start = Moment()
        for _ in 0..<rounds { readAll() }
        return cost(since: start, less: nil, pages.count * rounds)
    }

    /// The cost of a page read by a process of its own, one after another, without the start of that process.
    package func apart(_ pages: [SavedPage]) async throws -> Cost {
        let empty = Moment()
        try await serve([])
        let start = Moment()
        try await serve(Array(repeating: pages, count: rounds).flatMap(\.self))
        return cost(since: start, less: start.since(empty), pages.count * rounds)
    }

    /// Starts a reader, has it read `pages`, and ends it.
    private func serve(_ pages: [SavedPage]) async throws {
        let supervisor = ReaderSupervisor {}
        try await supervisor.use(settings)
        for page in pages { _ = try await supervisor.read(page) }
        await supervisor.end()
    }

    private func cost(since start: Moment, less other: Cost?, _ count: Int) -> Cost {
        let spent = Moment().since(start)
        return Cost(
            processor: (spent.processor - (other?.processor ?? 0)) / Double(count),
            clock: (spent.clock - (other?.clock ?? 0)) / Double(count)
        )
    }

    /// The time spent so far, by this process and those it has seen end.
    private struct Moment {
        let clock = ContinuousClock.now
        let processor = Self.processor(RUSAGE_SELF) + Self.processor(RUSAGE_CHILDREN)

        private static func processor(_ whose: __rusage_who) -> Double {
            var usage = rusage()
            guard unsafe getrusage(__rusage_who_t(whose.rawValue), &usage) == 0 else { return 0 }
            let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            return seconds * 1000 + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000
        }

        func since(_ other: Moment) -> Cost {
            Cost(processor: processor - other.processor, clock: other.clock.duration(to: clock) / .milliseconds(1))
        }
    }
}
