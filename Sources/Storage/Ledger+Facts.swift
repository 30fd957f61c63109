package import Articles
internal import GRDB

/// Which facts are wanted; what is `nil` does not matter.
package struct FactQuery: Sendable {
    /// Ids of entities the fact is about.
    package var subjects: Set<String>?
    package var relations: Set<String>?
    /// Only documents received before.
    package var receivedBefore: Timestamp?
    /// Only documents received at or after.
    package var receivedFrom: Timestamp?
    /// Only facts that name a date.
    package var isDated = false
    /// Only facts of these modalities.
    package var modalities: Set<Modality>?
    /// The most facts, the newest of them.
    package var limit = 10_000

    package init(
        subjects: Set<String>? = nil,
        relations: Set<String>? = nil,
        receivedBefore: Timestamp? = nil,
        receivedFrom: Timestamp? = nil,
        isDated: Bool = false,
        modalities: Set<Modality>? = nil,
        limit: Int = 10_000
    ) {
        self.subjects = subjects
        self.relations = relations
        self.receivedBefore = receivedBefore
        self.receivedFrom = receivedFrom
        self.isDated = isDated
        self.modalities = modalities
        self.limit = limit
    }
}

extension Ledger {
    /// The facts that answer the query, in the order their documents came.
    package func facts(_ query: FactQuery) throws(StorageError) -> [LedgerFact] {
        var conditions: [String] = []
        var arguments: [any DatabaseValueConvertible] = []
        func ask(_ condition: String, _ argument: (any DatabaseValueConvertible)? = nil) {
            conditions.append(condition)
            if let argument { arguments.append(argument) }
        }
        let list = "(SELECT value FROM json_each(?))"
        if let subjects = query.subjects { ask("subject IN \(list)", Self.list(subjects)) }
        if let relations = query.relations { ask("relation IN \(list)", Self.list(relations)) }
        if let modalities = query.modalities { ask("modality IN \(list)", Self.list(modalities.map(\.rawValue))) }
        if let before = query.receivedBefore { ask("document.received < ?", before.seconds) }
        if let from = query.receivedFrom { ask("document.received >= ?", from.seconds) }
        if query.isDated { ask("date IS NOT NULL") }
        let filter = conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
        arguments.append(query.limit)
        return try read { db in
            try Self.facts(where: filter, StatementArguments(arguments), db)
        }
    }

    /// The facts for which `filter` holds; its last argument is the limit.
    static func facts(where filter: String, _ arguments: StatementArguments, _ db: Database) throws -> [LedgerFact] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT fact.*, document.sha256, document.publishedDay, document.received, document.site,
                      subjects.name AS subjectName, objects.name AS objectName
                    FROM fact
                    JOIN document ON document.id = fact.documentId
                    LEFT JOIN entity AS subjects ON subjects.key = fact.subject
                    LEFT JOIN entity AS objects ON objects.key = fact.object
                    WHERE \(filter)
                    ORDER BY document.received DESC, document.sha256 DESC, fact.position DESC LIMIT ?
                    """
            ),
            arguments: arguments
        )
        return rows.reversed().map(ledgerFact)
    }

    private static func ledgerFact(_ row: Row) -> LedgerFact {
        let fact = ReadingRows.fact(row)
        return LedgerFact(
            fact: fact,
            sha256: row["sha256"],
            sentence: row["sentence"],
            published: (row["publishedDay"] as String?).flatMap { CivilDate(iso: $0) },
            received: Timestamp(seconds: row["received"]),
            site: row["site"],
            subjectName: row["subjectName"] ?? Self.plainName(fact.subject),
            objectName: row["objectName"]
        )
    }

    /// An id as a reader may see it where the ledger has no name for it.
    private static func plainName(_ id: String) -> String { id.hasPrefix("?") ? String(id.dropFirst()) : id }

    /// The words as SQLite's `json_each` takes them, in a fixed order.
    private static func list(_ words: some Sequence<String>) -> String {
        (try? DocumentRows.json(words.sorted())) ?? "[]"
    }
}
