package import Articles
import Foundation
import Glibc
package import Storage
import WatchFolder

/// What monitoring wants to know, as a file for node-exporter's textfile collector: no port is opened.
///
/// Counters come from the ledger and go on over restarts; those of the process begin with it.
package struct Metrics: Sendable {
    /// One sample of one metric.
    struct Sample {
        var labels: [(name: String, value: String)] = []
        var value: Double
    }

    private let settings: Settings
    private let ledger: Ledger
    private let health: Health
    private let started: Timestamp

    package init(settings: Settings, ledger: Ledger, health: Health, started: Timestamp) {
        self.settings = settings
        self.ledger = ledger
        self.health = health
        self.started = started
    }

    /// Replaces the file, if the configuration names one.
    package func write(isRunning: Bool) throws {
        guard let path = settings.metricsFile else { return }
        try AtomicFile.write(Array(try text(isRunning: isRunning).utf8), to: path)
    }

    /// The file's text, in Prometheus' exposition format.
    package func text(isRunning: Bool) throws -> String {
        let counts = try ledger.counts()
        let state = health.snapshot
        var text = MetricsText()
        text.gauge("running", "Whether the daemon runs; 0 after it stopped.", isRunning ? 1 : 0)
        text.gauge("start_time_seconds", "When the daemon started.", Double(started.seconds))
        text.metric(
            "info",
            .gauge,
            "The version that runs.",
            [Sample(labels: [("version", Version.text)], value: 1)]
        )
        text.counter("documents_total", "Documents taken in.", counts.documents)
        text.counter("articles_total", "Articles, of which documents are versions.", counts.articles)
        text.counter("duplicates_total", "Files whose bytes were known already.", counts.duplicates)
        let failures = try ledger.failuresByCode().sorted { $0.key < $1.key }
        text.metric(
            "failures_total",
            .counter,
            "Files that could not be read, by reason.",
            failures.map { Sample(labels: [("code", $0.key)], value: Double($0.value)) }
        )
        text.gauge("failed_files", "Files in the failed folder.", Double(StatusReport.failedFiles(settings) ?? 0))
        text.gauge("inbox_files", "Files that wait in the inbox.", Double(state.pending))
        text.counter("lost_events_total", "Times this run lost events and walked the whole inbox.", state.overflows)
        text.counter("removed_copies_total", "Copies removed from the archive by keep.", try ledger.removedCopies())
        let removed = try ledger.meta(Retention.failedKey).flatMap { Int($0) } ?? 0
        text.counter("removed_failed_total", "Files removed from the failed folder by keep.", removed)
        text.metric(
            "degraded",
            .gauge,
            "Concerns that do not go as they should.",
            state.degraded.keys.sorted().map { Sample(labels: [("concern", $0)], value: 1) }
        )
        text.metric(
            "read_seconds",
            .summary,
            "Time that reading took, of the files of this run.",
            [],
            sum: state.readSeconds,
            count: state.taken
        )
        try times(&text)
        process(&text)
        return text.string
    }

    private func times(_ text: inout MetricsText) throws {
        if let closed = try ledger.latestEdition()?.window.upperBound {
            text.gauge("last_edition_time_seconds", "When the last closed edition closed.", Double(closed.seconds))
        }
        if let received = try ledger.lastReceived() {
            text.gauge("last_document_time_seconds", "When the last document was received.", Double(received.seconds))
        }
        if let free = try? FreeSpace.bytes(at: StateLayout(settings).root) {
            text.gauge("free_bytes", "Room on the disk of the state.", Double(free))
        }
        if let size = try? FileManager.default.attributesOfItem(atPath: settings.database)[.size] as? Int {
            text.gauge("ledger_bytes", "The size of the ledger.", Double(size))
        }
    }

    private func process(_ text: inout MetricsText) {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        if fields.count > 1, let pages = Int(fields[1]) {
            text.gauge("resident_memory_bytes", "Memory in use.", Double(pages * Int(sysconf(Int32(_SC_PAGESIZE)))))
        }
        var usage = rusage()
        guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return }
        let times = [usage.ru_utime, usage.ru_stime]
        let seconds = times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        text.metric("cpu_seconds_total", .counter, "Processor time used by this run.", [Sample(value: seconds)])
    }
}

/// Writes the exposition format.
struct MetricsText {
    enum Kind: String { case counter, gauge, summary }

    private(set) var string = ""

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        metric(name, .gauge, help, [Metrics.Sample(value: value)])
    }

    mutating func counter(_ name: String, _ help: String, _ value: Int) {
        metric(name, .counter, help, [Metrics.Sample(value: Double(value))])
    }

    mutating func metric(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        _ samples: [Metrics.Sample],
        sum: Double? = nil,
        count: Int = 0
    ) {
        let name = "daybook_" + name
        string += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            string += name + (labels.isEmpty ? "" : "{\(labels)}") + " " + Self.number(sample.value) + "\n"
        }
        if let sum { string += "\(name)_sum \(Self.number(sum))\n\(name)_count \(count)\n" }
    }

    private static func number(_ value: Double) -> String { NumberText.plain(value) }

    /// A label's value: backslash, quotation mark and line feed are the format's own; nothing else may break a line.
    private static func escaped(_ text: String) -> String {
        SafeText.spelledOut(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))
            .replacing("\\u{", with: "\\\\u{")
    }
}
