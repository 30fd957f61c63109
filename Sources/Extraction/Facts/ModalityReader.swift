import Articles

/// Reads from the words after a cue how the source stands to the claim.
struct ModalityReader: Sendable {
    private struct Sign: Sendable {
        var bytes: [UInt8]
        var modality: Modality
        var isKorean: Bool
    }

    private var signs = PrefixIndex<Sign>()
    private let accordingTo = Array("따르면".utf8)

    /// Reads the table of signs from its data file.
    init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3, let modality = Modality(rawValue: words[0]) else { continue }
            let bytes = Array(words[2].utf8)
            signs.insert(Sign(bytes: bytes, modality: modality, isKorean: words[1] == "ko"), at: bytes)
        }
    }

    /// The modality of a claim whose cue starts at byte `cue` of a sentence.
    ///
    /// Korean says it after the cue, English before it. A finished past tense ends the search for plans: what is
    /// planned after it is another claim.
    func modality(_ bytes: [UInt8], sentence: Range<Int>, cue: Int, isKorean: Bool) -> Modality {
        guard isKorean else { return englishModality(bytes, sentence, cue) }
        var isPast = false
        var found: Modality?
        var index = cue
        while index < sentence.upperBound, found == nil {
            if let sign = sign(bytes, at: index, isKorean: true) {
                switch sign.modality {
                case .planned, .target: if !isPast { found = sign.modality }
                case .reported, .denied, .actual: found = sign.modality
                }
            }
            if Self.isPastSyllable(bytes, index) { isPast = true }
            index += bytes[index] < 0x80 ? 1 : 3
        }
        if let found { return found }
        return ByteSearch.contains(accordingTo, in: bytes, sentence) ? .reported : .actual
    }

    /// English puts the sign before its verb: the words from the last clause break to a little past the cue.
    private func englishModality(_ bytes: [UInt8], _ sentence: Range<Int>, _ cue: Int) -> Modality {
        var found: Modality?
        var index = max(sentence.lowerBound, cue - 60)
        while index < sentence.upperBound {
            if index <= cue + 40 || found == nil, let sign = sign(bytes, at: index, isKorean: false) {
                let isNear = index <= cue + 12
                if sign.modality == .reported || isNear { found = found ?? sign.modality }
            }
            index += 1
        }
        return found ?? .actual
    }

    private func sign(_ bytes: [UInt8], at index: Int, isKorean: Bool) -> Sign? {
        signs.candidates(bytes, at: index).first { sign in
            sign.isKorean == isKorean
                && (isKorean
                    ? ByteSearch.matches(sign.bytes, in: bytes, at: index)
                    : ByteSearch.matchesWord(sign.bytes, in: bytes, at: index))
        }
    }

    /// Whether the syllable at `index` closes with ㅆ, and a finished ending follows: 했다, 했고, 였으며.
    private static func isPastSyllable(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard ByteSearch.isHangul(bytes, index), index + 5 < bytes.count else { return false }
        let scalar =
            Int(bytes[index] & 0x0F) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F)
        // Twenty-eight finals a syllable; the twentieth is ㅆ. 있 and 겠 are no past tense.
        guard (scalar - 0xAC00) % 28 == 20, scalar != 0xC788, scalar != 0xACA0 else { return false }
        return endings.contains { ByteSearch.matches($0, in: bytes, at: index + 3) }
    }

    private static let endings = ["다", "고", "으며", "지만", "는데", "습니다", "으나", "던"].map { Array($0.utf8) }
}
