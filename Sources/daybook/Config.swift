import ArgumentParser
import Daemon
import Exchange

extension Daybook {
    struct Config: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the configuration in force and where each value comes from.",
            discussion: """
                EXAMPLES
                  daybook config
                  DAYBOOK_INTAKE_SETTLE=0.5 daybook config --json

                EXIT CODES
                  0  the configuration is right
                  78 it is not; the message names the line, the key and the nearest known one
                """
        )

        @OptionGroup var options: SettingsOptions

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() async throws {
            let settings = try await options.settings()
            print(json ? ConfigReport.json(settings) : ConfigReport.text(settings))
        }
    }
}
