import Glibc
import WatchFolder

/// The system calls by which the tests set the scene; each throws when it fails.
enum Kernel {
    struct Failure: Error { let number = errno }

    static func symlink(_ target: RawPath, _ path: RawPath) throws {
        try check(unsafe Glibc.symlink(c(target), c(path)))
    }
    static func link(_ path: RawPath, _ other: RawPath) throws { try check(unsafe Glibc.link(c(path), c(other))) }
    static func rename(_ path: RawPath, _ other: RawPath) throws { try check(unsafe Glibc.rename(c(path), c(other))) }
    static func mkfifo(_ path: RawPath) throws { try check(unsafe Glibc.mkfifo(c(path), 0o666)) }
    static func mkdir(_ path: RawPath) throws { try check(unsafe Glibc.mkdir(c(path), 0o755)) }
    static func rmdir(_ path: RawPath) throws { try check(unsafe Glibc.rmdir(c(path))) }
    static func chmod(_ path: RawPath, _ mode: mode_t) throws { try check(unsafe Glibc.chmod(c(path), mode)) }
    static func exists(_ path: RawPath) -> Bool { unsafe access(c(path), F_OK) == 0 }

    /// Writes a file with this modification time.
    static func write(_ content: String, to path: RawPath, modified: Int) throws {
        let number = unsafe open(c(path), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        try check(number)
        defer { close(number) }
        let bytes = Array(content.utf8)
        try check(Int32(unsafe Glibc.write(number, bytes, bytes.count)))
        let times = [timespec(tv_sec: modified, tv_nsec: 0), timespec(tv_sec: modified, tv_nsec: 0)]
        try check(unsafe futimens(number, times))
    }

    private static func check(_ result: Int32) throws { if result < 0 { throw Failure() } }

    private static func c(_ path: RawPath) -> [CChar] { path.bytes.map { CChar(bitPattern: $0) } + [0] }
}
