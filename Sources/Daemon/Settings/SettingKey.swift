/// One key of the configuration: its name, what values it takes, its default, and what it is for.
///
/// The table of all keys is the only place that knows them: reading, checking, `daybook config`, the shipped
/// `config/daybook.yaml` (a test compares them) and the manual page all go by it.
package struct SettingKey: Sendable {
    /// What a value must look like.
    package enum Form: String, Sendable {
        /// Any text, or nothing.
        case text
        /// A path; a relative one lies below `root`.
        case path
        /// Seconds, fractions allowed.
        case seconds
        /// A whole number, not negative.
        case count
        /// Bytes: a whole number with an optional KiB, MiB or GiB.
        case size
        /// `HH:MM`.
        case clock
        /// A name of the time-zone database.
        case timeZone
        /// One of `allowed`.
        case choice
        /// A list of texts.
        case list
    }

    package var name: String
    package var form: Form
    package var fallback: String
    package var allowed: [String] = []
    package var purpose: String

    init(_ name: String, _ form: Form, _ fallback: String, _ purpose: String, allowed: [String] = []) {
        self.name = name
        self.form = form
        self.fallback = fallback
        self.allowed = allowed
        self.purpose = purpose
    }

    /// The environment variable that sets the key.
    package var variable: String {
        "DAYBOOK_" + name.uppercased().replacing(".", with: "_")
    }

    /// Every key, in the order they are shown.
    package static let all: [SettingKey] = [
        SettingKey("root", .path, "/var/lib/daybook", "The one directory that everything else lies in."),
        SettingKey("paths.inbox", .path, "inbox", "Where pages are dropped."),
        SettingKey("paths.archive", .path, "archive", "Where the bytes of every document are kept."),
        SettingKey("paths.failed", .path, "failed", "Where files that cannot be read are kept, with the reason."),
        SettingKey("paths.digests", .path, "digests", "Where editions are written."),
        SettingKey("paths.database", .path, "daybook.sqlite", "The ledger."),
        SettingKey("intake.settle", .seconds, "2", "How long a file must stay unchanged before it is taken."),
        SettingKey("intake.rescan", .seconds, "60", "How often the inbox is walked even when nothing moved."),
        SettingKey("intake.empty_grace", .seconds, "600", "How long an empty file may wait for its content."),
        SettingKey("intake.max_file", .size, "64 MiB", "The largest file that is read."),
        SettingKey("intake.max_text", .size, "8 MiB", "The longest text that is read out of a file."),
        SettingKey("intake.attempts", .count, "3", "How often a page that stops the reader is tried."),
        SettingKey("intake.page_time", .seconds, "30", "How long reading one page may take."),
        SettingKey("intake.page_memory", .size, "512 MiB", "How much memory reading one page may take."),
        SettingKey("intake.ignore", .list, "", "More name patterns (with * and ?) that are never taken."),
        SettingKey("intake.min_free", .size, "64 MiB", "Intake pauses while the disk has less than this."),
        SettingKey("intake.retry_longest", .seconds, "300", "The longest wait between tries after a passing fault."),
        SettingKey(
            "knowledge.files",
            .list,
            "/etc/daybook/entities",
            "Files, or folders of them, with entities of your own; those that exist are read."
        ),
        SettingKey("keep.archive_days", .count, "0", "Copies in the archive are removed after so many days; 0: never."),
        SettingKey("keep.archive_size", .size, "0", "The oldest copies are removed beyond this size; 0: never."),
        SettingKey("keep.failed_days", .count, "0", "Failed files are removed after so many days; 0: never."),
        SettingKey("metrics.file", .text, "", "Where metrics are written for node-exporter; nowhere when empty."),
        SettingKey("digest.timezone", .timeZone, "Asia/Seoul", "The zone whose days editions are named by."),
        SettingKey("digest.time", .clock, "06:00", "When an edition closes."),
        SettingKey("digest.language", .choice, "ko", "The language of headings and labels.", allowed: ["ko", "en"]),
        SettingKey("digest.refresh", .seconds, "10", "How long after a new document today's page is rewritten."),
        SettingKey("digest.watchlist", .list, "", "Ids of entities that are always listed."),
        SettingKey(
            "log.level",
            .choice,
            "info",
            "The least severe events that are logged.",
            allowed: ["debug", "info", "notice", "warning", "error"]
        ),
    ]

    /// The known name nearest to `name` by edit distance, whatever the distance.
    package static func nearest(to name: String) -> String {
        all.min { distance($0.name, name) < distance($1.name, name) }!.name
    }

    /// The Levenshtein distance between two short names, over at most 64 bytes of each.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
