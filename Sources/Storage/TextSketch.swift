internal import Articles
internal import GRDB

/// What is compared of a text to tell whether another is nearly equal: the same article saved again as a file that
/// lost its address, or under another address of its site.
struct TextSketch {
    /// Bytes in a shingle: eight syllables of Korean, about four words of English.
    private static let window = 24
    /// One shingle of this many is kept, chosen by its own hash, so that two texts keep the same ones.
    private static let sampling: UInt64 = 4
    /// Fewer than this prove nothing: notices of a few lines, about sixty syllables, are alike and of different things.
    private static let fewest = 40
    /// What lies behind this many bytes is not looked at: articles are shorter, and what is not is bounded work.
    private static let reach = 1 << 18
    /// The part of all shingles that two nearly equal texts share.
    ///
    /// A reading of one page by two programs shares over
    /// nine tenths, a text with one paragraph of eight rewritten seven ninths; two reports made from one template with
    /// other figures share half.
    private static let nearlyEqual = 0.9
    private static let nearlyEqualUnderOneTitle = 0.7
    /// How many keys stand for a text: two texts that share nine tenths share at least one of them but in one case of
    /// ten thousand, those that share seven in one of a hundred.
    private static let keyCount = 4

    /// Ascending, none twice.
    private let shingles: [UInt64]

    init(_ text: String) {
        var letters: [UInt8] = []
        let bytes = text.utf8.span
        letters.reserveCapacity(min(bytes.count, Self.reach))
        for index in bytes.indices where letters.count < Self.reach {
            if let letter = Self.folded(bytes[index]) { letters.append(letter) }
        }
        shingles = Self.shingles(letters)
    }

    /// What the text is looked up by; none where it is too short to tell.
    var keys: [Int64] {
        guard shingles.count >= Self.fewest else { return [] }
        return shingles.prefix(Self.keyCount).map { Int64(bitPattern: $0) }
    }

    /// Whether the two are one text but for details.
    func isNearlyEqual(to other: TextSketch, underOneTitle: Bool) -> Bool {
        let (fewer, more) = (min(shingles.count, other.shingles.count), max(shingles.count, other.shingles.count))
        let part = underOneTitle ? Self.nearlyEqualUnderOneTitle : Self.nearlyEqual
        // What one has alone cannot be shared.
        guard fewer >= Self.fewest, Double(fewer) >= part * Double(more) else { return false }
        let shared = shared(with: other)
        return Double(shared) >= part * Double(fewer + more - shared)
    }

    /// How many shingles both have.
    private func shared(with other: TextSketch) -> Int {
        var (here, there, count) = (0, 0, 0)
        while here < shingles.count, there < other.shingles.count {
            let (one, two) = (shingles[here], other.shingles[there])
            if one == two { count += 1 }
            if one <= two { here += 1 }
            if two <= one { there += 1 }
        }
        return count
    }

    /// A letter or digit, ASCII in small letters; spaces and punctuation differ from program to program.
    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x80..., UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: nil
        }
    }

    private static func shingles(_ bytes: [UInt8]) -> [UInt64] {
        guard bytes.count >= window else { return [] }
        // What the byte that leaves the window has been multiplied with by then.
        let weight = (1..<window).reduce(UInt64(1)) { power, _ in power &* base }
        var kept: [UInt64] = []
        kept.reserveCapacity(bytes.count / Int(sampling) + window)
        var hash: UInt64 = 0
        for index in bytes.indices {
            if index >= window { hash &-= UInt64(bytes[index - window]) &* weight }
            hash = hash &* base &+ UInt64(bytes[index])
            let mixed = mixed(hash)
            if index >= window - 1, mixed % sampling == 0 { kept.append(mixed) }
        }
        return distinct(kept)
    }

    /// In ascending order, each once.
    private static func distinct(_ values: [UInt64]) -> [UInt64] {
        var sorted = values.sorted()
        var count = 0
        for index in sorted.indices where index == 0 || sorted[index] != sorted[count - 1] {
            sorted[count] = sorted[index]
            count += 1
        }
        sorted.removeLast(sorted.count - count)
        return sorted
    }

    private static let base: UInt64 = 0x100_0000_01b3

    /// Every bit of the result hangs on every bit of `value` (the finalizer of splitmix64).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}

/// The sketches of all documents, by their keys.
enum SketchRows {
    /// The most documents that are looked at for one key, the newest: a key may be an outlet's boilerplate.
    private static let mostOfKey = 16
    /// The most documents whose texts are compared.
    private static let mostCompared = 4

    static func insert(_ sketch: TextSketch, of id: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO sketch (key, documentId) VALUES (?, ?)")
        for key in sketch.keys { try statement.execute(arguments: [key, id]) }
    }

    static func remove(_ sketch: TextSketch, of id: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "DELETE FROM sketch WHERE key = ? AND documentId = ?")
        for key in sketch.keys { try statement.execute(arguments: [key, id]) }
    }

    /// Writes the sketches of all documents: a ledger from before there were any.
    static func insertAll(_ db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT id, body FROM document")
        while let row = try rows.next() { try insert(TextSketch(row["body"]), of: row["id"], db) }
    }

    /// The article that has a nearly equal text and may be the same one; its address, where it has one.
    ///
    /// Two sites that print one text are two articles: only an article without an address, or one on the same site, is
    /// the same.
    static func article(
        like sketch: TextSketch,
        title: String?,
        url: String?,
        _ db: Database
    ) throws -> (id: Int64, url: String?)? {
        for id in try candidates(sketch, db) {
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT document.title, document.body, article.id, article.url
                        FROM document JOIN article ON article.id = document.articleId WHERE document.id = ?
                        """
                ),
                arguments: [id]
            )
            guard let row else { continue }
            let known: String? = row["url"]
            if let url, let known, host(url) != host(known) { continue }
            let other = TextSketch(row["body"])
            let isOneTitle = title != nil && title == row["title"]
            if sketch.isNearlyEqual(to: other, underOneTitle: isOneTitle) { return (row["id"], known) }
        }
        return nil
    }

    /// Documents that share keys, those with the most first, and of those the newest.
    private static func candidates(_ sketch: TextSketch, _ db: Database) throws -> [Int64] {
        var shared: [Int64: Int] = [:]
        let statement = try db.cachedStatement(
            sql: "SELECT documentId FROM sketch WHERE key = ? ORDER BY documentId DESC LIMIT \(mostOfKey)"
        )
        for key in sketch.keys {
            for id in try Int64.fetchAll(statement, arguments: [key]) { shared[id, default: 0] += 1 }
        }
        let best = shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
        return best.prefix(mostCompared).map(\.key)
    }

    private static func host(_ canonical: String) -> Substring { canonical.prefix { $0 != "/" && $0 != "?" } }
}
