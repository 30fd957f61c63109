internal import Glibc

/// Keeps a second daemon from working on the same root.
///
/// The kernel drops the lock with the process, however it ends; the file stays and only says who holds it.
@safe package struct StateLock: ~Copyable {
    private let descriptor: Descriptor

    /// Another process holds the lock.
    package struct Held: Error, Equatable, CustomStringConvertible {
        /// The holder's process id, or `nil` when it has not written it yet.
        package var holder: Int?
        package var path: String

        package init(holder: Int?, path: String) {
            self.holder = holder
            self.path = path
        }

        package var description: String {
            let who = holder.map { "process \($0)" } ?? "another process"
            return
                """
                \(path) is locked by \(who): a daemon already serves this root. Stop it first (systemctl stop daybook), or \
                use another --root.
                """
        }
    }

    /// Takes the lock in the file at `path`, which is made if it is missing.
    package init(at path: RawPath) throws {
        let number = path.withCString { unsafe open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644) }
        let descriptor = try Descriptor(number, operation: "open the lock", path: path)
        guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw SystemError("lock", path) }
            throw Held(holder: try Self.holder(descriptor, path), path: path.description)
        }
        guard ftruncate(number, 0) == 0 else { throw SystemError("write the lock", path) }
        try descriptor.write(Array("\(getpid())\n".utf8), to: path)
        self.descriptor = descriptor
    }

    /// The process that holds the lock at `path`, or `nil` when none does.
    package static func holder(at path: RawPath) -> Int? {
        let number = path.withCString { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
        guard let descriptor = try? Descriptor(number, operation: "open the lock", path: path) else { return nil }
        // A shared lock is refused exactly while a daemon holds its own.
        guard flock(number, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
        return try? Self.holder(descriptor, path)
    }

    private static func holder(_ descriptor: borrowing Descriptor, _ path: RawPath) throws(SystemError) -> Int? {
        let text = try descriptor.read(atMost: 20, expecting: 20, from: path)
        return Int(String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
