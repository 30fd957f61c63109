internal import GRDB

/// Why the ledger could not be used, and what to do about it.
package enum StorageError: Error, Equatable, Sendable {
    /// The file is damaged, or no database at all.
    case corrupt(path: String, detail: String)
    /// A later version of Daybook has written it.
    case newerSchema(path: String)
    /// An earlier version has written it and this command may not change it.
    case olderSchema(path: String)
    /// There is no ledger yet.
    case missing(path: String)
    /// Somebody else holds it for longer than we wait. Tried again.
    case busy(path: String)
    /// There is no room. Intake pauses and resumes by itself.
    case full(path: String)
    /// Rights keep us out.
    case denied(path: String, detail: String)
    /// A closed edition would change without a reason being given.
    case editionIsClosed(date: String, revision: Int)
    /// More than one document answers to the words.
    case ambiguous(query: String, candidates: [String])
    /// Anything else that SQLite reports.
    case failed(path: String, detail: String)

    /// Whether trying again later, with nothing changed by anybody, may help.
    package var isTransient: Bool {
        switch self {
        case .busy, .full: true
        default: false
        }
    }

    /// What SQLite's error means for the ledger at `path`.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StorageError: self = error
        case let error as DatabaseError: self = Self.translated(error, path: path)
        default: self = .failed(path: path, detail: "\(error)")
        }
    }

    private static func translated(_ error: DatabaseError, path: String) -> StorageError {
        let detail = error.message ?? error.resultCode.description
        return switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt(path: path, detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
        case .SQLITE_FULL: .full(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: .denied(path: path, detail: detail)
        default: .failed(path: path, detail: detail)
        }
    }
}

extension StorageError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .corrupt(let path, let detail):
            """
            The ledger \(path) is damaged (\(detail)). Put the newest backup in its place with: daybook restore FILE, or \
            read everything again from the archive with: daybook rebuild
            """
        case .newerSchema(let path):
            "The ledger \(path) was written by a later version of Daybook. Install that version or a later one."
        case .olderSchema(let path):
            "The ledger \(path) was written by an earlier version. Start the service once: it brings the ledger up to date."
        case .missing(let path):
            "There is no ledger at \(path). Start the service first, or give its folder with --root."
        case .busy(let path): "The ledger \(path) is in use by another process. It is tried again."
        case .full(let path): "There is no room to write the ledger \(path). Make room; work goes on by itself."
        case .denied(let path, let detail):
            "The ledger \(path) cannot be opened (\(detail)). Look at the rights with: ls -l '\(path)'"
        case .editionIsClosed(let date, let revision):
            "The edition of \(date) is closed as revision \(revision). To change it, give a cause: it becomes a new revision."
        case .ambiguous(let query, let candidates):
            "More than one document answers to \(query): \(candidates.joined(separator: ", ")). Give more of the hash."
        case .failed(let path, let detail): "The ledger \(path) could not be used: \(detail)."
        }
    }
}
