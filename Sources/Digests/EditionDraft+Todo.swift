extension EditionDraft {
    mutating func addKnownBefore() {}
    mutating func addComparisons() {}
    mutating func addAhead() {}
    mutating func addNames() {}
    mutating func addQuotations() {}
    mutating func addInShort() {}
}
