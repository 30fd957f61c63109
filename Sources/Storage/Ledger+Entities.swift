package import Articles
internal import GRDB

/// An entity with all that the ledger knows of it.
package struct EntityFile: Equatable, Sendable {
    package var id: String
    package var name: String
    package var type: EntityType
    package var kind: String?
    /// When a document with it was first received.
    package var firstSeen: Timestamp
    /// How many documents name it.
    package var documentCount: Int
    /// The newest of them, newest first.
    package var documents: [DocumentSummary]
    /// The facts it is subject or object of, oldest first.
    package var facts: [LedgerFact]
}

/// How often an entity was in the news.
package struct EntityActivity: Equatable, Sendable {
    package var id: String
    package var firstSeen: Timestamp
    /// Documents a day that name it, for the days that have any.
    package var pages: [CivilDate: Int]
}

extension Ledger {
    /// The entity with this id, or else the one most written about under this name in any document.
    package func entity(_ idOrName: String, documents limit: Int = 50) throws(StorageError) -> EntityFile? {
        try read { db in
            guard let row = try Self.entityRow(idOrName, db) else { return nil }
            let (id, key): (Int64, String) = (row["id"], row["key"])
            return EntityFile(
                id: key,
                name: row["name"],
                type: EntityType(rawValue: row["type"]) ?? .organization,
                kind: row["kind"],
                firstSeen: Timestamp(seconds: row["firstSeen"]),
                documentCount: try Int.fetchOne(
                    db,
                    sql: "SELECT count(DISTINCT documentId) FROM appearance WHERE entityId = ?",
                    arguments: [id]
                ) ?? 0,
                documents: try Row.fetchAll(
                    db,
                    sql: """
                        SELECT \(DocumentSummary.columns) FROM document
                        WHERE id IN (SELECT documentId FROM appearance WHERE entityId = ?)
                        ORDER BY received DESC, sha256 LIMIT ?
                        """,
                    arguments: [id, limit]
                ).map(DocumentSummary.init),
                facts: try Self.facts(where: "fact.subject = ? OR fact.object = ?", [key, key, 1000], db)
            )
        }
    }

    /// How many documents a day named each of the entities in the window, days counted `offsetSeconds` east of UTC.
    package func activity(
        of ids: Set<String>,
        receivedIn window: Range<Timestamp>,
        offsetSeconds: Int
    ) throws(StorageError) -> [EntityActivity] {
        let list = ids.sorted()
        return try read { db in
            let wanted = try DocumentRows.json(list)
            var result: [String: EntityActivity] = [:]
            for row in try Row.fetchAll(
                db,
                sql: "SELECT key, firstSeen FROM entity WHERE key IN (SELECT value FROM json_each(?))",
                arguments: [wanted]
            ) {
                let seen = Timestamp(seconds: row["firstSeen"])
                result[row["key"]] = EntityActivity(id: row["key"], firstSeen: seen, pages: [:])
            }
            let counts = try Row.fetchCursor(
                db,
                sql: """
                    SELECT entity.key, (received + ?) / 86400 AS day, count(DISTINCT document.id) AS pages
                    FROM entity
                    JOIN appearance ON appearance.entityId = entity.id
                    JOIN document ON document.id = appearance.documentId
                    WHERE entity.key IN (SELECT value FROM json_each(?)) AND received >= ? AND received < ?
                    GROUP BY entity.id, day
                    """,
                arguments: [offsetSeconds, wanted, window.lowerBound.seconds, window.upperBound.seconds]
            )
            while let row = try counts.next() {
                let day = CivilDate(daysSinceEpoch: row["day"])
                result[row["key"]]?.pages[day] = row["pages"]
            }
            return list.compactMap { result[$0] }
        }
    }

    private static func entityRow(_ idOrName: String, _ db: Database) throws -> Row? {
        if let row = try Row.fetchOne(db, sql: "SELECT * FROM entity WHERE key = ?", arguments: [idOrName]) {
            return row
        }
        return try Row.fetchOne(
            db,
            sql: """
                SELECT entity.*, (SELECT count(*) FROM appearance WHERE entityId = entity.id) AS pages
                FROM entity
                WHERE name = ?1 COLLATE NOCASE
                  OR id IN (SELECT entityId FROM appearance WHERE name = ?1 COLLATE NOCASE)
                ORDER BY pages DESC, key LIMIT 1
                """,
            arguments: [idOrName]
        )
    }
}
