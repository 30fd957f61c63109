import ArgumentParser
import Daemon

extension Daybook {
    struct Doctor: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look for what would keep the service from working, each with its remedy.",
            discussion: """
                Checks the configuration, folders and their rights, free space, file systems, the ledger, its search
                index and its copies in the archive, editions, the clock, the knowledge base, the kernel's limits, the
                unit, and what was left half done. Changes nothing.

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
            let doctor = try await examined()
            print(json ? doctor.json : doctor.text)
            if doctor.hasFaults { throw ExitCode(1) }
        }

        /// A mistake in the configuration is a finding like any other.
        private func examined() async throws -> Daemon.Doctor {
            do {
                return Daemon.Doctor(try await options.settings())
            } catch let error as SettingsError {
                return Daemon.Doctor(try options.defaults(), mistake: error)
            }
        }
    }
}
