import ArgumentParser
import Articles
import Daemon
import Exchange
import Foundation

extension Daybook {
    struct Extract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Clean and read saved pages, one JSON object a line; no database, no daemon.",
            discussion: """
                A directory stands for every file in it, by name; `-` for the paths on standard input. A file that
                cannot be read gives a line with an error, and the others go on. The lines come in the order of the
                files, whatever --jobs is. A feed, a web archive or a message with others attached gives a line for
                each document in it, with its number in `part`.

                EXAMPLES
                  daybook extract page.html
                  daybook extract --jobs 2 --clean-only saved/
                  find . -name '*.html' | daybook extract - > pages.jsonl

                EXIT CODES
                  0  all were read
                  1  some were not
                """
        )

        @Option(help: "How many pages to work on at a time.")
        var jobs = 1

        @Flag(help: "Stop after cleaning and metadata.")
        var cleanOnly = false

        @Option(help: "The day (YYYY-MM-DD) pages without a publication date count as received on.")
        var reference: String?

        @OptionGroup var options: SettingsOptions

        @Argument(help: "Saved pages, folders of them, or - for paths on standard input.", completion: .file())
        var paths: [String] = []

        func validate() throws {
            guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
            guard reference == nil || reference.flatMap({ CivilDate(iso: $0) }) != nil else {
                throw ValidationError("--reference takes a day such as 2025-11-08.")
            }
            guard !paths.isEmpty else { throw ValidationError("Name at least one page, folder, or -.") }
        }

        func run() async throws {
            let settings = try await options.settings()
            var corpus = CorpusReader(reader: cleanOnly ? .withoutKnowledge(settings) : try .configured(settings))
            corpus.readsText = !cleanOnly
            corpus.reference = reference.flatMap { CivilDate(iso: $0) }
            corpus.limit = settings.maximumFile
            let files = CorpusReader.expand(paths) { readLine() }
            let progress = Terminal.Progress(total: files.count, label: "pages")
            let failures = try await corpus.readAll(files, jobs: jobs) { json, done in
                try Terminal.write(line: json.bytes)
                progress.show(done)
            }
            progress.finish()
            if failures > 0 { throw ExitCode(1) }
        }
    }
}
