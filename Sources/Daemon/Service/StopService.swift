import Dispatch
import ServiceLifecycle
import Systemd

/// The first of the services to hear of a stop: tells the manager, and sees to it that the stop has an end.
struct StopService: Service {
    let manager: ServiceManager
    let deadline: StopDeadline

    func run() async throws {
        let sources = deadline.startAtSignal()
        defer { for source in sources { source.cancel() } }
        try await gracefulShutdown()
        manager.stopping(status: "Stopping: the file in hand ends")
        deadline.start()
    }
}
