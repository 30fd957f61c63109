import Articles

/// Reads who holds an office where: a person, an organization and a title that stand together.
///
/// Korean: `샘 올트먼 오픈AI CEO`, `오픈AI의 샘 올트먼 CEO`, `오픈AI(대표 …)`, `오픈AI CEO인 …`.
/// English: `OpenAI CEO Sam Altman`, `Sam Altman, CEO of OpenAI`.
struct RoleReader: Sendable {
    private let titles: [[UInt8]]

    /// The most bytes that may stand between two neighbours: a title of eight syllables with its gloss.
    private static let reach = 48

    init(_ text: String) {
        titles = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { Array($0.trimmed.utf8) }
            .sorted { $0.count > $1.count }
    }

    /// The pairs of person and organization that `sentence` ties by a title, as indices of parts.
    func pairs(_ bytes: [UInt8], _ sentence: SentenceParts, _ entities: [Entity]) -> [(person: Int, organization: Int)]
    {
        var pairs: [(person: Int, organization: Int)] = []
        for (index, part) in sentence.parts.enumerated() where index > 0 {
            let before = sentence.parts[index - 1]
            let types = (entities[before.entity].type, entities[part.entity].type)
            let after = part.range.upperBound..<min(part.range.upperBound + Self.reach, sentence.range.upperBound)
            let gap = before.range.upperBound..<part.range.lowerBound
            guard gap.count <= Self.reach, after.lowerBound <= after.upperBound else { continue }
            switch types {
            case (.person, .organization):
                let isKorean = isApposition(bytes, gap) && startsWithTitle(bytes, after)
                if isKorean || holdsTitle(bytes, gap) && isLatin(bytes, gap) { pairs.append((index - 1, index)) }
            case (.organization, .person):
                // In `젠슨 황 엔비디아 CEO도 머스크의`, the title is already Huang's.
                guard pairs.last?.organization != index - 1 else { continue }
                let isTitled = isApposition(bytes, gap) && startsWithTitle(bytes, after)
                if isTitled || endsInTitle(bytes, gap) { pairs.append((index, index - 1)) }
            default: continue
            }
        }
        return pairs
    }

    /// What may stand between a title and the person who holds it.
    private static let links = ["", "인", "이자", "이던", "이었던", "였던", "출신", "을 지낸", "를 지낸", "을 맡은", "를 맡은"]
        .map { Array($0.utf8) }

    /// Whether `gap` holds a title that leads to the person behind it: `CEO `, `최고 제품책임자(CPO)인 `, `대표 `.
    private func endsInTitle(_ bytes: [UInt8], _ gap: Range<Int>) -> Bool {
        for index in gap {
            guard let title = titles.first(where: { matchesTitle($0, bytes, index) }) else { continue }
            var end = index + title.count
            if end < gap.upperBound, bytes[end] == UInt8(ascii: "(") {
                while end < gap.upperBound, bytes[end] != UInt8(ascii: ")") { end += 1 }
                end += 1
            }
            let links = Self.links.filter { ByteSearch.matches($0, in: bytes, at: end) }
            guard let link = links.max(by: { $0.count < $1.count }) else { continue }
            let rest = end + link.count
            if rest >= gap.upperBound || bytes[rest] == 0x20 { return link.isEmpty ? rest + 1 >= gap.upperBound : true }
        }
        return false
    }

    /// Whether nothing but a blank, 의, a gloss or a short word stands in `gap`.
    private func isApposition(_ bytes: [UInt8], _ gap: Range<Int>) -> Bool {
        gap.count <= 24 && !bytes[gap].contains(UInt8(ascii: ",")) && !bytes[gap].contains(UInt8(ascii: "."))
            && !Self.particlesThatPart.contains { ByteSearch.contains($0, in: bytes, gap) }
    }

    /// A topic, subject, object or list particle between two names parts them.
    private static let particlesThatPart = ["는 ", "은 ", "이 ", "가 ", "를 ", "을 ", "와 ", "과 ", "에 ", "에서 "]
        .map { Array($0.utf8) }

    private func startsWithTitle(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        if index < range.upperBound, bytes[index] == UInt8(ascii: "(") {
            while index < range.upperBound, bytes[index] != UInt8(ascii: ")") { index += 1 }
            index += 1
        }
        while index < range.upperBound, bytes[index] == 0x20 || bytes[index] == 0xC2 || bytes[index] == 0xA0 {
            index += 1
        }
        return titles.contains { title in
            title[0] < 0x80
                ? matchesTitle(title, bytes, index)
                : ByteSearch.matches(title, in: bytes, at: index)
        }
    }

    private func holdsTitle(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for index in range where titles.contains(where: { matchesTitle($0, bytes, index) }) { return true }
        return false
    }

    private func matchesTitle(_ title: [UInt8], _ bytes: [UInt8], _ index: Int) -> Bool {
        guard title[0] < 0x80 else { return ByteSearch.matches(title, in: bytes, at: index) }
        return ByteSearch.matchesWord(title, in: bytes, at: index)
    }

    private func isLatin(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 < 0x80 } }
}
