/// A page as it lay in the inbox: its name and its bytes, nothing decided about either.
package struct SavedPage: Sendable {
    /// The file's name as it is shown: NFC, control characters escaped.
    ///
    /// Never used as a path.
    package var name: String
    /// The file's content, byte for byte.
    package var bytes: [UInt8]
    /// The character set that the transport named (an HTTP header in an archive, a MIME part), if any.
    package var transportCharset: String?

    package init(name: String, bytes: [UInt8], transportCharset: String? = nil) {
        self.name = name
        self.bytes = bytes
        self.transportCharset = transportCharset
    }
}
