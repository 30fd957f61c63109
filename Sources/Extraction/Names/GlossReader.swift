import Articles

/// Reads the other names that a text gives in brackets: 매크로하드(Macrohard), 엑스(X·옛 트위터), Jensen Huang(젠슨 황).
struct GlossReader {
    let tail: NameTail

    /// A gloss is no longer than this, in characters.
    private static let longest = 60
    private static let open: UInt32 = 0x28, close: UInt32 = 0x29
    /// Closing quotation marks that may stand between a name and its bracket.
    private static let closingQuotes = ScalarSet("’”'\"」』>》")
    private static let quotes = ScalarSet("‘’“”'\"「」『』《》<>")
    /// What parts the names in a bracket.
    private static let separators = ScalarSet("·,/;:=")
    /// Words before a former name.
    private static let markers = [
        "옛 ", "구 ", "현 ", "이하 ", "전 ", "舊 ", "옛", "약칭 ", "일명 ", "영문명 ", "formerly known as ", "previously known as ",
        "also known as ", "better known as ", "known as ", "formerly ", "previously ", "originally ", "now ", "aka ",
        "a.k.a. ", "hereinafter ",
    ].map(\.scalarValues)
    /// Stock exchanges; behind one in a bracket stands a share's code, not a name.
    private static let exchanges = WordSet(
        NameVocabulary.words(
            "NYSE NASDAQ Nasdaq NasdaqGS KOSPI KOSDAQ KRX LSE TSE TYO HKEX HKG SEHK SSE SZSE TSX ASX AMEX OTC 코스피 코스닥 코넥스 나스닥 뉴욕증시"
        )
    )
    /// How alike sound and spelling must be to take a word for its gloss.
    private static let leastSimilarity = 0.7

    func read(_ document: inout NameDocument) {
        let text = document.text
        var index = 0
        while index < text.count {
            if text.scalars[index] == Self.open, let end = closing(text, index) {
                read(index, end, &document)
                index = end
            } else if text.scalars[index] == 0x2C, text.shape(index + 2) == .lower {
                readFormer(index, &document)
            }
            index += 1
        }
    }

    /// English words behind a comma that lead to another name of what stands before it: Zentara, formerly Quillix.
    private static let formerly = [
        "formerly known as ", "previously known as ", "formerly called ", "previously called ", "also known as ",
        "better known as ",
        "formerly ", "previously ", "now known as ", "now called ", "since renamed ",
    ].map { (", " + $0).scalarValues }

    /// Reads the name behind `, formerly` at the comma `index`.
    private func readFormer(_ index: Int, _ document: inout NameDocument) {
        let text = document.text
        guard let left = document.mention(at: index - 1), left.range.upperBound == index,
            let marker = Self.formerly.first(where: {
                index + $0.count < text.count && text.scalars[index..<(index + $0.count)].elementsEqual($0)
            })
        else { return }
        let start = index + marker.count
        var end = start
        for _ in 0..<3 {
            let from = end == start ? start : end + 1
            var stop = from
            while text.shape(stop).isLatin || text.shape(stop) == .digit { stop += 1 }
            guard stop > from, text.shape(from) == .upper else { break }
            end = stop
            guard text.scalar(stop) == 0x20 else { break }
        }
        guard end - start >= 2, document.isFree(start..<end), GlossName.isLatinName(text, start..<end) else { return }
        document.add(start..<end, left.thing, .gloss)
    }

    private func closing(_ text: NameText, _ start: Int) -> Int? {
        var index = start + 1
        while index < text.count, index - start <= Self.longest {
            let scalar = text.scalars[index]
            if scalar == Self.close { return index }
            if scalar == Self.open || scalar == 0x0A { return nil }
            index += 1
        }
        return nil
    }

    /// Reads the bracket that opens at `start` and closes at `end`.
    private func read(_ start: Int, _ end: Int, _ document: inout NameDocument) {
        let text = document.text
        let nameEnd = nameEnd(text, start)
        let segments = segments(text, start + 1, end)
        guard let first = segments.first, !segments.contains(where: { isExchange(text, $0) }) else {
            return
        }
        if let left = document.mention(at: nameEnd - 1), left.range.upperBound == nameEnd {
            for segment in segments { read(segment, for: left.thing, &document) }
            extendVersion(left, end + 1, &document)
        } else if let head = compound(nameEnd, first, document) {
            let thing = document.provisional(text.string(head.range), head.type)
            document.replace(head.range, thing, .gloss)
            document.replace(first, thing, .gloss)
        } else if let known = document.mention(at: first.lowerBound), known.range == first {
            if let range = transliterated(text, nameEnd, first), document.isFree(range) {
                document.add(range, known.thing, .gloss)
            }
        } else if document.isFree(first), GlossName.isLatinName(text, first),
            let range = transliterated(text, nameEnd, first), document.isFree(range)
        {
            let (type, isSure) = GlossName.type(text, range, first)
            let thing = document.provisional(text.string(range), type, isTypeSure: isSure)
            document.add(range, thing, .gloss)
            document.add(first, thing, .gloss)
        } else if let range = spelledOut(text, nameEnd, first), document.isFree(first), document.isFree(range) {
            let thing = document.provisional(text.string(range), .organization, isTypeSure: false)
            document.add(range, thing, .gloss)
            document.add(first, thing, .gloss)
        } else if let range = hangulGloss(text, nameEnd, first), document.isFree(first), document.isFree(range) {
            let type = GlossName.type(text, first, range)
            let thing = document.provisional(text.string(range), type.0, isTypeSure: type.1)
            document.add(range, thing, .gloss)
            document.add(first, thing, .gloss)
        } else if document.isFree(first), GlossName.isAcronym(text, first), let range = body(text, nameEnd),
            document.isFree(range)
        {
            let thing = document.provisional(text.string(range), .organization)
            document.add(range, thing, .gloss)
            document.add(first, thing, .gloss)
        }
    }

    /// A known name and more words before the bracket, and as many in it that begin alike: 클로드 시큐리티(Claude Security).
    private func compound(_ end: Int, _ gloss: Range<Int>, _ document: NameDocument) -> (
        range: Range<Int>, type: EntityType
    )? {
        let text = document.text
        let words = 1 + text.scalars[gloss].count { $0 == 0x20 }
        guard words >= 2, let inner = document.mention(at: gloss.lowerBound),
            inner.range.lowerBound == gloss.lowerBound,
            inner.range.upperBound <= gloss.upperBound,
            let type = compoundType(document.things[inner.thing], text.string(gloss))
        else { return nil }
        var start = end
        for behind in 1..<min(words, 4) {
            while text.shape(start - 1).isWord { start -= 1 }
            guard start < end, text.scalar(start - 1) == 0x20 else { return nil }
            if let head = document.mention(at: start - 2), head.range.upperBound == start - 1,
                isHead(head, inner, gloss, words - behind, document), document.isFree(start..<end)
            {
                return (head.range.lowerBound..<end, type)
            }
            start -= 1
        }
        return nil
    }

    /// Whether a name has `words` words and is that with which the gloss begins, by its thing or its sound.
    private func isHead(
        _ head: NameDocument.Mention,
        _ inner: NameDocument.Mention,
        _ gloss: Range<Int>,
        _ words: Int,
        _ document: NameDocument
    ) -> Bool {
        let text = document.text
        guard 1 + text.scalars[head.range].count(where: { $0 == 0x20 }) == words else { return false }
        if head.thing == inner.thing { return true }
        var stop = gloss.lowerBound
        for _ in 0..<words {
            while stop < gloss.upperBound, text.scalar(stop) != 0x20 { stop += 1 }
            stop += 1
        }
        let latin = text.scalars[gloss.lowerBound..<min(stop - 1, gloss.upperBound)]
        return Transliteration.similarity(text.scalars[head.range], latin) >= Self.leastSimilarity
    }

    /// What a name with more words is: of a product one, of an organization one where the last word says so.
    private func compoundType(_ thing: NameDocument.Thing, _ gloss: String) -> EntityType? {
        let last = gloss.split(separator: " ").last.map(String.init) ?? ""
        if thing.type == .product { return .product }
        return thing.type == .organization && NameVocabulary.latinOrganizationEndings.contains(last)
            ? .organization : nil
    }

    private static let longestExchange = 9

    private func isExchange(_ text: NameText, _ segment: Range<Int>) -> Bool {
        (2...Self.longestExchange).contains(segment.count) && Self.exchanges.contains(text.scalars[segment])
    }

    /// Where the name before the bracket ends: before a closing quotation mark, or the space that English has there.
    private func nameEnd(_ text: NameText, _ start: Int) -> Int {
        let before = text.scalar(start - 1)
        if Self.closingQuotes.contains(before) { return start - 1 }
        return before == 0x20 && text.shape(start - 2).isWord ? start - 1 : start
    }

    /// The capitalized English words before `end` that the acronym at `gloss` abbreviates.
    ///
    /// Each capital must be in it, in order, and each letter of it in the words: Brightwater Robotics (BWR).
    private func spelledOut(_ text: NameText, _ end: Int, _ gloss: Range<Int>) -> Range<Int>? {
        guard GlossName.isAcronym(text, gloss), text.shape(end - 1).isLatin else { return nil }
        let acronym = Array(text.scalars[gloss])
        var start = end
        for words in 1...8 {
            while text.shape(start - 1).isLatin { start -= 1 }
            guard start < end,
                text.shape(start) == .upper || Self.connectors.contains(text.string(start..<wordEnd(text, start)))
            else { return nil }
            if words >= 2, text.shape(start) == .upper, text.scalar(start) == acronym[0],
                Self.abbreviates(acronym, text.scalars[start..<end])
            {
                return start..<end
            }
            guard text.scalar(start - 1) == 0x20 else { return nil }
            start -= 1
        }
        return nil
    }

    private static let connectors: Set<String> = ["and", "of", "for", "the", "on", "in", "de", "to"]

    private func wordEnd(_ text: NameText, _ start: Int) -> Int {
        var end = start
        while text.shape(end).isLatin { end += 1 }
        return end
    }

    /// Whether the letters of `acronym` are in `name` in order, and its capitals in `acronym`.
    private static func abbreviates(_ acronym: [UInt32], _ name: ArraySlice<UInt32>) -> Bool {
        // Bit i: the first i letters are found.
        var found: UInt64 = 1
        for (offset, scalar) in name.enumerated() {
            let isCapital =
                CharacterShape(scalar) == .upper && (offset == 0 || name[name.startIndex + offset - 1] == 0x20)
            let letter = CharacterShape(scalar) == .lower ? scalar & ~0x20 : scalar
            var next: UInt64 = 0
            for (index, expected) in acronym.enumerated() where expected == letter && found >> UInt64(index) & 1 == 1 {
                next |= 2 << UInt64(index)
            }
            found = isCapital ? next : found | next
            if found == 0 { return false }
        }
        return found >> UInt64(acronym.count) & 1 == 1
    }

    /// The Latin name before `end` whose sound the Hangul at `gloss` writes: Velodra(벨로드라).
    private func hangulGloss(_ text: NameText, _ end: Int, _ gloss: Range<Int>) -> Range<Int>? {
        guard text.shape(end - 1).isLatin,
            text.scalars[gloss].allSatisfy({ CharacterShape($0) == .hangul || $0 == 0x20 })
        else { return nil }
        var best: (range: Range<Int>, score: Double)?
        var start = end
        for _ in 0..<4 {
            while text.shape(start - 1).isLatin || text.shape(start - 1) == .digit { start -= 1 }
            guard start < end, end - start <= 40, text.shape(start) == .upper else { break }
            let score = Transliteration.similarity(text.scalars[gloss], text.scalars[start..<end])
            if score >= Self.leastSimilarity, score >= best?.score ?? 0 { best = (start..<end, score) }
            guard text.scalar(start - 1) == 0x20 else { break }
            start -= 1
        }
        guard let range = best?.range, GlossName.isLatinName(text, range) else { return nil }
        return range
    }

    /// The word before `end` when it ends as public bodies do: an acronym behind it is its own.
    private func body(_ text: NameText, _ end: Int) -> Range<Int>? {
        var start = end
        while text.shape(start - 1) == .hangul { start -= 1 }
        let word = text.scalars[start..<end]
        guard !NameVocabulary.institutions.lists(word) else { return nil }
        let isBody = Self.bodies.contains { word.count >= $0.count + 2 && word.suffix($0.count).elementsEqual($0) }
        return isBody ? start..<end : nil
    }

    private static let bodies = NameVocabulary.words(
        "기관 기구 연맹 위원회 협회 연합회 연합 본부 은행 공사 센터 의회 당국 거래소 협의체 협의회 학회 재단 연구소 연구원 사무국 관리청 규제청 개발청 총국 공단 조합 대학교"
    ).map(\.scalarValues)

    /// Takes `segment` for another name of `thing`, if it looks like one.
    private func read(_ segment: Range<Int>, for thing: Int, _ document: inout NameDocument) {
        let text = document.text
        guard document.isFree(segment) else { return }
        let isLatin = GlossName.isLatinName(text, segment)
        guard isLatin || isFormer(text, segment) else { return }
        document.add(segment, thing, .gloss)
    }

    /// Whether a Hangul segment is marked as a former name.
    private func isFormer(_ text: NameText, _ segment: Range<Int>) -> Bool {
        let isQuoted = Self.quotes.contains(text.scalar(segment.lowerBound - 1))
        let start = isQuoted ? segment.lowerBound - 1 : segment.lowerBound
        return text.shape(segment.lowerBound) == .hangul && segment.count <= 12
            && Self.markers.contains { marker in
                start >= marker.count && text.scalars[(start - marker.count)..<start].elementsEqual(marker)
            }
    }

    /// 그록(Grok)-1: a version behind the bracket belongs to the name before it.
    private func extendVersion(_ left: NameDocument.Mention, _ end: Int, _ document: inout NameDocument) {
        let thing = document.things[left.thing]
        guard thing.type == .product,
            let stop = VersionSuffix.end(document.text, after: end, base: left.range), stop > end
        else { return }
        let name = thing.name + VersionSuffix.canonical(document.text.scalars[end..<stop])
        document.replace(left.range.lowerBound..<stop, document.provisional(name, .product, kind: thing.kind), .version)
    }

    /// The parts of the bracket, without markers such as 옛 and the space around them.
    private func segments(_ text: NameText, _ start: Int, _ end: Int) -> [Range<Int>] {
        var segments: [Range<Int>] = []
        var from = start
        for index in start...end where index == end || Self.separators.contains(text.scalar(index)) {
            var lower = from, upper = index
            while lower < upper, text.shape(lower) == .space { lower += 1 }
            while upper > lower, text.shape(upper - 1) == .space { upper -= 1 }
            for marker in Self.markers where upper - lower > marker.count && marker[0] == text.scalar(lower) {
                if text.scalars[lower..<(lower + marker.count)].elementsEqual(marker) { lower += marker.count }
            }
            while lower < upper, Self.quotes.contains(text.scalar(lower)) { lower += 1 }
            while lower < upper, Self.quotes.contains(text.scalar(upper - 1)) { upper -= 1 }
            if lower < upper { segments.append(lower..<upper) }
            from = index + 1
        }
        return segments
    }

    /// The Hangul words before `end` that sound like the Latin name at `gloss`, or `nil`.
    private func transliterated(_ text: NameText, _ end: Int, _ gloss: Range<Int>) -> Range<Int>? {
        guard text.shape(end - 1).isWord, text.shape(gloss.lowerBound).isLatin else { return nil }
        let latin = text.scalars[gloss]
        let words = 1 + latin.count { $0 == 0x20 }
        var best: (range: Range<Int>, score: Double)?
        var start = end
        for count in 1...min(words + 1, 5) {
            while text.shape(start - 1).isWord { start -= 1 }
            guard end - start <= 40 else { break }
            let score = Transliteration.similarity(text.scalars[start..<end], latin) - 0.04 * Double(abs(count - words))
            if text.shape(start) == .hangul, score >= Self.leastSimilarity, score > best?.score ?? 0 {
                best = (start..<end, score)
            }
            guard text.scalar(start - 1) == 0x20 else { break }
            start -= 1
        }
        return best.flatMap { $0.range.count >= 2 ? $0.range : nil }
    }
}

/// Judges what stands in a bracket.
enum GlossName {
    /// Whether the stretch is a name in Latin letters: capitals, few words, and no term such as AI.
    static func isLatinName(_ text: NameText, _ range: Range<Int>) -> Bool {
        let scalars = text.scalars[range]
        let shape = LetterCase(scalars)
        guard shape.upper > 0, shape.upper + shape.lower >= 2 || range.count == 1, range.count <= 48 else {
            return false
        }
        guard shape.startsUpper || shape.hasInnerCapital else { return false }
        guard scalars.allSatisfy({ CharacterShape($0) != .hangul && CharacterShape($0) != .han }) else { return false }
        if NameVocabulary.genericTerms.contains(scalars) || NameVocabulary.titleSet.contains(scalars) { return false }
        // An expansion of a term (Artificial General Intelligence) is as little a name as the term.
        let words = scalars.split(separator: 0x20, maxSplits: 5)
        if words.count > 5 || words.allSatisfy(isExpansion) { return false }
        return !words.contains { NameVocabulary.genericTerms.contains($0) && words.count > 2 }
    }

    /// Whether the stretch is capitals, two to eight, perhaps with a hyphen, and no term.
    static func isAcronym(_ text: NameText, _ range: Range<Int>) -> Bool {
        let scalars = text.scalars[range]
        guard (2...8).contains(range.count), scalars.allSatisfy({ CharacterShape($0) == .upper || $0 == 0x2D }) else {
            return false
        }
        return !NameVocabulary.genericTerms.contains(scalars)
    }

    /// Whether a word is one that expansions of terms are made of.
    static func isExpansion(_ word: ArraySlice<UInt32>) -> Bool {
        word.count <= expansions.longest
            && expansions.contains(word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
    }

    /// Words that expansions of terms are made of.
    private static let expansions = WordSet(
        NameVocabulary.words(
            """
            artificial general intelligence super large small language model models graphics processing unit central neural high bandwidth memory
            application programming interface software development kit chief executive operating financial technology officer venture
            capital initial public offering machine deep learning natural generative agentic physical world vision foundation open source
            internet of things and as a service data center edge computing cloud quantum mixture experts retrieval augmented generation
            reinforcement human feedback memorandum understanding key performance indicator monthly daily active users annual recurring revenue
            energy storage system battery renewable certificate power purchase agreement research product safety level autonomous driving full self
            """
        )
    )

    /// What a thing with this gloss probably is, and whether that is sure.
    static func type(_ text: NameText, _ range: Range<Int>, _ gloss: Range<Int>) -> (EntityType, Bool) {
        let words = text.string(gloss).split(separator: " ").map(String.init)
        if let last = words.last, NameVocabulary.latinOrganizationEndings.contains(last) {
            return (.organization, true)
        }
        if let cued = CueReader.cue(text, before: range.lowerBound) ?? TypeCues.behindQuotation(text, range) {
            return (cued, true)
        }
        let isName =
            words.count >= 2 && words.count <= 3 && words.allSatisfy { LetterCase($0.scalarValues).isCapitalized }
        let isTwoWords = text.scalars[range].contains(0x20)
        return isName && isTwoWords ? (.person, false) : (.organization, false)
    }
}
