import Articles

/// Finds the claims a text makes, from the names and amounts already read.
struct FactReader: Sendable {
    func read(_ text: SourceText, _ reading: Reading, reference: CivilDate?) -> [Fact] { [] }
}
