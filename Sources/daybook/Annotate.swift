import ArgumentParser
import Articles
import Daemon
import Exchange
import Extraction
import Foundation

extension Daybook {
    struct Annotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read names, amounts, dates and facts out of texts, one JSON object a line.",
        )

        func run() async throws {
            let reader = try PageReader.shipped()
            let decoder = JSONDecoder()
            while let line = readLine() {
                let request = try decoder.decode(Request.self, from: Data(line.utf8))
                let reference = request.reference.flatMap { CivilDate(iso: $0) }
                let reading = reader.extractor.read(request.text, reference: reference, language: request.lang)
                print(ContractLine.annotated(id: request.id, reading: reading).string)
            }
        }

        private struct Request: Decodable {
            var id: String
            var text: String
            var reference: String?
            var lang: String?
        }
    }
}
