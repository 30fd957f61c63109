package import Articles
internal import Resources

/// The digest's own words in one language, from the table `digests/words.tsv`.
package struct Wording: Sendable {
    package let language: DigestLanguage
    private let words: [String: String]

    package init(_ language: DigestLanguage) {
        self.language = language
        words = Self.tables[language] ?? [:]
    }

    /// The words called `key` with `{0}`, `{1}` … replaced by `values`.
    package func callAsFunction(_ key: String, _ values: String...) -> String {
        guard let pattern = words[key] else {
            assertionFailure("digests/words.tsv has no \(key)")
            return key
        }
        return Self.fill(pattern, values)
    }

    /// The words called `key` for `count` things: those of `key.one` where there is one and the language differs.
    package func count(_ key: String, _ count: Int) -> String {
        let one = key + ".one"
        return Self.fill(words[count == 1 && has(one) ? one : key] ?? key, [String(count)])
    }

    /// Whether the table has `key`.
    package func has(_ key: String) -> Bool { words[key] != nil }

    /// The label of `relation`; one that the table does not know is printed as it is written in the ledger.
    package func relation(_ relation: String) -> String {
        words["rel." + relation] ?? relation.split(separator: ":").joined(separator: " ").replacing("_", with: " ")
    }

    /// The relation's label with its object: `release of GPT-6`, `GPT-6 출시`.
    package func relation(_ relation: String, of object: String) -> String {
        if let pattern = words["of." + relation] { return Self.fill(pattern, [object]) }
        let label = self.relation(relation)
        return language == .ko ? object + " " + label : label + ", " + object
    }

    package func modality(_ modality: Modality) -> String { self("modality." + modality.rawValue) }

    /// A date as fine as its text, as people write it: `2025-08-22`, `2025 회계연도`, `Q3 2025`.
    package func date(_ iso: String) -> String {
        if let slash = iso.firstIndex(of: "/") {
            return self("range", date(String(iso[..<slash])), date(String(iso[iso.index(after: slash)...])))
        }
        if iso.hasPrefix("FY") { return self("fiscal", String(iso.dropFirst(2))) }
        let parts = iso.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let kind = parts[1].first, DateSpan(iso: iso) != nil else { return iso }
        let number = String(parts[1].dropFirst())
        switch kind {
        case "Q": return self("quarter", String(parts[0]), number)
        case "H": return self("half." + number, String(parts[0]))
        case "W": return self("week", String(parts[0]), number)
        default: return iso
        }
    }

    /// ` (text)`, without the space in Korean, where brackets stand against the word.
    package func bracketed(_ text: String) -> String { language == .ko ? "(\(text))" : " (\(text))" }

    private static func fill(_ pattern: String, _ values: [String]) -> String {
        var result = ""
        var rest = Substring(pattern)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: "}"), let slot = Int(rest[after..<close]),
                values.indices.contains(slot)
            else {
                result += "{"
                rest = rest[after...]
                continue
            }
            result += values[slot]
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static let tables: [DigestLanguage: [String: String]] = {
        let text = String(decoding: Resources.bytes(of: "digests/words.tsv"), as: UTF8.self)
        var korean: [String: String] = [:]
        var english: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == 3 else { preconditionFailure("digests/words.tsv: three columns, not: \(line)") }
            korean[columns[0]] = columns[1]
            english[columns[0]] = columns[2]
        }
        return [.ko: korean, .en: english]
    }()
}
