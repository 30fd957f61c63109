import ArgumentParser
import Daemon
import Foundation

extension Daybook {
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Watch the inbox and keep the digest until SIGTERM.",
            discussion: """
                Makes what is missing below the root, takes every settled file of the inbox through all stages, and
                writes today's page and the closed editions. SIGTERM ends the file in hand and stops; SIGHUP reads
                configuration and knowledge base again (see daybook reload). Logs to standard error.

                EXAMPLES
                  daybook serve --root ~/daybook
                  DAYBOOK_INTAKE_SETTLE=0.2 daybook serve --root /tmp/trial

                EXIT CODES
                  0  stopped as asked
                  65 the ledger is damaged
                  75 another daemon serves this root
                  78 the configuration or the knowledge base is wrong
                """
        )

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            let options = options
            try await DaemonService(
                settings: options.settings(),
                environment: ProcessInfo.processInfo.environment,
                reread: { try await options.settings() }
            ).run()
        }
    }
}
