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
        var highest: Double?
        if word.role == .pair {
            value = word.value / 100
            highest = Double(word.value % 100)
        }
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
        numeral.highest = highest
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

    /// Whether `word`, in small letters, stands at `start` in either case.
    func hasWord(_ word: StaticString, at start: Int) -> Bool {
        word.withUTF8Buffer { buffer in
            for offset in 0..<buffer.count {
                let found = text[start + offset], byte = unsafe buffer[offset]
                guard found == byte || found &- 0x41 < 26 && found | 0x20 == byte else { return false }
            }
            return true
        }
    }
}
