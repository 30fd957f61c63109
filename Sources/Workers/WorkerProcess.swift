internal import CWorker
internal import Glibc

/// A process of the same program that works for this one: bytes go in, bytes come out, one answer to each request.
///
/// Start it from a thread that lives as long as it is needed: the kernel ends it with the thread that started it, which
/// is how it ends with this process however that ends. Not to be shared between threads.
@safe package final class WorkerProcess {
    /// What ends a request without an answer.
    package enum Interruption: Error {
        /// The process ended meanwhile.
        case ended
        /// Time ran out.
        case time
        /// It took more memory than it may.
        case memory
        /// The caller wants it no longer.
        case cancelled
        /// It said something that is no answer.
        case disorder
    }

    /// What a request may take.
    package struct Bounds {
        package var time: Duration
        /// Resident bytes.
        package var memory: Int
        /// The longest answer.
        package var answer: Int
        /// Asked again and again whether to go on.
        package var goesOn: () -> Bool

        package init(time: Duration, memory: Int, answer: Int, goesOn: @escaping () -> Bool) {
            self.time = time
            self.memory = memory
            self.answer = answer
            self.goesOn = goesOn
        }
    }

    /// How often bounds are looked at: a page that takes the usual few milliseconds is never looked at, and one that
    /// eats a gigabyte a second is caught 25 MB late.
    private static let look: Int32 = 25

    package let processID: Int32
    private let channel: Int32
    private let messages: Int32
    private var end: WorkerEnd?

    /// Starts `executable` with `command` as its only argument.
    package init(executable: String, command: String) throws(WorkerNotStarted) {
        var worker = daybook_worker()
        let error = unsafe daybook_start_worker(executable, command, &worker)
        guard error == 0 else { throw WorkerNotStarted(executable: executable, number: error) }
        processID = worker.pid
        channel = worker.channel
        messages = worker.messages
    }

    deinit {
        if end == nil { _ = stop() }
        close(channel)
        close(messages)
    }

    /// Whether the process is still there.
    package var isRunning: Bool {
        if end == nil {
            let state = daybook_worker_end(processID, 0)
            if state.has_ended != 0 {
                end = WorkerEnd(signal: state.signal, status: state.status, lastWords: lastWords)
            }
        }
        return end == nil
    }

    /// Ends the process at once, if it has not ended, and tells how it ended.
    ///
    /// One that is ending already ends for its own reason.
    package func stop() -> WorkerEnd {
        if let end { return end }
        kill(processID, SIGKILL)
        let state = daybook_worker_end(processID, 1)
        let result = WorkerEnd(signal: state.signal, status: state.status, lastWords: lastWords)
        end = result
        return result
    }

    /// The bytes of memory that the process has in use now.
    package var residentBytes: Int {
        let file = unsafe open("/proc/\(processID)/statm", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return 0 }
        defer { close(file) }
        var text = [UInt8](repeating: 0, count: 128)
        let count = unsafe text.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        let fields = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
        guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return 0 }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Sends the parts of `request`, each as a message of its own, and waits for the answer to it.
    package func answer(to request: [[UInt8]], within bounds: Bounds) throws(Interruption) -> [UInt8] {
        let deadline = SuspendingClock.now + bounds.time
        for part in request {
            try send(Frame.header(of: part.count), deadline, bounds)
            try send(part, deadline, bounds)
        }
        let header = try receive(Frame.headerSize, deadline, bounds)
        guard let size = Frame.size(header), size <= bounds.answer else { throw .disorder }
        return try receive(size, deadline, bounds)
    }

    private func send(_ bytes: [UInt8], _ deadline: SuspendingClock.Instant, _ bounds: Bounds) throws(Interruption) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(channel, buffer.baseAddress! + done, buffer.count - done, Int32(MSG_NOSIGNAL))
            }
            if count > 0 { done += count } else { try wait(for: POLLOUT, deadline, bounds) }
        }
    }

    private func receive(
        _ size: Int,
        _ deadline: SuspendingClock.Instant,
        _ bounds: Bounds
    ) throws(Interruption) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe recv(channel, buffer.baseAddress! + done, buffer.count - done, 0)
            }
            if count > 0 {
                done += count
            } else if count == 0 {
                throw .ended
            } else {
                try wait(for: POLLIN, deadline, bounds)
            }
        }
        return bytes
    }

    /// Waits until the channel is ready after a call on it failed, looking at the bounds.
    private func wait(
        for event: Int32,
        _ deadline: SuspendingClock.Instant,
        _ bounds: Bounds
    ) throws(Interruption) {
        guard [EAGAIN, EINTR].contains(errno) else { throw .ended }
        while true {
            var polled = pollfd(fd: channel, events: Int16(event), revents: 0)
            let count = unsafe poll(&polled, 1, Self.look)
            // What is ready, an end as well, is told by the next call.
            if count > 0 { return }
            if !bounds.goesOn() { throw .cancelled }
            if SuspendingClock.now >= deadline { throw .time }
            if residentBytes > bounds.memory { throw .memory }
        }
    }

    /// The last line the process wrote to standard error, cut short.
    private var lastWords: String {
        let size = Int(lseek(messages, 0, SEEK_END))
        guard size > 0 else { return "" }
        let wanted = min(size, 4096)
        var bytes = [UInt8](repeating: 0, count: wanted)
        let count = unsafe bytes.withUnsafeMutableBytes {
            unsafe pread(messages, $0.baseAddress, wanted, size - wanted)
        }
        let lines = bytes.prefix(max(0, count)).split(separator: UInt8(ascii: "\n"))
        return String(String(decoding: lines.last ?? [], as: UTF8.self).prefix(200))
    }
}

/// How a worker ended.
package struct WorkerEnd: Equatable, Sendable {
    /// The signal that ended it, 0 when it ended by itself.
    package var signal: Int32
    package var status: Int32
    /// The last line it wrote to standard error; it may hold anything.
    package var lastWords: String

    /// The signal by name, or the exit status.
    package var cause: String {
        guard signal != 0 else { return "exit status \(status)" }
        return "signal \(signal)" + (Self.names[signal].map { ", " + $0 } ?? "")
    }

    /// The signals that end programs that go wrong.
    private static let names = [
        SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGKILL: "SIGKILL",
        SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS", SIGTRAP: "SIGTRAP",
    ]
}

/// A worker could not be started.
package struct WorkerNotStarted: Error, CustomStringConvertible {
    package var executable: String
    package var number: Int32

    package var description: String {
        """
        the process that reads pages cannot be started: \(executable): \(unsafe String(cString: strerror(number))). \
        The service needs /proc, and its unit must allow the program to be executed.
        """
    }
}
