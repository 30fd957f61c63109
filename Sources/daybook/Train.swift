import ArgumentParser
import Articles
import Extraction
import Foundation
import Resources

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
            let gazetteer = try TrainingData.gazetteer(folder.appending(path: "gazetteer.tsv.gz"))
            let names = TrainingData.names(examples, gazetteer)
            let augmentation = TaggerAugmentation(names: names)
            let made =
                augmentation.sentences(from: examples) + augmentation.templateSentences()
                + TrainingData.english(gazetteer).sentences(from: examples)
            print("\(examples.count) sentences, \(made.count) made from them")
            var trainer = TaggerTrainer()
            trainer.epochs = epochs
            trainer.bits = bits
            for name in gazetteer { trainer.gazetteer.add(name.name, kinds: name.kinds, isFolded: name.isEnglish) }
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
            let scalars = row.text.unicodeScalars.map(\.value)
            let names = row.spans.filter { !isHandle(scalars, $0) }.compactMap { span in
                EntityType(rawValue: span.type).map { TaggedSpan(range: span.start..<span.end, type: $0) }
            }
            return TaggerExample(
                text: row.text,
                names: names,
                weight: row.lang == "ko" && row.quality == "gold" ? 2 : 1
            )
        }
    }

    /// Whether a span is an address or a tag (@name, #name), which some sources count as names.
    private static func isHandle(_ text: [UInt32], _ span: Span) -> Bool {
        let marks: Set<UInt32> = [0x40, 0x23]
        return marks.contains(text[span.start]) || span.start > 0 && marks.contains(text[span.start - 1])
    }

    /// Names by type: those of the sentences and of the gazetteer.
    ///
    /// Those of the knowledge base are left out: with them, and with the trade's nouns among the terms, held-out
    /// training sentences were read worse (F1 .815 for .820 in Korean, .755 for .762 in English).
    static func names(_ examples: [TaggerExample], _ gazetteer: [KnownName]) -> [EntityType: [String]] {
        var names: [EntityType: Set<String>] = [:]
        for example in examples {
            let scalars = Array(example.text.unicodeScalars)
            for name in example.names {
                names[name.type, default: []].insert(String(String.UnicodeScalarView(scalars[name.range])))
            }
        }
        for name in gazetteer { if let type = name.type { names[type, default: []].insert(name.name) } }
        return names.mapValues { $0.sorted() }
    }

    /// A name of a list.
    struct KnownName {
        var name: String
        var kinds: UInt8
        var type: EntityType?
        var isEnglish = false
    }

    /// The names of `file`, where there is one, and the English ones that come with the program.
    static func gazetteer(_ file: URL) throws -> [KnownName] {
        var names: [KnownName] = []
        for line in Resources.bytes(of: "names-en.tsv").split(separator: 0x0A) {
            let fields = String(decoding: line, as: UTF8.self).split(separator: "\t")
            guard fields.count == 2, let kinds = UInt8(fields[1]) else { continue }
            names.append(KnownName(name: String(fields[0]), kinds: kinds, isEnglish: true))
        }
        guard FileManager.default.fileExists(atPath: file.path) else { return names }
        for line in try lines(file) {
            let fields = String(decoding: line, as: UTF8.self).split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 2 else { continue }
            let known = String(fields[1])
            names.append(KnownName(name: String(fields[0]), kinds: kinds[known] ?? others, type: types[known]))
        }
        return names
    }

    /// What makes English sentences, with the names of persons that come with the program.
    static func english(_ gazetteer: [KnownName]) -> EnglishAugmentation {
        let (given, family): (UInt8, UInt8) = (64, 128)
        let words = gazetteer.filter { $0.isEnglish && !$0.name.contains(" ") }
        return EnglishAugmentation(
            given: words.filter { $0.kinds & given != 0 }.map(\.name),
            family: words.filter { $0.kinds & family != 0 }.map(\.name)
        )
    }

    /// The gazetteer's classes that are put in place of other names: persons of the dictionary and of Wikidata, places.
    private static let types: [String: EntityType] = [
        "person": .person, "Q5": .person, "place": .place, "Q4830453": .organization, "Q7397": .product,
        "Q7889": .product,
    ]

    /// The kinds that the classes are marked as; those that are not listed are works and other things.
    private static let kinds: [String: UInt8] = {
        var kinds: [String: UInt8] = ["person": 1, "Q5": 2, "place": 4, "nnp": 8]
        for name in organizations.split(whereSeparator: \.isWhitespace) { kinds[String(name)] = 16 }
        return kinds
    }()
    private static let others: UInt8 = 32

    /// Wikidata's classes of organizations: businesses, clubs, bands, universities, parties, agencies and the like.
    private static let organizations = """
        Q4830453 Q476028 Q215380 Q3918 Q43229 Q7278 Q891723 Q9826 Q35127 Q15911314 Q163740 Q6881511 Q783794 Q31855
        Q1616075 Q2085381 Q327333 Q7210356 Q41710 Q11032 Q1110794 Q732577
        """

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
