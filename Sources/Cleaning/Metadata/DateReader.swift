import Articles

/// Reads the dates and clocks that pages print beside their articles, in their many spellings.
///
/// A date whose order of day and month cannot be told is not read.
struct DateReader {
    /// A date found in a text, and the bytes it takes with its clock.
    struct Found {
        var time: PublicationTime
        var range: Range<Int>
    }

    private struct Token {
        enum Kind { case number, word, symbol }
        var kind: Kind
        var value: Int
        var digits: Int
        var word: String
        var range: Range<Int>
    }

    private let tokens: [Token]

    /// Longer texts are not date lines; only their beginning is read.
    private static let reach = 400
    /// Years that a saved page can have been published in.
    private static let years = 1985...2100

    /// The first date in `text`.
    static func first(in text: String) -> PublicationTime? { all(in: text).first?.time }

    /// All dates in `text`, in order.
    static func all(in text: String) -> [Found] {
        let bytes = Array(text.utf8.prefix(reach))
        let reader = DateReader(bytes)
        var found: [Found] = []
        var index = 0
        while index < reader.tokens.count {
            if let (time, next, first) = reader.date(at: index) {
                found.append(
                    Found(
                        time: time,
                        range: reader.tokens[first].range.lowerBound..<reader.tokens[next - 1].range.upperBound
                    )
                )
                index = next
            } else {
                index += 1
            }
        }
        return found
    }

    private init(_ bytes: [UInt8]) {
        var tokens: [Token] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            if byte &- UInt8(ascii: "0") < 10 {
                var value = 0
                while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 {
                    if index - start < 9 { value = value * 10 + Int(bytes[index] - UInt8(ascii: "0")) }
                    index += 1
                }
                tokens.append(Token(kind: .number, value: value, digits: index - start, word: "", range: start..<index))
            } else if (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0xC3 {
                while index < bytes.count, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 || bytes[index] >= 0x80 {
                    index += 1
                }
                let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
                tokens.append(Token(kind: .word, value: 0, digits: 0, word: word, range: start..<index))
            } else {
                index += 1
                if byte > 0x20, byte < 0x80 {
                    tokens.append(
                        Token(
                            kind: .symbol,
                            value: Int(byte),
                            digits: 0,
                            word: String(UnicodeScalar(byte)),
                            range: start..<index
                        )
                    )
                }
            }
        }
        self.tokens = tokens
    }

    /// The date whose first token is at `index`, the index after it, and that of its first token with the clock.
    private func date(at index: Int) -> (PublicationTime, Int, Int)? {
        guard let (day, next) = day(at: index) else { return nil }
        var time = PublicationTime(day: day)
        if let (second, after) = clock(at: skippingFillers(next)) {
            time.secondOfDay = second
            let (offset, end) = zone(at: after)
            time.offsetMinutes = offset
            return (time, end, index)
        }
        // `12:20pm Jan 7, 2024`: the clock stands before the date.
        for start in max(0, index - 7)..<max(0, index) {
            if let (second, after) = clock(at: start), after >= index - 1, after <= index {
                time.secondOfDay = second
                time.offsetMinutes = nil
                return (time, next, start)
            }
        }
        return (time, next, index)
    }

    private func day(at index: Int) -> (CivilDate, Int)? {
        yearFirst(at: index) ?? packed(at: index) ?? dayFirst(at: index) ?? monthNameFirst(at: index)
            ?? slashed(at: index)
    }

    /// `2025-08-24`, `2025.08.24`, `2025. 8. 24.`, `2025/08/24`, `2025년 8월 24일`, `2025年8月24日`.
    private func yearFirst(at index: Int) -> (CivilDate, Int)? {
        guard let year = number(index), year.digits == 4, Self.years.contains(year.value) else { return nil }
        if tokens.indices.contains(index + 5), isWord(index + 1, ["년", "年"]), let month = number(index + 2),
            isWord(index + 3, ["월", "月"]), let day = number(index + 4), startsWord(index + 5, ["일", "日"]),
            let date = CivilDate(year: year.value, month: month.value, day: day.value)
        {
            return (date, index + 6)
        }
        guard let separator = symbol(index + 1), "-./".contains(separator), let month = number(index + 2),
            month.digits <= 2, symbol(index + 3) == separator, let day = number(index + 4), day.digits <= 2,
            let date = CivilDate(year: year.value, month: month.value, day: day.value)
        else { return nil }
        let next = index + 5
        return (date, symbol(next) == "." && separator == "." ? next + 1 : next)
    }

    /// `20250824`.
    private func packed(at index: Int) -> (CivilDate, Int)? {
        guard let number = number(index), [8, 12, 14].contains(number.digits), number.digits == 8,
            Self.years.contains(number.value / 10_000),
            let date = CivilDate(year: number.value / 10_000, month: number.value / 100 % 100, day: number.value % 100)
        else { return nil }
        return (date, index + 1)
    }

    /// `24 August 2025`, `24. August 2025`, `24 de agosto de 2025`, `24.08.2025`.
    private func dayFirst(at index: Int) -> (CivilDate, Int)? {
        guard let day = number(index), day.digits <= 2 else { return nil }
        var next = index + 1
        if isWord(next, ["st", "nd", "rd", "th", "er", "º", "ª"]) { next += 1 }
        if symbol(next) == ".", let month = number(next + 1), month.digits <= 2, symbol(next + 2) == ".",
            let year = number(next + 3), year.digits == 4, Self.years.contains(year.value),
            let date = CivilDate(year: year.value, month: month.value, day: day.value)
        {
            return (date, next + 4)
        }
        while let mark = symbol(next), ".-/,".contains(mark) { next += 1 }
        if isWord(next, ["de", "of"]) { next += 1 }
        guard let month = month(next) else { return nil }
        next += 1
        while let mark = symbol(next), ".-/,".contains(mark) { next += 1 }
        if isWord(next, ["de", "del"]) { next += 1 }
        guard let year = number(next), year.digits == 4, Self.years.contains(year.value),
            let date = CivilDate(year: year.value, month: month, day: day.value)
        else { return nil }
        return (date, next + 1)
    }

    /// `August 24, 2025`, `Aug. 24th 2025`.
    private func monthNameFirst(at index: Int) -> (CivilDate, Int)? {
        guard let month = month(index) else { return nil }
        var next = index + 1
        if symbol(next) == "." { next += 1 }
        guard let day = number(next), day.digits <= 2 else { return nil }
        next += 1
        if isWord(next, ["st", "nd", "rd", "th"]) { next += 1 }
        if let mark = symbol(next), ",.".contains(mark) { next += 1 }
        guard let year = number(next), year.digits == 4, Self.years.contains(year.value),
            let date = CivilDate(year: year.value, month: month, day: day.value)
        else { return nil }
        return (date, next + 1)
    }

    /// `11/19/2019` and `19/11/2019`, only where the order shows.
    private func slashed(at index: Int) -> (CivilDate, Int)? {
        guard let first = number(index), first.digits <= 2, symbol(index + 1) == "/", let second = number(index + 2),
            second.digits <= 2, symbol(index + 3) == "/", let year = number(index + 4), year.digits == 4,
            Self.years.contains(year.value)
        else { return nil }
        if first.value == second.value || second.value > 12 {
            return CivilDate(year: year.value, month: first.value, day: second.value).map { ($0, index + 5) }
        }
        guard first.value > 12 else { return nil }
        return CivilDate(year: year.value, month: second.value, day: first.value).map { ($0, index + 5) }
    }

    /// The index after what stands between a date and its clock: a weekday, `T`, `at`, `um`, a bar.
    private func skippingFillers(_ index: Int) -> Int {
        var next = index
        for _ in 0..<5 {
            if let mark = symbol(next), ",.-|()@".contains(mark) {
                next += 1
            } else if tokens.indices.contains(next), tokens[next].kind == .word,
                Self.fillers.contains(tokens[next].word)
            {
                next += 1
            } else {
                return next
            }
        }
        return next
    }

    private static let fillers: Set<String> = [
        "t", "at", "um", "à", "a", "las", "klo", "kl", "в", "às", "alle", "ore", "om", "월", "화", "수", "목", "금", "토",
        "일",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일",
    ]

    /// `09:27`, `9:27:05`, `오후 3:05`, `3시 5분`, `15h30`, `5:45 AM`; in seconds since midnight.
    private func clock(at index: Int) -> (Int, Int)? {
        var next = index
        var half: Int?
        if isWord(next, ["오전", "午前", "上午", "am"]) {
            half = 0
        } else if isWord(next, ["오후", "午後", "下午", "pm"]) {
            half = 12
        }
        if half != nil { next += 1 }
        guard let hour = number(next), hour.digits <= 2, hour.value < 25 else { return nil }
        var seconds = hour.value * 3600
        guard symbol(next + 1) == ":" || startsWord(next + 1, ["시", "時", "h", "点"]) else { return nil }
        if let minute = number(next + 2), minute.digits <= 2, minute.value < 60 {
            seconds += minute.value * 60
            next += 3
            if symbol(next) == ":", let second = number(next + 1), second.digits == 2, second.value < 61 {
                seconds += min(second.value, 59)
                next += 2
                // Fractions of a second.
                if symbol(next) == ".", number(next + 1) != nil { next += 2 }
            } else if isWord(next, ["분", "分"]) {
                next += 1
            }
        } else if symbol(next + 1) == ":" {
            return nil
        } else {
            next += 2
        }
        if half == nil {
            let letters = tokens.indices.contains(next) && tokens[next].kind == .word ? tokens[next].word : ""
            if letters == "am" || letters == "a" && symbol(next + 1) == "." { half = 0; next += 1 }
            if letters == "pm" || letters == "p" && symbol(next + 1) == "." { half = 12; next += 1 }
        }
        if let half {
            guard hour.value <= 12 else { return (seconds % 86_400, next) }
            seconds += (half == 12 && hour.value < 12 ? 12 : 0) * 3600 - (half == 0 && hour.value == 12 ? 12 * 3600 : 0)
        }
        return seconds < 86_400 ? (seconds, next) : nil
    }

    /// Minutes east of UTC, and the index after the zone.
    private func zone(at index: Int) -> (Int?, Int) {
        if tokens.indices.contains(index), tokens[index].kind == .word {
            if let known = Self.zones[tokens[index].word] { return (known, index + 1) }
            return (nil, index)
        }
        guard let sign = symbol(index), sign == "+" || sign == "-", let hours = number(index + 1) else {
            return (nil, index)
        }
        let factor = sign == "-" ? -1 : 1
        if hours.digits == 4 { return (factor * (hours.value / 100 * 60 + hours.value % 100), index + 2) }
        guard hours.digits <= 2, hours.value <= 14 else { return (nil, index) }
        if symbol(index + 2) == ":", let minutes = number(index + 3), minutes.value < 60 {
            return (factor * (hours.value * 60 + minutes.value), index + 4)
        }
        return (factor * hours.value * 60, index + 2)
    }

    private static let zones: [String: Int] = [
        "z": 0, "utc": 0, "gmt": 0, "kst": 540, "jst": 540, "est": -300, "edt": -240, "et": -300, "cst": -360,
        "cdt": -300,
        "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "bst": 60,
        "ist": 330,
    ]

    // MARK: - Tokens

    private func number(_ index: Int) -> Token? {
        tokens.indices.contains(index) && tokens[index].kind == .number ? tokens[index] : nil
    }

    private func symbol(_ index: Int) -> String? {
        tokens.indices.contains(index) && tokens[index].kind == .symbol ? tokens[index].word : nil
    }

    private func isWord(_ index: Int, _ words: [String]) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .word && words.contains(tokens[index].word)
    }

    private func startsWord(_ index: Int, _ words: [String]) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .word
            && words.contains { tokens[index].word.hasPrefix($0) }
    }

    private func month(_ index: Int) -> Int? {
        guard tokens.indices.contains(index), tokens[index].kind == .word else { return nil }
        return Self.months[tokens[index].word]
    }

    /// The months' names and usual abbreviations in the languages of the news pages that are saved most.
    private static let months: [String: Int] = {
        let names = [
            "january jan januar jänner janvier janv enero ene janeiro gennaio gen januari января ocak januarie styczeń stycznia",
            "february feb februar februari février févr fevrier febrero fevereiro fev febbraio февраля şubat lutego",
            "march mar märz mrz mars marzo março maart mrt марта mart marca maret marts",
            "april apr avril avr abril aprile апреля nisan kwietnia",
            "may mai mayo maio maggio mag mei мая mayıs maja maj",
            "june jun juni juin junio junho giugno giu июня haziran czerwca",
            "july jul juli juillet juil julio julho luglio lug июля temmuz lipca",
            "august aug août aout agosto ago augustus augusti августа ağustos sierpnia agustus",
            "september sep sept septembre septiembre setembro settembre set сентября eylül września",
            "october oct oktober okt octobre octubre outubro out ottobre ott октября ekim października",
            "november nov novembre noviembre novembro ноября kasım listopada",
            "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre декабря aralık grudnia desember des",
        ]
        var table: [String: Int] = [:]
        for (index, line) in names.enumerated() {
            for name in line.split(separator: " ") where table[String(name)] == nil { table[String(name)] = index + 1 }
        }
        return table
    }()
}
