package import Articles
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
        /// What to do, as a command where one does it; empty when all is well.
        package var remedy: String
    }

    package private(set) var findings: [Finding] = []
    let settings: Settings
    let layout: StateLayout
    let machine: Machine
    let now: Timestamp

    /// Looks at everything `settings` names.
    ///
    /// `mistake` is what is wrong with the configuration; `settings` are then the defaults.
    package init(
        _ settings: Settings,
        mistake: (any Error)? = nil,
        machine: Machine = Machine(),
        at now: Timestamp = .now
    ) {
        self.settings = settings
        self.machine = machine
        self.now = now
        layout = StateLayout(settings)
        checkConfiguration(mistake)
        checkFolders()
        checkRights()
        checkSpace()
        checkFileSystems()
        checkLock()
        checkLedger()
        checkFiles()
        checkKnowledge()
        checkLimits()
        checkUnit()
        checkStatus()
    }

    package var hasFaults: Bool { findings.contains { $0.level == .fault } }

    mutating func add(_ check: String, _ level: Finding.Level, _ message: String, remedy: String = "") {
        findings.append(Finding(check: check, level: level, message: message, remedy: remedy))
    }

    func quoted(_ path: String) -> String { ShellQuote.of(RawPath(path)) }

    private mutating func checkConfiguration(_ mistake: (any Error)?) {
        guard let mistake else {
            let file = settings.origins.lazy.map(\.origin).first { $0.contains(", line ") }
            return add("configuration", .good, file.map { String($0.prefix { $0 != "," }) } ?? "all at their defaults")
        }
        var remedy = "mend that line, then: daybook config"
        if case .badValue(_, "digest.timezone", _, _)? = mistake as? SettingsError {
            remedy = "timedatectl list-timezones; where that lists none: apt install tzdata"
        }
        add("configuration", .fault, "\(mistake) The service would not start; defaults are looked at.", remedy: remedy)
    }

    private mutating func checkKnowledge() {
        do {
            let entries = try KnowledgeInForce.entries(settings)
            let own = KnowledgeInForce.files(settings)
            add("knowledge base", .good, "\(entries.count) entries, \(own.count) files of your own")
            // Within one file an id may come once; over the shipped entries it replaces.
            for file in own {
                guard let bytes = try? PageFile(path: file).read(limit: 64 << 20),
                    let entries = try? KnowledgeFiles.read(bytes, file: file)
                else { continue }
                for case .duplicateID(let id) in KnowledgeLint.findings(entries) {
                    mend("\(file): \(KnowledgeLint.Finding.duplicateID(id))", id, [file])
                }
            }
            for finding in KnowledgeLint.findings(entries).prefix(20) { mend("\(finding)", finding.id, own) }
        } catch {
            add(
                "knowledge base",
                .fault,
                "\(error)",
                remedy: "mend the line, then: daybook reload; until then the service would not start"
            )
        }
    }

    private mutating func mend(_ message: String, _ id: String, _ files: [String]) {
        let places = files.isEmpty ? "/etc/daybook/entities" : files.map(quoted).joined(separator: " ")
        add(
            "knowledge base",
            .warning,
            message,
            remedy: "grep -n \(quoted(id)) \(places); mend the entry, then: daybook reload"
        )
    }

    private mutating func checkStatus() {
        let status = StatusReport(settings)
        for entry in status.leftAlone {
            add("inbox entry", .warning, entry, remedy: "cp --dereference the page in its place, or chmod a+r it")
        }
        if status.failed > 0 {
            add(
                "failed files",
                .warning,
                "\(status.failed) in \(settings.failed)",
                remedy: "grep -h message \(quoted(settings.failed))/*.reason.json; mend the pages, then: daybook retry"
            )
        }
        for reason in status.degraded where status.running != nil {
            let isHeld = reason.hasPrefix("ledger: busy")
            let remedy =
                isHeld
                ? "fuser -v \(quoted(settings.database)); let that program end its work, or end it"
                : "journalctl -u daybook -p warning -n 20"
            add("degraded", .warning, reason, remedy: remedy)
        }
    }

    package var text: String {
        findings.map { finding in
            let mark =
                switch finding.level {
                case .good: "ok      "
                case .warning: "warning "
                case .fault: "FAULT   "
                }
            return mark + finding.check + ": " + Self.folded(finding.message)
                + (finding.remedy.isEmpty ? "" : "\n        do: " + Self.folded(finding.remedy))
        }.joined(separator: "\n")
    }

    /// One line, so that no name or message can look like a finding of its own.
    private static func folded(_ text: String) -> String {
        SafeText.spelledOut(text.split(separator: "\n").joined(separator: " "))
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

extension KnowledgeLint.Finding {
    /// What to look for in the files.
    fileprivate var id: String {
        switch self {
        case .duplicateID(let id), .dangling(let id, _, _), .unreachable(let id, _): id
        case .clash(let name, _): name
        }
    }
}
