/// A set of byte strings, each with a number, that is walked along a text one byte at a time.
///
/// The edges lie in one open-addressed table keyed by node and byte: a step is one probe, whatever the number of
/// words, and a walk never goes further than the longest word.
struct ByteTrie: Sendable {
    /// A word found in a text: where it ends, and its number.
    struct Match: Sendable {
        var end: Int
        var payload: Int
    }

    /// For each place the key in the upper half and the node it leads to in the lower; all ones where it is free.
    private var edges: [UInt64]
    private var payloads: [Int32]
    private let mask: Int
    private let folds: Bool

    /// The trie of `words`; `folding` reads Latin capitals in the text as small letters.
    ///
    /// Of two entries with the same word the first one stays.
    init(_ words: [(word: String, payload: Int)], folding: Bool) {
        var edges: [UInt32: Int32] = [:]
        var payloads: [Int32] = [-1]
        for (word, payload) in words {
            var node: Int32 = 0
            for byte in word.utf8 {
                let key = UInt32(node) << 8 | UInt32(folding ? Self.folded(byte) : byte)
                if let next = edges[key] {
                    node = next
                } else {
                    payloads.append(-1)
                    node = Int32(payloads.count - 1)
                    edges[key] = node
                }
            }
            if node != 0, payloads[Int(node)] < 0 { payloads[Int(node)] = Int32(payload) }
        }
        var size = 64
        while size < edges.count * 3 { size *= 2 }
        mask = size - 1
        self.edges = Array(repeating: .max, count: size)
        self.payloads = payloads
        folds = folding
        for (key, target) in edges {
            var slot = Self.slot(key) & mask
            while self.edges[slot] != .max { slot = (slot + 1) & mask }
            self.edges[slot] = UInt64(key) << 32 | UInt64(UInt32(target))
        }
    }

    /// The longest word that starts at `start`, or `nil`.
    func longest(in bytes: [UInt8], at start: Int) -> Match? {
        var best: Match?
        walk(bytes, from: start) { match in
            best = match
            return true
        }
        return best
    }

    /// The longest words found at one place, the longest first, without an allocation.
    struct Matches: Sequence, IteratorProtocol, Sendable {
        fileprivate var slots = InlineArray<6, Match>(repeating: Match(end: 0, payload: 0))
        fileprivate var count = 0

        /// Keeps `match`, which is longer than all before it; the shortest makes room.
        fileprivate mutating func keep(_ match: Match) {
            if count == slots.count {
                for index in 1..<slots.count { slots[index - 1] = slots[index] }
                count -= 1
            }
            slots[count] = match
            count += 1
        }

        mutating func next() -> Match? {
            guard count > 0 else { return nil }
            count -= 1
            return slots[count]
        }
    }

    /// The words that start at `start`, the longest first, six at most.
    func all(in bytes: [UInt8], at start: Int) -> Matches {
        var found = Matches()
        walk(bytes, from: start) { match in
            found.keep(match)
            return true
        }
        return found
    }

    /// The numbers of all words that start at `start`, as bits, joined.
    func union(in bytes: [UInt8], at start: Int) -> Int {
        var bits = 0
        walk(bytes, from: start) { match in
            bits |= match.payload
            return true
        }
        return bits
    }

    @inline(__always)
    private func walk(_ bytes: [UInt8], from start: Int, _ visit: (Match) -> Bool) {
        var node: UInt32 = 0
        var index = start
        while index < bytes.count {
            let key = node << 8 | UInt32(folds ? Self.folded(bytes[index]) : bytes[index])
            var slot = Self.slot(key) & mask
            var edge = edges[slot]
            while UInt32(edge >> 32) != key {
                if edge == .max { return }
                slot = (slot + 1) & mask
                edge = edges[slot]
            }
            node = UInt32(truncatingIfNeeded: edge)
            index += 1
            let payload = payloads[Int(node)]
            if payload >= 0, !visit(Match(end: index, payload: Int(payload))) { return }
        }
    }

    private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 7) }

    private static func folded(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
