import Logging
import ServiceLifecycle
import Systemd

/// Keeps the service manager informed: signs of life, and a status line when it has changed.
struct ManagerService: Service {
    let manager: ServiceManager
    let health: Health

    /// How long the status may be out of date.
    private static let pace = Duration.seconds(5)

    func run() async throws {
        // Nobody listens: no reason to wake up.
        guard manager.isPresent else { return try await gracefulShutdown() }
        let limit = manager.watchdogMicroseconds.map { Duration.microseconds($0) }
        let pace = limit.map { min($0 / 2, Self.pace) } ?? Self.pace
        await cancelWhenGracefulShutdown {
            var shown = ""
            while !Task.isCancelled {
                // No sign of life once nothing has moved for as long as the manager waits: it restarts us.
                if let limit, health.isAlive(within: limit) { manager.watchdog() }
                let line = health.statusLine()
                if line != shown { manager.status(line) }
                shown = line
                try? await Task.sleep(for: pace)
            }
        }
    }
}
