import Articles

/// Cuts a text into sentences and lays what was read into them.
struct Sectioner {
    private let text: SourceText
    private let reading: Reading

    init(_ text: SourceText, _ reading: Reading) {
        self.text = text
        self.reading = reading
    }

    /// The sentences that name something, in order.
    func sentences() -> [SentenceParts] {
        let names = ranges(
            reading.entities.enumerated().flatMap { index, entity in
                entity.mentions.map { (index, $0) }
            }
        )
        // An amount in brackets that only converts the one before it is no claim of its own.
        let conversions = Set(reading.quantities.compactMap(\.equivalent))
        let amounts = ranges(
            reading.quantities.enumerated().filter { !conversions.contains($0.offset) }.map { ($0, $1.range) }
        )
        let dates = ranges(reading.dates.enumerated().map { ($0, $1.range) })
        var (name, amount, date) = (0, 0, 0)
        var result: [SentenceParts] = []
        for range in Sentences.ranges(of: text.bytes) {
            let own = Self.take(names, from: &name, within: range)
            let ownAmounts = Self.take(amounts, from: &amount, within: range)
            let ownDates = Self.take(dates, from: &date, within: range)
            guard !own.isEmpty else { continue }
            result.append(
                SentenceParts(
                    range: range,
                    parts: parts(own, range),
                    amounts: ownAmounts,
                    dates: ownDates,
                    isKorean: isKorean(range)
                )
            )
        }
        return result
    }

    /// The parts the names play; the members of a list share the part of its last.
    private func parts(_ names: [(index: Int, range: Range<Int>)], _ sentence: Range<Int>) -> [SentenceParts.Part] {
        var parts = names.map { name in
            let (role, particle) = ParticleRole.read(
                text.bytes,
                after: name.range.upperBound,
                limit: sentence.upperBound
            )
            return SentenceParts.Part(entity: name.index, range: name.range, role: role, particle: particle)
        }
        guard parts.count > 1 else { return parts }
        for index in (0..<(parts.count - 1)).reversed() {
            let (here, next) = (parts[index], parts[index + 1])
            guard here.role == .other,
                ParticleRole.joins(text.bytes, from: here.range.upperBound, to: next.range.lowerBound)
            else { continue }
            parts[index].role = next.role
            parts[index].particle = next.particle
        }
        return parts
    }

    private func isKorean(_ range: Range<Int>) -> Bool {
        var hangul = 0
        var index = range.lowerBound
        while index < range.upperBound, hangul < 4 {
            if ByteSearch.isHangul(text.bytes, index) {
                hangul += 1
                index += 3
            } else {
                index += 1
            }
        }
        return hangul >= 4
    }

    /// The same places in bytes, in order, by one walk over the text.
    private func ranges(_ places: [(Int, TextRange)]) -> [(index: Int, range: Range<Int>)] {
        let sorted = places.sorted { $0.1 < $1.1 }
        let offsets = text.byteOffsets(ofScalars: sorted.flatMap { [$0.1.start, $0.1.end] })
        return sorted.enumerated().map { ($1.0, offsets[2 * $0]..<max(offsets[2 * $0], offsets[2 * $0 + 1])) }
    }

    private static func take(
        _ places: [(index: Int, range: Range<Int>)],
        from next: inout Int,
        within sentence: Range<Int>
    ) -> [(index: Int, range: Range<Int>)] {
        var taken: [(index: Int, range: Range<Int>)] = []
        while next < places.count, places[next].range.lowerBound < sentence.upperBound {
            let range = places[next].range
            // A place that crosses the sentence's end or the one before it has no part to play.
            let isFree = taken.last.map { $0.range.upperBound <= range.lowerBound } ?? true
            if range.lowerBound >= sentence.lowerBound, range.upperBound <= sentence.upperBound, isFree {
                taken.append(places[next])
            }
            next += 1
        }
        return taken
    }
}
