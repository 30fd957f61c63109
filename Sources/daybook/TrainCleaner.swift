import ArgumentParser
import Cleaning
import Foundation

extension Daybook {
    struct TrainCleaner: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Learn the cleaner's weights from pages with known bodies.",
            discussion: """
                DATA holds one folder a set, each with gold.json ({id: {"text": …}}) and pages/ID.html or pages/ID.txt.
                The same data give the same weights, byte for byte.

                  daybook train-cleaner corpora/cleaning --sets aeb-dev news-dev news-train --out html.model
                  daybook train-cleaner corpora/cleaning --sets text-dev news-train --text --out text.model

                Exit codes: 0 written, 1 the data cannot be read, 64 wrong arguments.
                """
        )

        @Argument(help: "The folder of the sets.")
        var data: String

        @Option(parsing: .upToNextOption, help: "The sets to learn from.")
        var sets: [String] = ["aeb-dev", "news-dev", "news-train"]

        @Flag(help: "Learn the weights for plain texts; pages of HTML are turned into lines first.")
        var text = false

        @Option(help: "Where the weights go.")
        var out: String

        func run() throws {
            let examples = try sets.flatMap { try self.examples(of: $0) }
            let trained = CleanerTrainer().train(examples, kind: text ? .text : .html)
            try Data(trained.file).write(to: URL(filePath: out))
            print("set                 pages  cross-validated F1  first pass  ideal choice of blocks")
            for figure in trained.figures {
                let name = figure.set.padding(toLength: 20, withPad: " ", startingAt: 0)
                let values = [figure.crossValidated, figure.firstPass, figure.oracle].map { String(format: "%.4f", $0) }
                print("\(name)\(figure.pages)     \(values.joined(separator: "              "))")
            }
            print("\(trained.file.count) bytes written to \(out)")
        }

        /// The pages of one set, in the order of their names.
        private func examples(of set: String) throws -> [CleanerTrainer.Example] {
            let folder = URL(filePath: data).appending(path: set)
            let gold = try JSONDecoder().decode(
                [String: Gold].self,
                from: Data(contentsOf: folder.appending(path: "gold.json"))
            )
            let pages = folder.appending(path: "pages")
            return try FileManager.default.contentsOfDirectory(atPath: pages.path()).sorted().compactMap { file in
                let id = String(file.prefix { $0 != "." })
                guard let body = gold[id]?.text else { return nil }
                guard !file.hasSuffix(".gz") else {
                    throw ValidationError("\(file) is compressed. Run: gunzip -k \(pages.path())/*.gz")
                }
                let bytes = try Data(contentsOf: pages.appending(path: file))
                return CleanerTrainer.Example(id: id, set: set, bytes: Array(bytes), body: body)
            }
        }

        private struct Gold: Decodable {
            var text: String
        }
    }
}
