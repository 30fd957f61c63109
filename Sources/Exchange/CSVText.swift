/// Writes comma-separated values (RFC 4180) that a spreadsheet shows and never computes.
package struct CSVText: Sendable {
    /// The lines so far, each ended by CR LF as the format has it.
    package private(set) var string = ""

    /// Begins with a line of column names.
    package init(columns: [String]) { row(columns) }

    /// Adds a line; `nil` is an empty field.
    package mutating func row(_ fields: [String?]) {
        string += fields.map { Self.field($0 ?? "") }.joined(separator: ",") + "\r\n"
    }

    /// A field in quotes where it needs them.
    ///
    /// A spreadsheet takes what begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, full-width
    /// forms too: an apostrophe in front makes it text. A plain number stays a number.
    package static func field(_ text: String) -> String {
        var shown = ""
        if let first = text.unicodeScalars.first(where: { $0 != " " }), starters.contains(first), !isNumber(text) {
            shown = "'"
        }
        shown += text
        guard
            shown.unicodeScalars.contains(where: { $0 == "\"" || $0 == "," || $0.value < 0x20 }) || shown.hasPrefix("'")
        else { return shown }
        return "\"" + shown.replacing("\"", with: "\"\"") + "\""
    }

    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard text.utf8.count - digits.count <= 1, text.utf8.count <= 24 else { return false }
        return !digits.isEmpty
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
    }
}
