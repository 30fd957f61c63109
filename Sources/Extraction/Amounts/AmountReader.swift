import Articles

/// Finds the amounts and dates a text states.
struct AmountReader: Sendable {
    func read(
        _ text: SourceText,
        reference: CivilDate?,
        names: [TextRange]
    ) -> (quantities: [Quantity], dates: [DateMention]) { ([], []) }
}
