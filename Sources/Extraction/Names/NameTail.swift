/// Judges what follows a name inside its word: particles, copula, and nouns that leave the name what it is.
///
/// A name ends well where a chain of these, and nothing else, leads to the end of the word. That is what tells 메타가
/// and 메타측 from 메타데이터.
struct NameTail: Sendable {
    private var trie = NameTrie(expecting: 2048)
    /// The longest tail worth reading; a longer one is a word of its own.
    private static let longest = 10

    private static let isSuffix: Int32 = 1
    private static let isParticle: Int32 = 2
    private static let needsConsonant: Int32 = 4
    private static let needsVowel: Int32 = 8
    private static let needsVowelOrRieul: Int32 = 16

    init(particles: [String] = NameVocabulary.particles, suffixes: [String] = NameVocabulary.suffixes) {
        for particle in particles {
            var flags = Self.isParticle
            if NameVocabulary.afterConsonant.contains(particle) { flags |= Self.needsConsonant }
            if NameVocabulary.afterVowel.contains(particle) { flags |= Self.needsVowel }
            if NameVocabulary.afterVowelOrRieul.contains(particle) { flags |= Self.needsVowelOrRieul }
            add(particle, flags)
        }
        for suffix in suffixes { add(suffix, Self.isSuffix) }
    }

    private mutating func add(_ word: String, _ flags: Int32) {
        let node = trie.insert(word.scalarValues)
        trie.setPayload(max(0, trie.payload(of: node)) | flags, of: node)
    }

    /// Whether the Hangul from `start` to the end of its run is a tail; an empty run is one.
    func isTail(_ text: NameText, from start: Int) -> Bool {
        var end = start
        while text.shape(end) == .hangul, end - start <= Self.longest { end += 1 }
        if end == start { return true }
        guard end - start <= Self.longest else { return false }
        // Bit 2i: i characters are nouns; bit 2i + 1: i characters are nouns and then at least one particle.
        var reached: UInt32 = 1
        for offset in 0..<(end - start) {
            let states = reached >> UInt32(2 * offset) & 3
            guard states != 0 else { continue }
            reached |= steps(text, from: start + offset, to: end, states) << UInt32(2 * offset)
        }
        return reached >> UInt32(2 * (end - start)) & 3 != 0
    }

    /// Where words that start at `start` lead, as the bits of `isTail` relative to it.
    private func steps(_ text: NameText, from start: Int, to end: Int, _ states: UInt32) -> UInt32 {
        var result: UInt32 = 0
        var node = NameTrie.root
        for index in start..<end {
            node = trie.child(of: node, text.scalar(index))
            guard node != NameTrie.none else { break }
            let flags = trie.payload(of: node)
            guard flags > 0 else { continue }
            let length = UInt32(index + 1 - start)
            if flags & Self.isSuffix != 0, states & 1 != 0 { result |= 1 << (2 * length) }
            if flags & Self.isParticle != 0, fits(flags, after: text.scalar(start - 1)) { result |= 2 << (2 * length) }
        }
        return result
    }

    /// Whether a particle's form agrees with the sound before it; after anything but Hangul it is not told.
    private func fits(_ flags: Int32, after scalar: UInt32) -> Bool {
        guard (0xAC00...0xD7A3).contains(scalar) else { return true }
        let hasCoda = HangulSyllable.hasCoda(scalar)
        if flags & Self.needsConsonant != 0 { return hasCoda }
        if flags & Self.needsVowel != 0 { return !hasCoda }
        if flags & Self.needsVowelOrRieul != 0 { return !hasCoda || HangulSyllable.endsInRieul(scalar) }
        return true
    }
}
