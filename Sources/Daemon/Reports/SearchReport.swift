import Articles
import Exchange
import Storage

/// `daybook search`: the documents that hold the words, best first.
package struct SearchReport: Sendable {
    private let hits: [SearchHit]

    package init(_ query: String, limit: Int, _ settings: Settings) throws {
        hits = try Ledger(at: settings.database, for: .look).search(query, limit: limit)
        if hits.isEmpty { throw NothingFound("no document holds “\(query)”. Fewer or shorter words find more.") }
    }

    package var text: String {
        hits.map { hit in
            let document = hit.document
            let when = document.published.map(\.description) ?? "received " + document.received.iso.prefix(10)
            return """
                \(document.sha256.prefix(12))  \(when)  \(Lookalikes.marked(SafeText.spelledOut(document.title ?? document.name)))
                    \(hit.snippet.split(separator: "\n").joined(separator: " "))
                """
        }.map(Terminal.safe).joined(separator: "\n")
    }

    package var json: String {
        var json = JSONText()
        json.array(hits) { json, hit in
            json.object { json in
                json.member("sha256", hit.document.sha256)
                json.member("name", hit.document.name)
                json.member("archive", hit.document.archivePath)
                json.member("title", hit.document.title)
                json.member("site", hit.document.site)
                json.member("published", hit.document.published?.description)
                json.member("received", hit.document.received.iso)
                json.member("snippet", hit.snippet)
                json.key("span")
                if let range = hit.range {
                    json.array { json in
                        json.value(range.start)
                        json.value(range.end)
                    }
                } else {
                    json.value(nil as String?)
                }
                json.member("score", hit.score)
            }
        }
        return json.string
    }

    /// One line a document, for a spreadsheet.
    package var csv: String {
        var csv = CSVText(columns: ["sha256", "title", "site", "published", "received", "name", "archive", "snippet"])
        for hit in hits {
            let document = hit.document
            csv.row(
                [
                    document.sha256, document.title, document.site, document.published?.description,
                    document.received.iso, document.name, document.archivePath, hit.snippet,
                ].map { $0.map(SafeText.line) }
            )
        }
        return csv.string
    }
}
