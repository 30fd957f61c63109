import Logging
import ServiceLifecycle
import Systemd
import UnixSignals

/// Reads the knowledge base again when asked by SIGHUP; a mistake in it leaves the old one in force.
struct ReloadService: Service {
    let manager: ServiceManager
    let health: Health
    let logger: Logger
    let reload: @Sendable () async throws -> Void

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            manager.reloading()
            do {
                try await reload()
                logger.notice("configuration and knowledge base read again")
            } catch {
                logger.error("not reloaded, the old one stays in force: \(error)")
            }
            manager.ready(status: health.statusLine)
        }
    }
}
