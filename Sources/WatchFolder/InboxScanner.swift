internal import Glibc

/// Looks through the inbox: the truth that events only hint at.
package struct InboxScanner: Sendable {
    /// The inbox folder.
    package var inbox: RawPath
    package var rules = IgnoreRules()
    /// The most candidates a scan returns, so that a burst of 100,000 files is worked off in constant memory.
    package var limit = 4096
    /// The most skipped entries that are listed of each sort; all are counted.
    package var listed = 100
    /// How many folders may lie in each other.
    package var depthLimit = 64

    package init(inbox: RawPath, rules: IgnoreRules = IgnoreRules()) {
        self.inbox = inbox
        self.rules = rules
    }

    /// Walks the inbox and sorts every entry into what can be taken and what is left alone.
    ///
    /// `isKnown` says whether a page that is here no more was taken from here lately: its companion folder follows it.
    /// Throws when the inbox itself cannot be listed, as when its mount is lost: that never means "no files".
    package func scan(isKnown: (RawPath) -> Bool = { _ in false }) throws(SystemError) -> InboxListing {
        let root = try Folder(at: inbox)
        var walk = Walk(limit: limit, listed: listed)
        var folders: [RawPath] = [RawPath(bytes: [])]
        while let relative = folders.popLast() {
            do throws(SystemError) {
                let folder = try root.descend(relative.components)
                let names = try folder.names()
                let companions = companions(among: names, in: folder, at: relative, isKnown, &walk)
                for name in names where !companions.contains(name) {
                    if let below = classify(name, in: folder, at: relative, &walk) { folders.append(below) }
                }
            } catch {
                if relative.bytes.isEmpty { throw error }
                walk.couldNotOpen(relative, error, inbox: inbox)
            }
        }
        return walk.finished()
    }

    /// The folders that belong to a page saved "complete", here or taken from here: never looked into for pages.
    private func companions(
        among names: [RawPath],
        in folder: borrowing Folder,
        at relative: RawPath,
        _ isKnown: (RawPath) -> Bool,
        _ walk: inout Walk
    ) -> Set<RawPath> {
        var found: Set<RawPath> = []
        let candidates = names.map { (name: $0, pages: CompanionName.pages(of: $0)) }.filter { !$0.pages.isEmpty }
        guard !candidates.isEmpty else { return found }
        let present = Set(names)
        for (name, pages) in candidates where (try? folder.status(of: name).isFolder) ?? false {
            let path = relative.appending(name)
            if !pages.contains(where: present.contains) {
                guard pages.contains(where: { isKnown(relative.appending($0)) }) else { continue }
                if let signature = try? folder.companionSignature(of: name) {
                    walk.listing.companions.append(InboxFile(path: path, signature: signature))
                }
            }
            found.insert(name)
            walk.ignore(SkippedEntry(path: path, kind: .temporary, reason: "goes to the archive with its page"))
        }
        return found
    }

    /// Sorts one entry; a folder to walk is returned.
    private func classify(
        _ name: RawPath,
        in folder: borrowing Folder,
        at relative: RawPath,
        _ walk: inout Walk
    ) -> RawPath? {
        let path = relative.appending(name)
        // Gone since it was listed: nothing to say about it.
        guard let status = try? folder.status(of: name) else { return nil }
        if let rule = rules.rule(for: name, isFolder: status.isFolder) {
            walk.ignore(SkippedEntry(path: path, kind: .temporary, reason: rule.reason))
        } else if status.isFolder {
            if path.components.count <= depthLimit { return path }
            walk.skip(SkippedEntry(path: path, kind: .tooDeep, reason: "more than \(depthLimit) folders deep"))
        } else if status.isRegular {
            guard folder.mayRead(name) else {
                walk.couldNotRead(path, status, inbox: inbox)
                return nil
            }
            walk.take(InboxFile(path: path, signature: status.signature, links: status.links))
        } else {
            walk.skip(Self.special(path, status))
        }
        return nil
    }

    /// The entry for what is neither file nor folder.
    private static func special(_ path: RawPath, _ status: FileStatus) -> SkippedEntry {
        switch status.type {
        case S_IFLNK:
            SkippedEntry(path: path, kind: .symbolicLink, reason: "a symbolic link; put a copy of its target here")
        case S_IFIFO: SkippedEntry(path: path, kind: .fifo, reason: "a named pipe, not a file")
        case S_IFSOCK: SkippedEntry(path: path, kind: .socket, reason: "a socket, not a file")
        default: SkippedEntry(path: path, kind: .device, reason: "a device, not a file")
        }
    }
}

/// What a scan has gathered so far, in bounded memory.
private struct Walk {
    let limit: Int
    let listed: Int
    var listing = InboxListing()
    /// Files with several names, by their identity: they are taken only if all names lie in the inbox.
    var linked: [FileIdentity: [InboxFile]] = [:]

    init(limit: Int, listed: Int) {
        self.limit = limit
        self.listed = listed
    }

    mutating func take(_ file: InboxFile) {
        if file.links > 1 {
            linked[FileIdentity(file.signature), default: []].append(file)
        } else {
            listing.candidateCount += 1
            listing.candidates.append(file)
            if listing.candidates.count >= 2 * limit { keepOldest() }
        }
    }

    mutating func ignore(_ entry: SkippedEntry) {
        listing.ignoredCount += 1
        if listing.ignored.count < listed { listing.ignored.append(entry) }
    }

    mutating func skip(_ entry: SkippedEntry) {
        listing.specialCount += 1
        if listing.special.count < listed { listing.special.append(entry) }
    }

    mutating func couldNotRead(_ path: RawPath, _ status: FileStatus, inbox: RawPath) {
        listing.unreadableCount += 1
        guard listing.unreadable.count < listed else { return }
        let reason = RightsRemedy.text(for: inbox.appending(path), status)
        listing.unreadable.append(SkippedEntry(path: path, kind: .unreadable, reason: reason))
    }

    mutating func couldNotOpen(_ path: RawPath, _ error: SystemError, inbox: RawPath) {
        if error.isMissing || error.number == ELOOP { return }
        listing.unreadableCount += 1
        guard listing.unreadable.count < listed else { return }
        let command = "chmod a+rx \(ShellQuote.of(inbox.appending(path)))"
        listing.unreadable.append(
            SkippedEntry(path: path, kind: .unreadable, reason: "\(error). Mend it with: \(command)")
        )
    }

    mutating func keepOldest() {
        listing.candidates.sort(by: InboxFile.isBefore)
        if listing.candidates.count > limit { listing.candidates.removeLast(listing.candidates.count - limit) }
    }

    mutating func finished() -> InboxListing {
        for file in linked.values.joined() {
            if linked[FileIdentity(file.signature)]?.count ?? 0 >= file.links {
                listing.candidateCount += 1
                listing.candidates.append(file)
            } else {
                skip(SkippedEntry(path: file.path, kind: .hardLink, reason: Self.hardLinkReason))
            }
        }
        keepOldest()
        listing.ignored.sort { $0.path < $1.path }
        listing.special.sort { $0.path < $1.path }
        listing.unreadable.sort { $0.path < $1.path }
        return listing
    }

    private static let hardLinkReason = "a hard link to a file outside the inbox; put a copy here instead"
}

/// Which file an inode is.
private struct FileIdentity: Hashable {
    let device: Int
    let inode: Int

    init(_ signature: FileSignature) {
        device = signature.device
        inode = signature.inode
    }
}
