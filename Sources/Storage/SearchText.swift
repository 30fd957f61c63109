internal import Foundation

/// Splits text into what the search index holds: words of letters and digits, and overlapping pairs of syllables.
///
/// SQLite's own tokenizers fail Korean: `unicode61` finds nothing inside a word, to which particles are glued, and
/// `trigram` nothing shorter than three syllables, while most Korean nouns have two. So a run of Hangul (or of Han or
/// kana, which have no spaces either) is indexed as its overlapping pairs, and a query for it is a phrase of pairs. The
/// last syllable of a run is indexed alone too: with it, a single syllable is found by prefix, wherever it stands.
package enum SearchText {
    /// A token and where it stands in the text, in Unicode scalars.
    struct Token: Equatable {
        var text: String
        var range: Range<Int>
        /// Whether it is the lone last syllable of a run, which a query leaves out at its end.
        var isTail = false
    }

    /// The version of the splitting; another one means that the index has to be made anew.
    static let version = "1"

    /// The tokens of `text`, in order.
    static func tokens(in text: String) -> [Token] {
        var result: [Token] = []
        var run: [Unicode.Scalar] = []
        var script = Script.none
        var position = 0
        for scalar in text.unicodeScalars {
            let next = Script(scalar)
            if next != script {
                end(&run, script, at: position, &result)
                script = next
            }
            if next != .none { run.append(scalar) }
            position += 1
        }
        end(&run, script, at: position, &result)
        return result
    }

    /// The column of the index for `text`.
    static func column(_ text: String) -> String {
        tokens(in: text).map(\.text).joined(separator: " ")
    }

    /// The query in the syntax of FTS5, or `nil` when it holds nothing to search for.
    ///
    /// Each stretch between white space becomes one phrase; all have to be found. Only tokens of our own making get
    /// into the expression, each in quotes, so nothing a reader types is ever taken for syntax.
    static func expression(for query: String) -> String? {
        let phrases = phrases(of: query).map { phrase in
            let quoted = "\"" + phrase.tokens.joined(separator: " ") + "\""
            return phrase.isPrefix ? quoted + " *" : quoted
        }
        return phrases.isEmpty ? nil : phrases.joined(separator: " AND ")
    }

    /// One stretch of a query.
    struct Phrase: Equatable {
        var tokens: [String]
        /// Whether the last token is only the beginning of one in the index.
        var isPrefix: Bool
    }

    /// The phrases of a query: at most sixteen, of at most sixty-four tokens each.
    static func phrases(of query: String) -> [Phrase] {
        let normal = query.precomposedStringWithCanonicalMapping
        return normal.split(whereSeparator: \.isWhitespace).prefix(16).compactMap { stretch in
            var tokens = Self.tokens(in: String(stretch)).prefix(64)
            guard let last = tokens.last else { return nil }
            // A run of two or more syllables at the end may go on in the text, so its tail must not be asked for;
            // a single one is the beginning of a pair.
            let isSingle =
                last.isTail && !(tokens.dropLast().last.map { $0.range.upperBound > last.range.lowerBound } ?? false)
            if last.isTail, !isSingle { tokens.removeLast() }
            return Phrase(tokens: tokens.map(\.text), isPrefix: isSingle)
        }
    }

    /// How a stretch of text is split.
    private enum Script {
        case none
        /// Written in words: letters and digits.
        case words
        /// Written in syllables or signs, split into pairs.
        case pairs

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case UInt32(UInt8(ascii: "0"))...UInt32(UInt8(ascii: "9")),
                UInt32(UInt8(ascii: "a"))...UInt32(UInt8(ascii: "z")),
                UInt32(UInt8(ascii: "A"))...UInt32(UInt8(ascii: "Z")):
                self = .words
            case ..<0x80: self = .none
            // Hangul syllables and letters, kana, Han and its extensions.
            case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3131...0x318E, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
                0xF900...0xFAFF, 0x20000...0x323AF:
                self = .pairs
            default:
                let properties = scalar.properties
                self = properties.isAlphabetic || properties.numericType != nil ? .words : .none
            }
        }
    }

    private static func end(_ run: inout [Unicode.Scalar], _ script: Script, at position: Int, _ result: inout [Token])
    {
        defer { run.removeAll(keepingCapacity: true) }
        let start = position - run.count
        switch script {
        case .none: return
        case .words:
            // What is longer is no word; the index need not hold it whole.
            result.append(Token(text: lowered(run.prefix(64)), range: start..<position))
        case .pairs:
            for index in run.indices.dropLast() {
                let pair = String(String.UnicodeScalarView(run[index...(index + 1)]))
                result.append(Token(text: pair, range: (start + index)..<(start + index + 2)))
            }
            let tail = String(String.UnicodeScalarView(run.suffix(1)))
            result.append(Token(text: tail, range: (position - 1)..<position, isTail: true))
        }
    }

    private static func lowered(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars)).lowercased()
    }
}
