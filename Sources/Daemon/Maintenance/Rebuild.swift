package import Articles
import Cleaning
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
    private let reader: PageReader

    package init(_ settings: Settings) throws {
        self.settings = settings
        reader = try .configured(settings)
    }

    /// Rebuilds the ledger; refused while a daemon runs.
    package func run(at now: Timestamp = .now, progress: (_ done: Int, _ total: Int) -> Void) throws -> Outcome {
        let layout = StateLayout(settings)
        let lock = try StateLock(at: layout.lock)
        var old = OldLedger(at: settings.database)
        let archive = ArchiveFolder(path: layout.archive)
        let pages = try pages(in: archive, old)
        guard !pages.isEmpty else { throw MaintenanceError.emptyArchive(path: settings.archive) }
        let path = settings.database + ".rebuild"
        let new = try begin(at: path)
        var outcome = Outcome()
        for (index, page) in pages.enumerated() {
            try take(page, from: archive, old, into: new, &outcome)
            progress(index + 1, pages.count)
        }
        try finish(new, &old, &outcome)
        _ = try Ledger.proven(fileAt: path)
        outcome.aside = try LedgerPlace(settings).replace(with: path, calling: "before-rebuild", at: now)
        LedgerPlace.discard(path)
        _ = consume lock
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
        var remembered: RememberedDocument?
        var received: Timestamp
        /// Its place among those received in one second.
        var order: (Int, Int)
    }

    /// All pages in the order they were received, by which versions are numbered.
    private func pages(in archive: ArchiveFolder, _ old: OldLedger) throws -> [Page] {
        var remembered: [String: (Int, RememberedDocument)] = [:]
        for (index, document) in old.documents.enumerated() { remembered[document.archivePath] = (index, document) }
        var pages: [Page] = []
        for file in try archive.files() {
            let known = remembered.removeValue(forKey: file.path)
            let order = known.map { ($0.0, 0) } ?? (Int.max, file.modified)
            pages.append(
                Page(
                    digits: file.digits,
                    file: file,
                    remembered: known?.1,
                    received: known?.1.received ?? received(file),
                    order: order
                )
            )
        }
        pages += remembered.values.map { index, document in
            Page(
                digits: String(document.sha256.prefix(12)),
                remembered: document,
                received: document.received,
                order: (index, 0)
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
        _ outcome: inout Outcome
    ) throws {
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
        if try new.hasDocument(sha256) { return outcome.documents += 1 }
        // A page that kills the reader is known by its count when the rebuild is started again.
        guard try new.recordAttempt(sha256, at: page.received) <= settings.attempts else {
            outcome.losses.append("\(file.path): it stopped the reader \(settings.attempts) times")
            return try takeOver(page, old, into: new, &outcome)
        }
        try read(page, file, bytes, sha256, into: new, &outcome)
    }

    private func read(
        _ page: Page,
        _ file: ArchivedFile,
        _ bytes: [UInt8],
        _ sha256: String,
        into new: Ledger,
        _ outcome: inout Outcome
    ) throws {
        let name = page.remembered?.name ?? file.name
        let article: Article
        do { article = try reader.cleaner.clean(SavedPage(name: name, bytes: bytes)) } catch {
            return outcome.losses.append("\(file.path): \(error)")
        }
        let document = KeptDocument(
            sha256: sha256,
            name: name,
            archivePath: file.path,
            received: page.received,
            size: bytes.count,
            article: article,
            reading: reader.read(article, received: nil),
            extractor: Extractor.version
        )
        try new.keep(document, claim: page.remembered?.claim)
        outcome.documents += 1
        outcome.read += 1
    }

    /// Takes the document over as it was read before: its copy was removed by retention, or is lost.
    private func takeOver(_ page: Page, _ old: OldLedger, into new: Ledger, _ outcome: inout Outcome) throws {
        guard let remembered = page.remembered else { return }
        if try new.hasDocument(remembered.sha256) { return outcome.documents += 1 }
        guard let document = old.document(sha256: remembered.sha256) else {
            return outcome.losses.append(
                "\(remembered.archivePath): the copy is gone, and the old ledger cannot tell it"
            )
        }
        try new.keep(document, claim: remembered.claim)
        outcome.documents += 1
        outcome.takenOver += 1
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
