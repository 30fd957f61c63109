/// Text from pages and file names, made harmless for showing: the one place that says which scalars may not be shown.
///
/// Digests leave such scalars out (`line`); logs, terminals and file names spell them out (`spelledOut`), because there
/// a reader has to see that they are in the name. What a destination's own syntax means (Markdown, HTML, JSON, CSV) is
/// escaped where that destination is written.
package enum SafeText {
    /// Whether `scalar` can drive a terminal, turn or hide the text around it, or break a line.
    ///
    /// Controls (C0, DEL, C1), line and paragraph separators, bidirectional embeddings, overrides, isolates and
    /// marks, zero-width space and word joiner, the byte-order mark, soft hyphen, fillers that show as nothing, tags
    /// and interlinear marks. ZWJ and ZWNJ stay: emoji and Persian need them.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
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

    /// `text` with every unsafe scalar, line breaks too, spelled out as `\u{…}`.
    package static func spelledOut(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) { append(scalar, spelledTo: &result) } else { result.append(scalar) }
        }
        return String(result)
    }

    /// Writes `scalar` as `\u{…}`.
    package static func append(_ scalar: Unicode.Scalar, spelledTo result: inout String.UnicodeScalarView) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    }
}

/// Letters that look like Latin ones but are others, mixed into a word: `OpenАI` with a Cyrillic А.
///
/// Such a name never links to the known one, because names are compared letter by letter; but a reader cannot see that.
package enum Lookalikes {
    /// `text` with each such word followed by its foreign letters, as in `OpenАI [U+0410]`.
    package static func marked(_ text: String) -> String {
        // Almost all names hold none: one look over the scalars is enough for them.
        guard text.unicodeScalars.contains(where: isLookalike) else { return text }
        var result = ""
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic {
                word.append(scalar)
            } else {
                result += marked(word: word)
                word.removeAll()
                result.unicodeScalars.append(scalar)
            }
        }
        return result + marked(word: word)
    }

    private static func marked(word: String.UnicodeScalarView) -> String {
        guard word.contains(where: { $0.isASCII }) else { return String(word) }
        let foreign = word.filter(isLookalike).prefix(4)
        guard !foreign.isEmpty else { return String(word) }
        let codes = foreign.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        return String(word) + " [" + codes.joined(separator: " ") + "]"
    }

    /// Letters of other scripts that have the shape of a Latin one.
    ///
    /// Of Greek only those, because units and science write α, µ and Ω beside Latin letters. Full-width Latin looks wide,
    /// not alike, and Hangul and Han stand beside Latin in every Korean name.
    private static func isLookalike(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x391, 0x392, 0x395...0x397, 0x399, 0x39A, 0x39C, 0x39D, 0x39F, 0x3A1, 0x3A4, 0x3A5, 0x3A7: true
        case 0x3B9, 0x3BD, 0x3BF, 0x3C1, 0x3C5: true
        // Cyrillic, Armenian, Cherokee, Lisu, mathematical letters.
        case 0x400...0x52F, 0x531...0x587, 0x13A0...0x13FF, 0xA4D0...0xA4FF, 0x1D400...0x1D7CB: true
        // Small capitals and the dotless and click letters of phonetics.
        case 0x1D00...0x1D2B, 0x0131, 0x01C0, 0x0261: true
        default: false
        }
    }
}
