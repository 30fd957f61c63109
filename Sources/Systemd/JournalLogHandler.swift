import Glibc
package import Logging

/// Writes one line an event to standard error, in the form its reader expects.
///
/// Under systemd each line starts with `<N>`, the syslog priority the journal takes off (sd-daemon(3)); on a
/// terminal it starts with the level's name. Fields follow as `key=value`. Everything that may come from a page
/// (a file's name, a title) is escaped, so no text can forge a line or steer a terminal.
package struct JournalLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let showsPriority: Bool

    package init(level: Logger.Level, showsPriority: Bool) {
        logLevel = level
        self.showsPriority = showsPriority
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
        var line = Self.line(level: event.level, message: event.message.description, showsPriority: showsPriority)
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            line += " " + Self.escaped(key) + "=" + Self.field(value.description)
        }
        let bytes = Array((line + "\n").utf8)
        // One write a line keeps lines whole; a log that cannot be written must not stop the service.
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }

    /// The head of a line and its message, escaped.
    package static func line(level: Logger.Level, message: String, showsPriority: Bool) -> String {
        (showsPriority ? "<\(priority(of: level))>" : level.rawValue + ": ") + escaped(message)
    }

    /// The value of a field: quoted when it holds a blank, a quote or an equals sign.
    package static func field(_ text: String) -> String {
        let safe = escaped(text)
        guard safe.isEmpty || safe.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\\\"") + "\""
    }

    /// `text` with control characters, line separators and bidirectional overrides spelled out as `\u{…}`.
    package static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
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
