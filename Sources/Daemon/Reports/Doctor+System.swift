import Foundation
import Glibc
import WatchFolder

/// The kernel's limits, and the unit by which the service is run.
extension Doctor {
    /// Each folder of the inbox takes a watch and the daemon a queue; without them it is polled.
    mutating func checkLimits() {
        let limits = [
            ("max_user_watches", 8192, 524_288, "watches"), ("max_user_instances", 16, 1024, "watch queues"),
        ]
        for (name, least, advised, word) in limits {
            guard let limit = machine.number("/proc/sys/fs/inotify/" + name) else { continue }
            if limit < least {
                add(
                    "inotify",
                    .warning,
                    "only \(limit) \(word) for each user",
                    remedy: "sysctl fs.inotify.\(name)=\(advised); for good: a line in /etc/sysctl.d/daybook.conf"
                )
            } else {
                add("inotify", .good, "\(limit) \(word)")
            }
        }
    }

    /// Looks at the unit where systemd runs and this root is the one that it serves.
    mutating func checkUnit() {
        guard settings.root == machine.unitRoot, Self.status(machine.prefix + "/run/systemd/system") != nil else {
            return
        }
        let own = machine.prefix + "/etc/systemd/system/daybook.service"
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: own)
        if target == "/dev/null" || (target == nil && Self.status(own)?.st_size == 0) {
            return add(
                "unit",
                .fault,
                "daybook.service is masked: it cannot be started",
                remedy: "systemctl unmask daybook"
            )
        }
        let places = ["/usr/lib", "/lib", "/usr/local/lib"].map {
            machine.prefix + $0 + "/systemd/system/daybook.service"
        }
        let shipped = places.first { Self.status($0) != nil }
        if shipped == nil, Self.status(own) == nil {
            add("unit", .fault, "daybook.service is not installed", remedy: "make install; systemctl daemon-reload")
        } else if shipped != nil, Self.status(own) != nil {
            add(
                "unit",
                .warning,
                "\(own) stands in for the one that was installed",
                remedy: "systemctl revert daybook, or: systemctl cat daybook"
            )
        } else {
            add("unit", .good, shipped ?? own)
        }
        checkDropIns()
        checkUser()
        let wanted = machine.prefix + "/etc/systemd/system/multi-user.target.wants/daybook.service"
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: wanted)) == nil {
            add("unit at start", .warning, "it is not started with the machine", remedy: "systemctl enable daybook")
        }
    }

    private mutating func checkDropIns() {
        for place in ["/etc", "/run"] {
            let folder = machine.prefix + place + "/systemd/system/daybook.service.d"
            for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
                guard name.hasSuffix(".conf") else { continue }
                add(
                    "unit drop-in",
                    .warning,
                    "\(folder)/\(name) changes the unit",
                    remedy: "systemctl cat daybook; to go back: systemctl revert daybook"
                )
            }
        }
    }

    private mutating func checkUser() {
        let lines = (machine.text("/etc/passwd") ?? "") + "\n" + (machine.text("/etc/group") ?? "")
        let isKnown = lines.split(separator: "\n").count { $0.hasPrefix("daybook:") } >= 2
        // Users may also come from elsewhere, such as LDAP: the system's own question is asked on a real machine.
        guard !isKnown else { return }
        if machine.prefix.isEmpty, unsafe getpwnam("daybook") != nil { return }
        add(
            "user",
            .fault,
            "there is no user or no group called daybook: the unit cannot start",
            remedy: "systemd-sysusers; systemd-tmpfiles --create daybook.conf"
        )
    }
}
