import ArgumentParser
import Daemon

extension Daybook {
    /// What the daemon starts to have pages read apart from itself.
    struct ReadPages: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: ReaderWorker.command,
            abstract: "Read pages for the daemon that started this.",
            shouldDisplay: false
        )

        func run() throws { ReaderWorker.run() }
    }
}
