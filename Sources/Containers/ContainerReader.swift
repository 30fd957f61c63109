package import Articles

/// Tells which documents a file holds, by its content, and unpacks them.
///
/// The stage before cleaning. A file that is no container of any kind is its own single document, as it is.
package struct ContainerReader: Sendable {
    package var limits = ContainerLimits()

    package init() {}

    /// The documents in `file`, in its order; never none.
    package func documents(in file: SavedPage) throws(ContainerError) -> [ContainedDocument] {
        var file = file
        try unpack(&file)
        if let coding = PackedPage.coding(of: file) { throw .unknownCoding(file: file.name, coding: coding) }
        if WARCReader.isArchive(file.bytes) {
            var reader = WARCReader(file, limits: limits)
            return try reader.read()
        }
        if let mailbox = MailboxReader(file, limits: limits) { return try mailbox.read() }
        if MessageReader.isMessage(file.bytes) {
            var reader = MessageReader(file, limits: limits)
            return try reader.read()
        }
        switch XMLRoot.kind(of: file.bytes) {
        case .feed: return try FeedReader(file, limits: limits).read()
        case .other(let root):
            throw .notText(file: file.name, looksLike: "an XML file that is no feed (its first element is \(root))")
        case nil: return [single(file)]
        }
    }

    /// Takes off as many layers of gzip as there may be.
    private func unpack(_ file: inout SavedPage) throws(ContainerError) {
        var layers = 0
        while Gzip.isGzip(file.bytes[...]) {
            layers += 1
            guard layers <= limits.maximumPackings else {
                throw .packedTooOften(file: file.name, limit: limits.maximumPackings)
            }
            do {
                file.bytes = try Gzip.unpack(file.bytes, limit: limits.maximumBytes)
            } catch {
                switch error {
                case .damaged: throw .damaged(file: file.name, kind: "a gzip archive")
                case .tooLarge: throw .inflatesTooLarge(file: file.name, limit: limits.maximumBytes)
                }
            }
        }
        if layers > 0 { file.name = Self.unpackedName(file.name) }
    }

    /// The name without `.gz`: other stages look at what is left of it.
    private static func unpackedName(_ name: String) -> String {
        let isPacked = name.count > 3 && name.lowercased().hasSuffix(".gz")
        return isPacked ? String(name.dropLast(3)) : name
    }

    /// The file as its own document, with what its own form says about it.
    private func single(_ file: SavedPage) -> ContainedDocument {
        var given = GivenMetadata()
        given.url = SaveMark.address(in: file.bytes)
        if given.url != nil { return ContainedDocument(page: file, given: given) }
        return markdown(file) ?? ContainedDocument(page: file)
    }

    private static let markdownSuffixes = [".md", ".markdown", ".mdown"]

    /// The file as Markdown, if it is that by its front matter, by its marks, or by its name.
    private func markdown(_ file: SavedPage) -> ContainedDocument? {
        // Pages are not looked through, wide text is none that its marks could be found in.
        guard let first = file.bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "<"),
            !file.bytes.prefix(64).contains(0)
        else { return nil }
        let frontMatter = FrontMatter(file.bytes)
        let isNamed = Self.markdownSuffixes.contains { file.name.lowercased().hasSuffix($0) }
        guard isNamed || frontMatter != nil || MarkdownText.isMarkdown(file.bytes) else { return nil }
        var page = file
        page.bytes = MarkdownText.plain(file.bytes[(frontMatter?.end ?? 0)...])
        return ContainedDocument(page: page, given: frontMatter?.given ?? GivenMetadata(), media: .markdown)
    }
}
