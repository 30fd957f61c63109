internal import Articles
internal import Foundation
internal import GRDB

/// How a document's own columns are written and read.
enum DocumentRows {
    /// The columns of `document` that hold what the article says of itself.
    static func columns(of article: Article) throws -> [(name: String, value: (any DatabaseValueConvertible)?)] {
        let layout = article.blocks.map { BlockLength(kind: $0.kind, length: $0.text.utf8.count) }
        return [
            ("title", article.title),
            ("byline", article.byline),
            ("site", article.site),
            ("language", article.language),
            ("url", article.url),
            ("publishedDay", article.published?.day.description),
            ("publishedSecond", article.published?.secondOfDay),
            ("publishedOffset", article.published?.offsetMinutes),
            ("publishedFrom", article.publishedFrom?.rawValue),
            ("modifiedDay", article.modified?.day.description),
            ("modifiedSecond", article.modified?.secondOfDay),
            ("modifiedOffset", article.modified?.offsetMinutes),
            ("summary", article.summary),
            ("section", article.section),
            ("media", article.media.rawValue),
            ("charset", article.charset.name),
            ("charsetSource", article.charset.source.rawValue),
            ("charsetReplaced", article.charset.replaced),
            ("confidence", article.confidence),
            ("warnings", try json(article.warnings)),
            ("body", article.body),
            ("blocks", try json(layout)),
            ("image", article.image),
            ("origins", try json(article.origins)),
            ("structure", try StoredStructure(article).map(json)),
        ]
    }

    /// The document in `row`, with its reading.
    static func document(_ row: Row, _ db: Database) throws -> KeptDocument {
        KeptDocument(
            sha256: row["sha256"],
            name: row["name"],
            archivePath: row["archivePath"],
            received: Timestamp(seconds: row["received"]),
            size: row["size"],
            article: try article(row),
            reading: try ReadingRows.reading(of: row["id"], db),
            extractor: row["extractor"]
        )
    }

    private static func article(_ row: Row) throws -> Article {
        var article = Article(
            title: row["title"],
            byline: row["byline"],
            site: row["site"],
            language: row["language"],
            url: row["url"],
            published: time(row, "published"),
            publishedFrom: (row["publishedFrom"] as String?).flatMap(MetadataSource.init),
            modified: time(row, "modified"),
            summary: row["summary"],
            section: row["section"],
            blocks: try blocks(row),
            media: MediaType(rawValue: row["media"]) ?? .plainText,
            charset: CharsetReport(
                name: row["charset"],
                source: CharsetReport.Source(rawValue: row["charsetSource"]) ?? .detected,
                replaced: row["charsetReplaced"]
            ),
            confidence: row["confidence"],
            warnings: try parsed([String].self, row["warnings"])
        )
        article.image = row["image"]
        article.origins = try parsed(MetadataOrigins.self, row["origins"])
        if let structure = row["structure"] as String? { try parsed(StoredStructure.self, structure).restore(&article) }
        return article
    }

    /// What is known of an article's blocks and pictures beyond kind and text; most blocks have nothing of it.
    private struct StoredStructure: Codable {
        struct Entry: Codable {
            var block: Int
            var structure: BlockStructure
        }

        var blocks: [Entry]
        var pictures: [Picture]

        /// `nil` when there is nothing to keep.
        init?(_ article: Article) {
            blocks = article.blocks.enumerated().compactMap {
                $0.element.structure.isPlain ? nil : Entry(block: $0.offset, structure: $0.element.structure)
            }
            pictures = article.pictures
            if blocks.isEmpty, pictures.isEmpty { return nil }
        }

        func restore(_ article: inout Article) {
            for entry in blocks where article.blocks.indices.contains(entry.block) {
                article.blocks[entry.block].structure = entry.structure
            }
            article.pictures = pictures
        }
    }

    private static func time(_ row: Row, _ name: String) -> PublicationTime? {
        guard let day = (row[name + "Day"] as String?).flatMap({ CivilDate(iso: $0) }) else { return nil }
        return PublicationTime(day: day, secondOfDay: row[name + "Second"], offsetMinutes: row[name + "Offset"])
    }

    /// Cuts the body into its blocks again: the text is stored once.
    private static func blocks(_ row: Row) throws -> [Block] {
        let body = Array((row["body"] as String).utf8)
        var start = 0
        return try parsed([BlockLength].self, row["blocks"]).map { block in
            let end = min(start + block.length, body.count)
            defer { start = min(end + separatorLength, body.count) }
            return Block(block.kind, String(decoding: body[start..<end], as: UTF8.self))
        }
    }

    /// The empty line between two blocks of `Article.body`.
    private static let separatorLength = 2

    private struct BlockLength: Codable {
        var kind: Block.Kind
        var length: Int
    }

    static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static func parsed<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
