/// Reads version numbers and model words behind a product's name: 그록-1, 마이아 100, 클로드 3.5 소넷, Llama 3.1 405B.
enum VersionSuffix {
    private static let modifiers: WordSet = WordSet(NameVocabulary.modifiers)
    private static let tail = NameTail(particles: NameVocabulary.versionParticles, suffixes: [])
    /// First letters of units behind a number: 10 W, 16 K, 3 T.
    private static let units = Set("WKTMGVkmg".unicodeScalars.map(\.value))
    private static let hyphen: UInt32 = 0x2D, space: UInt32 = 0x20, point: UInt32 = 0x2E
    /// 세대: the Korean press counts chips so, TPU 7세대.
    private static let generation = "세대".scalarValues
    /// Words behind a number that are taken in, at most.
    private static let mostModifiers = 3

    /// Where the version behind the name at `base`, which ends at `end`, ends, or `nil` where none follows.
    static func end(_ text: NameText, after end: Int, base: Range<Int>) -> Int? {
        let isNumbered = text.shape(end - 1) == .digit
        var position =
            (isNumbered ? subversion(text, after: end) : number(text, after: end) ?? code(text, after: end)) ?? end
        var hasNumber = isNumbered || position > end
        for _ in 0..<mostModifiers {
            if let next = modifier(text, after: position) ?? size(text, after: position, isVersion: hasNumber) {
                position = next
            } else if !hasNumber, position > end, let next = number(text, after: position),
                isShort(text, position, next)
            {
                // The number behind the word: 솔라 프로 2.
                position = next
                hasNumber = true
            } else {
                break
            }
        }
        guard position > end else { return nil }
        return position
    }

    /// Where `.7` or a letter behind a name that has its number already ends: GPT-4.7, HBM3E.
    private static func subversion(_ text: NameText, after end: Int) -> Int? {
        var position = end
        while text.scalar(position) == point, text.shape(position + 1) == .digit {
            position += 1
            while text.shape(position) == .digit { position += 1 }
        }
        let letters = position
        while text.shape(position).isLatin, position - letters < 2 { position += 1 }
        // One s is an English plural.
        if position == letters + 1, text.scalar(letters) == 0x73 { position = letters }
        return position > end && ends(text, at: position, isLoose: false) ? position : nil
    }

    /// Where a number right behind `end`, a hyphen or a space ends.
    private static func number(_ text: NameText, after end: Int) -> Int? {
        let separator = text.scalar(end)
        let start = separator == hyphen || separator == space ? end + 1 : end
        var position = start
        while text.shape(position) == .digit { position += 1 }
        guard position > start, position - start <= 4 else { return nil }
        while text.scalar(position) == point, text.shape(position + 1) == .digit {
            position += 1
            while text.shape(position) == .digit { position += 1 }
        }
        if separator == space, isYear(text, start..<position) { return nil }
        // A letter belongs to it, or two where no unit can be meant: 4o, 3E, 70B, but not 80 GB.
        var letters = position
        while text.shape(letters).isLatin, letters - position < 3 { letters += 1 }
        if letters - position <= (separator == space ? 1 : 2),
            !units.contains(text.scalar(position)) || separator != space
        {
            position = letters
        }
        return ends(text, at: position, isLoose: separator == space) ? position : generationEnd(text, position)
    }

    /// Whether the number between two places begins with a single digit: what is counted or paid mostly has more.
    private static func isShort(_ text: NameText, _ start: Int, _ end: Int) -> Bool {
        let first = text.shape(start) == .digit ? start : start + 1
        return first < end && text.shape(first + 1) != .digit
    }

    /// Where a code of one or two capitals and a number ends: 갤럭시 S25, A.X K2.
    private static func code(_ text: NameText, after end: Int) -> Int? {
        guard text.scalar(end) == space || text.scalar(end) == hyphen else { return nil }
        var position = end + 1
        while text.shape(position) == .upper { position += 1 }
        guard (1...2).contains(position - end - 1) else { return nil }
        let digits = position
        while text.shape(position) == .digit { position += 1 }
        guard (1...3).contains(position - digits), ends(text, at: position, isLoose: true) else { return nil }
        return position
    }

    /// Whether a number that ends at `position` can be the last of a name.
    private static func ends(_ text: NameText, at position: Int, isLoose: Bool) -> Bool {
        switch text.shape(position) {
        case .hangul: tail.isTail(text, from: position)
        case .digit, .upper, .lower, .otherLetter, .han: false
        // 3,000 and 30% are amounts, 1·2호기 counts.
        case .mark:
            !(isLoose && [0x25, 0x2C, 0xB7, 0x7E, 0x223C].contains(text.scalar(position))
                && (text.scalar(position) == 0x25 || text.shape(position + 1) == .digit))
        case .space: true
        }
    }

    private static func generationEnd(_ text: NameText, _ position: Int) -> Int? {
        for (offset, scalar) in generation.enumerated() where text.scalar(position + offset) != scalar { return nil }
        return tail.isTail(text, from: position + generation.count) ? position + generation.count : nil
    }

    private static func isYear(_ text: NameText, _ range: Range<Int>) -> Bool {
        guard range.count == 4 else { return false }
        let century = (text.scalar(range.lowerBound) - 0x30) * 10 + text.scalar(range.lowerBound + 1) - 0x30
        return century == 19 || century == 20
    }

    /// Where one more word of the name behind a space or hyphen ends.
    private static func modifier(_ text: NameText, after end: Int) -> Int? {
        guard text.scalar(end) == hyphen || text.scalar(end) == space else { return nil }
        let start = end + 1
        var word: [UInt32] = []
        var position = start
        while text.shape(position).isWord, word.count < 12 {
            let isBoundary = position > start && (text.shape(position) == .hangul) != (text.shape(start) == .hangul)
            if isBoundary { break }
            let scalar = text.scalar(position)
            word.append(text.shape(position) == .upper ? scalar | 0x20 : scalar)
            position += 1
            if text.shape(start) == .hangul, modifiers.contains(word), tail.isTail(text, from: position) {
                return position
            }
        }
        guard text.shape(start) != .hangul, modifiers.contains(word) else { return nil }
        // In running English text a small word is a word: the model has a capital, or a hyphen before it.
        guard text.shape(start) == .upper || text.scalar(end) == hyphen else { return nil }
        return ends(text, at: position, isLoose: false) ? position : nil
    }

    /// The size of a model behind its version: Llama 3.1 405B.
    private static func size(_ text: NameText, after end: Int, isVersion: Bool) -> Int? {
        guard isVersion, text.scalar(end) == hyphen || text.scalar(end) == space else { return nil }
        var position = end + 1
        while text.shape(position) == .digit || text.scalar(position) == point { position += 1 }
        guard position > end + 1, text.scalar(position) == 0x42 || text.scalar(position) == 0x62 else { return nil }
        return ends(text, at: position + 1, isLoose: false) ? position + 1 : nil
    }
}

extension VersionSuffix {
    /// One spelling for a version, however it is written behind the name: `-4.6`, ` 4.6` and `4.6` are `-4.6`.
    static func canonical(_ suffix: some Sequence<UInt32>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in suffix {
            if view.isEmpty, CharacterShape(scalar) == .digit { view.append("-") }
            view.append(scalar == 0x20 ? "-" : Unicode.Scalar(scalar) ?? "-")
        }
        return String(view)
    }
}
