import Articles

/// A sentence with what was read in it, ready for frames: every offset in bytes of the text.
struct SentenceParts {
    /// A name in the sentence and the part it plays there.
    struct Part {
        /// The index of its entity in the reading.
        var entity: Int
        var range: Range<Int>
        var role: Role
        /// The particle bytes that follow, if any.
        var particle: [UInt8]
    }

    /// What the particle after a name says of it.
    enum Role { case subject, object, genitive, other }

    var range: Range<Int>
    var parts: [Part]
    /// Indices into the reading's quantities, with their byte ranges; converted amounts are left out.
    var amounts: [(index: Int, range: Range<Int>)]
    /// Indices into the reading's dates.
    var dates: [(index: Int, range: Range<Int>)]
    var isKorean: Bool
}

/// Tells from the particle that follows a name what part it plays.
enum ParticleRole {
    /// Particles by role, longest first, so that 에게 is not read as 에.
    private static let table: [(bytes: [UInt8], role: SentenceParts.Role)] =
        ["에서는", "으로", "에게", "에서", "와의", "과의", "에는"].map { (Array($0.utf8), .other) }
        + ["께서", "은", "는", "이", "가", "도"].map { (Array($0.utf8), .subject) }
        + ["을", "를"].map { (Array($0.utf8), .object) } + [(Array("의".utf8), .genitive)]
        + ["에", "로", "와", "과"].map { (Array($0.utf8), .other) }

    /// Words that may stand between a name and its particle: 측은, 등은, 팀이.
    private static let bridges = [" 측", "측", " 등", " 팀", " 그룹", "그룹", " 본사", " 양사"].map { Array($0.utf8) }

    /// What joins the members of a list, which share the part of the last.
    private static let connectors = [", ", "와 ", "과 ", "·", ",", " 및 ", "나 ", "이나 "].map { Array($0.utf8) }

    /// The particle after byte `end`, past a closing quote and a gloss in brackets.
    static func read(_ bytes: [UInt8], after end: Int, limit: Int) -> (role: SentenceParts.Role, particle: [UInt8]) {
        var index = skipGloss(bytes, from: skipQuotes(bytes, from: end, limit: limit), limit: limit)
        index = skipQuotes(bytes, from: index, limit: limit)
        for bridge in bridges where ByteSearch.matches(bridge, in: bytes, at: index) {
            index += bridge.count
            break
        }
        index = skipClassNoun(bytes, from: index, limit: limit)
        for (particle, role) in table where ByteSearch.matches(particle, in: bytes, at: index) {
            // A particle ends its eojeol; 이라는, 이다 and the like after it are endings of another kind.
            let next = index + particle.count
            guard next >= limit || !ByteSearch.isHangul(bytes, next) else { continue }
            return (role, particle)
        }
        return (.other, [])
    }

    /// Nouns that only say what kind of thing the name is: `델타원 언어 모델은` is about 델타원.
    ///
    /// Not 기업가치, 주가 and the like: those are something the named thing has.
    private static let classNouns = [
        "가속기", "칩", "프로세서", "CPU", "GPU", "NPU", "모델", "챗봇", "서비스", "시스템", "슈퍼컴퓨터", "클러스터", "플랫폼",
        "로봇", "앱", "반도체", "데이터센터", "에이전트", "엔진", "브라우저", "기기", "시리즈",
    ].map { Array($0.utf8) }

    /// Past at most two words of which the last is a class noun; `index` itself when there is none.
    private static func skipClassNoun(_ bytes: [UInt8], from index: Int, limit: Int) -> Int {
        guard index < limit, bytes[index] == 0x20 else { return index }
        var start = index + 1
        for _ in 0..<3 {
            var end = start
            while end < limit, end - start < 30, bytes[end] != 0x20 {
                // No noun begins inside a character.
                if bytes[end] & 0xC0 == 0x80 {
                    end += 1
                    continue
                }
                if let noun = classNouns.first(where: { ByteSearch.matches($0, in: bytes, at: end) }) {
                    return end + noun.count
                }
                end += 1
            }
            guard end < limit, bytes[end] == 0x20, end - start < 30 else { return index }
            start = end + 1
        }
        return index
    }

    /// Whether only a connector stands between byte `end` and byte `start` of the next name.
    static func joins(_ bytes: [UInt8], from end: Int, to start: Int) -> Bool {
        let index = skipGloss(bytes, from: skipQuotes(bytes, from: end, limit: start), limit: start)
        for connector in connectors where ByteSearch.matches(connector, in: bytes, at: index) {
            var next = index + connector.count
            while next < start, bytes[next] == 0x20 { next += 1 }
            if skipOpeners(bytes, from: next, limit: start) >= start { return true }
        }
        return false
    }

    private static func skipQuotes(_ bytes: [UInt8], from index: Int, limit: Int) -> Int {
        var index = index
        for _ in 0..<2 {
            if index < limit, bytes[index] == 0x27 || bytes[index] == 0x22 {
                index += 1
            } else if index + 2 < limit, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0x99 || bytes[index + 2] == 0x9D
            {
                index += 3
            }
        }
        return index
    }

    private static func skipOpeners(_ bytes: [UInt8], from index: Int, limit: Int) -> Int {
        if index < limit, bytes[index] == 0x27 || bytes[index] == 0x22 { return index + 1 }
        if index + 2 < limit, bytes[index] == 0xE2, bytes[index + 1] == 0x80,
            bytes[index + 2] == 0x98 || bytes[index + 2] == 0x9C
        {
            return index + 3
        }
        return index
    }

    /// Past `(…)` of at most sixty bytes.
    private static func skipGloss(_ bytes: [UInt8], from index: Int, limit: Int) -> Int {
        guard index < limit, bytes[index] == UInt8(ascii: "(") else { return index }
        var end = index + 1
        while end < limit, end - index < 60, bytes[end] != UInt8(ascii: ")") { end += 1 }
        return end < limit && bytes[end] == UInt8(ascii: ")") ? end + 1 : index
    }
}
