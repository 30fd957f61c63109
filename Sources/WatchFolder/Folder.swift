internal import Glibc

/// An open folder: all work inside it goes by its descriptor and plain names, never through links.
@safe struct Folder: ~Copyable {
    private let descriptor: Descriptor
    let path: RawPath

    /// Opens the folder at `path`, which may be reached through links that the administrator made.
    init(at path: RawPath) throws(SystemError) {
        let number = path.withCString { unsafe open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        descriptor = try Descriptor(number, operation: "open the folder", path: path)
        self.path = path
    }

    private init(_ descriptor: consuming Descriptor, path: RawPath) {
        self.descriptor = descriptor
        self.path = path
    }

    var number: Int32 { descriptor.number }

    /// The device the folder lies on.
    func device() throws(SystemError) -> Int { try descriptor.status(of: path).signature.device }

    /// What to do about a folder that is not there.
    enum Making {
        case no
        /// Left to the file system to write: a journal keeps it in order with the renames into it.
        case yes
        /// On the disk before anything is put inside.
        case durably
    }

    /// Opens the folder called `name` inside, making it first if asked; a link of that name is refused.
    func child(_ name: RawPath, making: Making = .no) throws(SystemError) -> Folder {
        let childPath = path.appending(name)
        if making != .no {
            if name.withCString({ unsafe mkdirat(number, $0, 0o770) }) == 0 {
                if making == .durably { try synchronize() }
            } else if errno != EEXIST {
                throw SystemError("make the folder", childPath)
            }
        }
        let opened = name.withCString { unsafe openat(number, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) }
        return Folder(try Descriptor(opened, operation: "open the folder", path: childPath), path: childPath)
    }

    /// Opens the folder below by the components of `relative`, none of them a link.
    func descend(_ components: some Sequence<RawPath>, making: Making = .no) throws(SystemError) -> Folder {
        var folder = try child(RawPath("."))
        for name in components { folder = try folder.child(name, making: making) }
        return folder
    }

    /// Opens a file for reading without ever waiting for it or following a link.
    func openFile(_ name: RawPath) throws(SystemError) -> Descriptor {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
        let number = name.withCString { unsafe openat(self.number, $0, flags) }
        return try Descriptor(number, operation: "open", path: path.appending(name))
    }

    /// Makes a file that must not exist yet.
    func makeFile(_ name: RawPath) throws(SystemError) -> Descriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let number = name.withCString { unsafe openat(self.number, $0, flags, 0o660) }
        return try Descriptor(number, operation: "make", path: path.appending(name))
    }

    /// What the kernel knows of the entry called `name`; a link is not followed.
    func status(of name: RawPath) throws(SystemError) -> FileStatus {
        var raw = stat()
        let result = name.withCString { unsafe fstatat(number, $0, &raw, AT_SYMLINK_NOFOLLOW) }
        guard result == 0 else { throw SystemError("read the state of", path.appending(name)) }
        return FileStatus(raw)
    }

    /// Whether the entry called `name` may be read by this process.
    func mayRead(_ name: RawPath) -> Bool {
        name.withCString { unsafe faccessat(number, $0, R_OK, AT_EACCESS) } == 0
    }

    /// Moves an entry; what has the new name is replaced.
    func move(_ name: RawPath, to other: borrowing Folder, as newName: RawPath) throws(SystemError) {
        let target = other.number
        let result = name.withCString { old in
            newName.withCString { new in unsafe renameat(number, old, target, new) }
        }
        guard result == 0 else { throw SystemError("move", path.appending(name)) }
    }

    /// Moves a file to the first of the names `NAME`, `NAME.2`, … that is free, and tells which it was.
    ///
    /// A hard link fails where a name is taken, which `rename` does not; file systems without links get the
    /// check and the rename apart. A crash in between leaves two names of one file, never none.
    func moveKeepingAll(
        _ name: RawPath,
        to other: borrowing Folder,
        as wanted: RawPath,
        limit: Int = RawPath.longestName
    ) throws(SystemError) -> RawPath {
        let target = other.number
        for count in 1...100_000 {
            let free = wanted.numbered(count, limit: limit)
            let linked = name.withCString { old in free.withCString { unsafe linkat(number, old, target, $0, 0) } }
            if linked == 0 {
                try remove(name)
                return free
            }
            switch errno {
            case EEXIST:
                guard try other.status(of: free).signature.inode == status(of: name).signature.inode else { continue }
                // An earlier run was stopped between the two steps.
                try remove(name)
                return free
            case EPERM, EOPNOTSUPP, EMLINK:
                if other.has(free) { continue }
                try move(name, to: other, as: free)
                return free
            default: throw SystemError("move", path.appending(name))
            }
        }
        throw SystemError("find a free name for", path.appending(name), number: EEXIST)
    }

    func has(_ name: RawPath) -> Bool {
        var raw = stat()
        return name.withCString { unsafe fstatat(number, $0, &raw, AT_SYMLINK_NOFOLLOW) } == 0
    }

    func remove(_ name: RawPath) throws(SystemError) {
        guard name.withCString({ unsafe unlinkat(number, $0, 0) }) == 0 else {
            throw SystemError("remove", path.appending(name))
        }
    }

    /// Removes the folder called `name` if it is empty; tells whether it did.
    @discardableResult
    func removeEmptyFolder(_ name: RawPath) -> Bool {
        name.withCString { unsafe unlinkat(number, $0, AT_REMOVEDIR) } == 0
    }

    /// Makes the names in the folder durable.
    func synchronize() throws(SystemError) { try descriptor.synchronize(path) }

    /// The names inside, in the order the file system gives them.
    func names() throws(SystemError) -> [RawPath] {
        // A descriptor of its own: the stream closes it, and shares no position with other readers.
        let own = unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw SystemError("list", path) }
        guard let stream = unsafe fdopendir(own) else {
            let error = SystemError("list", path)
            close(own)
            throw error
        }
        defer { unsafe closedir(stream) }
        var names: [RawPath] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let name = unsafe Self.name(of: entry)
            if name.bytes != [0x2E], name.bytes != [0x2E, 0x2E] { names.append(name) }
        }
        guard errno == 0 else { throw SystemError("list", path) }
        return names
    }

    /// The name in a directory entry, which some file systems let grow past the array that C declares.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> RawPath {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = unsafe UnsafeRawPointer(entry) + offset
        let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        return unsafe RawPath(bytes: Array(UnsafeRawBufferPointer(start: start, count: length)))
    }
}
