import Articles
import Foundation
import Knowledge

/// The knowledge base in force.
enum KnowledgeInForce {
    /// The shipped entries with the user's own files over them.
    ///
    /// - Throws: `KnowledgeError`, which names file, line and key.
    static func entries(_ settings: Settings) throws -> [KnowledgeEntry] {
        let own = try files(settings).map { (name: $0, bytes: try PageFile(path: $0).read(limit: 64 << 20)) }
        let shipped = try KnowledgeFiles.shipped()
        return own.isEmpty ? shipped : try KnowledgeFiles.merging(shipped, own)
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
