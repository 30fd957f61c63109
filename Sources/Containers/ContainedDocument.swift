package import Articles

/// One document of a file, not yet cleaned: its bytes and what the file says about it.
package struct ContainedDocument: Sendable {
    /// Which part of the file it is: `1`, `2`, … in the file's order; `nil` when it is all the file holds.
    package var part: String?
    /// Its bytes, unpacked, with the character set that its part or answer names.
    package var page: SavedPage
    package var given: GivenMetadata
    /// What kind of text it is, where the file's form tells and the cleaner could not.
    package var media: MediaType?
    /// How the file was decoded, where its form made that the first step.
    package var charset: CharsetReport?
    /// Why this part alone cannot be read, though the file's others can.
    package var fault: ContainerError?

    package init(
        part: String? = nil,
        page: SavedPage,
        given: GivenMetadata = GivenMetadata(),
        media: MediaType? = nil,
        fault: ContainerError? = nil
    ) {
        self.part = part
        self.page = page
        self.given = given
        self.media = media
        self.fault = fault
    }

    /// Puts into `article` what the file says about it.
    package func complete(_ article: inout Article) {
        given.complete(&article)
        if let media { article.media = media }
        if let charset { article.charset = charset }
    }

    /// The hash that tells this part from every other: of its bytes and of what is said about them; `nil` where the
    /// document is all its file holds.
    ///
    /// The same entry in tomorrow's copy of a feed has the same one.
    package var partSHA256: String? {
        guard part != nil else { return nil }
        var hash = SHA256()
        for field in [given.url, given.title, given.byline, given.published?.iso] {
            hash.update(Array((field ?? "").utf8) + [0])
        }
        hash.update(page.bytes)
        return hash.hexDigest()
    }
}
