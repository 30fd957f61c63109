import Articles
import Foundation
import GRDB
import Glibc
import Storage

/// A root of its own below the temporary folder, and the real program at work on it.
final class ServedRoot: @unchecked Sendable {
    let path: String
    private let configuration: String
    private var process: Process?

    /// Settings that make a test quick; each test overrules what it is about.
    private static let quick = [
        "intake.settle": "0.2", "intake.rescan": "1", "intake.retry_longest": "0.5", "digest.refresh": "0.2",
        "intake.min_free": "0",
    ]

    init(_ settings: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.path + "/daybook-" + UUID().uuidString.prefix(8)
        configuration = path + ".yaml"
        try configure(settings)
    }

    /// Writes the configuration file.
    func configure(_ settings: [String: String]) throws {
        let all = Self.quick.merging(settings) { $1 }
        var text = ""
        for section in Set(all.keys.map { $0.prefix { $0 != "." } }).sorted() {
            text += section + ":\n"
            for (key, value) in all.sorted(by: { $0.key < $1.key }) where key.hasPrefix(section + ".") {
                text += "  " + key.dropFirst(section.count + 1) + ": " + value + "\n"
            }
        }
        try Data(text.utf8).write(to: URL(filePath: configuration))
    }

    deinit {
        if let process, process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        for path in [path, configuration, path + ".log"] { try? FileManager.default.removeItem(atPath: path) }
    }

    // MARK: - The program

    /// The program that was built beside the tests.
    static let program: String = {
        let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let named = CommandLine.arguments.first { $0.contains(".xctest") } ?? test
        let candidates = [test, named].map { URL(filePath: $0).deletingLastPathComponent().path + "/daybook" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
    }()

    /// The program with `arguments`, started by the program and arguments of `wrapper` where there are some.
    private func command(_ arguments: [String], wrapper: [String] = []) -> Process {
        let process = Process()
        let words = wrapper + [Self.program] + arguments + ["--root", path, "--config", configuration]
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": path, "ASAN_OPTIONS": "detect_leaks=0"]
        return process
    }

    /// Starts the daemon and waits until it watches.
    func serve(_ environment: [String: String] = [:], wrapper: [String] = []) async throws {
        try await StartLimit.shared.whenFree {
            try launch(environment, wrapper: wrapper)
            try await eventually("the daemon watches; its log: \(log)") { log.contains("watching") || !isRunning }
        }
        guard isRunning else { throw TimedOut(description: "the daemon ended at once: \(log)") }
    }

    /// Starts the daemon without waiting.
    func launch(_ environment: [String: String] = [:], wrapper: [String] = []) throws {
        _ = FileManager.default.createFile(atPath: path + ".log", contents: nil)
        let process = command(["serve"], wrapper: wrapper)
        process.environment?.merge(environment) { $1 }
        process.standardError = FileHandle(forWritingAtPath: path + ".log")
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        self.process = process
    }

    var isRunning: Bool { process?.isRunning ?? false }
    var processID: Int32 { process?.processIdentifier ?? 0 }

    /// Everything the daemon has logged since it was last started.
    var log: String { String(decoding: (try? contents(path + ".log")) ?? [], as: UTF8.self) }

    /// Ends the daemon by `signal` and waits for its end; tells its exit status.
    @discardableResult
    func end(by signal: Int32 = SIGTERM) async throws -> Int32 {
        guard let process else { return -1 }
        kill(process.processIdentifier, signal)
        try await eventually("the daemon ends") { !process.isRunning }
        return process.terminationStatus
    }

    /// Runs another subcommand to its end; tells its exit status, output and errors.
    func run(_ arguments: [String]) async throws -> (status: Int32, output: String, errors: String) {
        let process = command(arguments)
        let name = path + "-" + UUID().uuidString.prefix(8)
        let files = [name + ".out", name + ".err"]
        for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
        process.standardOutput = FileHandle(forWritingAtPath: files[0])
        process.standardError = FileHandle(forWritingAtPath: files[1])
        try process.run()
        try await eventually("\(arguments) ends") { !process.isRunning }
        let texts = try files.map { String(decoding: try contents($0), as: UTF8.self) }
        return (process.terminationStatus, texts[0], texts[1])
    }

    // MARK: - Its files

    func inbox(_ name: String) -> String { path + "/inbox/" + name }

    func contents(_ path: String) throws -> [UInt8] {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        return Array(try file.readToEnd() ?? Data())
    }

    /// Writes a file in the inbox at once.
    func drop(_ bytes: [UInt8], as name: String) throws { try Data(bytes).write(to: URL(filePath: inbox(name))) }

    func isInInbox(_ name: String) -> Bool { FileManager.default.fileExists(atPath: inbox(name)) }

    /// The reason a failed file was given, or `nil`.
    func reason(_ name: String) -> String? {
        (try? contents(path + "/failed/" + name + ".reason.json")).map { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: - Its ledger

    var ledger: Ledger { get throws { try Ledger(at: path + "/daybook.sqlite", for: .look) } }

    /// The document that came under this name, or `nil`.
    func document(_ name: String) throws -> KeptDocument? { try ledger.document(name) }

    /// How many attempts are counted, of all pages that have not been read.
    func attempts() throws -> Int {
        var configuration = Configuration()
        configuration.readonly = true
        let database = try DatabaseQueue(path: path + "/daybook.sqlite", configuration: configuration)
        return try database.read { try Int.fetchOne($0, sql: "SELECT coalesce(sum(count), 0) FROM attempt") } ?? 0
    }

    func counts() throws -> LedgerCounts { try ledger.counts() }

    /// What `daybook status --json` says.
    func status() async throws -> (exit: Int32, json: [String: Any]) {
        let run = try await run(["status", "--json"])
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return (run.status, json ?? [:])
    }

    /// Waits until the inbox is empty and nothing is claimed.
    func quiet() async throws {
        try await eventually("the inbox is worked off") {
            let left = try [path + "/inbox", path + "/.work"].flatMap {
                try FileManager.default.contentsOfDirectory(atPath: $0)
            }
            return left.isEmpty
        }
    }
}
