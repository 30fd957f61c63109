import Articles
import Charsets
import Cleaning

extension FuzzTarget {
    /// Any bytes become valid UTF-8 without NUL, and at most a few times as long.
    static func charset(_ bytes: [UInt8]) async -> BrokenPromise? {
        let decoded = TextDecoder.decode(bytes)
        if String(validating: decoded.text, as: UTF8.self) == nil { return BrokenPromise("decoded text is UTF-8") }
        if decoded.text.contains(0) { return BrokenPromise("decoded text has no NUL") }
        if decoded.text.count > 4 * bytes.count + 16 { return BrokenPromise("decoding does not swell the text") }
        return nil
    }

    /// Any bytes are an article of clean blocks or a clear error.
    static func html(_ bytes: [UInt8]) async -> BrokenPromise? {
        clean(SavedPage(name: "page.html", bytes: Array("<!doctype html><html>".utf8) + bytes))
    }

    /// The same for text, where lines take the place of elements.
    static func text(_ bytes: [UInt8]) async -> BrokenPromise? {
        clean(SavedPage(name: "page.txt", bytes: bytes))
    }

    private static func clean(_ page: SavedPage) -> BrokenPromise? {
        guard let article = try? Cleaner().clean(page) else { return nil }
        if article.blocks.isEmpty { return BrokenPromise("an article has text") }
        if article.blocks.contains(where: { $0.text.utf8.allSatisfy { $0 <= 0x20 } }) {
            return BrokenPromise("no block is blank")
        }
        if article.body.utf8.contains(0) { return BrokenPromise("a body has no NUL") }
        if !(0...1).contains(article.confidence) { return BrokenPromise("confidence is between 0 and 1") }
        let title = article.title ?? "x"
        if title.isEmpty || title.contains("\n") { return BrokenPromise("a title is one line") }
        return nil
    }
}
