internal import CWorker
internal import Glibc

/// Tries from inside what a taken-over service would try, to see that it is refused.
package enum SandboxTest {
    /// What was tried, and what the kernel said: `nil` where it was let through.
    package static func attempts() -> [(name: String, refusal: String?)] {
        [
            ("write to /etc", refusal(opening("/etc/daybook-was-here", O_WRONLY | O_CREAT))),
            ("write beside the binary", refusal(opening("/usr/bin/daybook-was-here", O_WRONLY | O_CREAT))),
            ("read the password hashes", refusal(opening("/etc/shadow", O_RDONLY))),
            ("open a disk", refusal(opening("/dev/sda", O_RDONLY))),
            ("open an internet socket", refusal(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))),
            ("open a raw socket", refusal(socket(AF_INET6, Int32(SOCK_RAW.rawValue), 0))),
            ("listen to the kernel", refusal(socket(AF_NETLINK, Int32(SOCK_RAW.rawValue), 0))),
            ("execute a shell", spawned("/bin/sh")),
            ("map memory to write and execute", mapped()),
            ("look into other processes", text(daybook_may_trace())),
            ("become root", refusal(setuid(0))),
            ("signal the first process", refusal(kill(1, 0))),
        ]
    }

    private static func text(_ number: Int32) -> String? {
        number == 0 ? nil : unsafe String(cString: strerror(number))
    }

    /// What errno says after a call that gave `result`; closes what was let through.
    private static func refusal(_ result: Int32) -> String? {
        guard result < 0 else {
            if result > STDERR_FILENO { close(result) }
            return nil
        }
        return text(errno)
    }

    private static func opening(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags | O_CLOEXEC, 0o600) }

    private static func spawned(_ path: String) -> String? { unsafe text(daybook_may_execute(path)) }

    private static func mapped() -> String? {
        let place = unsafe mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        return unsafe place == MAP_FAILED ? text(errno) : nil
    }
}
