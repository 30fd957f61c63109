import ArgumentParser
import Articles
import Daemon
import Foundation

extension Daybook {
    struct MeasureReader: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time reading pages in a process of their own beside reading them here.",
            discussion: """
                Prints milliseconds for a page, of processor time and on the clock, and how many times the one the
                other takes. For benchmarks.

                Exit codes: 0 measured, 1 a file cannot be read, 64 wrong arguments.
                """,
            shouldDisplay: false
        )

        @OptionGroup var options: SettingsOptions

        @Argument(help: "Saved pages.")
        var paths: [String]

        @Option(help: "How often they are read in a round.")
        var rounds = 3

        func run() async throws {
            let pages = try paths.map { SavedPage(name: $0, bytes: Array(try Data(contentsOf: URL(filePath: $0)))) }
            let benchmark = ReaderBenchmark(settings: try await options.settings(), rounds: rounds)
            let here = try benchmark.here(pages)
            let apart = try await benchmark.apart(pages)
            for (name, value) in [
                ("reader/here_cpu_ms", here.processor), ("reader/here_ms", here.clock),
                ("reader/apart_cpu_ms", apart.processor), ("reader/apart_ms", apart.clock),
                ("reader/apart_times_here_cpu", apart.processor / here.processor),
                ("reader/apart_times_here", apart.clock / here.clock),
            ] {
                print("\(name) \(String(format: "%.3f", value))")
            }
        }
    }
}
