import ArgumentParser
import Daemon

extension Daybook {
    struct Reload: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the running daemon read its configuration and knowledge base again.",
            discussion: """
                EXAMPLES
                  daybook reload
                  systemctl reload daybook

                EXIT CODES
                  0  told
                  3  no daemon runs here
                """
        )

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            try await RunningDaemon(root: options.settings().root).reload()
        }
    }
}
