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

        @Option(help: "A folder for what weights that have not seen a page's site read from it, one SET.jsonl a set.")
        var readings: String?

        func run() throws {
            let examples = try sets.flatMap { try self.examples(of: $0) }
            let trained = CleanerTrainer().train(examples, kind: text ? .text : .html)
            try Data(trained.file).write(to: URL(filePath: out))
            print("cross-validated F1  pages  whole cleaner  blocks  first pass  ideal choice of blocks")
            for figure in trained.figures {
                let name = figure.set.padding(toLength: 20, withPad: " ", startingAt: 0)
                let values = [figure.crossValidated, figure.blocks, figure.firstPass, figure.oracle]
                    .map { String(format: "%.4f", $0) }
                print("\(name)\(figure.pages)     \(values.joined(separator: "         "))")
            }
            print("\(trained.file.count) bytes written to \(out)")
            if let readings { try write(trained.readings, to: readings) }
        }

        /// Writes what was read from each page, one file a set, in the form that scorers take.
        private func write(_ found: [CleanerTrainer.Reading], to folder: String) throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            for set in sets {
                let lines = try found.filter { $0.set == set }.map {
                    try String(decoding: encoder.encode(Line($0)), as: UTF8.self) + "\n"
                }
                try Data(lines.joined().utf8).write(to: URL(filePath: folder).appending(path: "\(set).jsonl"))
            }
        }

        /// A page's reading as written, its errors beside it.
        private struct Line: Encodable {
            var id: String
            var text: String
            /// Blocks kept that do not belong to the body, and blocks dropped that do, each with score and reason.
            var wrong: [String]
            var missed: [String]

            init(_ reading: CleanerTrainer.Reading) {
                id = reading.id
                text = reading.body
                wrong = Self.errors(reading, kept: true)
                missed = Self.errors(reading, kept: false)
            }

            private static func errors(_ reading: CleanerTrainer.Reading, kept: Bool) -> [String] {
                reading.decisions.enumerated()
                    .filter { $1.decision.isKept == kept && $1.belongs != kept }
                    .map { index, entry in
                        let score = String(format: "%.2f", entry.decision.score)
                        return "\(index) \(score) \(entry.decision.reason): \(entry.decision.text.prefix(200))"
                    }
            }
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
                guard let known = gold[id] else { return nil }
                guard !file.hasSuffix(".gz") else {
                    throw ValidationError("\(file) is compressed. Run: gunzip -k \(pages.path())/*.gz")
                }
                let bytes = try Data(contentsOf: pages.appending(path: file))
                return CleanerTrainer.Example(
                    id: id,
                    set: set,
                    site: known.site ?? String(id.prefix { $0 != "_" }),
                    bytes: Array(bytes),
                    body: known.text
                )
            }
        }

        private struct Gold: Decodable {
            var text: String
            var url: String?

            /// The host of its address, without `www.`.
            var site: String? {
                guard let host = url.flatMap({ URL(string: $0)?.host() }), !host.isEmpty else { return nil }
                return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
            }
        }
    }
}
