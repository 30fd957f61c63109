internal import Glibc
internal import Synchronization

/// Wakes the scanner when something happens in the inbox; asleep in the kernel between.
///
/// The events are hints: what they carry is merged into one `News`, taken at leisure, and a lost event costs only
/// time. One thread waits in `poll` and uses no CPU while nothing happens.
@safe package final class InboxWatcher: Sendable {
    /// What happened since it was last asked.
    package struct News: Sendable {
        /// Files that were closed after writing or renamed in, relative to the inbox.
        package var finished: Set<RawPath> = []
        /// How often the kernel's queue overflowed: events were lost, a scan finds what they spoke of.
        package var overflows = 0
        /// Whether the inbox itself was removed, moved or unmounted.
        package var lostInbox = false

        package init() {}
    }

    /// Why folders go unwatched, so that only polling finds what happens in them.
    package enum Blindness: Error, Equatable, Sendable, CustomStringConvertible {
        case watchLimit
        case instanceLimit
        /// Others change the inbox over a network, which this kernel is not told of.
        case network(String)
        case unavailable(SystemError)

        package var description: String {
            switch self {
            case .watchLimit:
                """
                The kernel gives no more watches; the inbox is polled instead. \
                Raise the limit with: sysctl fs.inotify.max_user_watches=524288
                """
            case .instanceLimit:
                """
                The kernel gives no more watch queues; the inbox is polled instead. \
                Raise the limit with: sysctl fs.inotify.max_user_instances=1024
                """
            case .network(let kind):
                """
                The inbox lies on a network file system (\(kind)), whose changes the kernel does not tell of; \
                it is polled instead.
                """
            case .unavailable(let error): "The inbox cannot be watched and is polled instead: \(error)."
            }
        }
    }

    /// One element for everything that happened since the last was taken.
    package let wakes: AsyncStream<Void>

    private let inbox: RawPath
    private let rules: IgnoreRules
    private let state: Mutex<State>
    private let wake: AsyncStream<Void>.Continuation
    private let queue: Int32
    /// The two ends of a pipe: closing the rope rings the bell, and the thread ends.
    private let bell: Int32
    private let rope: Int32

    private struct State {
        var news = News()
        var folders: [Int32: RawPath] = [:]
        var blindness: Blindness?
        var isStopped = false
    }

    /// Watches `inbox` and every folder below it that `rules` does not exclude.
    ///
    /// Throws when the kernel gives no queue; the caller then polls. A folder that cannot be watched throws nothing:
    /// see `blindness`.
    package init(inbox: RawPath, rules: IgnoreRules = IgnoreRules()) throws(Blindness) {
        queue = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard queue >= 0 else {
            throw errno == EMFILE ? .instanceLimit : .unavailable(SystemError("watch", inbox))
        }
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            let error = SystemError("watch", inbox)
            close(queue)
            throw .unavailable(error)
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (bell, rope) = (ends[0], ends[1])
        self.inbox = inbox
        self.rules = rules
        state = Mutex(State())
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        refresh()
        start()
    }

    /// What happened since the last call.
    package func takeNews() -> News {
        state.withLock { state in
            defer { state.news = News() }
            return state.news
        }
    }

    /// Why some folders are not watched, or `nil` when all are.
    package var blindness: Blindness? { state.withLock(\.blindness) }

    /// Watches what is there now: after the inbox came back, and at each full scan.
    package func refresh() {
        let kind = FileSystemKind(at: inbox)
        state.withLock { state in
            if case .network(let name) = kind { state.blindness = .network(name) } else { state.blindness = nil }
        }
        watch(RawPath(bytes: []))
    }

    /// Ends the thread and the stream.
    package func stop() {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        guard isFirst else { return }
        close(rope)
    }
}

extension InboxWatcher {
    private static let events =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE) | UInt32(IN_DELETE_SELF)
        | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW) | UInt32(IN_EXCL_UNLINK)

    /// Watches the folder at `relative` and those below it: each first watched, then listed, so that nothing that is
    /// put in between goes unseen.
    private func watch(_ relative: RawPath) {
        var folders = [relative]
        while let relative = folders.popLast() {
            guard add(relative), let folder = try? Folder(at: inbox).descend(relative.components) else { continue }
            for name in (try? folder.names()) ?? [] where rules.rule(for: name, isFolder: true) == nil {
                let isFolder = (try? folder.status(of: name).isFolder) ?? false
                if isFolder, relative.components.count < 64 { folders.append(relative.appending(name)) }
            }
        }
    }

    /// Whether the folder is watched now.
    private func add(_ relative: RawPath) -> Bool {
        let path = relative.bytes.isEmpty ? inbox : inbox.appending(relative)
        let watch = path.withCString { unsafe inotify_add_watch(queue, $0, Self.events) }
        let error = errno
        return state.withLock { state in
            if watch >= 0 {
                state.folders[watch] = relative
            } else if error == ENOSPC {
                state.blindness = .watchLimit
            } else if error != ENOENT, error != ENOTDIR {
                state.blindness = .unavailable(SystemError("watch", path, number: error))
            }
            return watch >= 0
        }
    }

    /// Starts the thread, which keeps the watcher alive until `stop`.
    private func start() {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self)
        let result = unsafe pthread_create(
            &thread,
            nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<InboxWatcher>.fromOpaque(context).takeRetainedValue().run()
                return nil
            },
            context.toOpaque()
        )
        if result == 0 {
            pthread_detach(thread)
        } else {
            unsafe context.release()
            state.withLock { $0.blindness = .unavailable(SystemError("watch", inbox, number: result)) }
        }
    }

    /// The thread: sleeps until there is an event or `stop` rings.
    private func run() {
        defer {
            close(queue)
            close(bell)
            wake.finish()
        }
        while true {
            var polled = [
                pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
                pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
            ]
            let count = unsafe poll(&polled, 2, -1)
            if count < 0, errno != EINTR { return }
            if polled[1].revents != 0 { return }
            if polled[0].revents != 0 {
                readEvents()
                wake.yield()
            }
        }
    }

    /// Takes all waiting events off the queue.
    private func readEvents() {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(queue, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            receive(Array(buffer[..<count]))
        }
    }

    /// Takes in events as the kernel writes them; apart from the thread, so that an overflow can be played.
    package func receive(_ events: [UInt8]) {
        var position = 0
        while let event = InotifyEvent(in: events.span, at: position) {
            handle(event)
            position += event.length
        }
    }

    private func handle(_ event: InotifyEvent) {
        if event.has(IN_Q_OVERFLOW) {
            state.withLock { $0.news.overflows += 1 }
            // Folders may have come in among the lost events.
            return watch(RawPath(bytes: []))
        }
        guard let folder = state.withLock({ $0.folders[event.watch] }) else { return }
        if event.has(IN_IGNORED) {
            state.withLock { $0.folders[event.watch] = nil }
        } else if event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF) || event.has(IN_UNMOUNT) {
            if folder.bytes.isEmpty { state.withLock { $0.news.lostInbox = true } }
        } else if event.has(IN_ISDIR) {
            if rules.rule(for: event.name, isFolder: true) == nil { watch(folder.appending(event.name)) }
        } else if event.has(IN_CLOSE_WRITE) || event.has(IN_MOVED_TO) {
            state.withLock { state in
                // Beyond this the hints are not worth their memory: two looks settle a file as well.
                if state.news.finished.count < 10_000 { state.news.finished.insert(folder.appending(event.name)) }
            }
        }
    }
}

/// One event as it lies in the buffer that the kernel filled.
private struct InotifyEvent {
    let watch: Int32
    let mask: UInt32
    let name: RawPath
    /// How many bytes it takes in the buffer.
    let length: Int

    /// The event at `position`, or `nil` at the end.
    init?(in bytes: Span<UInt8>, at position: Int) {
        let header = 16
        guard position + header <= bytes.count else { return nil }
        watch = Int32(bitPattern: Self.word(bytes, position))
        mask = Self.word(bytes, position + 4)
        let nameLength = Int(Self.word(bytes, position + 12))
        length = header + nameLength
        guard position + length <= bytes.count else { return nil }
        var name: [UInt8] = []
        for index in (position + header)..<(position + length) where bytes[index] != 0 { name.append(bytes[index]) }
        self.name = RawPath(bytes: name)
    }

    func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }

    /// A 32-bit number in the byte order of the machine, little-endian on all that Swift serves on Linux.
    private static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt32 {
        UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
    }
}
