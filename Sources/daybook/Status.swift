import ArgumentParser
import Daemon

extension Daybook {
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell how the service stands, running or stopped.",
            discussion: """
                EXAMPLES
                  daybook status
                  daybook status --root ~/daybook --json

                EXIT CODES
                  0  healthy
                  1  degraded: each reason is named with what to do
                  3  not running
                """
        )

        @OptionGroup var options: SettingsOptions

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            let report = StatusReport(try await options.settings())
            print(json ? report.json : report.text)
            if report.exitCode != 0 { throw ExitCode(report.exitCode) }
        }
    }
}
