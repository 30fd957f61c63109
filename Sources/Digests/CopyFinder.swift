/// Finds texts that are copies of each other: a wire text printed by several outlets counts as one source.
enum CopyFinder {
    /// Scalars in a shingle; eight letters of Korean are about two words, of English one and a half.
    private static let shingle = 8
    /// One shingle of this many is kept, chosen by its own hash, so that two texts keep the same ones.
    private static let sampling: UInt64 = 4
    /// Copies share at least this part of the smaller text's shingles.
    ///
    /// Pages on one event written apart share
    /// under a fifth; a wire text with its head or tail cut still shares nine tenths.
    static let threshold = 0.7
    /// Two texts that share this part of the greater one's shingles have the same copies.
    private static let sameness = 0.95
    /// Fewer sampled shingles than this prove nothing.
    private static let fewest = 12

    /// For each text the number of its group; texts of one group are copies.
    static func groups(of texts: [DocumentText]) -> [Int] {
        let samples = texts.map(sample)
        var holders: [UInt64: [Int]] = [:]
        var groups = DisjointSets(count: texts.count)
        for (index, sample) in samples.enumerated() where sample.count >= fewest {
            var shared: [Int: Int] = [:]
            for hash in sample {
                // A shingle on very many pages is an outlet's boilerplate, not a copied text.
                guard let others = holders[hash], others.count <= 50 else { continue }
                for other in others { shared[other, default: 0] += 1 }
            }
            var isKnown = false
            for (other, count) in shared {
                let (least, most) = (min(sample.count, samples[other].count), max(sample.count, samples[other].count))
                if Double(count) >= threshold * Double(least) { groups.join(index, other) }
                isKnown = isKnown || Double(count) >= sameness * Double(most)
            }
            // What is a copy of a text that is looked at already would only be looked at twice: hundreds of copies
            // cost no more than hundreds of texts.
            if !isKnown { for hash in sample { holders[hash, default: []].append(index) } }
        }
        return (0..<texts.count).map { groups.root(of: $0) }
    }

    private static func sample(_ text: DocumentText) -> Set<UInt64> {
        let letters = text.scalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        guard letters.count >= shingle else { return [] }
        var result: Set<UInt64> = []
        for start in 0...(letters.count - shingle) {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for scalar in letters[start..<start + shingle] { hash = (hash ^ UInt64(scalar.value)) &* 0x100_0000_01b3 }
            hash ^= hash >> 29
            if hash % sampling == 0 { result.insert(hash) }
        }
        return result
    }
}

/// Groups that grow by joining two; the smallest member stands for its group.
struct DisjointSets {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    mutating func root(of item: Int) -> Int {
        var root = item
        while parent[root] != root { root = parent[root] }
        var walker = item
        while parent[walker] != root { (parent[walker], walker) = (root, parent[walker]) }
        return root
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (left, right) = (root(of: left), root(of: right))
        parent[max(left, right)] = min(left, right)
    }
}
