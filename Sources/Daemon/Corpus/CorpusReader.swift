package import Articles
package import Exchange
import Foundation
import WatchFolder

/// `daybook extract`: files in, a line of the contract for each document in them, in the order of the files.
package struct CorpusReader: Sendable {
    package var reader: PageReader
    /// Whether names, amounts, dates and facts are read as well.
    package var readsText = true
    /// The day pages count as received on, for those without a publication date.
    package var reference: CivilDate?
    /// The largest file read, in bytes.
    package var limit = 64 << 20

    package init(reader: PageReader) { self.reader = reader }

    /// The lines of the file at `path`, one for each document in it, and how many of them tell of a fault.
    package func lines(for path: String) -> (lines: [JSONText], failures: Int) {
        let file = PageFile(path: path)
        let fault: PageFault
        do throws(PageFault) {
            let bytes = try read(file)
            let documents = try reader.documents(
                in: SavedPage(name: file.name, bytes: bytes),
                received: reference,
                readsText: readsText
            )
            let sha256 = SHA256.hexDigest(of: bytes)
            return (documents.map { line($0, of: file, sha256) }, documents.count { $0.fault != nil })
        } catch {
            fault = error
        }
        return ([ContractLine.failed(path: path, code: fault.code, message: fault.message)], 1)
    }

    private func read(_ file: PageFile) throws(PageFault) -> [UInt8] {
        do {
            return try file.read(limit: limit)
        } catch {
            throw PageFault(code: error.code, message: error.description)
        }
    }

    private func line(_ document: ReadDocument, of file: PageFile, _ sha256: String) -> JSONText {
        switch document.outcome {
        case .read(let article, let reading):
            ContractLine.extracted(
                path: file.path,
                id: document.part.map { file.id + "#" + $0 } ?? file.id,
                part: document.part,
                sha256: document.partSHA256 ?? sha256,
                article: article,
                reading: reading
            )
        case .failed(let fault):
            ContractLine.failed(path: file.path, part: document.part, code: fault.code, message: fault.message)
        }
    }

    /// Calls `emit` with the lines of each of `paths`, in their order, working on `jobs` of them at a time.
    ///
    /// - Returns: how many documents could not be read.
    package func readAll(
        _ paths: [String],
        jobs: Int,
        emit: (JSONText, _ done: Int) throws -> Void
    ) async rethrows -> Int {
        guard jobs > 1 else {
            var failures = 0
            for (index, path) in paths.enumerated() {
                let read = lines(for: path)
                failures += read.failures
                for line in read.lines { try emit(line, index + 1) }
            }
            return failures
        }
        return try await withThrowingTaskGroup(of: (Int, [JSONText], Int).self) { group in
            var waiting: [Int: [JSONText]] = [:]
            var (started, emitted, failures) = (0, 0, 0)
            func start() {
                guard started < paths.count else { return }
                let index = started
                started += 1
                group.addTask { @concurrent in
                    let read = lines(for: paths[index])
                    return (index, read.lines, read.failures)
                }
            }
            for _ in 0..<jobs { start() }
            while let (index, lines, failed) = try await group.next() {
                failures += failed
                waiting[index] = lines
                while let ready = waiting.removeValue(forKey: emitted) {
                    emitted += 1
                    for line in ready { try emit(line, emitted) }
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
                    .filter { !isCompanion($0) }
            } else {
                paths.append(argument)
            }
        }
        return paths
    }

    /// Whether `path` is the folder of a page saved "complete": pictures and styles, not pages.
    private static func isCompanion(_ path: String) -> Bool {
        guard !CompanionName.pages(of: RawPath(path)).isEmpty else { return false }
        var isDirectory: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }
}
