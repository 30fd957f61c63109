/// A prefix code as DEFLATE describes it: by the length of each symbol's code.
struct HuffmanCode {
    /// For the next `fastBits` bits: the symbol, shifted by 4, and the length of its code; 0 for longer codes.
    private var fast: [UInt16]
    /// How many codes there are of each length, and the symbols in the order of their codes.
    private var counts = [Int](repeating: 0, count: 16)
    private var symbols: [UInt16]

    private static let fastBits = 10

    /// The code with these lengths, or `nil` when more codes are claimed than lengths allow.
    init?(lengths: ArraySlice<UInt8>) {
        fast = [UInt16](repeating: 0, count: 1 << Self.fastBits)
        symbols = [UInt16](repeating: 0, count: lengths.count)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var left = 1
        var offsets = [0, 0]
        for length in 1..<16 {
            left = left << 1 - counts[length]
            guard left >= 0 else { return nil }
            offsets.append(offsets[length] + counts[length])
        }
        var codes = Self.firstCodes(counts)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let length = Int(length)
            symbols[offsets[length]] = UInt16(symbol)
            offsets[length] += 1
            if length <= Self.fastBits { fillFast(codes[length], length, symbol) }
            codes[length] += 1
        }
    }

    private static func firstCodes(_ counts: [Int]) -> [Int] {
        var codes = [0, 0]
        for length in 1..<15 { codes.append((codes[length] + counts[length]) << 1) }
        return codes + [0]
    }

    private mutating func fillFast(_ code: Int, _ length: Int, _ symbol: Int) {
        // Codes stand in the stream with their first bit lowest.
        var reversed = 0
        for bit in 0..<length where code & (1 << bit) != 0 { reversed |= 1 << (length - 1 - bit) }
        let entry = UInt16(symbol << 4 | length)
        for index in stride(from: reversed, to: 1 << Self.fastBits, by: 1 << length) { fast[index] = entry }
    }

    /// The next symbol, or `nil` where the bits are no code.
    func next(_ reader: inout BitReader) -> Int? {
        let bits = reader.peek(15)
        let entry = fast[bits & ((1 << Self.fastBits) - 1)]
        if entry != 0 {
            reader.skip(Int(entry & 15))
            return Int(entry >> 4)
        }
        return slow(bits, &reader)
    }

    /// Canonical decoding, a bit at a time.
    private func slow(_ bits: Int, _ reader: inout BitReader) -> Int? {
        var (code, first, index) = (0, 0, 0)
        for length in 1..<16 {
            code |= (bits >> (length - 1)) & 1
            let count = counts[length]
            if code - first < count {
                reader.skip(length)
                return Int(symbols[index + code - first])
            }
            index += count
            first = (first + count) << 1
            code <<= 1
        }
        return nil
    }
}
