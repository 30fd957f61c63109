import Articles
import Resources

/// Finds the claims a text makes, from the names, amounts and dates already read.
///
/// Each relation is a frame of `Data/frames.txt`: cues, the kinds of things that play its parts, and the amount it
/// speaks of. A sentence that holds a cue and all a frame must have yields a claim; what is not sure is left out.
struct FactReader: Sendable {
    private let table: FrameTable
    private let modalities: ModalityReader
    private let roles: RoleReader

    /// How far a claim is trusted by where its subject was found; judged on the development articles.
    private enum Trust {
        static let marked = 0.9
        static let unmarked = 0.7
        static let carried = 0.5
    }

    /// The most claims one sentence may make: a list of names with a cue each would otherwise make hundreds.
    private static let mostPerSentence = 24

    init() {
        table = FrameTable(String(decoding: Resources.bytes(of: "facts/frames.txt"), as: UTF8.self))
        modalities = ModalityReader(String(decoding: Resources.bytes(of: "facts/modality.txt"), as: UTF8.self))
        roles = RoleReader(String(decoding: Resources.bytes(of: "facts/titles.txt"), as: UTF8.self))
    }

    /// The claims of `text`, in the order of their sentences.
    func read(_ text: SourceText, _ reading: Reading, reference: CivilDate?) -> [Fact] {
        guard !reading.entities.isEmpty else { return [] }
        var facts: [Fact] = []
        var topic: Int?
        for sentence in Sectioner(text, reading).sentences() {
            var found = framedFacts(text, reading, sentence, topic: topic)
            found += officeFacts(text, reading, sentence)
            var seen: Set<String> = []
            let evidence = text.scalars(sentence.range)
            for var fact in found.prefix(Self.mostPerSentence) {
                let key = "\(fact.subject)|\(fact.relation)|\(fact.object ?? "")|\(fact.value ?? 0)"
                guard seen.insert(key).inserted else { continue }
                fact.evidence = evidence
                facts.append(fact)
            }
            topic = sentence.parts.first { isTopic($0, sentence, reading) }?.entity ?? topic
        }
        return facts
    }

    /// Whether a sentence is about the name: marked as its subject, or in English the first one that stands free.
    private func isTopic(_ part: SentenceParts.Part, _ sentence: SentenceParts, _ reading: Reading) -> Bool {
        sentence.isKorean ? part.role == .subject : reading.entities[part.entity].type != .place
    }

    // MARK: - Frames

    private func framedFacts(_ text: SourceText, _ reading: Reading, _ sentence: SentenceParts, topic: Int?) -> [Fact] {
        var facts: [Fact] = []
        var index = sentence.range.lowerBound
        let bytes = text.bytes
        while index < sentence.range.upperBound {
            for cue in table.cues.candidates(bytes, at: index) {
                let stands =
                    cue.isKorean
                    ? ByteSearch.matches(cue.bytes, in: bytes, at: index)
                    : ByteSearch.matchesWord(cue.bytes, in: bytes, at: index)
                guard stands, index + cue.bytes.count <= sentence.range.upperBound else { continue }
                let place = index..<(index + cue.bytes.count)
                facts += claims(text, reading, sentence, table.frames[cue.frame], cue: place, topic: topic)
            }
            index += bytes[index] < 0x80 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
        }
        return facts
    }

    private func claims(
        _ text: SourceText,
        _ reading: Reading,
        _ sentence: SentenceParts,
        _ frame: Frame,
        cue: Range<Int>,
        topic: Int?
    ) -> [Fact] {
        let bytes = text.bytes
        guard
            frame.needed.isEmpty
                || frame.needed.contains(where: { ByteSearch.contains($0, in: bytes, sentence.range) }),
            !frame.avoided.contains(where: { ByteSearch.contains($0, in: bytes, sentence.range) })
        else { return [] }
        let modality = modalities.modality(
            bytes,
            sentence: sentence.range,
            cue: cue.lowerBound,
            isKorean: sentence.isKorean
        )
        if frame.objects.isEmpty, let pairs = distributed(bytes, reading, sentence, frame, cue: cue) {
            return pairs.map { part, amount in
                fact(
                    frame,
                    reading,
                    sentence,
                    cue,
                    modality,
                    subject: part.entity,
                    amount: amount,
                    trust: Trust.unmarked
                )
            }
        }
        let amount = amount(reading, sentence, frame, cue: cue)
        guard amount != nil || !frame.needsAmount else { return [] }
        let objects = objects(bytes, reading, sentence, frame, cue: cue)
        guard !objects.isEmpty || !frame.needsObject else { return [] }
        let subjects = subjects(bytes, reading, sentence, frame, cue: cue, objects: objects, topic: topic)
        return subjects.flatMap { subject in
            (objects.isEmpty ? [nil] : objects.map(Optional.some)).compactMap { object in
                guard subject.entity != object, isOneClause(bytes, sentence, subject.entity, object) else { return nil }
                var made = fact(
                    frame,
                    reading,
                    sentence,
                    cue,
                    modality,
                    subject: subject.entity,
                    amount: amount,
                    trust: subject.trust
                )
                made.object = object.map { reading.entities[$0].id }
                return made
            }
        }
    }

    /// Whether subject and object can be of one clause: an object that comes first, with a comma between, is of another.
    private func isOneClause(_ bytes: [UInt8], _ sentence: SentenceParts, _ subject: Int, _ object: Int?) -> Bool {
        guard sentence.isKorean, let object,
            let last = sentence.parts.last(where: { $0.entity == object }),
            let first = sentence.parts.first(where: { $0.entity == subject }),
            last.range.upperBound < first.range.lowerBound
        else { return true }
        return !bytes[last.range.upperBound..<first.range.lowerBound].contains(UInt8(ascii: ","))
    }

    /// The claim itself, without its object; the caller sets the evidence.
    private func fact(
        _ frame: Frame,
        _ reading: Reading,
        _ sentence: SentenceParts,
        _ cue: Range<Int>,
        _ modality: Modality,
        subject: Int,
        amount: Int?,
        trust: Double
    ) -> Fact {
        let isPlan = modality == .planned || modality == .target
        let quantity = amount.map { reading.quantities[$0] }
        return Fact(
            subject: reading.entities[subject].id,
            relation: isPlan ? frame.plannedRelation ?? frame.relation : frame.relation,
            value: quantity?.value.map { frame.isNegative ? -abs($0) : $0 },
            high: quantity?.high.map { frame.isNegative ? -abs($0) : $0 },
            unit: quantity?.unit,
            bound: quantity?.bound,
            modality: modality,
            date: date(reading, sentence, cue: cue),
            evidence: TextRange(0, 0),
            confidence: ((trust * frame.weight * (modality == .reported ? 0.9 : 1)) * 100).rounded() / 100
        )
    }

    /// `가 1000억, 나 850억, 다 650억을 투입`: each name with the amount right after it, where two or more do so.
    private func distributed(
        _ bytes: [UInt8],
        _ reading: Reading,
        _ sentence: SentenceParts,
        _ frame: Frame,
        cue: Range<Int>
    ) -> [(SentenceParts.Part, Int)]? {
        guard frame.needsAmount else { return nil }
        var pairs: [(SentenceParts.Part, Int)] = []
        let parts = sentence.parts.filter { part in
            part.range.upperBound <= cue.lowerBound
                && frame.subjects.contains { $0.admits(reading.entities[part.entity]) }
        }
        for (index, part) in parts.enumerated() {
            let next = index + 1 < parts.count ? parts[index + 1].range.lowerBound : cue.lowerBound
            let own = sentence.amounts.filter { amount in
                amount.range.lowerBound >= part.range.upperBound && amount.range.upperBound <= next
                    && amount.range.lowerBound - part.range.upperBound <= 40
                    && frame.amounts.contains { $0.admits(reading.quantities[amount.index]) }
            }
            if let first = own.first { pairs.append((part, first.index)) }
        }
        return pairs.count >= 2 && Set(pairs.map(\.0.entity)).count == pairs.count ? pairs : nil
    }

    /// The amount the frame speaks of: the nearest one on its side of the cue.
    private func amount(_ reading: Reading, _ sentence: SentenceParts, _ frame: Frame, cue: Range<Int>) -> Int? {
        let fitting = sentence.amounts.filter { amount in
            frame.amounts.contains { $0.admits(reading.quantities[amount.index]) }
        }
        let before = fitting.last { $0.range.upperBound <= cue.lowerBound }
        let after = fitting.first { $0.range.lowerBound >= cue.upperBound }
        let overlapping = fitting.first { $0.range.overlaps(cue) }
        switch frame.side {
        case .before where sentence.isKorean: return before?.index
        case .before: return (after ?? before)?.index
        case .after: return (after ?? before)?.index
        case .near:
            if let overlapping { return overlapping.index }
            guard let before else { return after?.index }
            guard let after else { return before.index }
            let backwards = cue.lowerBound - before.range.upperBound
            // Right before the cue, with no more than a particle between, the amount belongs to it.
            if backwards <= 8 { return before.index }
            return after.range.lowerBound - cue.upperBound < backwards ? after.index : before.index
        }
    }

    /// The entities that can be the frame's object, a list giving all its members.
    private func objects(
        _ bytes: [UInt8],
        _ reading: Reading,
        _ sentence: SentenceParts,
        _ frame: Frame,
        cue: Range<Int>
    ) -> [Int] {
        guard !frame.objects.isEmpty else { return [] }
        let fitting = sentence.parts.indices.filter { index in
            let part = sentence.parts[index]
            return part.role != .subject || frame.particles.contains(part.particle)
                ? frame.objects.contains { $0.admits(reading.entities[part.entity]) } : false
        }
        let nearest: Int?
        if sentence.isKorean {
            nearest = fitting.last { index in
                let part = sentence.parts[index]
                guard part.range.upperBound <= cue.lowerBound, cue.lowerBound - part.range.upperBound <= Self.reach
                else {
                    return false
                }
                guard frame.particles.isEmpty else { return frame.particles.contains(part.particle) }
                return part.role != .genitive && !Self.placeParticles.contains(part.particle)
            }
        } else {
            nearest = fitting.first {
                sentence.parts[$0].range.lowerBound >= cue.upperBound
                    && sentence.parts[$0].range.lowerBound - cue.upperBound <= Self.reach
            }
        }
        guard let nearest else { return [] }
        return list(around: nearest, fitting, bytes, sentence).map { sentence.parts[$0].entity }
    }

    /// Particles that say where, by what or with whom: never on what a verb acts on.
    private static let placeParticles = ["에", "에서", "에게", "로", "으로", "에는", "에서는"].map { Array($0.utf8) }

    /// The farthest, in bytes, that an object may stand from its cue: about forty syllables.
    private static let reach = 120

    /// The members of the list that part `index` is in, among `fitting`.
    private func list(around index: Int, _ fitting: [Int], _ bytes: [UInt8], _ sentence: SentenceParts) -> [Int] {
        var first = index
        while first > 0, fitting.contains(first - 1),
            joins(bytes, sentence.parts[first - 1], sentence.parts[first])
        { first -= 1 }
        var last = index
        while last + 1 < sentence.parts.count, fitting.contains(last + 1),
            joins(bytes, sentence.parts[last], sentence.parts[last + 1])
        { last += 1 }
        return Array(first...last)
    }

    private func joins(_ bytes: [UInt8], _ left: SentenceParts.Part, _ right: SentenceParts.Part) -> Bool {
        ParticleRole.joins(bytes, from: left.range.upperBound, to: right.range.lowerBound)
    }

    /// The entities that can be the subject, with how far each is trusted.
    private func subjects(
        _ bytes: [UInt8],
        _ reading: Reading,
        _ sentence: SentenceParts,
        _ frame: Frame,
        cue: Range<Int>,
        objects: [Int],
        topic: Int?
    ) -> [(entity: Int, trust: Double)] {
        let fitting = sentence.parts.indices.filter { index in
            let entity = sentence.parts[index].entity
            return !objects.contains(entity) && frame.subjects.contains { $0.admits(reading.entities[entity]) }
        }
        let found =
            sentence.isKorean
            ? koreanSubjects(bytes, reading, sentence, frame, cue: cue, fitting, objects: objects, topic: topic)
            : englishSubject(bytes, sentence, fitting, cue: cue)
        if !found.isEmpty { return found }
        guard let topic, fitting.isEmpty, canCarry(topic, reading, frame, objects) else { return [] }
        return [(topic, Trust.carried)]
    }

    /// The nearest name before the verb.
    private func englishSubject(
        _ bytes: [UInt8],
        _ sentence: SentenceParts,
        _ fitting: [Int],
        cue: Range<Int>
    ) -> [(entity: Int, trust: Double)] {
        let nearest = fitting.last { index in
            let range = sentence.parts[index].range
            return range.upperBound <= cue.lowerBound && !isBracketed(bytes, range)
        }
        return nearest.map { [(sentence.parts[$0].entity, Trust.marked)] } ?? []
    }

    /// The name its particle marks, else the thing a generic noun stands for, else an owner or a bare name.
    private func koreanSubjects(
        _ bytes: [UInt8],
        _ reading: Reading,
        _ sentence: SentenceParts,
        _ frame: Frame,
        cue: Range<Int>,
        _ fitting: [Int],
        objects: [Int],
        topic: Int?
    ) -> [(entity: Int, trust: Double)] {
        let parts = sentence.parts
        let before = fitting.filter { parts[$0].range.upperBound <= cue.lowerBound }
        let behind = fitting.first { parts[$0].range.lowerBound >= cue.upperBound }
        if frame.takesHead, isAdnominal(bytes, after: cue), let behind,
            parts[behind].range.lowerBound - cue.upperBound <= Self.headReach
        {
            return [(parts[behind].entity, Trust.marked)]
        }
        let host = before.last { index in
            reading.entities[parts[index].entity].type == .product
                && frame.hostParticles.contains(parts[index].particle)
        }
        if let host { return [(parts[host].entity, Trust.marked)] }
        if let marked = before.last(where: { parts[$0].role == .subject }) {
            return list(around: marked, fitting, bytes, sentence).map { (parts[$0].entity, Trust.marked) }
        }
        if let topic, GenericTopic.stands(in: bytes, sentence.range.lowerBound..<cue.lowerBound) {
            return canCarry(topic, reading, frame, objects) ? [(topic, Trust.carried)] : []
        }
        let owner = before.last { parts[$0].role == .genitive }
        // A name with a particle of place or company (에, 와, 로) is anything but the subject.
        let bare = before.last { parts[$0].particle.isEmpty && !isBracketed(bytes, parts[$0].range) }
        if let owner = owner ?? (frame.needsMark ? nil : bare) { return [(parts[owner].entity, Trust.unmarked)] }
        guard let behind, parts[behind].range.lowerBound - cue.upperBound <= Self.behindReach else { return [] }
        return [(parts[behind].entity, Trust.unmarked)]
    }

    private func canCarry(_ topic: Int, _ reading: Reading, _ frame: Frame, _ objects: [Int]) -> Bool {
        !objects.contains(topic) && frame.subjects.contains { $0.admits(reading.entities[topic]) }
    }

    /// How far behind its adnominal verb the head may stand: `갖춘 AI 훈련 시스템인 '행거'`.
    private static let headReach = 60
    /// How far behind a nominal cue its subject may stand.
    private static let behindReach = 40

    /// Whether the word of the cue ends as an adnominal: its last syllable closes with ㄴ and a blank follows.
    private func isAdnominal(_ bytes: [UInt8], after cue: Range<Int>) -> Bool {
        var end = cue.upperBound
        for _ in 0..<2 where end < bytes.count && ByteSearch.isHangul(bytes, end) { end += 3 }
        guard end < bytes.count, bytes[end] == 0x20, ByteSearch.isHangul(bytes, end - 3) else { return false }
        let scalar =
            Int(bytes[end - 3] & 0x0F) << 12 | Int(bytes[end - 2] & 0x3F) << 6 | Int(bytes[end - 1] & 0x3F)
        return (scalar - 0xAC00) % 28 == 4
    }

    /// Whether a name stands in brackets: a dateline's agency or a gloss, never who does something.
    private func isBracketed(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "(")
    }

    /// The date nearest before the cue, else the first of the sentence; only one that is resolved.
    private func date(_ reading: Reading, _ sentence: SentenceParts, cue: Range<Int>) -> String? {
        let resolved = sentence.dates.filter { reading.dates[$0.index].iso != nil }
        let nearest = resolved.last { $0.range.upperBound <= cue.lowerBound } ?? resolved.first
        return nearest.flatMap { reading.dates[$0.index].iso }
    }

    // MARK: - Offices

    private func officeFacts(_ text: SourceText, _ reading: Reading, _ sentence: SentenceParts) -> [Fact] {
        roles.pairs(text.bytes, sentence, reading.entities).map { person, organization in
            Fact(
                subject: reading.entities[sentence.parts[person].entity].id,
                relation: "role_of",
                object: reading.entities[sentence.parts[organization].entity].id,
                evidence: TextRange(0, 0),
                confidence: Trust.marked
            )
        }
    }
}
