internal import Glibc

/// A system call that failed, with what it was for.
package struct SystemError: Error, Equatable, Sendable {
    /// The value of `errno`.
    package var number: Int32
    /// What was tried, as a verb: `rename`, `write`.
    package var operation: String
    /// The path as it is shown.
    package var path: String

    /// Takes `errno` as it stands.
    init(_ operation: String, _ path: RawPath, number: Int32 = errno) {
        self.number = number
        self.operation = operation
        self.path = path.description
    }

    /// Whether there is no room: the disk, the quota or the file size limit is used up.
    package var isFull: Bool { [ENOSPC, EDQUOT, EFBIG].contains(number) }

    /// Whether rights are missing.
    package var isDenied: Bool { [EACCES, EPERM, EROFS].contains(number) }

    /// Whether the file is not there.
    package var isMissing: Bool { [ENOENT, ENOTDIR].contains(number) }
}

extension SystemError: CustomStringConvertible {
    package var description: String {
        "could not \(operation) \(path): \(unsafe String(cString: strerror(number)))"
    }
}
