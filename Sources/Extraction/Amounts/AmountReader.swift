package import Articles

/// Finds the amounts and dates a text states.
package struct AmountReader: Sendable {
    package init() {}

    /// The amounts and dates of `text`, each in the order in which they stand.
    ///
    /// Relative dates count from `reference` and stay open without it; no number inside one of `names`, the
    /// stretches that name something, is an amount. A text of nothing but figures gives its first ones: 20,000, or one
    /// in 64 bytes where that is more.
    func read(
        _ text: SourceText,
        reference: CivilDate?,
        names: [TextRange]
    ) -> (quantities: [Quantity], dates: [DateMention]) {
        var scanner = AmountScanner(text.bytes, reference: reference, names: Self.byteRanges(names, in: text))
        scanner.scan()
        let quantities = scanner.amounts.map { amount in
            Quantity(
                text: text.string(amount.range),
                range: text.scalars(amount.range),
                kind: amount.kind,
                value: amount.value,
                high: amount.high,
                magnitude: amount.magnitude,
                unit: amount.unit,
                isApproximate: amount.isApproximate,
                bound: amount.bound,
                equivalent: amount.equivalent
            )
        }
        let dates = scanner.dates.map { date in
            DateMention(
                text: text.string(date.range),
                range: text.scalars(date.range),
                iso: date.iso,
                basis: date.basis
            )
        }
        return (quantities, dates)
    }

    /// The amounts and dates of `text`, for a caller that has no other reader.
    package func read(
        _ text: String,
        reference: CivilDate?,
        names: [TextRange] = []
    ) -> (quantities: [Quantity], dates: [DateMention]) {
        read(SourceText(text), reference: reference, names: names)
    }

    /// The ranges of names as byte ranges, ascending and apart.
    private static func byteRanges(_ names: [TextRange], in text: SourceText) -> [Range<Int>] {
        guard !names.isEmpty else { return [] }
        var found: [Range<Int>] = []
        var byte = 0
        var scalar = 0
        func advance(to target: Int) -> Int {
            while scalar < target, byte < text.count {
                byte += 1
                while byte < text.count, text.bytes[byte] & 0xC0 == 0x80 { byte += 1 }
                scalar += 1
            }
            return byte
        }
        for name in names.sorted() where name.start >= scalar && name.end > name.start {
            let start = advance(to: name.start)
            found.append(start..<advance(to: name.end))
        }
        return found
    }
}
