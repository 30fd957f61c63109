/// Reads numerals: digits, Hangul numerals, both mixed, native Korean and English number words.
struct NumeralReader: Sendable {
    let text: AmountText
    let words: AmountVocabulary

    /// More digits than any amount of a newspaper has.
    private static let longestDigits = 24
    /// More parts than any written-out number has: a bound on hostile runs.
    private static let mostParts = 40

    /// Digits with groups and decimals.
    struct Digits {
        var end: Int
        var mantissa: Double
        var decimals: Int
        var count: Int
        var isGrouped: Bool
        var hasLeadingZero: Bool

        /// The value times ten to the power of `exponent`.
        func scaled(_ exponent: Int) -> Double {
            exponent >= decimals
                ? mantissa * powerOfTen(exponent - decimals) : mantissa / powerOfTen(decimals - exponent)
        }
    }

    /// The digits at `start`, ASCII or full width, with commas before each three and a decimal point.
    func digits(at start: Int) -> Digits? {
        var index = start
        var mantissa = 0.0
        var count = 0
        while let (digit, length) = digit(index) {
            mantissa = mantissa * 10 + Double(digit)
            count += 1
            index += length
            if count > Self.longestDigits { return nil }
        }
        guard count > 0 else { return nil }
        let hasLeadingZero = count > 1 && digit(start)?.value == 0
        var isGrouped = false
        while count <= 3 || isGrouped, let group = group(at: index), count < Self.longestDigits {
            mantissa = mantissa * 1000 + group.value
            index = group.end
            count += 3
            isGrouped = true
        }
        var decimals = 0
        if text[index] == UInt8(ascii: "."), text.isDigit(index + 1) {
            var place = index + 1
            while text.isDigit(place), decimals < 15 {
                mantissa = mantissa * 10 + Double(text[place] - 0x30)
                decimals += 1
                place += 1
            }
            index = place
        }
        return Digits(
            end: index,
            mantissa: mantissa,
            decimals: decimals,
            count: count,
            isGrouped: isGrouped,
            hasLeadingZero: hasLeadingZero
        )
    }

    /// The value and length of the digit at `index`.
    private func digit(_ index: Int) -> (value: Int, length: Int)? {
        if text.isDigit(index) { return (Int(text[index] - 0x30), 1) }
        let scalar = text.threeByteScalar(index)
        return (0xFF10...0xFF19).contains(scalar) ? (Int(scalar) - 0xFF10, 3) : nil
    }

    /// A comma and exactly three digits.
    private func group(at index: Int) -> (value: Double, end: Int)? {
        guard text[index] == UInt8(ascii: ","), text.isDigit(index + 1), text.isDigit(index + 2),
            text.isDigit(index + 3), !text.isDigit(index + 4)
        else { return nil }
        let value = text.bytes[index + 1...index + 3].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (Double(value), index + 4)
    }

    /// The number at `start` in digits, Hangul or both: 8조5,000억, 1만5천, 삼백이십, 십이점오.
    func korean(at start: Int) -> Numeral? {
        var state = Sum(start: start)
        var parts = 0
        while parts < Self.mostParts, let next = step(&state) {
            state.place = next
            parts += 1
        }
        guard state.end > start else { return nil }
        return state.numeral
    }

    /// Takes the next piece of a Korean numeral and returns the place after it.
    private func step(_ state: inout Sum) -> Int? {
        let place = state.place
        if let digits = digit(place) != nil ? digits(at: place) : nil {
            guard state.pending == nil else { return nil }
            if state.end > state.start, digits.mantissa >= powerOfTen(state.floor + digits.decimals) { return nil }
            state.take(digits)
            return digits.end
        }
        switch words.syllable(text.threeByteScalar(place)) {
        case .digit(let value)?:
            guard state.pending == nil, state.fraction == 0, allowsDigit(state, at: place) else { return nil }
            state.take(syllable: value)
            return place + 3
        case .small(let exponent)?:
            guard state.canTake(small: exponent), !isWord(state, place) else { return nil }
            state.take(small: exponent)
            return place + 3
        case .big(let exponent)?:
            guard state.canTake(big: exponent), !isWord(state, place) else { return nil }
            state.take(big: exponent)
            return place + 3
        case nil:
            if let power = spacedPower(state) { return power }
            if let decimals = spokenDecimals(state) { return state.take(decimals: decimals) }
            return continuation(state)
        }
    }

    /// Whether a digit syllable continues the number rather than starts a particle or noun (20만이상).
    private func allowsDigit(_ state: Sum, at place: Int) -> Bool {
        guard state.style == .digits else { return true }
        switch words.syllable(text.threeByteScalar(place + 3)) {
        case .small?, .big?: return true
        default: return false
        }
    }

    /// Whether a power syllable after digits starts another word: 5조각, 3천장은 stay, 2경기 does not.
    private func isWord(_ state: Sum, _ place: Int) -> Bool {
        guard state.style == .digits || state.end == state.start else { return false }
        return words.notPowers.longest(in: text.bytes, at: place) != nil
    }

    /// The place of a power word that a space parts from its digits: 5 억 달러, 50 만 배럴.
    private func spacedPower(_ state: Sum) -> Int? {
        guard state.pending != nil, state.style == .digits, state.end == state.place else { return nil }
        let place = text.skippingSpace(state.place)
        guard place > state.place, case .big(let exponent)? = words.syllable(text.threeByteScalar(place)),
            state.canTake(big: exponent), words.notPowers.longest(in: text.bytes, at: place) == nil
        else { return nil }
        let end = place + 3
        if text.isHangul(end) {
            guard words.unitWords.longest(in: text.bytes, at: end) != nil else { return nil }
        } else {
            guard words.unitWords.longest(in: text.bytes, at: text.skippingSpace(end)) != nil else { return nil }
        }
        return place
    }

    /// The decimals after 점 as values: 삼점일사.
    private func spokenDecimals(_ state: Sum) -> (digits: [Int], end: Int)? {
        guard state.end > state.start, state.style == .sino,
            text.has("점", at: state.place) || text.has("쩜", at: state.place)
        else { return nil }
        var place = text.skippingSpace(state.place + 3)
        if place > state.place + 3, words.stopwords.longest(in: text.bytes, at: place) != nil { return nil }
        var digits: [Int] = []
        while digits.count < 12, case .digit(let value)? = words.syllable(text.threeByteScalar(place)),
            digits.isEmpty || text.threeByteScalar(place) != 0xC774 || !endsWord(place)
        {
            digits.append(value)
            place += 3
        }
        return digits.isEmpty ? nil : (digits, place)
    }

    /// The place after a space when the number goes on there: 12조 1,700억, 4만 5천, 29만 천 890.
    private func continuation(_ state: Sum) -> Int? {
        let next = text.skippingSpace(state.place)
        guard next > state.place, state.end == state.place, state.endsInPower else { return nil }
        if text.isDigit(next) {
            guard let digits = digits(at: next), !digits.hasLeadingZero,
                digits.mantissa < powerOfTen(state.floor + digits.decimals)
            else { return nil }
            let after = text.threeByteScalar(digits.end)
            if words.syllable(after) != nil { return isScale(after) ? next : nil }
            return isDateUnit(digits.end) || text.isLetter(digits.end) && state.floor < 4 ? nil : next
        }
        return hangulContinuation(state, next)
    }

    /// A Hangul piece after a space counts only when it holds a power word and ends like a number.
    private func hangulContinuation(_ state: Sum, _ next: Int) -> Int? {
        var place = next
        var hasPower = false
        var length = 0
        while length < 16, let syllable = words.syllable(text.threeByteScalar(place)) {
            if case .small(let exponent) = syllable {
                if exponent >= state.floor { return nil }
                hasPower = true
            } else if case .big(let exponent) = syllable {
                if exponent >= state.floor { return nil }
                hasPower = true
            }
            place += 3
            length += 1
        }
        guard hasPower, !text.isHangul(place) || endsWord(place) else { return nil }
        return next
    }

    private func isScale(_ scalar: UInt32) -> Bool {
        switch words.syllable(scalar) {
        case .small?, .big?: true
        default: false
        }
    }

    /// Whether a unit of dates stands at `place`, so that a number before it belongs to a date.
    private func isDateUnit(_ place: Int) -> Bool {
        text.has("년", at: place) || text.has("월", at: place) || text.has("일", at: place)
            || text.has("분기", at: place) || text.has("시", at: place)
    }

    /// Whether a word that is a number ends at `place`: at its edge or at a particle that ends the word.
    func endsWord(_ place: Int) -> Bool {
        guard text.isHangul(place) else { return true }
        for match in words.particles.all(in: text.bytes, at: place) {
            guard text.isHangul(match.end) else { return true }
            if let second = words.particles.longest(in: text.bytes, at: match.end), !text.isHangul(second.end) {
                return true
            }
        }
        return false
    }
}

/// The running sum of a Korean numeral.
private struct Sum {
    let start: Int
    var place: Int
    var end: Int
    var total = 0.0
    var section = 0.0
    var pending: NumeralReader.Digits?
    var lastSmall = 100
    var lastBig = 100
    var exponent = 0
    var mantissa = 0.0
    var style = Numeral.Style.sino
    var first: NumeralReader.Digits?
    var length = 0
    var isGrouped = false
    var isDecimal = false
    var endsInPower = false
    var fraction = 0.0

    init(start: Int) {
        self.start = start
        place = start
        end = start
    }

    /// The power of ten below which the next piece must stay.
    var floor: Int { lastSmall < 100 ? lastSmall : lastBig }

    mutating func take(_ digits: NumeralReader.Digits) {
        if end == start {
            style = .digits
            first = digits
        }
        pending = digits
        isGrouped = isGrouped || digits.isGrouped
        isDecimal = isDecimal || digits.decimals > 0
        advance(to: digits.end, power: false)
    }

    mutating func take(syllable value: Int) {
        pending = .init(
            end: place + 3,
            mantissa: Double(value),
            decimals: 0,
            count: 1,
            isGrouped: false,
            hasLeadingZero: false
        )
        advance(to: place + 3, power: false)
    }

    func canTake(small exponent: Int) -> Bool { exponent < lastSmall && (pending?.mantissa ?? 1) > 0 }

    mutating func take(small power: Int) {
        section += pending?.scaled(power) ?? powerOfTen(power)
        mantissa = pending?.scaled(0) ?? 1
        exponent = power
        pending = nil
        lastSmall = power
        advance(to: place + 3, power: true)
    }

    func canTake(big exponent: Int) -> Bool { exponent < lastBig }

    mutating func take(big power: Int) {
        mantissa = section + (pending?.scaled(0) ?? (section == 0 ? 1 : 0)) + fraction
        total += section * powerOfTen(power) + (pending?.scaled(power) ?? (section == 0 ? powerOfTen(power) : 0))
        total += fraction * powerOfTen(power)
        fraction = 0
        exponent = power
        section = 0
        pending = nil
        lastBig = power
        lastSmall = 100
        advance(to: place + 3, power: true)
    }

    mutating func take(decimals: (digits: [Int], end: Int)) -> Int {
        let value = decimals.digits.reduce(0) { $0 * 10 + $1 }
        fraction = Double(value) / powerOfTen(decimals.digits.count)
        isDecimal = true
        length += decimals.digits.count
        advance(to: decimals.end, power: false)
        return decimals.end
    }

    private mutating func advance(to next: Int, power: Bool) {
        end = next
        length += 1
        endsInPower = power
    }

    var numeral: Numeral {
        let rest = section + (pending?.scaled(0) ?? 0) + fraction
        var numeral = Numeral(range: start..<end, value: total + rest, style: style, mantissa: mantissa)
        numeral.exponent = exponent
        numeral.isGrouped = isGrouped
        numeral.isDecimal = isDecimal
        numeral.digits = first?.count ?? 0
        numeral.hasLeadingZero = first?.hasLeadingZero ?? false
        numeral.length = length
        if exponent == 0 { numeral.mantissa = numeral.value }
        return numeral
    }
}
