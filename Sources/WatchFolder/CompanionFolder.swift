internal import Glibc

extension Folder {
    /// The most entries of a companion folder that are looked at, and how deep; pages have some hundred in one folder.
    private static let mostEntries = 20_000
    private static let deepest = 16

    /// One state of the folder called `name` and everything in it, to tell whether it is still being written.
    func companionSignature(of name: RawPath) throws(SystemError) -> FileSignature {
        var signature = try status(of: name).signature
        signature.size = 1
        for entry in try companionEntries(of: name) where entry.status.isRegular {
            signature.size += entry.status.signature.size + 1
            signature.modified = max(signature.modified, entry.status.signature.modified)
        }
        return signature
    }

    /// The bytes of all files in the folder called `name`.
    func companionSize(of name: RawPath) throws(SystemError) -> Int {
        var size = 0
        for entry in try companionEntries(of: name) where entry.status.isRegular { size += entry.status.signature.size }
        return size
    }

    /// Removes the folder called `name` with everything in it; a link is removed, what it leads to stays.
    func removeCompanion(_ name: RawPath) throws(SystemError) {
        // A folder may hold more entries than are listed at once.
        for _ in 0..<1024 {
            for entry in try companionEntries(of: name).reversed() {
                let parent = try descend(entry.path.components.dropLast())
                if entry.status.isFolder {
                    parent.removeEmptyFolder(entry.path.name)
                } else {
                    try parent.remove(entry.path.name)
                }
            }
            if removeEmptyFolder(name) { return }
        }
        throw SystemError("remove", path.appending(name), number: ENOTEMPTY)
    }

    /// What lies in the folder called `name`, folders before what is in them.
    func companionEntries(of name: RawPath) throws(SystemError) -> [(path: RawPath, status: FileStatus)] {
        var entries: [(path: RawPath, status: FileStatus)] = []
        var waiting = [name]
        while let path = waiting.popLast() {
            let folder = try descend(path.components)
            for inner in try folder.names() {
                guard let status = try? folder.status(of: inner) else { continue }
                let below = path.appending(inner)
                entries.append((below, status))
                if status.isFolder, below.components.count <= Self.deepest { waiting.append(below) }
                guard entries.count < Self.mostEntries else { return entries }
            }
        }
        return entries
    }
}

extension ArchiveFolder {
    /// Moves the companion folder at `path` in the inbox to where its page is archived, under a name that begins with
    /// the page's hash; tells the name.
    ///
    /// The folder is one name until then and one after: a crash leaves it in one of the two places. On another file
    /// system it is copied first and removed when the copy is on the disk.
    package func keepCompanion(
        _ path: RawPath,
        from inbox: RawPath,
        besides page: String
    ) throws(IntakeError) -> String {
        do throws(SystemError) {
            let source = try Folder(at: inbox).descend(path.components.dropLast())
            let place = RawPath(page).components
            let target = try Folder(at: self.path).descend(place.dropFirst().dropLast())
            let digits = String(decoding: place.last?.bytes.prefix(Self.digits) ?? [], as: UTF8.self)
            let name = try Self.freeName(RawPath(Self.companionName(path.name, digits)), in: target)
            do throws(SystemError) {
                try source.move(path.name, to: target, as: name)
            } catch {
                guard error.number == EXDEV else { throw error }
                try Self.copy(path.name, from: source, to: target, as: name)
            }
            try target.synchronize()
            try source.synchronize()
            return name.description
        } catch {
            throw error.isDenied
                ? .unreadable(name: path.description, reason: Self.remedy(path, inbox)) : .system(error)
        }
    }

    /// The first digits of the hash and the dash in an archived name.
    private static let digits = 13

    private static func companionName(_ folder: RawPath, _ digits: String) -> String {
        SafeName.fitted(prefix: digits, SafeName.of(folder.bytes), limit: RawPath.longestName - 16)
    }

    private static func freeName(_ wanted: RawPath, in folder: borrowing Folder) throws(SystemError) -> RawPath {
        for count in 1...100_000 {
            let name = wanted.numbered(count, limit: RawPath.longestName)
            if !folder.has(name) { return name }
        }
        throw SystemError("find a free name for", wanted, number: EEXIST)
    }

    private static func remedy(_ path: RawPath, _ inbox: RawPath) -> String {
        "a folder that cannot be moved to the archive for its rights. Mend them with: chmod -R a+rwX "
            + ShellQuote.of(inbox.appending(path))
    }

    /// Copies the folder, then removes what was copied and did not change meanwhile.
    private static func copy(
        _ folder: RawPath,
        from source: borrowing Folder,
        to target: borrowing Folder,
        as name: RawPath
    ) throws(SystemError) {
        let temporary = RawPath(bytes: Array(".incoming-".utf8) + name.bytes.prefix(RawPath.longestName - 10))
        let copy = try target.child(temporary, making: .durably)
        let entries = try source.companionEntries(of: folder)
        for entry in entries {
            let relative = entry.path.components.dropFirst()
            guard let last = relative.last else { continue }
            let place = try copy.descend(relative.dropLast(), making: .durably)
            if entry.status.isFolder {
                _ = try place.child(last, making: .durably)
            } else if entry.status.isRegular {
                // Left by an attempt that did not end.
                if place.has(last) { try place.remove(last) }
                let file = try place.makeFile(last)
                try source.descend(entry.path.components.dropLast()).openFile(last).copyAll(to: file, from: entry.path)
                try file.synchronize(entry.path)
                try place.synchronize()
            }
        }
        try target.move(temporary, to: target, as: name)
        try target.synchronize()
        try remove(entries, folder, from: source)
    }

    private static func remove(
        _ entries: [(path: RawPath, status: FileStatus)],
        _ folder: RawPath,
        from source: borrowing Folder
    ) throws(SystemError) {
        for entry in entries.reversed() {
            let parent = try source.descend(entry.path.components.dropLast())
            if entry.status.isFolder {
                parent.removeEmptyFolder(entry.path.name)
            } else if entry.status.isRegular,
                try parent.status(of: entry.path.name).signature.hasSameContent(as: entry.status.signature)
            {
                try parent.remove(entry.path.name)
            }
        }
        source.removeEmptyFolder(folder)
    }
}
