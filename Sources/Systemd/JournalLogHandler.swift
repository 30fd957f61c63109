internal import Articles
internal import Glibc
package import Logging

/// Writes one line an event, in the form its reader expects.
///
/// To the journal an event goes as an entry of its own fields: `MESSAGE`, `PRIORITY`, and `DAYBOOK_FILE`,
/// `DAYBOOK_DOCUMENT` and the like, so that `journalctl DAYBOOK_CODE=not-text` finds it. Where only its stream is at
/// hand each line starts with `<N>`, the syslog priority the journal takes off (sd-daemon(3)); on a terminal it starts
/// with the level's name. Fields follow as `key=value`. Everything that may come from a page (a file's name, a title)
/// is escaped, so no text can forge a line or steer a terminal.
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let showsPriority: Bool
    private let journal: JournalSocket?

    package init(level: Logger.Level, showsPriority: Bool, journal: JournalSocket? = nil) {
        logLevel = level
        self.showsPriority = showsPriority
        self.journal = journal
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            .map { (key: $0.key, value: $0.value.description) }
        let message = event.message.description
        let tail = fields.map { " " + SafeText.spelledOut($0.key) + "=" + Self.field($0.value) }.joined()
        if let journal, journal.send(Self.entry(level: event.level, text: message + tail, fields: fields)) { return }
        let line = Self.line(level: event.level, message: message, showsPriority: showsPriority) + tail
        let bytes = Array((line + "\n").utf8)
        // One write a line keeps lines whole; a log that cannot be written must not stop the service.
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }

    /// The fields of an entry of the journal; the text holds them too, for those who read along.
    package static func entry(
        level: Logger.Level,
        text: String,
        fields: [(key: String, value: String)]
    ) -> [(name: String, value: String)] {
        let own = [
            ("MESSAGE", SafeText.spelledOut(text)), ("PRIORITY", String(priority(of: level))),
            ("SYSLOG_IDENTIFIER", "daybook"),
        ]
        return own
            + fields.map { field in
                // Other programs have a SHA256 as well; ours names a document.
                let name = field.key == "sha256" ? "document" : field.key
                return ("DAYBOOK_" + name, SafeText.spelledOut(field.value))
            }
    }

    /// The head of a line and its message, escaped.
    package static func line(level: Logger.Level, message: String, showsPriority: Bool) -> String {
        (showsPriority ? "<\(priority(of: level))>" : level.rawValue + ": ") + SafeText.spelledOut(message)
    }

    /// The value of a field: quoted when it holds a blank, a quote or an equals sign.
    package static func field(_ text: String) -> String {
        let safe = SafeText.spelledOut(text)
        guard safe.isEmpty || safe.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\\\"") + "\""
    }

    /// The syslog priority of `level`: 7 debug, 6 info, 5 notice, 4 warning, 3 error, 2 critical.
    private static func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
