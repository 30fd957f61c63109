import ArgumentParser
import Daemon

extension Daybook {
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put failed files back in the inbox.",
            discussion: """
                EXAMPLES
                  daybook retry                 all of them
                  daybook retry page.html

                EXIT CODES
                  0  put back
                  66 there is no such file in the failed folder
                  73 the inbox is not there, or cannot be written
                """
        )

        @OptionGroup var options: SettingsOptions

        @Argument(help: "Names as they lie in the failed folder; none for all.")
        var names: [String] = []

        func run() async throws {
            let back = try FailedFiles(await options.settings()).putBack(names)
            for name in back { print("back in the inbox: " + name) }
            if back.isEmpty { print("nothing has failed") }
        }
    }
}
