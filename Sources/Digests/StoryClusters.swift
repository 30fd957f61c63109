internal import Articles
internal import Foundation

/// Folds pages that tell one event, across outlets and languages.
///
/// Each pair gets a score of five named parts; pairs at or over `threshold` are joined, and joined pairs chain.
/// Titles alone never join: their part is small, and titles in two languages share no words.
struct StoryClusters {
    /// The parts of a pair's score; they add up to 1 for one event told twice in full.
    enum Part {
        /// Names in common, rare ones and those at the head of the page more.
        static let names = 0.35
        /// Claims in common: the same subject and relation, and the same value where there is one.
        static let claims = 0.25
        /// Printed amounts in common.
        static let amounts = 0.2
        /// Published near each other.
        static let time = 0.1
        /// Words of the titles in common.
        static let title = 0.1
    }

    /// The score from which two pages tell one event: on pages of the trade press, two pages on one event score 0.42
    /// and more, two on other events of the same companies 0.32 and less.
    static let threshold = 0.36
    /// The score from which two pages tell one event when one of them does not say when it was published.
    ///
    /// A company's last round and the one before it share names, relations and even amounts; without a date only
    /// more likeness than that will do. A wrong fold hides a story, a missed one only repeats it.
    static let undatedThreshold = 0.55
    /// Pages published further apart tell two events, however alike.
    static let mostDaysApart = 4
    /// A name on more pages of the day than this starts no comparison; rarer names do.
    private static let commonName = 120
    /// How many pages of a group of copies are compared with others: copies differ in their cuts.
    private static let spokesmen = 4

    private let pages: [Page]
    /// The claims of each page that tell what happened; who is who is no event.
    private let claims: [[Claim]]
    private let vectors: [[String: Double]]
    private let lengths: [Double]
    private let amounts: [Set<String>]
    private let titles: [Set<String>]
    private let copies: [Int]

    init(_ pages: [Page], _ all: [Claim], copies: [Int], input: EditionInput) {
        self.pages = pages
        var claims = [[Claim]](repeating: [], count: pages.count)
        for claim in all where claim.traits.nature != .tie {
            if let page = claim.page { claims[page].append(claim) }
        }
        self.claims = claims
        self.copies = copies
        let rarity = Self.rarity(pages, input)
        let vectors = pages.map { Self.vector($0, rarity) }
        self.vectors = vectors
        lengths = vectors.map { $0.values.sorted().reduce(0) { $0 + $1 * $1 }.squareRoot() }
        amounts = pages.map(Self.amounts)
        titles = pages.map { Self.titleWords($0.document.article.title ?? "") }
    }

    /// The groups of page numbers, each ascending, in the order of their first page.
    func groups() -> [[Int]] {
        var sets = DisjointSets(count: pages.count)
        // The number of a group of copies is that of its first page.
        for index in pages.indices { sets.join(copies[index], index) }
        // Who is together already need not be compared.
        for (left, right) in candidates()
        where sets.root(of: left) != sets.root(of: right) && score(left, right) >= threshold(left, right) {
            sets.join(left, right)
        }
        let roots = pages.indices.map { sets.root(of: $0) }
        return Dictionary(grouping: pages.indices, by: { roots[$0] }).sorted { $0.key < $1.key }.map(\.value)
    }

    private func threshold(_ left: Int, _ right: Int) -> Double {
        pages[left].published == nil || pages[right].published == nil ? Self.undatedThreshold : Self.threshold
    }

    /// The pairs that share a name.
    ///
    /// Of copies, the first few speak for all.
    private func candidates() -> [(Int, Int)] {
        var holders: [String: [Int]] = [:]
        var spokesmen: [Int: Int] = [:]
        for index in pages.indices {
            spokesmen[copies[index], default: 0] += 1
            guard spokesmen[copies[index], default: 0] <= Self.spokesmen else { continue }
            for id in vectors[index].keys { holders[id, default: []].append(index) }
        }
        var pairs: Set<Int> = []
        for list in holders.values where list.count > 1 && list.count <= Self.commonName {
            for (position, right) in list.enumerated() {
                for left in list[..<position] { pairs.insert(left * pages.count + right) }
            }
        }
        return pairs.sorted().map { ($0 / pages.count, $0 % pages.count) }
    }

    /// How surely two pages tell one event, 0 to 1.
    func score(_ left: Int, _ right: Int) -> Double {
        guard let time = closeness(pages[left], pages[right]) else { return 0 }
        let sharedClaims = sharedClaims(left, right)
        let names = likeness(left, right)
        let shared = Self.overlap(amounts[left], amounts[right], least: 3)
        let title = Self.overlap(titles[left], titles[right], least: 4)
        var score = Part.names * names + Part.time * time + Part.title * title
        var whole = Part.names + Part.time + Part.title
        // A page without claims or amounts, such as a title with a lead, cannot share any.
        if !claims[left].isEmpty, !claims[right].isEmpty {
            score += Part.claims * sharedClaims
            whole += Part.claims
        }
        if !amounts[left].isEmpty, !amounts[right].isEmpty {
            score += Part.amounts * shared
            whole += Part.amounts
        }
        return score / whole
    }

    /// What one, two, and three or more names in common are worth: two pages that name one company alone are often
    /// about two things.
    private static let worthOfShared = [0, 0.25, 0.7, 1]

    /// The cosine of the weighted names, less where few are shared.
    private func likeness(_ left: Int, _ right: Int) -> Double {
        guard lengths[left] > 0, lengths[right] > 0 else { return 0 }
        let ids = vectors[left].keys.filter { vectors[right][$0] != nil }.sorted()
        let product = ids.reduce(0) { $0 + vectors[left][$1]! * vectors[right][$1]! }
        return product / (lengths[left] * lengths[right]) * Self.worthOfShared[min(ids.count, 3)]
    }

    /// 1 for the same day, less for days apart, `nil` when the pages cannot tell one event.
    private func closeness(_ left: Page, _ right: Page) -> Double? {
        if let first = left.published, let second = right.published {
            let apart = abs(first.daysSinceEpoch - second.daysSinceEpoch)
            return apart > Self.mostDaysApart ? nil : 1 - Double(apart) / Double(Self.mostDaysApart + 1)
        }
        // An undated page that speaks of a later day was written after the other one.
        for (dated, undated) in [(left, right), (right, left)] {
            if let published = dated.published, let earliest = undated.writtenNotBefore,
                earliest.daysSinceEpoch - published.daysSinceEpoch > Self.mostDaysApart
            {
                return nil
            }
        }
        return 0.3
    }

    /// How much of the lesser page's claims the other makes too, by the weight of their relations.
    private func sharedClaims(_ left: Int, _ right: Int) -> Double {
        let first = claims[left]
        let second = claims[right]
        func total(_ claims: [Claim]) -> Double { claims.reduce(0) { $0 + $1.traits.weight } }
        let least = min(total(first), total(second))
        guard least > 0 else { return 0 }
        let shared = first.filter { claim in second.contains { Self.isSame(claim, $0) } }
        return min(1, total(shared) / max(least, 10))
    }

    private static func isSame(_ left: Claim, _ right: Claim) -> Bool {
        guard left.fact.subject == right.fact.subject, left.fact.relation == right.fact.relation,
            left.mayShareTime(with: right)
        else { return false }
        if let first = Amount(left.fact), let second = Amount(right.fact) { return first.agrees(with: second) }
        return left.fact.object == right.fact.object && left.fact.object != nil
    }

    private static func overlap(_ left: Set<String>, _ right: Set<String>, least: Int) -> Double {
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        return Double(left.intersection(right).count) / Double(max(least, min(left.count, right.count)))
    }

    /// How much each name tells apart: the logarithm of pages per page with the name, today and in the 28 days before.
    private static func rarity(_ pages: [Page], _ input: EditionInput) -> [String: Double] {
        var counts: [String: Int] = [:]
        for page in pages {
            for id in page.mentions.keys { counts[id, default: 0] += 1 }
        }
        for line in input.baseline where counts[line.id] != nil { counts[line.id]! += line.dailyPages.reduce(0, +) }
        let total = Double(max(pages.count + input.baselinePages, counts.values.max() ?? 0))
        return counts.mapValues { log(1 + (total + 1) / (Double($0) + 0.5)) }
    }

    private static func vector(_ page: Page, _ rarity: [String: Double]) -> [String: Double] {
        var result: [String: Double] = [:]
        for (id, count) in page.mentions where count > 0 {
            result[id] = (rarity[id] ?? 1) * (1 + log(Double(count))) * (page.headNames.contains(id) ? 1.5 : 1)
        }
        return result
    }

    /// Amounts that say something: money, percentages and counts of ten or more, conversions left out.
    private static func amounts(_ page: Page) -> Set<String> {
        var result: Set<String> = []
        for quantity in page.document.reading.quantities where quantity.equivalent == nil {
            guard let value = quantity.value else { continue }
            switch quantity.kind {
            case .money, .percent: result.insert("\(value) \(quantity.unit ?? "")")
            // The counted thing has two names in two languages; the number alone has to do.
            case .count, .number, .measure: if abs(value) >= 10 { result.insert("\(value)") }
            case .duration, .ordinal: break
            }
        }
        return result
    }

    /// Words of two or more letters, and the first two syllables of Korean words, whose endings vary.
    private static func titleWords(_ title: String) -> Set<String> {
        var result: Set<String> = []
        for word in title.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.count >= 2 {
            let isHangul = word.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
            result.insert(String(isHangul ? word.prefix(2) : word))
        }
        return result
    }
}
