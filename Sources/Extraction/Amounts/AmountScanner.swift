import Articles

/// One pass over a text that collects its amounts and dates.
///
/// The scan looks at each word once. Where a word may start an amount or a date it tries the date grammar first, then
/// the amounts; what is read is jumped over, so nothing is read twice and the whole takes time in proportion to the
/// text: every reader it calls is bounded in how far it looks.
struct AmountScanner {
    let text: AmountText
    let words = AmountVocabulary.shared
    let numerals: NumeralReader
    let reference: CivilDate?
    /// The stretches of names, ascending, in bytes.
    let names: [Range<Int>]

    var amounts: [Amount] = []
    var dates: [DatedSpan] = []
    /// A cue just read, which holds for a number that starts where it ends.
    var cue = PendingCue()
    /// A long run of digits and points that is no amount, and how long is long: where a name lies in one, the rest of
    /// it is not read again.
    var longToken = 0..<0
    static let longestToken = 256

    /// An amount with its place in bytes.
    struct Amount {
        var range: Range<Int>
        var kind: Quantity.Kind
        var value: Double?
        var high: Double?
        var magnitude: Double?
        var unit: String?
        var isApproximate = false
        var bound: Bound?
        var equivalent: Int?
    }

    /// A date with its place in bytes.
    struct DatedSpan {
        var range: Range<Int>
        var iso: String?
        var basis: DateMention.Basis
    }

    /// What a word before a number said about it.
    struct PendingCue {
        var end = -1
        var start = -1
        var isApproximate = false
        var bound: Bound?
        var promisesNumber = false
    }

    init(_ bytes: [UInt8], reference: CivilDate?, names: [Range<Int>]) {
        text = AmountText(bytes)
        numerals = NumeralReader(text: text, words: words)
        self.reference = reference
        self.names = names
    }

    /// The most amounts and dates of one document, by its bytes.
    ///
    /// Pages of figures have one in a dozen bytes, and beyond some tens of thousands nobody reads them. A megabyte of
    /// `1%` would otherwise fill memory and ledger.
    private var most: Int { max(20_000, text.count / 64) }

    /// Reads the whole text, up to the most that one document may hold.
    mutating func scan() {
        var index = 0
        var name = 0
        let most = most
        while index < text.count, amounts.count + dates.count < most {
            while name < names.count, names[name].upperBound <= index { name += 1 }
            if name < names.count, names[name].lowerBound <= index {
                index = amountOver(names[name], at: index) ?? names[name].upperBound
                continue
            }
            // Whatever a reader answers, the scan moves on.
            index = max(next(index), index + 1)
        }
    }

    /// The end of an amount that covers the whole of `name`, which only looked like a name: 120킬로와트.
    private mutating func amountOver(_ name: Range<Int>, at index: Int) -> Int? {
        guard index == name.lowerBound,
            text.isDigit(index) || words.starts(text.threeByteScalar(index))
        else { return nil }
        let before = amounts.count
        let end = next(index)
        return amounts.count > before ? end : nil
    }

    /// Reads what starts at `index` and returns the place to go on from, always beyond `index`.
    private mutating func next(_ index: Int) -> Int {
        let byte = text.bytes[index]
        switch byte {
        case 0x30...0x39: return number(at: index)
        case 0x41...0x5A, 0x61...0x7A: return latinWord(at: index)
        case 0xEA...0xED where text.isHangul(index): return hangulWord(at: index)
        case UInt8(ascii: "$"): return prefixed(at: index) ?? index + 1
        case UInt8(ascii: "-"): return negative(at: index, length: 1) ?? index + 1
        case UInt8(ascii: "'"): return shortYear(at: index) ?? index + 1
        case UInt8(ascii: "."): return pointed(at: index) ?? index + 1
        case UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "~"): return comparison(at: index)
        case 0xC2, 0xE2, 0xE5, 0xEF: return symbol(at: index)
        default: return index + 1
        }
    }

    /// Whether `range` touches a name.
    func touchesName(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = names.count
        while low < high {
            let middle = (low + high) / 2
            if names[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low].lowerBound < range.upperBound
    }

    // MARK: Words

    /// A word of Hangul: a numeral, a date word, a cue, or nothing.
    private mutating func hangulWord(at index: Int) -> Int {
        if words.starts(text.threeByteScalar(index)), !text.isHangulBefore(index) {
            let opening = opening(index)
            if !opening.isEmpty, let end = opened(opening, at: index) { return end }
        }
        var end = index + 3
        while end < text.count, text.isHangul(end) { end += 3 }
        return end
    }

    /// What the word at `index` may open: one walk decides for nearly all words that it is nothing.
    private func opening(_ index: Int) -> AmountVocabulary.Opening {
        var opening = AmountVocabulary.Opening(rawValue: words.openings.union(in: text.bytes, at: index))
        var place = index
        while place < index + 120, words.syllable(text.threeByteScalar(place)) != nil { place += 3 }
        if place > index, !text.isHangul(place) || words.follows(text.threeByteScalar(place)) {
            opening.insert(.number)
        }
        return opening
    }

    /// Tries what a word may open, dates first.
    private mutating func opened(_ opening: AmountVocabulary.Opening, at index: Int) -> Int? {
        let isCountable = !opening.isDisjoint(with: [.native, .number, .whole])
        if isCountable, let end = spanDate(at: index) { return end }
        if opening.contains(.stretch), let end = spanRange(at: index) { return end }
        if !opening.isDisjoint(with: [.date, .native, .number]), let end = calendarDate(at: index) { return end }
        if opening.contains(.sign), let end = signedAmount(at: index) { return end }
        if isCountable, let end = hangulAmount(at: index) { return end }
        return opening.contains(.cue) ? cue(at: index) : nil
    }

    /// A word of Latin letters: a number word, a month, a cue, a currency code, an address to jump over, or nothing.
    private mutating func latinWord(at index: Int) -> Int {
        if text.has("http", at: index) || text.has("www.", at: index) { return endOfAddress(index) }
        let opening = AmountVocabulary.Opening(rawValue: words.latinOpenings.union(in: text.bytes, at: index))
        if opening.isEmpty { return endOfToken(index) }
        if opening.contains(.currency), let end = prefixed(at: index) { return end }
        if opening.contains(.date), let end = englishDate(at: index) { return end }
        if opening.contains(.number) {
            if let end = spanDate(at: index) { return end }
            if let end = englishAmount(at: index) { return end }
        }
        if opening.contains(.cue), let end = cue(at: index) { return end }
        return endOfToken(index)
    }

    /// The end of a Latin word with the digits and hyphens that belong to it (H100, GPT-5, MAI-1-preview, A.17).
    func endOfToken(_ index: Int) -> Int {
        var end = index
        while end < text.count {
            let byte = text.bytes[end]
            if text.isLetter(end) || text.isDigit(end) {
                end += 1
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":"),
                text.isDigit(end + 1)
            {
                end += 1
            } else if byte == UInt8(ascii: "@") {
                end = endOfAddress(end)
            } else {
                break
            }
        }
        return max(end, index + 1)
    }

    /// The end of an address: the next space, bracket, quotation mark or Hangul.
    private func endOfAddress(_ index: Int) -> Int {
        var end = index + 1
        while end < text.count, text.bytes[end] > 0x20, text.bytes[end] < 0x7F, text.bytes[end] != UInt8(ascii: ")"),
            text.bytes[end] != UInt8(ascii: "\""), text.bytes[end] != UInt8(ascii: "<")
        {
            end += 1
        }
        return end
    }

    /// A cue word, remembered for the number behind it.
    private mutating func cue(at index: Int) -> Int? {
        guard let match = words.cuesBefore.longest(in: text.bytes, at: index) else { return nil }
        let isLatin = text.isLetter(index)
        if isLatin ? text.isLetter(match.end) : text.isHangul(match.end) && !text.isDigit(match.end) {
            return nil
        }
        var next = text.skippingSpace(match.end)
        if !isLatin, text.has("으로", at: match.end) || text.has("로", at: match.end) { next = match.end }
        remember(words.cues[match.payload], from: index, to: next)
        return next
    }

    /// Joins a cue with the one before it when they stand side by side.
    mutating func remember(_ new: AmountVocabulary.Cue, from start: Int, to end: Int) {
        var pending = cue.end == start ? cue : PendingCue(start: start)
        pending.end = end
        switch new {
        case .approx: pending.isApproximate = true
        case .ge: pending.bound = .atLeast
        case .gt: pending.bound = .moreThan
        case .le: pending.bound = .atMost
        case .lt: pending.bound = .lessThan
        case .number: pending.promisesNumber = true
        }
        cue = pending
    }

    /// A sign of three bytes or two: currency, comparison, full-width digit, vulgar fraction, minus.
    private mutating func symbol(at index: Int) -> Int {
        if let end = prefixed(at: index) { return end }
        let scalar = text.threeByteScalar(index)
        if scalar == 0x2212, let end = negative(at: index, length: 3) { return end }
        if (0xFF10...0xFF19).contains(scalar) { return number(at: index) }
        if scalar == 0x2264 || scalar == 0x2265 || scalar == 0x2248 || scalar == 0x223C { return comparison(at: index) }
        if text[index] == 0xC2, let end = vulgarFraction(at: index) { return end }
        if scalar == 0x2018 || scalar == 0x2019, let end = shortYear(at: index) { return end }
        return index + (scalar != 0 ? 3 : text[index] == 0xC2 ? 2 : 1)
    }

    /// A sign that compares with the number behind it.
    private mutating func comparison(at index: Int) -> Int {
        let scalar = text.threeByteScalar(index)
        var end = index + (scalar == 0 ? 1 : 3)
        let isEqual = text[end] == UInt8(ascii: "=")
        if isEqual { end += 1 }
        let next = text.skippingSpace(end)
        guard text.isDigit(next) || text[next] == UInt8(ascii: "-") && text.isDigit(next + 1) else { return end }
        let sign: AmountVocabulary.Cue =
            switch (scalar, text[index]) {
            case (0x2265, _): .ge
            case (0x2264, _): .le
            case (0, UInt8(ascii: ">")): isEqual ? .ge : .gt
            case (0, UInt8(ascii: "<")): isEqual ? .le : .lt
            default: .approx
            }
        // A tilde between two things is a range or a dash, not "about".
        let touches = text.isDigit(index - 1) || text.isLetter(index - 1) || text.isHangulBefore(index)
        if sign == .approx, touches { return next }
        remember(sign, from: index, to: next)
        return next
    }

    // MARK: Output

    /// Adds an amount unless it touches a name that is more than a part of it.
    mutating func emit(_ amount: Amount) {
        guard !touchesName(amount.range) || coversNames(amount) else { return }
        amounts.append(amount)
    }

    /// Whether an amount is a numeral of four syllables or more, longer than the names that numerals make up.
    private func isLongNumeral(_ amount: Amount) -> Bool {
        guard amount.kind == .number, amount.range.count >= 12, text.isHangul(amount.range.lowerBound),
            amount.value != nil
        else { return false }
        return !touchesName(amount.range.upperBound..<amount.range.upperBound + 1)
            && !touchesName(amount.range.lowerBound - 1..<amount.range.lowerBound)
    }

    /// The end of `amount` with the bound that stands behind it: 천 마리 미만.
    private func endWithCue(_ amount: Amount) -> Int {
        let place = text.skippingSpace(amount.range.upperBound)
        return words.cuesAfter.longest(in: text.bytes, at: place)?.end ?? amount.range.upperBound
    }

    /// Whether every name that `amount` touches lies inside it, so that the name is a part of its unit (캐나다 달러)
    /// or a mistake (120킬로와트).
    private func coversNames(_ amount: Amount) -> Bool {
        if amount.unit == nil { return isLongNumeral(amount) }
        guard [.money, .percent, .measure, .duration, .count].contains(amount.kind) else { return false }
        // A Latin name in full, such as 3M or 5G, is a name whatever it could also measure.
        let isLatin = text.isLetter(amount.range.upperBound - 1)
        var low = 0
        var high = names.count
        while low < high {
            let middle = (low + high) / 2
            if names[middle].upperBound <= amount.range.lowerBound { low = middle + 1 } else { high = middle }
        }
        while low < names.count, names[low].lowerBound < amount.range.upperBound {
            let name = names[low]
            guard name.lowerBound >= amount.range.lowerBound, name.upperBound <= endWithCue(amount) else {
                return false
            }
            if isLatin, name.lowerBound == amount.range.lowerBound { return false }
            low += 1
        }
        return true
    }
}
