import Dispatch
import Synchronization
import Testing

/// Runs a suite on threads of its own.
///
/// The tests here watch processes at work and must look often; tests of other targets compute for seconds on end, and
/// on a machine of two cores they hold all the threads that tests share.
struct OwnThreads: SuiteTrait, TestScoping {
    private static let executor = ThreadsExecutor()

    @concurrent func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Self.executor) { try await function() }
    }
}

extension Trait where Self == OwnThreads {
    static var onOwnThreads: OwnThreads { OwnThreads() }
}

/// Hands jobs in turn to a few serial queues, each of which always gets a thread.
private final class ThreadsExecutor: TaskExecutor {
    private let queues = (0..<6).map { DispatchQueue(label: "service tests \($0)") }
    private let next = Atomic<Int>(0)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        queues[turn % queues.count].async { unsafe job.runSynchronously(on: executor) }
    }
}
