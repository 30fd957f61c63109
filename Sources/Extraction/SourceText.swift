package import Articles

/// A text to be read: its UTF-8 bytes, and the way from a byte offset to a code-point offset.
///
/// Readers work on bytes and name places by byte offset; only the extractor turns them into the offsets of the
/// contract, which count Unicode scalars. A count every 64 bytes makes that a short walk instead of a long one.
package struct SourceText: Sendable {
    /// The text in UTF-8, always valid.
    package let bytes: [UInt8]
    /// How many scalars start before byte 64·i.
    private let scalarsBefore: [Int32]

    package init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// `bytes` must be valid UTF-8.
    init(bytes: [UInt8]) {
        self.bytes = bytes
        var counts: [Int32] = []
        counts.reserveCapacity(bytes.count / Self.stride + 2)
        var count: Int32 = 0
        for index in bytes.indices {
            if index % Self.stride == 0 { counts.append(count) }
            if bytes[index] & 0xC0 != 0x80 { count += 1 }
        }
        counts.append(count)
        scalarsBefore = counts
    }

    package var count: Int { bytes.count }

    /// How many scalars start before byte `offset`.
    package func scalarOffset(ofByte offset: Int) -> Int {
        guard offset < bytes.count else { return Int(scalarsBefore[scalarsBefore.count - 1]) }
        var count = Int(scalarsBefore[offset / Self.stride])
        for index in (offset / Self.stride * Self.stride)..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The same stretch in scalars.
    package func scalars(_ range: Range<Int>) -> TextRange {
        TextRange(scalarOffset(ofByte: range.lowerBound), scalarOffset(ofByte: range.upperBound))
    }

    /// The byte offsets of scalar offsets, which may come in any order.
    package func byteOffsets(ofScalars offsets: [Int]) -> [Int] {
        offsets.map(byteOffset(ofScalar:))
    }

    /// The byte offset at which scalar `offset` starts; the end of the text when there is none.
    package func byteOffset(ofScalar offset: Int) -> Int {
        var (low, high) = (0, scalarsBefore.count - 1)
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(scalarsBefore[middle]) <= offset { low = middle } else { high = middle }
        }
        var count = Int(scalarsBefore[low])
        var index = low * Self.stride
        while index < bytes.count {
            if bytes[index] & 0xC0 != 0x80 {
                if count == offset { return index }
                count += 1
            }
            index += 1
        }
        return bytes.count
    }

    /// The text of a byte range.
    package func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static let stride = 64
}
