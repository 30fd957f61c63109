/// How messages are told apart on the channel: eight bytes of size, least first, then as many bytes.
enum Frame {
    static let headerSize = 8

    static func header(of size: Int) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
    }

    /// The size that `header` tells; `nil` when that is no size.
    static func size(_ header: [UInt8]) -> Int? {
        let number = header.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (UInt64($1.offset) * 8) }
        return Int(exactly: number)
    }
}
