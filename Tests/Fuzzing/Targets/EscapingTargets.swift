import Articles
import Digests
import WatchFolder

extension FuzzTarget {
    /// Whatever a page or a file's name holds, no place it is shown in takes it for more than text.
    static func display(_ bytes: [UInt8]) async -> BrokenPromise? {
        let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
        if HTMLText.escaped(text).utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "\"") }) {
            return BrokenPromise("text in HTML opens no element and ends no attribute")
        }
        if SafeText.spelledOut(text).unicodeScalars.contains(where: steers) {
            return BrokenPromise("text in a log line neither ends the line nor steers a terminal")
        }
        let markdown = MarkdownText.escaped(text).unicodeScalars
        if zip(" ".unicodeScalars + markdown, markdown).contains(where: { $1 == "<" && $0 != "\\" }) {
            return BrokenPromise("text in Markdown opens no element")
        }
        return nil
    }

    /// Control characters, and the marks that turn the direction of what follows.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
