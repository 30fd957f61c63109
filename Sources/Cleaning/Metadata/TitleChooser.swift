/// Chooses the headline among what a page offers as one.
enum TitleChooser {
    /// What separates a headline from the site's name.
    private static let separators = [
        " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " : ", " < ", " > ", " » ", "｜", " ㅣ ", "|",
    ]

    /// The candidate that most of the others confirm; among equals the first.
    ///
    /// Sites append their name here and shorten there, so each source alone is wrong on one page in six; two that
    /// agree seldom are.
    static func best(of candidates: [String], site: String?) -> String? {
        let name = squashed(site ?? "")
        let cleaned = candidates.map { withoutSite(folded($0), site: site) }.filter {
            squashed($0).count > 1 && squashed($0) != name && !placeholders.contains(squashed($0))
        }
        let keys = cleaned.map { squashed($0) }
        var best: (index: Int, votes: Int)?
        for index in cleaned.indices {
            let votes = keys.count { $0 == keys[index] }
            if votes > (best?.votes ?? 0) { best = (index, votes) }
        }
        return best.map { cleaned[$0.index] }
    }

    /// Titles that templates leave unset.
    private static let placeholders: Set<String> = [
        "document", "untitled", "home", "article", "untitleddocument", "뉴스", "news",
    ]

    /// Letters and digits only, in lower case, for comparing.
    static func squashed(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
            )
        )
    }

    /// `title` without the site's name at its end or beginning.
    static func withoutSite(_ title: String, site: String?) -> String {
        guard let site, !site.isEmpty else { return title }
        let name = squashed(site)
        for separator in separators {
            guard let cut = lastRange(of: separator, in: title) else { continue }
            let tail = squashed(String(title[cut.upperBound...]))
            if !tail.isEmpty,
                tail == name || name.contains(tail) && tail.count > 3
                    || tail.contains(name) && tail.count < name.count + 14
            {
                return String(title[..<cut.lowerBound]).trimmingMarksAtEnd
            }
            if let first = title.firstRange(of: separator), squashed(String(title[..<first.lowerBound])) == name {
                return String(title[first.upperBound...])
            }
        }
        return title
    }

    /// `title` cut at its last separator when what follows is short: a `<title>` whose site has no other name.
    static func cutAtSeparator(_ title: String) -> String {
        for separator in separators.prefix(9) {
            guard let cut = lastRange(of: separator, in: title) else { continue }
            let head = String(title[..<cut.lowerBound])
            let tail = String(title[cut.upperBound...])
            if tail.split(separator: " ").count <= 5, head.count >= 12, head.count > tail.count {
                return head.trimmingMarksAtEnd
            }
        }
        return title
    }

    private static func lastRange(of separator: String, in text: String) -> Range<String.Index>? {
        text.ranges(of: separator).last
    }
}

extension String {
    /// Without spaces at its end.
    var trimmingMarksAtEnd: String {
        var text = Substring(self)
        while let last = text.last, last == " " || last == "\u{A0}" { text.removeLast() }
        return String(text)
    }
}
