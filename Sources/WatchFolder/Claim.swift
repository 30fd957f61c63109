package import Articles

/// A file that was moved out of the inbox into the work folder: nobody else takes it.
package struct Claim: Hashable, Sendable {
    /// Unique for ever, and the same again after a crash: the key that keeps a result from being counted twice.
    package let id: String
    /// When it was claimed.
    package let received: Timestamp
    /// Where it lay, relative to the inbox.
    package let path: RawPath
    /// Whether it was found in the work folder at start, left there by a run that ended early.
    package let isRecovered: Bool
    /// The file in the inbox that this is a copy of, where the work folder lies on another file system.
    let original: FileSignature?

    init(id: String, received: Timestamp, path: RawPath, isRecovered: Bool = false, original: FileSignature? = nil) {
        self.id = id
        self.received = received
        self.path = path
        self.isRecovered = isRecovered
        self.original = original
    }

    /// The file's name as it is shown, folders in front.
    package var name: String { path.description }

    /// The folders inside the work folder that hold the file.
    var folders: [RawPath] { [RawPath(id)] + path.components.dropLast() }
}

/// A claimed file that was read whole and did not change meanwhile.
package struct ClaimedPage: Sendable {
    package let claim: Claim
    package let bytes: [UInt8]
    /// 64 lower-case hexadecimal digits.
    package let sha256: String
    let signature: FileSignature

    init(claim: Claim, bytes: [UInt8], sha256: String, signature: FileSignature) {
        self.claim = claim
        self.bytes = bytes
        self.sha256 = sha256
        self.signature = signature
    }
}
