/// Why the documents in a file cannot be told apart or unpacked.
///
/// A message says what happened, to which file, and what to do about it.
package enum ContainerError: Error, Equatable, CustomStringConvertible {
    case damaged(file: String, kind: String)
    case inflatesTooLarge(file: String, limit: Int)
    case packedTooOften(file: String, limit: Int)
    case tooManyParts(file: String, limit: Int)
    case tooManyDocuments(file: String, limit: Int)
    case nestedTooDeep(file: String, limit: Int)
    case declaresEntities(file: String)
    case unknownCoding(file: String, coding: String)
    case notText(file: String, looksLike: String)
    case unreadableEncoding(file: String, charset: String, replaced: Int)
    case noDocument(file: String, kind: String)

    /// The stable code of the extract contract.
    package var code: String {
        switch self {
        case .damaged: "damaged"
        case .inflatesTooLarge: "too-large"
        case .packedTooOften, .nestedTooDeep: "nested-too-deep"
        case .tooManyParts, .tooManyDocuments: "too-many-parts"
        case .declaresEntities: "entities"
        case .unknownCoding: "unknown-coding"
        case .notText: "not-text"
        case .unreadableEncoding: "encoding"
        case .noDocument: "no-article"
        }
    }

    package var description: String {
        switch self {
        case .damaged(let file, let kind):
            "\(file) is \(kind) that is damaged or cut off. Save or fetch it again and drop it in the inbox."
        case .inflatesTooLarge(let file, let limit):
            """
            \(file) inflates to more than the \(limit) bytes that are read. Unpack it, or raise intake.max_file, \
            and drop it back in the inbox.
            """
        case .packedTooOften(let file, let limit):
            "\(file) is packed more than \(limit) times over. Unpack it and drop what is inside in the inbox."
        case .tooManyParts(let file, let limit):
            """
            \(file) has more than \(limit) parts, which no saved page has. Save the page as HTML and drop it in \
            the inbox.
            """
        case .tooManyDocuments(let file, let limit):
            "\(file) holds more than \(limit) documents. Split it and drop the pieces in the inbox."
        case .nestedTooDeep(let file, let limit):
            """
            \(file) nests its parts more than \(limit) deep. Save the page or message itself and drop it in the \
            inbox.
            """
        case .declaresEntities(let file):
            """
            \(file) declares entities of its own, which are never expanded. Fetch the feed from its site again and \
            drop it in the inbox.
            """
        case .unknownCoding(let file, let coding):
            """
            \(file) is packed as \(coding), which is not read. Unpack it and drop what is inside in the inbox, or save \
            the page from the browser instead.
            """
        case .notText(let file, let looksLike):
            """
            \(file) is not a text: it looks like \(looksLike). Save the page as HTML or plain text and drop it in \
            the inbox.
            """
        case .unreadableEncoding(let file, let charset, let replaced):
            """
            \(file) does not decode: read as \(charset), \(replaced) characters are broken. Fetch it again and drop it \
            in the inbox.
            """
        case .noDocument(let file, let kind):
            "\(file) is \(kind) without a text to read. Save the article itself and drop it in the inbox."
        }
    }
}
