package import Articles

/// Finds what is wrong in a knowledge base that can be read.
package enum KnowledgeLint {
    /// One thing that is wrong, with its remedy.
    package enum Finding: Equatable, Sendable, CustomStringConvertible {
        /// Two entries have one id.
        case duplicateID(String)
        /// Two entries claim one name without a weak mark on either.
        case clash(name: String, ids: [String])
        /// An entry names an id that no entry has.
        case dangling(id: String, key: String, target: String)
        /// A weak name of an entry that nothing could ever license.
        case unreachable(id: String, name: String)

        package var description: String {
            switch self {
            case .duplicateID(let id): "two entries have the id \"\(id)\": give one another id, or merge them."
            case .clash(let name, let ids):
                "\"\(name)\" is a name of \(ids.joined(separator: " and ")): keep it in one, or list it under weak."
            case .dangling(let id, let key, let target):
                "\(key) of \"\(id)\" is \"\(target)\", which no entry has: mend the id, or add the entry."
            case .unreachable(let id, let name):
                "\"\(name)\" of \"\(id)\" is weak, and the entry has no other name, owner, maker or context to confirm it."
            }
        }
    }

    /// All that is wrong in `entries`, in their order.
    package static func findings(_ entries: [KnowledgeEntry]) -> [Finding] {
        duplicates(entries) + clashes(entries) + dangling(entries) + unreachable(entries)
    }

    private static func duplicates(_ entries: [KnowledgeEntry]) -> [Finding] {
        var seen: Set<String> = []
        var reported: Set<String> = []
        return entries.compactMap { entry in
            guard !seen.insert(entry.id).inserted, reported.insert(entry.id).inserted else { return nil }
            return .duplicateID(entry.id)
        }
    }

    private static func clashes(_ entries: [KnowledgeEntry]) -> [Finding] {
        var owners: [String: [String]] = [:]
        var order: [String] = []
        for entry in entries {
            let weak = Set(entry.weak)
            let names = Set(
                ([entry.name] + [entry.english].compactMap { $0 } + entry.aliases).filter { !weak.contains($0) }
            )
            for name in names {
                if owners[name] == nil { order.append(name) }
                if owners[name]?.contains(entry.id) != true { owners[name, default: []].append(entry.id) }
            }
        }
        return order.compactMap { name in
            guard let ids = owners[name], ids.count > 1 else { return nil }
            return .clash(name: name, ids: ids)
        }.sorted { "\($0)" < "\($1)" }
    }

    private static func dangling(_ entries: [KnowledgeEntry]) -> [Finding] {
        let known = Set(entries.map(\.id))
        return entries.flatMap { entry in
            [("owner", entry.owner), ("maker", entry.maker), ("predecessor", entry.predecessor)]
                .compactMap { key, target in
                    guard let target, !known.contains(target) else { return nil }
                    return .dangling(id: entry.id, key: key, target: target)
                }
        }
    }

    private static func unreachable(_ entries: [KnowledgeEntry]) -> [Finding] {
        entries.compactMap { entry in
            let weak = Set(entry.weak)
            let names = [entry.name] + [entry.english].compactMap { $0 } + entry.aliases
            guard names.allSatisfy(weak.contains), entry.owner == nil, entry.maker == nil, entry.context.isEmpty,
                let name = names.first
            else { return nil }
            return .unreachable(id: entry.id, name: name)
        }
    }
}
