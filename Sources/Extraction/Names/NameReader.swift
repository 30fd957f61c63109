package import Articles

/// Finds the things a text names.
///
/// Knowledge comes first: what the knowledge base holds is found by its spellings. What is new in a text is read from
/// what the text itself says about it: brackets, titles, cue words and the ends of words. Where all that is silent, the
/// tagger has a say. A short form is a name where the full one has been said.
package struct NameReader: Sendable {
    private let dictionary: NameDictionary
    private let tail = NameTail()

    private let misspellings: Misspellings
    private let endings: EndingReader
    private let tagger: Tagger?
    private let domestic: Set<String>
    private let lastNames: LastNames

    /// A reader that knows the things in `knowledge`, with the tagger that comes with the program.
    package init(knowledge: [KnowledgeEntry]) {
        self.init(knowledge: knowledge, tagger: .shipped)
    }

    /// A reader with another tagger, or none.
    package init(knowledge: [KnowledgeEntry], tagger: Tagger?) {
        dictionary = NameDictionary(knowledge)
        misspellings = Misspellings(knowledge)
        endings = EndingReader(tail: tail)
        self.tagger = tagger
        domestic = Self.places(in: "kr", knowledge)
        lastNames = LastNames(knowledge)
    }

    /// Every thing named in `text`, in the order of its first mention.
    package func read(_ text: SourceText, language: String?) -> [Entity] {
        document(NameText(text), isExplained: false).entities()
    }

    /// Every stretch that was taken for a name or nearly so, and why, in text order.
    package func explain(_ text: SourceText, language: String?) -> [NameCandidate] {
        document(NameText(text), isExplained: true).candidates()
    }

    /// The ids of `place` and all places that are in it, at any depth.
    private static func places(in place: String, _ knowledge: [KnowledgeEntry]) -> Set<String> {
        var inside: Set<String> = [place]
        var isGrowing = true
        while isGrowing {
            let count = inside.count
            for entry in knowledge where entry.type == .place && entry.owner.map(inside.contains) == true {
                inside.insert(entry.id)
            }
            isGrowing = inside.count > count
        }
        return inside
    }

    private func document(_ text: NameText, isExplained: Bool) -> NameDocument {
        var document = NameDocument(text, isExplained: isExplained)
        let scan = KnowledgeScan(dictionary, tail: tail, text: text, isExplained: isExplained)
        let linker = KnowledgeLinker(dictionary)
        linker.link(scan, in: &document)
        misspellings.read(&document, tail: tail, linker: linker)
        let families = FamilyReader(tail: tail)
        families.readMemory(&document)
        families.readGovernments(&document)
        families.readSubsidiaries(&document)
        LatinExtension().read(&document)
        PlaceReader(tail: tail).read(&document)
        let glosses = GlossReader(tail: tail)
        glosses.read(&document)
        TitleReader(tail: tail, titles: scan.titles).read(&document)
        EnglishPeople().read(&document)
        AppositionReader().read(&document)
        CueReader(tail: tail).read(&document)
        endings.read(&document)
        glosses.read(&document)
        ShortForms(tail: tail, lastNames: lastNames).read(&document, titles: scan.titles)
        if let tagger {
            TaggerReader(tagger: tagger, domestic: domestic, tail: tail).read(&document)
            TitleTrimmer(tail: tail).read(&document)
        }
        glosses.read(&document)
        ShortForms(tail: tail, lastNames: lastNames).read(&document, titles: scan.titles)
        linker.resolve(&document)
        return document
    }
}
