import ArgumentParser
import Daemon
import Foundation

/// The command line: one file a subcommand, no logic.
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "Turn saved news pages into a daily digest.",
        discussion: """
            Drop pages into the inbox; Daybook cleans them, reads names, amounts, dates and facts, keeps them in one
            SQLite file, and writes an edition a day in which every line leads back to its sentence and its file.
            Nothing is ever fetched from a network.

            EXAMPLES
              daybook run --root ~/daybook page1.html page2.html   take pages in once and write today's page
              daybook serve --root ~/daybook                       watch the inbox until SIGTERM
              daybook digest                                       print today's page
              daybook search 엔비디아                                find documents

            EXIT CODES
              0  done
              1  done, but something could not be read (each is named)
              3  not running (status)
              64 the command line is wrong
              65 the ledger or a file is damaged
              66 what was asked for is not there
              73 a file or folder cannot be made
              75 another daybook is at work here; try again
              78 the configuration is wrong
            """,
        version: Version.text,
        subcommands: [
            Serve.self, Run.self, Digest.self, Search.self, Show.self, Status.self, Retry.self, Doctor.self,
            Backup.self, Restore.self, Rebuild.self, Config.self, Reload.self, Extract.self, Annotate.self,
            Explain.self, Manual.self, Train.self, TrainCleaner.self, MeasureCleaner.self, MeasureReader.self,
            ReadPages.self,
            TestSandbox.self,
        ]
    )
}

@main
enum Main {
    static func main() async {
        do {
            var command = try Daybook.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            finish(error)
        }
    }

    /// Ends the process: the parser's own errors in its own way, ours with a line and their exit code.
    private static func finish(_ error: any Error) -> Never {
        guard let code = Daemon.exitCode(for: error) else { Daybook.exit(withError: error) }
        FileHandle.standardError.write(Data("daybook: \(Terminal.safe(String(describing: error)))\n".utf8))
        exit(code)
    }
}
