import Articles

/// The first digits of a hash, as the log shows them.
enum SHA256Prefix {
    static func of(_ bytes: [UInt8]) -> String { String(SHA256.hexDigest(of: bytes).prefix(12)) }
}
