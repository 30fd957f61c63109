import Articles
import Daemon
import Synchronization
import Foundation

extension FuzzTarget {
    /// Any configuration file gives settings or an error that names the file.
    static func settings(_ bytes: [UInt8]) -> BrokenPromise? {
        let path = NSTemporaryDirectory() + "daybook-fuzz-\(ProcessInfo.processInfo.processIdentifier).yaml"
        guard (try? Data(bytes).write(to: URL(filePath: path))) != nil else { return nil }
        let broken = Mutex<BrokenPromise?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                let settings = try await Settings.read(file: path, environment: [:], flags: [:])
                if ConfigReport.text(settings).isEmpty {
                    broken.withLock { $0 = BrokenPromise("settings can be shown") }
                }
            } catch {
                if !"\(error)".contains(path) {
                    broken.withLock { $0 = BrokenPromise("an error names the file: \(error)") }
                }
            }
            done.signal()
        }
        done.wait()
        return broken.withLock { $0 }
    }
}
