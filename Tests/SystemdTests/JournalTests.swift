import Logging
import Systemd
import Testing

/// Lines of the log.
struct JournalTests {
    @Test(arguments: [
        (Logger.Level.debug, "<7>"), (.info, "<6>"), (.notice, "<5>"), (.warning, "<4>"), (.error, "<3>"),
        (.critical, "<2>"),
    ])
    func `the journal gets each level as a syslog priority`(level: Logger.Level, priority: String) {
        #expect(JournalLogHandler.line(level: level, message: "hello", showsPriority: true) == priority + "hello")
        #expect(JournalLogHandler.line(level: level, message: "hello", showsPriority: false) == "\(level): hello")
    }

    @Test(arguments: [
        ("plain.html", "plain.html"),
        ("two words", "\"two words\""),
        ("", "\"\""),
        ("a=b", "\"a=b\""),
        ("say \"hi\"", "\"say \\\"hi\\\"\""),
        ("line\nbreak", "line\\u{a}break"),
        ("\r<3>forged", "\\u{d}<3>forged"),
        ("\u{1B}[31mred", "\\u{1b}[31mred"),
        ("\u{202E}lmth.exe", "\\u{202e}lmth.exe"),
        ("para\u{2029}graph", "para\\u{2029}graph"),
        ("한글", "한글"),
    ])
    func `no text can forge a line, a field or a colour`(text: String, expected: String) {
        #expect(JournalLogHandler.field(text) == expected)
    }

    @Test func `a message with a line break stays one line`() {
        let line = JournalLogHandler.line(level: .info, message: "one\n<0>two", showsPriority: true)
        #expect(line == "<6>one\\u{a}<0>two")
    }
}
