import Articles
import Daemon
import Foundation
import Storage

/// A root of its own below the temporary folder, filled by the real stages.
final class State: Sendable {
    let path: String

    /// A copy of `other` as it stands.
    init(copying other: State) throws {
        path = FileManager.default.temporaryDirectory.path + "/daybook-ops-" + UUID().uuidString.prefix(8)
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
    }

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/daybook-ops-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path + "/inbox", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The settings of this root, some overruled.
    func settings(_ flags: [String: String] = [:]) async throws -> Settings {
        try Settings.defaults(flags: overruled(flags))
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        let url = URL(filePath: path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func write(_ text: String, to name: String) throws { try write(text.utf8, to: name) }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
    }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }

    var ledger: Ledger { get throws { try Ledger(at: path + "/daybook.sqlite", for: .look) } }

    /// Takes in pages about `marks`, as `daybook run` does.
    func takeIn(_ marks: [String], _ flags: [String: String] = [:]) async throws {
        for mark in marks { try write(Self.page(mark), to: "inbox/\(mark).html") }
        try await run(flags)
    }

    func run(_ flags: [String: String] = [:]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["run"]
        let configuration = path + ".yaml"
        try Data("# all at their defaults\n".utf8).write(to: URL(filePath: configuration))
        defer { try? FileManager.default.removeItem(atPath: configuration) }
        var environment = ["PATH": "/usr/bin:/bin", "ASAN_OPTIONS": "detect_leaks=0", "DAYBOOK_CONFIG": configuration]
        for (key, value) in overruled(flags) {
            environment["DAYBOOK_" + key.uppercased().replacing(".", with: "_")] = value
        }
        process.environment = environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(300)
        while process.isRunning {
            if ContinuousClock.now > deadline { process.terminate() }
            try await Task.sleep(for: .milliseconds(20))
        }
        guard process.terminationStatus == 0 else { throw Unwell(status: process.terminationStatus) }
    }

    struct Unwell: Error { var status: Int32 }

    /// The program that was built beside the tests.
    static let program: String = {
        let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let named = CommandLine.arguments.first { $0.contains(".xctest") } ?? test
        let candidates = [test, named].map { URL(filePath: $0).deletingLastPathComponent().path + "/daybook" }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
    }()

    private func overruled(_ flags: [String: String]) -> [String: String] {
        let own = ["root": path, "intake.min_free": "0", "log.level": "error", "knowledge.files": "/nowhere"]
        return own.merging(flags) { $1 }
    }

    /// Everything pages say, as text to compare.
    func dump() throws -> String {
        let ledger = try ledger
        let all = try ledger.documents(receivedIn: Timestamp(seconds: 0)..<Timestamp(seconds: 1 << 40))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        var text = String(decoding: try encoder.encode(all), as: UTF8.self)
        for document in all {
            let versions = try ledger.versions(ofArticleWith: document.sha256).map { "\($0.sha256) \($0.version)" }
            text += "\n\(document.sha256): \(versions)"
            for entity in document.reading.entities {
                guard let file = try ledger.entity(entity.id) else { continue }
                text += "\n\(file.id) \(file.name) \(file.firstSeen.iso) \(file.documentCount) \(file.facts.count)"
            }
        }
        return text
    }

    static func page(_ mark: String, address: String? = nil) -> String {
        let sentence =
            "<p>OpenAI raised $6 billion on 3 May 2025 for \(mark), and NVIDIA invested 2 billion dollars in it.</p>"
        let link = address.map { "<link rel=\"canonical\" href=\"\($0)\">" } ?? ""
        return """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A round for \(mark)</title>\(link)
            <meta property="article:published_time" content="2025-05-04T09:00:00Z"></head>
            <body><article><h1>A round for \(mark)</h1>\(String(repeating: sentence, count: 3))</article></body></html>
            """
    }
}
