internal import Glibc

/// The journal's own socket: one datagram an entry, its fields apart from its text.
///
/// What is sent there can be asked for by field (`journalctl DAYBOOK_FILE=page.html`); see the page "Native Journal
/// Protocol" of systemd.
package struct JournalSocket: Sendable {
    /// Where the journal listens.
    package static let standardPath = "/run/systemd/journal/socket"

    private let path: String

    /// The socket at `path`.
    package init(path: String = JournalSocket.standardPath) { self.path = path }

    /// Whether the standard error of this process is the journal, as `JOURNAL_STREAM` (device:inode) says.
    package static func isStandardError(_ environment: [String: String]) -> Bool {
        let parts = (environment["JOURNAL_STREAM"] ?? "").split(separator: ":").map { UInt64($0) }
        guard parts.count == 2, let device = parts[0], let inode = parts[1] else { return false }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
    }

    /// Sends the fields as one entry; tells whether the journal took it.
    package func send(_ fields: [(name: String, value: String)]) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path)! + bytes.count)
        let message = Self.encoded(fields)
        let sent = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                unsafe sendto(
                    descriptor,
                    message,
                    message.count,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT),
                    target,
                    length
                )
            }
        }
        return sent == message.count
    }

    /// The datagram: every value with its length in front, so that none can pass for another field.
    package static func encoded(_ fields: [(name: String, value: String)]) -> [UInt8] {
        var result: [UInt8] = []
        for (name, value) in fields {
            let bytes = Array(value.utf8)
            result += Array(fieldName(name).utf8) + [UInt8(ascii: "\n")]
            for shift in stride(from: 0, to: 64, by: 8) {
                result.append(UInt8(truncatingIfNeeded: UInt64(bytes.count) >> UInt64(shift)))
            }
            result += bytes + [UInt8(ascii: "\n")]
        }
        return result
    }

    /// The name as the journal takes it: capitals, digits and underscores, not one of these first, at most 64.
    private static func fieldName(_ name: String) -> String {
        let shown = name.uppercased().utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: UInt8(ascii: "_")
            }
        }
        let start = shown.firstIndex { $0 >= UInt8(ascii: "A") && $0 != UInt8(ascii: "_") } ?? shown.endIndex
        return String(decoding: shown[start...].prefix(64), as: UTF8.self)
    }
}
