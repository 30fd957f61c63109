import ArgumentParser
import Daemon

extension Daybook {
    struct Manual: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the manual page, made from the command line's own description.",
            discussion: """
                EXAMPLES
                  daybook manual | man -l -

                EXIT CODES
                  0  printed
                """
        )

        func run() async throws {
            print(try ManualPage(toolInfo: Daybook._dumpHelp()).roff, terminator: "")
        }
    }
}
