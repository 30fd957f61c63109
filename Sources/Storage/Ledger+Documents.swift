package import Articles
internal import GRDB

/// What became of a document that was handed to the ledger.
package enum Keeping: Equatable, Sendable {
    /// It is new; the number says which version of its article it is.
    case added(version: Int)
    /// It was there, read by another extractor: its reading was replaced.
    case readAgain
    /// It was there just so.
    case unchanged
}

/// A document in a list: enough to name it, open it and find it again.
package struct DocumentSummary: Equatable, Sendable, Codable {
    package var sha256: String
    package var name: String
    package var archivePath: String
    package var title: String?
    package var site: String?
    package var url: String?
    /// The publication day, where the page states one.
    package var published: CivilDate?
    package var received: Timestamp
    /// 1 for the first file of its article, higher for the same page saved again.
    package var version: Int

    /// Each with its table: the search index has columns of the same names.
    static let columns = [
        "sha256", "name", "archivePath", "title", "site", "url", "publishedDay", "received", "version",
    ]
    .map { "document." + $0 }.joined(separator: ", ")

    init(_ row: Row) {
        sha256 = row["sha256"]
        name = row["name"]
        archivePath = row["archivePath"]
        title = row["title"]
        site = row["site"]
        url = row["url"]
        published = (row["publishedDay"] as String?).flatMap { CivilDate(iso: $0) }
        received = Timestamp(seconds: row["received"])
        version = row["version"]
    }
}

extension Ledger {
    /// Keeps the document with its whole reading in one transaction; again and again gives the same.
    ///
    /// `claim` is the claim it came by: seen again after a crash it is this very document, not a duplicate. The
    /// attempts counted for it are forgotten.
    @discardableResult
    package func keep(_ document: KeptDocument, claim: String? = nil) throws(StorageError) -> Keeping {
        try write { db in
            let known = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT id, extractor, title, body FROM document WHERE sha256 = ?"),
                arguments: [document.sha256]
            )
            try db.cachedStatement(sql: "DELETE FROM attempt WHERE sha256 = ?").execute(arguments: [document.sha256])
            guard let known else { return .added(version: try Self.add(document, claim: claim, db)) }
            guard known["extractor"] as String != document.extractor else { return .unchanged }
            try Self.replace(known, with: document, db)
            return .readAgain
        }
    }

    /// Whether the bytes with this hash are kept.
    package func hasDocument(_ sha256: String) throws(StorageError) -> Bool {
        try read { db in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM document WHERE sha256 = ?"),
                arguments: [sha256]
            ) != nil
        }
    }

    /// The document with this hash.
    package func document(sha256: String) throws(StorageError) -> KeptDocument? {
        try read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM document WHERE sha256 = ?"),
                arguments: [sha256]
            ).map { try DocumentRows.document($0, db) }
        }
    }

    /// The document that `words` names: the first digits of its hash, its file's name, or its place in the archive.
    ///
    /// Of several versions under one name the latest is meant; different articles are ambiguous.
    package func document(_ words: String) throws(StorageError) -> KeptDocument? {
        let found = try summaries(of: words)
        guard let newest = found.last else { return nil }
        if found.count > 1, Set(found.map(\.articleId)).count > 1 {
            let candidates = found.prefix(8).map { "\($0.summary.sha256.prefix(12)) \($0.summary.name)" }
            throw .ambiguous(query: words, candidates: candidates)
        }
        return try document(sha256: newest.summary.sha256)
    }

    /// The documents received in the window, in the order they came; where there are more than `limit`, the last.
    package func documents(
        receivedIn window: Range<Timestamp>,
        limit: Int = -1
    ) throws(StorageError) -> [KeptDocument] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM (
                          SELECT * FROM document WHERE received >= ? AND received < ?
                          ORDER BY received DESC, sha256 DESC LIMIT ?
                        ) ORDER BY received, sha256
                        """
                ),
                arguments: [window.lowerBound.seconds, window.upperBound.seconds, limit]
            ).map { try DocumentRows.document($0, db) }
        }
    }

    /// What lists say of these documents, in the order they came.
    package func summaries(_ hashes: some Sequence<String>) throws(StorageError) -> [DocumentSummary] {
        let wanted = Array(hashes)
        return try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(DocumentSummary.columns) FROM document
                        WHERE sha256 IN (SELECT value FROM json_each(?)) ORDER BY received, sha256
                        """
                ),
                arguments: [try DocumentRows.json(wanted)]
            ).map(DocumentSummary.init)
        }
    }

    /// All versions of the article that the document belongs to, oldest first.
    package func versions(ofArticleWith sha256: String) throws(StorageError) -> [DocumentSummary] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT \(DocumentSummary.columns) FROM document
                        WHERE articleId = (SELECT articleId FROM document WHERE sha256 = ?) ORDER BY version
                        """
                ),
                arguments: [sha256]
            ).map(DocumentSummary.init)
        }
    }
}

extension Ledger {
    private static func add(_ document: KeptDocument, claim: String?, _ db: Database) throws -> Int {
        let sketch = TextSketch(document.article.body)
        let article = try articleId(of: document, sketch, db)
        let version =
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT coalesce(max(version), 0) + 1 FROM document WHERE articleId = ?"),
                arguments: [article]
            ) ?? 1
        let columns = try DocumentRows.columns(of: document.article)
        let own: [(name: String, value: (any DatabaseValueConvertible)?)] = [
            ("sha256", document.sha256), ("articleId", article), ("version", version), ("name", document.name),
            ("archivePath", document.archivePath), ("received", document.received.seconds), ("size", document.size),
            ("extractor", document.extractor), ("claim", claim), ("part", document.part), ("file", document.file),
        ]
        let all = own + columns
        let names = all.map(\.name).joined(separator: ", ")
        let marks = all.map { _ in "?" }.joined(separator: ", ")
        try db.cachedStatement(sql: "INSERT INTO document (\(names)) VALUES (\(marks))")
            .execute(arguments: StatementArguments(all.map(\.value)))
        let id = db.lastInsertedRowID
        try index(id, title: document.article.title, body: document.article.body, db)
        try ReadingRows.insert(document.reading, of: id, document, db)
        try SketchRows.insert(sketch, of: id, db)
        try VersionChange.record(of: id, db)
        return version
    }

    /// The article with the same canonical address, else the one with a nearly equal text, made if there is none.
    private static func articleId(of document: KeptDocument, _ sketch: TextSketch, _ db: Database) throws -> Int64 {
        let url = document.article.url.flatMap(CanonicalURL.of)
        if let url,
            let id = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM article WHERE url = ?"),
                arguments: [url]
            )
        {
            return id
        }
        let title = document.article.title
        if let known = try SketchRows.article(like: sketch, title: title, url: url, db) {
            if known.url == nil, let url {
                try db.cachedStatement(sql: "UPDATE article SET url = ? WHERE id = ?").execute(arguments: [
                    url, known.id,
                ])
            }
            return known.id
        }
        try db.cachedStatement(sql: "INSERT INTO article (url) VALUES (?)").execute(arguments: [url])
        return db.lastInsertedRowID
    }

    /// Replaces what another extractor read; where the file lies and when it came stays.
    private static func replace(_ known: Row, with document: KeptDocument, _ db: Database) throws {
        let id: Int64 = known["id"]
        try unindex(id, title: known["title"], body: known["body"], db)
        try SketchRows.remove(TextSketch(known["body"]), of: id, db)
        try ReadingRows.remove(of: id, db)
        let columns = try DocumentRows.columns(of: document.article)
        let changes = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
        let values = columns.map(\.value) + [document.extractor, id]
        try db.cachedStatement(sql: "UPDATE document SET \(changes), extractor = ? WHERE id = ?")
            .execute(arguments: StatementArguments(values))
        try index(id, title: document.article.title, body: document.article.body, db)
        try ReadingRows.insert(document.reading, of: id, document, db)
        try SketchRows.insert(TextSketch(document.article.body), of: id, db)
        try VersionChange.record(of: id, db)
    }

    private func summaries(of words: String) throws(StorageError) -> [(summary: DocumentSummary, articleId: Int64)] {
        let isHash = words.count >= 4 && words.count <= 64 && words.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        // The digits after the prefix sort below `g`.
        let (low, high) = isHash ? (words, words + "g") : ("", "")
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(DocumentSummary.columns), articleId FROM document
                    WHERE (sha256 >= ? AND sha256 < ?) OR document.name = ? OR archivePath = ?
                    ORDER BY received, sha256 LIMIT 100
                    """,
                arguments: [low, high, words, words]
            ).map { (DocumentSummary($0), $0["articleId"]) }
        }
    }
}
