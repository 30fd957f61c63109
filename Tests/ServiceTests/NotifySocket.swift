import Foundation
import Glibc
import Testing

/// The service manager as the daemon sees it: a socket that takes what it is told.
final class NotifySocket: @unchecked Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/n-" + UUID().uuidString.prefix(8)
    private let descriptor: Int32
    private var heard: [String] = []

    init() throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        try #require(descriptor >= 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        try #require(result == 0)
    }

    deinit {
        close(descriptor)
        unsafe unlink(path)
    }

    var environment: [String: String] { ["NOTIFY_SOCKET": path] }

    /// Every line that was sent so far, in turn; to be asked often, or the sender waits.
    var lines: [String] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return heard }
            heard += String(decoding: buffer.prefix(count), as: UTF8.self).components(separatedBy: "\n")
        }
    }
}
