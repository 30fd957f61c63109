import Articles

/// One entry of a file as it is written: keys and values, nothing checked.
struct KnowledgeRecord {
    enum Value {
        case text(String)
        case list([String])
    }

    /// The line the entry starts on, from 1.
    var line: Int
    var fields: [(key: String, value: Value, line: Int)] = []

    /// The checked entry, or its removal.
    func change(file: String) throws(KnowledgeError) -> KnowledgeChange {
        var texts: [KnowledgeKey: String] = [:]
        var lists: [KnowledgeKey: [String]] = [:]
        for field in fields {
            guard let key = KnowledgeKey(rawValue: field.key) else {
                let nearest = KnowledgeKey.nearest(to: field.key)?.rawValue
                throw .unknownKey(file: file, line: field.line, key: field.key, nearest: nearest)
            }
            switch (field.value, key.holdsList) {
            case (.list(let items), true): lists[key] = items
            case (.text(let text), false): texts[key] = text
            // One word where a list belongs can only mean a list of one.
            case (.text(let text), true): lists[key] = text.isEmpty ? [] : [text]
            case (.list(let items), false):
                throw .badValue(
                    file: file,
                    line: field.line,
                    key: field.key,
                    value: "[" + items.joined(separator: ", ") + "]",
                    expected: "one value, not a list"
                )
            }
        }
        let id = try required(.id, in: texts, file: file)
        try check(id: id, file: file)
        if let remove = texts[.remove] { return try removal(of: id, flag: remove, file: file) }
        return .set(try entry(id: id, texts, lists, file: file))
    }

    private func entry(
        id: String,
        _ texts: [KnowledgeKey: String],
        _ lists: [KnowledgeKey: [String]],
        file: String
    ) throws(KnowledgeError) -> KnowledgeEntry {
        let typeName = try required(.type, in: texts, file: file)
        guard let type = EntityType(rawValue: typeName) else {
            let types = EntityType.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badValue(file: file, line: line, key: "type", value: typeName, expected: "one of \(types)")
        }
        return KnowledgeEntry(
            id: id,
            name: try required(.name, in: texts, file: file),
            english: texts[.english],
            type: type,
            kind: try required(.kind, in: texts, file: file),
            aliases: lists[.aliases] ?? [],
            weak: lists[.weak] ?? [],
            owner: texts[.owner],
            maker: texts[.maker],
            predecessor: texts[.predecessor],
            context: lists[.context] ?? []
        )
    }

    private func removal(of id: String, flag: String, file: String) throws(KnowledgeError) -> KnowledgeChange {
        guard flag == "true" else {
            throw .badValue(file: file, line: line, key: "remove", value: flag, expected: "true, or no such key")
        }
        return .remove(id: id)
    }

    private func required(
        _ key: KnowledgeKey,
        in texts: [KnowledgeKey: String],
        file: String
    ) throws(KnowledgeError) -> String {
        guard let text = texts[key], !text.isEmpty else {
            throw .missingKey(file: file, line: line, key: key.rawValue, entry: texts[.id])
        }
        return text
    }

    private func check(id: String, file: String) throws(KnowledgeError) {
        let isPlain = id.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard !isPlain else { return }
        throw .badValue(
            file: file,
            line: line,
            key: "id",
            value: id,
            expected: "lower-case letters, digits and hyphens"
        )
    }
}

extension KnowledgeKey {
    /// Whether the key's value is a list of words.
    var holdsList: Bool { self == .aliases || self == .weak || self == .context }
}
