/// When an article says it was published or changed: a day, and a clock and offset where the page gives them.
package struct PublicationTime: Equatable, Sendable, Codable {
    package var day: CivilDate
    /// Seconds since local midnight, or `nil` when only the day is known.
    package var secondOfDay: Int?
    /// Minutes east of UTC, or `nil` when the page does not say.
    package var offsetMinutes: Int?

    package init(day: CivilDate, secondOfDay: Int? = nil, offsetMinutes: Int? = nil) {
        self.day = day
        self.secondOfDay = secondOfDay
        self.offsetMinutes = offsetMinutes
    }

    /// ISO 8601: `2025-08-24`, `2025-08-24T09:27:00` or `2025-08-24T09:27:00+09:00`.
    package var iso: String {
        guard let secondOfDay else { return day.description }
        let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { paddedDecimal($0, width: 2) }
        let local = day.description + "T" + clock.joined(separator: ":")
        guard let offsetMinutes else { return local }
        let size = abs(offsetMinutes)
        return local + (offsetMinutes < 0 ? "-" : "+") + paddedDecimal(size / 60, width: 2) + ":"
            + paddedDecimal(size % 60, width: 2)
    }
}

/// Where in a page a piece of metadata was found.
///
/// A publication date is only ever said to come from one of the first six, which the extract contract names.
package enum MetadataSource: String, Sendable, Codable {
    case jsonLD = "json-ld"
    case meta, time, text, url, file
    case openGraph = "open-graph"
    case dublinCore = "dublin-core"
    case microdata
    /// A heading that the reader of the page sees.
    case heading
    /// The `title` element.
    case titleElement = "title"
    /// `link rel=canonical`.
    case link
    /// Told from the body itself.
    case body
}

/// Where each piece of an article's metadata came from; `nil` where there is none.
///
/// The publication date's own source is `Article.publishedFrom`.
package struct MetadataOrigins: Equatable, Sendable, Codable {
    package var title: MetadataSource?
    package var byline: MetadataSource?
    package var site: MetadataSource?
    package var modified: MetadataSource?
    package var language: MetadataSource?
    package var url: MetadataSource?
    package var summary: MetadataSource?
    package var section: MetadataSource?
    package var image: MetadataSource?

    package init() {}

    /// Each value's name with its source, in a fixed order, those without one left out.
    package var all: [(name: StaticString, source: MetadataSource)] {
        let every: [(StaticString, MetadataSource?)] = [
            ("title", title), ("byline", byline), ("site", site), ("modified", modified), ("language", language),
            ("url", url), ("summary", summary), ("section", section), ("image", image),
        ]
        return every.compactMap { name, source in source.map { (name, $0) } }
    }
}
