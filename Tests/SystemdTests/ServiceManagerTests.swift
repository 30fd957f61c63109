import Systemd
import TestSupport
import Testing

/// What the service manager hears.
struct ServiceManagerTests {
    @Test func `the manager hears of start, status, life, reload, patience and stop`() throws {
        let socket = try NotifySocket()
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": socket.path])
        #expect(manager.isPresent)
        manager.ready(status: "watching")
        #expect(socket.next() == ["READY=1", "STATUS=watching"])
        manager.status("3 waiting")
        #expect(socket.next() == ["STATUS=3 waiting"])
        manager.watchdog()
        #expect(socket.next() == ["WATCHDOG=1"])
        manager.reloading()
        let reloading = socket.next()
        #expect(reloading.first == "RELOADING=1")
        let moment = reloading.last?.split(separator: "=").last.flatMap { Int($0) } ?? 0
        #expect(reloading.last?.hasPrefix("MONOTONIC_USEC=") == true && moment > 0)
        manager.extendTimeout(seconds: 30)
        #expect(socket.next() == ["EXTEND_TIMEOUT_USEC=30000000"])
        manager.stopping(status: "bye")
        #expect(socket.next() == ["STOPPING=1", "STATUS=bye"])
    }

    @Test func `a status with line breaks cannot pass for another message`() throws {
        let socket = try NotifySocket()
        ServiceManager(environment: ["NOTIFY_SOCKET": socket.path]).status("page\nSTOPPING=1\r\u{0}x")
        #expect(socket.next() == ["STATUS=page STOPPING=1  x"])
    }

    @Test func `without a manager, or with one that is gone, nothing happens`() {
        let nobody = ServiceManager(environment: [:])
        #expect(!nobody.isPresent)
        nobody.ready(status: "x")
        ServiceManager(environment: ["NOTIFY_SOCKET": "/nowhere/socket"]).ready(status: "x")
        let long = String(repeating: "x", count: 500)
        ServiceManager(environment: ["NOTIFY_SOCKET": "/" + long]).ready(status: "x")
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "60000000"], 60_000_000),
        (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "42"], 60_000_000),
        (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "43"], nil),
        (["WATCHDOG_USEC": "0"], nil),
        (["WATCHDOG_USEC": "often"], nil),
        ([:], nil),
    ])
    func `the watchdog is kept only for the process it is meant for`(environment: [String: String], expected: Int?) {
        #expect(ServiceManager(environment: environment, processID: 42).watchdogMicroseconds == expected)
    }
}
