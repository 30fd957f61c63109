import Articles
import Resources

/// The words of amounts and dates, loaded once from the embedded tables.
final class AmountVocabulary: Sendable {
    /// What follows a number and says of what it is.
    struct Unit: Sendable {
        enum Kind: String, Sendable {
            case money, subunit, percent, measure, duration, ordinal, count
        }

        var kind: Kind
        /// The name the contract gives it, or `nil` for a counter that names nothing (개).
        var name: String?
        /// May stand right behind a native Korean numeral (두배).
        var joinsNative: Bool
        /// Stands only right behind the number, without a space.
        var mustTouch: Bool
        /// Counts only behind digits.
        var wantsDigits: Bool
        /// A single Latin letter or other symbol, whose case matters.
        var isSymbol: Bool
    }

    /// What a word says about the amount next to it.
    enum Cue: String, Sendable {
        case approx, ge, gt, le, lt, number
    }

    /// The part a word plays in a date.
    enum DateRole: String, Sendable {
        case year, month, week, quarter, day, half, season, weekday, weekend, direction, holiday, part, meridiem, noon
        case named, unit, fiscal, nth, lead, rest, decade
        case weekdayShort = "weekday-short"
        case toDate = "to-date"
        case weekOf = "week-of"
    }

    /// A word of a date with its value: a month's number, days from today, a season's code.
    struct DateWord: Sendable {
        var role: DateRole
        var value: String
        var number: Int
    }

    /// A word of a number.
    struct NumberWord: Sendable {
        enum Role: String, Sendable {
            case native, tens, pair, unit, ten, power, dozen, nth, part
        }

        var role: Role
        var value: Int
    }

    /// A word that is an amount by itself (사흘, 절반).
    struct WholeAmount: Sendable {
        var kind: Quantity.Kind
        var value: Double
        var unit: String?
    }

    /// What a Hangul word may open.
    struct Opening: OptionSet, Sendable {
        let rawValue: Int

        static let native = Opening(rawValue: 1)
        static let date = Opening(rawValue: 2)
        static let cue = Opening(rawValue: 4)
        static let whole = Opening(rawValue: 8)
        static let stretch = Opening(rawValue: 16)
        static let number = Opening(rawValue: 32)
    }

    /// What a Hangul syllable means inside a numeral.
    enum Syllable: Sendable {
        case digit(Int), small(Int), big(Int)
    }

    static let shared = AmountVocabulary()

    let units: [Unit]
    let unitSymbols: ByteTrie
    let unitWords: ByteTrie
    let currencies: ByteTrie
    let currencyCodes: [String]
    let cuesBefore: ByteTrie
    let cuesAfter: ByteTrie
    let cues: [Cue] = [.approx, .ge, .gt, .le, .lt, .number]
    /// Words behind a date that show the tense: 0 past, 1 future.
    let tenses: ByteTrie
    let dates: ByteTrie
    let dateWords: [DateWord]
    let englishDates: ByteTrie
    let englishDateWords: [DateWord]
    let native: ByteTrie
    let english: ByteTrie
    let numberWords: [NumberWord]
    /// English ordinal words with their values.
    let ordinalWords: ByteTrie
    /// English words that are vague by themselves, with the power of ten they speak of: tens, hundreds, millions.
    let vagueWords: ByteTrie
    let particles: ByteTrie
    let stopwords: ByteTrie
    let notUnits: ByteTrie
    let notPowers: ByteTrie
    let calendarUnits: ByteTrie
    let moneyWords: ByteTrie
    /// Words near pounds that show that mass is meant.
    let weightWords: ByteTrie
    /// 지난, 오는, 앞으로 before a length: 0 for the past, 1 and 2 for the future.
    let stretches: ByteTrie
    let yearVerbs: ByteTrie
    let functionWords: ByteTrie
    /// Words behind 일, 분기 or 년 that make it a length of time.
    let durationSigns: ByteTrie
    let shortWeekdays: ByteTrie
    /// 첫째, 두 번째, …: 1 to 6, and 9 for the last.
    let nths: ByteTrie
    /// 전, 후, ago and the like, each with its direction and an offset in days.
    let sides: ByteTrie
    let sideSteps: [(step: Int, offset: Int)]
    let wholeAmounts: ByteTrie
    let wholeAmountValues: [WholeAmount]
    let counted: ByteTrie
    let countedNames: [String]
    /// By year, the solar days of the holidays of the lunar calendar: 설날, 추석.
    let lunarHolidays: [Int: [CivilDate]]
    /// By syllable, counted from 가: 0 for none, 1 to 10 a digit plus one, 16 + e a small power, 32 + e a big one.
    private let syllables: [UInt8]
    /// By syllable, counted from 가: whether a word of a number, date or cue starts with it.
    private let starters: [Bool]
    /// Every Hangul word that may open something, with its `Opening` bits; Sino-Korean numerals are told apart.
    let openings: ByteTrie
    /// By syllable, counted from 가: whether something that follows a numeral starts with it.
    private let followers: [Bool]

    private init() {
        let unitTable = Self.unitTable()
        units = unitTable.units
        unitSymbols = ByteTrie(unitTable.symbols, folding: false)
        unitWords = ByteTrie(unitTable.words, folding: true)
        let money = Self.rows("currencies") + Self.codes(unitTable.units)
        currencyCodes = money.map { $0[1] }
        currencies = ByteTrie(money.enumerated().map { ($1[0], $0) }, folding: false)
        var before: [(String, Int)] = []
        var after: [(String, Int)] = []
        for row in Self.rows("cues") {
            guard let cue = Cue(rawValue: row[0] == "number" ? "number" : row[1]), let index = cues.firstIndex(of: cue)
            else { continue }
            for word in Self.surfaces(row[2]) {
                if row[0] == "after" { after.append((word, index)) } else { before.append((word, index)) }
            }
        }
        cuesBefore = ByteTrie(before, folding: true)
        cuesAfter = ByteTrie(after, folding: true)
        let tenseRows = Self.rows("tense").flatMap { row in
            row[1].split(separator: "|").map { (String($0), row[0] == "past" ? 0 : 1) }
        }
        tenses = ByteTrie(tenseRows, folding: true)
        let korean = Self.dateTable("dates")
        dates = korean.trie
        dateWords = korean.words
        let english = Self.dateTable("dates-en")
        englishDates = english.trie
        englishDateWords = english.words
        let numbers = Self.numberTable()
        native = ByteTrie(numbers.native, folding: false)
        self.english = ByteTrie(numbers.english, folding: true)
        numberWords = numbers.words
        syllables = numbers.syllables
        ordinalWords = ByteTrie(
            Self.rows("numerals").filter { $0[0] == "nth" }.map { ($0[1], Int($0[2]) ?? 0) },
            folding: true
        )
        vagueWords = ByteTrie(
            Self.rows("numerals").filter { $0[0] == "vague" }.map { ($0[1], Int($0[2]) ?? 0) },
            folding: true
        )
        particles = ByteTrie(Self.rows("particles").flatMap { Self.surfaces($0[1]) }.map { ($0, 0) }, folding: false)
        let stops = Self.rows("stopwords")
        stopwords = ByteTrie(
            stops.filter { $0[0] == "numeral" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: false
        )
        notUnits = ByteTrie(
            stops.filter { $0[0] == "after" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: false
        )
        notPowers = ByteTrie(
            stops.filter { $0[0] == "power" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: false
        )
        functionWords = ByteTrie(
            stops.filter { $0[0] == "function" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: true
        )
        yearVerbs = ByteTrie(
            stops.filter { $0[0] == "year" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: true
        )
        stretches = ByteTrie(
            stops.filter { $0[0] == "stretch" }.enumerated().flatMap { index, row in
                Self.surfaces(row[1]).map { ($0, index) }
            },
            folding: false
        )
        weightWords = ByteTrie(
            stops.filter { $0[0] == "weight" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: true
        )
        moneyWords = ByteTrie(
            stops.filter { $0[0] == "money" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: false
        )
        calendarUnits = ByteTrie(
            stops.filter { $0[0] == "calendar" }.flatMap { Self.surfaces($0[1]) }.map { ($0, 0) },
            folding: false
        )
        durationSigns = ByteTrie(
            stops.filter { $0[0] == "length" }.flatMap { $0[1].split(separator: "|") }.map { (String($0), 0) },
            folding: false
        )
        shortWeekdays = ByteTrie(
            stops.filter { $0[0] == "weekday" }.flatMap { Self.surfaces($0[1]) }.enumerated().map { ($1, $0) },
            folding: false
        )
        nths = ByteTrie(
            stops.filter { $0[0] == "nth" }.enumerated().flatMap { index, row in
                Self.surfaces(row[1]).map { ($0, index + 1) }
            },
            folding: false
        )
        let sideRows = Self.rows("sides").filter { $0.count >= 3 }
        sideSteps = sideRows.map { (Int($0[0]) ?? 0, Int($0[1]) ?? 0) }
        sides = ByteTrie(
            sideRows.enumerated().flatMap { index, row in Self.surfaces(row[2]).map { ($0, index) } },
            folding: true
        )
        let wholes = Self.rows("whole-amounts").filter { $0.count >= 4 }
        wholeAmountValues = wholes.map {
            WholeAmount(
                kind: Quantity.Kind(rawValue: $0[0]) ?? .number,
                value: Double($0[1]) ?? 0,
                unit: $0[2] == "-" ? nil : $0[2]
            )
        }
        let wholeEntries = wholes.enumerated().flatMap { index, row in Self.surfaces(row[3]).map { ($0, index) } }
        wholeAmounts = ByteTrie(wholeEntries, folding: false)
        lunarHolidays = Dictionary(
            Self.rows("lunar").compactMap { row in
                let days = row.compactMap { CivilDate(iso: $0) }
                return days.first.map { ($0.year, days) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        let things = Self.rows("counted")
        countedNames = things.map { $0[0] }
        counted = ByteTrie(
            things.enumerated().flatMap { index, row in Self.surfaces(row[1]).map { ($0, index) } },
            folding: true
        )
        let extra =
            stops.filter { $0[0] == "nth" || $0[0] == "stretch" }.flatMap { Self.surfaces($0[1]) }
            + Self.signs
        let first = numbers.native.map(\.0) + korean.surfaces + before.map(\.0) + wholeEntries.map(\.0) + extra
        var bits: [String: Int] = [:]
        func open(_ words: [String], _ opening: Opening) {
            for word in words { bits[word, default: 0] |= opening.rawValue }
        }
        open(numbers.native.map(\.0), .native)
        open(korean.surfaces + stops.filter { $0[0] == "nth" }.flatMap { Self.surfaces($0[1]) }, .date)
        open(before.map(\.0), .cue)
        open(wholeEntries.map(\.0), .whole)
        open(stops.filter { $0[0] == "stretch" }.flatMap { Self.surfaces($0[1]) }, .stretch)
        open(Self.signs, .number)
        openings = ByteTrie(bits.map { ($0.key, $0.value) }, folding: false)
        let behind =
            unitTable.words.map(\.word) + after.map(\.0) + Self.rows("particles").flatMap { Self.surfaces($0[1]) }
            + ["분의", "점", "쩜", "여", "월", "일", "년", "시", "분", "사분기", "회계"]
        followers = Self.firstSyllables(behind)
        var starters = numbers.syllables.map { $0 != 0 }
        for (index, isFirst) in Self.firstSyllables(first).enumerated() where isFirst { starters[index] = true }
        self.starters = starters
    }

    /// The meaning of the Hangul syllable `scalar` inside a numeral, or `nil`.
    @inline(__always)
    func syllable(_ scalar: UInt32) -> Syllable? {
        guard scalar >= 0xAC00, scalar <= 0xD7A3 else { return nil }
        let code = Int(syllables[Int(scalar) - 0xAC00])
        switch code {
        case 0: return nil
        case 1...10: return .digit(code - 1)
        case 16..<32: return .small(code - 16)
        default: return .big(code - 32)
        }
    }

    /// Whether a word that starts with the Hangul syllable `scalar` may start an amount or a date.
    @inline(__always)
    func starts(_ scalar: UInt32) -> Bool {
        scalar >= 0xAC00 && scalar <= 0xD7A3 && starters[Int(scalar) - 0xAC00]
    }

    /// Whether the Hangul syllable `scalar` may stand right behind a numeral.
    @inline(__always)
    func follows(_ scalar: UInt32) -> Bool {
        scalar >= 0xAC00 && scalar <= 0xD7A3 && followers[Int(scalar) - 0xAC00]
    }
}

// MARK: - Loading

extension AmountVocabulary {
    /// Words before a numeral that belong to it.
    fileprivate static let signs = ["수", "몇", "마이너스", "마이나스", "음수", "제", "영하", "섭씨", "화씨", "반"]
}

extension AmountVocabulary {
    /// The rows of an embedded table: tab-separated columns, without comments and empty lines.
    private static func rows(_ name: String) -> [[String]] {
        let text = String(decoding: Resources.bytes(of: "amounts/\(name).tsv"), as: UTF8.self)
        return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }
            .map { $0.split(separator: "\t").map(String.init) }.filter { $0.count >= 2 }
    }

    /// The words of a column, each also without its spaces when it is Korean.
    private static func surfaces(_ column: String) -> [String] {
        column.split(separator: "|").flatMap { word -> [String] in
            let isLatin = word.utf8.allSatisfy { $0 < 0x80 }
            return isLatin || !word.contains(" ") ? [String(word)] : [String(word), word.filter { $0 != " " }]
        }
    }

    /// By syllable, counted from 가: whether one of `words` starts with it.
    private static func firstSyllables(_ words: [String]) -> [Bool] {
        var found = [Bool](repeating: false, count: 11_172)
        for word in words {
            if let scalar = word.unicodeScalars.first, (0xAC00...0xD7A3).contains(scalar.value) {
                found[Int(scalar.value) - 0xAC00] = true
            }
        }
        return found
    }

    /// The codes of ISO 4217 that may stand before a number, from the table of units.
    private static func codes(_ units: [Unit]) -> [[String]] {
        let spellable = units.filter { $0.kind == .money }.compactMap(\.name).filter { name in
            name.utf8.count == 3 && name.utf8.allSatisfy { $0 < 0x61 } && !ambiguousCodes.contains(name)
        }
        return spellable.map { [$0, $0] }
            + ["usd", "eur", "gbp", "jpy", "krw", "cny", "inr"].map { [$0, $0.uppercased()] }
    }

    /// Codes that before a number are more often something else: a language, a word, a place.
    private static let ambiguousCodes: Set<String> = [
        "ALL", "PHP", "SOS", "TRY", "MAD", "COP", "PEN", "TOP", "ETH", "BTC",
    ]

    private static func unitTable() -> (
        units: [Unit], symbols: [(word: String, payload: Int)], words: [(word: String, payload: Int)]
    ) {
        var units: [Unit] = []
        var symbols: [(word: String, payload: Int)] = []
        var words: [(word: String, payload: Int)] = []
        for row in rows("units") where row.count >= 4 {
            guard let kind = Unit.Kind(rawValue: row[0]) else { continue }
            let flags = row[2]
            let isSymbol = flags.contains("s")
            for prefix in flags.contains("p") ? Self.prefixes : [Self.prefixes[0]] {
                let name = row[1] == "-" ? nil : prefix.symbol + row[1]
                units.append(
                    Unit(
                        kind: kind,
                        name: name,
                        joinsNative: flags.contains("n"),
                        mustTouch: flags.contains("a"),
                        wantsDigits: flags.contains("o"),
                        isSymbol: isSymbol
                    )
                )
                for surface in surfaces(row[3]) {
                    if isSymbol {
                        symbols.append((prefix.symbol + surface, units.count - 1))
                    } else {
                        let isLatin = surface.utf8.allSatisfy { $0 < 0x80 }
                        words.append(((isLatin ? prefix.english : prefix.korean) + surface, units.count - 1))
                    }
                }
            }
        }
        return (units, symbols, words)
    }

    /// The SI prefixes as symbols and as words; the first is none.
    private static let prefixes: [(symbol: String, english: String, korean: String)] = [
        ("", "", ""), ("k", "kilo", "킬로"), ("M", "mega", "메가"), ("G", "giga", "기가"), ("T", "tera", "테라"),
        ("P", "peta", "페타"), ("E", "exa", "엑사"), ("m", "milli", "밀리"), ("μ", "micro", "마이크로"),
        ("n", "nano", "나노"), ("c", "centi", "센티"),
    ]

    private static func dateTable(_ name: String) -> (trie: ByteTrie, words: [DateWord], surfaces: [String]) {
        var words: [DateWord] = []
        var entries: [(word: String, payload: Int)] = []
        for row in rows(name) where row.count >= 3 {
            guard let role = DateRole(rawValue: row[0]) else { continue }
            words.append(DateWord(role: role, value: row[1], number: Int(row[1]) ?? 0))
            entries += surfaces(row[2]).map { ($0, words.count - 1) }
        }
        return (ByteTrie(entries, folding: true), words, entries.map(\.word))
    }

    private static func numberTable() -> (
        native: [(String, Int)], english: [(String, Int)], words: [NumberWord], syllables: [UInt8]
    ) {
        var native: [(String, Int)] = []
        var english: [(String, Int)] = []
        var words: [NumberWord] = []
        var syllables = [UInt8](repeating: 0, count: 11_172)
        for row in rows("numerals") where row.count >= 3 {
            guard let value = Int(row[2]), let scalar = row[1].unicodeScalars.first else { continue }
            switch row[0] {
            case "sino": syllables[Int(scalar.value) - 0xAC00] = UInt8(value + 1)
            case "small": syllables[Int(scalar.value) - 0xAC00] = UInt8(value + 16)
            case "big": syllables[Int(scalar.value) - 0xAC00] = UInt8(value + 32)
            default:
                guard let role = NumberWord.Role(rawValue: row[0]) else { continue }
                words.append(NumberWord(role: role, value: value))
                if role == .native || role == .tens || role == .pair {
                    native.append((row[1], words.count - 1))
                } else {
                    english.append((row[1], words.count - 1))
                }
            }
        }
        return (native, english, words, syllables)
    }
}
