import Synchronization

/// Something to wait on with a limit: woken by events, ended by shutdown.
final class Signals: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let finished = Mutex(false)

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var isFinished: Bool { finished.withLock { $0 } }

    func wake() { continuation.yield() }

    func finish() {
        finished.withLock { $0 = true }
        continuation.finish()
    }

    /// Returns when woken, when ended, or after `limit`.
    func wait(atMost limit: Duration) async {
        let alarm = Task { @concurrent [continuation] in
            try await Task.sleep(for: limit)
            continuation.yield()
        }
        var iterator = stream.makeAsyncIterator()
        _ = await iterator.next()
        alarm.cancel()
    }
}
