import Articles
import Exchange
import Foundation
import Glibc
package import Storage
import Systemd
import WatchFolder

/// `daybook status`: how the service stands, with the daemon running or stopped.
package struct StatusReport: Sendable {
    package var running: Int?
    package var pending = 0
    package var ignored = 0
    package var leftAlone: [String] = []
    /// Files a second that the daemon worked off lately, while more wait.
    package var perSecond: Double?
    /// What the ledger holds; `nil` when it cannot be read.
    package var counts: LedgerCounts?
    package var failed = 0
    package var lastScan: String?
    package var lastEdition: String?
    /// What does not go as it should, each with what to do.
    package var degraded: [String] = []

    /// Looks at the lock, the inbox, the ledger and the disk.
    package init(_ settings: Settings) {
        let layout = StateLayout(settings)
        running = StateLock.holder(at: layout.lock)
        look(at: layout, settings)
        read(settings)
        if running != nil { watch(settings) }
        if let free = try? FreeSpace.bytes(at: layout.root), free < settings.minimumFree {
            add("space", "\(free / 1_048_576) MiB free on \(settings.root): intake pauses; make room")
        }
    }

    /// Adds a reason unless the daemon itself gave one for the same concern.
    private mutating func add(_ concern: String, _ reason: String) {
        if !degraded.contains(where: { $0.hasPrefix(concern + ": ") }) { degraded.append(concern + ": " + reason) }
    }

    private mutating func look(at layout: StateLayout, _ settings: Settings) {
        let scanner = InboxScanner(inbox: layout.inbox, rules: IgnoreRules(userPatterns: settings.ignored))
        do {
            let listing = try scanner.scan()
            pending = listing.candidateCount
            ignored = listing.ignoredCount
            leftAlone = (listing.special + listing.unreadable).map { "\($0.path): \($0.reason)" }
        } catch {
            let isThere = FileManager.default.fileExists(atPath: settings.inbox)
            let remedy = running == nil ? "mount it; the first start makes a new one" : "mount it"
            add("inbox", isThere ? "\(error)" : "\(settings.inbox) is not there: \(remedy)")
        }
    }

    private mutating func read(_ settings: Settings) {
        do {
            let ledger = try Ledger(at: settings.database, for: .look)
            var counts = try ledger.counts()
            failed = Self.failedFiles(settings) ?? counts.failed
            lastScan = try ledger.meta("lastScan")
            lastEdition = try ledger.latestEdition()?.date.description
            counts.stories = Int(try ledger.meta("stories") ?? "") ?? 0
            self.counts = counts
            guard running != nil else { return }
            if pending > 0 {
                perSecond = try ledger.meta(NotedPace.key).flatMap { NotedPace($0, now: .now)?.perSecond }
            }
            if let reasons = try ledger.meta("degraded"), !reasons.isEmpty {
                // What the daemon says comes first, and once.
                degraded = reasons.split(separator: "\n").map(String.init) + degraded
            }
        } catch StorageError.missing {
            // Nothing was ever taken in: all counts are zero, and that is no fault.
            counts = LedgerCounts()
        } catch {
            failed = Self.failedFiles(settings) ?? 0
            add("ledger", "\(error)")
        }
    }

    /// Looks whether another process keeps the running daemon from its ledger, or something else from its work: then it
    /// can note nothing there itself.
    private mutating func watch(_ settings: Settings) {
        if let holder = Self.blocker(of: settings.database, besides: running) {
            let who = holder > 0 ? "process \(holder)" : "another process"
            return add("ledger", "busy: \(who) has been writing to it; the daemon waits until that ends")
        }
        guard let last = lastScan, let quiet = RunBook.silence(since: last, now: .now, settings) else { return }
        add(
            "intake",
            "no look at the inbox has ended for \(quiet / 60) min; see its log: journalctl -u daybook -n 50"
        )
    }

    /// How long the ledger has to be held at a stretch to count as busy: a commit takes milliseconds.
    private static let longestHold = Duration.milliseconds(600)

    /// The process besides the daemon that does not let go of the ledger.
    private static func blocker(of path: String, besides daemon: Int?) -> Int? {
        let deadline = ContinuousClock.now + longestHold
        while let holder = LedgerLock.writer(of: path), holder != daemon {
            if ContinuousClock.now >= deadline { return holder }
            usleep(20_000)
        }
        return nil
    }

    /// How many files the failed folder holds, whoever put them there or took them away.
    static func failedFiles(_ settings: Settings) -> Int? {
        let layout = StateLayout(settings)
        let folder = FailedFolder(path: layout.failed, work: WorkFolder(path: layout.work, inbox: layout.inbox))
        return try? folder.names().count
    }

    /// 0 healthy, 1 degraded, 3 not running.
    package var exitCode: Int32 { running == nil ? 3 : degraded.isEmpty ? 0 : 1 }

    package var json: String {
        var json = JSONText()
        json.object { json in
            json.member("running", running != nil)
            json.key("pid")
            json.value(running.map(Double.init))
            json.key("inbox")
            json.object { json in
                json.member("pending", pending)
                json.member("ignored", ignored)
            }
            json.key("progress")
            write(progress: &json)
            json.key("leftAlone")
            json.array(leftAlone) { $0.value($1) }
            json.key("documents")
            json.value(counts.map { Double($0.documents) })
            json.key("articles")
            json.value(counts.map { Double($0.articles) })
            json.key("duplicates")
            json.value(counts.map { Double($0.duplicates) })
            json.member("failed", failed)
            json.key("stories")
            json.value(counts.map { Double($0.stories) })
            json.member("lastScan", lastScan)
            json.member("lastEdition", lastEdition)
            json.key("degraded")
            json.array(degraded) { $0.value($1) }
        }
        return json.string
    }

    /// How fast waiting files are worked off and how long that takes; null while there is nothing to go by.
    private func write(progress json: inout JSONText) {
        guard let perSecond, let secondsLeft else { return json.value(nil as String?) }
        json.object { json in
            json.key("perSecond")
            json.value((perSecond * 100).rounded() / 100)
            json.member("secondsLeft", secondsLeft)
        }
    }

    package var text: String {
        var lines = [running.map { "running (process \($0))" } ?? Self.notRunning]
        lines.append("inbox       \(pending) waiting\(progress), \(ignored) ignored")
        if let counts {
            lines += [
                "documents   \(counts.documents), of \(counts.articles) articles; \(counts.duplicates) duplicates left out",
                "stories     \(counts.stories)",
            ]
        } else {
            lines.append("documents   not known: the ledger cannot be read now")
        }
        lines += [
            "failed      \(failed)" + (failed > 0 ? "; see the failed folder, then: daybook retry" : ""),
            "last scan   \(lastScan ?? "never")",
            "last closed edition  \(lastEdition ?? "none yet")",
        ]
        lines += leftAlone.map { "left alone  " + $0 }
        lines += degraded.map { "degraded    " + $0 }
        return Terminal.safe(lines.joined(separator: "\n"))
    }

    private static let notRunning = """
        not running: what is dropped waits in the inbox. Start it: systemctl start daybook, or daybook serve; or take them in \
        once: daybook run
        """

    /// About how long the waiting files take, by the pace of the last minute; `nil` while there is none to go by.
    private var secondsLeft: Int? { perSecond.map { WorkPace.secondsLeft(pending, perSecond: $0) } }

    /// The same in words.
    private var progress: String {
        guard let perSecond, let secondsLeft else { return "" }
        let pace =
            perSecond < 1 ? "\(Int((perSecond * 60).rounded())) a minute" : "\(Int(perSecond.rounded())) a second"
        return ", " + WorkPace.text(secondsLeft: secondsLeft) + " at \(pace)"
    }
}
