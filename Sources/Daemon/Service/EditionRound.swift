import Articles
import Digests
import Storage

/// What is done for editions again and again: those that are due are closed, today's page is written anew.
struct EditionRound {
    let keeper: EditionKeeper
    let ledger: Ledger

    /// Writes everything as of `now`; tells which editions closed and how today's stands.
    func run(at now: Timestamp) throws -> (closed: [Edition], today: Edition) {
        let closed = try keeper.closeDue(at: now)
        let today = try keeper.refreshToday(at: now)
        try noteStories(today)
        return (closed, today)
    }

    /// Notes for `daybook status` how many stories the news of the day make: today's, or while there are none yet,
    /// those of the last edition.
    private func noteStories(_ today: Edition) throws {
        let count = today.stories.count + today.earlier.count
        let shown = try count > 0 ? count : ledger.counts().stories
        if try ledger.meta("stories") != String(shown) { try ledger.setMeta("stories", String(shown)) }
    }
}
