import Articles
import Exchange
import Foundation
import Storage
import Systemd
import WatchFolder

/// `daybook status`: how the service stands, with the daemon running or stopped.
package struct StatusReport: Sendable {
    package var running: Int?
    package var pending = 0
    package var ignored = 0
    package var leftAlone: [String] = []
    package var documents = 0
    package var articles = 0
    package var duplicates = 0
    package var failed = 0
    package var stories = 0
    package var lastScan: String?
    package var lastEdition: String?
    /// What does not go as it should, each with what to do.
    package var degraded: [String] = []

    /// Looks at the lock, the inbox, the ledger and the disk.
    package init(_ settings: Settings) {
        let layout = StateLayout(settings)
        running = StateLock.holder(at: layout.lock)
        read(settings)
        look(at: layout, settings)
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
            add("inbox", "\(error)")
        }
    }

    private mutating func read(_ settings: Settings) {
        do {
            let ledger = try Ledger(at: settings.database, for: .look)
            let counts = try ledger.counts()
            documents = counts.documents
            articles = counts.articles
            duplicates = counts.duplicates
            failed = Self.failedFiles(settings) ?? counts.failed
            lastScan = try ledger.meta("lastScan")
            lastEdition = try ledger.latestEdition()?.date.description
            stories = Int(try ledger.meta("stories") ?? "") ?? 0
            if running != nil, let reasons = try ledger.meta("degraded"), !reasons.isEmpty {
                degraded += reasons.split(separator: "\n").map(String.init)
            }
        } catch StorageError.missing {
            // Nothing was ever taken in: all counts are zero, and that is no fault.
        } catch {
            add("ledger", "\(error)")
        }
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
            json.key("leftAlone")
            json.array(leftAlone) { $0.value($1) }
            json.member("documents", documents)
            json.member("articles", articles)
            json.member("duplicates", duplicates)
            json.member("failed", failed)
            json.member("stories", stories)
            json.member("lastScan", lastScan)
            json.member("lastEdition", lastEdition)
            json.key("degraded")
            json.array(degraded) { $0.value($1) }
        }
        return json.string
    }

    package var text: String {
        var lines = [
            running.map { "running (process \($0))" } ?? "not running",
            "inbox       \(pending) waiting, \(ignored) ignored",
            "documents   \(documents), of \(articles) articles; \(duplicates) duplicates left out",
            "stories     \(stories)",
            "failed      \(failed)" + (failed > 0 ? "; see the failed folder, then: daybook retry" : ""),
            "last scan   \(lastScan ?? "never")",
            "last closed edition  \(lastEdition ?? "none yet")",
        ]
        lines += leftAlone.map { "left alone  " + $0 }
        lines += degraded.map { "degraded    " + $0 }
        return Terminal.safe(lines.joined(separator: "\n"))
    }
}
