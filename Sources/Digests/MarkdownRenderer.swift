/// Writes an edition as Markdown that reads well as plain text on a terminal of 80 columns.
package struct MarkdownRenderer: Sendable {
    /// The way from the file's folder to the root, such as `../../`.
    package var root: String

    package init(root: String = "../../") { self.root = root }

    package func render(_ edition: Edition) -> String { edition.header.joined(separator: "\n") }
}
