import Articles
import Foundation
import Storage
import Testing

/// Lends a path in a folder that is removed afterwards.
func withFile(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("daybook.sqlite").path)
}

struct LedgerTests {
    @Test func `gives a document back as it was kept`() throws {
        let ledger = try Ledger()
        let document = sample(1, url: "https://example.com/a")
        #expect(try ledger.keep(document) == .added(version: 1))
        #expect(try ledger.document(sha256: document.sha256) == document)
        #expect(try ledger.hasDocument(document.sha256))
        #expect(try !ledger.hasDocument(hash(2)))
    }

    @Test func `a file of several documents is one copy in the archive`() throws {
        let ledger = try Ledger()
        for number in 1...3 {
            var document = sample(number)
            document.part = "\(number)"
            document.file = hash(9)
            document.archivePath = "archive/2026/01/02/feed.xml"
            document.size = 500
            try ledger.keep(document)
        }
        try ledger.keep(sample(4))
        let copies = try ledger.archivePaths()
        #expect(Set(copies.map(\.sha256)) == [hash(9), sample(4).sha256])
        #expect(try ledger.copiedBytes() == 500 + sample(4).size)
        try ledger.noteRemoval(of: [hash(9)], at: sample(4).received)
        #expect(try ledger.archivePaths().map(\.sha256) == [sample(4).sha256])
    }

    @Test func `keeps blocks apart whatever their text`() throws {
        let ledger = try Ledger()
        let document = sample(1, body: ["a\n\nb", "", "표\n칸", "👩‍👩‍👧 e\u{301}", ""])
        try ledger.keep(document)
        #expect(try ledger.document(sha256: document.sha256)?.article.blocks == document.article.blocks)
    }

    @Test func `keeps structure, pictures and origins beside the text`() throws {
        let ledger = try Ledger()
        var document = sample(1, body: ["제목", "칸", "링크가 있는 문장"])
        document.article.blocks[0].structure.level = 2
        document.article.blocks[1].structure.cell = TableCell(table: 0, row: 1, column: 2)
        document.article.blocks[2].structure.links = [
            Link(range: TextRange(0, 2), address: "https://a.example/?a=\"b\"")
        ]
        document.article.pictures = [Picture(position: 1, caption: "공장 '전경'", address: nil)]
        document.article.image = "https://a.example/p.jpg"
        document.article.origins.title = .heading
        document.article.origins.byline = .text
        try ledger.keep(document)
        #expect(try ledger.document(sha256: document.sha256) == document)
        // Read again, the structure is the new reading's.
        var again = document
        again.extractor = "2"
        again.article.pictures = []
        again.article.blocks[1].structure = BlockStructure()
        #expect(try ledger.keep(again) == .readAgain)
        #expect(try ledger.document(sha256: document.sha256)?.article == again.article)
    }

    @Test func `keeping the same document again changes nothing`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1))
        let counts = try ledger.counts()
        #expect(try ledger.keep(sample(1, received: 9_999)) == .unchanged)
        #expect(try ledger.counts() == counts)
        #expect(try ledger.document(sha256: hash(1))?.received == moment(1_000))
    }

    @Test func `another extractor replaces the reading, and not when the file came`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1))
        var newer = sample(1, title: "달라진 제목", received: 9_999, extractor: "2")
        newer.reading.entities.removeLast()
        newer.reading.facts.removeLast()
        #expect(try ledger.keep(newer) == .readAgain)
        newer.received = moment(1_000)
        #expect(try ledger.document(sha256: hash(1)) == newer)
        #expect(try ledger.counts().facts == 1)
        #expect(try ledger.search("달라진").count == 1)
        #expect(try ledger.search("공개하다").isEmpty, "the old title is out of the index")
    }

    @Test(arguments: [
        ("https://www.example.com/news/1/?utm_source=x&id=7", "http://m.example.com/news/1?id=7#top", true),
        ("https://example.com/a?id=1", "https://example.com/a?id=2", false),
        ("https://example.com/a", "https://example.org/a", false),
        ("https://Example.com:443/a", "https://example.com/a/", true),
    ])
    func `promise 13: the same address again is a new version of the article`(
        first: String,
        second: String,
        isSame: Bool
    ) throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1, url: first))
        #expect(try ledger.keep(sample(2, url: second, received: 2_000)) == .added(version: isSame ? 2 : 1))
        #expect(try ledger.counts().articles == (isSame ? 1 : 2))
        #expect(try ledger.versions(ofArticleWith: hash(2)).map(\.version) == (isSame ? [1, 2] : [1]))
    }

    @Test func `promise 11: pages without an address are articles of their own`() throws {
        let ledger = try Ledger()
        for seed in 1...3 { try ledger.keep(sample(seed)) }
        #expect(try ledger.counts().articles == 3)
    }

    @Test func `promise 12: the same bytes are counted once for each claim`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1), claim: "first")
        for (claim, isCounted) in [("second", true), ("second", false), ("third", true)] {
            let counted = try ledger.countDuplicate(of: hash(1), name: "x", at: moment(5), claim: claim)
            #expect(counted == isCounted)
        }
        #expect(try ledger.counts().duplicates == 2)
        #expect(try ledger.duplicates(in: moment(0)..<moment(5)) == 0)
        #expect(try ledger.duplicates(in: moment(5)..<moment(6)) == 2)
    }

    @Test func `promise 10: a claim that comes again after a crash is not a duplicate of itself`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1), claim: "first")
        #expect(try !ledger.countDuplicate(of: hash(1), name: "x", at: moment(5), claim: "first"))
        #expect(try ledger.counts().duplicates == 0)
    }

    @Test func `promise 28: a fault in the middle leaves nothing behind`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1))
        let counts = try ledger.counts()
        var broken = sample(2)
        // The last thing that is written: the schema refuses an end before its start.
        broken.reading.facts[1].evidence = TextRange(9, 3)
        #expect(throws: StorageError.self) { try ledger.keep(broken) }
        #expect(try ledger.counts() == counts)
        #expect(try ledger.search("유치").map(\.document.sha256) == [hash(1)])
        #expect(try ledger.entity("?xAI")?.documentCount == 1)
        broken.extractor = "2"
        broken.sha256 = hash(1)
        #expect(throws: StorageError.self) { try ledger.keep(broken) }
        #expect(try ledger.document(sha256: hash(1)) == sample(1), "the old reading stands")
    }

    @Test func `promise 15: attempts are counted until the document is kept`() throws {
        try withFile { path in
            for expected in 1...3 {
                let ledger = try Ledger(at: path, for: .service)
                #expect(try ledger.recordAttempt(hash(1), at: moment(expected)) == expected)
                // No close: the count outlives a process that dies here.
            }
            let ledger = try Ledger(at: path, for: .service)
            try ledger.keep(sample(1))
            #expect(try ledger.recordAttempt(hash(1), at: moment(9)) == 1)
        }
    }

    @Test func `failures count until they are put back`() throws {
        let ledger = try Ledger()
        let file = FailedFile(name: "빈.html", code: "empty", message: "…", failed: moment(10))
        for _ in 1...2 { try ledger.recordFailure(file, sha256: hash(1), claim: "c") }
        #expect(try ledger.counts().failed == 1)
        #expect(try ledger.failures(in: moment(10)..<moment(11)) == [file])
        #expect(try ledger.failures(in: moment(11)..<moment(12)).isEmpty)
        try ledger.clearFailure(claim: "another", at: moment(20))
        #expect(try ledger.counts().failed == 1)
        try ledger.clearFailure(claim: "c", at: moment(20))
        #expect(try ledger.counts().failed == 0)
        #expect(try ledger.failures(in: moment(0)..<moment(99)).isEmpty)
    }

    @Test func `documents of a window come in the order they were received`() throws {
        let ledger = try Ledger()
        for (seed, received) in [(1, 30), (2, 10), (3, 20), (4, 40)] {
            try ledger.keep(sample(seed, received: received))
        }
        let found = try ledger.documents(receivedIn: moment(10)..<moment(40))
        #expect(found.map(\.received.seconds) == [10, 20, 30])
        #expect(found[0] == sample(2, received: 10))
    }

    @Test func `a document is found by hash, file name or place`() throws {
        let ledger = try Ledger()
        for seed in 1...3 { try ledger.keep(sample(seed)) }
        for words in [String(hash(2).prefix(8)), "page-2.html", sample(2).archivePath, hash(2)] {
            #expect(try ledger.document(words)?.sha256 == hash(2))
        }
        #expect(try ledger.document("page-9.html") == nil)
        #expect(try ledger.document("%") == nil)
    }

    @Test func `a name that two articles share is ambiguous`() throws {
        let ledger = try Ledger()
        for seed in 1...2 {
            var document = sample(seed)
            document.name = "index.html"
            try ledger.keep(document)
        }
        #expect {
            try ledger.document("index.html")
        } throws: { error in
            if case .ambiguous(_, let candidates)? = error as? StorageError { candidates.count == 2 } else { false }
        }
    }

    @Test func `facts come with their sentence, names and document`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1, received: 10))
        try ledger.keep(sample(2, received: 20))
        let found = try ledger.facts(FactQuery(subjects: ["openai"], receivedBefore: moment(20)))
        let fact = try #require(found.first)
        #expect(found.count == 1)
        #expect(fact.sentence == "오픈AI가 60억 달러를 유치했다.")
        #expect(fact.fact == sampleReading.facts[0])
        #expect(fact.subjectName == "오픈AI")
        #expect(fact.objectName == "xAI")
        #expect(fact.sha256 == hash(1))
        #expect(fact.published == CivilDate(daysSinceEpoch: 20_000))
        #expect(try ledger.facts(FactQuery(relations: ["releases"])).count == 2)
        #expect(try ledger.facts(FactQuery(relations: [])).isEmpty)
        #expect(try ledger.facts(FactQuery(isDated: true, modalities: [.actual])).count == 2)
        #expect(try ledger.facts(FactQuery(limit: 1)).map(\.sha256) == [hash(2)])
    }

    @Test func `an entity is found by id or by any name a document used`() throws {
        let ledger = try Ledger()
        try ledger.keep(sample(1, received: 20))
        try ledger.keep(sample(2, received: 10))
        for words in ["openai", "오픈AI", "오픈ai"] {
            let file = try #require(try ledger.entity(words))
            #expect(file.id == "openai")
            #expect(file.documentCount == 2)
            #expect(file.documents.map(\.sha256) == [hash(1), hash(2)])
            #expect(file.facts.count == 2)
            #expect(file.firstSeen == moment(10))
        }
        #expect(try ledger.entity("' OR 1=1 --") == nil)
    }

    @Test func `activity counts documents a day in the reader's zone`() throws {
        let ledger = try Ledger()
        let noon = 20_000 * 86_400 + 43_200
        for (seed, received) in [(1, noon), (2, noon + 60), (3, noon + 11 * 3600), (4, noon + 86_400)] {
            try ledger.keep(sample(seed, received: received))
        }
        let window = moment(noon)..<moment(noon + 86_400)
        let utc = try ledger.activity(of: ["openai", "nobody"], receivedIn: window, offsetSeconds: 0)
        #expect(utc.map(\.pages) == [[CivilDate(daysSinceEpoch: 20_000): 3]])
        let seoul = try ledger.activity(of: ["openai"], receivedIn: window, offsetSeconds: 9 * 3600)
        #expect(
            seoul.map(\.pages) == [[CivilDate(daysSinceEpoch: 20_000): 2, CivilDate(daysSinceEpoch: 20_001): 1]]
        )
        #expect(seoul.map(\.firstSeen) == [moment(noon)])
    }
}
