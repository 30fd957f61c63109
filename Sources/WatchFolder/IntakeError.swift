/// Why a file could not be taken in, and what becomes of it.
package enum IntakeError: Error, Equatable, Sendable {
    /// It is gone: moved or removed by its owner. A note, not a fault.
    case vanished(name: String)
    /// It changed, or a program still has it open for writing; it lies in the inbox and is looked at again.
    case changed(name: String)
    /// It is not a regular file, or no longer the one that was looked at; it was not touched.
    case notRegular(name: String)
    /// It is larger than is read; it stays claimed and belongs in `failed/`.
    case tooLarge(name: String, bytes: Int, limit: Int)
    /// Its rights keep the service out; it stays in the inbox.
    case unreadable(name: String, reason: String)
    /// The bytes in the archive are not those of the file, so it was not removed.
    case notArchived(name: String)
    /// A system call failed; the file stays where it is and is tried again.
    case system(SystemError)

    /// Whether there is no room: intake pauses and resumes by itself.
    package var isFull: Bool {
        if case .system(let error) = self { error.isFull } else { false }
    }

    /// The stable code for a reason file.
    package var code: String {
        switch self {
        case .vanished: "vanished"
        case .changed: "changed"
        case .notRegular: "not-regular"
        case .tooLarge: "too-large"
        case .unreadable: "unreadable"
        case .notArchived: "not-archived"
        case .system: "system"
        }
    }
}

extension IntakeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .vanished(let name): "\(name) left the inbox before it was read. Nothing to do."
        case .changed(let name): "\(name) changed while it was read. It is looked at again when it is settled."
        case .notRegular(let name): "\(name) is not a regular file and was left alone. Put a copy of the page here."
        case .tooLarge(let name, let bytes, let limit):
            """
            \(name) has \(bytes) bytes, more than the \(limit) that are read. Save the article without its media, \
            or raise intake.max_file, then run: daybook retry
            """
        case .unreadable(let name, let reason): "\(name) is \(reason)"
        case .notArchived(let name):
            "\(name) stays where it is, because the archive does not hold its bytes. Run: daybook doctor"
        case .system(let error) where error.isFull:
            "\(error). Make room; intake goes on by itself."
        case .system(let error): "\(error). It is tried again."
        }
    }
}
