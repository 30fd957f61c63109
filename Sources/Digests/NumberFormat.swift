package import Articles

/// Numbers in the form that readers of one language expect: 60억 달러, $6 billion.
package struct NumberFormat: Sendable {
    private let words: Wording

    package init(_ words: Wording) { self.words = words }

    /// `fact`'s value in normalised form with its bound, or `nil` when it has none.
    package func value(of fact: Fact) -> String? {
        guard let value = fact.value else { return nil }
        let text = amount(value, high: fact.high, unit: fact.unit)
        guard let bound = fact.bound else { return text }
        return words("bound." + bound.rawValue, text)
    }

    /// One amount or a range, with its unit.
    package func amount(_ value: Double, high: Double? = nil, unit: String?) -> String {
        let number = plain(value) + (high.map { dash + plain($0) } ?? "")
        guard let unit, !unit.isEmpty else { return number }
        if words.language == .en {
            if let symbol = Self.symbols[unit] {
                let sign = value < 0 ? "-" : ""
                return sign + symbol + plain(abs(value)) + (high.map { dash + symbol + plain($0) } ?? "")
            }
            if Self.isCurrency(unit) { return unit + " " + number }
        } else if let name = Self.koreanCurrencies[unit] {
            return number + " " + name
        }
        let key = "unit." + unit
        let name = words.has(key) ? words(key) : unit
        let joins = words.language == .ko && Self.joinedUnits.contains(unit) || unit == "percent"
        return number + (joins ? "" : " ") + name
    }

    /// A signed whole percentage such as `+67`.
    package static func percent(_ change: Double) -> String {
        let rounded = (change * 100).rounded()
        guard rounded.isFinite, abs(rounded) < 1e9 else { return "?" }
        return (rounded > 0 ? "+" : "") + grouped(rounded)
    }

    /// Between the ends of a range; Korean writes a tilde, English an en dash.
    private var dash: String { words.language == .ko ? "~" : "\u{2013}" }

    private func plain(_ value: Double) -> String {
        words.language == .ko ? Self.korean(value) : Self.english(value)
    }

    /// 8조 5000억, 1만 5000, 3.2.
    static func korean(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e24 else { return "\(value)" }
        guard abs(value) >= 10_000 else { return decimal(value) }
        var rest = abs(value).rounded()
        var parts: [String] = []
        for (scale, name) in [(1e20, "해"), (1e16, "경"), (1e12, "조"), (1e8, "억"), (1e4, "만"), (1, "")]
        where rest >= scale {
            let digits = (rest / scale).rounded(.down)
            rest -= digits * scale
            parts.append(String(Int(digits)) + name)
        }
        return (value < 0 ? "-" : "") + parts.joined(separator: " ")
    }

    /// 6 billion, 108.3 trillion, 15,000.
    static func english(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e24 else { return "\(value)" }
        for (scale, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] where abs(value) >= scale {
            return decimal(value / scale) + " " + name
        }
        return decimal(value)
    }

    /// At most three decimals, groups of three before them.
    private static func decimal(_ value: Double) -> String {
        let thousandths = (abs(value) * 1000).rounded()
        let whole = (thousandths / 1000).rounded(.down)
        var fraction = paddedDecimal(Int(thousandths - whole * 1000), width: 3)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return (value < 0 ? "-" : "") + grouped(whole) + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func grouped(_ value: Double) -> String {
        let digits = Array(String(Int(abs(value))))
        guard digits.count > 4 else { return (value < 0 ? "-" : "") + String(digits) }
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return (value < 0 ? "-" : "") + result
    }

    /// ISO 4217: three capital letters.
    package static func isCurrency(_ unit: String) -> Bool {
        unit.utf8.count == 3 && unit.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            && !Self.capitalUnits.contains(unit)
    }

    /// Counted things that look like currency codes.
    private static let capitalUnits: Set<String> = ["GPU", "CPU", "TPU", "NPU", "LLM", "API"]
    private static let symbols = ["USD": "$", "EUR": "€", "GBP": "£", "KRW": "₩", "JPY": "¥"]
    private static let koreanCurrencies = [
        "USD": "달러", "EUR": "유로", "GBP": "파운드", "KRW": "원", "JPY": "엔", "CNY": "위안", "INR": "루피", "TWD": "대만달러",
        "HKD": "홍콩달러", "SGD": "싱가포르달러", "CAD": "캐나다달러", "AUD": "호주달러", "CHF": "프랑", "RUB": "루블",
    ]
    private static let joinedUnits: Set<String> = ["person", "company", "times", "rank", "ordinal", "percent"]
}
