import ArgumentParser
import Articles
import Daemon
import Digests

extension Daybook {
    struct Digest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an edition: today's as it stands, or a closed one.",
            discussion: """
                EXAMPLES
                  daybook digest | less
                  daybook digest 2025-11-08 --format html > digest.html

                EXIT CODES
                  0  printed
                  66 there is no edition of that date
                """
        )

        enum Format: String, ExpressibleByArgument, CaseIterable { case md, html, json }

        @OptionGroup var options: SettingsOptions

        @Option(help: "md, html or json.")
        var format = Format.md

        @Argument(help: "The date the edition closed on (YYYY-MM-DD); none for the open window.")
        var date: String?

        func validate() throws {
            guard date == nil || date.flatMap({ CivilDate(iso: $0) }) != nil else {
                throw ValidationError("The date must be a day such as 2025-11-08.")
            }
        }

        func run() async throws {
            let reader = EditionReader(try await options.settings())
            let edition = try reader.edition(of: date.flatMap { CivilDate(iso: $0) })
            switch format {
            case .md: print(reader.markdown(edition), terminator: "")
            case .html: print(try reader.html(edition), terminator: "")
            case .json: print(edition.json)
            }
        }
    }
}
