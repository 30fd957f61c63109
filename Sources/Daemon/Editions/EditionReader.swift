package import Articles
package import Digests
import Storage

/// `daybook digest`: editions as they are kept or stand now, printed.
package struct EditionReader: Sendable {
    private let settings: Settings

    package init(_ settings: Settings) { self.settings = settings }

    /// The closed edition of `date`, or the open one as it stands.
    package func edition(of date: CivilDate?) throws -> Edition {
        let keeper = try EditionKeeper(settings: settings, ledger: try Ledger(at: settings.database, for: .look))
        guard let date else { return try keeper.open(at: .now) }
        guard let edition = try keeper.closed(date) else { throw EditionMissing(date: date) }
        return edition
    }

    /// The edition in Markdown, its links leading from the root.
    package func markdown(_ edition: Edition) -> String { MarkdownRenderer(root: settings.root + "/").render(edition) }

    /// The edition in HTML, its links leading from the root.
    package func html(_ edition: Edition) throws -> String {
        try HTMLRenderer(root: "file://" + settings.root + "/").render(edition)
    }
}

/// There is no edition of a date.
package struct EditionMissing: Error, CustomStringConvertible {
    package var date: CivilDate

    package var description: String {
        "there is no edition of \(date). The digests folder lists those there are; without a date, today's is printed."
    }
}
