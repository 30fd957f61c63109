internal import Articles

/// The names of the folders in the work folder: one for each claim.
enum ClaimID {
    /// A new name that starts with the moment of the claim, so that a later run still knows it.
    static func new(at received: Timestamp) -> String {
        "\(received.seconds)-" + String(UInt64.random(in: .min ... .max), radix: 16)
    }

    /// The name for a copy of the file that still lies in the inbox: the same for the same state of the file.
    ///
    /// The change time of the inode is in it, because an inode number is used again when a file is removed.
    static func copy(of file: FileSignature, at received: Timestamp) -> String {
        "\(received.seconds)-copy-\(file.device)-\(file.inode)-\(file.changed)-\(file.modified)-\(file.size)"
    }

    /// The moment in a name, or `nil` for a folder that is none of ours.
    static func received(in id: String) -> Timestamp? {
        guard let dash = id.firstIndex(of: "-"), let seconds = Int(id[..<dash]) else { return nil }
        return Timestamp(seconds: seconds)
    }

    /// The state of the original that a copy was made of.
    static func original(in id: String) -> FileSignature? {
        let parts = id.split(separator: "-")
        guard parts.count == 7, parts[1] == "copy" else { return nil }
        let numbers = parts.dropFirst(2).compactMap { Int($0) }
        guard numbers.count == 5 else { return nil }
        return FileSignature(
            device: numbers[0],
            inode: numbers[1],
            size: numbers[4],
            modified: numbers[3],
            changed: numbers[2]
        )
    }
}
