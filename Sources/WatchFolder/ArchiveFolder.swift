package import Articles
internal import Glibc

/// A copy in the archive that is known to hold the bytes with this hash.
///
/// Only `ArchiveFolder` makes one, after writing or re-reading it: what lets a file go asks for this proof.
package struct ArchivedCopy: Equatable, Sendable {
    /// Relative to the root, whatever the archive's own place: `archive/2025/11/08/0123456789ab-name.html`.
    package let path: String
    package let sha256: String

    fileprivate init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }
}

/// The originals by the day they were taken in: `YYYY/MM/DD/<first 12 digits of the hash>-NAME`.
package struct ArchiveFolder: Sendable {
    package let path: RawPath

    package init(path: RawPath) { self.path = path }

    /// Keeps the page's bytes; they are on the disk, under their name, when this returns.
    ///
    /// Idempotent: a copy that is there already is read and compared, not written again.
    package func store(_ page: ClaimedPage, on day: CivilDate) throws(IntakeError) -> ArchivedCopy {
        let name = Self.name(for: page.claim.path.name, sha256: page.sha256)
        let place = Self.folders(of: day)
        let copy = ArchivedCopy(path: (["archive"] + place + [name]).joined(separator: "/"), sha256: page.sha256)
        do throws(SystemError) {
            let folder = try Folder(at: path).descend(place.map { RawPath($0) }, making: .durably)
            if try holds(page, RawPath(name), in: folder) { return copy }
            try write(page, as: RawPath(name), in: folder)
            return copy
        } catch {
            throw .system(error)
        }
    }

    /// Keeps the page's bytes again in the place that the ledger knows: the copy there was lost, damaged or removed.
    package func mend(_ path: String, with page: ClaimedPage) throws(IntakeError) -> ArchivedCopy {
        let components = Array(RawPath(path).components.dropFirst())
        let dots = [RawPath("."), RawPath("..")]
        guard let name = components.last, components.count == 4, !components.contains(where: dots.contains) else {
            throw .notArchived(name: page.claim.name)
        }
        do throws(SystemError) {
            let folder = try Folder(at: self.path).descend(components.dropLast(), making: .durably)
            try write(page, as: name, in: folder)
            return ArchivedCopy(path: path, sha256: page.sha256)
        } catch {
            throw .system(error)
        }
    }

    /// The proof that the file at `path` (as `ArchivedCopy.path` names it) still holds the bytes with this hash, or
    /// `nil` when it is gone or damaged.
    package func verified(_ path: String, sha256: String) -> ArchivedCopy? {
        guard let bytes = try? bytes(of: path), SHA256.hexDigest(of: bytes) == sha256 else { return nil }
        return ArchivedCopy(path: path, sha256: sha256)
    }

    /// The bytes of the file at `path`, as `ArchivedCopy.path` names it.
    package func bytes(of path: String) throws(IntakeError) -> [UInt8] {
        let components = RawPath(path).components.dropFirst()
        let dots = [RawPath("."), RawPath("..")]
        guard let name = components.last, !components.contains(where: dots.contains) else {
            throw .vanished(name: path)
        }
        do throws(SystemError) {
            let folder = try Folder(at: self.path).descend(components.dropLast())
            let file = try folder.openFile(name)
            let status = try file.status(of: name)
            guard status.isRegular else { throw SystemError("read", folder.path.appending(name), number: EINVAL) }
            return try file.read(atMost: status.signature.size, expecting: status.signature.size, from: name)
        } catch {
            throw .system(error)
        }
    }

    /// Removes copies that a run that ended early did not finish; what they were copies of is still claimed.
    package func removeUnfinished() throws(IntakeError) {
        do throws(SystemError) {
            let root = try Folder(at: path)
            guard root.has(Self.incoming) else { return }
            let incoming = try root.child(Self.incoming)
            for name in try incoming.names() { try incoming.remove(name) }
        } catch {
            throw .system(error)
        }
    }

    private func holds(
        _ page: ClaimedPage,
        _ name: RawPath,
        in folder: borrowing Folder
    ) throws(SystemError) -> Bool {
        guard folder.has(name) else { return false }
        let file = try folder.openFile(name)
        return try file.read(atMost: page.bytes.count + 1, expecting: page.bytes.count, from: name) == page.bytes
    }

    /// Writes beside the archive's years, then renames: a reader sees the whole file or none.
    private func write(
        _ page: ClaimedPage,
        as name: RawPath,
        in folder: borrowing Folder
    ) throws(SystemError) {
        let incoming = try Folder(at: path).child(Self.incoming, making: .durably)
        let temporary = RawPath(page.claim.id)
        if incoming.has(temporary) { try incoming.remove(temporary) }
        do throws(SystemError) {
            let file = try incoming.makeFile(temporary)
            try file.write(page.bytes, to: folder.path.appending(name))
            try Self.note(page.claim.received, on: file, folder.path.appending(name))
            try file.synchronize(folder.path.appending(name))
            try incoming.move(temporary, to: folder, as: name)
        } catch {
            try? incoming.remove(temporary)
            throw error
        }
        try folder.synchronize()
    }

    /// Makes the copy's time say when the page was received, so that the archive alone can tell.
    ///
    /// The seconds are those of the claim. The fraction keeps the order of copies within one second: it grows with the
    /// microseconds since then.
    private static func note(
        _ received: Timestamp,
        on file: borrowing Descriptor,
        _ path: RawPath
    ) throws(SystemError) {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        let since = (now.tv_sec - received.seconds).multipliedReportingOverflow(by: 1_000_000)
        let fraction = since.overflow ? 0 : min(max(since.partialValue + now.tv_nsec / 1000, 0), 999_999_999)
        try file.setModified(seconds: received.seconds, nanoseconds: fraction, path)
    }

    static let incoming = RawPath(".incoming")

    private static func folders(of day: CivilDate) -> [String] {
        [paddedDecimal(day.year, width: 4), paddedDecimal(day.month, width: 2), paddedDecimal(day.day, width: 2)]
    }

    /// The name in the archive: valid UTF-8 without controls, so that it can stand in a link and in the ledger.
    ///
    /// Other bytes are written `%NN`. It is cut, before its extension, to what a file system takes; the hash in front
    /// keeps names apart and keeps the name from being `..` or hidden.
    static func name(for original: RawPath, sha256: String) -> String {
        let safe = SafeName.of(original.bytes)
        return SafeName.fitted(prefix: sha256.prefix(12) + "-", safe, limit: RawPath.longestName)
    }
}
