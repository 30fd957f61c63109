import Articles
import Containers

extension FuzzTarget {
    /// Any bytes unpack to a bounded number of bounded documents, each labelled, or to a clear error.
    static func containers(_ bytes: [UInt8]) async -> BrokenPromise? {
        let reader = ContainerReader()
        guard let documents = try? reader.documents(in: SavedPage(name: "file", bytes: bytes)) else { return nil }
        if documents.count > 10_000 { return BrokenPromise("a file holds at most ten thousand documents") }
        if documents.count > 1, Set(documents.map(\.part)).count != documents.count {
            return BrokenPromise("the parts of a file are told apart")
        }
        return nil
    }
}
