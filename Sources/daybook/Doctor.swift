import ArgumentParser
import Daemon

extension Daybook {
    struct Doctor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look for what would keep the service from working, each with its remedy.",
            discussion: """
                Checks folders, rights, free space, the ledger, the knowledge base and the kernel's limits. Changes
                nothing.

                EXAMPLES
                  daybook doctor
                  sudo -u daybook daybook doctor --json

                EXIT CODES
                  0  nothing stands in the way
                  1  at least one fault
                """
        )

        @OptionGroup var options: SettingsOptions

        @Flag(help: "Print a JSON array of findings.")
        var json = false

        func run() async throws {
            let doctor = Daemon.Doctor(try await options.settings())
            print(json ? doctor.json : doctor.text)
            if doctor.hasFaults { throw ExitCode(1) }
        }
    }
}
