import Foundation

/// The manual page, from the description the command-line parser gives of itself.
package struct ManualPage {
    private let root: Command

    /// `toolInfo` is the parser's own JSON dump.
    package init(toolInfo: String) throws {
        root = try JSONDecoder().decode(Tool.self, from: Data(toolInfo.utf8)).command
    }

    /// The page in the man macros.
    package var roff: String {
        var page = ".TH DAYBOOK 1 \"\" \"daybook \(Version.text)\" \"User Commands\"\n"
        page += ".SH NAME\ndaybook \\- \(Self.escaped(root.abstract ?? ""))\n"
        page += ".SH SYNOPSIS\n.B daybook\n.I subcommand\n[\\fIoptions\\fR]\n"
        page += ".SH DESCRIPTION\n" + Self.block(root.discussion ?? "")
        for command in root.subcommands ?? [] where command.shouldDisplay != false && command.commandName != "help" {
            page += ".SH " + command.commandName.uppercased() + "\n" + Self.escaped(command.abstract ?? "") + "\n"
            for argument in command.arguments ?? [] where argument.shouldDisplay != false {
                page += ".TP\n\\fB" + Self.escaped(argument.label) + "\\fR\n"
                page += Self.escaped(argument.abstract ?? "") + "\n"
            }
            page += Self.block(command.discussion ?? "")
        }
        page += ".SH FILES\n.TP\n/etc/daybook/daybook.yaml\nThe configuration.\n.TP\n/var/lib/daybook\nThe state.\n"
        page += ".SH ENVIRONMENT\n"
        for key in SettingKey.all {
            page += ".TP\n\\fB" + key.variable + "\\fR\n" + Self.escaped(key.purpose) + " Default: "
            page += (key.fallback.isEmpty ? "none" : Self.escaped(key.fallback)) + ".\n"
        }
        return page
    }

    /// Text as it stands, without filling.
    private static func block(_ text: String) -> String {
        text.isEmpty ? "" : ".PP\n.nf\n" + escaped(text) + "\n.fi\n"
    }

    /// No line may start with a control character, and a backslash is one of its own.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }
            .joined(separator: "\n")
    }

    private struct Tool: Decodable { var command: Command }

    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    private struct Argument: Decodable {
        var kind: String
        var valueName: String?
        var abstract: String?
        var shouldDisplay: Bool?
        var names: [Name]?

        /// `--root <root>`, `--json` or `<paths>`.
        var label: String {
            let flags = (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name }.joined(separator: ", ")
            let value = kind == "flag" ? "" : "<" + (valueName ?? "value") + ">"
            return [flags, value].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private struct Name: Decodable {
        var kind: String
        var name: String
    }
}
