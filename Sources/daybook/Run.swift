import ArgumentParser
import Daemon
import Digests
import Foundation

extension Daybook {
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in what there is once, write the editions, and end.",
            discussion: """
                Files named here are copied into the inbox first; they themselves stay where they are. The last line
                is the path of today's page.

                EXAMPLES
                  daybook run --root ~/daybook
                  daybook run --root ~/daybook saved/*.html

                EXIT CODES
                  0  done; files that could not be read lie in the failed folder, each with its reason
                  75 a daemon serves this root: drop the files in its inbox instead
                """
        )

        @OptionGroup var options: SettingsOptions

        @Argument(help: "Pages to take in.", completion: .file())
        var files: [String] = []

        func run() async throws {
            let settings = try await options.settings()
            let paths = CorpusReader.expand(files) { readLine() }
            let progress = Terminal.Progress(total: paths.count, label: "files")
            let outcome = try await OneShot(settings: settings, environment: ProcessInfo.processInfo.environment)
                .run(paths) { progress.show($0) }
            progress.finish()
            print("\(outcome.documents) taken in, \(outcome.duplicates) known already, \(outcome.failed) failed")
            print(outcome.path)
        }
    }
}
