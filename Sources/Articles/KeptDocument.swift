/// A document as the ledger keeps it: where its bytes are, what was read, and when.
package struct KeptDocument: Equatable, Sendable, Codable {
    /// The SHA-256 of the file's bytes, 64 lower-case hexadecimal digits; the document's key.
    ///
    /// Of one of several documents in a file, the hash of that part alone.
    package var sha256: String
    /// Which of several documents in its file it is, counted from 1; `nil` when it is the whole file.
    package var part: String?
    /// The SHA-256 of the file's bytes where the document is only a part of it.
    package var file: String?
    /// The file's name as it is shown: NFC, control characters escaped.
    package var name: String
    /// Where the bytes lie, relative to the root: `archive/2025/11/08/0123456789ab-name.html`.
    package var archivePath: String
    /// When the file was taken in.
    package var received: Timestamp
    /// How many bytes the file has.
    package var size: Int
    package var article: Article
    package var reading: Reading
    /// The version of the extractor that wrote `reading`.
    package var extractor: String

    /// The hash of the bytes that lie at `archivePath`.
    package var fileSHA256: String { file ?? sha256 }

    package init(
        sha256: String,
        name: String,
        archivePath: String,
        received: Timestamp,
        size: Int,
        article: Article,
        reading: Reading,
        extractor: String
    ) {
        self.sha256 = sha256
        self.name = name
        self.archivePath = archivePath
        self.received = received
        self.size = size
        self.article = article
        self.reading = reading
        self.extractor = extractor
    }
}

/// A fact of the ledger together with the document that claims it.
package struct LedgerFact: Equatable, Sendable, Codable {
    package var fact: Fact
    package var sha256: String
    /// The evidence sentence, copied from the body.
    package var sentence: String
    /// The publication day of the document, where it states one.
    package var published: CivilDate?
    package var received: Timestamp
    /// The outlet's name, where known.
    package var site: String?
    /// The name by which the ledger shows the subject.
    package var subjectName: String
    /// The name by which the ledger shows the object, when it is an entity.
    package var objectName: String?

    package init(
        fact: Fact,
        sha256: String,
        sentence: String,
        published: CivilDate?,
        received: Timestamp,
        site: String?,
        subjectName: String,
        objectName: String?
    ) {
        self.fact = fact
        self.sha256 = sha256
        self.sentence = sentence
        self.published = published
        self.received = received
        self.site = site
        self.subjectName = subjectName
        self.objectName = objectName
    }
}

/// A file that did not become a document, with the reason given to the reader.
package struct FailedFile: Equatable, Sendable, Codable {
    /// The name as it is shown.
    package var name: String
    /// A stable code such as `empty`, `not-text`, `too-large`.
    package var code: String
    /// What happened and what to do.
    package var message: String
    package var failed: Timestamp

    package init(name: String, code: String, message: String, failed: Timestamp) {
        self.name = name
        self.code = code
        self.message = message
        self.failed = failed
    }
}
