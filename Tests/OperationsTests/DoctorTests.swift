import Articles
import Daemon
import Foundation
import GRDB
import Glibc
import Storage
import Testing
import WatchFolder

/// A fault that is planted for real, and what the doctor is to say.
struct PlantedFault: Sendable, CustomTestStringConvertible {
    /// Where a fault is planted.
    struct Ward {
        let state: State
        var flags: [String: String] = [:]
        var machine = Machine()
        var now = Timestamp.now
        /// What has to stay open while the doctor looks.
        var held: [Any] = []

        func sql(_ statements: String) throws {
            let database = try DatabaseQueue(path: state.path + "/daybook.sqlite")
            try database.writeWithoutTransaction { try $0.execute(sql: statements) }
            try database.close()
        }

        func chmod(_ mode: mode_t, _ name: String) { _ = unsafe Glibc.chmod(state.path + "/" + name, mode) }

        /// Puts a file of the system in front of the doctor.
        mutating func system(_ path: String, _ text: String) throws {
            machine.prefix = state.path + "/machine"
            machine.unitRoot = state.path
            try state.write(text, to: "machine/run/systemd/system/.keep")
            try state.write(text, to: "machine" + path)
        }

        /// A machine on which everything is installed.
        mutating func installed() throws {
            try system("/usr/lib/systemd/system/daybook.service", "[Service]\n")
            try system("/etc/passwd", "daybook:x:990:990::/var/lib/daybook:/sbin/nologin\n")
            try system("/etc/group", "daybook:x:990:\n")
            let wants = state.path + "/machine/etc/systemd/system/multi-user.target.wants"
            try FileManager.default.createDirectory(atPath: wants, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: wants + "/daybook.service",
                withDestinationPath: "/usr/lib/systemd/system/daybook.service"
            )
        }
    }

    var testDescription: String
    var check: String
    var remedy: String
    var isFault: Bool
    var plant: @Sendable (inout Ward) throws -> Void

    init(
        _ name: String,
        _ check: String,
        _ remedy: String,
        isFault: Bool = true,
        _ plant: @escaping @Sendable (inout Ward) throws -> Void
    ) {
        testDescription = name
        self.check = check
        self.remedy = remedy
        self.isFault = isFault
        self.plant = plant
    }

    static let all = folders + ledger + files + knowledge + system

    private static func remove(_ name: String, _ ward: Ward) throws {
        try FileManager.default.removeItem(atPath: ward.state.path + "/" + name)
    }

    static let folders = [
        PlantedFault("the inbox is missing", "inbox", "install -d -m 2770") { try remove("inbox", $0) },
        PlantedFault("the digests' folder is a file", "digests", "mv ") { ward in
            try remove("digests", ward)
            try ward.state.write("", to: "digests")
        },
        PlantedFault("the digests' folder cannot be written", "mode of digests", "chmod u+rwX") {
            $0.chmod(0o550, "digests")
        },
        PlantedFault("the group cannot drop pages", "inbox rights", "chmod 2770", isFault: false) { ward in
            ward.machine.systemUsers = 0...UInt32.max
            ward.chmod(0o755, "inbox")
        },
        PlantedFault("everybody may change the root", "mode of root", "chmod o-w") { $0.chmod(0o777, "") },
        PlantedFault("the inbox lies on another disk", "one file system", "set paths.inbox", isFault: false) { ward in
            let other = "/dev/shm/" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            ward.flags["paths.inbox"] = other
            ward.held.append(Removed(path: other))
        },
        PlantedFault("the inbox lies on a network", "network file system", "set paths.inbox", isFault: false) { ward in
            ward.machine.fileSystem = { $0.description.hasSuffix("inbox") ? .network("nfs4") : .local }
        },
        PlantedFault("the disk is nearly full", "space of root", "du -xh") {
            $0.flags["intake.min_free"] = "900000 GiB"
        },
    ]

    static let ledger = [
        PlantedFault("the ledger is damaged", "ledger", "daybook rebuild") { ward in
            let path = ward.state.path + "/daybook.sqlite"
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.write(contentsOf: Data(repeating: 0x41, count: 512))
            try file.close()
        },
        PlantedFault("the ledger is damaged, and there is a backup", "ledger", "daybook restore") { ward in
            let path = ward.state.path + "/daybook.sqlite"
            try ward.state.write(Data(contentsOf: URL(filePath: path)), to: "backups/daybook-20251108-060000.sqlite")
            try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: path))
        },
        PlantedFault("a later version wrote the ledger", "ledger", "install the version that wrote it") { ward in
            try ward.sql("INSERT INTO grdb_migrations (identifier) VALUES ('999: of the future')")
        },
        PlantedFault("the last run was killed", "stale lock", "systemctl start daybook", isFault: false) { ward in
            try ward.sql("INSERT INTO run (started, seen) VALUES (1760000000, 1760000000)")
        },
        PlantedFault("a log is left without a daemon", "log of the ledger", "daybook run", isFault: false) { ward in
            let ledger = try Ledger(at: ward.state.path + "/daybook.sqlite", for: .change)
            try ledger.setMeta("left", "behind")
            ward.held.append(ledger)
        },
        PlantedFault("no daemon runs", "daemon", "systemctl start daybook", isFault: false) { _ in },
        PlantedFault("the lock is a folder", "lock", "mv ") { ward in
            try remove("daybook.lock", ward)
            try ward.state.write("", to: "daybook.lock/x")
        },
        PlantedFault("a daemon hangs", "pace", "systemctl restart daybook") { ward in
            try ward.sql("UPDATE meta SET value = '2025-01-01T00:00:00Z' WHERE key = 'lastScan'")
            ward.held.append(try Holder(ward.state.path + "/daybook.lock"))
        },
        PlantedFault("the search index is out of step", "search index", "daybook rebuild --index") {
            try $0.sql("INSERT INTO searchIndex (searchIndex) VALUES ('delete-all')")
        },
        PlantedFault("the clock was set back", "clock", "timedatectl set-ntp true") { ward in
            try ward.sql("UPDATE document SET received = received + 864000")
        },
        PlantedFault("editions are due", "editions", "daybook run", isFault: false) { ward in
            ward.now = Timestamp(seconds: ward.now.seconds + 3 * 86_400)
        },
        PlantedFault("a running daemon makes no editions", "editions", "systemctl restart daybook") { ward in
            ward.now = Timestamp(seconds: ward.now.seconds + 3 * 86_400)
            ward.held.append(try Holder(ward.state.path + "/daybook.lock"))
        },
    ]

    private static func copy(_ ward: Ward) throws -> String {
        ward.state.path + "/" + (try #require(try ward.state.ledger.document("harbours.html"))).archivePath
    }

    static let files = [
        PlantedFault("an archived copy is missing", "archived copy", "which mends the copy") { ward in
            try FileManager.default.removeItem(atPath: copy(ward))
        },
        PlantedFault("an archived copy holds other bytes", "archived copy", "which mends the copy") { ward in
            let path = try copy(ward)
            var bytes = try Data(contentsOf: URL(filePath: path))
            bytes[100] ^= 1
            try bytes.write(to: URL(filePath: path))
        },
        PlantedFault("the archive holds what no document has", "archive", "daybook rebuild", isFault: false) {
            try $0.state.write("x", to: "archive/2025/11/08/0123456789ab-page.html")
        },
        PlantedFault("a file failed", "failed files", "daybook retry", isFault: false) {
            try $0.state.write("x", to: "failed/page.html")
        },
        PlantedFault("files were in hand", "claimed files", "daybook run", isFault: false) {
            try $0.state.write("x", to: ".work/1760000000-abc/page.html")
        },
        PlantedFault("a stranger lies in the work folder", "work folder", "mv ") {
            try $0.state.write("x", to: ".work/page.html")
        },
        PlantedFault("an archived folder has lost its page", "archived folder", "rm -r ", isFault: false) {
            try $0.state.write("p {}", to: "archive/2025/11/08/0123456789ab-page_files/a.css")
        },
        PlantedFault("the copy of a folder was not finished", "leftovers", "rm -r ", isFault: false) {
            try $0.state.write("p {}", to: "archive/2025/11/08/.incoming-0123456789ab-page_files/a.css")
        },
        PlantedFault("temporary files were left", "leftovers", "rm ", isFault: false) {
            try $0.state.write("x", to: "digests/.daybook-2147483000-today.md")
        },
        PlantedFault("a reason has no file", "leftovers", "rm ", isFault: false) {
            try $0.state.write("{}", to: "failed/gone.html.reason.json")
        },
        PlantedFault("a rebuild did not end", "rebuild", "daybook rebuild", isFault: false) {
            try $0.state.write("", to: "daybook.sqlite.rebuild")
        },
        PlantedFault("a link lies in the inbox", "inbox entry", "cp --dereference", isFault: false) { ward in
            let link = ward.state.path + "/inbox/link.html"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
        },
    ]

    private static func knowledge(_ yaml: String, _ ward: inout Ward) throws {
        try ward.state.write(yaml, to: "entities/own.yaml")
        ward.flags["knowledge.files"] = ward.state.path + "/entities"
    }

    static let knowledge = [
        PlantedFault("a knowledge file is no YAML", "knowledge base", "daybook reload") {
            try knowledge("- id: [broken\n", &$0)
        },
        PlantedFault("an id comes twice", "knowledge base", "grep -n 'quillwick'", isFault: false) {
            let entry = "- {id: quillwick, name: Quillwick Labs, type: organization, kind: company}\n"
            try knowledge(entry + entry.replacing("Labs", with: "Works"), &$0)
        },
        PlantedFault("a name is claimed twice", "knowledge base", "grep -n 'Quillwick Labs'", isFault: false) {
            let entry = "- {id: quillwick, name: Quillwick Labs, type: organization, kind: company}\n"
            try knowledge(entry + entry.replacing("id: quillwick", with: "id: quill"), &$0)
        },
        PlantedFault("an owner is no entry", "knowledge base", "grep -n 'quillwick'", isFault: false) {
            let entry = "- {id: quillwick, name: Quillwick, type: product, kind: service, owner: nobody-at-all}\n"
            try knowledge(entry, &$0)
        },
    ]

    static let system = [
        PlantedFault("too few watches", "inotify", "sysctl fs.inotify.max_user_watches=524288", isFault: false) {
            try $0.installed()
            try $0.system("/proc/sys/fs/inotify/max_user_watches", "128\n")
        },
        PlantedFault("too few queues", "inotify", "sysctl fs.inotify.max_user_instances=1024", isFault: false) {
            try $0.installed()
            try $0.system("/proc/sys/fs/inotify/max_user_instances", "2\n")
        },
        PlantedFault("the unit is not installed", "unit", "make install") { try $0.system("/etc/passwd", "") },
        PlantedFault("the unit is masked", "unit", "systemctl unmask daybook") { ward in
            try ward.installed()
            try ward.state.write("", to: "machine/etc/systemd/system/daybook.service")
        },
        PlantedFault("another unit stands in", "unit", "systemctl revert daybook", isFault: false) { ward in
            try ward.installed()
            try ward.state.write("[Service]\n", to: "machine/etc/systemd/system/daybook.service")
        },
        PlantedFault("a drop-in changes the unit", "unit drop-in", "systemctl cat daybook", isFault: false) { ward in
            try ward.installed()
            try ward.state.write("[Service]\n", to: "machine/etc/systemd/system/daybook.service.d/own.conf")
        },
        PlantedFault("the unit is not enabled", "unit at start", "systemctl enable daybook", isFault: false) { ward in
            try ward.installed()
            try remove("machine/etc/systemd/system/multi-user.target.wants", ward)
        },
        PlantedFault("the system user is missing", "user", "systemd-sysusers") { ward in
            try ward.installed()
            try ward.state.write("root:x:0:\n", to: "machine/etc/passwd")
        },
    ]
}

/// A file or folder that goes with the test.
private final class Removed {
    let path: String
    init(path: String) { self.path = path }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Holds the lock as a daemon would.
private final class Holder {
    private let lock: StateLock
    init(_ path: String) throws { lock = try StateLock(at: RawPath(path)) }
}

struct DoctorTests {
    /// One root that was filled by the real stages; each test gets a copy.
    private static let template = Task {
        let state = try State()
        try await state.takeIn(["harbours"])
        _ = unsafe chmod(state.path + "/inbox", 0o2770)
        return state
    }

    private func healthy() async throws -> State { try State(copying: await Self.template.value) }

    @Test func `nothing is wrong with a root that was just made`() async throws {
        let state = try await healthy()
        var ward = PlantedFault.Ward(state: state)
        try ward.installed()
        let doctor = Doctor(try await state.settings(), machine: ward.machine)
        let unwell = doctor.findings.filter {
            $0.level != .good && $0.check != "daemon" && $0.check != "knowledge base"
        }
        #expect(unwell.isEmpty, "\(unwell)")
        #expect(!doctor.hasFaults)
    }

    @Test(arguments: PlantedFault.all)
    func `finds each planted fault and names the remedy`(fault: PlantedFault) async throws {
        let state = try await healthy()
        var ward = PlantedFault.Ward(state: state)
        try fault.plant(&ward)
        let settings = try await state.settings(ward.flags)
        let doctor = Doctor(settings, machine: ward.machine, at: ward.now)
        let found = doctor.findings.filter { $0.check == fault.check && $0.level != .good }
        #expect(found.contains { $0.remedy.contains(fault.remedy) }, "\(doctor.text)")
        #expect(found.contains { $0.level == (fault.isFault ? .fault : .warning) }, "\(found)")
        #expect(doctor.hasFaults == fault.isFault, "\(doctor.text)")
        #expect(doctor.text.contains("do: "))
        _ = ward.held
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func `finds a ledger that belongs to another user`() async throws {
        let state = try await healthy()
        #expect(unsafe chown(state.path + "/daybook.sqlite", 1, 1) == 0)
        let found = Doctor(try await state.settings()).findings.first { $0.check == "owner of ledger" }
        #expect(found?.level == .fault)
        #expect(found?.remedy.hasPrefix("chown -R ") == true)
    }

    @Test(arguments: [
        (["intake.setle": "1"], "daybook config"), (["digest.timezone": "Asia/Soul"], "timedatectl"),
        (["digest.time": "6 Uhr"], "daybook config"),
    ])
    func `a mistake in the configuration is a finding`(keys: [String: String], remedy: String) async throws {
        let state = try await healthy()
        let yaml: String = keys.map { key, value -> String in
            let parts = key.split(separator: ".")
            return "\(parts[0]):\n  \(parts[1]): \(value)\n"
        }.joined()
        try state.write(yaml, to: "daybook.yaml")
        do {
            let flags = ["root": state.path]
            _ = try await Settings.read(file: state.path + "/daybook.yaml", environment: [:], flags: flags)
            Issue.record("the mistake was not noticed")
        } catch {
            let doctor = Doctor(try await state.settings(), mistake: error)
            let found = doctor.findings.first { $0.check == "configuration" }
            #expect(found?.level == .fault)
            #expect(found?.remedy.contains(remedy) == true)
            #expect(doctor.hasFaults)
        }
    }

    @Test(arguments: [
        ("36 35 0:50 / /mnt/in rw - nfs4 host:/x rw", 50, FileSystemKind.network("nfs4")),
        ("36 35 0:50 / /mnt/in rw shared:1 master:2 - fuse.sshfs host rw", 50, .network("fuse.sshfs")),
        ("36 35 0:50 / /mnt/in rw - fuseblk /dev/sdb1 rw", 50, .local),
        ("36 35 8:1 / / rw - ext4 /dev/sda1 rw", 2049, .local),
        ("36 35 0:50 / /mnt/in rw - cifs //host/x rw", 51, .local),
    ])
    func `promise 7: a network file system is known by its mount`(mounts: String, device: Int, kind: FileSystemKind) {
        #expect(FileSystemKind(device: device, mounts: mounts) == kind)
    }
}
