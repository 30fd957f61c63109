import Articles
import Foundation
import Knowledge

/// The knowledge base in force.
enum KnowledgeInForce {
    /// The shipped entries with the user's own files over them.
    ///
    /// - Throws: `KnowledgeError`, which names file, line and key.
    static func entries(_ settings: Settings) throws -> [KnowledgeEntry] { try entries(with: ownFiles(settings)) }

    /// The shipped entries with those of `own` over them.
    static func entries(with own: [KnowledgeFile]) throws -> [KnowledgeEntry] {
        let shipped = try KnowledgeFiles.shipped()
        return own.isEmpty ? shipped : try KnowledgeFiles.merging(shipped, own.map { ($0.name, $0.bytes) })
    }

    /// The user's files as they are now.
    static func ownFiles(_ settings: Settings) throws -> [KnowledgeFile] {
        try files(settings).map { KnowledgeFile(name: $0, bytes: try PageFile(path: $0).read(limit: 64 << 20)) }
    }

    /// The user's files that exist, folders opened, in the order they are named.
    static func files(_ settings: Settings) -> [String] {
        settings.knowledgeFiles.flatMap { path -> [String] in
            let path = path.hasPrefix("/") ? path : settings.root + "/" + path
            var isDirectory: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return [] }
            guard isDirectory.boolValue else { return [path] }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { path + "/" + $0 }
        }
    }
}

/// A user's file of entities, by its path.
struct KnowledgeFile: Sendable {
    var name: String
    var bytes: [UInt8]
}
