/// Which words stand in like company: a hint for the tagger on words it was not trained on.
///
/// Two ways of telling it: the vector of a word in small letters, and its Brown cluster as it is written. Each is a tree,
/// of which a word's code has the leaf and three branches. Words are kept as fingerprints of fourteen bits in an open
/// table, three bytes each with the leaf.
struct WordClusters: Sendable {
    /// Where in the tree a word is, from the leaf to a main branch; 0 is none.
    struct Code: Equatable {
        var leaf: UInt64 = 0
        var twig: UInt64 = 0
        var branch: UInt64 = 0
        var limb: UInt64 = 0
    }

    /// For each leaf its twig, branch and limb, two bytes each.
    private let tree: ModelBytes
    /// Three bytes a place: ten bits of the leaf, fourteen of the fingerprint; 0 where it is free.
    private let table: ModelBytes
    private let size: Int

    private static let header = 8
    private static let leafBits: UInt64 = 10

    /// Those that come with the program: of vectors, then of Brown.
    static let shipped = all(in: ModelBytes(resource: "clusters-en.bin"))

    /// The trees in `bytes`, one behind the other; none where they are cut short.
    static func all(in bytes: ModelBytes) -> [WordClusters] {
        var found: [WordClusters] = []
        var start = 0
        while start < bytes.count {
            guard let clusters = WordClusters(bytes, at: start) else { return [] }
            found.append(clusters)
            start += clusters.length
        }
        return found
    }

    private init?(_ bytes: ModelBytes, at start: Int) {
        guard start + Self.header <= bytes.count else { return nil }
        let sizes = bytes.long(start)
        size = Int(sizes & 0xFFFF_FFFF)
        let leaves = Int(sizes >> 32), table = start + Self.header + 6 * leaves
        guard size > 0, leaves <= 1 << Self.leafBits, table + 3 * size <= bytes.count else { return nil }
        tree = bytes.slice((start + Self.header)..<table)
        self.table = bytes.slice(table..<(table + 3 * size))
    }

    private var length: Int { Self.header + tree.count + table.count }

    /// The code of a unit: of a Latin word as it is written or in small letters, else of its kind alone.
    func code(_ unit: TaggerUnit) -> Code {
        guard unit.kind.isLatin else { return .kind(unit.kind) }
        guard let leaf = leaf(unit.exact) ?? leaf(unit.folded), 6 * leaf + 5 < tree.count else { return Code() }
        return Code(
            leaf: UInt64(leaf) + 1,
            twig: UInt64(tree.word(3 * leaf)) + 1,
            branch: UInt64(tree.word(3 * leaf + 1)) + 1,
            limb: UInt64(tree.word(3 * leaf + 2)) + 1
        )
    }

    /// The leaf of the word with this hash.
    private func leaf(_ hash: UInt64) -> Int? {
        let print = max(hash & 0x3FFF, 1)
        var place = Int(((hash >> 32) &* UInt64(size)) >> 32)
        // A full table has no free place to stop at.
        for _ in 0..<size {
            let entry =
                UInt64(table[3 * place]) | UInt64(table[3 * place + 1]) << 8 | UInt64(table[3 * place + 2]) << 16
            if entry == 0 { return nil }
            if entry >> Self.leafBits == print { return Int(entry & 0x3FF) }
            place = place + 1 < size ? place + 1 : 0
        }
        return nil
    }
}

extension WordClusters.Code {
    /// What stands beside a line's ends.
    static let padding = Self(leaf: 0x9000, twig: 0x9000, branch: 0x9000, limb: 0x9000)

    /// The code of anything but a Latin word.
    static func kind(_ kind: TaggerUnit.Kind) -> Self {
        let code = 0x8000 | UInt64(kind.rawValue)
        return Self(leaf: code, twig: code, branch: code, limb: code)
    }
}
