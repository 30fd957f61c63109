/// Writes an edition as one self-contained HTML file.
package struct HTMLRenderer: Sendable {
    /// The way from the file's folder to the root, such as `../../`.
    package var root: String
    /// The Mustache template; `nil` for the one in the program.
    package var template: String?

    package init(root: String = "../../", template: String? = nil) {
        self.root = root
        self.template = template
    }

    package func render(_ edition: Edition) throws -> String { edition.header.joined(separator: "\n") }
}
