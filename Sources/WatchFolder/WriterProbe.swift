internal import Glibc

/// Asks the kernel whether any program has a file open for writing.
///
/// A read lease is granted only on a file nobody writes to. It is asked for and returned at once. It needs the file's
/// owner or CAP_LEASE, and a local file system; where it cannot be had, the answer is "not that we know", and the two
/// looks of `SettleTracker` have to do.
enum WriterProbe {
    /// Whether somebody else has the file behind the read-only descriptor open for writing.
    static func findsWriter(on descriptor: Int32) -> Bool {
        // Were a writer to come in the microsecond of the lease, the kernel would send SIGIO, which ends a process;
        // SIGURG is ignored by default.
        guard fcntl(descriptor, setSignal, SIGURG) == 0 else { return false }
        guard fcntl(descriptor, setLease, Int32(F_RDLCK)) != 0 else {
            _ = fcntl(descriptor, setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN
    }

    /// F_SETSIG and F_SETLEASE of linux/fcntl.h, which glibc shows only under _GNU_SOURCE.
    private static let setSignal: Int32 = 10
    private static let setLease: Int32 = 1024
}
