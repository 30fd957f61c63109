/// A thing the knowledge base knows: its names in both languages and what it belongs to.
package struct KnowledgeEntry: Equatable, Sendable {
    /// Lower-case ASCII, words joined by hyphens; unique.
    package var id: String
    /// The form the Korean press uses, or the English name where there is no Korean one.
    package var name: String
    package var english: String?
    package var type: EntityType
    package var kind: String
    /// Other spellings that are safe to match in any text.
    package var aliases: [String]
    /// Names that are ordinary words too.
    ///
    /// Matched only where the document also holds a name of the entry that is not weak, its owner or maker, or one
    /// of `context`. A `name` or `english` listed here is weak as well.
    package var weak: [String]
    /// The id of the parent company, leader's organization, or containing place.
    package var owner: String?
    /// The id of who makes it.
    package var maker: String?
    /// The id of what it succeeds.
    package var predecessor: String?
    /// Words that make a weak name believable.
    package var context: [String]

    package init(
        id: String,
        name: String,
        english: String? = nil,
        type: EntityType,
        kind: String,
        aliases: [String] = [],
        weak: [String] = [],
        owner: String? = nil,
        maker: String? = nil,
        predecessor: String? = nil,
        context: [String] = []
    ) {
        self.id = id
        self.name = name
        self.english = english
        self.type = type
        self.kind = kind
        self.aliases = aliases
        self.weak = weak
        self.owner = owner
        self.maker = maker
        self.predecessor = predecessor
        self.context = context
    }
}
