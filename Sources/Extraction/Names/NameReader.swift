package import Articles

/// Finds the things a text names.
///
/// Knowledge comes first: what the knowledge base holds is found by its spellings. What is new in a text is read from
/// what the text itself says about it: brackets, titles, cue words and the ends of words. A short form is a name where
/// the full one has been said.
package struct NameReader: Sendable {
    private let dictionary: NameDictionary
    private let tail = NameTail()

    package init(knowledge: [KnowledgeEntry]) {
        dictionary = NameDictionary(knowledge)
    }

    /// Every thing named in `text`, in the order of its first mention.
    package func read(_ text: SourceText, language: String?) -> [Entity] {
        document(NameText(text), isExplained: false).entities()
    }

    /// Every stretch that was taken for a name or nearly so, and why, in text order.
    package func explain(_ text: SourceText, language: String?) -> [NameCandidate] {
        document(NameText(text), isExplained: true).candidates()
    }

    private func document(_ text: NameText, isExplained: Bool) -> NameDocument {
        var document = NameDocument(text, isExplained: isExplained)
        let scan = KnowledgeScan(dictionary, tail: tail, text: text, isExplained: isExplained)
        KnowledgeLinker(dictionary).link(scan, in: &document)
        let glosses = GlossReader(tail: tail)
        glosses.read(&document)
        TitleReader(tail: tail, titles: scan.titles).read(&document)
        CueReader(tail: tail).read(&document)
        glosses.read(&document)
        ShortForms(tail: tail).read(&document, titles: scan.titles)
        return document
    }
}
