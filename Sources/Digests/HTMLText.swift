internal import Articles

/// Text from pages, escaped for HTML and XML, elements and quoted attributes alike.
package enum HTMLText {
    /// Works scalar by scalar: escaping whole characters would let a quotation mark with a combining accent through.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in SafeText.line(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // Allowed in Swift, not in XML 1.0.
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
