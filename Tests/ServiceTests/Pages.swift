import Foundation

/// Pages to drop.
enum Pages {
    /// The repository's sample pages.
    static let samples: [(name: String, bytes: [UInt8])] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Samples/pages")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
        return names.compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { (name, Array($0)) }
        }
    }()

    /// `count` pages made from the samples, none with the bytes of another.
    static func variants(_ count: Int) -> [(name: String, bytes: [UInt8])] {
        (0..<count).map { number in
            let sample = samples[number % samples.count]
            let mark = sample.name.hasSuffix(".html") ? "\n<!-- \(number) -->\n" : "\nNo. \(number)\n"
            return ("\(number)-" + sample.name, sample.bytes + Array(mark.utf8))
        }
    }

    /// A small page whose text holds `mark`.
    static func page(_ mark: String) -> [UInt8] {
        let sentence =
            "<p>The harbour town of Lindow opened a reading room for \(mark), and three hundred people came.</p>"
        let body = String(repeating: sentence, count: 3)
        return Array(
            """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Reading room for \(mark)</title></head>
            <body><article><h1>Reading room for \(mark)</h1>\(body)</article></body></html>
            """.utf8
        )
    }

    /// The eight paragraphs of a longer article about `topic`; `change` stands in one of them.
    static func article(_ topic: String, change: String = "") -> String {
        let streets = ["harbour", "market", "church", "mill", "castle", "station", "school", "river"]
        return streets.enumerated().map { number, street in
            """
            <p>In the \(street) street of Lindow the council wants \(number + 3) new lamps for \(topic), says a plan that \
            was read on Tuesday\(number == 4 ? change : ""), and the \(street) street pays a fifth of the price.</p>
            """
        }.joined(separator: "\n")
    }
}
