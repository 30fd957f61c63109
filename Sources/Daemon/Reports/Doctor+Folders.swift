import Articles
import Foundation
import Glibc
import WatchFolder

/// Folders, their rights, their room, and what they lie on.
extension Doctor {
    private var folders: [(name: String, path: String)] {
        [
            ("root", settings.root), ("inbox", settings.inbox), ("archive", settings.archive),
            ("failed", settings.failed), ("digests", settings.digests),
        ]
    }

    mutating func checkFolders() {
        for (name, path) in folders {
            let place = quoted(path)
            guard let status = Self.status(path) else {
                let make = name == "inbox" ? "install -d -m 2770 \(place)" : "mkdir -p \(place)"
                add(name, .fault, "\(path) is missing", remedy: "mount it, or: \(make)")
                continue
            }
            guard status.st_mode & S_IFMT == S_IFDIR else {
                add(name, .fault, "\(path) is not a folder", remedy: "mv \(place) \(quoted(path + ".old"))")
                continue
            }
            guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else {
                add(
                    name,
                    .fault,
                    "\(path) cannot be read and written by \(Self.userName(geteuid()))",
                    remedy: "sudo -u \(owner) daybook doctor; if that says so too: chown -R \(owner): \(place)"
                )
                continue
            }
            add(name, .good, path)
        }
    }

    /// The service's user: whoever owns the root.
    private var owner: String { Self.status(settings.root).map { Self.userName($0.st_uid) } ?? "daybook" }

    mutating func checkRights() {
        guard let root = Self.status(settings.root) else { return }
        let files = folders + [("ledger", settings.database), ("lock", layout.lock.description)]
        for (name, path) in files {
            guard let status = Self.status(path) else { continue }
            let place = quoted(path)
            if status.st_uid != root.st_uid {
                add(
                    "owner of " + name,
                    .fault,
                    "\(path) belongs to \(Self.userName(status.st_uid)), the root to \(owner): the service cannot change it",
                    remedy: "chown -R \(owner): \(place)"
                )
            }
            if status.st_mode & S_IWOTH != 0 {
                add("mode of " + name, .fault, "everybody may change \(path)", remedy: "chmod o-w \(place)")
            }
            let needed = status.st_mode & S_IFMT == S_IFDIR ? S_IRWXU : S_IRUSR | S_IWUSR
            if status.st_mode & needed != needed {
                add(
                    "mode of " + name,
                    .fault,
                    "its owner may not read and write \(path)",
                    remedy: "chmod u+rwX \(place)"
                )
            }
        }
        checkGroup()
    }

    /// Where the service has a user of its own, people drop pages by its group.
    private mutating func checkGroup() {
        guard let inbox = Self.status(settings.inbox), machine.systemUsers.contains(inbox.st_uid) else { return }
        let wanted = S_IRWXG | S_ISGID
        guard inbox.st_mode & wanted != wanted else { return }
        add(
            "inbox rights",
            .warning,
            "members of the group cannot drop pages in \(settings.inbox), or what they drop is not the group's",
            remedy: "chmod 2770 \(quoted(settings.inbox))"
        )
    }

    mutating func checkSpace() {
        for (name, path) in [("root", layout.root), ("archive", layout.archive), ("digests", layout.digests)] {
            guard let free = try? FreeSpace.bytes(at: path) else { continue }
            let room = "\(free / 1_048_576) MiB free"
            if free < settings.minimumFree {
                add(
                    "space of " + name,
                    .fault,
                    room + ", below intake.min_free: intake pauses",
                    remedy: "du -xh \(quoted(path.description)) | sort -h | tail; make room, or lower intake.min_free"
                )
            } else {
                add("space of " + name, .good, room)
            }
        }
        var raw = statvfs()
        guard unsafe statvfs(settings.root, &raw) == 0, raw.f_files > 0, raw.f_favail < 1000 else { return }
        add(
            "inodes",
            .fault,
            "only \(raw.f_favail) files can be made on the disk of the root",
            remedy: "df -i \(quoted(settings.root)); remove files that are not needed"
        )
    }

    /// Files move between these folders by rename, which works on one file system only.
    mutating func checkFileSystems() {
        let root = Self.status(settings.root)?.st_dev
        for (name, path) in folders.dropFirst() where name != "digests" {
            guard let root, let other = Self.status(path)?.st_dev, root != other else { continue }
            add(
                "one file system",
                .warning,
                "\(name) lies on another file system than the root: files are copied instead of renamed",
                remedy: "set paths.\(name) to a folder on the file system of \(settings.root) (see: df \(quoted(path)))"
            )
        }
        if case .network(let kind) = machine.fileSystem(layout.inbox) {
            add(
                "network file system",
                .warning,
                "the inbox lies on \(kind), whose changes the kernel does not tell of: it is polled every 5 s",
                remedy:
                    "nothing, if that is meant; else set paths.inbox to a local folder and: systemctl restart daybook"
            )
        }
        if case .network(let kind) = machine.fileSystem(layout.root) {
            add(
                "network file system",
                .fault,
                "the ledger lies on \(kind), where SQLite's log does not work",
                remedy: "set root to a folder on a local disk, then: daybook config"
            )
        }
    }

    static func status(_ path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    static func userName(_ user: uid_t) -> String {
        guard let entry = unsafe getpwuid(user), let name = unsafe entry.pointee.pw_name else { return String(user) }
        return unsafe String(cString: name)
    }
}
