/// Names that are known to be used, by kind, to mark where one stands: a hint for the tagger, never a finding.
///
/// Names are kept as fingerprints of twelve bits in an open table, two bytes each with the kinds they are: of a
/// thousand other words two or so are taken for one of them, which a hint can bear.
package struct Gazetteer: Sendable {
    /// How many kinds of names there are.
    static let kinds = 8

    /// The sets of kinds that a name may have; others lose a kind.
    ///
    /// Bits: persons of a dictionary, persons of an encyclopedia, places, other proper nouns, organizations, works and
    /// others; English given names and family names.
    private static let sets: [UInt8] = [1, 2, 4, 8, 16, 32, 9, 12, 5, 13, 64, 128, 192, 132, 68, 196]

    /// Two bytes a place: the fingerprint, never 0, and four bits for the set; 0 where it is free.
    private let table: ModelBytes
    private let mask: Int
    /// For each pair of first units, as a bit each, the lengths in units of the names that begin so.
    private let lengths: ModelBytes
    private static let lengthBits: UInt64 = 16
    private static let lengthBytes = 2 << Int(lengthBits)

    /// A gazetteer of what `bytes` gives, or `nil` when they are of another size.
    init?(_ bytes: ModelBytes) {
        let size = bytes.count - Self.lengthBytes
        guard size >= 2, size & (size - 1) == 0 else { return nil }
        lengths = bytes.slice(0..<Self.lengthBytes)
        table = bytes.slice(Self.lengthBytes..<bytes.count)
        mask = size / 2 - 1
    }

    private static let longest = 12

    @inline(__always)
    fileprivate static func start(_ first: UInt64, _ second: UInt64) -> Int {
        Int(truncatingIfNeeded: (TaggerUnit.mix(first, second) &* 0xFF51_AFD7_ED55_8CCD) &>> (64 - lengthBits))
    }

    @inline(__always)
    fileprivate static func print(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash &>> 48 | 1) << 4 }

    @inline(__always) fileprivate static func seed(_ isFolded: Bool) -> UInt64 { isFolded ? 83 : 79 }

    @inline(__always)
    fileprivate static func value(_ unit: TaggerUnit, isFirst: Bool, _ isFolded: Bool) -> UInt64 {
        isFolded ? unit.folded &+ (!isFirst && unit.isAfterSpace ? 0x5ACE : 0) : isFirst ? unit.exact : unit.hash
    }

    @inline(__always)
    private func kinds(_ hash: UInt64) -> UInt8 {
        var place = place(hash)
        let print = Self.print(hash)
        while true {
            let entry = table.word(place)
            if entry == 0 { return 0 }
            if entry & 0xFFF0 == print { return Self.sets[Int(entry & 15)] }
            place = (place + 1) & mask
        }
    }

    private static let particles: Set<UInt64> = Set(NameVocabulary.particles.map(TaggerFeatures.tail))

    /// For each unit what names it may be in; `tail` is the hash of the rest of its word.
    ///
    /// A name is not looked for where nothing would read its mark: from a unit that is closed, with the next word too.
    func marks(_ units: [TaggerUnit], isClosed: [Bool], tail: (Int) -> UInt64) -> [GazetteerMarks] {
        var marks = [GazetteerMarks](repeating: GazetteerMarks(), count: units.count)
        var starts: [Int32] = []
        for start in units.indices {
            guard units[start].kind.isWord,
                start == 0 || units[start].isAfterSpace || !units[start - 1].kind.isWord || units[start].kind.isLatin
            else { continue }
            if !isClosed.isEmpty, isClosed[start], isNextClosed(units, start, isClosed) { continue }
            starts.append(Int32(start))
            prefetch(units, start, isFolded: false)
            if units[start].kind.isLatin { prefetch(units, start, isFolded: true) }
        }
        for start in starts.lazy.map(Int.init) {
            var longest: (UInt64) = 0
            find(units, start, isFolded: false, &longest)
            if units[start].kind.isLatin { find(units, start, isFolded: true, &longest) }
            guard longest != 0 else { continue }
            mark(units, start, longest, tail, &marks)
        }
        return marks
    }

    /// Asks for the places of the table where the names of up to four units that begin at `start` would be.
    @inline(__always)
    private func prefetch(_ units: [TaggerUnit], _ start: Int, isFolded: Bool) {
        let first = Self.value(units[start], isFirst: true, isFolded)
        var hash = TaggerUnit.mix(Self.seed(isFolded), first)
        if units[start].kind.isLatin { table.prefetch(2 * place(hash)) }
        guard start + 1 < units.count else { return }
        let second = Self.value(units[start + 1], isFirst: false, isFolded)
        let mask = lengths.word(Self.start(first, second))
        hash = TaggerUnit.mix(hash, second)
        var length = 2
        while length <= 4, mask >> UInt16(length) != 0 {
            if mask >> UInt16(length) & 1 != 0 { table.prefetch(2 * place(hash)) }
            guard start + length < units.count else { return }
            hash = TaggerUnit.mix(hash, Self.value(units[start + length], isFirst: false, isFolded))
            length += 1
        }
    }

    /// Where the search for a name begins.
    @inline(__always) private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash &>> 8) & mask }

    /// Whether the word behind the one at `start` is closed, or there is none.
    private func isNextClosed(_ units: [TaggerUnit], _ start: Int, _ isClosed: [Bool]) -> Bool {
        var next = start + 1
        while next < units.count, units[next].kind.isWord, !units[next].isAfterSpace { next += 1 }
        return next >= units.count || isClosed[next]
    }

    /// Sets in `longest`, a byte a kind, the length of the longest name of each kind that begins at `start`.
    @inline(__always)
    private func find(_ units: [TaggerUnit], _ start: Int, isFolded: Bool, _ longest: inout UInt64) {
        let first = Self.value(units[start], isFirst: true, isFolded)
        var hash = TaggerUnit.mix(Self.seed(isFolded), first)
        if units[start].kind.isLatin { note(kinds(hash), 1, &longest) }
        guard start + 1 < units.count else { return }
        let second = Self.value(units[start + 1], isFirst: false, isFolded)
        let mask = lengths.word(Self.start(first, second))
        guard mask != 0 else { return }
        hash = TaggerUnit.mix(hash, second)
        var length = 2
        while true {
            if mask >> UInt16(length) & 1 != 0 { note(kinds(hash), length, &longest) }
            guard mask >> UInt16(length) > 1, start + length < units.count else { return }
            hash = TaggerUnit.mix(hash, Self.value(units[start + length], isFirst: false, isFolded))
            length += 1
        }
    }

    @inline(__always)
    private func note(_ kinds: UInt8, _ length: Int, _ longest: inout UInt64) {
        var kinds = kinds
        while kinds != 0 {
            let shift = UInt64(8 * kinds.trailingZeroBitCount)
            longest = longest & ~(0xFF << shift) | UInt64(length) << shift
            kinds &= kinds - 1
        }
    }

    private func mark(
        _ units: [TaggerUnit],
        _ start: Int,
        _ longest: UInt64,
        _ tail: (Int) -> UInt64,
        _ marks: inout [GazetteerMarks]
    ) {
        for kind in 0..<Self.kinds {
            let length = Int(longest >> UInt64(8 * kind) & 0xFF)
            guard length > 0 else { continue }
            let end = start + length
            let follows: UInt64 =
                end >= units.count || units[end].isAfterSpace || !units[end].kind.isWord
                ? 0 : Self.particles.contains(tail(end)) ? 1 : 2
            for place in start..<end {
                let position: UInt64 = place == start ? 0 : place == end - 1 ? 2 : 1
                marks[place].set(kind, 1 + position * 3 + follows, length)
            }
            if end < units.count { marks[end].set(kind, 10 + follows, length) }
        }
    }
}

/// What a gazetteer says of one unit: for each kind of name four bits, where in it the unit is and what follows.
package struct GazetteerMarks {
    private(set) var codes: UInt64 = 0
    private(set) var lengths: UInt64 = 0

    /// The first finding of a kind stays, unless it only said that the unit follows a name.
    @inline(__always)
    mutating func set(_ kind: Int, _ code: UInt64, _ length: Int) {
        let shift = UInt64(4 * kind)
        let old = codes >> shift & 15
        guard old == 0 || old >= 10 && code < 10 else { return }
        codes = codes & ~(15 << shift) | code << shift
        lengths = lengths & ~(15 << shift) | UInt64(min(length, 15)) << shift
    }
}

extension Gazetteer {
    /// Collects names for a gazetteer.
    package struct Builder {
        private var names: [UInt64: UInt8] = [:]
        private var lengths = [UInt16](repeating: 0, count: 1 << Int(Gazetteer.lengthBits))

        package init() {}

        /// Notes `name` as one of the kinds in `kinds`; `isFolded` names hold whatever their case.
        package mutating func add(_ name: String, kinds: UInt8, isFolded: Bool) {
            let text = NameText(SourceText(name))
            let units = TaggerUnit.units(text, 0..<text.count)
            guard let head = units.first, units.count <= Gazetteer.longest, units.count > 1 || head.kind.isLatin else {
                return
            }
            var hash = Gazetteer.seed(isFolded), second: UInt64 = 0
            for (index, unit) in units.enumerated() {
                let value = Gazetteer.value(unit, isFirst: index == 0, isFolded)
                hash = TaggerUnit.mix(hash, value)
                if index == 1 { second = value }
            }
            let first = Gazetteer.value(head, isFirst: true, isFolded)
            if units.count > 1 { lengths[Gazetteer.start(first, second)] |= 1 << UInt16(units.count) }
            names[hash, default: 0] |= kinds
        }

        /// The bytes of the gazetteer: lengths, then the table.
        package func bytes() -> [UInt8] {
            var size = 64
            while size * 3 < names.count * 4 { size *= 2 }
            var table = [UInt16](repeating: 0, count: size)
            for (hash, kinds) in names.sorted(by: { $0.key < $1.key }) {
                var place = Int(truncatingIfNeeded: hash &>> 8) & (size - 1)
                while table[place] != 0 { place = (place + 1) & (size - 1) }
                table[place] = Gazetteer.print(hash) | UInt16(Self.set(kinds))
            }
            return (lengths + table).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        }

        /// The set that has most of `kinds` and no other.
        private static func set(_ kinds: UInt8) -> Int {
            let sets = Gazetteer.sets.indices.filter { Gazetteer.sets[$0] & ~kinds == 0 }
            return sets.max { Gazetteer.sets[$0].nonzeroBitCount < Gazetteer.sets[$1].nonzeroBitCount } ?? 0
        }
    }
}
