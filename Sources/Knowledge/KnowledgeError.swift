/// Why a knowledge file could not be read, and what to do about it.
package enum KnowledgeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no YAML.
    case notYAML(file: String, line: Int, problem: String)
    /// The file is YAML, but not a list of entries.
    case notAList(file: String, line: Int)
    /// An entry has a key that no entry has.
    case unknownKey(file: String, line: Int, key: String, nearest: String?)
    /// An entry lacks a key that every entry has.
    case missingKey(file: String, line: Int, key: String, entry: String?)
    /// A key has a value it cannot have.
    case badValue(file: String, line: Int, key: String, value: String, expected: String)

    package var description: String {
        switch self {
        case .notYAML(let file, let line, let problem):
            "\(file), line \(line): \(problem). Mend the YAML; one entry a line in braces is the safest form."
        case .notAList(let file, let line):
            "\(file), line \(line): expected a list of entries, each \"- {id: …, name: …, type: …, kind: …}\"."
        case .unknownKey(let file, let line, let key, let nearest):
            "\(file), line \(line): no entry has a key \"\(key)\"."
                + (nearest.map { " Did you mean \"\($0)\"?" } ?? " The keys are: \(KnowledgeKey.list).")
        case .missingKey(let file, let line, let key, let entry):
            "\(file), line \(line): \(entry.map { "the entry \"\($0)\"" } ?? "an entry") has no \"\(key)\". Add one."
        case .badValue(let file, let line, let key, let value, let expected):
            "\(file), line \(line): \"\(key)\" is \"\(value)\", expected \(expected)."
        }
    }
}

/// The keys of an entry in a knowledge file.
enum KnowledgeKey: String, CaseIterable {
    case id, name, english, type, kind, aliases, weak, owner, maker, predecessor, context
    /// Only in a user's file: takes the entry with this id out of the knowledge base.
    case remove

    /// All keys in one line, for messages.
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The key that `text` was probably meant to be, at most two slips away.
    static func nearest(to text: String) -> KnowledgeKey? {
        let ranked = allCases.map { (key: $0, slips: editDistance(Array(text.utf8), Array($0.rawValue.utf8))) }
        guard let best = ranked.min(by: { $0.slips < $1.slips }), best.slips <= 2 else { return nil }
        return best.key
    }
}

/// How many bytes must be inserted, dropped or changed to turn `left` into `right`.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    // A key is never longer than this; a hostile one is not worth the square of its length.
    guard left.count <= 64 else { return left.count }
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in right.indices {
            let substituted = diagonal + (byte == right[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
