import Foundation
import Glibc
import Logging

/// Ends the process when a stop takes too long.
///
/// A file in hand is then left claimed and is taken up again at the next start: every step can be repeated, and what
/// is written is renamed into place whole. A thread of its own, because all threads of the pool may be at work.
struct StopDeadline: Sendable {
    /// What users are promised; the unit waits twice as long before it kills.
    static let limit: TimeInterval = 9

    let logger: Logger

    /// Starts the count; nothing stops it but the end of the process.
    func start() {
        let logger = logger
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: Self.limit)
            logger.warning("what is in hand takes too long to end; it is taken up again at the next start")
            _exit(0)
        }
    }
}
