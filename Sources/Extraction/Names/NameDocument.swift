import Articles

/// What is known about the names of one text while it is read.
struct NameDocument {
    /// Something the text names.
    struct Thing {
        var id: String
        var name: String
        var type: EntityType
        var kind: String?
        /// Its place in the knowledge base, or -1.
        var entry: Int32 = -1
        /// Whether the type is settled, or only the first guess of a rule that cannot tell.
        var isTypeSure = true
        /// The entries it may be, where the text does not decide.
        var candidates: [String] = []
    }

    /// One place where it does.
    struct Mention {
        var range: Range<Int>
        var thing: Int
        var reason: NameCandidate.Reason
        /// The ids of other entries of the same spelling.
        var alternatives: [String] = []
    }

    let text: NameText
    private(set) var things: [Thing] = []
    private(set) var mentions: [Mention] = []
    /// For each scalar the mention that covers it, plus one; 0 where none does.
    private var cover: [Int32]
    private var thingsByID: [String: Int] = [:]
    /// Candidates that were dropped, and why; collected only for an explanation.
    var dropped: [NameCandidate]?

    init(_ text: NameText, isExplained: Bool) {
        self.text = text
        cover = [Int32](repeating: 0, count: text.count)
        dropped = isExplained ? [] : nil
    }

    /// The thing with `id`, added when it is new.
    mutating func thing(id: String, _ make: () -> Thing) -> Int {
        if let known = thingsByID[id] { return known }
        things.append(make())
        thingsByID[id] = things.count - 1
        return things.count - 1
    }

    /// The thing that is not in the knowledge base and goes by `name`.
    mutating func provisional(_ name: String, _ type: EntityType, kind: String? = nil, isTypeSure: Bool = true) -> Int {
        let index = thing(id: "?" + name) {
            Thing(id: "?" + name, name: name, type: type, kind: kind, isTypeSure: isTypeSure)
        }
        if isTypeSure, !things[index].isTypeSure {
            things[index].type = type
            things[index].isTypeSure = true
        }
        return index
    }

    /// Says what a provisional thing may be.
    mutating func setCandidates(_ candidates: [String], of thing: Int) { things[thing].candidates = candidates }

    /// Moves the mentions of provisional things to the known ones they turned out to be.
    mutating func relink(_ known: [Int: Int]) {
        for index in mentions.indices {
            if let thing = known[mentions[index].thing] { mentions[index].thing = thing }
        }
    }

    mutating func settleType(of thing: Int, _ type: EntityType) {
        things[thing].type = type
        things[thing].isTypeSure = true
    }

    /// The mention that covers the scalar at `index`.
    func mention(at index: Int) -> Mention? {
        guard index >= 0, index < cover.count, cover[index] > 0 else { return nil }
        return mentions[Int(cover[index]) - 1]
    }

    /// Whether no mention covers the scalar at `index`, which is in the text.
    func isFree(_ index: Int) -> Bool { cover[index] == 0 }

    /// Whether no mention touches `range`.
    func isFree(_ range: Range<Int>) -> Bool {
        for index in range where cover[index] != 0 { return false }
        return true
    }

    /// Adds a mention, unless another has the place already.
    @discardableResult
    mutating func add(
        _ range: Range<Int>,
        _ thing: Int,
        _ reason: NameCandidate.Reason,
        alternatives: [String] = []
    ) -> Bool {
        guard isFree(range) else {
            drop(range, id: things[thing].id, type: things[thing].type, .overlapped, alternatives)
            return false
        }
        mentions.append(Mention(range: range, thing: thing, reason: reason, alternatives: alternatives))
        for index in range { cover[index] = Int32(mentions.count) }
        return true
    }

    /// Adds a mention in place of those it reaches into.
    mutating func replace(
        _ range: Range<Int>,
        _ thing: Int,
        _ reason: NameCandidate.Reason,
        alternatives: [String] = []
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            if let old = mention(at: index) { remove(old.range) }
            index += 1
        }
        add(range, thing, reason, alternatives: alternatives)
    }

    private mutating func remove(_ range: Range<Int>) {
        let slot = Int(cover[range.lowerBound]) - 1
        let thing = things[mentions[slot].thing]
        drop(range, id: thing.id, type: thing.type, .overlapped)
        mentions[slot].thing = -1
        for index in range { cover[index] = 0 }
    }

    /// Records a candidate that was not taken, when an explanation was asked for.
    mutating func drop(
        _ range: Range<Int>,
        id: String,
        type: EntityType? = nil,
        _ reason: NameCandidate.Reason,
        _ alternatives: [String] = []
    ) {
        guard dropped != nil else { return }
        dropped?.append(
            NameCandidate(
                range: text.source(range),
                text: text.string(range),
                id: id,
                type: type,
                reason: reason,
                isKept: false,
                alternatives: alternatives
            )
        )
    }

    /// The things with their mentions, in the order of the first.
    func entities() -> [Entity] {
        let kept = mentions.filter { $0.thing >= 0 }.sorted { $0.range.lowerBound < $1.range.lowerBound }
        var places: [Int: Int] = [:]
        var entities: [Entity] = []
        for mention in kept {
            let range = text.source(mention.range)
            if let place = places[mention.thing] {
                entities[place].mentions.append(range)
            } else {
                let thing = things[mention.thing]
                places[mention.thing] = entities.count
                var entity = Entity(
                    id: thing.id,
                    name: thing.name,
                    type: thing.type,
                    kind: thing.kind,
                    mentions: [range]
                )
                if !thing.candidates.isEmpty { entity.candidates = thing.candidates }
                entities.append(entity)
            }
        }
        return entities
    }

    /// All candidates in text order, kept and dropped.
    func candidates() -> [NameCandidate] {
        let kept = mentions.filter { $0.thing >= 0 }.map { mention in
            NameCandidate(
                range: text.source(mention.range),
                text: text.string(mention.range),
                id: things[mention.thing].id,
                type: things[mention.thing].type,
                reason: mention.reason,
                isKept: true,
                alternatives: mention.alternatives + things[mention.thing].candidates
            )
        }
        return (kept + (dropped ?? [])).sorted { ($0.range, $1.isKept ? 1 : 0) < ($1.range, $0.isKept ? 1 : 0) }
    }
}
