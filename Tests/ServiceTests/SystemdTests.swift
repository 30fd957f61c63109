import Foundation
import Testing

/// The unit under a real systemd, where one can be had.
@Suite(.onOwnThreads)
struct SystemdTests {
    /// How long all of it may take; systemd itself has bounds for each step.
    private static let limit = Duration.seconds(600)

    @Test func `installed, the service works for its group, reloads, and survives kill -9`() async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "systemd.sh").path
        // A file, no pipe: what a boot left behind would hold a pipe open, and who reads it would wait for ever.
        let said = FileManager.default.temporaryDirectory.path + "/daybook-systemd-" + UUID().uuidString.prefix(8)
        _ = FileManager.default.createFile(atPath: said, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: said) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = [
            "--kill-after=30", "\(Self.limit.components.seconds)", "/bin/bash", script, ServedRoot.program,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: said)
        process.standardError = process.standardOutput
        try process.run()
        try await eventually("the service is through its paces", within: Self.limit + .seconds(60)) {
            !process.isRunning
        }
        let text = String(decoding: (try? Data(contentsOf: URL(filePath: said))) ?? Data(), as: UTF8.self)
        if process.terminationStatus == 77 { try Test.cancel("\(text)") }
        #expect(process.terminationStatus == 0, "\(text)")
    }
}
