/// Values on their way between the daemon and its reader: their bytes one after another, without names or types.
///
/// Both ends are one build, so what is written is what is read. Each type lists its parts once, for both ways: writing,
/// a part is appended; reading, it is replaced. JSON took as long as a fifth of the reading itself.
package struct Wire {
    private(set) var bytes: [UInt8]
    private var position = 0
    private let isWriting: Bool

    /// The bytes of `value`.
    package static func bytes(_ value: some WireValue) throws(WireError) -> [UInt8] {
        var wire = Wire(bytes: [], isWriting: true)
        var value = value
        try value.pass(through: &wire)
        return wire.bytes
    }

    /// The value that `bytes` hold.
    package static func value<Value: WireValue>(_ type: Value.Type, of bytes: [UInt8]) throws(WireError) -> Value {
        var wire = Wire(bytes: bytes, isWriting: false)
        var value = Value.blank
        try value.pass(through: &wire)
        guard wire.position == bytes.count else { throw WireError() }
        return value
    }

    private init(bytes: [UInt8], isWriting: Bool) {
        self.bytes = bytes
        self.isWriting = isWriting
    }
}

/// A value that goes over the wire.
package protocol WireValue {
    /// What is filled in when it is read.
    static var blank: Self { get }

    /// Writes or reads every part of the value, in one order.
    mutating func pass(through wire: inout Wire) throws(WireError)
}

/// The bytes are no value of the type.
package struct WireError: Error {}

extension Wire {
    /// A whole number: seven bits a byte, the least first, small ones of either sign short.
    mutating func pass(_ number: inout Int) throws(WireError) {
        if isWriting {
            var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
            while rest > 0x7F {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            return bytes.append(UInt8(rest))
        }
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            guard position < bytes.count, shift < 64 else { throw WireError() }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        number = Int(Int64(bitPattern: value >> 1)) ^ -Int(value & 1)
    }

    mutating func pass(_ flag: inout Bool) throws(WireError) {
        var number = flag ? 1 : 0
        try pass(&number)
        flag = number != 0
    }

    mutating func pass(_ number: inout Double) throws(WireError) {
        if isWriting {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
            }
            return
        }
        guard bytes.count - position >= 8 else { throw WireError() }
        var pattern: UInt64 = 0
        for index in 0..<8 { pattern |= UInt64(bytes[position + index]) << UInt64(8 * index) }
        position += 8
        number = Double(bitPattern: pattern)
    }

    mutating func pass(_ text: inout String) throws(WireError) {
        var size = text.utf8.count
        try pass(&size)
        if isWriting { return bytes.append(contentsOf: text.utf8) }
        guard size >= 0, size <= bytes.count - position else { throw WireError() }
        text = String(decoding: bytes[position..<position + size], as: UTF8.self)
        position += size
    }

    /// One of a fixed set of words.
    mutating func pass<Word: RawRepresentable>(_ word: inout Word) throws(WireError) where Word.RawValue == String {
        var text = word.rawValue
        try pass(&text)
        if isWriting { return }
        guard let read = Word(rawValue: text) else { throw WireError() }
        word = read
    }

    mutating func pass(_ value: inout some WireValue) throws(WireError) { try value.pass(through: &self) }

    /// What may be missing: whether it is there, then it.
    mutating func pass<Value>(
        _ value: inout Value?,
        else blank: Value,
        _ body: (inout Wire, inout Value) throws(WireError) -> Void
    ) throws(WireError) {
        var isThere = value != nil
        try pass(&isThere)
        guard isThere else { return value = nil }
        var part = value ?? blank
        try body(&self, &part)
        value = part
    }

    /// How many there are, then each; an element takes a byte at least, so no more are believed than bytes are left.
    mutating func pass<Value>(
        _ values: inout [Value],
        each blank: Value,
        _ body: (inout Wire, inout Value) throws(WireError) -> Void
    ) throws(WireError) {
        var count = values.count
        try pass(&count)
        if isWriting {
            for var value in values { try body(&self, &value) }
            return
        }
        guard count >= 0, count <= bytes.count - position else { throw WireError() }
        values = []
        values.reserveCapacity(min(count, 4096))
        for _ in 0..<count {
            var value = blank
            try body(&self, &value)
            values.append(value)
        }
    }
}

extension Wire {
    mutating func pass(_ text: inout String?) throws(WireError) {
        try pass(&text, else: "") { wire, text throws(WireError) in try wire.pass(&text) }
    }

    mutating func pass(_ number: inout Int?) throws(WireError) {
        try pass(&number, else: 0) { wire, number throws(WireError) in try wire.pass(&number) }
    }

    mutating func pass(_ number: inout Double?) throws(WireError) {
        try pass(&number, else: 0) { wire, number throws(WireError) in try wire.pass(&number) }
    }

    /// A word that may be missing.
    mutating func pass<Word: RawRepresentable>(_ word: inout Word?) throws(WireError) where Word.RawValue == String {
        var text = word?.rawValue
        try pass(&text)
        if isWriting { return }
        word = text.flatMap { Word(rawValue: $0) }
        if text != nil, word == nil { throw WireError() }
    }

    mutating func pass<Value: WireValue>(_ value: inout Value?) throws(WireError) {
        try pass(&value, else: .blank) { wire, value throws(WireError) in try value.pass(through: &wire) }
    }

    mutating func pass<Value: WireValue>(_ values: inout [Value]) throws(WireError) {
        try pass(&values, each: .blank) { wire, value throws(WireError) in try value.pass(through: &wire) }
    }

    mutating func pass(_ texts: inout [String]) throws(WireError) {
        try pass(&texts, each: "") { wire, text throws(WireError) in try wire.pass(&text) }
    }

    mutating func pass(_ texts: inout [String]?) throws(WireError) {
        try pass(&texts, else: []) { wire, texts throws(WireError) in try wire.pass(&texts) }
    }
}
