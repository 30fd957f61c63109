import Foundation
import SystemPackage

/// A file named on the command line: read only when it is a regular file of bearable size.
package struct PageFile: Sendable {
    /// As given.
    package var path: String

    package init(path: String) { self.path = path }

    /// The last component, shown safely.
    package var name: String { String(path.split(separator: "/").last ?? "") }

    /// The name without its last extension.
    package var id: String {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The file's bytes.
    package func read(limit: Int) throws(PageFileError) -> [UInt8] {
        try opened(limit) { file, size in try Self.bytes(of: file, expecting: size, path: path, limit: limit) }
    }

    /// Throws what `read` would, without reading.
    package func check(limit: Int) throws(PageFileError) { try opened(limit) { _, _ in } }

    /// Gives `body` the file and its size in bytes.
    ///
    /// Opened without blocking and looked at before a byte is read: a FIFO or a device would never end.
    private func opened<Result>(
        _ limit: Int,
        _ body: (FileDescriptor, Int) throws -> Result
    ) throws(PageFileError) -> Result {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
            defer { try? file.close() }
            let status = try file.stat()
            guard status.type == .regular else { throw PageFileError.notAFile(path: path) }
            guard status.size <= limit else {
                throw PageFileError.tooLarge(path: path, bytes: Int(status.size), limit: limit)
            }
            return try body(file, Int(status.size))
        } catch let error as PageFileError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }

    private static func bytes(
        of file: FileDescriptor,
        expecting size: Int,
        path: String,
        limit: Int
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 1)
        var chunk = [UInt8](repeating: 0, count: min(max(size + 1, 4096), 1 << 20))
        while true {
            let count = try unsafe chunk.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else {
                throw PageFileError.tooLarge(path: path, bytes: bytes.count, limit: limit)
            }
        }
    }
}

/// Why a file named on the command line cannot be read.
package enum PageFileError: Error, Equatable, CustomStringConvertible {
    case notAFile(path: String)
    case tooLarge(path: String, bytes: Int, limit: Int)
    case unreadable(path: String, reason: String)

    /// The stable code of the extract contract.
    package var code: String {
        switch self {
        case .notAFile: "not-a-file"
        case .tooLarge: "too-large"
        case .unreadable: "unreadable"
        }
    }

    package var description: String {
        switch self {
        case .notAFile(let path): "\(path) is not a regular file. Name a saved page, or a folder of them."
        case .tooLarge(let path, let bytes, let limit):
            "\(path) has \(bytes) bytes, more than the \(limit) that are read. Save the article without its media."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason). Mend its path or rights."
        }
    }
}
