import Articles
import Exchange
import Foundation
import Glibc
import Knowledge
import Storage
import WatchFolder

/// `daybook doctor`: looks for what would keep the service from working, each with its remedy.
package struct Doctor: Sendable {
    /// One thing that was looked at.
    package struct Finding: Sendable {
        package enum Level: String, Sendable { case good, warning, fault }

        package var check: String
        package var level: Level
        package var message: String
        /// What to do; empty when all is well.
        package var remedy: String
    }

    package private(set) var findings: [Finding] = []

    /// Looks at everything `settings` names.
    package init(_ settings: Settings) {
        let layout = StateLayout(settings)
        checkFolders(layout, settings)
        checkSpace(layout, settings)
        checkFileSystems(layout)
        checkLedger(settings)
        checkKnowledge(settings)
        checkLimits()
        checkStatus(settings)
    }

    package var hasFaults: Bool { findings.contains { $0.level == .fault } }

    private mutating func add(_ check: String, _ level: Finding.Level, _ message: String, remedy: String = "") {
        findings.append(Finding(check: check, level: level, message: message, remedy: remedy))
    }

    private mutating func checkFolders(_ layout: StateLayout, _ settings: Settings) {
        let folders = [
            ("root", settings.root), ("inbox", settings.inbox), ("archive", settings.archive),
            ("failed", settings.failed), ("digests", settings.digests),
        ]
        for (name, path) in folders {
            var isDirectory: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
                add(name, .fault, "\(path) is missing", remedy: "mkdir -p \(quoted(path)), or mount it; then restart")
                continue
            }
            guard isDirectory.boolValue else {
                add(
                    name,
                    .fault,
                    "\(path) is not a folder",
                    remedy: "move the file away: mv \(quoted(path)) \(quoted(path)).old"
                )
                continue
            }
            guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else {
                let user = unsafe String(cString: getpwuid(geteuid())?.pointee.pw_name ?? strdup("?"))
                add(
                    name,
                    .fault,
                    "\(path) cannot be read and written by \(user)",
                    remedy: "chown -R daybook:daybook \(quoted(path)), or run this as the service's user"
                )
                continue
            }
            add(name, .good, path)
        }
    }

    private mutating func checkSpace(_ layout: StateLayout, _ settings: Settings) {
        for (name, path) in [("space: root", layout.root), ("space: archive", layout.archive)] {
            guard let free = try? FreeSpace.bytes(at: path) else { continue }
            let room = "\(free / 1_048_576) MiB free"
            if free < settings.minimumFree {
                add(
                    name,
                    .fault,
                    room + ", below intake.min_free",
                    remedy: "make room on \(path), or lower intake.min_free"
                )
            } else {
                add(name, .good, room)
            }
        }
    }

    /// Files move between these folders by rename, which works on one file system only.
    private mutating func checkFileSystems(_ layout: StateLayout) {
        func device(_ path: RawPath) -> UInt64? {
            var status = stat()
            guard unsafe stat(String(decoding: path.bytes, as: UTF8.self), &status) == 0 else { return nil }
            return UInt64(status.st_dev)
        }
        let root = device(layout.root)
        for (name, path) in [("inbox", layout.inbox), ("archive", layout.archive), ("failed", layout.failed)] {
            guard let root, let other = device(path), root != other else { continue }
            add(
                "one file system",
                .warning,
                "\(name) lies on another file system than the root: files are copied instead of renamed",
                remedy: "put \(path) on the file system of \(layout.root)"
            )
        }
    }

    private mutating func checkLedger(_ settings: Settings) {
        do {
            let ledger = try Ledger(at: settings.database, for: .look)
            let faults = try ledger.integrityFindings()
            if faults.isEmpty {
                add("ledger", .good, "\(settings.database): \(try ledger.counts().documents) documents, sound")
            } else {
                add("ledger", .fault, faults.joined(separator: "; "), remedy: "put the newest backup in its place")
            }
        } catch StorageError.missing {
            add("ledger", .warning, "there is none yet", remedy: "start the service: systemctl start daybook")
        } catch {
            add("ledger", .fault, "\(error)", remedy: "see the message")
        }
    }

    private mutating func checkKnowledge(_ settings: Settings) {
        do {
            let entries = try KnowledgeInForce.entries(settings)
            let findings = KnowledgeLint.findings(entries)
            let own = KnowledgeInForce.files(settings)
            add("knowledge base", .good, "\(entries.count) entries, \(own.count) files of your own")
            for finding in findings.prefix(20) {
                add(
                    "knowledge base",
                    .warning,
                    "\(finding)",
                    remedy: "mend the entry in one of \(settings.knowledgeFiles.joined(separator: ", "))"
                )
            }
        } catch {
            add("knowledge base", .fault, "\(error)", remedy: "mend the line; the service would not start")
        }
    }

    /// Each folder of the inbox takes a watch; without watches it is polled.
    private mutating func checkLimits() {
        let path = "/proc/sys/fs/inotify/max_user_watches"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let limit = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return }
        if limit < 8192 {
            add("inotify", .warning, "only \(limit) watches", remedy: "sysctl fs.inotify.max_user_watches=524288")
        } else {
            add("inotify", .good, "\(limit) watches")
        }
    }

    private mutating func checkStatus(_ settings: Settings) {
        let status = StatusReport(settings)
        for entry in status.leftAlone {
            add("inbox entry", .warning, entry, remedy: "put a readable copy in its place")
        }
        if status.failed > 0 {
            add(
                "failed files",
                .warning,
                "\(status.failed) in \(settings.failed)",
                remedy: "read NAME.reason.json there, mend the page, then: daybook retry"
            )
        }
        if status.running == nil {
            add("daemon", .warning, "not running", remedy: "systemctl start daybook, or: daybook serve")
        } else {
            add("daemon", .good, "running (process \(status.running ?? 0))")
        }
    }

    private func quoted(_ path: String) -> String { ShellQuote.of(RawPath(path)) }

    package var text: String {
        findings.map { finding in
            let mark =
                switch finding.level {
                case .good: "ok      "
                case .warning: "warning "
                case .fault: "FAULT   "
                }
            return mark + finding.check + ": " + finding.message
                + (finding.remedy.isEmpty ? "" : "\n        do: " + finding.remedy)
        }.map(Terminal.safe).joined(separator: "\n")
    }

    package var json: String {
        var json = JSONText()
        json.array(findings) { json, finding in
            json.object { json in
                json.member("check", finding.check)
                json.member("level", finding.level.rawValue)
                json.member("message", finding.message)
                json.member("remedy", finding.remedy)
            }
        }
        return json.string
    }
}
