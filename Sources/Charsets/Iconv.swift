import Glibc

/// A conversion by the C library from one character set to UTF-8, opened and closed exactly once.
@safe struct Iconv: ~Copyable {
    private let handle: iconv_t

    /// Opens the conversion from `charset`, a name that iconv knows, or fails when it knows none such.
    init?(from charset: String) {
        let opened = unsafe iconv_open("UTF-8", charset)
        // iconv signals failure by the pointer -1.
        guard let opened = unsafe opened, unsafe opened != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
        unsafe handle = opened
    }

    /// Opens the conversion from `charset` and never closes it, which keeps it loaded.
    static func keepOpen(_ charset: String) { unsafe _ = iconv_open("UTF-8", charset) }

    deinit { unsafe _ = iconv_close(handle) }

    /// `bytes` as UTF-8; each byte that begins no character stands as U+FFFD and is counted.
    func converted(_ bytes: [UInt8]) -> (text: [UInt8], replaced: Int) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        var replaced = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        unsafe bytes.withUnsafeBytes { input in
            var source = unsafe UnsafeMutablePointer(mutating: input.bindMemory(to: CChar.self).baseAddress)
            var left = input.count
            while left > 0 {
                let outcome = unsafe step(&source, &left, into: &buffer)
                text.append(contentsOf: buffer[..<outcome.written])
                switch outcome.error {
                case 0, E2BIG: continue
                case EINVAL:
                    // The file ends in the middle of a character.
                    replaced += 1
                    text.append(contentsOf: replacement)
                    left = 0
                default:
                    replaced += 1
                    text.append(contentsOf: replacement)
                    unsafe source = source?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return (text, replaced)
    }

    /// Converts until the input ends, the buffer is full or a byte does not fit.
    private func step(
        _ source: inout UnsafeMutablePointer<CChar>?,
        _ left: inout Int,
        into buffer: inout [UInt8]
    ) -> (written: Int, error: Int32) {
        let size = buffer.count
        return unsafe buffer.withUnsafeMutableBytes { output in
            var target = unsafe output.bindMemory(to: CChar.self).baseAddress
            var room = size
            let result = unsafe iconv(handle, &source, &left, &target, &room)
            let error = result == -1 ? errno : 0
            return (size - room, error)
        }
    }
}

/// U+FFFD, which stands for what could not be read.
let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
