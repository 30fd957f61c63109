package import Articles
import Resources
import Yams

/// Reads knowledge-base files.
package enum KnowledgeFiles {
    /// The entries that come with the program.
    package static func shipped() throws -> [KnowledgeEntry] { [] }
}
