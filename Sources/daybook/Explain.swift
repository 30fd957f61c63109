import ArgumentParser
import Articles
import Daemon

extension Daybook {
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show why the parts of a saved page were kept or dropped, and what was read in them.",
            discussion: """
                First the metadata with where each value came from, and the blocks of the page with the model's score,
                the decision and its reason. Then the names with the rule that kept or dropped each, the amounts and
                the dates. Nothing is stored.

                EXAMPLES
                  daybook explain page.html
                  daybook explain --cleaning --all page.html
                  daybook explain --reading --json page.txt

                EXIT CODES
                  0  explained
                  65 the file holds no article
                  66 there is no such file, or it cannot be read
                """
        )

        @Flag(help: "Only the cleaning: metadata and blocks.")
        var cleaning = false

        @Flag(help: "Only the reading: names, amounts and dates.")
        var reading = false

        @Flag(help: "Also what was dropped without doubt.")
        var all = false

        @Flag(help: "Print one JSON object, with everything in it.")
        var json = false

        @Option(help: "The day (YYYY-MM-DD) a page without a publication date counts as received on.")
        var reference: String?

        @OptionGroup var options: SettingsOptions

        @Argument(help: "A saved page.", completion: .file())
        var file: String

        func validate() throws {
            guard reference == nil || reference.flatMap({ CivilDate(iso: $0) }) != nil else {
                throw ValidationError("--reference takes a day such as 2025-11-08.")
            }
        }

        func run() async throws {
            let settings = try await options.settings()
            let parts: ExplainReport.Parts =
                cleaning == reading ? [.cleaning, .reading] : cleaning ? .cleaning : .reading
            let reader = try parts.contains(.reading) ? PageReader.configured(settings) : .withoutKnowledge(settings)
            let report = try ExplainReport(
                path: file,
                reader: reader,
                parts: parts,
                reference: reference.flatMap { CivilDate(iso: $0) },
                limit: settings.maximumFile
            )
            print(json ? report.json : report.text(showsAll: all))
        }
    }
}
