package import Articles
import Digests
import Extraction
import Foundation
import Storage
import WatchFolder

/// `daybook rebuild`: reads every archived page again into a new ledger, which then takes the old one's place.
///
/// The new ledger equals the old in all that pages say: documents, articles and versions, names, amounts, dates, facts,
/// and when each was received. The old one, sound or damaged, is asked only for what pages cannot say: the folders
/// a file came in, duplicates, failures, closed editions, runs. What it cannot tell any more is told by the archive (a
/// copy's time and place) and by the digests' folder (closed editions).
///
/// Pages are read by a process of its own, as the service has it done: one that crashes it costs only itself.
///
/// Work goes into a file beside the ledger. A run that is killed leaves the ledger as it was, and the next one goes on
/// where that stopped, unless the program or the knowledge base has changed since.
package struct Rebuild: Sendable {
    package struct Outcome: Sendable {
        package var documents = 0
        /// Read in this run; the others were read by an earlier one that did not end.
        package var read = 0
        /// Documents whose copy is gone and that were taken over as the old ledger has them.
        package var takenOver = 0
        /// What could not be read or taken over, each with its reason.
        package var losses: [String] = []
        /// Where the old ledger lies now.
        package var aside: String?
    }

    private let settings: Settings
    /// The program whose processes read the pages.
    private let executable: String

    package init(_ settings: Settings, executable: String = "/proc/self/exe") {
        self.settings = settings
        self.executable = executable
    }

    /// Rebuilds the ledger; refused while a daemon runs.
    package func run(at now: Timestamp = .now, progress: (_ done: Int, _ total: Int) -> Void) async throws -> Outcome {
        guard FileManager.default.fileExists(atPath: settings.root) else {
            throw MaintenanceError.emptyArchive(path: settings.archive)
        }
        let lock = try StateLock(at: StateLayout(settings).lock)
        let reader = ReaderSupervisor(executable: executable) {}
        do {
            let outcome = try await rebuild(with: reader, at: now, progress)
            await reader.end()
            _ = consume lock
            return outcome
        } catch {
            await reader.end()
            throw error
        }
    }

    private func rebuild(
        with reader: ReaderSupervisor,
        at now: Timestamp,
        _ progress: (_ done: Int, _ total: Int) -> Void
    ) async throws -> Outcome {
        var old = OldLedger(at: settings.database)
        let archive = ArchiveFolder(path: StateLayout(settings).archive)
        let pages = try pages(in: archive, old)
        guard !pages.isEmpty else { throw MaintenanceError.emptyArchive(path: settings.archive) }
        try await reader.use(settings)
        let path = settings.database + ".rebuild"
        let new = try begin(at: path)
        var outcome = Outcome()
        for (index, page) in pages.enumerated() {
            try await take(page, from: archive, old, into: new, with: reader, &outcome)
            progress(index + 1, pages.count)
        }
        try finish(new, &old, &outcome)
        _ = try Ledger.proven(fileAt: path)
        outcome.aside = try LedgerPlace(settings).replace(with: path, calling: "before-rebuild", at: now)
        LedgerPlace.discard(path)
        return outcome
    }

    /// Makes the search index anew, without reading a page; refused while a daemon runs.
    package static func remakeIndex(_ settings: Settings) throws {
        let lock = try StateLock(at: StateLayout(settings).lock)
        let ledger = try Ledger(at: settings.database, for: .service)
        try ledger.remakeIndex()
        try ledger.close()
        _ = consume lock
    }

    // MARK: - What there is to read

    /// A page to read again: in the archive, in the old ledger, or both.
    private struct Page {
        var digits: String
        var file: ArchivedFile?
        /// The documents of it that the old ledger tells of; several where it is a feed or the like.
        var documents: [RememberedDocument] = []
        /// The page itself, where it holds several documents.
        var container: RememberedDocument?
        var received: Timestamp
        /// Its place among those received in one second.
        var order: (Int, Int)

        /// What the old ledger tells of the file.
        var remembered: RememberedDocument? { container ?? documents.first }
    }

    /// All pages in the order they were received, by which versions are numbered.
    private func pages(in archive: ArchiveFolder, _ old: OldLedger) throws -> [Page] {
        var remembered: [String: (order: Int, documents: [RememberedDocument])] = [:]
        for (index, document) in old.documents.enumerated() {
            remembered[document.archivePath, default: (index, [])].documents.append(document)
        }
        var pages: [Page] = []
        for file in try archive.files() {
            let known = remembered.removeValue(forKey: file.path)
            let container = old.containers[file.path]
            pages.append(
                Page(
                    digits: file.digits,
                    file: file,
                    documents: known?.documents ?? [],
                    container: container,
                    received: (container ?? known?.documents.first)?.received ?? received(file),
                    order: known.map { ($0.order, 0) } ?? (Int.max, file.modified)
                )
            )
        }
        pages += remembered.map { path, known in
            let first = old.containers[path] ?? known.documents[0]
            return Page(
                digits: String(first.sha256.prefix(12)),
                documents: known.documents,
                container: old.containers[path],
                received: first.received,
                order: (known.order, 0)
            )
        }
        return pages.sorted {
            ($0.received.seconds, $0.order.0, $0.order.1, $0.digits)
                < ($1.received.seconds, $1.order.0, $1.order.1, $1.digits)
        }
    }

    /// When the file was received: the time of the copy, unless it lies on another day than its folder says, because
    /// the archive was copied without its times; then noon of that day.
    private func received(_ file: ArchivedFile) -> Timestamp {
        let time = Timestamp(seconds: file.modified / 1_000_000_000)
        if time.day(in: settings.timeZone) == file.day { return time }
        let noon = file.day.daysSinceEpoch * 86_400 + 43_200
        return Timestamp(
            seconds: noon - settings.timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(noon)))
        )
    }

    // MARK: - Reading

    /// The new ledger: begun, or gone on with where nothing has changed since.
    private func begin(at path: String) throws -> Ledger {
        let mark = try fingerprint()
        if let begun = try? Ledger(at: path, for: .look), (try? begun.meta(Self.markKey)) == mark,
            (try? begun.integrityFindings()) == []
        {
            return try Ledger(at: path, for: .making)
        }
        LedgerPlace.discard(path)
        let ledger = try Ledger(at: path, for: .making)
        try ledger.setMeta(Self.markKey, mark)
        return ledger
    }

    private static let markKey = "rebuild"

    /// What a reading depends on besides the page.
    private func fingerprint() throws -> String {
        let own = try KnowledgeInForce.files(settings).map { try PageFile(path: $0).read(limit: 64 << 20) }
        let hashes = own.map { SHA256.hexDigest(of: $0) }
        let limits = "\(settings.maximumFile) \(settings.maximumText)"
        return ([Version.text, Extractor.version, limits] + hashes).joined(separator: " ")
    }

    private func take(
        _ page: Page,
        from archive: ArchiveFolder,
        _ old: OldLedger,
        into new: Ledger,
        with reader: ReaderSupervisor,
        _ outcome: inout Outcome
    ) async throws {
        guard let file = page.file else { return try takeOver(page, old, into: new, &outcome) }
        let bytes: [UInt8]
        do { bytes = try archive.bytes(of: file.path) } catch {
            return outcome.losses.append("\(file.path): \(error)")
        }
        let sha256 = SHA256.hexDigest(of: bytes)
        guard sha256.hasPrefix(file.digits) else {
            outcome.losses.append("\(file.path): its bytes are not those its name tells of; it is damaged")
            return try takeOver(page, old, into: new, &outcome)
        }
        // By an earlier run that did not end.
        if try new.archivePath(ofFile: sha256) != nil { return outcome.documents += max(1, page.documents.count) }
        let name = page.container?.name ?? Self.fileName(page.documents.first) ?? file.name
        let kept = KeptFile(
            sha256: sha256,
            name: name,
            archivePath: file.path,
            received: page.received,
            size: bytes.count
        )
        switch try await read(SavedPage(name: name, bytes: bytes), sha256, for: new, with: reader) {
        case .documents(let documents):
            try keep(documents, of: kept, claim: page.remembered?.claim, into: new, &outcome)
        case .refused(let fault):
            outcome.losses.append("\(file.path): \(fault)")
            try takeOver(page, old, into: new, &outcome)
        }
    }

    /// The name of the file that a document came in: what tells it from the file's others is taken off.
    private static func fileName(_ document: RememberedDocument?) -> String? {
        guard let name = document?.name else { return nil }
        guard let mark = name.lastIndex(of: "#"), Int(name[name.index(after: mark)...]) != nil else { return name }
        return String(name[..<mark])
    }

    /// What becomes of a page; one that breaks the reader is tried as often as the service would.
    ///
    /// The attempts are counted durably, so that a page that brings down even this process is passed over when the
    /// rebuild is started again.
    private func read(
        _ page: SavedPage,
        _ sha256: String,
        for new: Ledger,
        with reader: ReaderSupervisor
    ) async throws -> PageOutcome {
        var last = PageFault(code: "poison", message: "it stopped the reader \(settings.attempts) times")
        while try new.recordAttempt(sha256, at: .now) <= settings.attempts {
            do {
                return try await reader.read(page)
            } catch let fault as ReaderSupervisor.Fault {
                last = PageFault(code: fault.code, message: "it \(fault)")
            }
        }
        return .refused(last)
    }

    private func keep(
        _ documents: [ReadDocument],
        of file: KeptFile,
        claim: String?,
        into new: Ledger,
        _ outcome: inout Outcome
    ) throws {
        try new.keep(documents, of: file, claim: claim)
        let faults = documents.compactMap(\.fault)
        if faults.count == documents.count, let fault = faults.first {
            return outcome.losses.append("\(file.archivePath): \(fault)")
        }
        outcome.documents += documents.count - faults.count
        outcome.read += 1
    }

    /// Takes the documents over as they were read before: their copy was removed by retention, or is lost.
    private func takeOver(_ page: Page, _ old: OldLedger, into new: Ledger, _ outcome: inout Outcome) throws {
        var isWhole = true
        for remembered in page.documents {
            if try new.hasDocument(remembered.sha256) {
                outcome.documents += 1
            } else if let document = old.document(sha256: remembered.sha256) {
                try new.keep(document, claim: remembered.claim)
                outcome.documents += 1
                outcome.takenOver += 1
            } else {
                isWhole = false
                outcome.losses.append(
                    "\(remembered.archivePath): the copy is gone, and the old ledger cannot tell it"
                )
            }
        }
        // Without all of its documents the file counts as not read: dropped again, it brings the others.
        guard isWhole, let container = page.container else { return }
        try new.keepFile(
            KeptFile(
                sha256: container.sha256,
                name: container.name,
                archivePath: container.archivePath,
                received: container.received,
                size: container.size
            ),
            claim: container.claim
        )
    }

    // MARK: - What pages cannot say

    private func finish(_ new: Ledger, _ old: inout OldLedger, _ outcome: inout Outcome) throws {
        try old.copyRecords(to: new)
        outcome.losses += old.losses
        try restoreEditions(to: new, &outcome)
        try new.setMeta(Self.markKey, nil)
        try new.close()
    }

    /// Keeps the closed editions of the digests' folder that the new ledger does not have.
    private func restoreEditions(to new: Ledger, _ outcome: inout Outcome) throws {
        let years = (try? FileManager.default.contentsOfDirectory(atPath: settings.digests)) ?? []
        for year in years.sorted() where year.count == 4 && Int(year) != nil {
            let folder = settings.digests + "/" + year
            for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
                guard name.hasSuffix(".json"), let date = CivilDate(iso: String(name.dropLast(5))),
                    try new.edition(date) == nil,
                    let bytes = try? PageFile(path: folder + "/" + name).read(limit: 64 << 20)
                else { continue }
                do {
                    let edition = try JSONDecoder().decode(Edition.self, from: Data(bytes))
                    try new.keepEdition(EditionKeeper.kept(edition, json: String(decoding: bytes, as: UTF8.self)))
                } catch {
                    outcome.losses.append("\(folder)/\(name): no edition: \(error)")
                }
            }
        }
    }
}
