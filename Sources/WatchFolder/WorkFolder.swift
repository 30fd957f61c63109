package import Articles
internal import Glibc

/// The folder where claimed files lie while they are read: `.work/<claim>/NAME`.
///
/// A claim is a rename on one file system, so of two claimers one wins and a crash leaves the file in one of the two
/// places. Where the inbox lies on another file system, the file is copied and stays in the inbox until it is finished.
package struct WorkFolder: Sendable {
    package let path: RawPath
    package let inbox: RawPath

    package init(path: RawPath, inbox: RawPath) {
        self.path = path
        self.inbox = inbox
    }

    /// Moves `file` out of the inbox, if it is still the file that was looked at and nobody writes to it.
    package func claim(_ file: InboxFile, at received: Timestamp) throws(IntakeError) -> Claim {
        do {
            let source = try Folder(at: inbox).descend(file.path.components.dropLast())
            let name = file.path.name
            // Looked at before it is opened: opening a pipe would wake its writer.
            guard try source.status(of: name).isRegular else {
                throw IntakeError.notRegular(name: file.path.description)
            }
            let descriptor = try source.openFile(name)
            let status = try descriptor.status(of: file.path)
            guard status.isRegular, status.links <= file.links else {
                throw IntakeError.notRegular(name: file.path.description)
            }
            guard status.signature.hasSameContent(as: file.signature), !WriterProbe.findsWriter(on: descriptor.number)
            else { throw IntakeError.changed(name: file.path.description) }
            return try move(file, status, from: source, descriptor, at: received)
        } catch {
            throw translated(error, file.path)
        }
    }

    /// Reads the claimed file whole.
    ///
    /// A file over `maximumBytes` is not opened for its bytes at all. One that changes meanwhile, or that somebody
    /// writes to, goes back to the inbox. After any other error the claim still stands: give it back or keep it in
    /// `failed/`.
    package func read(_ claim: Claim, maximumBytes: Int) throws(IntakeError) -> ClaimedPage {
        let outcome: ReadOutcome
        do {
            let descriptor = try folder(of: claim).openFile(claim.path.name)
            let before = try descriptor.status(of: claim.path)
            guard before.isRegular else { throw IntakeError.notRegular(name: claim.name) }
            if before.signature.size > maximumBytes {
                throw IntakeError.tooLarge(name: claim.name, bytes: before.signature.size, limit: maximumBytes)
            }
            let size = before.signature.size
            let bytes = try descriptor.read(atMost: size + 1, expecting: size, from: claim.path)
            let after = try descriptor.status(of: claim.path)
            let isStable = bytes.count == size && after.signature.hasSameContent(as: before.signature)
            outcome = ReadOutcome(
                bytes: bytes,
                signature: after.signature,
                isWhole: isStable && !WriterProbe.findsWriter(on: descriptor.number)
            )
        } catch {
            throw translated(error, claim.path)
        }
        guard outcome.isWhole else {
            try giveBack(claim)
            throw .changed(name: claim.name)
        }
        let sha256 = SHA256.hexDigest(of: outcome.bytes)
        return ClaimedPage(claim: claim, bytes: outcome.bytes, sha256: sha256, signature: outcome.signature)
    }

    /// Puts the file back where it lay, under a free name if its own is taken by now.
    package func giveBack(_ claim: Claim) throws(IntakeError) {
        do {
            let work = try folder(of: claim)
            if claim.original != nil {
                try work.remove(claim.path.name)
            } else {
                let target = try Folder(at: inbox).descend(claim.path.components.dropLast(), making: .yes)
                _ = try work.moveKeepingAll(claim.path.name, to: target, as: claim.path.name)
                try target.synchronize()
            }
            try tidy(claim)
        } catch {
            throw translated(error, claim.path)
        }
    }

    /// Lets go of the file: its bytes are in the archive, as `copy` proves, and the ledger knows them.
    ///
    /// A file that was written to after it was read is not let go but given back: it holds other bytes now.
    package func finish(_ page: ClaimedPage, archived copy: ArchivedCopy) throws(IntakeError) {
        guard copy.sha256 == page.sha256 else { throw .notArchived(name: page.claim.name) }
        do {
            let work = try folder(of: page.claim)
            let name = page.claim.path.name
            let status = try work.status(of: name)
            if status.signature.hasSameContent(as: page.signature) {
                try removeOriginal(of: page.claim)
                try work.remove(name)
                return try tidy(page.claim)
            }
        } catch {
            throw translated(error, page.claim.path)
        }
        try giveBack(page.claim)
        throw .changed(name: page.claim.name)
    }

    /// What an earlier run left here, in the order it was claimed; it is read like any other claim.
    package func recover() throws(IntakeError) -> [Claim] {
        do throws(SystemError) {
            let work = try Folder(at: path.parent ?? RawPath(".")).child(path.name, making: .yes)
            var claims: [Claim] = []
            for name in try work.names() {
                guard let received = ClaimID.received(in: name.description) else { continue }
                let found = try leftover(in: name, received: received, work)
                if let found { claims.append(found) } else { try clear(name, in: work) }
            }
            return claims.sorted { ($0.received, $0.path, $0.id) < ($1.received, $1.path, $1.id) }
        } catch {
            throw .system(error)
        }
    }
}

/// What reading a claimed file gave.
private struct ReadOutcome {
    let bytes: [UInt8]
    let signature: FileSignature
    let isWhole: Bool
}

extension WorkFolder {
    /// The error in the words of intake.
    private func translated(_ error: any Error, _ path: RawPath) -> IntakeError {
        switch error {
        case let error as IntakeError: error
        case let error as SystemError where error.isMissing: .vanished(name: path.description)
        case let error as SystemError where error.number == ELOOP: .notRegular(name: path.description)
        case let error as SystemError where error.isDenied:
            .unreadable(name: path.description, reason: RightsRemedy.text(for: inbox.appending(path), error))
        case let error as SystemError: .system(error)
        default: .system(SystemError("take in", path, number: EIO))
        }
    }

    /// The open folder that holds the claimed file.
    func folder(of claim: Claim) throws(SystemError) -> Folder { try Folder(at: path).descend(claim.folders) }

    /// Removes the file in the inbox that a copy was made of, unless it is another one by now.
    func removeOriginal(of claim: Claim) throws(SystemError) {
        guard let original = claim.original else { return }
        do throws(SystemError) {
            let source = try Folder(at: inbox).descend(claim.path.components.dropLast())
            if try source.status(of: claim.path.name).signature == original { try source.remove(claim.path.name) }
        } catch  where error.isMissing {
            // Its owner took it away; the archive holds the bytes.
        }
    }

    /// Removes the empty folders of a claim whose file has left.
    func tidy(_ claim: Claim) throws(SystemError) {
        let work = try Folder(at: path)
        for depth in stride(from: claim.folders.count, to: 0, by: -1) {
            let parents = claim.folders[..<(depth - 1)]
            try work.descend(parents).removeEmptyFolder(claim.folders[depth - 1])
        }
    }

    private func move(
        _ file: InboxFile,
        _ status: FileStatus,
        from source: borrowing Folder,
        _ descriptor: borrowing Descriptor,
        at received: Timestamp
    ) throws -> Claim {
        let work = try Folder(at: path)
        let claim = Claim(id: ClaimID.new(at: received), received: received, path: file.path)
        let target = try work.descend(claim.folders, making: .yes)
        do throws(SystemError) {
            try source.move(file.path.name, to: target, as: file.path.name)
        } catch {
            try tidy(claim)
            guard error.number == EXDEV else { throw error }
            return try copy(file, status, descriptor, at: received)
        }
        // Between the look and the rename another file may have taken the name.
        guard try target.status(of: file.path.name).signature.inode == status.signature.inode else {
            try giveBack(claim)
            throw IntakeError.changed(name: claim.name)
        }
        return claim
    }

    /// Copies the file, because the work folder lies on another file system.
    private func copy(
        _ file: InboxFile,
        _ status: FileStatus,
        _ descriptor: borrowing Descriptor,
        at received: Timestamp
    ) throws(SystemError) -> Claim {
        let id = ClaimID.copy(of: status.signature, at: received)
        let claim = Claim(id: id, received: received, path: file.path, original: status.signature)
        let target = try Folder(at: path).descend(claim.folders, making: .yes)
        let copy = try target.makeFile(Self.incoming)
        try descriptor.copyAll(to: copy, from: file.path)
        try copy.synchronize(file.path)
        try target.move(Self.incoming, to: target, as: file.path.name)
        try target.synchronize()
        return claim
    }

    /// The claim that a folder of an earlier run holds, or `nil` when there is nothing to keep in it.
    private func leftover(
        in id: RawPath,
        received: Timestamp,
        _ work: borrowing Folder
    ) throws(SystemError) -> Claim? {
        let original = ClaimID.original(in: id.description)
        var path = RawPath(bytes: [])
        // Each folder holds one entry: the next folder of the path, or the file.
        for _ in 0..<1024 {
            let folder = try work.descend([id] + path.components)
            guard let name = try folder.names().first(where: { $0 != Self.incoming }) else { return nil }
            path = path.appending(name)
            guard try folder.status(of: name).isFolder else {
                if let original, try isChanged(original, at: path) { return nil }
                return Claim(
                    id: id.description,
                    received: received,
                    path: path,
                    isRecovered: true,
                    original: original
                )
            }
        }
        return nil
    }

    /// Whether the inbox holds something else than the original under its name: that is taken in anew.
    private func isChanged(_ original: FileSignature, at path: RawPath) throws(SystemError) -> Bool {
        do throws(SystemError) {
            let source = try Folder(at: inbox).descend(path.components.dropLast())
            return try source.status(of: path.name).signature != original
        } catch  where error.isMissing {
            return false
        }
    }

    /// Removes a folder without a claim: empty, or with a copy whose original is safe in the inbox.
    private func clear(_ id: RawPath, in work: borrowing Folder) throws(SystemError) {
        var chain = [id]
        for _ in 0..<1024 {
            let folder = try work.descend(chain)
            guard let name = try folder.names().first else { break }
            guard try folder.status(of: name).isFolder else {
                guard ClaimID.original(in: id.description) != nil else { return }
                try folder.remove(name)
                continue
            }
            chain.append(name)
        }
        for depth in stride(from: chain.count, to: 0, by: -1) {
            try work.descend(chain[..<(depth - 1)]).removeEmptyFolder(chain[depth - 1])
        }
    }

    /// The name of a copy that is not whole yet; a dot file, so that the scanner would ignore it too.
    static let incoming = RawPath(".incoming")
}
