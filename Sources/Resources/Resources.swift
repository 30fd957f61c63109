import CResources

/// The data files that are part of the program: word lists, frames, models, the shipped knowledge base.
///
/// They are embedded in the binary, so there is nothing to find at run time.
package enum Resources {
    /// The names of all embedded files, in the order they are listed in `CResources`.
    package static var names: [String] {
        unsafe table.map { unsafe String(cString: $0.name) }
    }

    /// The bytes of the embedded file called `name`, such as `entities/companies.yaml`.
    ///
    /// A name that is not embedded is a mistake in the program, not in its input, and stops it.
    package static func bytes(of name: String) -> [UInt8] {
        withBytes(of: name) { bytes in
            unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
        }
    }

    /// Lends the bytes of the embedded file called `name` without copying them.
    package static func withBytes<Result>(of name: String, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try unsafe body(Span(_unsafeElements: embedded(name)))
    }

    /// The bytes of the embedded file called `name`, where they lie: they are there as long as the program runs.
    package static func embedded(_ name: String) -> UnsafeBufferPointer<UInt8> {
        guard let resource = unsafe table.first(where: { unsafe String(cString: $0.name) == name }) else {
            fatalError("no resource is called \(name); CResources.c lists those there are")
        }
        return unsafe UnsafeBufferPointer(start: resource.bytes, count: resource.count)
    }

    private static var table: UnsafeBufferPointer<daybook_resource> {
        var count = 0
        let first = unsafe daybook_resources(&count)
        return unsafe UnsafeBufferPointer(start: first, count: count)
    }
}
