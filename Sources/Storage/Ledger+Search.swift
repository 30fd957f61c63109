package import Articles
internal import GRDB

/// A document that answers a query.
package struct SearchHit: Equatable, Sendable, Codable {
    package var document: DocumentSummary
    /// The words around the first place that answers.
    package var snippet: String
    /// That place, in Unicode scalars of the body; `nil` when only the title answers.
    package var range: TextRange?
    /// That place, in Unicode scalars of the snippet.
    package var rangeInSnippet: TextRange?
    /// Higher is better; comparable within one search only.
    package var score: Double
}

extension Ledger {
    /// The documents that hold all of the query's words, best first; of an article only its latest version.
    package func search(_ query: String, limit: Int = 20) throws(StorageError) -> [SearchHit] {
        guard let expression = SearchText.expression(for: query) else { return [] }
        let phrases = SearchText.phrases(of: query)
        return try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(DocumentSummary.columns), document.body, -bm25(searchIndex, ?, ?) AS score
                        FROM searchIndex JOIN document ON document.id = searchIndex.rowid
                        WHERE searchIndex MATCH ? AND version =
                          (SELECT max(version) FROM document AS other WHERE other.articleId = document.articleId)
                        ORDER BY score DESC, received DESC, sha256 LIMIT ?
                        """
                ),
                arguments: [Self.titleWeight, Self.bodyWeight, expression, limit]
            ).map { row in
                let snippet = Snippet(of: row["body"], around: phrases)
                return SearchHit(
                    document: DocumentSummary(row),
                    snippet: snippet.text,
                    range: snippet.range,
                    rangeInSnippet: snippet.rangeInText,
                    score: row["score"]
                )
            }
        }
    }

    /// A word of the headline says more about a page than one of its body; four is what mail and wiki search use.
    private static let titleWeight = 4.0
    private static let bodyWeight = 1.0

    static func index(_ document: Int64, title: String?, body: String, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO searchIndex (rowid, title, body) VALUES (?, ?, ?)")
            .execute(arguments: [document, SearchText.column(title ?? ""), SearchText.column(body)])
    }

    /// Takes a document out of the index, which keeps no text and has to be told what it holds.
    static func unindex(_ document: Int64, title: String?, body: String, _ db: Database) throws {
        try db.cachedStatement(
            sql: "INSERT INTO searchIndex (searchIndex, rowid, title, body) VALUES ('delete', ?, ?, ?)"
        ).execute(arguments: [document, SearchText.column(title ?? ""), SearchText.column(body)])
    }

    /// Makes the index anew when it was made by another way of splitting.
    static func renewIndex(_ db: Database) throws {
        let version = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'searchText'")
        guard version != SearchText.version else { return }
        try fillIndex(db)
    }

    /// Makes the index anew from the documents.
    static func fillIndex(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO searchIndex (searchIndex) VALUES ('delete-all')")
        let rows = try Row.fetchCursor(db, sql: "SELECT id, title, body FROM document")
        while let row = try rows.next() { try index(row["id"], title: row["title"], body: row["body"], db) }
        try db.execute(
            sql: "INSERT OR REPLACE INTO meta (key, value) VALUES ('searchText', ?)",
            arguments: [SearchText.version]
        )
    }
}

/// The stretch of a body around the first place that answers a query.
struct Snippet: Equatable {
    var text: String
    var range: TextRange?
    var rangeInText: TextRange?

    /// How many scalars stand before and after: two lines of a terminal in Hangul.
    private static let before = 30
    private static let after = 90

    init(of body: String, around phrases: [SearchText.Phrase]) {
        let scalars = Array(body.unicodeScalars)
        let tokens = SearchText.tokens(in: body)
        range = phrases.lazy.compactMap { Self.place(of: $0, in: tokens) }.first
        let middle = range ?? TextRange(0, 0)
        let start = max(0, middle.start - Self.before)
        let end = min(scalars.count, max(middle.end, middle.start + Self.after))
        // A snippet is one line, whatever the blocks were.
        let line = scalars[start..<end].map { $0.properties.isWhitespace ? " " : $0 }
        let lead = start > 0 ? "…" : ""
        text = lead + String(String.UnicodeScalarView(line)) + (end < scalars.count ? "…" : "")
        let shift = lead.unicodeScalars.count - start
        rangeInText = range.map { TextRange($0.start + shift, $0.end + shift) }
    }

    /// Where the phrase stands first.
    private static func place(of phrase: SearchText.Phrase, in tokens: [SearchText.Token]) -> TextRange? {
        let count = phrase.tokens.count
        guard count > 0, tokens.count >= count else { return nil }
        for start in 0...(tokens.count - count) {
            let isHere = (0..<count).allSatisfy { index in
                let isOpen = phrase.isPrefix && index == count - 1
                let (found, wanted) = (tokens[start + index].text, phrase.tokens[index])
                return isOpen ? found.hasPrefix(wanted) : found == wanted
            }
            guard isHere else { continue }
            let last = tokens[start + count - 1]
            let end = phrase.isPrefix ? last.range.lowerBound + 1 : last.range.upperBound
            return TextRange(tokens[start].range.lowerBound, end)
        }
        return nil
    }
}
