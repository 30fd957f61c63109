import Foundation
import Testing

/// The unit under a real systemd, where one can be had.
struct SystemdTests {
    @Test func `installed, the service works for its group, reloads, and survives kill -9`() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "systemd.sh").path
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [script, ServedRoot.program]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus == 77 { try Test.cancel("\(text)") }
        #expect(process.terminationStatus == 0, "\(text)")
    }
}
