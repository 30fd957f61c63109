internal import Glibc

/// What kind of file system a folder lies on, as far as that matters to watching it.
package enum FileSystemKind: Equatable, Sendable {
    /// The kernel tells of every change.
    case local
    /// Others change it without this kernel being told: it has to be polled.
    case network(String)

    /// The kind of the file system with this name, as mounts list it.
    package init(name: String) {
        // fuseblk is a local disk; whatever else FUSE shows may be changed behind the kernel's back: sshfs, the clouds.
        let isNetwork = Self.networks.contains(name) || name == "fuse" || name.hasPrefix("fuse.")
        self = isNetwork ? .network(name) : .local
    }

    /// The kind of what lies on the device, by the process's list of mounts (proc(5), mountinfo); local where that does
    /// not tell.
    package init(device: Int, mounts: String) {
        let wanted = "\(Self.major(device)):\(Self.minor(device))"
        for line in mounts.split(separator: "\n") {
            // Six fields and optional ones, a dash, then the name of the file system.
            let fields = line.split(separator: " ")
            guard fields.count > 6, fields[2] == wanted, let dash = fields[6...].firstIndex(of: "-"),
                dash + 1 < fields.endIndex
            else { continue }
            self.init(name: String(fields[dash + 1]))
            return
        }
        self = .local
    }

    /// The kind of what `path` lies on.
    package init(at path: RawPath) {
        guard let device = try? Folder(at: path).device(), let mounts = Self.mounts() else {
            self = .local
            return
        }
        self.init(device: device, mounts: mounts)
    }

    private static let networks: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "afs", "coda", "ncpfs", "ceph", "lustre", "gfs2",
        "ocfs2",
        "gpfs", "glusterfs", "beegfs", "vboxsf", "vmhgfs", "prl_fs",
    ]

    private static func mounts() -> String? {
        guard let folder = try? Folder(at: RawPath("/proc/self")),
            let file = try? folder.openFile(RawPath("mountinfo")),
            let bytes = try? file.read(atMost: 4 << 20, expecting: 1 << 16, from: RawPath("/proc/self/mountinfo"))
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The two halves of a device number as glibc packs them (makedev(3)).
    private static func major(_ device: Int) -> Int { device >> 8 & 0xFFF | device >> 32 & ~0xFFF }
    private static func minor(_ device: Int) -> Int { device & 0xFF | device >> 12 & ~0xFF }
}
