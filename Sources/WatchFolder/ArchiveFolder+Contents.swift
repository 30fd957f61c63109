package import Articles
internal import Glibc

/// A file in the archive, as its name and the file system tell of it.
package struct ArchivedFile: Equatable, Sendable {
    /// As `ArchivedCopy.path` names it.
    package var path: String
    /// The day of its folder.
    package var day: CivilDate
    /// The first 12 digits of the hash that its name begins with.
    package var digits: String
    /// Its name before it was archived, as it is shown.
    package var name: String
    package var size: Int
    /// When it was received, as its time says, in nanoseconds since 1970.
    package var modified: Int
}

extension ArchiveFolder {
    /// Every file in the folders of days, in no order; what is none of ours is passed over.
    package func files() throws(IntakeError) -> [ArchivedFile] {
        var found: [ArchivedFile] = []
        do throws(SystemError) {
            let root = try Folder(at: path)
            for year in try Self.numbers(in: root, digits: 4) {
                let months = try root.child(year)
                for month in try Self.numbers(in: months, digits: 2) {
                    let days = try months.child(month)
                    for day in try Self.numbers(in: days, digits: 2) {
                        try Self.collect(days.child(day), [year, month, day], &found)
                    }
                }
            }
        } catch {
            throw .system(error)
        }
        return found
    }

    /// What the kernel tells of the file at `path`; `nil` when it is gone.
    package func size(of path: String) -> Int? {
        let components = RawPath(path).components.dropFirst()
        guard let name = components.last, let folder = try? Folder(at: self.path).descend(components.dropLast()),
            let status = try? folder.status(of: name), status.isRegular
        else { return nil }
        return status.signature.size
    }

    /// Removes the file at `path`, as `ArchivedCopy.path` names it, and the folders it leaves empty; one that is gone
    /// is no error.
    ///
    /// For retention alone: nothing else removes what the archive keeps.
    package func remove(_ path: String) throws(IntakeError) {
        let components = Array(RawPath(path).components.dropFirst())
        let dots = [RawPath("."), RawPath("..")]
        guard let name = components.last, components.count == 4, !components.contains(where: dots.contains) else {
            throw .vanished(name: path)
        }
        do throws(SystemError) {
            let root = try Folder(at: self.path)
            try root.descend(components.dropLast()).remove(name)
            for depth in stride(from: 3, to: 0, by: -1) {
                guard try root.descend(components[..<(depth - 1)]).removeEmptyFolder(components[depth - 1]) else {
                    break
                }
            }
        } catch {
            if !error.isMissing { throw .system(error) }
        }
    }

    /// Names of copies that were begun and not finished.
    package func unfinished() -> [String] {
        guard let names = try? Folder(at: path).child(Self.incoming).names() else { return [] }
        return names.map { path.appending(Self.incoming).appending($0).description }
    }

    private static func numbers(in folder: borrowing Folder, digits: Int) throws(SystemError) -> [RawPath] {
        let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return try folder.names().filter { $0.bytes.count == digits && $0.bytes.allSatisfy(isDigit) }
    }

    private static func collect(
        _ folder: consuming Folder,
        _ place: [RawPath],
        _ found: inout [ArchivedFile]
    ) throws(SystemError) {
        let texts = place.map(\.description)
        guard let day = CivilDate(iso: texts.joined(separator: "-")) else { return }
        for name in try folder.names() {
            let text = String(decoding: name.bytes, as: UTF8.self)
            let digits = text.prefix(12)
            guard digits.count == 12, digits.allSatisfy({ $0.isHexDigit && !$0.isUppercase }),
                text.dropFirst(12).first == "-", let status = try? folder.status(of: name), status.isRegular
            else { continue }
            found.append(
                ArchivedFile(
                    path: (["archive"] + texts + [text]).joined(separator: "/"),
                    day: day,
                    digits: String(digits),
                    name: DisplayName.of(SafeName.original(text.dropFirst(13))),
                    size: status.signature.size,
                    modified: status.signature.modified
                )
            )
        }
    }
}
