package import Articles
import Cleaning
package import Exchange
import Foundation

/// `daybook extract`: files in, one line of the contract each, in the order of the files.
package struct CorpusReader: Sendable {
    package var reader: PageReader
    /// Whether names, amounts, dates and facts are read as well.
    package var readsText = true
    /// The day pages count as received on, for those without a publication date.
    package var reference: CivilDate?
    /// The largest file read, in bytes.
    package var limit = 64 << 20

    package init(reader: PageReader) { self.reader = reader }

    /// The line of the file at `path`, and whether it could be read.
    package func line(for path: String) -> (json: JSONText, succeeded: Bool) {
        let file = PageFile(path: path)
        do {
            let bytes = try file.read(limit: limit)
            let article = try reader.cleaner.clean(SavedPage(name: file.name, bytes: bytes))
            let reading = readsText ? reader.read(article, received: reference) : nil
            let sha256 = SHA256.hexDigest(of: bytes)
            return (
                ContractLine.extracted(path: path, id: file.id, sha256: sha256, article: article, reading: reading),
                true
            )
        } catch let error as CleaningError {
            return (ContractLine.failed(path: path, code: error.code, message: error.description), false)
        } catch let error as PageFileError {
            return (ContractLine.failed(path: path, code: error.code, message: error.description), false)
        } catch {
            return (ContractLine.failed(path: path, code: "unreadable", message: "\(path): \(error)"), false)
        }
    }

    /// Calls `emit` with the line of each of `paths`, in their order, working on `jobs` of them at a time.
    ///
    /// - Returns: how many could not be read.
    package func readAll(
        _ paths: [String],
        jobs: Int,
        emit: (JSONText, _ done: Int) throws -> Void
    ) async rethrows -> Int {
        guard jobs > 1 else {
            var failures = 0
            for (index, path) in paths.enumerated() {
                let (json, succeeded) = line(for: path)
                if !succeeded { failures += 1 }
                try emit(json, index + 1)
            }
            return failures
        }
        return try await withThrowingTaskGroup(of: (Int, JSONText, Bool).self) { group in
            var waiting: [Int: JSONText] = [:]
            var (started, emitted, failures) = (0, 0, 0)
            func start() {
                guard started < paths.count else { return }
                let index = started
                started += 1
                group.addTask { @concurrent in
                    let (json, succeeded) = line(for: paths[index])
                    return (index, json, succeeded)
                }
            }
            for _ in 0..<jobs { start() }
            while let (index, json, succeeded) = try await group.next() {
                if !succeeded { failures += 1 }
                waiting[index] = json
                while let ready = waiting.removeValue(forKey: emitted) {
                    emitted += 1
                    try emit(ready, emitted)
                }
                start()
            }
            return failures
        }
    }

    /// The files that `arguments` name: a directory gives every file in it by name, `-` the paths on standard input.
    package static func expand(_ arguments: [String], standardInput: () -> String?) -> [String] {
        var paths: [String] = []
        for argument in arguments {
            var isDirectory: ObjCBool = false
            if argument == "-" {
                while let line = standardInput() {
                    if !line.isEmpty { paths.append(line) }
                }
            } else if unsafe FileManager.default.fileExists(atPath: argument, isDirectory: &isDirectory),
                isDirectory.boolValue
            {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: argument)) ?? []
                paths += names.filter { !$0.hasPrefix(".") }.sorted().map { argument + "/" + $0 }
            } else {
                paths.append(argument)
            }
        }
        return paths
    }
}
