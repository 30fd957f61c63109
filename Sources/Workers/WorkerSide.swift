internal import CWorker
internal import Glibc

/// What a worker does on its own side: it is bound to its parent, gives up what it does not need, and answers.
package enum WorkerSide {
    /// Ends this process with its parent, and takes its place in the queue when memory runs out: the first.
    package static func bindToParent() { _ = daybook_bind_to_parent() }

    /// Refuses this process more than `bytes` of memory of its own.
    package static func limitMemory(to bytes: Int) { _ = daybook_limit_memory(UInt64(bytes)) }

    /// Leaves this process nothing but to compute and to answer; whether the machine could do that.
    package static func seal() -> Bool { daybook_seal() == 0 }

    /// The next part of a request, or `nil` when there is none any more.
    package static func nextPart(atMost limit: Int) -> [UInt8]? {
        guard let header = read(Frame.headerSize), let size = Frame.size(header), size <= limit else { return nil }
        return read(size)
    }

    /// Sends `answer`; whether somebody still listens.
    package static func answer(_ answer: [UInt8]) -> Bool { write(Frame.header(of: answer.count)) && write(answer) }

    private static func read(_ size: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress! + done, buffer.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            done += count
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(STDIN_FILENO, buffer.baseAddress! + done, buffer.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
