import Articles
import Glibc

/// What is written to a terminal or a pipe.
package enum Terminal {
    /// `text` with nothing in it that could steer a terminal.
    ///
    /// Line breaks stay: messages have them.
    package static func safe(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { SafeText.spelledOut(String($0)) }
            .joined(separator: "\n")
    }

    /// Writes `line` and a line feed to standard output, whole.
    package static func write(line: [UInt8]) throws {
        var rest = (line + [UInt8(ascii: "\n")])[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw TerminalError.outputClosed }
            rest = rest.dropFirst(count)
        }
    }

    /// A line on standard error that counts up, on a terminal only.
    package struct Progress {
        private let total: Int
        private let label: String
        private let isShown: Bool

        package init(total: Int, label: String) {
            self.total = total
            self.label = label
            isShown = total > 20 && isatty(STDERR_FILENO) == 1
        }

        /// Shows that `done` are done; at most a hundred times in all.
        package func show(_ done: Int) {
            guard isShown, done % max(1, total / 100) == 0 else { return }
            put("\r\(done) of \(total) \(label)\u{1B}[K")
        }

        package func finish() {
            guard isShown else { return }
            put("\r\u{1B}[K")
        }

        private func put(_ text: String) {
            let bytes = Array(text.utf8)
            _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
        }
    }
}

/// Why output could not be written.
package enum TerminalError: Error, CustomStringConvertible {
    case outputClosed

    package var description: String { "standard output was closed before everything was written." }
}
