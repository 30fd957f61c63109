import ArgumentParser
import Articles
import Extraction
import Foundation
import Knowledge

extension Daybook {
    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Train the name tagger from annotated sentences.",
            discussion: """
                Reads train.jsonl.gz and, where there is one, gazetteer.tsv.gz, and writes the model that comes with the
                program. The same data give the same model. Needs gzip.

                Example: daybook train --data corpora/ner --out Sources/Extraction/Names/Model/tagger.bin

                Exit codes: 0 written, 1 the data could not be read.
                """
        )

        @Option(help: "The folder with the training data.")
        var data: String

        @Option(help: "Where the model goes.")
        var out: String

        @Option(help: "Passes over the data.")
        var epochs = TaggerTrainer().epochs

        @Option(help: "The table of weights has two to the power of this many slots.")
        var bits = TaggerTrainer().bits

        @Flag(help: "Only score the model at --out on dev.jsonl.gz.")
        var check = false

        func run() async throws {
            let folder = URL(filePath: data)
            if !check { try train(folder) }
            guard let tagger = Tagger(model: Array(try Data(contentsOf: URL(filePath: out)))) else {
                throw ValidationError("\(out) is no model of this program. Train it again.")
            }
            try score(tagger, on: folder.appending(path: "dev.jsonl.gz"))
        }

        /// Prints how well the model does on sentences it has not seen, by language.
        private func score(_ tagger: Tagger, on file: URL) throws {
            guard FileManager.default.fileExists(atPath: file.path) else { return }
            let examples = try TrainingData.examples(file)
            for (name, part) in [("ko", examples.filter { $0.isKorean }), ("en", examples.filter { !$0.isKorean })] {
                for types in [[EntityType.person, .organization, .place], [.person], [.organization], [.place]] {
                    var score = TaggerScore()
                    for example in part { score.add(example, by: tagger, types: Set(types)) }
                    let figures = [score.precision, score.recall, score.f1].map { String(format: "%.3f", $0) }
                    print(name, types.map(\.rawValue).joined(separator: "+"), figures.joined(separator: " "))
                }
            }
        }

        private func train(_ folder: URL) throws {
            let examples = try TrainingData.examples(folder.appending(path: "train.jsonl.gz"))
            let names = try TrainingData.names(examples, gazetteer: folder.appending(path: "gazetteer.tsv.gz"))
            let augmentation = TaggerAugmentation(names: names)
            let made = augmentation.sentences(from: examples) + augmentation.templateSentences()
            print("\(examples.count) sentences, \(made.count) made from them")
            var trainer = TaggerTrainer()
            trainer.epochs = epochs
            trainer.bits = bits
            let model = trainer.train(examples + made) { print($0) }
            try Data(model).write(to: URL(filePath: out))
            print("\(out): \(model.count) bytes")
        }
    }
}

/// Reads the training data's files.
private enum TrainingData {
    private struct Row: Decodable {
        var text: String
        var spans: [Span]
        var quality: String?
        var lang: String
    }

    private struct Span: Decodable {
        var start: Int
        var end: Int
        var type: String

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            start = try container.decode(Int.self)
            end = try container.decode(Int.self)
            type = try container.decode(String.self)
        }
    }

    /// The sentences; those that people labelled in Korean count twice.
    static func examples(_ file: URL) throws -> [TaggerExample] {
        let decoder = JSONDecoder()
        return try lines(file).map { line in
            let row = try decoder.decode(Row.self, from: line)
            let names = row.spans.compactMap { span in
                EntityType(rawValue: span.type).map { TaggedSpan(range: span.start..<span.end, type: $0) }
            }
            return TaggerExample(
                text: row.text,
                names: names,
                weight: row.lang == "ko" && row.quality == "gold" ? 2 : 1
            )
        }
    }

    /// Names by type: those of the sentences, of the knowledge base, and of the gazetteer's persons and places.
    static func names(_ examples: [TaggerExample], gazetteer: URL) throws -> [EntityType: [String]] {
        var names: [EntityType: Set<String>] = [:]
        for example in examples {
            let scalars = Array(example.text.unicodeScalars)
            for name in example.names {
                names[name.type, default: []].insert(String(String.UnicodeScalarView(scalars[name.range])))
            }
        }
        for entry in try KnowledgeFiles.shipped() {
            names[entry.type, default: []].formUnion([entry.name] + entry.aliases)
        }
        if FileManager.default.fileExists(atPath: gazetteer.path) {
            for line in try lines(gazetteer) {
                let fields = String(decoding: line, as: UTF8.self).split(
                    separator: "\t",
                    omittingEmptySubsequences: false
                )
                guard fields.count >= 2, let type = types[String(fields[1])] else { continue }
                names[type, default: []].insert(String(fields[0]))
            }
        }
        return names.mapValues { $0.sorted() }
    }

    /// The gazetteer's classes that are used: persons of the dictionary and of Wikidata, places.
    private static let types: [String: EntityType] = [
        "person": .person, "Q5": .person, "place": .place, "Q4830453": .organization, "Q7397": .product,
        "Q7889": .product,
    ]

    private static func lines(_ file: URL) throws -> [Data] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ValidationError("\(file.path) cannot be read: gzip ended with status \(process.terminationStatus)")
        }
        return data.split(separator: 0x0A)
    }
}
