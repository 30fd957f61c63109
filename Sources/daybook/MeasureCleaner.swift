import ArgumentParser
import Articles
import Cleaning
import Foundation

extension Daybook {
    struct MeasureCleaner: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time the cleaner beside libxml2's parse alone.",
            discussion: """
                Prints pages a second of both, on one thread, how many times the parse cleaning takes, and the most
                memory that the process held. For benchmarks.

                Exit codes: 0 measured, 1 a file cannot be read, 64 wrong arguments.
                """,
            shouldDisplay: false
        )

        @Argument(help: "Pages of HTML.")
        var paths: [String]

        @Option(help: "How often they are read; the best round counts.")
        var rounds = 5

        func run() throws {
            let pages = try paths.map { SavedPage(name: $0, bytes: Array(try Data(contentsOf: URL(filePath: $0)))) }
            var benchmark = CleanerBenchmark()
            benchmark.rounds = rounds
            let times = benchmark.run(pages)
            print("parse/pages_per_s \(format(Double(pages.count) / (times.parse / .seconds(1))))")
            print("clean/pages_per_s \(format(Double(pages.count) / (times.clean / .seconds(1))))")
            print("clean/times_parse \(format(times.clean / times.parse))")
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }?.split(separator: " ").dropFirst()
                .first
            let held = pages.reduce(0) { $0 + $1.bytes.count }
            print("clean/peak_mb \(format((Double(peak ?? "0") ?? 0) / 1024))")
            print("clean/pages_mb \(format(Double(held) / 1_048_576))")
        }

        private func format(_ value: Double) -> String { String(format: "%.3f", value) }
    }
}
