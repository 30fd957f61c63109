import Articles
import Cleaning
import Extraction
import Workers

/// The process that reads pages for the daemon: bytes in, the documents in them with their readings out, until nobody asks any more.
///
/// A page may crash it, hang it or make it eat memory; the daemon sees that and starts another. Once set up, it can do
/// nothing but compute and answer: no file, no other process, no network.
package enum ReaderWorker {
    /// The command that starts it; not for people.
    package static let command = "read-pages"
    /// The largest part of a request: a file at the largest setting.
    private static let largestPart = 1 << 40

    /// Works until the daemon has gone.
    package static func run() {
        WorkerSide.bindToParent()
        guard let head = WorkerSide.nextPart(atMost: largestPart),
            let files = WorkerSide.nextPart(atMost: largestPart)
        else { return }
        do {
            let reader = try reader(head, files)
            // A first text, so that what is made at first use is there before the first page and before the seal.
            Cleaner.loadAll()
            _ = outcome(of: SavedPage(name: "first.html", bytes: Array(firstPage.utf8)), reader)
            _ = WorkerSide.seal()
            guard greet(.ready) else { return }
            serve(reader)
        } catch {
            _ = greet(.refused(message: String(describing: error), code: exitCode(for: error) ?? 70))
        }
    }

    private static func greet(_ greeting: ReaderGreeting) -> Bool {
        guard let bytes = try? ReaderMessage.bytes(greeting) else { return false }
        return WorkerSide.answer(bytes)
    }

    /// The reader that a setup asks for.
    private static func reader(_ message: [UInt8], _ rest: [UInt8]) throws -> PageReader {
        let head = try ReaderMessage.message(ReaderSetup.Head.self, of: message)
        guard head.version == Version.text, head.names.count == head.sizes.count else {
            throw OtherVersion(version: head.version)
        }
        // A second line behind the daemon's own watch, which looks at memory in use a few dozen times a second.
        WorkerSide.limitMemory(to: head.memory * 2)
        var (files, start) = ([KnowledgeFile](), 0)
        for (name, size) in zip(head.names, head.sizes) {
            files.append(KnowledgeFile(name: name, bytes: Array(rest[start..<start + size])))
            start += size
        }
        return PageReader(
            cleaner: PageReader.cleaner(maximumFile: head.maximumFile, maximumText: head.maximumText),
            extractor: Extractor(knowledge: try KnowledgeInForce.entries(with: files))
        )
    }

    private static func serve(_ reader: PageReader) {
        while let message = WorkerSide.nextPart(atMost: largestPart),
            let bytes = WorkerSide.nextPart(atMost: largestPart),
            let head = try? ReaderMessage.message(PageRequest.self, of: message),
            let answer = try? answer(to: head, bytes, reader), WorkerSide.answer(answer)
        {}
    }

    private static func answer(to head: PageRequest, _ bytes: [UInt8], _ reader: PageReader) throws -> [UInt8] {
        let page = SavedPage(name: head.name, bytes: bytes, transportCharset: head.transportCharset)
        return try Wire.bytes(outcome(of: page, reader))
    }

    /// What `reader` makes of `page`.
    private static func outcome(of page: SavedPage, _ reader: PageReader) -> PageOutcome {
        do {
            // The day a page was saved says nothing about when it was written: without a publication date, relative
            // dates stay open. A wrong date is worse than none.
            return .documents(try reader.documents(in: page, received: nil))
        } catch {
            return .refused(error)
        }
    }

    private static let firstPage = """
        <!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>첫 글</title>
        <meta property="article:published_time" content="2025-01-02T03:04:05+09:00"></head><body><article><h1>첫 글</h1>
        <p>가온전자의 홍길동 대표는 지난해 3월 5억 달러를 들여 서울에 공장을 지었다고 2일 밝혔다. 이 회사의 매출은
        20% 늘었다.</p><p>Harbor Labs, led by Jane Doe, raised $20 million in May 2024, up 20 percent.</p></article>
        </body></html>
        """
}

/// Daemon and worker are not of one build.
struct OtherVersion: Error, CustomStringConvertible {
    var version: String

    var description: String {
        "the worker is of version \(Version.text), the daemon of \(version). Restart the service."
    }
}
