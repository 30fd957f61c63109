/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
    package var seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    /// ISO 8601 in UTC, such as `2025-11-08T06:00:00Z`.
    package var iso: String { local(offsetSeconds: 0, suffix: "Z") }

    /// The local day and clock at `offsetSeconds` east of UTC, such as `2025-11-08T15:00:00`.
    package func local(offsetSeconds: Int, suffix: String = "") -> String {
        let shifted = seconds + offsetSeconds
        let days = Int((Double(shifted) / 86_400).rounded(.down))
        let rest = shifted - days * 86_400
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { paddedDecimal($0, width: 2) }
        return CivilDate(daysSinceEpoch: days).description + "T" + clock.joined(separator: ":") + suffix
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}
