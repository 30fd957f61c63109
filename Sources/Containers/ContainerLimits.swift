/// How much a file may hold before it counts as an attack on the reader and not as something saved to be read.
package struct ContainerLimits: Sendable {
    /// The most bytes that all compressed parts of a file may inflate to.
    package var maximumBytes = 64 << 20
    /// The most parts of a MIME message; a saved page with all its pictures has some hundred.
    package var maximumParts = 10_000
    /// How deep multiparts and attached messages may lie in each other; mail programs make four or five.
    package var maximumDepth = 16
    /// How many times a file may be packed: `.html.gz` is one, a packed archive of packed answers two.
    package var maximumPackings = 3
    /// The most documents that are taken from one file: entries of a feed, answers in a web archive.
    package var maximumDocuments = 10_000

    package init() {}
}
