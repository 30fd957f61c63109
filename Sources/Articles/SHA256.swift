/// SHA-256 as in FIPS 180-4, over bytes that come all at once or in pieces.
package struct SHA256: Sendable {
    private var state: InlineArray<8, UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    /// The bytes that do not fill a block yet.
    private var rest: [UInt8] = []
    private var count = 0

    package init() {}

    /// 64 lower-case hexadecimal digits of the hash of `bytes`.
    package static func hexDigest(of bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.hexDigest()
    }

    /// Takes in the next piece.
    package mutating func update(_ bytes: [UInt8]) {
        count += bytes.count
        var start = 0
        if !rest.isEmpty {
            start = min(64 - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<start])
            guard rest.count == 64 else { return }
            let block = rest
            rest = []
            compress(block.span, blocksFrom: 0)
        }
        compress(bytes.span, blocksFrom: start)
        rest.append(contentsOf: bytes[(start + (bytes.count - start) / 64 * 64)...])
    }

    /// The hash of all pieces so far, as 64 lower-case hexadecimal digits.
    package func hexDigest() -> String {
        var padded = self
        let zeros = (119 - count % 64) % 64
        let length = UInt64(count) * 8
        padded.update([0x80] + [UInt8](repeating: 0, count: zeros))
        padded.update((0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) })
        var digits: [UInt8] = []
        for index in 0..<8 {
            for shift in stride(from: 28, through: 0, by: -4) {
                let digit = UInt8(padded.state[index] >> UInt32(shift) & 0xF)
                digits.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Works in every whole block from `start` on.
    private mutating func compress(_ bytes: Span<UInt8>, blocksFrom start: Int) {
        let constants = Self.constants
        var position = start
        while bytes.count - position >= 64 {
            unsafe compress(bytes.extracting(position..<(position + 64)).bytes, constants)
            position += 64
        }
    }

    /// Works in one block of 64 bytes; the message schedule rolls through sixteen words.
    @inline(__always)
    private mutating func compress(_ block: RawSpan, _ constants: borrowing InlineArray<64, UInt32>) {
        var words = InlineArray<16, UInt32> { index in
            unsafe block.unsafeLoadUnaligned(fromByteOffset: 4 &* index, as: UInt32.self).bigEndian
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        // Sixteen rounds at a time, each with its letters one further, so that no letter has to move.
        for round in stride(from: 0, to: 64, by: 16) {
            if round > 0 { Self.expand(&words) }
            Self.mix(a, b, c, &d, e, f, g, &h, constants[round] &+ words[0])
            Self.mix(h, a, b, &c, d, e, f, &g, constants[round | 1] &+ words[1])
            Self.mix(g, h, a, &b, c, d, e, &f, constants[round | 2] &+ words[2])
            Self.mix(f, g, h, &a, b, c, d, &e, constants[round | 3] &+ words[3])
            Self.mix(e, f, g, &h, a, b, c, &d, constants[round | 4] &+ words[4])
            Self.mix(d, e, f, &g, h, a, b, &c, constants[round | 5] &+ words[5])
            Self.mix(c, d, e, &f, g, h, a, &b, constants[round | 6] &+ words[6])
            Self.mix(b, c, d, &e, f, g, h, &a, constants[round | 7] &+ words[7])
            Self.mix(a, b, c, &d, e, f, g, &h, constants[round | 8] &+ words[8])
            Self.mix(h, a, b, &c, d, e, f, &g, constants[round | 9] &+ words[9])
            Self.mix(g, h, a, &b, c, d, e, &f, constants[round | 10] &+ words[10])
            Self.mix(f, g, h, &a, b, c, d, &e, constants[round | 11] &+ words[11])
            Self.mix(e, f, g, &h, a, b, c, &d, constants[round | 12] &+ words[12])
            Self.mix(d, e, f, &g, h, a, b, &c, constants[round | 13] &+ words[13])
            Self.mix(c, d, e, &f, g, h, a, &b, constants[round | 14] &+ words[14])
            Self.mix(b, c, d, &e, f, g, h, &a, constants[round | 15] &+ words[15])
        }
        state = [
            state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d,
            state[4] &+ e, state[5] &+ f, state[6] &+ g, state[7] &+ h,
        ]
    }

    /// One round, in which only two letters change.
    @inline(__always)
    private static func mix(
        _ a: UInt32,
        _ b: UInt32,
        _ c: UInt32,
        _ d: inout UInt32,
        _ e: UInt32,
        _ f: UInt32,
        _ g: UInt32,
        _ h: inout UInt32,
        _ word: UInt32
    ) {
        let first = h &+ (e.rotated(6) ^ e.rotated(11) ^ e.rotated(25)) &+ (g ^ (e & (f ^ g))) &+ word
        d = d &+ first
        h = first &+ (a.rotated(2) ^ a.rotated(13) ^ a.rotated(22)) &+ ((a & b) | (c & (a | b)))
    }

    /// The next sixteen words of the schedule.
    @inline(__always)
    private static func expand(_ words: inout InlineArray<16, UInt32>) {
        words[0] = next(words[0], words[1], words[9], words[14])
        words[1] = next(words[1], words[2], words[10], words[15])
        words[2] = next(words[2], words[3], words[11], words[0])
        words[3] = next(words[3], words[4], words[12], words[1])
        words[4] = next(words[4], words[5], words[13], words[2])
        words[5] = next(words[5], words[6], words[14], words[3])
        words[6] = next(words[6], words[7], words[15], words[4])
        words[7] = next(words[7], words[8], words[0], words[5])
        words[8] = next(words[8], words[9], words[1], words[6])
        words[9] = next(words[9], words[10], words[2], words[7])
        words[10] = next(words[10], words[11], words[3], words[8])
        words[11] = next(words[11], words[12], words[4], words[9])
        words[12] = next(words[12], words[13], words[5], words[10])
        words[13] = next(words[13], words[14], words[6], words[11])
        words[14] = next(words[14], words[15], words[7], words[12])
        words[15] = next(words[15], words[0], words[8], words[13])
    }

    /// A word of the schedule, from those sixteen, fifteen, seven and two before it.
    @inline(__always)
    private static func next(_ oldest: UInt32, _ early: UInt32, _ middle: UInt32, _ late: UInt32) -> UInt32 {
        oldest &+ middle
            &+ (late.rotated(17) ^ late.rotated(19) ^ late &>> 10)
            &+ (early.rotated(7) ^ early.rotated(18) ^ early &>> 3)
    }

    private static let constants: InlineArray<64, UInt32> = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}

extension UInt32 {
    /// The bits moved `count` places to the right, those that fall out coming back on the left.
    @inline(__always)
    fileprivate func rotated(_ count: UInt32) -> UInt32 { self &>> count | self &<< (32 - count) }
}
