/// How much a decoded text looks like a language, to choose between encodings that all decode.
enum Plausibility {
    /// The encodings of saved pages that name none, in the order that wins a tie.
    static let candidates = ["euc-kr", "shift_jis", "euc-jp", "gb18030", "windows-1251", "windows-1252"]
        .compactMap { Charset.named($0) }

    /// How many bytes are judged; a few thousand characters settle it.
    private static let sample = 1 << 16

    /// The candidate under which `bytes` read best, with its score.
    static func best(for bytes: [UInt8]) -> (charset: Charset, score: Double)? {
        let sample = excerpt(of: bytes)
        var best: (charset: Charset, score: Double)?
        for charset in candidates {
            let score = score(of: sample, as: charset)
            if best.map({ score > $0.score }) ?? true { best = (charset, score) }
        }
        return best
    }

    /// The mean worth of the characters outside ASCII when `bytes` are read as `charset`: about 0.5 for a text in
    /// its own encoding, below 0.3 for one in another.
    static func score(of bytes: [UInt8], as charset: Charset) -> Double {
        guard let iconv = Iconv(from: charset.iconvName) else { return -1 }
        let sample = excerpt(of: bytes)
        let (text, replaced) = iconv.converted(sample)
        var sum = 0.0
        var count = 0
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.value >= 0x80 {
                sum += worth(of: scalar, after: previous)
                count += 1
            } else if isLatinLetter(scalar), previous.value >= 0x400, previous.value < 0x500 {
                // A Latin letter right after a Cyrillic one: a Western text read as Cyrillic.
                sum -= 1
            }
            previous = scalar
        }
        // A last half character is a cut file, not a wrong encoding.
        let broken = Double(max(0, replaced - 1))
        return count == 0 ? 0 : (sum - broken) / Double(count)
    }

    /// From the first byte beyond ASCII, where a character begins in all candidates.
    private static func excerpt(of bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > sample, let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return bytes }
        return Array(bytes[first..<min(bytes.count, first + sample)])
    }

    /// What one character says for the reading: frequent ones of a language much, rare ones little, nonsense against.
    private static func worth(of scalar: Unicode.Scalar, after previous: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0xFFFD: 0
        case 0x80...0x9F, 0xE000...0xF8FF: -1
        case 0xAC00...0xD7A3: frequentHangul.contains(scalar) ? 1 : 0.1
        case 0x3041...0x30FE: 0.8
        case 0xFF61...0xFF9F: -0.3
        case 0x4E00...0x9FFF: frequentHan.contains(scalar) ? 1 : 0.1
        case 0x430...0x44F, 0x451: isCyrillic(previous) || previous.value < 0x41 ? 0.6 : -0.5
        case 0x410...0x42F, 0x401: previous.value >= 0x430 && previous.value < 0x460 ? -1 : 0.3
        case 0x400...0x45F: -0.5
        case 0xC0...0xD6, 0xD8...0xDE: isLatinLetter(previous) || previous.value >= 0x80 ? -0.6 : 0.2
        case 0xDF...0xF6, 0xF8...0xFF: isLatinLetter(previous) || previous.value < 0x41 ? 0.7 : -0.6
        case 0xA0, 0xAB, 0xBB, 0x2010...0x203A, 0x20AC, 0x3000...0x3015, 0xFF01...0xFF5E: 0.3
        default: -0.1
        }
    }

    private static func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool { (0x400..<0x500).contains(scalar.value) }

    /// The most frequent syllables of Korean newspaper text, about half of it.
    private static let frequentHangul = Set(
        "이다는을의에가고한기지로하사은들리자시를서대어도인해정아일수주전그라부나상했제보경스장있여장과으원용만공동".unicodeScalars
    )

    /// The most frequent characters of Chinese and Japanese text, about a third of it.
    private static let frequentHan = Set(
        """
        的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能\
        好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知現新言分間社市東京議員第
        """.unicodeScalars
    )
}
