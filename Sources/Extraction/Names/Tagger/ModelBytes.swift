import CResources
import Resources

/// The bytes of a model: those that are part of the program, as they lie there, or those of a file that was read.
///
/// The model is the largest thing the reader holds. Embedded bytes are not copied: of a mapped binary only the pages
/// that are looked at are in memory, and the kernel can take them back.
@safe package struct ModelBytes: @unchecked Sendable {
    private let start: UnsafePointer<UInt8>
    package let count: Int
    /// What keeps the bytes of a file where they are.
    private let owner: Owner?

    /// Bytes that were read, freed with the last of their slices.
    @safe private final class Owner {
        let buffer: UnsafeMutableBufferPointer<UInt8>

        init(_ bytes: [UInt8]) {
            unsafe buffer = .allocate(capacity: max(bytes.count, 1))
            _ = unsafe buffer.initialize(fromContentsOf: bytes)
        }

        deinit { unsafe buffer.deallocate() }
    }

    /// The embedded file called `name`.
    package init(resource name: String) {
        let bytes = unsafe Resources.embedded(name)
        unsafe start = bytes.baseAddress!
        count = bytes.count
        owner = nil
    }

    /// A copy of `bytes`.
    package init(_ bytes: [UInt8]) {
        let owner = Owner(bytes)
        unsafe start = UnsafePointer(owner.buffer.baseAddress!)
        count = bytes.count
        self.owner = owner
    }

    private init(_ start: UnsafePointer<UInt8>, _ count: Int, _ owner: Owner?) {
        unsafe self.start = start
        self.count = count
        self.owner = owner
    }

    /// The part in `range`, which must lie inside.
    func slice(_ range: Range<Int>) -> ModelBytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe ModelBytes(start + range.lowerBound, range.count, owner)
    }

    /// The byte at `index`.
    subscript(index: Int) -> UInt8 {
        precondition(index >= 0 && index < count)
        return unsafe start[index]
    }

    /// The two bytes at 2 × `index`, little endian.
    @inline(__always)
    func word(_ index: Int) -> UInt16 {
        precondition(index >= 0 && 2 * index + 1 < count)
        return unsafe UInt16(
            littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        )
    }

    /// Asks for the bytes around `offset` to be near when they are needed; outside the bytes it does nothing.
    @inline(__always)
    func prefetch(_ offset: Int) { unsafe daybook_prefetch(start + offset) }

    /// The eight bytes at `offset`, little endian.
    @inline(__always)
    func long(_ offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset + 7 < count)
        return unsafe UInt64(
            littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        )
    }
}
