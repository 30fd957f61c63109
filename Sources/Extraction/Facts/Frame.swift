import Articles

/// What a sentence must hold for one relation to be read from it; see `Data/frames.txt` for the fields.
struct Frame: Sendable {
    /// A type of thing, or a type and kind: `organization`, `organization/agency`.
    struct Kind: Sendable {
        var type: EntityType
        var kind: String?

        func admits(_ entity: Entity) -> Bool { entity.type == type && (kind == nil || entity.kind == kind) }
    }

    /// A kind of amount, with the units that will do; no units means any.
    struct Amount: Sendable {
        var kind: Quantity.Kind
        var units: Set<String>

        func admits(_ quantity: Quantity) -> Bool {
            let isKind = quantity.kind == kind || (kind == .count && quantity.kind == .number)
            return isKind && (units.isEmpty || quantity.unit.map(units.contains) == true)
        }
    }

    /// Where the amount stands from the cue.
    enum Side: String, Sendable { case before, after, near }

    var relation: String
    var subjects: [Kind] = []
    var objects: [Kind] = []
    var needsObject = false
    var particles: [[UInt8]] = []
    var amounts: [Amount] = []
    var needsAmount = false
    var side = Side.near
    var plannedRelation: String?
    var needed: [[UInt8]] = []
    var avoided: [[UInt8]] = []
    var weight = 1.0
    /// Whether only a name that its particle marks as the subject will do.
    var needsMark = false
    /// Whether the amount counts below zero.
    var isNegative = false
    /// Particles that make a product before the cue the subject.
    var hostParticles: [[UInt8]] = []
    /// Whether an adnominal cue has its subject behind it.
    var takesHead = false
}

/// A word that may open a frame, and which.
struct Cue: Sendable {
    var bytes: [UInt8]
    var frame: Int
    var isKorean: Bool
}

/// All frames and their cues, read once from the data file.
struct FrameTable: Sendable {
    private(set) var frames: [Frame] = []
    private(set) var cues = PrefixIndex<Cue>()

    /// Reads the table; a line it cannot read is a mistake in the program's data and stops it.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            guard let key = words.first else { continue }
            read(key, Array(words.dropFirst()))
        }
    }

    private mutating func read(_ key: String, _ words: [String]) {
        let alternatives = words.joined(separator: " ").split(separator: "|").map { Array($0.trimmed.utf8) }
        if key == "relation" { return frames.append(Frame(relation: words[0])) }
        precondition(!frames.isEmpty, "frames.txt: \(key) stands before the first relation")
        let last = frames.count - 1
        switch key {
        case "subject": frames[last].subjects = words.map(Self.kind)
        case "object":
            frames[last].objects = words.map(Self.kind)
            frames[last].needsObject = words.last?.hasSuffix("!") == true
        case "particles": frames[last].particles = alternatives
        case "value":
            frames[last].amounts = words.map(Self.amount)
            frames[last].needsAmount = words.last?.hasSuffix("!") == true
        case "side": frames[last].side = Frame.Side(rawValue: words[0])!
        case "negative": frames[last].isNegative = true
        case "head": frames[last].takesHead = true
        case "host": frames[last].hostParticles = alternatives
        case "marked": frames[last].needsMark = true
        case "planned": frames[last].plannedRelation = words[0]
        case "need": frames[last].needed = alternatives
        case "avoid": frames[last].avoided = alternatives
        case "weight": frames[last].weight = Double(words[0])!
        case "ko", "en":
            for bytes in alternatives { cues.insert(Cue(bytes: bytes, frame: last, isKorean: key == "ko"), at: bytes) }
        default: preconditionFailure("frames.txt: unknown field \(key)")
        }
    }

    private static func kind(_ word: String) -> Frame.Kind {
        let parts = word.filter { $0 != "!" }.split(separator: "/").map(String.init)
        return Frame.Kind(type: EntityType(rawValue: parts[0])!, kind: parts.count > 1 ? parts[1] : nil)
    }

    private static func amount(_ word: String) -> Frame.Amount {
        let parts = word.filter { $0 != "!" }.split(separator: ":").map(String.init)
        let units = parts.count > 1 ? Set(parts[1].split(separator: ",").map(String.init)) : []
        // Multiples are counts of times.
        if parts[0] == "multiple" { return Frame.Amount(kind: .count, units: ["times"]) }
        return Frame.Amount(kind: Quantity.Kind(rawValue: parts[0])!, units: units)
    }
}

/// Entries found by the first three bytes of their text: one Hangul syllable, or three Latin letters.
struct PrefixIndex<Entry: Sendable>: Sendable {
    private var buckets: [UInt32: [Entry]] = [:]
    /// A bit for each hash of a prefix that is there: most places of a text are dismissed by it alone.
    private var filter = [UInt64](repeating: 0, count: 1024)

    mutating func insert(_ entry: Entry, at bytes: [UInt8]) {
        guard let key = Self.key(bytes, 0) else { return }
        buckets[key, default: []].append(entry)
        let slot = Self.slot(key)
        filter[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    /// The entries that may start at byte `index` of `bytes`.
    func candidates(_ bytes: [UInt8], at index: Int) -> [Entry] {
        guard let key = Self.key(bytes, index) else { return [] }
        let slot = Self.slot(key)
        return filter[slot >> 6] >> UInt64(slot & 63) & 1 == 1 ? buckets[key] ?? [] : []
    }

    private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 16) }

    private static func key(_ bytes: [UInt8], _ index: Int) -> UInt32? {
        guard index + 2 < bytes.count else { return nil }
        var key: UInt32 = 0
        for offset in 0..<3 { key = key << 8 | UInt32(folded(bytes[index + offset])) }
        return key
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

extension Substring {
    /// Without the white space at both ends.
    var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
