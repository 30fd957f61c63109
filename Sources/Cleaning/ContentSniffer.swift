/// Tells files that are no text at all by their first bytes.
enum ContentSniffer {
    /// What `bytes` look like, or `nil` when they may be text.
    static func kind(of bytes: [UInt8]) -> String? {
        for (signature, name) in signatures where bytes.starts(with: signature) { return name }
        if bytes.count > 12, bytes.starts(with: Array("RIFF".utf8)) { return "a RIFF file (WebP, WAV or AVI)" }
        if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return "an MP4, HEIC or AVIF file" }
        return isBinary(bytes) ? "binary data" : nil
    }

    private static let signatures: [([UInt8], String)] = [
        (Array("%PDF-".utf8), "a PDF file"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"),
        ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
        ([0x1F, 0x8B], "a gzip archive"),
        (Array("BZh".utf8), "a bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        (Array("Rar!".utf8), "a RAR archive"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        (Array("GIF8".utf8), "a GIF image"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program (ELF)"),
        (Array("SQLite format 3".utf8), "an SQLite database"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old office document"),
        (Array("{\\rtf".utf8), "a rich text (RTF) document"),
        (Array("OggS".utf8), "an Ogg media file"),
        (Array("ID3".utf8), "an MP3 file"),
        ([0x00, 0x00, 0x01, 0x00], "an icon"),
        (Array("wOFF".utf8), "a font"),
        (Array("wOF2".utf8), "a font"),
    ]

    /// Whether control characters or NULs stand where text has none.
    ///
    /// UTF-16 has NULs too, but all at odd or all at even places.
    private static func isBinary(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(1 << 14)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return false }
        var nulls = (even: 0, odd: 0)
        var controls = 0
        for (index, byte) in head.enumerated() {
            if byte == 0 {
                if index & 1 == 0 { nulls.even += 1 } else { nulls.odd += 1 }
            } else if byte < 0x09 || (0x0E..<0x20).contains(byte) && byte != 0x1B {
                controls += 1
            }
        }
        let isWide =
            max(nulls.even, nulls.odd) >= 20 * min(nulls.even, nulls.odd) && (nulls.even + nulls.odd) * 50 >= head.count
        // In UTF-16 the other half of each character may be any byte, control characters among them.
        if isWide { return false }
        // One control character or NUL in twenty: no text has that many.
        return (controls + nulls.even + nulls.odd) * 20 > head.count
    }
}
