import Articles
import Foundation

/// Where the bytes of every file below a root lie: the oracle of "nothing lost, nothing doubled".
struct ByteCensus {
    /// The places that hold each content, by its hash.
    private(set) var places: [String: [String]] = [:]

    init(_ root: ServedRoot) throws {
        for place in ["archive", "failed", "inbox", ".work"] {
            let folder = root.path + "/" + place
            for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [] {
                let path = folder + "/" + name
                var isFolder: ObjCBool = false
                guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                    !name.hasSuffix(".reason.json")
                else { continue }
                places[SHA256.hexDigest(of: try root.contents(path)), default: []].append(place)
            }
        }
    }

    /// The files of `dropped` whose bytes do not lie in exactly one place.
    func misplaced(_ dropped: [(name: String, bytes: [UInt8])]) -> [String] {
        dropped.compactMap { file in
            let found = places[SHA256.hexDigest(of: file.bytes)] ?? []
            return found.count == 1 ? nil : "\(file.name): \(found)"
        }
    }

    /// How many contents lie in `place`.
    func count(in place: String) -> Int { places.values.count { $0.contains(place) } }
}
