import Glibc

/// The service manager that started the process, as far as it wants to be told.
///
/// Speaks the notification protocol of sd_notify(3): one datagram of `KEY=value` lines to the socket that
/// `NOTIFY_SOCKET` names. Without that variable every call does nothing, so a shell run needs no other path.
package struct ServiceManager: Sendable {
    /// The socket's address, a leading `@` standing for the abstract name space; `nil` outside a service manager.
    private let socketPath: String?
    /// How often the manager wants a sign of life, in microseconds; `nil` when it keeps no watch.
    package let watchdogMicroseconds: Int?

    /// The manager that `environment` tells of.
    package init(environment: [String: String], processID: Int32 = getpid()) {
        socketPath = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let watched = environment["WATCHDOG_PID"].flatMap { Int32($0) }.map { $0 == processID } ?? true
        watchdogMicroseconds =
            watched ? environment["WATCHDOG_USEC"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// Whether anyone listens.
    package var isPresent: Bool { socketPath != nil }

    /// The service works from now on.
    package func ready(status: String) { send(["READY=1", "STATUS=" + oneLine(status)]) }

    /// What `systemctl status` shows.
    package func status(_ text: String) { send(["STATUS=" + oneLine(text)]) }

    /// The configuration is being read again; `ready` ends it.
    ///
    /// `MONOTONIC_USEC` is what Type=notify-reload (systemd 253) asks for; older versions ignore it.
    package func reloading() {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        send(["RELOADING=1", "MONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1000)"])
    }

    /// The service is on its way down.
    package func stopping(status: String) { send(["STOPPING=1", "STATUS=" + oneLine(status)]) }

    /// A sign of life.
    package func watchdog() { send(["WATCHDOG=1"]) }

    /// Asks for `seconds` more before the manager gives up on a slow start or stop.
    package func extendTimeout(seconds: Int) { send(["EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)"]) }

    /// A value may not hold a line break: it would start another assignment.
    private func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }

    private func send(_ assignments: [String]) {
        guard let socketPath else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var path = Array(socketPath.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout.offset(of: \sockaddr_un.sun_path)! + path.count)
        let message = Array(assignments.joined(separator: "\n").utf8)
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                // A lost notification is no reason to stop serving, so the result is not looked at.
                _ = unsafe sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), target, length)
            }
        }
    }
}
