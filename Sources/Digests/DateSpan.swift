package import Articles

/// The days that a date as fine as its text covers: 2025, 2025-Q3, 2025-H1, 2025-08, 2025-W34, 2025-08-22, FY2025, a/b.
package struct DateSpan: Hashable, Sendable {
    package var first: CivilDate
    package var last: CivilDate
    /// Whether it names a fiscal year, whose ends differ from company to company.
    package var isFiscal = false

    package init(first: CivilDate, last: CivilDate, isFiscal: Bool = false) {
        self.first = first
        self.last = last
        self.isFiscal = isFiscal
    }

    package init(day: CivilDate) { self.init(first: day, last: day) }

    /// The span that `iso` names, or `nil` for a form that is not in the contract.
    package init?(iso: String) {
        if let slash = iso.firstIndex(of: "/") {
            guard let start = DateSpan(iso: String(iso[..<slash])),
                let end = DateSpan(iso: String(iso[iso.index(after: slash)...])), start.first <= end.last
            else { return nil }
            self.init(first: start.first, last: end.last, isFiscal: start.isFiscal || end.isFiscal)
            return
        }
        if iso.hasPrefix("FY") {
            guard let year = DateSpan(iso: String(iso.dropFirst(2))) else { return nil }
            self.init(first: year.first, last: year.last, isFiscal: true)
            return
        }
        if let day = CivilDate(iso: iso) {
            self.init(day: day)
            return
        }
        guard let year = Int(iso.prefix(4)), let newYear = CivilDate(year: year, month: 1, day: 1) else { return nil }
        let rest = iso.dropFirst(4)
        guard !rest.isEmpty else {
            self.init(first: newYear, last: newYear.adding(days: 364 + (CivilDate.days(inMonth: 2, of: year) - 28)))
            return
        }
        self.init(year: newYear, part: rest)
    }

    private init?(year newYear: CivilDate, part: Substring) {
        guard part.first == "-", let letter = part.dropFirst().first else { return nil }
        func months(from first: Int, count: Int) -> DateSpan {
            let start = newYear.adding(months: first)
            return DateSpan(first: start, last: start.adding(months: count).adding(days: -1))
        }
        switch letter {
        case "Q", "H", "W":
            guard let number = Int(part.dropFirst(2)) else { return nil }
            switch letter {
            case "Q" where (1...4).contains(number): self = months(from: (number - 1) * 3, count: 3)
            case "H" where (1...2).contains(number): self = months(from: (number - 1) * 6, count: 6)
            case "W" where (1...53).contains(number):
                // Week 1 holds 4 January.
                let fourth = newYear.adding(days: 3)
                let monday = fourth.adding(days: 1 - fourth.weekday + (number - 1) * 7)
                self.init(first: monday, last: monday.adding(days: 6))
            default: return nil
            }
        default:
            guard part.count == 3, let month = Int(part.dropFirst()), (1...12).contains(month) else { return nil }
            self = months(from: month - 1, count: 1)
        }
    }

    package func overlaps(_ other: DateSpan) -> Bool { first <= other.last && other.first <= last }

    /// Days covered, both ends included.
    package var dayCount: Int { last.daysSinceEpoch - first.daysSinceEpoch + 1 }
}
