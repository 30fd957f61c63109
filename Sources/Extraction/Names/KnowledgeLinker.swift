import Articles

/// Decides which entry each spelling of the knowledge base means in a text, and whether a weak one means any.
struct KnowledgeLinker {
    private let dictionary: NameDictionary

    init(_ dictionary: NameDictionary) { self.dictionary = dictionary }

    func link(_ scan: KnowledgeScan, in document: inout NameDocument) {
        let present = presence(scan)
        let votes = Votes(scan)
        let forged = MixedScript.words(scan.text)
        for hit in scan.strong where forged.isEmpty || !isForged(hit, forged, &document) {
            add(hit, choice(hit, present, scan, votes), .knowledge, to: &document)
        }
        for hit in scan.weak where forged.isEmpty || !isForged(hit, forged, &document) {
            let choice = choice(hit, present, scan, votes)
            guard choice.support > 0 || isIntroduced(hit, choice, scan.text) || isListed(hit, choice, document) else {
                let entry = dictionary.entries[Int(choice.entry)]
                document.drop(hit.range, id: entry.id, type: entry.type, .weakWithoutSupport, ids(choice.others))
                continue
            }
            addWeak(hit, choice, to: &document)
        }
        for (range, entry, reason) in scan.rejected {
            document.drop(
                range,
                id: dictionary.entries[Int(entry)].id,
                type: dictionary.entries[Int(entry)].type,
                reason
            )
        }
    }

    private func isForged(_ hit: KnowledgeScan.Hit, _ forged: [Range<Int>], _ document: inout NameDocument) -> Bool {
        guard MixedScript.touches(hit.range, forged) else { return false }
        let entry = dictionary.entries[Int(hit.entries[0])]
        document.drop(hit.range, id: entry.id, type: entry.type, .mixedScript)
        return true
    }

    /// Whether a noun before the quoted name says it is what the entry is: AI 도구 ‘커서’.
    private func isIntroduced(_ hit: KnowledgeScan.Hit, _ choice: Choice, _ text: NameText) -> Bool {
        hit.range.count >= 2 && CueReader.isQuoted(text, hit.range)
            && CueReader.cue(text, before: hit.range.lowerBound) == dictionary.entries[Int(choice.entry)].type
    }

    /// Whether the name stands in a list with a sure name of its type: OpenAI and Cohere, 카카오·토스.
    ///
    /// Only a middle dot makes a list of Hangul: behind 와 or a comma an ordinary noun is as likely.
    private func isListed(_ hit: KnowledgeScan.Hit, _ choice: Choice, _ document: NameDocument) -> Bool {
        let text = document.text
        let isLatin = text.shape(hit.range.lowerBound) == .upper
        guard hit.range.count >= 2 else { return false }
        for (end, start) in [(hit.range.lowerBound, -1), (-1, hit.range.upperBound)] {
            for link in isLatin ? Self.latinLinks : Self.links {
                let place =
                    end >= 0
                    ? end - link.count : start
                guard place >= 0, place + link.count <= text.count,
                    text.scalars[place..<(place + link.count)].elementsEqual(link),
                    let other = document.mention(at: end >= 0 ? place - 1 : place + link.count),
                    document.things[other.thing].type == dictionary.entries[Int(choice.entry)].type
                else { continue }
                return true
            }
        }
        return !isLatin && isInCommaList(hit, choice, document)
    }

    /// Whether a known name and a comma stand before a Hangul name, and another comma or dot behind it.
    private func isInCommaList(_ hit: KnowledgeScan.Hit, _ choice: Choice, _ document: NameDocument) -> Bool {
        let text = document.text
        let start = hit.range.lowerBound, next = text.scalar(hit.end)
        guard text.scalar(start - 1) == 0x20, text.scalar(start - 2) == 0x2C, next == 0x2C || next == 0xB7,
            let other = document.mention(at: start - 3)
        else { return false }
        return document.things[other.thing].type == dictionary.entries[Int(choice.entry)].type
    }

    private static let links = ["·"].map(\.scalarValues)
    private static let latinLinks = ["·", ", ", " and ", ", and ", " or ", " & ", "와 ", "과 "].map(\.scalarValues)

    /// What of the knowledge base a text holds by strong names.
    private struct Presence {
        /// The entry itself has a strong name there.
        var named: Set<Int32> = []
        /// Something that it owns or makes has.
        var implied: Set<Int32> = []
    }

    private func presence(_ scan: KnowledgeScan) -> Presence {
        var presence = Presence()
        for hit in scan.strong where hit.entries.count == 1 && hit.rivals.isEmpty {
            guard presence.named.insert(hit.entries[0]).inserted else { continue }
            presence.implied.formUnion(dictionary.supporters[Int(hit.entries[0])])
        }
        return presence
    }

    /// What the nouns beside a spelling with several meanings say it is, all over the text.
    private struct Votes {
        private var votes: [[Int32]: [EntityType: Int]] = [:]
        /// More votes than this add nothing.
        private static let most = 3

        init(_ scan: KnowledgeScan) {
            for hits in [scan.strong, scan.weak] {
                for hit in hits where hit.entries.count + hit.rivals.count > 1 {
                    for type in TypeCues.types(scan.text, hit.range) {
                        votes[hit.entries + hit.rivals, default: [:]][type, default: 0] += 1
                    }
                }
            }
        }

        func count(_ type: EntityType, _ entries: [Int32]) -> Int { min(votes[entries]?[type] ?? 0, Self.most) }
    }

    /// How much in the text speaks for `entry`.
    private func support(_ entry: Int32, _ present: Presence, _ scan: KnowledgeScan) -> Int {
        var support = 0
        if present.named.contains(entry) { support += 4 }
        if present.implied.contains(entry) { support += 2 }
        for other in dictionary.supporters[Int(entry)] where present.named.contains(other) { support += 2 }
        for word in dictionary.contexts[Int(entry)] where scan.hasContext[Int(word)] { support += 1 }
        return support
    }

    /// Which entry a spelling means.
    private struct Choice {
        var entry: Int32
        /// How much speaks for it.
        var support: Int
        /// The other entries of the spelling.
        var others: [Int32] = []
        /// Those of them for which as much speaks.
        var tied: [Int32] = []
    }

    /// The entry that the text speaks for most.
    ///
    /// A strong name counts one more than a weak one of the same spelling.
    private func choice(
        _ hit: KnowledgeScan.Hit,
        _ present: Presence,
        _ scan: KnowledgeScan,
        _ votes: Votes
    ) -> Choice {
        let all = hit.entries + hit.rivals
        guard all.count > 1 else {
            return Choice(entry: all[0], support: support(all[0], present, scan))
        }
        var ranked: [(entry: Int32, support: Int)] = []
        for (index, entry) in all.enumerated() {
            let prior = !hit.rivals.isEmpty && index < hit.entries.count ? 1 : 0
            let cues = 2 * votes.count(dictionary.entries[Int(entry)].type, all)
            ranked.append((entry, support(entry, present, scan) + prior + cues))
        }
        ranked.sort { ($1.support, $0.entry) < ($0.support, $1.entry) }
        let tied = ranked.dropFirst().filter { $0.support == ranked[0].support }.map(\.entry)
        let others = ranked.dropFirst().map(\.entry)
        return Choice(entry: ranked[0].entry, support: ranked[0].support, others: others, tied: tied)
    }

    private func ids(_ entries: [Int32]) -> [String] { entries.map { dictionary.entries[Int($0)].id } }

    private func add(
        _ hit: KnowledgeScan.Hit,
        _ choice: Choice,
        _ reason: NameCandidate.Reason,
        to document: inout NameDocument
    ) {
        guard choice.tied.isEmpty else {
            let range = hit.range.lowerBound..<hit.end
            document.add(range, undecided(choice, document.text.string(range), in: &document), reason)
            return
        }
        let known = thing(choice.entry, in: &document)
        guard hit.end > hit.range.upperBound, dictionary.entries[Int(choice.entry)].type == .product else {
            document.add(hit.range.lowerBound..<hit.end, known, reason, alternatives: ids(choice.others))
            return
        }
        let version = version(of: choice.entry, hit, in: &document)
        document.add(hit.range.lowerBound..<hit.end, version, .version)
    }

    /// The provisional thing that is one of several entries, which one the text does not say.
    private func undecided(_ choice: Choice, _ name: String, in document: inout NameDocument) -> Int {
        let first = dictionary.entries[Int(choice.entry)]
        let isSure = choice.tied.allSatisfy { dictionary.entries[Int($0)].type == first.type }
        let thing = document.provisional(name, first.type, isTypeSure: isSure)
        document.setCandidates(ids([choice.entry] + choice.tied), of: thing)
        return thing
    }

    /// A weak name may take the place of strong ones inside it, but not of one that reaches out of it.
    private func addWeak(_ hit: KnowledgeScan.Hit, _ choice: Choice, to document: inout NameDocument) {
        let range = hit.range.lowerBound..<hit.end
        if document.isFree(range) {
            add(hit, choice, .weakWithSupport, to: &document)
        } else if choice.tied.isEmpty, let inner = document.mention(at: hit.range.lowerBound),
            inner.range.upperBound < hit.end, inner.range.lowerBound >= hit.range.lowerBound
        {
            let known = thing(choice.entry, in: &document)
            document.replace(range, known, .weakWithSupport, alternatives: ids(choice.others))
        }
    }

    /// Links what rules and tagger found to the one entry of its type to which the words are a weak name.
    ///
    /// That the words are a name at all was in doubt; where another reader has found one, it no longer is. Several such
    /// entries are candidates.
    func resolve(_ document: inout NameDocument) {
        var known: [Int: Int] = [:]
        let named = Set(document.mentions.filter { Self.findsNames.contains($0.reason) }.map(\.thing))
        for index in document.things.indices where named.contains(index) && document.things[index].entry < 0 {
            let thing = document.things[index]
            guard thing.candidates.isEmpty, thing.name.unicodeScalars.count >= 2 else { continue }
            let entries = dictionary.weakEntries(named: thing.name).filter {
                dictionary.entries[Int($0)].type == thing.type
            }
            if entries.count == 1 { known[index] = self.thing(entries[0], in: &document) }
            if entries.count > 1 { document.setCandidates(ids(entries), of: index) }
        }
        for (thing, bearer) in bearers(document) where known[thing] == nil { known[thing] = bearer }
        if !known.isEmpty { document.relink(known) }
    }

    /// The person a provisional one of one word is, by the last word of the full name.
    private func bearers(_ document: NameDocument) -> [Int: Int] {
        let text = document.text
        var byLast: [[UInt32]: Int] = [:]
        for mention in document.mentions where mention.thing >= 0 && document.things[mention.thing].type == .person {
            guard let space = text.scalars[mention.range].lastIndex(of: 0x20), mention.range.upperBound - space > 2
            else {
                continue
            }
            let last = Array(text.scalars[(space + 1)..<mention.range.upperBound])
            if byLast[last] == nil { byLast[last] = mention.thing }
        }
        guard !byLast.isEmpty else { return [:] }
        var bearers: [Int: Int] = [:]
        for index in document.things.indices {
            let thing = document.things[index]
            guard thing.entry < 0, thing.type == .person || !thing.isTypeSure,
                let bearer = byLast[thing.name.scalarValues], bearer != index
            else { continue }
            bearers[index] = bearer
        }
        return bearers
    }

    private static let findsNames: Set<NameCandidate.Reason> = [.gloss, .title, .cue, .tagger]

    func thing(_ entry: Int32, in document: inout NameDocument) -> Int {
        let known = dictionary.entries[Int(entry)]
        return document.thing(id: known.id) {
            .init(id: known.id, name: known.name, type: known.type, kind: known.kind, entry: entry)
        }
    }

    /// The versioned thing that the knowledge base does not hold: named after its base, however the text spells it,
    /// so that 그록 4.6 and Grok-4.6 are one.
    private func version(of entry: Int32, _ hit: KnowledgeScan.Hit, in document: inout NameDocument) -> Int {
        let base = dictionary.entries[Int(entry)]
        var start = hit.range.upperBound
        // iOS 26 is a spelling of iOS: of 26.4 the whole number is the version.
        if document.text.scalar(start) == 0x2E, base.name.unicodeScalars.last.map({ !("0"..."9").contains($0) }) == true
        {
            while start > hit.range.lowerBound, document.text.shape(start - 1) == .digit { start -= 1 }
        }
        let name = base.name + VersionSuffix.canonical(document.text.scalars[start..<hit.end])
        return document.provisional(name, base.type, kind: base.kind)
    }
}
