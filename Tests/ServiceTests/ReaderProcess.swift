import Foundation
import Glibc

/// The process that reads pages for a daemon, as a test sees it.
struct ReaderProcess: Equatable {
    let processID: Int32

    /// The reader of the daemon `parent`, where it has one that is ready: the seal is the last step before.
    init?(of parent: Int32) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for number in names.compactMap({ Int32($0) }) {
            let status = Self.file(number, "status")
            if status.contains("PPid:\t\(parent)\n"), status.contains("Seccomp:\t2\n") {
                processID = number
                return
            }
        }
        return nil
    }

    /// Whether the process is there and runs, or could.
    var isAlive: Bool {
        let status = Self.file(processID, "status")
        return !status.isEmpty && !status.contains("State:\tZ")
    }

    var environment: String { Self.file(processID, "environ") }

    var descriptors: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd")) ?? []).sorted()
    }

    private static func file(_ process: Int32, _ name: String) -> String {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/" + name) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
