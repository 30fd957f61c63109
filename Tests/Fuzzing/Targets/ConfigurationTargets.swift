import Daemon
import Foundation

extension FuzzTarget {
    /// Any configuration file gives settings or an error that names the file.
    static func settings(_ bytes: [UInt8]) async -> BrokenPromise? {
        let path = NSTemporaryDirectory() + "daybook-fuzz-\(UUID().uuidString).yaml"
        guard (try? Data(bytes).write(to: URL(filePath: path))) != nil else { return nil }
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            let settings = try await Settings.read(file: path, environment: [:], flags: [:])
            return ConfigReport.text(settings).isEmpty ? BrokenPromise("settings can be shown") : nil
        } catch {
            return "\(error)".contains(path) ? nil : BrokenPromise("an error names the file: \(error)")
        }
    }
}
