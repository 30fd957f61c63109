internal import Articles

/// Text from pages, escaped for Markdown (CommonMark with GitHub's extensions), and still readable as plain text.
package enum MarkdownText {
    /// `text` on one line, with nothing left that Markdown would read as markup, a link, or an HTML tag.
    ///
    /// Escaped everywhere: \ ` * [ ] < | & and @. An underscore only beside a space or mark, where it can mean
    /// emphasis; a tilde only where there are two, which would strike out; `://` and `www.` broken, because GitHub
    /// makes links of them without asking; `#`, `+`, `-`, `=`, `>` and `1.` at the start of a word, because a line
    /// may be wrapped there.
    package static func escaped(_ text: String) -> String {
        let scalars = Array(SafeText.line(text).unicodeScalars)
        let tildes = scalars.count { $0 == "~" }
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if needsEscape(scalar, at: index, in: scalars, tildes: tildes) { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    private static let always: Set<Unicode.Scalar> = ["\\", "`", "*", "[", "]", "<", "|", "&", "@"]

    private static func needsEscape(
        _ scalar: Unicode.Scalar,
        at index: Int,
        in scalars: [Unicode.Scalar],
        tildes: Int
    ) -> Bool {
        if always.contains(scalar) { return true }
        let before = index > 0 ? scalars[index - 1] : " "
        let after = index + 1 < scalars.count ? scalars[index + 1] : " "
        switch scalar {
        case "_": return !(isWord(before) && isWord(after))
        case "~": return tildes > 1
        case ":": return after == "/"
        case ".":
            return isAfterWWW(index, scalars) || isListNumber(before: index, in: scalars)
        case ")": return isListNumber(before: index, in: scalars)
        case "#", "=", ">": return before == " "
        case "+", "-": return before == " " && (after == " " || after == scalar)
        default: return false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func isAfterWWW(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        index >= 3 && scalars[(index - 3)..<index].allSatisfy { $0 == "w" || $0 == "W" }
    }

    /// Whether the mark ends a number that would begin a list: any at the start, only 1 inside a paragraph.
    private static func isListNumber(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let after = index + 1 < scalars.count ? scalars[index + 1] : " "
        guard after == " " else { return false }
        var start = index
        while start > 0, index - start < 10, ("0"..."9").contains(scalars[start - 1]) { start -= 1 }
        guard start < index else { return false }
        if start == 0 { return true }
        return scalars[start - 1] == " " && index - start == 1 && scalars[start] == "1"
    }

    /// A path as a link destination: everything but letters, digits and `-._~/` in per cent form.
    package static func destination(_ path: String) -> String { PathText.percentEncoded(path) }
}

/// Paths as relative links.
enum PathText {
    static func percentEncoded(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
