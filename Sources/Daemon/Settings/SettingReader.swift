import Foundation

/// Turns the texts of settings into values, or says what would be right.
struct SettingReader {
    private let origins: [String: SettingOrigin]

    init(origins: [SettingOrigin]) {
        self.origins = Dictionary(uniqueKeysWithValues: origins.map { ($0.key.name, $0) })
    }

    func text(_ name: String) -> String { origins[name]?.value ?? "" }

    func list(_ name: String) -> [String] {
        text(name).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// An absolute path; a relative one lies below `root`.
    func path(_ name: String, below root: String) throws(SettingsError) -> String {
        let value = text(name)
        guard !value.isEmpty else { throw bad(name, "a path") }
        guard !value.hasPrefix("/") else { return standardized(value) }
        guard name != "root" else { return standardized(FileManager.default.currentDirectoryPath + "/" + value) }
        return standardized(root + "/" + value)
    }

    /// The path without `.`, `..` and doubled slashes, by its text alone.
    private func standardized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    func seconds(_ name: String) throws(SettingsError) -> Duration {
        guard let number = Double(text(name)), number.isFinite, (0...31_536_000).contains(number) else {
            throw bad(name, "a number of seconds from 0 to 31536000, such as 2 or 0.5")
        }
        return .milliseconds(Int64((number * 1000).rounded()))
    }

    /// Seconds, `least` of them or more.
    func seconds(_ name: String, atLeast least: Int) throws(SettingsError) -> Duration {
        let value = try seconds(name)
        guard value >= .seconds(least) else { throw bad(name, "a number of seconds from \(least) to 31536000") }
        return value
    }

    /// Bytes, `least` of them or more: the reader itself needs some.
    func size(_ name: String, atLeast least: Int) throws(SettingsError) -> Int {
        let value = try size(name)
        guard value >= least else { throw bad(name, "a size of \(least >> 20) MiB or more") }
        return value
    }

    func count(_ name: String) throws(SettingsError) -> Int {
        guard let number = Int(text(name)), number >= 0 else { throw bad(name, "a whole number, 0 or more") }
        return number
    }

    func size(_ name: String) throws(SettingsError) -> Int {
        let units = ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "B": 1]
        let value = text(name)
        let digits = value.prefix { $0.isASCII && $0.isNumber }
        let unit = value.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
        guard let number = Int(digits), let factor = unit.isEmpty ? 1 : units[unit],
            !number.multipliedReportingOverflow(by: factor).overflow
        else { throw bad(name, "a size such as 64 MiB, 500 KiB or 1000000") }
        return number * factor
    }

    /// Seconds since midnight.
    func clock(_ name: String) throws(SettingsError) -> Int {
        let parts = text(name).split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { throw bad(name, "a time of day from 00:00 to 23:59") }
        return hour * 3600 + minute * 60
    }

    func timeZone(_ name: String) throws(SettingsError) -> TimeZone {
        guard let zone = TimeZone(identifier: text(name)) else {
            throw bad(name, "a time zone such as Asia/Seoul or Europe/Berlin")
        }
        return zone
    }

    func choice(_ name: String) throws(SettingsError) -> String {
        guard let origin = origins[name], origin.key.allowed.contains(origin.value) else {
            throw bad(name, "one of " + (origins[name]?.key.allowed ?? []).joined(separator: ", "))
        }
        return origin.value
    }

    private func bad(_ name: String, _ expected: String) -> SettingsError {
        .badValue(origin: origins[name]?.origin ?? "", key: name, value: text(name), expected: expected)
    }
}
