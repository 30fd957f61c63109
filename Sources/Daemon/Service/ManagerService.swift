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
        await cancelWhenGracefulShutdown { await work(limit) }
    }

    /// Tells what is new, at the pace at most, and gives signs of life; between them it sleeps.
    private func work(_ limit: Duration?) async {
        var shown = ""
        let longest = limit.map { $0 / 3 } ?? Self.longestSleep
        while !Task.isCancelled {
            // No sign of life once nothing has moved for as long as the manager waits: it restarts us.
            if let limit, health.isAlive(within: limit) { manager.watchdog() }
            let line = health.statusLine()
            if line != shown { manager.status(line) }
            shown = line
            let begun = ContinuousClock.now
            await health.news.wait(atMost: longest)
            if .now - begun < longest { try? await Task.sleep(for: min(longest, Self.pace)) }
        }
    }

    /// Where no signs of life are asked for.
    private static let longestSleep = Duration.seconds(3600)
}
