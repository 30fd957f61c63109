import Storage
import WatchFolder

/// Looks whether the inbox is there, and remembers in the ledger that it was: a lost mount is not an empty inbox.
struct InboxPresence {
    let layout: StateLayout
    let ledger: Ledger
    /// What the ledger remembers, read once.
    private var remembered: InboxMark?

    init(_ layout: StateLayout, _ ledger: Ledger) throws {
        self.layout = layout
        self.ledger = ledger
        remembered = try ledger.meta("inboxMark").flatMap(InboxMark.init(text:))
    }

    /// Makes the inbox at the very first start; later a missing one is lost and is not made again.
    ///
    /// - Throws: `InboxLost`.
    mutating func check() throws {
        switch try InboxMark.check(inbox: layout.inbox, state: layout.root, remembered: remembered) {
        case .lost(let reason): throw InboxLost(reason: reason)
        case .present(let mark):
            guard mark != remembered else { return }
            try ledger.setMeta("inboxMark", mark.text)
            remembered = mark
        }
    }
}

/// The inbox is not there.
struct InboxLost: Error, CustomStringConvertible {
    var reason: String

    var description: String { reason }
}
