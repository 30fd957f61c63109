/// Tells whether a Hangul word is a Latin name written by its sound: 매크로하드 and Macrohard.
///
/// Only consonants are compared: vowels of English names are guesswork. Each Hangul consonant may stand for several
/// letters, and letters that are often silent (h, r, w, y) may be missing.
enum Transliteration {
    /// 0 to 1: how much of the consonants agrees in order.
    static func similarity(_ hangul: some Sequence<UInt32>, _ latin: some Sequence<UInt32>) -> Double {
        let sounds = consonants(hangul)
        let letters = consonantLetters(latin)
        guard sounds.count >= 2 || letters.count >= 1, !sounds.isEmpty, !letters.isEmpty else { return 0 }
        let common = longestCommon(sounds, letters)
        let needed = letters.filter { !optional.contains($0) }.count
        return Double(common) / Double(max(sounds.count, max(needed, 1)))
    }

    /// The names of sounds are those of the letters they are most often.
    private static let onsets: [UInt8?] = ascii("k k n t t r m p p s s . j j j k t p h")
    private static let codas: [UInt8?] = ascii(". k k k n n n t r k m p r t p r m p p s s n j j k t p h")
    /// For each sound the letters it may stand for.
    private static let letters: [UInt8: Set<UInt8>] = [
        c("k"): Set("kcqgx".utf8), c("n"): Set("n".utf8), c("t"): Set("td".utf8), c("r"): Set("rl".utf8),
        c("m"): Set("m".utf8), c("p"): Set("pbfv".utf8), c("s"): Set("scxztj".utf8), c("j"): Set("jzcgtsd".utf8),
        c("h"): Set("hfjw".utf8),
    ]
    private static let optional = Set("hrwygx".utf8)

    private static func ascii(_ text: String) -> [UInt8?] {
        text.utf8.filter { $0 != 0x20 }.map { $0 == 0x2E ? nil : $0 }
    }

    private static func c(_ letter: Character) -> UInt8 { letter.asciiValue ?? 0 }

    private static func consonants(_ hangul: some Sequence<UInt32>) -> [UInt8] {
        var sounds: [UInt8] = []
        for scalar in hangul where CharacterShape(scalar) == .hangul {
            let parts = HangulSyllable.parts(scalar)
            if let onset = onsets[Int(parts.onset)] { sounds.append(onset) }
            if let coda = codas[Int(parts.coda)], !(coda == sounds.last && parts.coda != 0) { sounds.append(coda) }
        }
        // ㄹㄹ between vowels is one l.
        return sounds.enumerated().filter { $0.offset == 0 || sounds[$0.offset - 1] != $0.element }.map(\.element)
    }

    private static func consonantLetters(_ latin: some Sequence<UInt32>) -> [UInt8] {
        var letters: [UInt8] = []
        for scalar in latin where CharacterShape(scalar).isLatin {
            let letter = UInt8(truncatingIfNeeded: scalar) | 0x20
            guard !"aeiou".utf8.contains(letter), letters.last != letter else { continue }
            letters.append(letter)
        }
        return letters
    }

    private static func longestCommon(_ sounds: [UInt8], _ latin: [UInt8]) -> Int {
        // Names are short; a hostile bracket is not worth the product of its lengths.
        guard sounds.count <= 48, latin.count <= 64 else { return 0 }
        var row = [Int](repeating: 0, count: latin.count + 1)
        for sound in sounds {
            var diagonal = 0
            for index in latin.indices {
                let above = row[index + 1]
                let fits = letters[sound]?.contains(latin[index]) == true
                row[index + 1] = fits ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[latin.count]
    }
}
