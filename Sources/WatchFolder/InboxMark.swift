internal import Glibc

/// What is remembered of where the inbox lay, so that a lost mount is told from an empty inbox.
///
/// Device numbers change from boot to boot, so only this is remembered: whether the inbox lay on another file system
/// than the state. An inbox that did and now does not is the bare mount point.
package struct InboxMark: Equatable, Sendable {
    package var isMounted: Bool

    /// The form in which the ledger remembers it.
    package var text: String { isMounted ? "mounted" : "local" }

    package init(isMounted: Bool) { self.isMounted = isMounted }

    package init?(text: String) {
        guard text == "mounted" || text == "local" else { return nil }
        isMounted = text == "mounted"
    }

    /// What a look at the inbox means.
    package enum Finding: Equatable, Sendable {
        /// It is there; remember the mark.
        case present(InboxMark)
        /// It is missing, or the mount below it is; do not make one, keep trying.
        case lost(reason: String)
    }

    /// Looks at the inbox; makes it only if it was never seen before.
    package static func check(inbox: RawPath, state: RawPath, remembered: InboxMark?) throws(SystemError) -> Finding {
        do throws(SystemError) {
            let isMounted = try Folder(at: inbox).device() != Folder(at: state).device()
            if remembered?.isMounted == true, !isMounted {
                return .lost(
                    reason: "the file system of the inbox \(inbox) is not mounted; mount it, and intake goes on"
                )
            }
            return .present(InboxMark(isMounted: isMounted))
        } catch  where error.isMissing {
            guard remembered == nil else {
                return .lost(reason: "the inbox \(inbox) is gone; mount it or make it again, and intake goes on")
            }
            try Self.make(inbox)
            return try check(inbox: inbox, state: state, remembered: InboxMark(isMounted: false))
        }
    }

    private static func make(_ path: RawPath) throws(SystemError) {
        guard path.withCString({ unsafe mkdir($0, 0o2775) }) == 0 else { throw SystemError("make the inbox", path) }
    }
}
