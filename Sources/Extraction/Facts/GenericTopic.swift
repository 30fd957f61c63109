/// Words that stand for a thing named before: 회사는, 이 업체가, 그는.
///
/// Where one of them is the subject, the claim is about what the text has been speaking of, not about whatever name
/// happens to stand nearest.
enum GenericTopic {
    private static let nouns = ["회사", "업체", "기업", "양사", "두 회사", "법인", "스타트업", "그", "그녀", "이들"]
    private static let particles = ["는", "은", "가", "이", "도", "측은"]
    private static let words = nouns.flatMap { noun in particles.map { Array((noun + $0 + " ").utf8) } }

    /// Whether one stands in `range` as an eojeol of its own.
    static func stands(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        words.contains { word in
            guard word.count <= range.count else { return false }
            return (range.lowerBound...(range.upperBound - word.count)).contains { index in
                bytes[index] == word[0] && ByteSearch.matches(word, in: bytes, at: index)
                    && (index == range.lowerBound || bytes[index - 1] == 0x20)
            }
        }
    }
}
