package import Articles
import Resources

/// Reads knowledge-base files.
package enum KnowledgeFiles {
    /// The names of the files that come with the program, below `entities/`.
    package static let shippedNames = [
        "companies", "labs", "people", "funds", "ai-models", "chips", "systems", "services", "places", "agencies",
        "media",
    ]

    /// The entries that come with the program.
    package static func shipped() throws -> [KnowledgeEntry] {
        var entries: [KnowledgeEntry] = []
        for name in shippedNames {
            let file = "entities/\(name).yaml"
            entries += try read(Resources.bytes(of: file), file: file)
        }
        return entries
    }

    /// The entries of one file, in its order.
    package static func read(_ bytes: [UInt8], file: String) throws(KnowledgeError) -> [KnowledgeEntry] {
        var entries: [KnowledgeEntry] = []
        for change in try changes(in: bytes, file: file) {
            switch change {
            case .set(let entry): entries.append(entry)
            case .remove(let id):
                throw .badValue(
                    file: file,
                    line: 1,
                    key: "remove",
                    value: id,
                    expected: "an entry: only a file added to the shipped ones can remove"
                )
            }
        }
        return entries
    }

    /// The entries of `base` as changed by `files`, in their order: an id that is known is replaced in its place, a
    /// new one comes last.
    package static func merging(
        _ base: [KnowledgeEntry],
        _ files: [(name: String, bytes: [UInt8])]
    ) throws(KnowledgeError) -> [KnowledgeEntry] {
        var entries: [KnowledgeEntry?] = base
        var places: [String: Int] = [:]
        for (index, entry) in base.enumerated() { places[entry.id] = index }
        for file in files {
            for change in try changes(in: file.bytes, file: file.name) {
                switch change {
                case .set(let entry):
                    if let place = places[entry.id] {
                        entries[place] = entry
                    } else {
                        places[entry.id] = entries.count
                        entries.append(entry)
                    }
                case .remove(let id):
                    if let place = places[id] { entries[place] = nil }
                }
            }
        }
        return entries.compactMap { $0 }
    }

    /// What one file says, in its order.
    ///
    /// The form the shipped files have, one entry a line in braces, is read by a scanner of its own: a general YAML
    /// parser needs a third of a second for them, at every start. Whatever the scanner does not know, mistakes
    /// included, goes to the general parser, which reads all of YAML and says what is wrong.
    static func changes(in bytes: [UInt8], file: String) throws(KnowledgeError) -> [KnowledgeChange] {
        if let records = FlowRecords.scan(bytes), let changes = try? plain(records, file: file) { return changes }
        return try plain(YAMLRecords.read(bytes, file: file), file: file)
    }

    private static func plain(_ records: [KnowledgeRecord], file: String) throws(KnowledgeError) -> [KnowledgeChange] {
        var changes: [KnowledgeChange] = []
        changes.reserveCapacity(records.count)
        for record in records { changes.append(try record.change(file: file)) }
        return changes
    }
}

/// What an entry of a file does to the knowledge base.
enum KnowledgeChange: Equatable {
    case set(KnowledgeEntry)
    case remove(id: String)
}
