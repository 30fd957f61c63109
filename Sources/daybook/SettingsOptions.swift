import ArgumentParser
import Daemon
import Foundation

/// The options of every subcommand that touches state.
struct SettingsOptions: ParsableArguments {
    @Option(help: "The directory that holds inbox, archive, failed, digests and the ledger.", completion: .directory)
    var root: String?

    @Option(
        help: "The configuration file. Default: \(Settings.defaultFile), where it exists.",
        completion: .file(extensions: ["yaml"])
    )
    var config: String?

    /// The settings in force: defaults, file, environment, flags, each overruling the one before.
    func settings(flags: [String: String] = [:]) async throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        return try await Settings.read(
            file: config ?? environment["DAYBOOK_CONFIG"],
            environment: environment,
            flags: root.map { flags.merging(["root": $0]) { $1 } } ?? flags
        )
    }

    /// The defaults below the root that was named, whatever file and environment say.
    func defaults() throws -> Settings { try Settings.defaults(flags: root.map { ["root": $0] } ?? [:]) }
}
