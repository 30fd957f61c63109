import Articles

/// A text that a page offers as its headline.
struct TitleCandidate {
    var text: String
    /// How much its place is worth against the others.
    var weight: Double
    var source: MetadataSource
}

/// Chooses the headline among what a page offers as one.
enum TitleChooser {
    /// What separates a headline from the site's name; those that also stand inside headlines come last.
    private static let separators = [
        " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " : ", " < ", " > ", " » ", "｜", " ㅣ ", "|", "ㅣ", "--", "_",
    ]
    /// How many of `separators` seldom stand inside a headline.
    private static let safeSeparators = 9

    /// The candidate that the others confirm most; among equals the first.
    ///
    /// Sites append their name here and shorten there, and write one headline for readers and another for search
    /// engines and shares, so each source alone is wrong on one page in six; two that agree seldom are.
    static func best(of candidates: [TitleCandidate], names: [String]) -> TitleCandidate? {
        let cleaned = joined(cleaned(candidates, names: names))
        var best: (index: Int, weight: Double)?
        for (index, candidate) in cleaned.enumerated() {
            let weight = cleaned.reduce(0) { $0 + ($1.key == candidate.key ? $1.weight : 0) }
            if weight > (best?.weight ?? 0) + 0.001 { best = (index, weight) }
        }
        return best.map {
            TitleCandidate(text: cleaned[$0.index].text, weight: $0.weight, source: cleaned[$0.index].source)
        }
    }

    private struct Cleaned {
        var text: String
        var key: String
        var weight: Double
        var source: MetadataSource
    }

    /// The candidates without the site's name, and without those that are nothing but a name.
    private static func cleaned(_ candidates: [TitleCandidate], names: [String]) -> [Cleaned] {
        let keys = Set(names.map(squashed))
        return candidates.compactMap { candidate in
            var text = folded(candidate.text)
            for name in names { text = withoutSite(text, site: name) }
            if candidate.source != .heading { text = withoutSection(text) }
            let key = squashed(text)
            guard key.count > 1, !keys.contains(key), !placeholders.contains(key) else { return nil }
            return Cleaned(text: text, key: key, weight: candidate.weight, source: candidate.source)
        }
    }

    /// Brings together candidates of which one is the other with a name after a separator.
    private static func joined(_ candidates: [Cleaned]) -> [Cleaned] {
        var result = candidates
        for index in result.indices {
            let other = candidates.first { isExtended(result[index], $0) }
            guard let other else { continue }
            result[index].text = other.text
            result[index].key = other.key
        }
        return result
    }

    /// Whether `long` is `short` and, after a separator, words that name the site or section.
    ///
    /// What was cut off a `title` element is no witness: a headline may hold a dash.
    private static func isExtended(_ long: Cleaned, _ short: Cleaned) -> Bool {
        guard [.heading, .jsonLD, .openGraph, .microdata].contains(short.source), short.key.count >= 4,
            short.key.count < long.key.count, long.key.hasPrefix(short.key)
        else { return false }
        return separators.contains { separator in
            guard let cut = long.text.lastRange(ofBytes: separator) else { return false }
            return squashed(String(long.text[..<cut.lowerBound])) == short.key
        }
    }

    /// Titles that templates leave unset.
    private static let placeholders: Set<String> = [
        "document", "untitled", "home", "article", "untitleddocument", "뉴스", "news", "semanticweb", "제목없음",
        "기사", "기사본문",
    ]

    /// Rubrics that Korean sites put after the headline and a hyphen.
    private static let sections: Set<String> = [
        "정치", "경제", "사회", "국제", "문화", "생활", "세계", "산업", "증권", "금융", "부동산", "스포츠", "연예", "오피니언", "사설", "칼럼",
        "IT", "테크", "과학", "생활경제", "지역", "전국",
    ]

    /// `title` without a rubric after its last hyphen.
    private static func withoutSection(_ title: String) -> String {
        guard let cut = title.lastRange(ofBytes: "-") else { return title }
        let tail = title[cut.upperBound...].drop { $0 == " " }
        return sections.contains(String(tail)) ? String(title[..<cut.lowerBound]).trimmingMarksAtEnd : title
    }

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
        guard name.count > 1 else { return title }
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
    ///
    /// Left whole when one of `others` says the same.
    static func cutAtSeparator(_ title: String, unlessIn others: [String] = []) -> String {
        let key = squashed(title)
        if others.contains(where: { squashed($0) == key }) { return title }
        for separator in separators.prefix(safeSeparators) {
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
