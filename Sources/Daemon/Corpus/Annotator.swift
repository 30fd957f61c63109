import Articles
package import Exchange
import Extraction
import Foundation

/// `daybook annotate`: a line of JSON in, a line of the contract out.
package struct Annotator: Sendable {
    private let reader: PageReader

    package init(reader: PageReader) { self.reader = reader }

    /// The answer to `line`, and whether it could be understood.
    package func answer(_ line: String) -> (json: JSONText, succeeded: Bool) {
        let request: Request
        do {
            request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
        } catch {
            let message =
                "the line is not {\"id\", \"text\", \"reference\", \"lang\"} in JSON; each line must be one object"
            return (ContractLine.failed(path: "-", code: "not-json", message: message), false)
        }
        let reference = request.reference.flatMap { CivilDate(iso: $0) }
        let reading = reader.extractor.read(request.text, reference: reference, language: request.lang)
        return (ContractLine.annotated(id: request.id, reading: reading), true)
    }

    private struct Request: Decodable {
        var id: String
        var text: String
        var reference: String?
        var lang: String?
    }
}
