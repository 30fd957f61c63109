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
        let cleaned = candidates.map { candidate in
            let title = withoutSite(folded(candidate), site: site)
            return (title: title, key: squashed(title))
        }
        .filter { $0.key.count > 1 && $0.key != name && !placeholders.contains($0.key) }
        var best: (title: String, votes: Int)?
        for (title, key) in cleaned {
            let votes = cleaned.count { $0.key == key }
            if votes > (best?.votes ?? 0) { best = (title, votes) }
        }
        return best?.title
    }

    /// Titles that templates leave unset.
    private static let placeholders: Set<String> = [
        "document", "untitled", "home", "article", "untitleddocument", "뉴스", "news",
    ]

    /// Letters and digits only, in lower case, for comparing.
    static func squashed(_ text: String) -> String {
        var key = ""
        key.unicodeScalars.append(contentsOf: text.lowercased().unicodeScalars.lazy.filter(\.isLetterOrNumber))
        return key
    }

    /// `title` without the site's name at its end or beginning.
    static func withoutSite(_ title: String, site: String?) -> String {
        guard let site, !site.isEmpty else { return title }
        let name = squashed(site)
        for separator in separators {
            guard let cut = title.lastRange(ofBytes: separator) else { continue }
            let tail = squashed(String(title[cut.upperBound...]))
            if !tail.isEmpty,
                tail == name || name.contains(tail) && tail.count > 3
                    || tail.contains(name) && tail.count < name.count + 14
            {
                return String(title[..<cut.lowerBound]).trimmingMarksAtEnd
            }
            if let first = title.firstRange(ofBytes: separator), squashed(String(title[..<first.lowerBound])) == name {
                return String(title[first.upperBound...])
            }
        }
        return title
    }

    /// `title` cut at its last separator when what follows is short: a `<title>` whose site has no other name.
    static func cutAtSeparator(_ title: String) -> String {
        for separator in separators.prefix(9) {
            guard let cut = title.lastRange(ofBytes: separator) else { continue }
            let head = String(title[..<cut.lowerBound])
            let tail = String(title[cut.upperBound...])
            if tail.split(separator: " ").count <= 5, head.count >= 12, head.count > tail.count {
                return head.trimmingMarksAtEnd
            }
        }
        return title
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
