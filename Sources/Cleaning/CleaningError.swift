/// Why a page yields no article.
///
/// A message says what happened, to which file, and what to do about it.
package enum CleaningError: Error, Equatable, CustomStringConvertible {
    case empty(file: String)
    case tooLarge(file: String, bytes: Int, limit: Int)
    case textTooLong(file: String, bytes: Int, limit: Int)
    case notText(file: String, looksLike: String)
    case unreadableEncoding(file: String, charset: String, replaced: Int)
    case nestedTooDeep(file: String, limit: Int)
    case noArticle(file: String)

    /// The stable code of the extract contract.
    package var code: String {
        switch self {
        case .empty: "empty"
        case .tooLarge, .textTooLong: "too-large"
        case .notText: "not-text"
        case .unreadableEncoding: "encoding"
        case .nestedTooDeep: "nested-too-deep"
        case .noArticle: "no-article"
        }
    }

    package var description: String {
        switch self {
        case .empty(let file):
            "\(file) is empty. Save the page again from the browser and drop it back in the inbox."
        case .tooLarge(let file, let bytes, let limit):
            """
            \(file) has \(bytes) bytes, more than the \(limit) that are read. Save the article without its media, \
            or raise intake.max_file, and drop it back in the inbox.
            """
        case .textTooLong(let file, let bytes, let limit):
            """
            \(file) has a text of \(bytes) bytes, more than the \(limit) that are read. Save its parts apart, or raise \
            intake.max_text, and drop it back in the inbox.
            """
        case .notText(let file, let looksLike):
            """
            \(file) is not a text: it looks like \(looksLike). Save the page as HTML or plain text and drop it in \
            the inbox.
            """
        case .unreadableEncoding(let file, let charset, let replaced):
            """
            \(file) does not decode: read as \(charset), \(replaced) characters are broken. Save the page again \
            as UTF-8 and drop it back in the inbox.
            """
        case .nestedTooDeep(let file, let limit):
            """
            \(file) nests more than \(limit) elements, which no article does. Save the article in the browser's \
            reader view and drop it back in the inbox.
            """
        case .noArticle(let file):
            """
            \(file) holds no article text: menus, links or scripts only. Open the article itself in the browser, \
            save that page, and drop it in the inbox.
            """
        }
    }
}
