/// English number words.
extension NumeralReader {
    /// The running sum of English number words.
    private struct Words {
        /// What the last word was, which decides what may follow.
        enum Last {
            case none, unit, ten, hundred, power, dozen
        }

        var total = 0.0
        var section = 0.0
        var last = Last.none
        var exponent = 0
        var lowest = 100

        /// Takes `word`; `false` when it does not go on with the number.
        mutating func take(_ word: AmountVocabulary.NumberWord) -> Bool {
            let isOpen = last == .none || last == .hundred || last == .power
            switch word.role {
            case .unit where isOpen || last == .ten && (1...9).contains(word.value):
                section += Double(word.value)
                last = .unit
            case .ten where isOpen:
                section += Double(word.value)
                last = .ten
            case .power where word.value == 2 && section < 100 && last != .hundred && last != .power:
                section = (section == 0 ? 1 : section) * 100
                last = .hundred
            case .power where word.value > 2 && last == .power && section == 0:
                total *= powerOfTen(word.value)
                exponent += word.value
            case .power where word.value > 2 && word.value < lowest:
                total += (section == 0 ? 1 : section) * powerOfTen(word.value)
                section = 0
                lowest = word.value
                exponent = word.value
                last = .power
            case .dozen where last == .none || last == .unit:
                section = (section == 0 ? 1 : section) * Double(word.value)
                last = .dozen
            default: return false
            }
            return true
        }
    }

    static let signs: [StaticString] = ["minus ", "negative "]

    /// A number in English words at `start`: twenty-five million, half a billion, a dozen, minus five.
    func english(at start: Int) -> Numeral? {
        if let sign = Self.signs.first(where: { hasWord($0, at: start) }) {
            guard var numeral = positive(at: start + sign.utf8CodeUnitCount) else { return nil }
            numeral.value = -numeral.value
            numeral.mantissa = -numeral.mantissa
            numeral.range = start..<numeral.range.upperBound
            numeral.isNegative = true
            return numeral
        }
        return positive(at: start)
    }

    private func positive(at start: Int) -> Numeral? {
        if let plural = words.vagueWords.longest(in: text.bytes, at: start), !text.isLetter(plural.end) { return nil }
        var sum = Words()
        var place = start
        var end = start
        var seen = 0
        if let opening = article(at: start) {
            place = opening.end
            sum.section = opening.value
        }
        while seen < 24, let match = words.english.longest(in: text.bytes, at: place), !text.isLetter(match.end),
            sum.take(words.numberWords[match.payload])
        {
            seen += 1
            end = match.end
            place = gap(after: end, sum.last)
            if place == end { break }
        }
        guard end > start, seen > 0 else { return nil }
        var value = sum.total + sum.section
        let decimals = spokenPoint(&end)
        value += decimals.value * powerOfTen(sum.exponent)
        if decimals.value > 0, sum.exponent == 0 { scale(&value, &sum.exponent, &end) }
        var numeral = Numeral(range: start..<end, value: value, style: .english, mantissa: 1)
        numeral.exponent = sum.exponent
        numeral.isDecimal = decimals.isSpoken
        numeral.length = seen
        if sum.exponent > 0 { numeral.mantissa = numeral.value / powerOfTen(sum.exponent) }
        return numeral
    }

    /// The power word behind decimals: two and a half million, one point five billion.
    private func scale(_ value: inout Double, _ exponent: inout Int, _ end: inout Int) {
        let space = text.skippingSpace(end)
        guard space > end, let match = words.english.longest(in: text.bytes, at: space), !text.isLetter(match.end)
        else { return }
        let word = words.numberWords[match.payload]
        guard word.role == .power else { return }
        value *= powerOfTen(word.value)
        exponent = word.value
        end = match.end
    }

    /// The decimals of "zero point zero eight" or "one and three quarters" behind `end`, which moves beyond them.
    private func spokenPoint(_ end: inout Int) -> (value: Double, isSpoken: Bool) {
        let space = text.skippingSpace(end)
        guard space > end else { return (0, false) }
        if hasWord("and ", at: space), let part = part(at: space + 4) {
            end = part.end
            return (part.value, true)
        }
        guard hasWord("point ", at: space) else { return (0, false) }
        var place = space + 6
        var scale = 0.1
        var sum = 0.0
        let before = end
        for _ in 0..<9 {
            guard let match = words.english.longest(in: text.bytes, at: place), !text.isLetter(match.end) else { break }
            let word = words.numberWords[match.payload]
            guard word.role == .unit || word.role == .ten, word.value < 100 else { break }
            if word.value > 9 { scale /= 10 }
            sum += Double(word.value) * scale
            scale /= 10
            end = match.end
            place = text.skippingSpace(end)
        }
        return (sum, end > before)
    }

    /// A part of a whole at `start`: a half, three quarters, one third, 1/4.
    func part(at start: Int) -> (value: Double, end: Int)? {
        var place = start
        var count = 1.0
        if let word = ["a ", "an "].first(where: { hasWord($0, at: start) }) {
            place = start + word.utf8CodeUnitCount
        } else if let digits = plain(at: start), text[digits.end] == UInt8(ascii: "/"),
            let under = plain(at: digits.end + 1), under.value > digits.value
        {
            return (Double(digits.value) / Double(under.value), under.end)
        } else if let match = words.english.longest(in: text.bytes, at: start),
            words.numberWords[match.payload].role == .unit, text[match.end] == 0x20 || text[match.end] == 0x2D
        {
            count = Double(words.numberWords[match.payload].value)
            place = match.end + 1
        }
        guard let under = denominator(at: place), count < under.value, count == 1 || under.isPlural else { return nil }
        return (count / under.value, under.end)
    }

    /// What a whole is divided into: half, thirds, quarters, twenty-fifths, hundredths.
    func denominator(at start: Int) -> (value: Double, end: Int, isPlural: Bool)? {
        if let match = words.english.longest(in: text.bytes, at: start), !text.isLetter(match.end) {
            let word = words.numberWords[match.payload]
            if word.role == .part { return (Double(word.value), match.end, text[match.end - 1] == UInt8(ascii: "s")) }
            if word.role == .nth, word.value > 2 { return ordinal(Double(word.value), match.end) }
            guard word.role == .ten, text[match.end] == UInt8(ascii: "-"),
                let last = words.ordinalWords.longest(in: text.bytes, at: match.end + 1), last.payload < 10
            else { return nil }
            return ordinal(Double(word.value + last.payload), last.end)
        }
        guard let match = words.ordinalWords.longest(in: text.bytes, at: start), match.payload > 2 else { return nil }
        return ordinal(Double(match.payload), match.end)
    }

    private func ordinal(_ value: Double, _ end: Int) -> (value: Double, end: Int, isPlural: Bool)? {
        let isPlural = text[end] == UInt8(ascii: "s")
        let stop = isPlural ? end + 1 : end
        return text.isLetter(stop) ? nil : (value, stop, isPlural)
    }

    /// The power word behind digits: 6 billion, 5bn, 1.5 million.
    func englishPower(after numeral: inout Numeral) {
        let end = numeral.range.upperBound
        let isHyphened = text[end] == UInt8(ascii: "-") && text.isLetter(end + 1)
        let space = isHyphened ? end + 1 : text.skippingSpace(end)
        guard let match = words.english.longest(in: text.bytes, at: space), !text.isLetter(match.end) else { return }
        let word = words.numberWords[match.payload]
        guard word.role == .power || word.role == .dozen && !isHyphened else { return }
        if word.role == .dozen {
            numeral.value *= 12
        } else {
            numeral.mantissa = numeral.value
            numeral.exponent = word.value
            numeral.value = multiplied(numeral, by: word.value)
        }
        numeral.range = numeral.range.lowerBound..<match.end
        englishPower(after: &numeral, depth: 1)
    }

    /// A second power word: two hundred thousand million is rare, 300 thousand million is not.
    private func englishPower(after numeral: inout Numeral, depth: Int) {
        let space = text.skippingSpace(numeral.range.upperBound)
        guard space > numeral.range.upperBound,
            let match = words.english.longest(in: text.bytes, at: space), !text.isLetter(match.end)
        else { return }
        let word = words.numberWords[match.payload]
        guard word.role == .power, word.value > 2 else { return }
        numeral.value *= powerOfTen(word.value)
        numeral.exponent += word.value
        numeral.range = numeral.range.lowerBound..<match.end
    }

    /// The letter behind digits that multiplies them: 5B, 300M, 10K.
    func letterPower(after numeral: inout Numeral) -> Bool {
        let place = numeral.range.upperBound
        let exponent: Int
        switch text[place] {
        case UInt8(ascii: "K"), UInt8(ascii: "k"): exponent = 3
        case UInt8(ascii: "M"): exponent = 6
        case UInt8(ascii: "m"): exponent = 6
        case UInt8(ascii: "B"), UInt8(ascii: "b"): exponent = 9
        case UInt8(ascii: "T"): exponent = 12
        default: return false
        }
        guard !text.isLetter(place + 1), !text.isDigit(place + 1), text[place + 1] != UInt8(ascii: "/") else {
            return false
        }
        numeral.mantissa = numeral.value
        numeral.exponent = exponent
        numeral.value = multiplied(numeral, by: exponent)
        numeral.range = numeral.range.lowerBound..<place + 1
        return true
    }

    /// `numeral` times a power of ten, computed from its digits so that 3.2 million is exact.
    private func multiplied(_ numeral: Numeral, by exponent: Int) -> Double {
        guard numeral.isDecimal, let digits = digits(at: numeral.range.lowerBound) else {
            return numeral.value * powerOfTen(exponent)
        }
        return digits.scaled(exponent)
    }

    /// a, an, half a, a quarter and what they count for before a power word.
    private func article(at start: Int) -> (end: Int, value: Double)? {
        let first = text[start] | 0x20
        guard first == UInt8(ascii: "a") || first == UInt8(ascii: "h") || first == UInt8(ascii: "q") else { return nil }
        for (word, value) in Self.articles where hasWord(word, at: start) {
            let next = start + word.utf8CodeUnitCount
            guard let match = words.english.longest(in: text.bytes, at: next), !text.isLetter(match.end) else {
                continue
            }
            let role = words.numberWords[match.payload].role
            if role == .power || role == .dozen { return (next, value) }
        }
        return nil
    }

    /// What may stand for a number before a power word or a dozen.
    private static let articles: [(StaticString, Double)] = [
        ("half a ", 0.5), ("a half ", 0.5), ("half ", 0.5), ("a quarter of a ", 0.25), ("a quarter ", 0.25),
        ("quarter ", 0.25), ("a ", 1), ("an ", 1),
    ]

    /// The start of the next number word after `end`: behind a space, a hyphen, a comma, or "and".
    private func gap(after end: Int, _ last: Words.Last) -> Int {
        if text[end] == UInt8(ascii: "-") { return end + 1 }
        let comma = text[end] == UInt8(ascii: ",") && last == .power ? end + 1 : end
        let space = text.skippingSpace(comma)
        guard space > comma else { return end }
        if comma > end { return countsOn(space) ? space : end }
        if last == .ten, hasWord("- ", at: space) { return space + 2 }
        let and = hasWord("and ", at: space) ? 4 : hasWord("& ", at: space) ? 2 : 0
        if and > 0 {
            let next = space + and
            guard last == .hundred || last == .power,
                let match = words.english.longest(in: text.bytes, at: next), !text.isLetter(match.end),
                [.unit, .ten].contains(words.numberWords[match.payload].role), denominator(at: match.end + 1) == nil
            else { return end }
            return next
        }
        return space
    }

    /// Whether a number word and a power word stand at `place`: two hundred.
    private func countsOn(_ place: Int) -> Bool {
        guard let first = words.english.longest(in: text.bytes, at: place), text[first.end] == 0x20,
            let second = words.english.longest(in: text.bytes, at: first.end + 1)
        else { return false }
        return words.numberWords[second.payload].role == .power
    }

    /// A vague number at `start`: millions, tens of thousands, several hundred; 몇백 in English.
    ///
    /// The range takes in the "of" before a unit (billions of dollars).
    func vagueEnglish(at start: Int) -> Numeral? {
        var exponent = 0
        var end = start
        var place = start
        if let word = ["several ", "a few ", "few ", "many ", "a couple of ", "a couple ", "multiple "].first(where: {
            hasWord($0, at: start)
        }) {
            place = start + word.utf8CodeUnitCount
            guard let match = words.english.longest(in: text.bytes, at: place), !text.isLetter(match.end),
                words.numberWords[match.payload].role == .power || words.numberWords[match.payload].role == .dozen
            else { return nil }
        } else {
            guard let match = words.vagueWords.longest(in: text.bytes, at: start), !text.isLetter(match.end) else {
                return nil
            }
            exponent = match.payload
            end = match.end
            place = text.skippingSpace(end)
            if hasWord("of ", at: place) { place += 3 }
        }
        var length = 0
        while length < 3, let match = words.english.longest(in: text.bytes, at: place), !text.isLetter(match.end) {
            let word = words.numberWords[match.payload]
            guard word.role == .power || word.role == .dozen && length == 0 else { break }
            exponent += word.role == .dozen ? 1 : word.value
            end = match.end
            place = text.skippingSpace(end)
            if hasWord("of ", at: place), words.english.longest(in: text.bytes, at: place + 3) != nil { place += 3 }
            length += 1
        }
        guard exponent > 0, exponent <= 22 else { return nil }
        var numeral = Numeral(range: start..<end, value: powerOfTen(exponent), style: .vague, mantissa: 1)
        numeral.exponent = exponent
        numeral.magnitude = powerOfTen(exponent)
        numeral.length = length + 1
        return numeral
    }
}
