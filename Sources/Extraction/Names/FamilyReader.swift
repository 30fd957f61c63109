import Articles

/// Reads names that a fixed first part makes: memory standards (HBM4, GDDR7) and governments (호주 연방정부).
struct FamilyReader {
    let tail: NameTail

    /// Families of memory: the bare word is a term, with a generation it is a product.
    private static let families = NameVocabulary.words("HBM GDDR LPDDR").map(\.scalarValues)
    /// What makes a government of a country before it.
    private static let governments = NameVocabulary.words("연방정부 정부 행정부").map(\.scalarValues)

    /// 군 behind a government.
    private static let army: UInt32 = 0xAD70

    /// Adds generations of memory.
    func readMemory(_ document: inout NameDocument) {
        let text = document.text
        for index in 0..<text.count where text.shapes[index] == .upper && !text.shape(index - 1).isWord {
            for family in Self.families {
                let end = index + family.count
                guard end < text.count, text.scalars[index..<end].elementsEqual(family), text.shape(end) == .digit,
                    let stop = VersionSuffix.end(text, after: end, base: index..<end)
                else { continue }
                let name = text.string(index..<stop)
                document.add(index..<stop, document.provisional(name, .product, kind: "memory"), .version)
            }
        }
    }

    /// Takes a country that is written together with a company into the company's name: 한국레노버.
    func readSubsidiaries(_ document: inout NameDocument) {
        for mention in document.mentions where mention.thing >= 0 && document.things[mention.thing].kind == "country" {
            guard let company = document.mention(at: mention.range.upperBound),
                company.range.lowerBound == mention.range.upperBound,
                document.things[company.thing].type == .organization, document.things[company.thing].entry >= 0
            else { continue }
            document.replace(mention.range.lowerBound..<company.range.upperBound, company.thing, .knowledge)
        }
    }

    /// Makes one name of a country and its government behind it.
    func readGovernments(_ document: inout NameDocument) {
        let text = document.text
        for mention in document.mentions where mention.thing >= 0 && document.things[mention.thing].kind == "country" {
            let start = mention.range.upperBound + 1
            guard text.scalar(start - 1) == 0x20 else { continue }
            for government in Self.governments {
                var end = start + government.count
                guard end <= text.count, text.scalars[start..<end].elementsEqual(government),
                    tail.isTail(text, from: end),
                    document.isFree(start..<end)
                else { continue }
                // 이라크 정부군: what fights is not the government.
                if text.scalar(end) == Self.army { end += 1 }
                let range = mention.range.lowerBound..<end
                let thing = document.provisional(text.string(range), .organization, kind: "agency")
                document.replace(range, thing, .ending)
                break
            }
        }
    }
}
