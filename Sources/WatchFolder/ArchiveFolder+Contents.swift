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

/// A folder in the archive that belongs to a page saved "complete".
package struct ArchivedCompanion: Equatable, Sendable {
    /// As `ArchivedCopy.path` names its page.
    package var path: String
    /// The first 12 digits of its page's hash.
    package var digits: String
    /// The bytes of all files in it.
    package var size: Int

    /// The folder of the day it lies in.
    package var day: Substring { path.prefix(18) }
}

extension ArchiveFolder {
    /// Every file in the folders of days, in no order; what is none of ours is passed over.
    package func files() throws(IntakeError) -> [ArchivedFile] {
        var found: [ArchivedFile] = []
        do throws(SystemError) {
            for day in try days() { try Self.collect(Folder(at: path).descend(day), day, &found) }
        } catch  where error.isMissing && error.path == path.description {
            // No archive yet is an empty one.
        } catch {
            throw .system(error)
        }
        return found
    }

    /// Every folder that was archived with its page, in no order, and the copies of such that were not finished.
    package func companions() throws(IntakeError) -> (kept: [ArchivedCompanion], unfinished: [String]) {
        var kept: [ArchivedCompanion] = []
        var unfinished: [String] = []
        do throws(SystemError) {
            for day in try days() {
                let folder = try Folder(at: path).descend(day)
                for name in try folder.names() where (try? folder.status(of: name).isFolder) == true {
                    let place = (["archive"] + (day + [name]).map(\.description)).joined(separator: "/")
                    if name.bytes.starts(with: Self.incoming.bytes) {
                        unfinished.append(place)
                    } else if let digits = Self.digits(of: name) {
                        let size = try folder.companionSize(of: name)
                        kept.append(ArchivedCompanion(path: place, digits: digits, size: size))
                    }
                }
            }
        } catch {
            throw .system(error)
        }
        return (kept, unfinished)
    }

    /// How many bytes the folders take that were archived with the page at `path`.
    package func companionBytes(of path: String) -> Int {
        let components = Array(RawPath(path).components.dropFirst())
        guard components.count == 4, let folder = try? Folder(at: self.path).descend(components.dropLast()),
            let names = try? Self.companions(of: components[3], in: folder)
        else { return 0 }
        return names.reduce(0) { $0 + ((try? folder.companionSize(of: $1)) ?? 0) }
    }

    /// The folders of days: year, month, day.
    private func days() throws(SystemError) -> [[RawPath]] {
        var found: [[RawPath]] = []
        let root = try Folder(at: path)
        for year in try Self.numbers(in: root, digits: 4) {
            let months = try root.child(year)
            for month in try Self.numbers(in: months, digits: 2) {
                let days = try months.child(month)
                for day in try Self.numbers(in: days, digits: 2) { found.append([year, month, day]) }
            }
        }
        return found
    }

    /// The names of the folders in `folder` that were archived with the page called `page`.
    private static func companions(of page: RawPath, in folder: borrowing Folder) throws(SystemError) -> [RawPath] {
        guard let digits = digits(of: page) else { return [] }
        var found: [RawPath] = []
        for name in try folder.names() where Self.digits(of: name) == digits {
            if (try? folder.status(of: name).isFolder) == true { found.append(name) }
        }
        return found
    }

    /// The first 12 digits of the hash that an archived name begins with; `nil` for a name of another kind.
    private static func digits(of name: RawPath) -> String? {
        let text = String(decoding: name.bytes.prefix(13), as: UTF8.self)
        let digits = text.prefix(12)
        guard digits.count == 12, text.last == "-", digits.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
            return nil
        }
        return String(digits)
    }

    /// What the kernel tells of the file at `path`; `nil` when it is gone.
    package func size(of path: String) -> Int? {
        let components = RawPath(path).components.dropFirst()
        guard let name = components.last, let folder = try? Folder(at: self.path).descend(components.dropLast()),
            let status = try? folder.status(of: name), status.isRegular
        else { return nil }
        return status.signature.size
    }

    /// Removes the file at `path`, as `ArchivedCopy.path` names it, the folders archived with it, and those it leaves
    /// empty; one that is gone is no error.
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
            let day = try root.descend(components.dropLast())
            // Before the page: a crash in between leaves the page, whose removal is tried again.
            for companion in try Self.companions(of: name, in: day) { try day.removeCompanion(companion) }
            try day.remove(name)
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
            guard let digits = digits(of: name), let status = try? folder.status(of: name), status.isRegular
            else { continue }
            let text = String(decoding: name.bytes, as: UTF8.self)
            found.append(
                ArchivedFile(
                    path: (["archive"] + texts + [text]).joined(separator: "/"),
                    day: day,
                    digits: digits,
                    name: DisplayName.of(SafeName.original(text.dropFirst(13))),
                    size: status.signature.size,
                    modified: status.signature.modified
                )
            )
        }
    }
}
