extension NumeralReader {
    /// The number at `start`, whatever it is written in.
    func any(at start: Int) -> Numeral? {
        if text.isLetter(start) { return english(at: start) }
        if let numeral = korean(at: start) { return numeral }
        return text.isHangul(start) ? native(at: start) : nil
    }

    /// A native Korean numeral at `start`: 두, 열두, 스물다섯.
    func native(at start: Int) -> Numeral? {
        guard let first = words.native.longest(in: text.bytes, at: start) else { return nil }
        let word = words.numberWords[first.payload]
        var end = first.end
        var value = word.value
        var length = 1
        if word.role == .tens {
            let next = text.skippingSpace(first.end)
            if let second = words.native.longest(in: text.bytes, at: next),
                words.numberWords[second.payload].role == .native
            {
                if next == first.end || text.has("번째", at: second.end) {
                    value += words.numberWords[second.payload].value
                    end = second.end
                    length = 2
                }
            }
        }
        var numeral = Numeral(range: start..<end, value: Double(value), style: .native, mantissa: Double(value))
        numeral.length = length
        return numeral
    }

    /// A vague numeral at `start`: 수십억, 수백만, 몇백, 십수, 수 with a counter behind it.
    func vague(at start: Int) -> Numeral? {
        guard text.has("수", at: start) || text.has("몇", at: start) else { return nil }
        var place = text.skippingSpace(start + 3)
        if place > start + 3, text.has("몇", at: start) { return nil }
        var exponent = 0
        var small = 100
        var big = 100
        var length = 0
        loop: while length < 4 {
            switch words.syllable(text.threeByteScalar(place)) {
            case .small(let power)? where power < small && big == 100:
                exponent += power
                small = power
            case .big(let power)? where power < big:
                exponent += power
                big = power
            default: break loop
            }
            place += 3
            length += 1
        }
        guard length > 0 else { return nil }
        var numeral = Numeral(range: start..<place, value: powerOfTen(exponent), style: .vague, mantissa: 1)
        numeral.exponent = exponent
        numeral.magnitude = powerOfTen(exponent)
        numeral.length = length + 1
        return numeral
    }

    /// A number in English words at `start`: twenty-five million, half a billion, a dozen.
    func english(at start: Int) -> Numeral? {
        var place = start
        var total = 0.0
        var section = 0.0
        var last = 0
        var seen = 0
        var end = start
        var exponent = 0
        if let opening = article(at: start) {
            place = opening.end
            section = opening.value
            seen = opening.counts ? 1 : 0
        }
        while last < 24, let match = words.english.longest(in: text.bytes, at: place), !text.isLetter(match.end) {
            let word = words.numberWords[match.payload]
            last += 1
            switch word.role {
            case .unit, .ten: section += Double(word.value)
            case .power where word.value == 2: section = (section == 0 ? 1 : section) * 100
            case .power:
                total += (section == 0 ? 1 : section) * powerOfTen(word.value)
                section = 0
                exponent = word.value
            case .dozen: section = (section == 0 ? 1 : section) * Double(word.value)
            default: last = 99
            }
            if last == 99 { break }
            seen += 1
            end = match.end
            place = gap(after: end)
            if place == end { break }
        }
        guard end > start, seen > 0 else { return nil }
        let decimals = spokenPoint(&end)
        var numeral = Numeral(range: start..<end, value: total + section + decimals, style: .english, mantissa: 1)
        numeral.exponent = exponent
        numeral.length = seen
        if exponent > 0 { numeral.mantissa = numeral.value / powerOfTen(exponent) }
        return numeral
    }

    /// The decimals of "zero point zero eight" or "one and a half" behind `end`, which moves beyond them.
    private func spokenPoint(_ end: inout Int) -> Double {
        let space = text.skippingSpace(end)
        if space > end, hasWord("and a half", at: space), !text.isLetter(space + 10) {
            end = space + 10
            return 0.5
        }
        guard space > end, hasWord("point ", at: space) else { return 0 }
        var place = space + 6
        var scale = 0.1
        var sum = 0.0
        for _ in 0..<9 {
            guard let match = words.english.longest(in: text.bytes, at: place), !text.isLetter(match.end) else { break }
            let word = words.numberWords[match.payload]
            guard word.role == .unit, word.value < 100 else { break }
            if word.value > 9 { scale /= 10 }
            sum += Double(word.value) * scale
            scale /= 10
            end = match.end
            place = text.skippingSpace(end)
        }
        return sum
    }

    /// The power word behind digits: 6 billion, 5bn, 1.5 million.
    func englishPower(after numeral: inout Numeral) {
        let space = text.skippingSpace(numeral.range.upperBound)
        guard let match = words.english.longest(in: text.bytes, at: space), !text.isLetter(match.end) else { return }
        let word = words.numberWords[match.payload]
        guard word.role == .power || word.role == .dozen else { return }
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

    /// a, an, half a, half and what they count for before a power word.
    private func article(at start: Int) -> (end: Int, value: Double, counts: Bool)? {
        guard text[start] | 0x20 == UInt8(ascii: "a") || text[start] | 0x20 == UInt8(ascii: "h") else { return nil }
        for (word, value) in [("half a ", 0.5), ("half ", 0.5), ("a ", 1.0), ("an ", 1.0)]
        where hasWord(word, at: start) {
            let next = start + word.utf8.count
            guard let match = words.english.longest(in: text.bytes, at: next), !text.isLetter(match.end) else {
                continue
            }
            let role = words.numberWords[match.payload].role
            if role == .power || role == .dozen { return (next, value, true) }
        }
        return nil
    }

    /// Whether `word`, in small letters, stands at `start` in either case.
    func hasWord(_ word: String, at start: Int) -> Bool {
        var place = start
        for byte in word.utf8 {
            let found = text[place]
            guard found == byte || found &- 0x41 < 26 && found | 0x20 == byte else { return false }
            place += 1
        }
        return true
    }

    /// The start of the next number word after `end`: behind a space, a hyphen, or "and".
    private func gap(after end: Int) -> Int {
        if text[end] == UInt8(ascii: "-") { return end + 1 }
        let space = text.skippingSpace(end)
        guard space > end else { return end }
        if hasWord("and ", at: space) {
            let next = space + 4
            guard let match = words.english.longest(in: text.bytes, at: next), !text.isLetter(match.end),
                [.unit, .ten].contains(words.numberWords[match.payload].role)
            else { return end }
            return next
        }
        return space
    }
}
