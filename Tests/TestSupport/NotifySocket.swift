import Foundation
import Glibc

/// The service manager as a service sees it: a socket that takes what it is told.
@safe package final class NotifySocket: @unchecked Sendable {
    package let path = FileManager.default.temporaryDirectory.path + "/n-" + UUID().uuidString.prefix(8)
    private let descriptor: Int32
    private var heard: [String] = []

    /// There can be no socket here.
    package struct Refused: Error { package var number: Int32 }

    package init() throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        guard result == 0 else { throw Refused(number: errno) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
        unsafe unlink(path)
    }

    package var environment: [String: String] { ["NOTIFY_SOCKET": path] }

    /// The lines of the next message; waits ten seconds for it, and is one empty line where none comes.
    package func next() -> [String] { message(waiting: true) ?? [""] }

    /// Every line that was sent so far, in turn; to be asked often, or the sender waits.
    package var lines: [String] {
        while let message = message(waiting: false) { heard += message }
        return heard
    }

    private func message(waiting: Bool) -> [String]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(descriptor, &buffer, buffer.count, waiting ? 0 : Int32(MSG_DONTWAIT))
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count), as: UTF8.self).components(separatedBy: "\n")
    }
}
