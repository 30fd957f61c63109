package import Articles
internal import Foundation

/// How much a fact matters to the reader: one product of named factors, so that `why` can show each.
///
/// weight = relation (see `RelationTraits.table`) x modality x size x sources x novelty x place x age x watchlist x
/// confidence
package struct FactWeight: Sendable {
    /// A claim that something is so leads; a plan follows, a target, a denial.
    package static let modality: [Modality: Double] = [
        .actual: 1, .reported: 0.95, .planned: 0.9, .denied: 0.8, .target: 0.75,
    ]
    /// Each tenfold of the usual size of the relation adds this much, within `sizeRange`.
    package static let sizeStep = 0.25
    package static let sizeRange = 0.5...1.75
    /// Each further independent source adds this much, up to `mostSources`.
    package static let sourceStep = 0.15
    package static let mostSources = 5
    /// Not in the ledger; in the ledger with another value; in the ledger as it is.
    package static let new = 1.0
    package static let changed = 1.4
    package static let repeated = 0.35
    /// The subject or object is on the watchlist.
    package static let watched = 1.5
    /// A fact without a value, in a relation that usually has one, says little.
    package static let withoutValue = 0.5
    package static let amountEvents: Set<String> = ["raises_funding", "invests_in", "acquires"]
    /// The subject is named in the title or at the head of its page.
    package static let atHead = 1.25
    /// The title prints the value or names the object: the page says itself that this is the news.
    package static let inTitle = 1.5
    /// The event lies this many days or more before the page was written: background, told again.
    package static let backgroundDays = 60
    package static let background = 0.4
    /// What the amounts of a unit are measured against while the ledger holds fewer than `fewestKnown` of the relation.
    package static let usualMoney = 1e9
    package static let usualCount = 1e4
    package static let fewestKnown = 3

    package static func size(of value: Double, against usual: Double) -> Double {
        guard value != 0, usual != 0, value.isFinite, usual.isFinite else { return 1 }
        let factor = 1 + sizeStep * log10(abs(value) / abs(usual))
        return min(max(factor, sizeRange.lowerBound), sizeRange.upperBound)
    }

    package static func sources(_ count: Int) -> Double { 1 + sourceStep * Double(min(max(count, 1), mostSources) - 1) }
}

/// Weighs the claims of an edition against each other and against the ledger.
struct Weigher {
    private let watchlist: Set<String>
    /// The median of the ledger's amounts, by relation and unit.
    private let usual: [String: Double]

    init(_ input: EditionInput) {
        watchlist = Set(input.watchlist)
        var values: [String: [Double]] = [:]
        for fact in input.history.map(\.fact) {
            if let value = fact.value { values[Self.key(fact), default: []].append(abs(value)) }
        }
        usual = values.compactMapValues { list in
            list.count < FactWeight.fewestKnown ? nil : list.sorted()[list.count / 2]
        }
    }

    func weight(of claim: Claim, sources: Int, novelty: Double, isAtHead: Bool) -> Double {
        let fact = claim.fact
        var weight = claim.traits.weight * (FactWeight.modality[fact.modality] ?? 1)
        weight *= novelty * FactWeight.sources(sources) * max(0.1, min(fact.confidence, 1))
        if isAtHead { weight *= FactWeight.atHead }
        if claim.isInTitle { weight *= FactWeight.inTitle }
        if isBackground(claim) { weight *= FactWeight.background }
        if watchlist.contains(fact.subject) || fact.object.map(watchlist.contains) == true {
            weight *= FactWeight.watched
        }
        switch claim.traits.nature {
        case .level, .flow, .attribute:
            guard let value = fact.value else { return weight * FactWeight.withoutValue }
            return weight * FactWeight.size(of: value, against: usual(fact))
        case .event where fact.value == nil && FactWeight.amountEvents.contains(fact.relation):
            return weight * FactWeight.withoutValue
        case .event, .tie:
            return fact.value.map { weight * FactWeight.size(of: $0, against: usual(fact)) } ?? weight
        }
    }

    private func isBackground(_ claim: Claim) -> Bool {
        guard let span = claim.span, !claim.isPlan, let written = claim.writtenNotBefore else { return false }
        return written.daysSinceEpoch - span.last.daysSinceEpoch >= FactWeight.backgroundDays
    }

    private func usual(_ fact: Fact) -> Double {
        if let known = usual[Self.key(fact)] { return known }
        // A won is about a thousandth of a dollar, a yen a hundredth; enough to weigh by.
        switch fact.unit {
        case "KRW": return FactWeight.usualMoney * 1000
        case "JPY": return FactWeight.usualMoney * 100
        case let unit? where NumberFormat.isCurrency(unit): return FactWeight.usualMoney
        case "percent", "times", "rank", "ordinal": return fact.value ?? 1
        default: return FactWeight.usualCount
        }
    }

    private static func key(_ fact: Fact) -> String { fact.relation + "\u{1F}" + (fact.unit ?? "") }
}
