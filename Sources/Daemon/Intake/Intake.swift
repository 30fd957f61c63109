package import Articles
import Extraction
import Foundation
package import Logging
package import Storage
import Synchronization
package import WatchFolder

/// Takes settled files through every stage, so that each is in exactly one place at any moment.
///
/// While one page is committed, the reader works on the next: waiting for the disk costs no time.
///
/// The order makes every step repeatable: the archive's copy is durable before the ledger commits, and the ledger
/// has committed before the file's name leaves. What a crash leaves behind is read like any other claim.
package actor Intake {
    /// What a pass over the inbox did.
    package struct Pass: Sendable {
        /// How many files became documents, duplicates or failures.
        package var taken = 0
        /// How many became documents.
        package var documents = 0
        /// When the next file can be settled; `nil` when none waits.
        package var nextLook: ContinuousClock.Instant?
        /// Whether files were left for another pass.
        package var hasMore = false
    }

    /// How long a pass may take before it ends for the inbox to be looked at anew.
    private static let longestPass = Duration.seconds(5)

    private var settings: Settings
    private let ledger: Ledger
    private let health: Health
    private let logger: Logger
    private let work: WorkFolder
    private let archive: ArchiveFolder
    private let failed: FailedFolder
    private let layout: StateLayout
    private var scanner: InboxScanner
    private var tracker: SettleTracker
    private let reader: ReaderSupervisor
    /// The page that the reader works on.
    private var inHand: PageInHand?
    /// Claims whose pages broke the reader, to be tried again when there is nothing else to do.
    private var postponed: [Claim] = []
    /// Entries already reported, so that each is said once and not at every look.
    private var reported: Set<SkippedEntry> = []
    /// Files that were given back, already reported.
    private var waiting: Set<RawPath> = []
    /// Whether claims may lie in the work folder: left by an earlier run, or by a fault in this one.
    private var hasLeftovers = true
    /// Set from outside, in the middle of a pass too, to leave files for the next run.
    private nonisolated let isStopping = Atomic(false)

    package init(settings: Settings, ledger: Ledger, reader: ReaderSupervisor, health: Health, logger: Logger) {
        self.settings = settings
        self.ledger = ledger
        self.reader = reader
        self.health = health
        self.logger = logger
        layout = StateLayout(settings)
        work = WorkFolder(path: layout.work, inbox: layout.inbox)
        archive = ArchiveFolder(path: layout.archive)
        failed = FailedFolder(path: layout.failed, work: work)
        scanner = InboxScanner(inbox: layout.inbox, rules: IgnoreRules(userPatterns: settings.ignored))
        tracker = SettleTracker(settle: settings.settle, emptyGrace: settings.emptyGrace)
    }

    /// Works by other settings from the next file on: they were read again.
    package func use(_ settings: Settings) {
        self.settings = settings
        scanner.rules = IgnoreRules(userPatterns: settings.ignored)
        tracker.settle = settings.settle
        tracker.emptyGrace = settings.emptyGrace
    }

    /// The file in hand is ended, no other is begun.
    package nonisolated func stop() { isStopping.store(true, ordering: .relaxed) }

    private var mayGoOn: Bool { !isStopping.load(ordering: .relaxed) }

    /// Looks at the inbox once and takes what is settled, oldest first, after what was left claimed.
    ///
    /// `finished` are the files whose writers are known to have closed them.
    package func pass(finished: Set<RawPath> = []) async throws -> Pass {
        var pass = Pass()
        let end = ContinuousClock.now + Self.longestPass
        if hasLeftovers { try await takeLeftovers(&pass) }
        let listing = try scanner.scan()
        report(listing)
        let verdict = tracker.look(at: listing.candidates, finished: finished, now: .now)
        pass.nextLook = verdict.nextLook
        health.update { $0.pending = listing.candidateCount }
        if let soon = verdict.nextLook, soon < .now + Self.soon { reader.warm() }
        for file in verdict.settled {
            guard mayGoOn else { break }
            guard ContinuousClock.now < end else {
                pass.hasMore = true
                break
            }
            try makeSureOfRoom()
            try await take(file, &pass)
            health.progress("intake")
        }
        try await finishInHand(&pass)
        if !pass.hasMore { try await takePostponed(&pass) }
        pass.hasMore = pass.hasMore || !postponed.isEmpty
        pass.hasMore = pass.hasMore || listing.candidateCount > listing.candidates.count && pass.taken > 0
        return pass
    }

    /// A file that can be taken within this time has the reader made ready for it.
    private static let soon = Duration.seconds(5)

    /// Ends or gives back what was left claimed.
    private func takeLeftovers(_ pass: inout Pass) async throws {
        try archive.removeUnfinished()
        let claims = try work.recover()
        if !claims.isEmpty { logger.notice("taking up what was left claimed", metadata: ["files": "\(claims.count)"]) }
        hasLeftovers = false
        postponed = []
        for claim in claims where mayGoOn {
            try await take(claim, &pass)
            health.progress("intake")
        }
        try await finishInHand(&pass)
    }

    /// Tries once more each page that broke the reader.
    private func takePostponed(_ pass: inout Pass) async throws {
        let claims = postponed
        postponed = []
        for claim in claims {
            guard mayGoOn else { return }
            try await take(claim, &pass)
            try await finishInHand(&pass)
        }
    }

    /// Whether the disk has room; thrown as a passing fault, so that intake pauses and resumes by itself.
    private func makeSureOfRoom() throws {
        let free = try FreeSpace.bytes(at: layout.root)
        guard free >= settings.minimumFree else {
            throw IntakePause.noRoom(free: free, floor: settings.minimumFree, path: layout.root.description)
        }
    }

    /// Says once of each entry that is left alone why it is.
    private func report(_ listing: InboxListing) {
        let entries = Set(listing.special + listing.unreadable)
        for entry in entries.subtracting(reported).sorted(by: { $0.path < $1.path }) {
            logger.warning("left alone: \(entry.reason)", metadata: ["file": "\(entry.path)"])
        }
        reported = entries
        if !waiting.isEmpty { waiting.formIntersection(listing.candidates.map(\.path)) }
    }

    /// Says once why a file is left for later, until it is taken or gone.
    private func note(_ error: IntakeError, _ path: RawPath) {
        guard waiting.insert(path).inserted else { return }
        logger.notice("\(error)", metadata: ["file": "\(path)"])
    }
}

/// Why intake waits.
package enum IntakePause: Error, CustomStringConvertible {
    case noRoom(free: Int, floor: Int, path: String)

    package var description: String {
        switch self {
        case .noRoom(let free, let floor, let path):
            """
            \(path) has \(free / 1_048_576) MiB free, less than intake.min_free (\(floor / 1_048_576) MiB). \
            Make room; intake goes on by itself.
            """
        }
    }
}

/// A claimed page that the reader works on.
private struct PageInHand {
    let page: ClaimedPage
    /// How often it has been tried, this time included.
    let attempts: Int
    let started = ContinuousClock.now
    let outcome: Task<PageOutcome, any Error>
}

extension Intake {
    /// What became of a file.
    private enum Outcome { case document, duplicate, failure, left, postponed }

    /// Claims `file` and takes it in.
    private func take(_ file: InboxFile, _ pass: inout Pass) async throws {
        let claim: Claim
        do {
            claim = try work.claim(file, at: Timestamp.now)
        } catch {
            switch error {
            case .system: throw error
            default:
                note(error, file.path)
                return count(.left, file.path, in: &pass)
            }
        }
        try await take(claim, &pass)
    }

    /// Gets a claimed file to the reader, or to its end where the reader is not needed; commits what the reader had.
    ///
    /// A fault that stops intake leaves the claims as they stand, to be taken up by the next pass.
    private func take(_ claim: Claim, _ pass: inout Pass) async throws {
        do {
            if let outcome = try await begin(claim, &pass) { count(outcome, claim.path, in: &pass) }
        } catch {
            drop()
            throw error
        }
    }

    /// Leaves what is in hand claimed.
    private func drop() {
        hasLeftovers = true
        if let inHand { try? ledger.withdrawAttempt(inHand.page.sha256) }
        inHand = nil
        health.update { $0.current = nil }
    }

    /// Counts what became of a file.
    private func count(_ outcome: Outcome, _ path: RawPath, in pass: inout Pass) {
        switch outcome {
        case .document:
            pass.taken += 1
            pass.documents += 1
        case .duplicate, .failure: pass.taken += 1
        case .postponed: break
        case .left:
            tracker.startOver(path)
            let again = ContinuousClock.now + settings.settle
            pass.nextLook = min(pass.nextLook ?? again, again)
        }
        health.update { $0.pending = max(0, $0.pending - 1) }
    }

    /// Reads the bytes of `claim` and hands them to the reader; tells what became of them where that is known already.
    private func begin(_ claim: Claim, _ pass: inout Pass) async throws -> Outcome? {
        let page: ClaimedPage
        do {
            page = try work.read(claim, maximumBytes: settings.maximumFile)
        } catch {
            return try unread(claim, error)
        }
        waiting.remove(claim.path)
        // The same bytes twice in a row: the ledger has to know the first before the second is looked up.
        if inHand?.page.sha256 == page.sha256 { try await finishInHand(&pass) }
        if let known = try duplicate(of: page) { return known }
        let attempts = try ledger.recordAttempt(page.sha256, at: claim.received)
        guard attempts <= settings.attempts else {
            let message = """
                \(claim.name) was in hand \(attempts - 1) times when the service ended. Save the page again, in reader \
                view if the browser has one, then run: daybook retry
                """
            return try fail(page, code: "poison", message: message, attempts: attempts - 1)
        }
        try await hand(page, attempts, &pass)
        return nil
    }

    /// Gives `page` to the reader as soon as that has done the one before, which is then committed meanwhile.
    private func hand(_ page: ClaimedPage, _ attempts: Int, _ pass: inout Pass) async throws {
        let earlier = inHand
        inHand = nil
        let result = await earlier?.outcome.result
        let saved = SavedPage(name: page.claim.name, bytes: page.bytes)
        let outcome = Task { [reader] in try await reader.read(saved) }
        inHand = PageInHand(page: page, attempts: attempts, outcome: outcome)
        health.update { $0.current = page.claim.name }
        if let earlier, let result { try finish(earlier, result, &pass) }
    }

    /// Waits for the page in hand and commits it.
    private func finishInHand(_ pass: inout Pass) async throws {
        guard let last = inHand else { return }
        inHand = nil
        let result = await last.outcome.result
        defer { health.update { $0.current = nil } }
        try finish(last, result, &pass)
    }

    private func finish(_ last: PageInHand, _ result: Result<PageOutcome, any Error>, _ pass: inout Pass) throws {
        do {
            count(try commit(last, result), last.page.claim.path, in: &pass)
        } catch {
            // What could not be kept is no fault of the page.
            try? ledger.withdrawAttempt(last.page.sha256)
            drop()
            throw error
        }
    }

    /// Says why a claimed file could not be read.
    private func unread(_ claim: Claim, _ error: IntakeError) throws -> Outcome {
        switch error {
        case .tooLarge(_, let bytes, _):
            return try fail(
                claim,
                code: error.code,
                message: error.description,
                sha256: nil,
                size: bytes,
                attempts: 0
            )
        case .changed, .vanished:
            note(error, claim.path)
            return .left
        default:
            // This file alone cannot be read; the others can.
            if error.isFull { throw error }
            try work.giveBack(claim)
            note(error, claim.path)
            return .left
        }
    }

    /// Lets a file go whose bytes the ledger knows already, and counts it, unless it is the one they came from.
    private func duplicate(of page: ClaimedPage) throws -> Outcome? {
        guard let path = try ledger.summaries([page.sha256]).first?.archivePath else { return nil }
        // The archive lost or damaged its copy: this file mends it.
        let copy = try archive.verified(path, sha256: page.sha256) ?? archive.mend(path, with: page)
        if try ledger.removal(of: page.sha256) != nil { try ledger.noteReturn(of: page.sha256) }
        let isNew = try ledger.countDuplicate(
            of: page.sha256,
            name: page.claim.name,
            at: page.claim.received,
            claim: page.claim.id
        )
        try work.finish(page, archived: copy)
        guard isNew else { return .document }
        health.update { $0.duplicates += 1 }
        logger.info("already known, left the inbox", metadata: ["file": "\(page.claim.name)"])
        return .duplicate
    }

    /// Archives and commits what the reader made of a page, or deals with what the page did to the reader.
    private func commit(_ last: PageInHand, _ result: Result<PageOutcome, any Error>) throws -> Outcome {
        let page = last.page
        do {
            switch try result.get() {
            case .refused(let code, let message):
                return try fail(page, code: code, message: message, attempts: last.attempts)
            case .article(let article, let reading):
                try keep(page, article, reading, since: last.started)
                return .document
            }
        } catch let fault as ReaderSupervisor.Fault {
            return try deal(with: fault, last)
        }
    }

    private func keep(
        _ page: ClaimedPage,
        _ article: Article,
        _ reading: Reading,
        since started: ContinuousClock.Instant
    ) throws {
        let claim = page.claim
        let copy = try archive.store(page, on: claim.received.day(in: settings.timeZone))
        _ = try ledger.keep(
            KeptDocument(
                sha256: page.sha256,
                name: claim.name,
                archivePath: copy.path,
                received: claim.received,
                size: page.bytes.count,
                article: article,
                reading: reading,
                extractor: Extractor.version
            ),
            claim: claim.id
        )
        try work.finish(page, archived: copy)
        let spent = ContinuousClock.now - started
        health.update {
            $0.taken += 1
            $0.readSeconds += spent / .seconds(1)
        }
        logger.info(
            "taken in",
            metadata: [
                "file": "\(claim.name)", "sha256": "\(page.sha256.prefix(12))", "title": "\(article.title ?? "")",
                "facts": "\(reading.facts.count)", "ms": "\(spent.milliseconds)",
            ]
        )
    }

    /// Postpones a page that broke the reader, or after the last attempt keeps it in `failed/`; the others go on.
    private func deal(with fault: ReaderSupervisor.Fault, _ last: PageInHand) throws -> Outcome {
        let claim = last.page.claim
        if fault == .cancelled {
            try ledger.withdrawAttempt(last.page.sha256)
            try work.giveBack(claim)
            logger.notice("given back: the service stops", metadata: ["file": "\(claim.name)"])
            return .left
        }
        reader.warm()
        guard last.attempts < settings.attempts else {
            let message = """
                \(claim.name) \(fault), at each of \(last.attempts) attempts. Save the page again, in reader view if \
                the browser has one, and drop it in the inbox.
                """
            return try fail(last.page, code: fault.code, message: message, attempts: last.attempts)
        }
        logger.warning(
            "a page \(fault) and is tried again",
            metadata: ["file": "\(claim.name)", "attempt": "\(last.attempts)", "of": "\(settings.attempts)"]
        )
        postponed.append(claim)
        return .postponed
    }

    private func fail(_ page: ClaimedPage, code: String, message: String, attempts: Int) throws -> Outcome {
        try fail(
            page.claim,
            code: code,
            message: message,
            sha256: page.sha256,
            size: page.bytes.count,
            attempts: attempts
        )
    }

    /// Keeps the file in `failed/` with its reason; the ledger remembers it for the digest's footer.
    private func fail(
        _ claim: Claim,
        code: String,
        message: String,
        sha256: String?,
        size: Int,
        attempts: Int
    ) throws -> Outcome {
        let reason = FailureReason(
            code: code,
            message: message,
            sha256: sha256,
            size: size,
            failed: .now,
            attempts: attempts
        )
        try ledger.recordFailure(
            FailedFile(name: claim.name, code: code, message: message, failed: claim.received),
            sha256: sha256,
            claim: claim.id
        )
        let kept = try failed.keep(claim, reason)
        health.update { $0.failed += 1 }
        logger.error("\(message)", metadata: ["file": "\(claim.name)", "code": "\(code)", "kept": "failed/\(kept)"])
        return .failure
    }
}

extension Timestamp {
    /// This moment on the wall clock.
    package static var now: Timestamp { Timestamp(seconds: Int(Date().timeIntervalSince1970)) }

    /// The local day in `zone`.
    func day(in zone: TimeZone) -> CivilDate {
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
        return CivilDate(daysSinceEpoch: Int((Double(seconds + offset) / 86_400).rounded(.down)))
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
