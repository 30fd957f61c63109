/// Text from pages, made harmless for showing.
package enum SafeText {
    /// Whether `scalar` can drive a terminal, turn or hide the text around it, or break a line.
    ///
    /// Controls (C0, DEL, C1), line and paragraph separators, bidirectional embeddings, overrides, isolates and
    /// marks, zero-width space and word joiner, the byte-order mark, soft hyphen, tags and interlinear marks.
    /// ZWJ and ZWNJ stay: emoji and Persian need them.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// `text` on one line: unsafe scalars gone, white space folded to single spaces.
    package static func line(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar == "\u{0085}" {
                needsSpace = !result.isEmpty
            } else if !isUnsafe(scalar) {
                if needsSpace { result.append(" ") }
                needsSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }
}
