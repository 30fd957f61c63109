import Articles

/// Reads the dates of mail (RFC 5322), of feeds and of front matter (RFC 3339 and its looser kin).
enum InternetDate {
    /// The time that `text` names, or `nil` when it is no whole date.
    static func time(_ text: String) -> PublicationTime? {
        let text = text.utf8.prefix(longest)
        let tokens = text.split { $0 <= 0x20 || $0 == UInt8(ascii: ",") }.map { String(decoding: $0, as: UTF8.self) }
        guard let first = tokens.first else { return nil }
        if let time = numeric(first, tokens.dropFirst()) { return time }
        return mail(tokens)
    }

    /// The longest text that is a date, comments and all.
    private static let longest = 80

    // MARK: - 2025-11-08T09:00:00+09:00

    private static func numeric(_ first: String, _ rest: ArraySlice<String>) -> PublicationTime? {
        let bytes = Array(first.utf8)
        guard bytes.count >= 8, isDigit(bytes[0]), isDigit(bytes[3]), !isDigit(bytes[4]) else { return nil }
        let head = String(
            decoding: bytes.prefix(10).map { "./".utf8.contains($0) ? UInt8(ascii: "-") : $0 },
            as: UTF8.self
        )
        guard let day = CivilDate(iso: head) else { return nil }
        var tail = String(decoding: bytes.dropFirst(10), as: UTF8.self)
        if tail.hasPrefix("T") || tail.hasPrefix("t") { tail.removeFirst() } else { tail = rest.first ?? "" }
        let zone = rest.count > (bytes.count > 10 ? 0 : 1) ? rest.last : nil
        return time(day, clock: tail, zone: zone)
    }

    // MARK: - Sat, 08 Nov 2025 09:00:00 +0900

    private static func mail(_ tokens: [String]) -> PublicationTime? {
        let start = tokens.first.map { $0.utf8.first.map(isDigit) ?? false } ?? false ? 0 : 1
        guard tokens.count >= start + 3, let day = Int(tokens[start]),
            let month = months.firstIndex(of: tokens[start + 1].prefix(3).lowercased()),
            var year = Int(tokens[start + 2])
        else { return nil }
        // RFC 5322: two digits below 50 are this century's.
        if tokens[start + 2].count == 2 { year += year < 50 ? 2000 : 1900 }
        guard let date = CivilDate(year: year, month: month + 1, day: day) else { return nil }
        let clock = tokens.count > start + 3 ? tokens[start + 3] : ""
        return time(date, clock: clock, zone: tokens.count > start + 4 ? tokens[start + 4] : nil)
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// Minutes east of UTC by the names that feeds and mail use.
    private static let zones = [
        "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "KST": 540, "JST": 540, "EST": -300, "EDT": -240, "CST": -360,
        "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "CET": 60, "CEST": 120, "BST": 60,
    ]

    // MARK: - Clock and zone

    private static func time(_ day: CivilDate, clock: String, zone: String?) -> PublicationTime {
        var clock = Array(clock.utf8)
        var zone = zone
        // The zone may stand right behind the clock.
        if let cut = clock.dropFirst(4).firstIndex(where: { "+-Zz".utf8.contains($0) }) {
            zone = String(decoding: clock[cut...], as: UTF8.self)
            clock.removeSubrange(cut...)
        }
        let parts = clock.prefix { $0 != UInt8(ascii: ".") }.split(separator: UInt8(ascii: ":"))
            .map { Int(String(decoding: $0, as: UTF8.self)) ?? -1 }
        guard (2...3).contains(parts.count), (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else {
            return PublicationTime(day: day)
        }
        let second = parts.count == 3 ? min(max(parts[2], 0), 59) : 0
        let offset = zone.flatMap(offset)
        return PublicationTime(day: day, secondOfDay: parts[0] * 3600 + parts[1] * 60 + second, offsetMinutes: offset)
    }

    private static func offset(_ zone: String) -> Int? {
        if let named = zones[zone.uppercased()] { return named }
        let bytes = Array(zone.utf8)
        guard let sign = bytes.first, "+-".utf8.contains(sign) else { return nil }
        let digits = bytes.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 4 || digits.count == 2, digits.allSatisfy(isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        let minutes = digits.count == 2 ? number * 60 : number / 100 * 60 + number % 100
        guard minutes <= 14 * 60 else { return nil }
        return sign == UInt8(ascii: "-") ? -minutes : minutes
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
