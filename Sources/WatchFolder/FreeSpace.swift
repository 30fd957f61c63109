internal import Glibc

/// How much room a file system has left.
package enum FreeSpace {
    /// The bytes that this process may still write at `path`.
    package static func bytes(at path: RawPath) throws(SystemError) -> Int {
        var raw = statvfs()
        guard path.withCString({ unsafe statvfs($0, &raw) }) == 0 else {
            throw SystemError("measure the room at", path)
        }
        let (bytes, overflow) = Int(clamping: raw.f_bavail).multipliedReportingOverflow(by: Int(raw.f_frsize))
        return overflow ? Int.max : bytes
    }
}
