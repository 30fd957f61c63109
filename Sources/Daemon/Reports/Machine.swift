package import WatchFolder

/// The machine as the doctor sees it; a test gives another one.
package struct Machine: Sendable {
    /// What stands in front of the paths of the system: nothing on a real machine.
    package var prefix = ""
    /// The root that the installed unit serves.
    package var unitRoot = "/var/lib/daybook"
    /// The numbers that systems give to users of services; people's are higher.
    package var systemUsers: ClosedRange<UInt32> = 1...999
    /// What kind of file system a folder lies on.
    package var fileSystem: @Sendable (RawPath) -> FileSystemKind = { FileSystemKind(at: $0) }

    package init() {}

    /// The text of a system file; `nil` where there is none.
    func text(_ path: String) -> String? {
        (try? PageFile(path: prefix + path).read(limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The number in a system file.
    func number(_ path: String) -> Int? {
        // Files of /proc have no size, so they are read as they come.
        text(path).flatMap { Int($0.split(whereSeparator: \.isWhitespace).first ?? "") }
    }
}
