/// The weights of the tagger: one of fifteen steps for each label of each slot, and the transitions.
///
/// Steps of half a byte read names no worse than whole bytes do (the coarse rounding even does good, like any noise
/// that small weights do not survive). They stay as the file has them, 4.7 MB for 2^20 slots: what the tagger waits
/// for is memory, and so little stays near the processor.
struct TaggerModel: Sendable {
    let bits: Int
    /// What one step of a weight is worth.
    let scale: Float
    /// From label × to label.
    let transitions: [Float]
    /// Half a byte for each label of each slot, eight more than its step.
    private let rows: ModelBytes
    /// What closes words before the tagger looks at them.
    let sieve: TaggerSieve
    /// The names that are marked.
    let gazetteer: Gazetteer

    private static let magic: [UInt8] = Array("DBT4".utf8)
    /// The largest step, up and down.
    static let most: Int8 = 7
    /// What is added to a step to make it half a byte.
    private static let middle = 8
    /// A row is read as eight bytes, so the last one needs some behind it.
    private static let padding = 8

    /// For each unit of a line the sums of the weights of all its features, by label; of a unit whose label is `fixed`,
    /// not negative, nothing is summed.
    func emissions(_ features: TaggerFeatures, fixed: [Int8]) -> [SIMD16<Float>] {
        var emissions = [SIMD16<Float>](repeating: SIMD16(repeating: 0), count: features.count)
        var batch = EmissionBatch()
        var slots = SlotList()
        var word = -2
        for index in 0..<features.count where fixed[index] < 0 {
            if features.word(at: index) != word {
                word = features.word(at: index)
                slots.removeAll()
                features.addSlots(ofWord: word, to: &slots)
                add(&slots, -1, to: &batch)
            }
            slots.removeAll()
            features.addSlots(ofPlace: index, to: &slots)
            add(&slots, index, to: &batch)
            if batch.isFull { sum(&batch, into: &emissions) }
        }
        sum(&batch, into: &emissions)
        return emissions
    }

    /// Asks for the rows of `slots` and lists them, so that they are near when the batch is summed; `slots` stays as it
    /// is, and is passed in place because it is large.
    @inline(__always)
    private func add(_ slots: inout SlotList, _ index: Int, to batch: inout EmissionBatch) {
        for place in 0..<slots.count {
            let slot = slots[place]
            rows.prefetch((slot &* TaggerLabel.count) &>> 1)
            batch.append(slot)
        }
        batch.close(index)
    }

    /// Sums the rows of a batch, unit by unit, and empties it.
    @inline(__always)
    private func sum(_ batch: inout EmissionBatch, into emissions: inout [SIMD16<Float>]) {
        var place = 0
        for group in 0..<batch.groups {
            let index = batch.index(of: group), end = batch.end(of: group)
            if index < 0 { batch.ofWord = StepSums() }
            var sums = batch.ofWord
            while place < end {
                sums.add(row(batch.slot(place)))
                place &+= 1
            }
            if index < 0 { batch.ofWord = sums } else { emissions[index] = sums.steps(middle: Self.middle) * scale }
        }
        batch.removeAll()
    }

    /// The nine half bytes of a slot, the first label's lowest.
    @inline(__always)
    private func row(_ slot: Int) -> UInt64 {
        // Nine half bytes a row: those of odd slots begin in the middle of a byte.
        let place = slot &* TaggerLabel.count
        return rows.long(place &>> 1) &>> UInt64(4 &* (place & 1))
    }

    private static func packed(_ rows: [SIMD16<Int8>]) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = 0
        for row in rows {
            for label in 0..<TaggerLabel.count {
                let step = UInt8(bitPattern: row[label] + Int8(middle))
                if position & 1 == 0 { bytes.append(step) } else { bytes[bytes.count - 1] |= step << 4 }
                position += 1
            }
        }
        return bytes
    }

    /// Reads a model file; `nil` when it is none, or of other features than this program's.
    init?(_ bytes: ModelBytes) {
        var reader = ByteReader(bytes)
        guard reader.take(Self.magic), reader.integer(8) == TaggerFeatures.signature, let bits = reader.integer(4),
            bits >= 6, bits <= 22, let scale = reader.float()
        else { return nil }
        var transitions: [Float] = []
        for _ in 0..<(TaggerLabel.count * TaggerLabel.count) {
            guard let value = reader.float() else { return nil }
            transitions.append(value)
        }
        let size = (1 << Int(bits)) * TaggerLabel.count / 2 + Self.padding
        guard reader.left >= size + TaggerSieve.size else { return nil }
        self.bits = Int(bits)
        self.scale = scale
        self.transitions = transitions
        let start = bytes.count - reader.left
        rows = bytes.slice(start..<(start + size))
        let sieveEnd = start + size + TaggerSieve.size
        sieve = TaggerSieve(bytes.slice((start + size)..<sieveEnd))
        guard let gazetteer = Gazetteer(bytes.slice(sieveEnd..<bytes.count)) else { return nil }
        self.gazetteer = gazetteer
    }

    /// The model file of trained weights, one row a slot, and of a sieve's and a gazetteer's bytes.
    static func file(
        bits: Int,
        scale: Float,
        transitions: [Float],
        rows: [SIMD16<Int8>],
        sieve: [UInt8],
        gazetteer: [UInt8]
    ) -> [UInt8] {
        var bytes = magic
        append(TaggerFeatures.signature, 8, to: &bytes)
        append(UInt64(bits), 4, to: &bytes)
        append(UInt64(scale.bitPattern), 4, to: &bytes)
        for value in transitions { append(UInt64(value.bitPattern), 4, to: &bytes) }
        bytes += packed(rows)
        bytes += [UInt8](repeating: 0, count: padding)
        bytes += sieve
        bytes += gazetteer
        return bytes
    }

    private static func append(_ value: UInt64, _ width: Int, to bytes: inout [UInt8]) {
        for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }
}

/// The slots of some units that are summed together: in groups, those of a word before those of its units.
private struct EmissionBatch {
    private static let most = 768
    private var slots = [UInt32](repeating: 0, count: most)
    private var count = 0
    private var ends = [Int32](repeating: 0, count: 64)
    private var indices = [Int32](repeating: 0, count: 64)
    private(set) var groups = 0
    /// The sums of the word that the last units were of; it may go on in the next batch.
    var ofWord = StepSums()

    /// Whether the slots of another word and unit may not find room.
    var isFull: Bool { count > Self.most - 2 * SlotList.most || groups > 60 }

    @inline(__always)
    mutating func append(_ slot: Int) {
        slots[count] = UInt32(truncatingIfNeeded: slot)
        count &+= 1
    }

    /// Ends a group: that of the unit at `index`, or of a word when it is negative.
    @inline(__always)
    mutating func close(_ index: Int) {
        ends[groups] = Int32(truncatingIfNeeded: count)
        indices[groups] = Int32(truncatingIfNeeded: index)
        groups &+= 1
    }

    @inline(__always) func slot(_ place: Int) -> Int { Int(slots[place]) }
    @inline(__always) func end(of group: Int) -> Int { Int(ends[group]) }
    @inline(__always) func index(of group: Int) -> Int { Int(indices[group]) }

    mutating func removeAll() { (count, groups) = (0, 0) }
}

/// Sums of rows, many labels in one word: half bytes are added as bytes, and taken up before those overflow.
private struct StepSums {
    /// Sums of labels 0, 2, 4, 6 and 8, and of 1, 3, 5 and 7, one byte each.
    private var even: UInt64 = 0
    private var odd: UInt64 = 0
    private var pending = 0
    /// Sums of labels 0, 4 and 8; 2 and 6; 1 and 5; 3 and 7, two bytes each.
    private var wide: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    private var count = 0

    private static let halves: UInt64 = 0x0F0F_0F0F_0F0F_0F0F
    private static let bytes: UInt64 = 0x00FF_00FF_00FF_00FF
    /// How many half bytes a byte holds the sum of.
    private static let most = 255 / 15

    @inline(__always)
    mutating func add(_ row: UInt64) {
        even &+= row & Self.halves
        odd &+= row &>> 4 & Self.halves
        pending &+= 1
        if pending == Self.most { widen() }
    }

    @inline(__always)
    private mutating func widen() {
        wide.0 &+= even & Self.bytes
        wide.1 &+= even &>> 8 & Self.bytes
        wide.2 &+= odd & Self.bytes
        wide.3 &+= odd &>> 8 & Self.bytes
        count &+= pending
        (even, odd, pending) = (0, 0, 0)
    }

    /// The sums of the steps, by label.
    @inline(__always)
    mutating func steps(middle: Int) -> SIMD16<Float> {
        if pending > 0 { widen() }
        var lanes = SIMD16<UInt16>(repeating: 0)
        let words = (wide.0, wide.2, wide.1, wide.3)
        lanes[0] = UInt16(truncatingIfNeeded: words.0)
        lanes[1] = UInt16(truncatingIfNeeded: words.1)
        lanes[2] = UInt16(truncatingIfNeeded: words.2)
        lanes[3] = UInt16(truncatingIfNeeded: words.3)
        lanes[4] = UInt16(truncatingIfNeeded: words.0 &>> 16)
        lanes[5] = UInt16(truncatingIfNeeded: words.1 &>> 16)
        lanes[6] = UInt16(truncatingIfNeeded: words.2 &>> 16)
        lanes[7] = UInt16(truncatingIfNeeded: words.3 &>> 16)
        lanes[8] = UInt16(truncatingIfNeeded: wide.0 &>> 32)
        return SIMD16<Float>(lanes) - Float(middle * count)
    }
}

/// Reads little-endian numbers from bytes that may end too soon.
private struct ByteReader {
    private let bytes: ModelBytes
    private var position = 0

    init(_ bytes: ModelBytes) { self.bytes = bytes }

    var left: Int { bytes.count - position }

    /// Whether `expected` comes next.
    mutating func take(_ expected: [UInt8]) -> Bool {
        guard left >= expected.count, expected.indices.allSatisfy({ bytes[position + $0] == expected[$0] }) else {
            return false
        }
        position += expected.count
        return true
    }

    mutating func integer(_ width: Int) -> UInt64? {
        guard left >= width else { return nil }
        var value: UInt64 = 0
        for index in 0..<width { value |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += width
        return value
    }

    mutating func float() -> Float? { integer(4).map { Float(bitPattern: UInt32($0)) } }
}
