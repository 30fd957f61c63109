internal import Articles
internal import Foundation
internal import GRDB

/// How what extraction found in a document is written and read.
enum ReadingRows {
    /// Writes the reading of a document that has none.
    static func insert(_ reading: Reading, of document: Int64, _ kept: KeptDocument, _ db: Database) throws {
        for (position, entity) in reading.entities.enumerated() {
            try insert(entity, at: position, of: document, received: kept.received, db)
        }
        for (position, quantity) in reading.quantities.enumerated() {
            try insert(quantity, at: position, of: document, db)
        }
        for (position, date) in reading.dates.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO dateMention (documentId, position, text, start, "end", iso, basis)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                document, position, date.text, date.range.start, date.range.end, date.iso, date.basis.rawValue,
            ])
        }
        let sentences = SentenceCutter(kept.article.body)
        for (position, fact) in reading.facts.enumerated() {
            try insert(fact, at: position, of: document, sentence: sentences.text(in: fact.evidence), db)
        }
    }

    /// Removes the reading of a document, to make room for that of another extractor.
    static func remove(of document: Int64, _ db: Database) throws {
        for table in ["appearance", "quantity", "dateMention", "fact"] {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE documentId = ?").execute(arguments: [document])
        }
    }

    /// The reading of a document, in the order it was written.
    static func reading(of document: Int64, _ db: Database) throws -> Reading {
        Reading(
            entities: try entities(of: document, db),
            quantities: try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM quantity WHERE documentId = ? ORDER BY position"),
                arguments: [document]
            ).map(quantity),
            dates: try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM dateMention WHERE documentId = ? ORDER BY position"),
                arguments: [document]
            ).map(date),
            facts: try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM fact WHERE documentId = ? ORDER BY position"),
                arguments: [document]
            ).map(fact)
        )
    }

    /// The fact in `row`.
    static func fact(_ row: Row) -> Fact {
        Fact(
            subject: row["subject"],
            relation: row["relation"],
            object: row["object"],
            value: row["value"],
            high: row["high"],
            unit: row["unit"],
            bound: (row["bound"] as String?).flatMap(Bound.init),
            modality: Modality(rawValue: row["modality"]) ?? .reported,
            date: row["date"],
            evidence: range(row),
            confidence: row["confidence"]
        )
    }

    private static func range(_ row: Row) -> TextRange { TextRange(row["start"], row["end"]) }

    private static func quantity(_ row: Row) -> Quantity {
        Quantity(
            text: row["text"],
            range: range(row),
            kind: Quantity.Kind(rawValue: row["kind"]) ?? .number,
            value: row["value"],
            high: row["high"],
            magnitude: row["magnitude"],
            unit: row["unit"],
            isApproximate: row["isApproximate"],
            bound: (row["bound"] as String?).flatMap(Bound.init),
            equivalent: row["equivalent"]
        )
    }

    private static func date(_ row: Row) -> DateMention {
        DateMention(
            text: row["text"],
            range: range(row),
            iso: row["iso"],
            basis: DateMention.Basis(rawValue: row["basis"]) ?? .unresolved
        )
    }

    private static func entities(of document: Int64, _ db: Database) throws -> [Entity] {
        var result = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT entity.key, appearance.name, appearance.type, appearance.kind, appearance.candidates
                    FROM appearance JOIN entity ON entity.id = appearance.entityId
                    WHERE documentId = ? ORDER BY position
                    """
            ),
            arguments: [document]
        ).map { row in
            let type = EntityType(rawValue: row["type"]) ?? .organization
            var entity = Entity(id: row["key"], name: row["name"], type: type, kind: row["kind"], mentions: [])
            entity.candidates = (row["candidates"] as String?).flatMap(StringList.read)
            return entity
        }
        let mentions = try Row.fetchAll(
            db.cachedStatement(
                sql: #"SELECT position, start, "end" FROM mention WHERE documentId = ? ORDER BY position, start, "end""#
            ),
            arguments: [document]
        )
        for row in mentions {
            let position: Int = row["position"]
            if result.indices.contains(position) { result[position].mentions.append(range(row)) }
        }
        return result
    }
}

extension ReadingRows {
    private static func insert(
        _ entity: Entity,
        at position: Int,
        of document: Int64,
        received: Timestamp,
        _ db: Database
    ) throws {
        // The entity goes by its latest name; each document keeps the one it had.
        let id = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    INSERT INTO entity (key, name, type, kind, firstSeen) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET name = excluded.name, type = excluded.type, kind = excluded.kind,
                      firstSeen = min(firstSeen, excluded.firstSeen)
                    RETURNING id
                    """
            ),
            arguments: [entity.id, entity.name, entity.type.rawValue, entity.kind, received.seconds]
        )
        try db.cachedStatement(
            sql: """
                INSERT INTO appearance (documentId, position, entityId, name, type, kind, candidates)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            document, position, id, entity.name, entity.type.rawValue, entity.kind,
            entity.candidates.map(StringList.json),
        ])
        let mention = try db.cachedStatement(
            sql: #"INSERT OR IGNORE INTO mention (documentId, position, start, "end") VALUES (?, ?, ?, ?)"#
        )
        for range in entity.mentions {
            try mention.execute(arguments: [document, position, range.start, range.end])
        }
    }

    private static func insert(
        _ quantity: Quantity,
        at position: Int,
        of document: Int64,
        _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO quantity (documentId, position, text, start, "end", kind, value, high, magnitude, unit,
                  isApproximate, bound, equivalent)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            document, position, quantity.text, quantity.range.start, quantity.range.end, quantity.kind.rawValue,
            quantity.value, quantity.high, quantity.magnitude, quantity.unit, quantity.isApproximate,
            quantity.bound?.rawValue, quantity.equivalent,
        ])
    }

    private static func insert(
        _ fact: Fact,
        at position: Int,
        of document: Int64,
        sentence: String,
        _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO fact (documentId, position, subject, relation, object, value, high, unit, bound, modality,
                  date, start, "end", confidence, sentence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            document, position, fact.subject, fact.relation, fact.object, fact.value, fact.high, fact.unit,
            fact.bound?.rawValue, fact.modality.rawValue, fact.date, fact.evidence.start, fact.evidence.end,
            fact.confidence, sentence,
        ])
    }
}

/// Cuts sentences out of a body by offsets in Unicode scalars.
struct SentenceCutter {
    private let scalars: [Unicode.Scalar]

    init(_ body: String) { scalars = Array(body.unicodeScalars) }

    /// The text in `range`, which is cut to the body where it reaches beyond.
    func text(in range: TextRange) -> String {
        let start = min(max(range.start, 0), scalars.count)
        let end = min(max(range.end, start), scalars.count)
        return String(String.UnicodeScalarView(scalars[start..<end]))
    }
}

/// A list of strings as JSON text.
private enum StringList {
    static func json(_ list: [String]) -> String {
        String(decoding: (try? JSONEncoder().encode(list)) ?? Data("[]".utf8), as: UTF8.self)
    }

    static func read(_ json: String) -> [String]? { try? JSONDecoder().decode([String].self, from: Data(json.utf8)) }
}
