/// Reads a packed stream bit by bit, lowest bit first; past the end it reads zeros and remembers it.
struct BitReader {
    private let input: [UInt8]
    private(set) var position: Int
    private var bits: UInt64 = 0
    private var count = 0
    /// How many zero bytes were made up behind the end.
    private var invented = 0

    init(_ input: [UInt8], from position: Int) {
        self.input = input
        self.position = position
    }

    /// Whether more was read than there is.
    var isOverrun: Bool { invented * 8 > count }

    /// Makes at least 48 bits available.
    private mutating func fill() {
        while count <= 48 {
            if position < input.count {
                bits |= UInt64(input[position]) << UInt64(count)
                position += 1
            } else {
                invented += 1
            }
            count += 8
        }
    }

    /// The next `width` bits, up to 16, without taking them.
    mutating func peek(_ width: Int) -> Int {
        if count < 16 { fill() }
        return Int(bits & ((1 << UInt64(width)) - 1))
    }

    mutating func skip(_ width: Int) {
        bits >>= UInt64(width)
        count -= width
    }

    /// Takes the next `width` bits, up to 16.
    mutating func take(_ width: Int) -> Int {
        let value = peek(width)
        skip(width)
        return value
    }

    /// Drops what is left of the current byte and gives back whole bytes read ahead.
    mutating func alignToByte() {
        skip(count & 7)
        let ahead = count / 8
        position -= max(0, ahead - invented)
        // What was read of the made-up bytes stays an overrun.
        if ahead >= invented { invented = 0 }
        bits = 0
        count = 0
    }

    /// Takes `length` whole bytes; `nil` when there are fewer.
    mutating func bytes(_ length: Int) -> ArraySlice<UInt8>? {
        guard invented == 0, position + length <= input.count else { return nil }
        defer { position += length }
        return input[position..<position + length]
    }
}
