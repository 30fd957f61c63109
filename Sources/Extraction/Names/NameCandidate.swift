package import Articles

/// A stretch of text that was taken for a name, or was nearly.
package struct NameCandidate: Equatable, Sendable {
    /// What a decision rests on.
    package enum Reason: String, Sendable, CaseIterable {
        // Kept.
        case knowledge, weakWithSupport, version, misspelling, gloss, title, cue, ending, shortForm, tagger
        // Dropped.
        case insideAnotherWord, otherCase, weakWithoutSupport, overlapped, unsure, mixedScript
    }

    package var range: TextRange
    package var text: String
    /// The id it has, or would have had.
    package var id: String
    /// What it is, or would have been.
    package var type: EntityType?
    package var reason: Reason
    package var isKept: Bool
    /// The ids of other things of the same name, likeliest first.
    ///
    /// Of a kept candidate whose `id` is provisional, they are the things among which the text does not decide.
    package var alternatives: [String] = []
}

extension NameCandidate {
    /// Whether it is kept and leads to one entry of the knowledge base.
    package var isLinked: Bool { isKept && !id.hasPrefix("?") }

    /// Why it was kept or dropped, in words.
    package var explanation: String {
        guard alternatives.isEmpty else { return "\(reason.explanation), \(choice)" }
        return reason.explanation
    }

    private var choice: String {
        let others = alternatives.joined(separator: ", ")
        if !isKept { return "could also be \(others)" }
        return isLinked ? "chosen over \(others)" : "not linked: it could be \(others)"
    }
}

extension NameCandidate.Reason {
    /// Which part of the reader speaks.
    package var source: String {
        switch self {
        case .knowledge, .weakWithSupport, .weakWithoutSupport, .insideAnotherWord, .otherCase, .mixedScript:
            "knowledge"
        case .version: "version suffix"
        case .misspelling: "misspelling"
        case .gloss: "gloss"
        case .title: "title"
        case .cue: "cue word"
        case .ending: "ending"
        case .shortForm: "short form"
        case .tagger, .unsure: "tagger"
        case .overlapped: "composition"
        }
    }

    /// The reason in words.
    package var explanation: String {
        switch self {
        case .knowledge: "a name of the knowledge base"
        case .weakWithSupport: "also an ordinary word, but the text supports it"
        case .version: "a known name with a version or a word that belongs to it"
        case .misspelling: "one slip away from a name of the knowledge base"
        case .gloss: "another name, given in brackets or after \"formerly\""
        case .title: "a personal name beside a title"
        case .cue: "introduced by a noun that says what it is"
        case .ending: "ends as names of its kind do"
        case .shortForm: "short for a name the text gives in full"
        case .tagger: "the tagger is sure enough"
        case .insideAnotherWord: "part of another word"
        case .otherCase: "spelled with other capitals than the name"
        case .weakWithoutSupport: "also an ordinary word, and nothing in the text supports it"
        case .overlapped: "another name has the place"
        case .unsure: "the tagger is not sure enough"
        case .mixedScript: "letters of two alphabets that look alike"
        }
    }
}
