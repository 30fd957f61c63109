import Articles
import Dispatch
import Foundation
import Glibc
import Synchronization
import Workers

/// Has pages read by a process of its own, one at a time, and ends that process when a page crashes it or passes a
/// bound; the next page finds a new one.
///
/// The process is started when there is something to read and ends when there has been nothing for a while, so an idle
/// daemon holds neither the knowledge base nor the models. It is this very program, by the file that runs here, so an
/// upgrade that puts another file in its place cannot make the two speak differently.
package final class ReaderSupervisor: Sendable {
    /// Why a page was not read.
    package enum Fault: Error, Equatable {
        /// The process ended over the page, for this cause; what it said last.
        case crashed(cause: String, lastWords: String)
        case tooSlow(limit: Duration)
        case tooMuchMemory(limit: Int)
        /// Nobody wants the answer any more.
        case cancelled
    }

    private enum Job: Sendable {
        case use(ReaderSetup, CheckedContinuation<Void, any Error>)
        case warm
        case read(SavedPage, CheckedContinuation<PageOutcome, any Error>)
        case end(CheckedContinuation<Void, Never>)
    }

    /// How long a process without work is kept.
    private static let longestIdle = 30.0

    private let executable: String
    private let jobs = Mutex<[Job]>([])
    private let arrival = DispatchSemaphore(value: 0)
    private let isCancelled = Atomic(false)
    /// Called about forty times a second while a page is read within its bounds.
    private let heartbeat: @Sendable () -> Void

    /// A supervisor that starts processes of `executable` and calls `heartbeat` while a page is being read.
    package init(executable: String = "/proc/self/exe", heartbeat: @escaping @Sendable () -> Void) {
        self.executable = executable
        self.heartbeat = heartbeat
        // A thread of its own: its processes end with it, and its waits would hold up a thread of the pool.
        let thread = Thread { [self] in work() }
        thread.name = "reader"
        thread.start()
    }

    /// Reads by other settings from the next page on; throws, and leaves the old in force, when a worker refuses them.
    package func use(_ settings: Settings) async throws {
        let setup = try ReaderSetup(settings)
        try await withCheckedThrowingContinuation { put(.use(setup, $0)) }
    }

    /// Has a process ready for a page that is about to come.
    package func warm() { put(.warm) }

    /// What becomes of `page`.
    ///
    /// - Throws: `Fault`, or when no process can be started its error.
    func read(_ page: SavedPage) async throws -> PageOutcome {
        try await withCheckedThrowingContinuation { put(.read(page, $0)) }
    }

    /// Gives up the page in hand, and refuses those that come, from now on.
    package func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Ends the process and the thread; nothing may be asked afterwards.
    package func end() async {
        await withCheckedContinuation { put(.end($0)) }
    }

    private func put(_ job: Job) {
        jobs.withLock { $0.append(job) }
        arrival.signal()
    }

    // MARK: - On the thread

    private func work() {
        var bench = Bench(executable: executable) { [self] in
            heartbeat()
            return !isCancelled.load(ordering: .relaxed)
        }
        while true {
            let limit = bench.isOccupied ? DispatchTime.now() + Self.longestIdle : .distantFuture
            guard arrival.wait(timeout: limit) == .success else {
                bench.clear()
                continue
            }
            switch jobs.withLock({ $0.removeFirst() }) {
            case .use(let setup, let continuation): continuation.resume(with: Result { try bench.use(setup) })
            case .warm: try? bench.prepare()
            case .read(let page, let continuation): continuation.resume(with: Result { try bench.read(page) })
            case .end(let continuation):
                bench.clear()
                return continuation.resume()
            }
        }
    }
}

/// The place of the one process, with what it is told when it starts.
private struct Bench {
    private let executable: String
    private var setup: ReaderSetup?
    private var worker: WorkerProcess?

    /// How long a process may take to get ready: it takes a tenth of a second, but minutes on a machine that swaps.
    private static let longestStart = Duration.seconds(120)
    /// A process that holds more than this after a page is replaced when it is idle: memory once taken is seldom given
    /// back to the system.
    private static let mostKept = 160 << 20

    /// Asked again and again while something is waited for: whether to go on.
    private let goesOn: () -> Bool

    init(executable: String, goesOn: @escaping () -> Bool) {
        self.executable = executable
        self.goesOn = goesOn
    }

    var isOccupied: Bool { worker != nil }

    mutating func clear() { worker = nil }

    mutating func use(_ new: ReaderSetup) throws {
        // The first setup stands even where no process can be started now: one may be later.
        if setup == nil { setup = new }
        worker = try start(new)
        setup = new
    }

    /// Makes sure of a process that is ready.
    mutating func prepare() throws {
        guard worker?.isRunning != true, let setup else { return }
        worker = try start(setup)
    }

    mutating func read(_ page: SavedPage) throws -> PageOutcome {
        guard goesOn() else { throw ReaderSupervisor.Fault.cancelled }
        do { try prepare() } catch { throw ReaderUnavailable(reason: String(describing: error)) }
        guard let worker, let setup else { throw ReaderUnavailable(reason: "nobody has told what to read by") }
        let head = PageRequest(name: page.name, transportCharset: page.transportCharset)
        let request = [try ReaderMessage.bytes(head), page.bytes]
        let bounds = WorkerProcess.Bounds(
            time: setup.bounds.time,
            memory: setup.bounds.memory,
            answer: Self.longestAnswer(setup),
            goesOn: goesOn
        )
        do {
            let answer = try worker.answer(to: request, within: bounds)
            let outcome = try Wire.value(PageOutcome.self, of: answer)
            if worker.residentBytes > Self.mostKept { clear() }
            return outcome
        } catch let interruption as WorkerProcess.Interruption {
            clear()
            throw Self.fault(interruption, worker, setup.bounds)
        } catch {
            // What it answered cannot be understood: it is not itself any more.
            clear()
            throw Self.fault(.disorder, worker, setup.bounds)
        }
    }

    /// The longest answer that is believed: names, amounts and facts take a few times their text.
    private static func longestAnswer(_ setup: ReaderSetup) -> Int { setup.maximumText * 16 + (16 << 20) }

    private static func fault(
        _ interruption: WorkerProcess.Interruption,
        _ worker: WorkerProcess,
        _ bounds: ReaderBounds
    ) -> ReaderSupervisor.Fault {
        switch interruption {
        case .ended:
            let end = worker.stop()
            return .crashed(cause: end.cause + hint(end), lastWords: end.lastWords)
        case .time: return .tooSlow(limit: bounds.time)
        case .memory: return .tooMuchMemory(limit: bounds.memory)
        case .cancelled: return .cancelled
        case .disorder: return .crashed(cause: "an answer that is none", lastWords: worker.stop().lastWords)
        }
    }

    /// Who ends a process so, when we did not: the reader is what the kernel takes first when memory runs out.
    private static func hint(_ end: WorkerEnd) -> String {
        end.signal == SIGKILL ? ", as the kernel does when memory runs out; see MemoryMax of the unit" : ""
    }

    /// A process that has taken `setup`.
    private func start(_ setup: ReaderSetup) throws -> WorkerProcess {
        let worker = try WorkerProcess(executable: executable, command: ReaderWorker.command)
        let bounds = WorkerProcess.Bounds(time: Self.longestStart, memory: .max, answer: 1 << 20, goesOn: goesOn)
        let greeting: ReaderGreeting
        do {
            let answer = try worker.answer(to: setup.message, within: bounds)
            greeting = try ReaderMessage.message(ReaderGreeting.self, of: answer)
        } catch {
            throw ReaderDidNotStart(end: worker.stop())
        }
        if case .refused(let message, let code) = greeting { throw ReaderRefused(message: message, code: code) }
        return worker
    }
}

/// The reader refuses what it was told: a mistake in the knowledge base.
package struct ReaderRefused: Error, CustomStringConvertible {
    package var message: String
    package var code: Int32

    package var description: String { message }
}

/// A process for reading pages ended before it was ready, or did not get ready.
struct ReaderDidNotStart: Error, CustomStringConvertible {
    var end: WorkerEnd

    var description: String {
        "the process that reads pages did not get ready (\(end.cause)\(end.lastWords.isEmpty ? "" : ": " + end.lastWords))"
    }
}

/// No process for reading pages can be had now; that is not the page's fault.
struct ReaderUnavailable: Error, CustomStringConvertible {
    var reason: String

    var description: String { "no page can be read now: " + reason }
}

extension ReaderSupervisor.Fault: CustomStringConvertible {
    /// The stable code in `NAME.reason.json`.
    package var code: String {
        switch self {
        case .crashed: "crash"
        case .tooSlow: "too-slow"
        case .tooMuchMemory: "too-much-memory"
        case .cancelled: "cancelled"
        }
    }

    /// What the page did.
    package var description: String {
        switch self {
        case .crashed(let cause, let lastWords):
            "crashed the reader (\(cause)\(lastWords.isEmpty ? "" : ": " + lastWords))"
        case .tooSlow(let limit):
            "took longer than the \(limit.milliseconds / 1000) s of intake.page_time"
        case .tooMuchMemory(let limit):
            "took more than the \(limit >> 20) MiB of intake.page_memory"
        case .cancelled: "was given back: the service stops"
        }
    }
}
