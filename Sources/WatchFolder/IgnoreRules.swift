/// Which names in the inbox are not documents: files still on their way, and what programs leave behind.
package struct IgnoreRules: Sendable {
    /// One kind of name that is left alone, and why.
    package struct Rule: Equatable, Sendable {
        /// A name with `*` for any run of bytes and `?` for one; ASCII letters match in either case.
        package var pattern: String
        package var reason: String
        /// Whether it speaks of folders only.
        package var isForFolders = false

        package init(_ pattern: String, _ reason: String, isForFolders: Bool = false) {
            self.pattern = pattern
            self.reason = reason
            self.isForFolders = isForFolders
        }
    }

    /// The names that are never documents, whatever the configuration says.
    package static let builtIn: [Rule] = [
        Rule(".*", "hidden: temporary files of rsync, Syncthing and editors, .DS_Store, ._ forks, .~lock files"),
        Rule("*.crdownload", "Chrome is still downloading it"),
        Rule("*.part", "Firefox, wget or scp is still downloading it"),
        Rule("*.partial", "a browser or rsync is still downloading it"),
        Rule("*.download", "Safari is still downloading it"),
        Rule("*.filepart", "WinSCP is still copying it"),
        Rule("*.tmp", "a program's temporary file"),
        Rule("*.temp", "a program's temporary file"),
        Rule("*.swp", "Vim's swap file"),
        Rule("*.swx", "Vim's swap file"),
        Rule("4913", "Vim's probe whether it may write here"),
        Rule("*~", "an editor's copy of the last version"),
        Rule("#*#", "Emacs' unsaved copy"),
        Rule("~$*", "Microsoft Office's owner file"),
        Rule("Thumbs.db", "Windows' picture cache"),
        Rule("desktop.ini", "Windows' folder settings"),
        Rule("@eaDir", "Synology's index folder"),
        Rule("#recycle", "Synology's waste basket", isForFolders: true),
        Rule("$RECYCLE.BIN", "Windows' waste basket", isForFolders: true),
        Rule("System Volume Information", "Windows' own folder", isForFolders: true),
        Rule("lost+found", "the file system's own folder", isForFolders: true),
        Rule("__MACOSX", "the forks that macOS puts in archives"),
        Rule("*_files", "the pictures and styles of a page saved as \"web page, complete\"", isForFolders: true),
        Rule("*.files", "the pictures and styles of a page saved as \"web page, complete\"", isForFolders: true),
    ]

    private let rules: [(pattern: [UInt8], rule: Rule)]

    /// The built-in rules, with the reader's own patterns before them.
    package init(userPatterns: [String] = []) {
        let own = userPatterns.map { Rule($0, "intake.ignore lists \($0)") }
        rules = (own + Self.builtIn).map { (Array($0.pattern.utf8).map(Self.lowered), $0) }
    }

    /// The first rule that leaves the name alone, or `nil` for a possible document.
    package func rule(for name: RawPath, isFolder: Bool) -> Rule? {
        let lowered = name.bytes.map(Self.lowered)
        return rules.first { (isFolder || !$0.rule.isForFolders) && Self.matches(lowered, $0.pattern) }?.rule
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Matches with one point of return, the last star: linear in the name for each star.
    private static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
        var at = 0
        var next = 0
        var star: (pattern: Int, name: Int)?
        while at < name.count {
            if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
                star = (next, at)
                next += 1
            } else if next < pattern.count, pattern[next] == UInt8(ascii: "?") || pattern[next] == name[at] {
                at += 1
                next += 1
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                next = last.pattern + 1
                at = last.name + 1
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
