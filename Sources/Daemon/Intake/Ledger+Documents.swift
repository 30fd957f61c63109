import Articles
import Extraction
package import Storage

extension Ledger {
    /// Keeps those of a file's documents that could be read, and the file itself where it holds several.
    ///
    /// Again and again gives the same. A document that another file brought before, such as an entry that a feed still
    /// lists today, stays the one it is.
    package func keep(_ documents: [ReadDocument], of file: KeptFile, claim: String?) throws(StorageError) {
        for document in documents {
            guard case .read(let article, let reading?) = document.outcome else { continue }
            var kept = KeptDocument(
                sha256: document.partSHA256 ?? file.sha256,
                name: document.part.map { file.name + "#" + $0 } ?? file.name,
                archivePath: file.archivePath,
                received: file.received,
                size: file.size,
                article: article,
                reading: reading,
                extractor: Extractor.version
            )
            if let part = document.part {
                kept.part = part
                kept.file = file.sha256
            }
            try keep(kept, claim: claim)
        }
        if documents.contains(where: { $0.part != nil }) { try keepFile(file, claim: claim) }
    }
}
