package import Articles

/// A stretch of text that was taken for a name, or was nearly.
package struct NameCandidate: Equatable, Sendable {
    /// What a decision rests on.
    package enum Reason: String, Sendable, CaseIterable {
        // Kept.
        case knowledge, weakWithSupport, version, misspelling, gloss, title, cue, ending, shortForm, tagger
        // Dropped.
        case insideAnotherWord, otherCase, weakWithoutSupport, overlapped, unsure
    }

    package var range: TextRange
    package var text: String
    /// The id it has, or would have had.
    package var id: String
    package var reason: Reason
    package var isKept: Bool
    /// The ids of other things of the same name, where one of several was chosen.
    package var alternatives: [String] = []
}
