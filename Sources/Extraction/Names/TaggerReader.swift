import Articles

/// Adds the names that only the tagger knows, where everything else is silent and it is sure.
struct TaggerReader {
    let tagger: Tagger
    /// The ids of places in Korea, whose addresses are written as one name.
    let domestic: Set<String>
    let tail: NameTail

    /// The least confidence to take a name, by type; products are what the tagger guesses worst.
    private static let leastConfidence: [EntityType: Double] = [
        .person: 0.4, .organization: 0.6, .place: 0.5, .product: 0.6,
    ]
    /// From this confidence on a name holds for the whole text, wherever its spelling stands again.
    private static let certain = 0.9
    /// A line longer than this is read in parts, cut at a space.
    private static let longestLine = 4096

    func read(_ document: inout NameDocument) {
        var votes = Votes()
        var found: [TaggedSpan] = []
        let known = knownLabels(document), text = document.text
        var start = 0
        while start < document.text.count {
            let end = lineEnd(document.text, start)
            for span in tagger.spans(text, start..<end, known: { Int(known[$0]) }) {
                for part in parts(sited(joined(span, text), text), text) {
                    collect(part, document, &votes, &found)
                }
            }
            start = end + 1
        }
        for span in found { add(span, votes, &document) }
        for (thing, type) in votes.unsure() { document.settleType(of: thing, type) }
    }

    /// A site is a place, however much its name is like an organization's: 대구 수성알파시티.
    private func sited(_ span: TaggedSpan, _ text: NameText) -> TaggedSpan {
        guard span.type == .organization, NameShape.isPlace(text, span.range) else { return span }
        return TaggedSpan(range: span.range, type: .place, confidence: span.confidence)
    }

    /// A Latin name goes on behind a hyphen with a capital or a digit: Take-Two, Kwave-3.
    private func joined(_ span: TaggedSpan, _ text: NameText) -> TaggedSpan {
        var span = span
        var end = span.range.upperBound
        let limit = end + Self.longestJoined
        while text.shape(end - 1).isLatin, text.scalar(end) == 0x2D,
            text.shape(end + 1) == .upper || text.shape(end + 1) == .digit
        {
            end += 1
            while end <= limit, text.shape(end).isLatin || text.shape(end) == .digit { end += 1 }
            // A chain without end is no name, and each of its links would be read to the end of it.
            guard end <= limit else { return span }
        }
        span.range = span.range.lowerBound..<end
        return span
    }

    /// How many characters a name may go on for behind hyphens.
    private static let longestJoined = 48

    /// Whether a span is cut out of a longer Hangul word, and not so sure that the rest can be anything.
    private func isCut(_ span: TaggedSpan, _ text: NameText) -> Bool {
        let end = span.range.upperBound
        guard span.confidence < Self.certain, text.shape(end - 1) == .hangul, text.shape(end) == .hangul else {
            return false
        }
        if span.range.count == 1, text.scalar(end) == PersonSpans.someone { return false }
        if isKoreanName(span, text), span.confidence >= Self.sureName { return false }
        return !tail.isTail(text, from: end) && !(span.type == .person && isNoun(text, from: end))
    }

    /// From this confidence on what has the form of a Korean name is one, whatever is written together with it: 김민수뿐인.
    private static let sureName = 0.75

    private func isKoreanName(_ span: TaggedSpan, _ text: NameText) -> Bool {
        span.type == .person && KoreanName.isLikely(text.scalars[span.range], isCertain: false)
    }

    /// Whether a noun of the lists goes on in the word: 정철민병장이.
    private func isNoun(_ text: NameText, from start: Int) -> Bool {
        var end = start
        while text.shape(end) == .hangul { end += 1 }
        return NameVocabulary.institutions.beginsWord(text.scalars[start..<end])
    }

    /// The names in a span: of several persons each, and of a state and what lies in it two (인도 라자스탄주, 테네시주 멤피스).
    private func parts(_ span: TaggedSpan, _ text: NameText) -> [TaggedSpan] {
        if span.type == .person { return PersonSpans.persons(in: span, text) }
        guard span.type == .place, let space = text.scalars[span.range].lastIndex(of: 0x20) else { return [span] }
        let left = span.range.lowerBound..<space, right = (space + 1)..<span.range.upperBound
        let isState = [left, right].contains { $0.count >= 4 && text.scalar($0.upperBound - 1) == Self.state }
        guard isState, left.count >= 2, right.count >= 2 else { return [span] }
        return [left, right].map { TaggedSpan(range: $0, type: .place, confidence: span.confidence) }
    }

    /// 주 at the end of a state's name.
    private static let state: UInt32 = 0xC8FC

    private func lineEnd(_ text: NameText, _ start: Int) -> Int {
        var end = start
        while end < text.count, text.scalars[end] != 0x0A {
            if end - start > Self.longestLine, text.shapes[end] == .space { return end }
            if end - start > 2 * Self.longestLine { return end }
            end += 1
        }
        return end
    }

    /// For each place the label that a sure mention gives it, or -1.
    ///
    /// A place or a public body may be the first word of another (북한 총영사관, 국회 예산정책처), so they are left open.
    private func knownLabels(_ document: NameDocument) -> [Int8] {
        var labels = [Int8](repeating: -1, count: document.text.count)
        for mention in document.mentions where mention.thing >= 0 {
            let thing = document.things[mention.thing]
            guard thing.isTypeSure, thing.type != .place, !isBody(thing), !isByEnding(mention, thing),
                !isForeignByTitle(mention, document.text),
                thing.type == .person || !PersonSpans.isBehindGivenName(mention.range, document)
            else { continue }
            let type = TaggerLabel.types.firstIndex(of: thing.type) ?? 0
            for index in mention.range { labels[index] = Int8(TaggerLabel.inside(type)) }
            labels[mention.range.lowerBound] = Int8(TaggerLabel.begin(type))
        }
        return labels
    }

    /// How the types of spellings and of unsure things were voted.
    private struct Votes {
        var spellings: [String: [EntityType: Double]] = [:]
        /// Short forms of terms, which are no names wherever they stand.
        var terms: Set<String> = []
        var things: [Int: [EntityType: Double]] = [:]

        func type(of spelling: String) -> EntityType? { Self.winner(spellings[spelling] ?? [:]) }

        func unsure() -> [(Int, EntityType)] {
            things.sorted { $0.key < $1.key }.compactMap { thing, votes in Self.winner(votes).map { (thing, $0) } }
        }

        /// The type with most votes; of equals the first of all types.
        private static func winner(_ votes: [EntityType: Double]) -> EntityType? {
            TaggerLabel.types.filter { votes[$0] != nil }.max { (votes[$0] ?? 0) < (votes[$1] ?? 0) }
        }
    }

    private func collect(
        _ span: TaggedSpan,
        _ document: NameDocument,
        _ votes: inout Votes,
        _ found: inout [TaggedSpan]
    ) {
        if let mention = document.mention(at: span.range.lowerBound), !document.things[mention.thing].isTypeSure {
            votes.things[mention.thing, default: [:]][span.type, default: 0] += span.confidence
            return
        }
        guard isWhole(document.text, span.range), !isCut(span, document.text) else { return }
        if isSettled(span, document) { return found.append(span) }
        if !document.isFree(span.range) { return extend(span, document, &found) }
        let spelling = document.text.string(span.range)
        guard !isTerm(document.text, span, spelling) else { return }
        if isGlossOfTerm(document, span.range) {
            votes.terms.insert(spelling)
            return
        }
        votes.spellings[spelling, default: [:]][span.type, default: 0] += span.confidence
        for type in TypeCues.types(document.text, span.range, guess: span.type) {
            votes.spellings[spelling, default: [:]][type, default: 0] += Self.cueWeight
        }
        if span.type == .person, NameShape.isOrganization(document.text, span.range) {
            votes.spellings[spelling, default: [:]][.organization, default: 0] += Self.cueWeight
        }
        found.append(span)
    }

    /// Whether a mention was found by a foreign given name, before which there may be another.
    private func isForeignByTitle(_ mention: NameDocument.Mention, _ text: NameText) -> Bool {
        mention.reason == .title && text.scalars[mention.range].contains(0x20)
    }

    /// Whether a span is to replace the known name it is or holds: a place that acts (서울시), the beginning of a longer word
    /// (구로사와), or a part of a person's name (레슬리 닐슨).
    private func isSettled(_ span: TaggedSpan, _ document: NameDocument) -> Bool {
        guard
            let mention = document.mention(at: span.range.lowerBound) ?? document.mention(at: span.range.upperBound - 1)
        else { return false }
        let thing = document.things[mention.thing], text = document.text
        if mention.range == span.range { return ActingPlaces(domestic: domestic).isBody(span, thing, text) }
        guard span.range.lowerBound <= mention.range.lowerBound, mention.range.upperBound <= span.range.upperBound
        else { return false }
        if isForeignByTitle(mention, text) {
            return span.type == .person && span.confidence >= Self.sureBody
                && !text.scalars[span.range].contains { CharacterShape($0).isLatin }
        }
        guard thing.type != .person, thing.entry >= 0 else { return false }
        if isWordStart(mention, span, text) {
            return thing.type == .place && span.type != .organization && span.confidence >= Self.certain
        }
        return isInPerson(mention, thing, span, document)
    }

    /// Whether the word that a mention begins goes on in the span: 구로|사와 아키라.
    private func isWordStart(_ mention: NameDocument.Mention, _ span: TaggedSpan, _ text: NameText) -> Bool {
        let end = mention.range.upperBound
        return end < span.range.upperBound && text.shape(end) == .hangul && text.shape(end - 1) == .hangul
    }

    /// Whether a known name is the first word of a person's two, or the second behind a given name.
    private func isInPerson(
        _ mention: NameDocument.Mention,
        _ thing: NameDocument.Thing,
        _ span: TaggedSpan,
        _ document: NameDocument
    ) -> Bool {
        guard span.type == .person, span.confidence >= Self.sureBody,
            document.text.scalars[span.range].count(where: { $0 == 0x20 }) == 1
        else { return false }
        let isFirst = mention.range.lowerBound == span.range.lowerBound
        return isFirst ? thing.type == .place : PersonSpans.isBehindGivenName(mention.range, document)
    }

    /// A span around known places: an organization named after one, or a Korean address, is one name; of a foreign
    /// place within another (테네시주 멤피스) only what is new is added.
    private func extend(_ span: TaggedSpan, _ document: NameDocument, _ found: inout [TaggedSpan]) {
        var free: Range<Int>?
        var isDomestic = true
        var least = Self.leastExtension
        var index = span.range.lowerBound
        while index < span.range.upperBound {
            if let mention = document.mention(at: index) {
                let thing = document.things[mention.thing]
                let isInner =
                    thing.type == .place
                    || span.type == .organization
                        && (isPart(mention, thing) || isEmployer(mention, span, document.text))
                guard isInner,
                    span.range.lowerBound <= mention.range.lowerBound,
                    mention.range.upperBound <= span.range.upperBound, mention.range != span.range
                else { return }
                if isByEnding(mention, thing), mention.range.upperBound < span.range.upperBound { return }
                if thing.type == .organization, thing.entry >= 0 { least = Self.leastPart }
                if !domestic.contains(thing.id) { isDomestic = false }
                index = mention.range.upperBound
            } else {
                let start = free?.upperBound == index ? free?.lowerBound ?? index : index
                free = start..<(index + 1)
                index += 1
            }
        }
        let spelling = document.text.string(span.range)
        guard span.confidence >= least, !isTerm(document.text, span, spelling) else { return }
        if span.type == .organization || span.type == .place && isDomestic {
            found.append(span)
        } else if span.type == .place, var rest = free {
            while rest.lowerBound < rest.upperBound, document.text.shape(rest.lowerBound) == .space {
                rest = (rest.lowerBound + 1)..<rest.upperBound
            }
            // What stands before a known place says which part of it is meant: 중앙 티베트.
            guard rest.count >= 2, rest.lowerBound > span.range.lowerBound, isWhole(document.text, rest),
                !NameVocabulary.institutions.contains(document.text.scalars[rest])
            else { return }
            found.append(TaggedSpan(range: rest, type: .place, confidence: span.confidence))
        }
    }

    /// Whether a thing is a public body, whose parts are bodies too; of a company's name and a noun the noun is a product
    /// as often as a part.
    private func isBody(_ thing: NameDocument.Thing) -> Bool {
        thing.type == .organization && thing.kind.map(Self.bodies.contains) == true
    }

    /// Whether a name may be the end or the beginning of a longer one: a body's (국회 예산정책처), or a kind of body that only
    /// its ending gave away (대검 감찰위원회).
    private func isPart(_ mention: NameDocument.Mention, _ thing: NameDocument.Thing) -> Bool {
        isBody(thing) || isByEnding(mention, thing)
    }

    private func isByEnding(_ mention: NameDocument.Mention, _ thing: NameDocument.Thing) -> Bool {
        thing.type == .organization && thing.entry < 0 && mention.reason == .ending
    }

    /// Whether a span is a body in a known organization: its union or one of its committees.
    private func isEmployer(_ mention: NameDocument.Mention, _ span: TaggedSpan, _ text: NameText) -> Bool {
        mention.range.lowerBound == span.range.lowerBound && text.scalar(mention.range.upperBound) == 0x20
            && Self.innerBodies.contains { text.scalars[span.range].suffix($0.count) == $0[...] }
    }

    /// Ends of the names of bodies in an organization, which are named after it.
    private static let innerBodies = NameVocabulary.words("노조 노동조합 위원회 협의회 연구소").map(\.scalarValues)

    private static let bodies: Set<String> = ["parliament", "agency", "ministry", "government", "court", "university"]

    /// What a noun beside a name counts against the tagger's guesses: as much as four sure ones, since it is seldom wrong.
    private static let cueWeight = 4.0

    /// Bodies of which a country has one: where they act, the word is their name.
    private static let nationalBodies: Set<String> = ["검찰", "경찰", "육군", "해군", "공군", "해병대"]

    /// Whether a span is a term, or was cut out of one.
    private func isTerm(_ text: NameText, _ span: TaggedSpan, _ spelling: String) -> Bool {
        let range = span.range
        if Self.nationalBodies.contains(spelling) { return false }
        if span.type == .person, isPerson(span, text, spelling) { return false }
        // 참여연대: nouns make up the names of bodies as well, so one that is surely a body's is taken for that.
        let isBody =
            span.type == .organization && span.confidence >= Self.sureBody
            && !NameVocabulary.institutions.lists(spelling)
        let words = spelling.split(separator: " ").map(String.init)
        if words.allSatisfy({
            NameVocabulary.genericTerms.contains($0) || !isBody && NameVocabulary.institutions.contains($0)
        }) {
            return true
        }
        // 독자 AI: a noun and a term. A Latin name may end so (Velora AI).
        let startsHangul = text.shape(range.lowerBound) == .hangul
        if words.count > 1, startsHangul, let last = words.last, NameVocabulary.genericTerms.contains(last) {
            return true
        }
        if text.shape(range.lowerBound) == .digit, words.count > 1 || isSize(text.scalars[range]) { return true }
        if words.contains(where: { Self.conjunctions.contains($0) }) { return true }
        if span.type == .person, words.contains(where: { NameVocabulary.genericTerms.contains($0) }) { return true }
        if words.count == 1, span.confidence < Self.sureBody, isInflectedNoun(text, range) { return true }
        if text.scalars[range].contains(where: { Self.breaks.contains($0) }) { return true }
        // The initial of somebody who is not named is no article: A씨.
        if range.count > 1, words.allSatisfy({ GlossName.isExpansion($0.scalarValues[...]) }) { return true }
        return isGlossedAsTerm(text, range.upperBound)
    }

    /// Whether a span is the size of a model: 519B, 1.5T.
    private func isSize(_ span: ArraySlice<UInt32>) -> Bool {
        guard let last = span.last, Self.sizes.contains(last) else { return false }
        return span.dropLast().allSatisfy { CharacterShape($0) == .digit || $0 == 0x2E }
    }

    private static let sizes = Set("BMTKbm".unicodeScalars.map(\.value))

    /// Whether a person's age follows, or the form and the tagger speak for a name that looks like a compound: 이민기.
    private func isPerson(_ span: TaggedSpan, _ text: NameText, _ spelling: String) -> Bool {
        if PersonSpans.hasAge(text, span.range.upperBound), span.confidence >= Self.sureName { return true }
        return span.confidence >= Self.sureName && KoreanName.hasForm(text.scalars[span.range])
            && !NameVocabulary.institutions.lists(spelling)
    }

    /// Words that join two things.
    private static let conjunctions: Set<String> = ["및", "또는", "그리고", "and", "or"]

    /// Whether a word is a noun of the lists with a particle or ending: 부족이라.
    private func isInflectedNoun(_ text: NameText, _ range: Range<Int>) -> Bool {
        guard range.count >= 3, text.shape(range.lowerBound) == .hangul, text.shape(range.upperBound) != .hangul else {
            return false
        }
        return (2..<range.count).contains { length in
            let end = range.lowerBound + length
            return NameVocabulary.institutions.lists(text.scalars[range.lowerBound..<end])
                && tail.isTail(text, from: end)
        }
    }

    /// Whether the span is the short or English form that a bracket gives of a term: 전방 배치 엔지니어(FDE).
    ///
    /// What is no name has none.
    private func isGlossOfTerm(_ document: NameDocument, _ range: Range<Int>) -> Bool {
        let text = document.text
        guard text.shape(range.lowerBound).isLatin, text.scalar(range.lowerBound - 1) == 0x28 else { return false }
        let after = text.scalar(range.upperBound)
        guard after == 0x29 || after == 0x2C || after == 0x3B else { return false }
        var end = range.lowerBound - 1
        if CueReader.isClosing(text.scalar(end - 1)) { end -= 1 }
        guard text.shape(end - 1) == .hangul, document.mention(at: end - 1) == nil else { return false }
        var start = end
        while text.shape(start - 1) == .hangul, end - start <= Self.longestTerm { start -= 1 }
        return NameVocabulary.institutions.contains(text.scalars[start..<end])
    }

    private static let longestTerm = 14

    /// From this confidence on a compound of nouns is a body's name.
    private static let sureBody = 0.98

    /// Marks that part names, never stand in them.
    private static let breaks = Set("()[]·,/~∼".unicodeScalars.map(\.value))

    /// 에퀴티 파이낸싱(equity financing), 인증서(REC): small letters or a term in the bracket behind.
    private func isGlossedAsTerm(_ text: NameText, _ end: Int) -> Bool {
        guard text.scalar(end) == 0x28 else { return false }
        var stop = end + 1
        while text.shape(stop).isWord, stop - end <= 24 { stop += 1 }
        let gloss = (end + 1)..<stop
        guard !gloss.isEmpty else { return false }
        let letters = LetterCase(text.scalars[gloss])
        return letters.upper == 0 && letters.lower > 2 || NameVocabulary.genericTerms.contains(text.scalars[gloss])
    }

    /// The least confidence to make more of a known place.
    private static let leastExtension = 0.6
    /// The least confidence to make more of a known organization: 국회 예산정책처.
    private static let leastPart = 0.9

    /// Whether a span begins and ends where words can.
    private func isWhole(_ text: NameText, _ range: Range<Int>) -> Bool {
        let first = text.shape(range.lowerBound), last = text.shape(range.upperBound - 1)
        guard first.isWord, range.count > 1 || first == .hangul || first == .han || first == .upper else {
            return false
        }
        let before = text.shape(range.lowerBound - 1), after = text.shape(range.upperBound)
        if before.isWord, before == .hangul || first != .hangul && before != .han {
            // 남북: each syllable is a name.
            return before == .hangul && range.count == 1
        }
        return !(after.isLatin && last != .hangul) && !(after == .digit && last != .hangul)
    }

    private func add(_ span: TaggedSpan, _ votes: Votes, _ document: inout NameDocument) {
        let spelling = document.text.string(span.range)
        guard !votes.terms.contains(spelling) else { return }
        let type = votes.type(of: spelling) ?? span.type
        guard span.confidence >= Self.leastConfidence[type] ?? 1 else {
            document.drop(span.range, id: "?" + spelling, .unsure)
            return
        }
        let thing = document.provisional(spelling, type, isTypeSure: span.confidence >= Self.certain)
        if document.isFree(span.range) {
            document.add(span.range, thing, .tagger)
        } else {
            document.replace(span.range, thing, .tagger)
        }
    }
}
