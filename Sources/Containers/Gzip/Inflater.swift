/// Unpacks DEFLATE (RFC 1951) into memory, up to a bound.
///
/// Written here because zlib's headers come with no package that Daybook asks for.
struct Inflater {
    enum Failure: Error { case damaged, tooLarge }

    private var reader: BitReader
    private(set) var output: [UInt8] = []
    private let limit: Int

    /// Makes ready to unpack what starts at `position`, to no more than `limit` bytes.
    init(_ input: [UInt8], from position: Int, limit: Int) {
        reader = BitReader(input, from: position)
        self.limit = limit
        output.reserveCapacity(min(limit, (input.count - position) * 4))
    }

    /// Unpacks one stream; tells where the input goes on behind it.
    mutating func run() throws(Failure) -> Int {
        var isLast = false
        while !isLast {
            isLast = reader.take(1) == 1
            switch reader.take(2) {
            case 0: try stored()
            case 1: try block(Self.fixedLiterals, Self.fixedDistances)
            case 2: try dynamicBlock()
            default: throw .damaged
            }
            guard !reader.isOverrun else { throw .damaged }
        }
        reader.alignToByte()
        return reader.position
    }

    private mutating func stored() throws(Failure) {
        reader.alignToByte()
        guard let head = reader.bytes(4) else { throw .damaged }
        let parts = head.map(Int.init)
        let length = parts[0] | parts[1] << 8
        guard length == (parts[2] | parts[3] << 8) ^ 0xFFFF, let bytes = reader.bytes(length) else { throw .damaged }
        guard output.count + length <= limit else { throw .tooLarge }
        output.append(contentsOf: bytes)
    }

    private mutating func block(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(Failure) {
        while true {
            guard let symbol = literals.next(&reader) else { throw .damaged }
            if symbol < 256 {
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(symbol))
            } else if symbol == 256 {
                return
            } else {
                try copy(symbol - 257, distances)
            }
            guard !reader.isOverrun else { throw .damaged }
        }
    }

    /// Repeats what was unpacked before.
    private mutating func copy(_ lengthSymbol: Int, _ distances: HuffmanCode) throws(Failure) {
        guard lengthSymbol < Self.lengths.count else { throw .damaged }
        let length = Self.lengths[lengthSymbol].base + reader.take(Self.lengths[lengthSymbol].extra)
        guard let symbol = distances.next(&reader), symbol < Self.distances.count else { throw .damaged }
        let distance = Self.distances[symbol].base + reader.take(Self.distances[symbol].extra)
        guard distance <= output.count else { throw .damaged }
        guard output.count + length <= limit else { throw .tooLarge }
        var source = output.count - distance
        for _ in 0..<length {
            output.append(output[source])
            source += 1
        }
    }

    private mutating func dynamicBlock() throws(Failure) {
        let literalCount = reader.take(5) + 257
        let distanceCount = reader.take(5) + 1
        let codeCount = reader.take(4) + 4
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codeCount { codeLengths[Self.codeOrder[index]] = UInt8(reader.take(3)) }
        guard let code = HuffmanCode(lengths: codeLengths[...]) else { throw .damaged }
        var lengths: [UInt8] = []
        while lengths.count < literalCount + distanceCount {
            guard let symbol = code.next(&reader), !reader.isOverrun else { throw .damaged }
            switch symbol {
            case 0..<16: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw .damaged }
                lengths += [UInt8](repeating: last, count: 3 + reader.take(2))
            case 17: lengths += [UInt8](repeating: 0, count: 3 + reader.take(3))
            default: lengths += [UInt8](repeating: 0, count: 11 + reader.take(7))
            }
        }
        guard lengths.count == literalCount + distanceCount,
            let literals = HuffmanCode(lengths: lengths[..<literalCount]),
            let distances = HuffmanCode(lengths: lengths[literalCount...])
        else { throw .damaged }
        try block(literals, distances)
    }

    /// The order in which the lengths of the code for lengths are sent.
    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private static let lengths: [(base: Int, extra: Int)] = {
        var lengths = (0..<8).map { (base: 3 + $0, extra: 0) }
        for extra in 1...5 {
            for step in 0..<4 { lengths.append((3 + (4 + step) << extra, extra)) }
        }
        return lengths + [(258, 0)]
    }()

    private static let distances: [(base: Int, extra: Int)] = {
        var distances = (0..<4).map { (base: 1 + $0, extra: 0) }
        for extra in 1...13 {
            for step in 0..<2 { distances.append((1 + (2 + step) << extra, extra)) }
        }
        return distances
    }()

    private static let fixedLiterals: HuffmanCode = {
        let lengths = (0..<288).map { UInt8($0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8) }
        guard let code = HuffmanCode(lengths: lengths[...]) else { preconditionFailure("the standard's own lengths") }
        return code
    }()

    private static let fixedDistances: HuffmanCode = {
        let lengths = [UInt8](repeating: 5, count: 30)
        guard let code = HuffmanCode(lengths: lengths[...]) else { preconditionFailure("the standard's own lengths") }
        return code
    }()
}
