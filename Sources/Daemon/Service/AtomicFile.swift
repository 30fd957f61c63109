import Foundation
import Glibc

/// Writes a file so that a reader sees the old content or the new, never a part of either.
enum AtomicFile {
    /// Replaces the file at `path` by `bytes`: a temporary file beside it, made durable, then renamed over it.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let temporary = folder + "/.daybook-" + String(getpid()) + "-" + (path.split(separator: "/").last ?? "")
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw AtomicFileError(path: path, number: errno) }
        do {
            try put(bytes, into: descriptor, path: path)
            guard fsync(descriptor) == 0 else { throw AtomicFileError(path: path, number: errno) }
        } catch {
            close(descriptor)
            unsafe unlink(temporary)
            throw error
        }
        close(descriptor)
        guard unsafe rename(temporary, path) == 0 else {
            let error = AtomicFileError(path: path, number: errno)
            unsafe unlink(temporary)
            throw error
        }
        try synchronize(folder: folder)
    }

    private static func put(_ bytes: [UInt8], into descriptor: Int32, path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw AtomicFileError(path: path, number: errno) }
            rest = rest.dropFirst(count)
        }
    }

    /// Makes the renamed entry durable.
    private static func synchronize(folder: String) throws {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AtomicFileError(path: folder, number: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw AtomicFileError(path: folder, number: errno) }
    }
}

/// Why a file could not be replaced.
struct AtomicFileError: Error, CustomStringConvertible {
    var path: String
    var number: Int32

    var description: String {
        "\(path) cannot be written: \(unsafe String(cString: strerror(number))). Mend its rights or make room."
    }
}
