import Articles

/// Takes the title off a name that the tagger read with it: 안와르 이브라힘 총리.
struct TitleTrimmer {
    private static let titles = Set(NameVocabulary.titles)

    func read(_ document: inout NameDocument) {
        let text = document.text
        for mention in document.mentions where mention.thing >= 0 && mention.reason == .tagger {
            guard document.things[mention.thing].type == .person,
                let space = text.scalars[mention.range].lastIndex(of: 0x20),
                Self.titles.contains(text.string((space + 1)..<mention.range.upperBound))
            else { continue }
            let name = mention.range.lowerBound..<space
            guard name.count >= 2 else { continue }
            document.replace(name, document.provisional(text.string(name), .person), .tagger)
        }
    }
}
