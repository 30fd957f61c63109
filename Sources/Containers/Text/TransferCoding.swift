/// Undoes what mail does to bytes to get them through seven bits.
enum TransferCoding {
    /// `bytes` as the part's `Content-Transfer-Encoding` says; an unknown coding leaves them as they are.
    static func decode(_ bytes: ArraySlice<UInt8>, coding: String?) -> [UInt8] {
        switch coding {
        case "base64": base64(bytes)
        case "quoted-printable": quotedPrintable(bytes)
        default: Array(bytes)
        }
    }

    /// Decodes base64; what is no digit of it is skipped.
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count / 4 * 3 + 3)
        let digits = digits
        var group: UInt32 = 0
        var count = 0
        for byte in bytes {
            let digit = digits[Int(byte)]
            if digit == 0xFF { continue }
            group = group << 6 | UInt32(digit)
            count += 1
            if count == 4 {
                decoded.append(UInt8(truncatingIfNeeded: group >> 16))
                decoded.append(UInt8(truncatingIfNeeded: group >> 8))
                decoded.append(UInt8(truncatingIfNeeded: group))
                count = 0
            }
        }
        if count >= 2 { decoded.append(UInt8(truncatingIfNeeded: group >> (count == 2 ? 4 : 10))) }
        if count == 3 { decoded.append(UInt8(truncatingIfNeeded: group >> 2)) }
        return decoded
    }

    /// The value of each base64 digit, both alphabets; 0xFF for other bytes.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: 0xFF, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { digits[Int(byte)] = UInt8(value) }
        digits[Int(UInt8(ascii: "-"))] = 62
        digits[Int(UInt8(ascii: "_"))] = 63
        return digits
    }()

    /// Decodes quoted-printable; an escape that is none stays as it stands.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "=") else {
                decoded.append(byte)
                index += 1
                continue
            }
            if index + 2 < bytes.endIndex, let high = hexValue(bytes[index + 1]), let low = hexValue(bytes[index + 2]) {
                decoded.append(high << 4 | low)
                index += 3
            } else if let next = softBreak(bytes, index + 1) {
                index = next
            } else {
                decoded.append(byte)
                index += 1
            }
        }
        return decoded
    }

    /// The most blanks that transport may have put behind the `=` at a line's end.
    private static let mostBlanks = 64

    /// Where the text goes on behind a line break that only the coding made, which may have blanks in front.
    private static func softBreak(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int? {
        var index = start
        while index < bytes.endIndex, index < start + mostBlanks, bytes[index] == 0x20 || bytes[index] == 0x09 {
            index += 1
        }
        guard index < bytes.endIndex else { return index }
        if bytes[index] == 0x0A { return index + 1 }
        guard bytes[index] == 0x0D else { return nil }
        return index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }

    /// The value of a hexadecimal digit.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
