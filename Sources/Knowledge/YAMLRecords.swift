import Yams

/// Reads a knowledge file with the general YAML parser, keeping lines for messages.
enum YAMLRecords {
    static func read(_ bytes: [UInt8], file: String) throws(KnowledgeError) -> [KnowledgeRecord] {
        guard let root = try node(of: bytes, file: file) else { return [] }
        guard let sequence = root.sequence else {
            // An empty file, or one that holds only comments, is a list of nothing.
            if root.scalar?.string.isEmpty == true { return [] }
            throw .notAList(file: file, line: root.mark?.line ?? 1)
        }
        var records: [KnowledgeRecord] = []
        for item in sequence { records.append(try record(item, file: file)) }
        return records
    }

    private static func node(of bytes: [UInt8], file: String) throws(KnowledgeError) -> Node? {
        do {
            return try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
        } catch let error as YamlError {
            throw .notYAML(file: file, line: error.line, problem: error.problem)
        } catch {
            throw .notYAML(file: file, line: 1, problem: "\(error)")
        }
    }

    private static func record(_ item: Node, file: String) throws(KnowledgeError) -> KnowledgeRecord {
        let line = item.mark?.line ?? 1
        guard let mapping = item.mapping else { throw .notAList(file: file, line: line) }
        var record = KnowledgeRecord(line: line)
        for (key, value) in mapping {
            let name = key.scalar?.string ?? "?"
            let place = key.mark?.line ?? line
            record.fields.append((name, try self.value(value, key: name, line: place, file: file), place))
        }
        return record
    }

    private static func value(
        _ node: Node,
        key: String,
        line: Int,
        file: String
    ) throws(KnowledgeError) -> KnowledgeRecord.Value {
        if let scalar = node.scalar { return .text(scalar.string) }
        guard let sequence = node.sequence else {
            throw .badValue(file: file, line: line, key: key, value: "{…}", expected: "a word or a list of words")
        }
        var items: [String] = []
        for item in sequence {
            guard let scalar = item.scalar else {
                throw .badValue(file: file, line: line, key: key, value: "[…]", expected: "a list of words")
            }
            items.append(scalar.string)
        }
        return .list(items)
    }
}

extension YamlError {
    /// The line the parser stopped at, from 1.
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }

    fileprivate var problem: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        default: "the file cannot be read as YAML"
        }
    }
}
