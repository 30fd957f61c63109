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
                """
        )

        @OptionGroup var options: SettingsOptions

        @Argument(help: "Names as they lie in the failed folder; none for all.")
        var names: [String] = []

        func run() async throws {
            for name in try FailedFiles(await options.settings()).putBack(names) {
                print("back in the inbox: " + name)
            }
        }
    }
}
