/// A set of spellings that is walked character by character, ASCII letters without regard to case.
///
/// Steps are kept in one open-addressed table keyed by node and character: it builds in a few milliseconds, which a
/// double array does not, and a step costs one probe in nearly all cases.
struct NameTrie: Sendable {
    static let root: Int32 = 0
    /// What a step into nothing answers.
    static let none: Int32 = -1

    private var keys: [UInt64]
    private var children: [Int32]
    private var heads: [Int32] = [-1]
    /// Which of the first 65,536 scalars begin a spelling: most words are turned away here.
    private var starts = [UInt64](repeating: 0, count: 1024)
    /// Which pairs of first scalars do, by a hash of sixteen bits, and which scalars are a spelling by themselves: of
    /// the words that are left nearly all others are turned away here, before a step that waits for memory.
    private var pairs = [UInt64](repeating: 0, count: 1024)
    private var single = [UInt64](repeating: 0, count: 1024)
    private var used = 0

    /// A trie with room for about `nodes` characters.
    init(expecting nodes: Int = 64) {
        var size = 64
        while size < nodes * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        children = [Int32](repeating: Self.none, count: size)
    }

    /// A trie of `words`, each with a payload of its own number.
    init(_ words: [String]) {
        self.init(expecting: words.count * 4)
        for (number, word) in words.enumerated() { setPayload(Int32(number), of: insert(word.scalarValues)) }
    }

    /// Whether `text` begins with one of the spellings.
    func holds(_ text: ArraySlice<UInt32>) -> Bool {
        guard let first = text.first, begins(with: first) else { return false }
        var node = Self.root
        for scalar in text {
            node = child(of: node, scalar)
            guard node != Self.none else { return false }
            if payload(of: node) >= 0 { return true }
        }
        return false
    }

    /// The first payload of a node, or -1; the caller chains further ones.
    func payload(of node: Int32) -> Int32 { heads[Int(node)] }

    /// Adds a spelling and answers its node.
    mutating func insert(_ spelling: some Sequence<UInt32>) -> Int32 {
        var node = Self.root
        var length = 0
        var first: UInt32 = 0
        for scalar in spelling {
            let folded = Self.fold(scalar)
            length += 1
            if length == 1 {
                first = folded
                if folded < 65_536 { starts[Int(folded >> 6)] |= 1 << UInt64(folded & 63) }
            } else if length == 2 {
                let pair = Self.pair(first, folded)
                pairs[pair >> 6] |= 1 << UInt64(pair & 63)
            }
            node = step(adding: folded, to: node)
        }
        if length == 1, first < 65_536 { single[Int(first >> 6)] |= 1 << UInt64(first & 63) }
        return node
    }

    mutating func setPayload(_ payload: Int32, of node: Int32) { heads[Int(node)] = payload }

    /// Whether any spelling begins with `scalar`.
    func begins(with scalar: UInt32) -> Bool {
        let folded = Self.fold(scalar)
        return folded < 65_536 && starts[Int(folded >> 6)] >> UInt64(folded & 63) & 1 == 1
    }

    /// Whether a spelling may begin with `scalar` and `next`, or be `scalar` alone.
    func begins(with scalar: UInt32, _ next: UInt32) -> Bool {
        guard begins(with: scalar) else { return false }
        let folded = Self.fold(scalar), pair = Self.pair(folded, Self.fold(next))
        return pairs[pair >> 6] >> UInt64(pair & 63) & 1 == 1
            || single[Int(folded >> 6)] >> UInt64(folded & 63) & 1 == 1
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> Int {
        Int((((first &* 0x9E37_79B1) ^ (second &* 0x85EB_CA6B)) &* 0xC2B2_AE35) >> 16)
    }

    /// The node behind `node` on `scalar`, or `none`.
    func child(of node: Int32, _ scalar: UInt32) -> Int32 {
        let key = Self.key(node, Self.fold(scalar))
        let mask = keys.count - 1
        var slot = Self.slot(key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return children[slot] }
            slot = (slot + 1) & mask
        }
        return Self.none
    }

    private mutating func step(adding scalar: UInt32, to node: Int32) -> Int32 {
        let known = child(of: node, scalar)
        guard known == Self.none else { return known }
        if (used + 1) * 2 > keys.count { grow() }
        let added = Int32(heads.count)
        heads.append(-1)
        place(Self.key(node, scalar), added)
        used += 1
        return added
    }

    private mutating func place(_ key: UInt64, _ child: Int32) {
        let mask = keys.count - 1
        var slot = Self.slot(key) & mask
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        children[slot] = child
    }

    private mutating func grow() {
        let old = (keys, children)
        keys = [UInt64](repeating: 0, count: old.0.count * 2)
        children = [Int32](repeating: Self.none, count: old.0.count * 2)
        for (key, child) in zip(old.0, old.1) where key != 0 { place(key, child) }
    }

    private static func fold(_ scalar: UInt32) -> UInt32 { (0x41...0x5A).contains(scalar) ? scalar | 0x20 : scalar }

    private static func key(_ node: Int32, _ scalar: UInt32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 21 | UInt64(scalar) | 1 << 62
    }

    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
