internal import Articles

extension Edition {
    /// What is wrong with the edition, checked against the archive; empty when every line proves itself.
    ///
    /// `body` gives the body of an archived document as it is cleaned now, or `nil` when it is gone.
    package func faults(body: (_ sha256: String) throws -> String?) rethrows -> [String] {
        var result: [String] = []
        if computedHash != hash { result.append("hash: the stored form was changed after it was written") }
        var texts: [String: DocumentText?] = [:]
        for item in evidence {
            if texts[item.sha256] == nil { texts[item.sha256] = .some(try body(item.sha256).map(DocumentText.init)) }
            guard let text = texts[item.sha256] ?? nil else {
                result.append("\(item.id): \(item.name) is not in the archive")
                continue
            }
            // Compared by bytes: Swift's strings are equal when they only look alike.
            let found = text[TextRange(item.start, item.end)]
            if Array(found.utf8) != Array(item.sentence.utf8) {
                result.append("\(item.id): \(item.name) reads otherwise at characters \(item.start)-\(item.end)")
            }
        }
        return result
    }

    /// What differs from the edition that this one replaces: lines that went, marked `-`, and lines that came, `+`.
    package func differences(from old: Edition) -> [String] {
        let (before, after) = (old.textLines, textLines)
        let (known, current) = (Set(before), Set(after))
        return before.filter { !current.contains($0) }.map { "- " + $0 }
            + after.filter { !known.contains($0) }.map { "+ " + $0 }
    }

    /// The edition's lines without their ids, which shift when a story is added.
    private var textLines: [String] {
        let words = Wording(language)
        let told = (stories + earlier).flatMap { story in
            [story.headline]
                + story.rows.map { row in
                    [row.item, row.value, words.modality(row.modality), row.when].joined(separator: " · ")
                }
        }
        let lines = changes.map(\.text) + disagreements.map(\.text) + (ahead + overdue).map(\.text)
        return header + told + lines + said.map { $0.quote + " - " + $0.speaker }
    }
}
