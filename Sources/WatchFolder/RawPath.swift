internal import Glibc

/// A file's path as the kernel keeps it: bytes, not necessarily text.
///
/// Names in an inbox come from everywhere: decomposed Hangul, CP949, line breaks. The bytes are the key; `String` would
/// fold different names into one and could not open what is not UTF-8.
package struct RawPath: Hashable, Sendable {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    package init(_ text: String) { bytes = Array(text.utf8) }

    /// The path split at its slashes, without empty parts.
    package var components: [RawPath] {
        bytes.split(separator: UInt8(ascii: "/")).map { RawPath(bytes: Array($0)) }
    }

    /// The part after the last slash.
    package var name: RawPath { components.last ?? self }

    /// The folder that holds it, or `nil` for a plain name.
    package var parent: RawPath? {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return RawPath(bytes: Array(bytes[..<max(slash, 1)]))
    }

    /// The path of `other` below this folder.
    package func appending(_ other: RawPath) -> RawPath {
        if bytes.isEmpty || bytes.last == UInt8(ascii: "/") { return RawPath(bytes: bytes + other.bytes) }
        return RawPath(bytes: bytes + [UInt8(ascii: "/")] + other.bytes)
    }

    package func appending(_ name: String) -> RawPath { appending(RawPath(name)) }

    /// The name with `.count` behind it, cut so that it stays a legal name: `page.html.2`.
    func numbered(_ count: Int, limit: Int) -> RawPath {
        guard count > 1 else { return RawPath(bytes: Array(bytes.prefix(limit))) }
        let suffix = Array(".\(count)".utf8)
        return RawPath(bytes: Array(bytes.prefix(limit - suffix.count)) + suffix)
    }

    /// Lends the path to a system call.
    @safe func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let terminated = bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe terminated.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { fatalError("an array with a terminator has an address") }
            return unsafe body(start)
        }
    }

    /// The longest name a Linux file system takes, in bytes.
    package static let longestName = 255
}

extension RawPath: Comparable {
    package static func < (left: RawPath, right: RawPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension RawPath: CustomStringConvertible {
    /// The path as it may be shown anywhere; see `DisplayName`.
    package var description: String { DisplayName.of(bytes) }
}
