/// A set of words that stretches of a text are held against as they lie there, without a string made of each.
///
/// An open-addressed table over one array of scalars. Words are equal when their scalars are, case included; texts are
/// in NFC, and so must the lists be.
struct WordSet: Sendable {
    /// The number of a word plus one, or 0 where the place is free.
    private var table: [Int32]
    /// Where each word ends in `scalars`; the next one begins there.
    private var ends: [Int32] = [0]
    private var scalars: [UInt32] = []
    /// A bit for each length, up to 63, that a word has.
    private var lengths: UInt64 = 0
    /// The longest word, in scalars.
    private(set) var longest = 0

    init(_ words: some Sequence<String>) {
        let words = words.map(\.scalarValues)
        var size = 16
        while size < words.count * 2 { size *= 2 }
        table = [Int32](repeating: 0, count: size)
        for word in words where !contains(word) {
            scalars += word
            ends.append(Int32(scalars.count))
            table[place(of: word)] = Int32(ends.count - 1)
            lengths |= 1 << UInt64(min(word.count, 63))
            longest = max(longest, word.count)
        }
    }

    /// Whether `word` is in the set.
    func contains(_ word: ArraySlice<UInt32>) -> Bool { holds(word) }

    /// Whether `word` is in the set.
    func contains(_ word: [UInt32]) -> Bool { holds(word) }

    /// Whether `word` is in the set.
    func contains(_ word: some StringProtocol) -> Bool { holds(word.unicodeScalars.lazy.map(\.value)) }

    @inline(__always)
    private func holds(_ word: some Collection<UInt32>) -> Bool {
        let length = word.count
        return length <= longest && lengths >> UInt64(min(length, 63)) & 1 == 1 && table[place(of: word)] != 0
    }

    /// The place of the table where `word` is, or would be.
    @inline(__always)
    private func place(of word: some Collection<UInt32>) -> Int {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for scalar in word { hash = (hash ^ UInt64(scalar)) &* 0xFF51_AFD7_ED55_8CCD }
        let mask = table.count - 1
        var place = Int(truncatingIfNeeded: hash >> 32) & mask
        while table[place] != 0, !isWord(Int(table[place]), word) { place = (place + 1) & mask }
        return place
    }

    @inline(__always)
    private func isWord(_ number: Int, _ word: some Collection<UInt32>) -> Bool {
        var place = Int(ends[number - 1])
        let end = Int(ends[number])
        for scalar in word {
            guard place < end, scalars[place] == scalar else { return false }
            place += 1
        }
        return place == end
    }
}

/// A few marks that are asked for at many places of a text: a walk over them is shorter than a hash.
struct ScalarSet: Sendable {
    private let scalars: [UInt32]

    init(_ marks: String) { scalars = marks.scalarValues }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool { scalars.contains(scalar) }
}
