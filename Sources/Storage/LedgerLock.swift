internal import Glibc

/// Who writes to a ledger now.
///
/// Asked of the kernel, which knows the holder of each lock, so that looking takes no lock and opens no database.
package enum LedgerLock {
    /// The byte of the index file that a writer locks, by SQLite's description of its file formats (WAL_WRITE_LOCK).
    private static let writersByte = 120

    /// The process that writes to the ledger at `path` at this moment; `nil` when none does, or it cannot be told.
    ///
    /// 0 is a process that has no number here, as one outside a container.
    /// Not to be asked while this process has the ledger open itself: closing a file lets go of every lock that the
    /// process holds on it, SQLite's among them.
    package static func writer(of path: String) -> Int? {
        let index = unsafe open(path + "-shm", O_RDONLY | O_CLOEXEC)
        guard index >= 0 else { return nil }
        defer { close(index) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = off_t(writersByte)
        lock.l_len = 1
        guard unsafe fcntl(index, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
        return max(0, Int(lock.l_pid))
    }
}
