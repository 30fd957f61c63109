/// Unpacks gzip (RFC 1952), all members one after the other, and what HTTP calls `deflate`.
enum Gzip {
    /// Whether `bytes` start like a gzip member.
    static func isGzip(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    /// The content of all members together, no more than `limit` bytes of it.
    static func unpack(_ bytes: [UInt8], limit: Int) throws(Inflater.Failure) -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        repeat {
            let start = try startOfStream(in: bytes, member: position)
            var inflater = Inflater(bytes, from: start, limit: limit - output.count)
            position = try inflater.run()
            guard position + 8 <= bytes.count else { throw .damaged }
            let member = inflater.output
            guard word(bytes, position) == CRC32.checksum(member),
                word(bytes, position + 4) == UInt32(truncatingIfNeeded: member.count)
            else { throw .damaged }
            if output.isEmpty { output = member } else { output += member }
            position += 8
            // Padding and dirt behind the last member are nobody's text, as gzip itself holds.
        } while isGzip(bytes[position...])
        return output
    }

    /// The content of a zlib stream (RFC 1950), or of bare DEFLATE, which some servers send under its name.
    static func unpackDeflate(_ bytes: [UInt8], limit: Int) throws(Inflater.Failure) -> [UInt8] {
        let hasHeader =
            bytes.count > 2 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
        var inflater = Inflater(bytes, from: hasHeader ? 2 : 0, limit: limit)
        _ = try inflater.run()
        return inflater.output
    }

    /// Where the packed data of the member at `start` begin: behind its header and the names in it, which are not
    /// looked at.
    private static func startOfStream(in bytes: [UInt8], member start: Int) throws(Inflater.Failure) -> Int {
        guard start + 10 <= bytes.count else { throw .damaged }
        let flags = bytes[start + 3]
        var position = start + 10
        if flags & 4 != 0 {
            guard position + 2 <= bytes.count else { throw .damaged }
            position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
        }
        for flag in [UInt8(8), 16] where flags & flag != 0 {
            guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else { throw .damaged }
            position = end + 1
        }
        if flags & 2 != 0 { position += 2 }
        guard position < bytes.count else { throw .damaged }
        return position
    }

    private static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
    }
}
