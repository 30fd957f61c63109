package import Articles

/// The labels of the tagger: outside, and beginning and inside of a name of each type.
enum TaggerLabel {
    static let count = 9
    static let outside = 0
    static let types: [EntityType] = [.person, .organization, .place, .product]

    static func begin(_ type: Int) -> Int { 1 + 2 * type }
    static func inside(_ type: Int) -> Int { 2 + 2 * type }
    static func type(of label: Int) -> Int { (label - 1) / 2 }
    static func isInside(_ label: Int) -> Bool { label > 0 && label % 2 == 0 }

    /// Whether `next` may follow `label`: inside only goes on what has begun.
    static func isLegal(_ label: Int, _ next: Int) -> Bool {
        !isInside(next) || label == next || label == next - 1
    }
}

/// A stretch that the tagger takes for a name.
package struct TaggedSpan: Equatable, Sendable {
    package var range: Range<Int>
    package var type: EntityType
    /// 0 to 1, against its being no name or one of another type.
    package var confidence: Double

    package init(range: Range<Int>, type: EntityType, confidence: Double = 1) {
        self.range = range
        self.type = type
        self.confidence = confidence
    }
}
