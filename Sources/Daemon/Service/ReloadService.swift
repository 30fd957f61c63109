import Logging
import ServiceLifecycle
import Systemd
import UnixSignals

/// Reads configuration and knowledge base again when asked by SIGHUP; a mistake in them leaves the old in force.
struct ReloadService: Service {
    let manager: ServiceManager
    let health: Health
    let logger: Logger
    let outcomes: ReloadOutcomes
    /// Puts the new in force; tells which keys wait for a restart.
    let reload: @Sendable () async throws -> [String]

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            manager.reloading()
            let error = await attempt()
            do { try outcomes.note(error) } catch { logger.error("the outcome cannot be noted: \(error)") }
            manager.ready(status: health.statusLine())
        }
    }

    /// The words of what went wrong, or `nil`.
    private func attempt() async -> String? {
        do {
            let waiting = try await reload()
            if !waiting.isEmpty { logger.warning("these keys wait for a restart: \(waiting.joined(separator: ", "))") }
            logger.notice("configuration and knowledge base read again")
            return nil
        } catch {
            logger.error("not reloaded, the old one stays in force: \(error)")
            return String(describing: error)
        }
    }
}
