import Testing

/// How many daemons may start at the same time: each loads the knowledge base, which keeps a processor busy, and on a
/// machine of one or two all of them together would take longer than anybody waits.
actor StartLimit {
    static let shared = StartLimit(places: 3)

    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    /// Does `start` when there is a place.
    nonisolated func whenFree(_ start: () async throws -> Void) async throws {
        await enter()
        do {
            try await start()
        } catch {
            await leave()
            throw error
        }
        await leave()
    }

    private func enter() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}
