import ArgumentParser
import Daemon

extension Daybook {
    struct Search: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find documents by the words in them, best first.",
            discussion: """
                All words must stand in the document; Korean is found inside words too (엔비디아 in 엔비디아의).

                EXAMPLES
                  daybook search 엔비디아 투자
                  daybook search "series C" --limit 5 --json

                EXIT CODES
                  0  something was found
                  66 nothing was, or there is no ledger yet
                """
        )

        @OptionGroup var options: SettingsOptions

        @Option(help: "The most documents to list.")
        var limit = 20

        @Flag(help: "Print a JSON array.")
        var json = false

        @Flag(help: "Print comma-separated values.")
        var csv = false

        @Argument(help: "Words that must all stand in the document.")
        var query: [String]

        func validate() throws {
            guard (1...1000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000.") }
            guard !query.isEmpty else { throw ValidationError("Give at least one word.") }
            guard !(json && csv) else { throw ValidationError("Either --json or --csv.") }
        }

        func run() async throws {
            let report = try SearchReport(query.joined(separator: " "), limit: limit, await options.settings())
            print(json ? report.json : csv ? report.csv : report.text, terminator: csv ? "" : "\n")
        }
    }
}
