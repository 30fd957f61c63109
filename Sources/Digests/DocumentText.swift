package import Articles

/// An article's body with its sentences, addressed in Unicode scalars as the contract counts them.
package struct DocumentText: Sendable {
    package let scalars: [Unicode.Scalar]
    /// The sentences in order; together they cover all but the white space between them.
    package let sentences: [TextRange]

    package init(_ body: String) {
        scalars = Array(body.unicodeScalars)
        sentences = Self.split(scalars)
    }

    /// The text at `range`, byte-equal; parts outside the body are left out.
    package subscript(range: TextRange) -> String {
        let low = min(max(range.start, 0), scalars.count)
        let high = min(max(range.end, low), scalars.count)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[low..<high])
        return String(view)
    }

    /// The sentence in which `offset` lies, found by halving.
    package func sentence(at offset: Int) -> TextRange? {
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].end <= offset { low = middle + 1 } else { high = middle }
        }
        guard low < sentences.count, sentences[low].start <= offset else { return nil }
        return sentences[low]
    }

    /// A quotation longer than this has lost its closing mark; sentences end inside it again.
    private static let longestQuotation = 600

    private static func split(_ scalars: [Unicode.Scalar]) -> [TextRange] {
        var result: [TextRange] = []
        var start = 0
        var quoteStart: Int?
        var index = 0
        func close(at end: Int) {
            var low = start
            var high = end
            while low < high, scalars[low].properties.isWhitespace { low += 1 }
            while high > low, scalars[high - 1].properties.isWhitespace { high -= 1 }
            if low < high { result.append(TextRange(low, high)) }
            start = end
        }
        while index < scalars.count {
            let scalar = scalars[index]
            if let opened = quoteStart, index - opened > longestQuotation { quoteStart = nil }
            switch scalar {
            case "\n":
                quoteStart = nil
                close(at: index)
            case "\u{201C}": quoteStart = index
            case "\u{201D}": quoteStart = nil
            case "\"": quoteStart = quoteStart == nil ? index : nil
            case ".", "!", "?", "\u{3002}":
                var end = index + 1
                while end < scalars.count, closers.contains(scalars[end]) { end += 1 }
                let isLast = end >= scalars.count
                // `."` closes a quotation; the sentence ends there only when white space follows.
                let closesQuote = scalars[(index + 1)..<end].contains { $0 == "\"" || $0 == "\u{201D}" }
                if quoteStart == nil || closesQuote, isLast || scalars[end].properties.isWhitespace {
                    quoteStart = nil
                    close(at: end)
                    index = end - 1
                }
            default: break
            }
            index += 1
        }
        close(at: scalars.count)
        return result
    }

    private static let closers: Set<Unicode.Scalar> = [".", "!", "?", "\"", "\u{201D}", "\u{2019}", "'", ")", "]"]
}
