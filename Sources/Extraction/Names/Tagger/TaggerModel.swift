/// The weights of the tagger: one of fifteen steps for each label of each slot, and the transitions.
///
/// Steps of half a byte read names no worse than whole bytes do (the coarse rounding even does good, like any noise
/// that small weights do not survive), and keep the file at 1.2 MB for 2^18 slots.
struct TaggerModel: Sendable {
    let bits: Int
    /// What one step of a weight is worth.
    let scale: Float
    /// From label × to label.
    let transitions: [Float]
    private let rows: [SIMD16<Int8>]

    private static let magic: [UInt8] = Array("DBT2".utf8)
    /// The largest step, up and down.
    static let most: Int8 = 7

    /// A model of trained weights, one row a slot.
    init(bits: Int, scale: Float, transitions: [Float], rows: [SIMD16<Int8>]) {
        self.bits = bits
        self.scale = scale
        self.transitions = transitions
        self.rows = rows
    }

    /// How many steps of the largest size a signed byte holds.
    private static let mostInByte = 127 / Int(most)

    /// The sum of the weights of all features at `index`.
    ///
    /// Rows are added as bytes, which the processor does in one instruction, and taken up into wider lanes before
    /// they can overflow.
    @inline(__always)
    func emissions(_ features: TaggerFeatures, at index: Int) -> SIMD16<Int16> {
        var sum = SIMD16<Int16>(repeating: 0)
        var part = SIMD16<Int8>(repeating: 0)
        var count = 0
        features.forEach(at: index) { slot in
            part &+= rows[slot]
            count += 1
            guard count == Self.mostInByte else { return }
            sum &+= SIMD16<Int16>(truncatingIfNeeded: part)
            part = SIMD16(repeating: 0)
            count = 0
        }
        return sum &+ SIMD16<Int16>(truncatingIfNeeded: part)
    }

    /// Reads a model file; `nil` when it is none, or of other features than this program's.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard reader.take(4) == Self.magic, reader.integer(8) == TaggerFeatures.signature, let bits = reader.integer(4),
            bits >= 6, bits <= 22, let scale = reader.float()
        else { return nil }
        var transitions: [Float] = []
        for _ in 0..<(TaggerLabel.count * TaggerLabel.count) {
            guard let value = reader.float() else { return nil }
            transitions.append(value)
        }
        let steps = (1 << Int(bits)) * TaggerLabel.count
        guard reader.left == steps / 2 else { return nil }
        self.init(
            bits: Int(bits),
            scale: scale,
            transitions: transitions,
            rows: Self.rows(bytes, from: bytes.count - reader.left, count: 1 << Int(bits))
        )
    }

    /// The rows of `count` slots, two steps to a byte, each eight more than its value.
    private static func rows(_ bytes: [UInt8], from start: Int, count: Int) -> [SIMD16<Int8>] {
        var rows = [SIMD16<Int8>](repeating: SIMD16(repeating: 0), count: count)
        var position = 0
        for slot in 0..<count {
            var row = SIMD16<Int8>(repeating: 0)
            for label in 0..<TaggerLabel.count {
                let pair = bytes[start + position / 2]
                row[label] = Int8(bitPattern: position & 1 == 0 ? pair & 15 : pair >> 4) - 8
                position += 1
            }
            rows[slot] = row
        }
        return rows
    }

    /// The model file.
    var bytes: [UInt8] {
        var bytes = Self.magic
        append(TaggerFeatures.signature, 8, to: &bytes)
        append(UInt64(bits), 4, to: &bytes)
        append(UInt64(scale.bitPattern), 4, to: &bytes)
        for value in transitions { append(UInt64(value.bitPattern), 4, to: &bytes) }
        var position = 0
        for row in rows {
            for label in 0..<TaggerLabel.count {
                let step = UInt8(bitPattern: row[label] + 8)
                if position & 1 == 0 { bytes.append(step) } else { bytes[bytes.count - 1] |= step << 4 }
                position += 1
            }
        }
        return bytes
    }

    private func append(_ value: UInt64, _ width: Int, to bytes: inout [UInt8]) {
        for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }
}

/// Reads little-endian numbers from bytes that may end too soon.
private struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var left: Int { bytes.count - position }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard left >= count else { return nil }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
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
