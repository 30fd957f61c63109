internal import Glibc

/// An open file or folder, closed exactly once.
@safe struct Descriptor: ~Copyable {
    let number: Int32

    /// Takes over `number`, or throws what `errno` says when opening failed.
    init(_ number: Int32, operation: String, path: RawPath) throws(SystemError) {
        guard number >= 0 else { throw SystemError(operation, path) }
        self.number = number
    }

    deinit { close(number) }

    /// What the kernel knows of it.
    func status(of path: RawPath) throws(SystemError) -> FileStatus {
        var raw = stat()
        guard unsafe fstat(number, &raw) == 0 else { throw SystemError("read the state of", path) }
        return FileStatus(raw)
    }

    /// Waits until the content is on the disk.
    func synchronize(_ path: RawPath) throws(SystemError) {
        guard fsync(number) == 0 else { throw SystemError("write to disk", path) }
    }

    /// Sets when the content counts as last changed.
    func setModified(seconds: Int, nanoseconds: Int, _ path: RawPath) throws(SystemError) {
        let times = [timespec(tv_sec: seconds, tv_nsec: nanoseconds), timespec(tv_sec: seconds, tv_nsec: nanoseconds)]
        guard unsafe futimens(number, times) == 0 else { throw SystemError("set the time of", path) }
    }

    /// Writes all of `bytes` at the current position.
    func write(_ bytes: [UInt8], to path: RawPath) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(number, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError("write", path) }
            done += count
        }
    }

    /// Copies what follows the current position to the end of `other`, in bounded memory.
    func copyAll(to other: borrowing Descriptor, from path: RawPath) throws(SystemError) {
        while true {
            let chunk = try read(atMost: 1 << 20, expecting: 1 << 20, from: path)
            if chunk.isEmpty { return }
            try other.write(chunk, to: path)
        }
    }

    /// Reads from the current position to the end, but at most `limit` bytes.
    func read(atMost limit: Int, expecting size: Int, from path: RawPath) throws(SystemError) -> [UInt8] {
        var result: [UInt8] = []
        // One byte more than expected, so that a file of the expected size ends with a single empty read.
        result.reserveCapacity(min(limit, size + 1))
        var chunk = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
        while result.count < limit {
            let wanted = min(chunk.count, limit - result.count)
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, wanted) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError("read", path) }
            if count == 0 { break }
            result.append(contentsOf: chunk[..<count])
        }
        return result
    }
}

/// What the kernel knows of a file.
struct FileStatus {
    let type: mode_t
    let mode: mode_t
    let owner: uid_t
    let links: Int
    let signature: FileSignature

    init(_ raw: stat) {
        type = raw.st_mode & S_IFMT
        mode = raw.st_mode & 0o7777
        owner = raw.st_uid
        links = Int(raw.st_nlink)
        signature = FileSignature(
            device: Int(truncatingIfNeeded: raw.st_dev),
            inode: Int(truncatingIfNeeded: raw.st_ino),
            size: Int(raw.st_size),
            modified: Int(raw.st_mtim.tv_sec) * 1_000_000_000 + Int(raw.st_mtim.tv_nsec),
            changed: Int(raw.st_ctim.tv_sec) * 1_000_000_000 + Int(raw.st_ctim.tv_nsec)
        )
    }

    var isRegular: Bool { type == S_IFREG }
    var isFolder: Bool { type == S_IFDIR }
}

/// What tells one state of a file from another without reading it.
package struct FileSignature: Hashable, Sendable {
    package var device: Int
    package var inode: Int
    package var size: Int
    /// The modification time in nanoseconds since 1970; may lie in the future.
    package var modified: Int
    /// The time of the last change of the inode, which no program can set; a rename moves it.
    package var changed: Int

    package init(device: Int, inode: Int, size: Int, modified: Int, changed: Int = 0) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    /// Whether `other` is the same file with, as far as can be told without reading, the same content.
    package func hasSameContent(as other: FileSignature) -> Bool {
        device == other.device && inode == other.inode && size == other.size && modified == other.modified
    }
}
