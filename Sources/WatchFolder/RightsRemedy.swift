internal import Glibc

/// Says who owns a file that may not be read, and the command that mends it.
enum RightsRemedy {
    static func text(for path: RawPath, _ status: FileStatus) -> String {
        let mode = paddedOctal(Int(status.mode))
        return "not readable: owner \(userName(status.owner)), mode \(mode). "
            + "Mend it with: chmod a+r \(ShellQuote.of(path))"
    }

    /// The words where only the refusal is known: the folder's rights matter as well as the file's.
    static func text(for path: RawPath, _ error: SystemError) -> String {
        "not to be had: \(error). Look at its rights and those of its folder with: ls -ld "
            + "\(ShellQuote.of(path.parent ?? path)) \(ShellQuote.of(path))"
    }

    private static func paddedOctal(_ mode: Int) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// The user's name, or the number where the system knows none.
    private static func userName(_ user: uid_t) -> String {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        let size = buffer.count
        let result = unsafe getpwuid_r(user, &entry, &buffer, size, &found)
        guard result == 0, let found = unsafe found, let name = unsafe found.pointee.pw_name else {
            return String(user)
        }
        return unsafe String(cString: name)
    }
}

/// Writes raw paths so that they can be pasted into a shell.
package enum ShellQuote {
    /// The path in single quotes, or in `$'…'` where a byte would not survive a terminal.
    package static func of(_ path: RawPath) -> String {
        let plain = path.bytes.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "'") }
        let text = String(decoding: path.bytes, as: UTF8.self)
        let isShownAsItIs = DisplayName.of(path.bytes) == text && !path.bytes.contains(UInt8(ascii: "'"))
        if plain || isShownAsItIs { return "'\(text)'" }
        let escaped = path.bytes.map { byte in
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
            case 0x20...0x7E: String(UnicodeScalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return "$'" + escaped.joined() + "'"
    }
}
