/// Decides which files are no longer being written.
///
/// A file is settled after two looks at least `settle` apart that found the same inode, size and modification time.
/// The clock is the monotonic one and is handed in: a jump of the wall clock or a modification time in the future makes
/// no file unsettled for ever.
package struct SettleTracker: Sendable {
    /// How long a file must stay as it is.
    package var settle: Duration = .seconds(2)
    /// How long an empty file may stay empty before it counts as one: many programs make the file first.
    package var emptyGrace: Duration = .seconds(600)

    /// The least wait of a file that was refused when it was claimed: somebody writes to it, and asking again at once,
    /// as a `settle` of zero would, is idle work.
    package var retryDelay: Duration = .milliseconds(200)

    private var seen: [RawPath: Look] = [:]
    /// Files that have to wait anew from their next look on.
    private var refused: Set<RawPath> = []

    /// When a file was first seen in the state it has.
    private struct Look {
        var signature: FileSignature
        var since: ContinuousClock.Instant
        /// Whether it was refused in this state.
        var wasRefused = false
    }

    package init(settle: Duration = .seconds(2), emptyGrace: Duration = .seconds(600)) {
        self.settle = settle
        self.emptyGrace = emptyGrace
    }

    /// What a look at the inbox means.
    package struct Verdict: Sendable {
        /// The files that may be claimed, in the order of the listing.
        package var settled: [InboxFile] = []
        /// When the next of the others can be settled; `nil` when none waits.
        package var nextLook: ContinuousClock.Instant?
    }

    /// Compares the listing with what was seen before.
    ///
    /// `finished` are the files that an event said were closed after writing or renamed in: with a `settle` of zero one
    /// look is enough for them. Files that are gone are forgotten.
    package mutating func look(
        at candidates: [InboxFile],
        finished: Set<RawPath> = [],
        now: ContinuousClock.Instant
    ) -> Verdict {
        var verdict = Verdict()
        var kept: [RawPath: Look] = [:]
        kept.reserveCapacity(candidates.count)
        for file in candidates {
            var look = Look(signature: file.signature, since: now)
            let isUnchanged = seen[file.path]?.signature.hasSameContent(as: file.signature) ?? false
            if isUnchanged, let earlier = seen[file.path] { look = earlier }
            if refused.contains(file.path) { look.wasRefused = true }
            kept[file.path] = look
            let wait = file.size == 0 ? emptyGrace : look.wasRefused ? max(settle, retryDelay) : settle
            let isFinished = wait == .zero && finished.contains(file.path)
            if isFinished || (isUnchanged && now - look.since >= wait) {
                verdict.settled.append(file)
            } else {
                let due = look.since + wait
                verdict.nextLook = verdict.nextLook.map { min($0, due) } ?? due
            }
        }
        seen = kept
        refused = []
        return verdict
    }

    /// Makes the file wait as if it had just been seen: it changed while it was read.
    package mutating func startOver(_ path: RawPath) {
        seen[path] = nil
        refused.insert(path)
    }
}
