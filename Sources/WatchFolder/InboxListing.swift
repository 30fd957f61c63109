/// A regular file in the inbox that may become a document.
package struct InboxFile: Hashable, Sendable {
    /// Where it lies, relative to the inbox; the bytes are the key.
    package var path: RawPath
    package var signature: FileSignature
    /// How many names the file has; more than one only when all of them lie in the inbox.
    package var links: Int

    package init(path: RawPath, signature: FileSignature, links: Int = 1) {
        self.path = path
        self.signature = signature
        self.links = links
    }

    package var size: Int { signature.size }

    /// Oldest first; equal times by name, so that every scan gives the same order.
    package static func isBefore(_ left: InboxFile, _ right: InboxFile) -> Bool {
        (left.signature.modified, left.path) < (right.signature.modified, right.path)
    }
}

/// An entry of the inbox that is left where it is.
package struct SkippedEntry: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case temporary, symbolicLink, hardLink, fifo, socket, device, tooDeep
        case unreadable
    }

    package var path: RawPath
    package var kind: Kind
    /// Why, and what to do about it where something can be done.
    package var reason: String
}

/// What one look at the inbox found.
package struct InboxListing: Sendable {
    /// The files to take, oldest first; at most the scanner's limit of them.
    package var candidates: [InboxFile] = []
    /// How many files could be taken, beyond the limit too.
    package var candidateCount = 0
    /// Temporary and junk names.
    package var ignored: [SkippedEntry] = []
    package var ignoredCount = 0
    /// The folders of pages saved "complete" whose page was taken, each with one state of all that is in it.
    package var companions: [InboxFile] = []
    /// Links, pipes, sockets and devices: listed, never opened.
    package var special: [SkippedEntry] = []
    package var specialCount = 0
    /// Files and folders whose rights keep us out, with the command that mends it.
    package var unreadable: [SkippedEntry] = []
    package var unreadableCount = 0

    package init() {}
}
