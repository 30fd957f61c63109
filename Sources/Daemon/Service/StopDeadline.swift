import Dispatch
import Foundation
import Glibc
import Logging
import Synchronization

/// Ends the process when a stop takes too long.
///
/// A file in hand is then left claimed and is taken up again at the next start: every step can be repeated, and what
/// is written is renamed into place whole. It counts on a thread of its own, and from the signal itself: all threads of
/// the pool may be at work, and then the services hear of the stop late.
final class StopDeadline: Sendable {
    /// What users are promised; the unit waits twice as long before it kills.
    static let limit: TimeInterval = 9

    private let logger: Logger
    private let isCounting = Mutex(false)

    init(logger: Logger) { self.logger = logger }

    /// Starts the count at SIGTERM or SIGINT, until the sources are cancelled.
    func startAtSignal() -> [any DispatchSourceSignal] {
        // A serial queue always gets a thread.
        let queue = DispatchQueue(label: "stop deadline")
        return [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler { self.start() }
            source.resume()
            return source
        }
    }

    /// Starts the count, once; nothing stops it but the end of the process.
    func start() {
        let isFirst = isCounting.withLock { counting in
            defer { counting = true }
            return !counting
        }
        guard isFirst else { return }
        Thread.detachNewThread { [logger] in
            Thread.sleep(forTimeInterval: Self.limit)
            logger.warning("what is in hand takes too long to end; it is taken up again at the next start")
            _exit(0)
        }
    }
}
