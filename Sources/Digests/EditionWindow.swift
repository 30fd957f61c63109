package import Articles

/// The stretch of time whose files an edition holds: from `start`, up to but not including `end`.
package struct EditionWindow: Hashable, Sendable, Codable {
    package var start: Timestamp
    package var end: Timestamp

    package init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = end
    }

    package func contains(_ moment: Timestamp) -> Bool { start <= moment && moment < end }

    /// How many seconds of the window `other` covers.
    package func overlap(with other: EditionWindow) -> Int {
        max(0, min(end.seconds, other.end.seconds) - max(start.seconds, other.start.seconds))
    }

    package var duration: Int { max(0, end.seconds - start.seconds) }
}
