/// What extraction found in one text.
///
/// All offsets count Unicode scalars of that text, end exclusive.
package struct Reading: Equatable, Sendable, Codable {
    package var entities: [Entity]
    package var quantities: [Quantity]
    package var dates: [DateMention]
    package var facts: [Fact]

    package init(
        entities: [Entity] = [],
        quantities: [Quantity] = [],
        dates: [DateMention] = [],
        facts: [Fact] = []
    ) {
        self.entities = entities
        self.quantities = quantities
        self.dates = dates
        self.facts = facts
    }
}

/// A stretch of a text, in Unicode scalars from its start, end exclusive.
package struct TextRange: Hashable, Comparable, Sendable, Codable {
    package var start: Int
    package var end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    package var count: Int { end - start }

    package func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

    package func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

    package static func < (left: TextRange, right: TextRange) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}

/// What kinds of thing have names.
package enum EntityType: String, Sendable, Codable, CaseIterable {
    case person, organization, product, place
}

/// A thing that a text names, with every place where it does.
package struct Entity: Equatable, Sendable, Codable {
    /// The knowledge base's id, or `?` and the name for a thing it does not hold.
    package var id: String
    /// The name it goes by in the knowledge base, else in the text.
    package var name: String
    package var type: EntityType
    /// Finer than `type`: company, ai-model, chip, …; `nil` when unknown.
    package var kind: String?
    /// Without particle, honorific and bracket; ascending, never overlapping.
    package var mentions: [TextRange]
    /// The ids of the known things it may be, likeliest first, where the text does not decide; `nil` otherwise.
    package var candidates: [String]?

    package init(id: String, name: String, type: EntityType, kind: String? = nil, mentions: [TextRange]) {
        self.id = id
        self.name = name
        self.type = type
        self.kind = kind
        self.mentions = mentions
    }
}

/// Whether a value is a lower or an upper bound.
package enum Bound: String, Sendable, Codable {
    case atLeast = "ge"
    case moreThan = "gt"
    case atMost = "le"
    case lessThan = "lt"
}

/// An amount that a text states.
package struct Quantity: Equatable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case money, count, number, percent, measure, duration, ordinal
    }

    /// The words as they stand, without 약, 최대, 이상 and the like.
    package var text: String
    package var range: TextRange
    package var kind: Kind
    /// `nil` for a vague amount, which has a `magnitude` instead.
    package var value: Double?
    /// The upper end of a range; `value` is then the lower.
    package var high: Double?
    /// The power of ten a vague amount speaks of: 수백만 is 1e6.
    package var magnitude: Double?
    /// ISO 4217 for money, SI names for measures, the counted thing for counts, `year`, `month`, … for durations.
    package var unit: String?
    package var isApproximate: Bool
    package var bound: Bound?
    /// The index, in the same reading, of the amount in brackets that converts this one.
    package var equivalent: Int?

    package init(
        text: String,
        range: TextRange,
        kind: Kind,
        value: Double?,
        high: Double? = nil,
        magnitude: Double? = nil,
        unit: String? = nil,
        isApproximate: Bool = false,
        bound: Bound? = nil,
        equivalent: Int? = nil
    ) {
        self.text = text
        self.range = range
        self.kind = kind
        self.value = value
        self.high = high
        self.magnitude = magnitude
        self.unit = unit
        self.isApproximate = isApproximate
        self.bound = bound
        self.equivalent = equivalent
    }
}

/// A date or period that a text names.
package struct DateMention: Equatable, Sendable, Codable {
    package enum Basis: String, Sendable, Codable {
        case absolute, relative, unresolved
    }

    package var text: String
    package var range: TextRange
    /// As fine as the text is: 2025, 2025-Q3, 2025-H1, 2025-08, 2025-W34, 2025-08-22, FY2025, `a/b`; `nil` when unresolved.
    package var iso: String?
    package var basis: Basis

    package init(text: String, range: TextRange, iso: String?, basis: Basis) {
        self.text = text
        self.range = range
        self.iso = iso
        self.basis = basis
    }
}

/// How a source stands to what it says.
package enum Modality: String, Sendable, Codable {
    case actual, planned, target, reported, denied
}

/// One claim by one source, in the vocabulary of the ledger.
package struct Fact: Equatable, Sendable, Codable {
    /// The id of the entity the claim is about.
    package var subject: String
    /// Such as `raises_funding`; see the frames for the list.
    package var relation: String
    /// The id of the other entity, or a plain word (a title, a counted thing).
    package var object: String?
    package var value: Double?
    package var high: Double?
    package var unit: String?
    package var bound: Bound?
    package var modality: Modality
    /// When it happened or will, as in `DateMention.iso`; `nil` when the sentence does not say.
    package var date: String?
    /// The sentence that says so.
    package var evidence: TextRange
    /// 0 to 1.
    package var confidence: Double

    package init(
        subject: String,
        relation: String,
        object: String? = nil,
        value: Double? = nil,
        high: Double? = nil,
        unit: String? = nil,
        bound: Bound? = nil,
        modality: Modality = .actual,
        date: String? = nil,
        evidence: TextRange,
        confidence: Double
    ) {
        self.subject = subject
        self.relation = relation
        self.object = object
        self.value = value
        self.high = high
        self.unit = unit
        self.bound = bound
        self.modality = modality
        self.date = date
        self.evidence = evidence
        self.confidence = confidence
    }
}
