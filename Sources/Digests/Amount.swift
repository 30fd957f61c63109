package import Articles
internal import Foundation

/// A value with its range and unit, compared as people compare printed numbers.
package struct Amount: Equatable, Sendable {
    package var low: Double
    package var high: Double
    package var unit: String
    package var bound: Bound?

    package init?(_ fact: Fact) {
        guard let value = fact.value, value.isFinite else { return nil }
        low = min(value, fact.high ?? value)
        high = max(value, fact.high ?? value)
        unit = fact.unit ?? ""
        bound = fact.bound
    }

    package init(low: Double, high: Double, unit: String, bound: Bound? = nil) {
        self.low = low
        self.high = high
        self.unit = unit
        self.bound = bound
    }

    package var isRange: Bool { high > low }

    /// Rounding to fewer digits never moves a number by more than this part.
    private static let mostRounding = 0.05
    /// Two bounds or a bound and a value further apart than this speak of different things.
    private static let boundReach = 1.5

    /// Whether both can be the same amount: equal after rounding the finer one, ranges that meet, or within a bound.
    ///
    /// Amounts in different units cannot be told apart or together, and do not agree.
    package func agrees(with other: Amount?) -> Bool {
        guard let other, unit == other.unit else { return false }
        if isRange || other.isRange { return low <= other.high && other.low <= high }
        if Self.isRounding(low, of: other.low) || Self.isRounding(other.low, of: low) { return true }
        return reaches(other) || other.reaches(self)
    }

    /// Whether `other` lies on the side that the bound names, not far off.
    private func reaches(_ other: Amount) -> Bool {
        guard low > 0, other.low > 0 else { return false }
        switch bound {
        case .atLeast, .moreThan: return other.low >= low && other.low <= low * Self.boundReach
        case .atMost, .lessThan: return other.low <= low && other.low * Self.boundReach >= low
        case nil: return false
        }
    }

    /// Whether `coarse` is what remains of `fine` when rounded to as many digits as `coarse` has.
    private static func isRounding(_ coarse: Double, of fine: Double) -> Bool {
        if coarse == fine { return true }
        guard coarse != 0, abs(coarse - fine) <= mostRounding * abs(coarse) else { return false }
        // The size of the last digit of `coarse` that is not zero.
        var step = pow(10, floor(log10(abs(coarse))))
        for _ in 0..<12 {
            let count = coarse / step
            if abs(count - count.rounded()) < 1e-6 { break }
            step /= 10
        }
        return abs(coarse - fine) <= step / 2 * 1.000001
    }
}
