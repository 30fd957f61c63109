import Articles

/// Reads Korean names beside titles: 김민수 대표, (대표 김민수), 황상준 삼성전자 부사장.
struct TitleReader {
    let tail: NameTail
    let titles: [Range<Int>]

    func read(_ document: inout NameDocument) {
        for title in titles where document.isFree(title) {
            if document.text.scalar(title.lowerBound - 1) == 0x28 || isAfterComma(title, document.text) {
                readBehind(title, &document)
            } else {
                readBefore(title, &document)
            }
        }
    }

    private func isAfterComma(_ title: Range<Int>, _ text: NameText) -> Bool {
        text.scalar(title.lowerBound - 1) == 0x20 && text.scalar(title.lowerBound - 2) == 0x2C
            && text.scalar(title.upperBound) == 0x20
    }

    /// (대표 김민수), (원장 김민수, 이영희).
    private func readBehind(_ title: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        guard NameVocabulary.bracketTitles.contains(text.string(title)) else { return }
        var start = title.upperBound
        for _ in 0..<4 {
            while text.shape(start) == .space || text.scalar(start) == 0x2C || text.scalar(start) == 0xB7 { start += 1 }
            var end = start
            while text.shape(end) == .hangul { end += 1 }
            guard text.scalar(end) == 0x29 || text.scalar(end) == 0x2C || text.scalar(end) == 0xB7,
                KoreanName.isLikely(text.scalars[start..<end], isCertain: true)
            else { return }
            add(start..<end, &document)
            start = end
            if text.scalar(end) == 0x29 { return }
        }
    }

    /// 김민수 대표, 황상준 삼성전자 부사장.
    private func readBefore(_ title: Range<Int>, _ document: inout NameDocument) {
        let text = document.text
        guard text.scalar(title.lowerBound - 1) == 0x20 else { return }
        var end = title.lowerBound - 1
        var isBehindOrganization = false
        if let organization = document.mention(at: end - 1), document.things[organization.thing].type == .organization,
            text.scalar(organization.range.lowerBound - 1) == 0x20
        {
            end = organization.range.lowerBound - 1
            isBehindOrganization = true
        }
        var start = end
        while text.shape(start - 1) == .hangul, end - start <= 5 { start -= 1 }
        guard !text.shape(start - 1).isWord, document.isFree(start..<end),
            KoreanName.isLikely(text.scalars[start..<end], isCertain: false),
            !isBehindOrganization || end - start == 3
        else { return }
        add(start..<end, &document)
    }

    private func add(_ range: Range<Int>, _ document: inout NameDocument) {
        guard document.isFree(range) else { return }
        document.add(range, document.provisional(document.text.string(range), .person), .title)
    }
}

/// Tells Korean personal names from other words by their form.
enum KoreanName {
    private static let longSurnames = Set(NameVocabulary.longSurnames.map(\.scalarValues))
    /// Last syllables of ordinary words that are too seldom the last of a given name.
    private static let particleEnds = Set("은는을를의에와과로된한할적등및로서며고".unicodeScalars.map(\.value))

    /// Whether the syllables can be a family and a given name; `isCertain` where only a name can stand.
    static func isLikely(_ scalars: ArraySlice<UInt32>, isCertain: Bool) -> Bool {
        guard (2...4).contains(scalars.count), scalars.allSatisfy({ CharacterShape($0) == .hangul }),
            let first = scalars.first, let last = scalars.last
        else { return false }
        let hasLongSurname = scalars.count >= 3 && longSurnames.contains(Array(scalars.prefix(2)))
        if hasLongSurname { return true }
        guard NameVocabulary.surnames.contains(first), scalars.count == 3 || isCertain && scalars.count == 2 else {
            return false
        }
        if isCertain { return true }
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? " ") }
        return !particleEnds.contains(last) && !NameVocabulary.notGivenNames.contains(String(view))
    }
}
