import ArgumentParser
import Articles
import Cleaning
import Daemon
import Exchange
import Extraction
import Foundation

extension Daybook {
    struct Extract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Clean and read saved pages, one JSON object a line.",
        )

        @Flag(help: "Stop after cleaning and metadata.")
        var cleanOnly = false

        @Argument(help: "Saved pages.")
        var paths: [String] = []

        func run() async throws {
            let reader = try PageReader.shipped()
            for path in paths {
                let bytes = Array(try Data(contentsOf: URL(filePath: path)))
                let name = URL(filePath: path).lastPathComponent
                do {
                    let article = try reader.cleaner.clean(SavedPage(name: name, bytes: bytes))
                    let reading = cleanOnly ? nil : reader.read(article, received: nil)
                    let id = URL(filePath: path).deletingPathExtension().lastPathComponent
                    print(ContractLine.extracted(path: path, id: id, sha256: "", article: article, reading: reading).string)
                } catch {
                    print(ContractLine.failed(path: path, code: error.code, message: error.description).string)
                }
            }
        }
    }
}
