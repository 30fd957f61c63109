import ArgumentParser
import Daemon

extension Daybook {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a document, or everything known of an entity.",
            discussion: """
                A document is named by the start of its SHA-256, its file name or its title; an entity by its id or a
                name. Documents are looked for first.

                EXAMPLES
                  daybook show 3f9a51c0
                  daybook show 3f9a51c0 --markdown > article.md
                  daybook show openai
                  daybook show 젠슨\\ 황 --json

                EXIT CODES
                  0  shown
                  66 neither a document nor an entity answers to that
                """
        )

        @OptionGroup var options: SettingsOptions

        @Flag(help: "Print one JSON object.")
        var json = false

        @Flag(help: "Print a document's article as Markdown, with its headings, lists, tables, links and pictures.")
        var markdown = false

        @Flag(help: "Print the facts as comma-separated values.")
        var csv = false

        @Argument(help: "A document or an entity.")
        var subject: String

        func validate() throws {
            guard [json, markdown, csv].count(where: \.self) < 2 else {
                throw ValidationError("Give one of --json, --markdown and --csv.")
            }
        }

        func run() async throws {
            let report = try ShowReport(subject, await options.settings())
            let text = json ? report.json : csv ? report.csv : markdown ? report.markdown : report.text
            print(text, terminator: csv ? "" : "\n")
        }
    }
}
