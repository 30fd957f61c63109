import Charsets

/// Reads header text: RFC 2047 words such as `=?EUC-KR?B?vsiz58fPvLy/5A==?=`, and raw 8-bit text, which Korean mailers
/// still send.
enum EncodedWords {
    /// The text of a header value.
    static func text(of value: [UInt8]) -> String {
        var text = ""
        var pending: (charset: String, bytes: [UInt8])?
        var plainStart = 0
        var index = 0
        func flush() {
            guard let word = pending else { return }
            text += String(decoding: TextDecoder.decode(word.bytes, labelled: word.charset), as: UTF8.self)
            pending = nil
        }
        while index < value.count {
            guard value[index] == UInt8(ascii: "="), let word = word(in: value, at: index) else {
                index += 1
                continue
            }
            let between = value[plainStart..<index]
            let isGap = between.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if pending != nil, isGap, pending?.charset == word.charset {
                // Some mailers cut a word in the middle of a character.
                pending?.bytes += word.bytes
            } else {
                // White space between two encoded words is none.
                let isBetweenWords = pending != nil && isGap
                flush()
                if !isBetweenWords { text += plain(between) }
                pending = (word.charset, word.bytes)
            }
            index = word.end
            plainStart = index
        }
        flush()
        return text + plain(value[plainStart...])
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        return String(decoding: TextDecoder.decode(Array(bytes)).text, as: UTF8.self)
    }

    /// The longest name of a character set, with a language behind it.
    private static let longestCharset = 64
    /// The longest encoded text; the standard's 75 is not kept by all.
    private static let longestText = 4096

    /// The encoded word that starts at `start`.
    private static func word(in value: [UInt8], at start: Int) -> (charset: String, bytes: [UInt8], end: Int)? {
        guard start + 6 < value.count, value[start + 1] == UInt8(ascii: "?") else { return nil }
        let mark = UInt8(ascii: "?")
        let reach = value[(start + 2)..<min(value.count, start + 2 + longestCharset)]
        guard let first = reach.firstIndex(of: mark), first + 2 < value.count, value[first + 2] == mark else {
            return nil
        }
        let text = value[(first + 3)..<min(value.count, first + 3 + longestText)]
        guard let last = text.firstIndex(of: mark), last + 1 < value.count, value[last + 1] == UInt8(ascii: "=") else {
            return nil
        }
        // RFC 2231 lets a language stand behind an asterisk.
        let label = value[(start + 2)..<first].prefix { $0 != UInt8(ascii: "*") }
        let charset = String(decoding: label, as: UTF8.self).lowercased()
        switch value[first + 1] | 0x20 {
        case UInt8(ascii: "b"): return (charset, TransferCoding.base64(text[..<last]), last + 2)
        case UInt8(ascii: "q"):
            let spaced = text[..<last].map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            return (charset, TransferCoding.quotedPrintable(spaced[...]), last + 2)
        default: return nil
        }
    }
}
