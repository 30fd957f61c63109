internal import Articles
internal import Foundation

/// The names of the day against the 28 days before.
extension EditionDraft {
    /// A name is rising when its pages lie this many standard deviations over its daily mean, counted as Poisson.
    private static let risingDeviations = 2.0
    /// A name without a baseline was on no page of these days.
    private static let baselineDays = 28
    /// One page is no trend.
    private static let fewestRisingPages = 2

    mutating func addNames() {
        var entities: [String: Entity] = [:]
        var counts: [String: Int] = [:]
        for page in pages {
            for entity in page.document.reading.entities where entities[entity.id] == nil {
                entities[entity.id] = entity
            }
            for id in page.mentions.keys { counts[id, default: 0] += 1 }
        }
        let baseline = Dictionary(input.baseline.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let about = storiesByName()
        func line(_ id: String) -> NameLine? {
            guard let entity = entities[id] else { return nil }
            let pages = counts[id] ?? 0
            let before = baseline[id]?.dailyPages ?? [Int](repeating: 0, count: Self.baselineDays)
            let days = input.hasBaseline ? before + [pages] : []
            return NameLine(
                id: id,
                name: displayName(of: entity),
                type: entity.type,
                pages: pages,
                daily: days,
                stories: about[id] ?? []
            )
        }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let fresh = ranked.filter { isFirstSeen(baseline[$0]) }
        let rising = ranked.filter { isRising(counts[$0] ?? 0, baseline[$0]) }
        let limit = Limit.listedNames
        names = NameReport(
            most: ranked.filter { counts[$0] ?? 0 > 1 }.prefix(limit / 2).compactMap(line),
            rising: input.hasBaseline ? rising.prefix(limit).compactMap(line) : [],
            firstSeen: input.hasBaseline ? fresh.filter { about[$0] != nil }.prefix(limit).compactMap(line) : [],
            firstSeenCount: fresh.count,
            watched: input.watchlist.compactMap(line),
            hasBaseline: input.hasBaseline
        )
    }

    private func storiesByName() -> [String: [String]] {
        var result: [String: [String]] = [:]
        for story in stories + earlier {
            for name in story.names { result[name.id, default: []].append(story.id) }
        }
        return result
    }

    private func isFirstSeen(_ baseline: NameBaseline?) -> Bool {
        guard let first = baseline?.firstSeen else { return true }
        return first >= input.schedule.localDate(of: input.window.start)
            && baseline?.dailyPages.allSatisfy { $0 == 0 } != false
    }

    private func isRising(_ pages: Int, _ baseline: NameBaseline?) -> Bool {
        guard pages >= Self.fewestRisingPages, let days = baseline?.dailyPages, !days.isEmpty,
            days.contains(where: { $0 > 0 })
        else { return false }
        let mean = Double(days.reduce(0, +)) / Double(days.count)
        return Double(pages) - mean >= Self.risingDeviations * max(mean, 0.25).squareRoot()
    }
}
