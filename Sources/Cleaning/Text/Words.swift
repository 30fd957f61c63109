/// Splits UTF-8 text into words and hashes each: enough to compare texts without a `String` in sight.
enum Words {
    /// Calls `body` with the hash of each word of `range`, ASCII letters in lower case.
    static func forEach(in bytes: [UInt8], _ range: Range<Int>, _ body: (UInt32) -> Void) {
        var hash = seed
        var inWord = false
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            var length = 1
            var isWord = true
            if byte < 0x80 {
                isWord = isASCIIWord(byte)
            } else {
                length = min(sequenceLength(byte), range.upperBound - index)
                isWord = !isPunctuation(bytes, index, length)
            }
            if isWord {
                inWord = true
                for offset in 0..<length {
                    let unit = bytes[index + offset]
                    let folded = unit &- UInt8(ascii: "A") < 26 ? unit | 0x20 : unit
                    hash = (hash ^ UInt32(folded)) &* 0x0100_0193
                }
            } else if inWord {
                body(hash)
                hash = seed
                inWord = false
            }
            index += length
        }
        if inWord { body(hash) }
    }

    /// The hashes of all words of `text`.
    static func hashes(of text: String) -> [UInt32] {
        let bytes = Array(text.utf8)
        var found: [UInt32] = []
        forEach(in: bytes, 0..<bytes.count) { found.append($0) }
        return found
    }

    /// The hashes of every three words in a row, sorted for search; of fewer words, one for all of them.
    static func triples(of words: [UInt32]) -> HashSet {
        guard words.count >= 3 else { return HashSet(words.isEmpty ? [] : [words.reduce(0, combine)]) }
        return HashSet((2..<words.count).map { combine(combine(words[$0 - 2], words[$0 - 1]), words[$0]) })
    }

    static func combine(_ left: UInt32, _ right: UInt32) -> UInt32 { (left &* 0x9E37_79B1 ^ right) &* 0x85EB_CA6B }

    static func sequenceLength(_ lead: UInt8) -> Int { lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

    private static let seed: UInt32 = 0x811C_9DC5

    private static func isASCIIWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
    }

    /// U+00A0 to U+00BF, U+2000 to U+206F, U+3000 to U+301F, U+FF00 to U+FF0F, U+30FB: spaces, quotes, brackets.
    private static func isPunctuation(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Bool {
        guard length > 1 else { return false }
        switch bytes[index] {
        case 0xC2: return true
        case 0xE2: return bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81
        case 0xE3:
            guard length == 3 else { return false }
            return bytes[index + 1] == 0x80 && bytes[index + 2] < 0xA0
                || bytes[index + 1] == 0x83 && bytes[index + 2] == 0xBB
        case 0xEF:
            guard length == 3 else { return false }
            return bytes[index + 1] == 0xBC && bytes[index + 2] < 0x90
        default: return false
        }
    }
}

/// A set of hashes in one array, with open addressing.
struct HashSet: Sendable {
    private var slots: [UInt32]
    private let mask: Int
    private(set) var count = 0

    init(_ hashes: [UInt32]) {
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        mask = size - 1
        slots = [UInt32](repeating: 0, count: size)
        for hash in hashes { insert(hash) }
    }

    var isEmpty: Bool { count == 0 }

    func contains(_ hash: UInt32) -> Bool {
        let key = hash == 0 ? 1 : hash
        var slot = Int(key &* 0x9E37_79B1 >> 7) & mask
        while slots[slot] != 0 {
            if slots[slot] == key { return true }
            slot = (slot + 1) & mask
        }
        return false
    }

    private mutating func insert(_ hash: UInt32) {
        let key = hash == 0 ? 1 : hash
        var slot = Int(key &* 0x9E37_79B1 >> 7) & mask
        while slots[slot] != 0 {
            if slots[slot] == key { return }
            slot = (slot + 1) & mask
        }
        slots[slot] = key
        count += 1
    }
}
