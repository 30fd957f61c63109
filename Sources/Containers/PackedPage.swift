import Articles

/// Tells pages that were saved as they went over the wire, packed in a way that is not read.
enum PackedPage {
    private static let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    private static let brotliEndings = [".br", ".brotli"]
    /// How far a file is looked into for bytes that no text has.
    private static let reach = 4096

    /// How the page is packed, or `nil` where it is not, or in a way that is read.
    ///
    /// Brotli has no mark of its own: what is called so and is no text is taken for it.
    static func coding(of file: SavedPage) -> String? {
        if file.bytes.starts(with: zstd) { return "zstd" }
        let name = file.name.lowercased()
        guard brotliEndings.contains(where: name.hasSuffix) else { return nil }
        let isText = file.bytes.prefix(reach).allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D].contains($0) }
        return isText ? nil : "brotli"
    }
}
