import Articles

/// Finds the things a text names.
struct NameReader: Sendable {
    init(knowledge: [KnowledgeEntry]) {}

    func read(_ text: SourceText, language: String?) -> [Entity] { [] }
}
