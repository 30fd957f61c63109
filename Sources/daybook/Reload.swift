import ArgumentParser
import Daemon

extension Daybook {
    struct Reload: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the running daemon read its configuration and knowledge base again.",
            discussion: """
                Waits for the outcome. All keys of the configuration are read again except those under paths, root
                and log.level, which a restart changes, and flags and environment stay those the daemon was started
                with. A mistake anywhere leaves everything as it was.

                EXAMPLES
                  daybook reload
                  systemctl reload daybook

                EXIT CODES
                  0  reloaded
                  3  no daemon runs here
                  75 no answer in 30 seconds
                  78 there is a mistake in the configuration or the knowledge base; the old one stays in force
                """
        )

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await RunningDaemon(options.settings()).reload()
        }
    }
}
