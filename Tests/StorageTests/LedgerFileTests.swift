import Articles
import Foundation
import Storage
import Testing

struct LedgerFileTests {
    @Test func `a ledger opened again holds what it held`() throws {
        try withFile { path in
            let first = try Ledger(at: path, for: .service)
            try first.keep(sample(1))
            try first.setMeta("lastScan", "5")
            try first.close()
            let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            #expect(log ?? 0 == 0, "closing leaves nothing outside the one file")
            let second = try Ledger(at: path, for: .look)
            #expect(try second.document(sha256: hash(1)) == sample(1))
            #expect(try second.meta("lastScan") == "5")
            #expect(try second.search("유치").count == 1)
        }
    }

    @Test func `a reader sees what the service committed while both are open`() throws {
        try withFile { path in
            let service = try Ledger(at: path, for: .service)
            let reader = try Ledger(at: path, for: .look)
            try service.keep(sample(1))
            #expect(try reader.counts().documents == 1)
            #expect(throws: StorageError.self) { try reader.keep(sample(2)) }
        }
    }

    @Test func `bringing the schema up to date again changes nothing`() throws {
        try withFile { path in
            for _ in 1...3 {
                let ledger = try Ledger(at: path, for: .service)
                try ledger.keep(sample(1))
                #expect(try ledger.counts().documents == 1)
                #expect(try ledger.integrityFindings().isEmpty)
                try ledger.close()
            }
        }
    }

    @Test func `a command finds no ledger where there is none`() throws {
        try withFile { path in
            #expect(throws: StorageError.missing(path: path)) { try Ledger(at: path, for: .look) }
            #expect(!FileManager.default.fileExists(atPath: path), "looking makes nothing")
        }
    }

    @Test func `promise 29: what is no database is refused with the way out`() throws {
        try withFile { path in
            try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: path))
            #expect {
                try Ledger(at: path, for: .service)
            } throws: { error in
                guard case .corrupt? = error as? StorageError else { return false }
                return "\(error)".contains("daybook rebuild")
            }
        }
    }

    @Test func `promise 29: damage is found at the start after an unclean stop`() throws {
        try withFile { path in
            let ledger = try Ledger(at: path, for: .service)
            // Few commits, each of which waits for the disk, but many pages.
            let long = String(repeating: "오픈AI가 유치했다 ", count: 2_000)
            for seed in 0..<10 { try ledger.keep(sample(seed, body: [long])) }
            _ = try ledger.startRun(at: moment(1))
            try ledger.close()
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let size = try file.seekToEnd()
            for page in stride(from: UInt64(4096 * 20), to: size, by: 4096 * 3) {
                try file.seek(toOffset: page)
                try file.write(contentsOf: Data(repeating: 0x5A, count: 64))
            }
            try file.close()
            #expect {
                try Ledger(at: path, for: .service)
            } throws: { error in
                if case .corrupt? = error as? StorageError { true } else { false }
            }
        }
    }

    @Test func `a backup is whole and usable while the service works`() throws {
        try withFile { path in
            let ledger = try Ledger(at: path, for: .service)
            for seed in 0..<20 { try ledger.keep(sample(seed)) }
            try ledger.backup(to: path + ".backup")
            try ledger.keep(sample(99))
            let copy = try Ledger(at: path + ".backup", for: .look)
            #expect(try copy.counts().documents == 20)
            #expect(try copy.documents(receivedIn: moment(0)..<moment(9_999)).count == 20)
        }
    }
}

struct EditionTests {
    private func edition(_ hash: String, revision: Int = 1, cause: String? = nil, day: Int = 20_000) -> KeptEdition {
        KeptEdition(
            date: CivilDate(daysSinceEpoch: day),
            revision: revision,
            cause: cause,
            window: moment(100)..<moment(200),
            stories: 3,
            json: "{\"hash\":\"\(hash)\"}",
            hash: hash,
            created: moment(300)
        )
    }

    @Test func `a closed edition changes only as a numbered revision with a cause`() throws {
        let ledger = try Ledger()
        #expect(try ledger.keepEdition(edition("a")) == 1)
        #expect(try ledger.keepEdition(edition("a")) == 1, "the same again is the same")
        #expect(throws: StorageError.editionIsClosed(date: "2024-10-04", revision: 1)) {
            try ledger.keepEdition(edition("b"))
        }
        #expect(throws: StorageError.self) { try ledger.keepEdition(edition("b", revision: 3, cause: "late file")) }
        #expect(try ledger.keepEdition(edition("b", revision: 2, cause: "late file")) == 2)
        let date = CivilDate(daysSinceEpoch: 20_000)
        #expect(try ledger.edition(date)?.hash == "b")
        #expect(try ledger.edition(date, revision: 1) == edition("a"))
        #expect(try ledger.edition(date, revision: 9) == nil)
    }

    @Test func `the latest edition is the newest revision of the newest date`() throws {
        let ledger = try Ledger()
        #expect(try ledger.latestEdition() == nil)
        try ledger.keepEdition(edition("b", day: 20_001))
        try ledger.keepEdition(edition("a", day: 20_000))
        #expect(try ledger.latestEdition()?.hash == "b")
        #expect(try ledger.editionDates().map(\.description) == ["2024-10-04", "2024-10-05"])
        #expect(try ledger.counts().stories == 3)
    }

    @Test func `the time without the service is known, crashes included`() throws {
        let ledger = try Ledger()
        #expect(try ledger.offIntervals(in: moment(0)..<moment(999)).isEmpty)
        let first = try ledger.startRun(at: moment(100))
        try ledger.continueRun(first, at: moment(150))
        // Killed here; the next run starts at 300.
        let second = try ledger.startRun(at: moment(300))
        try ledger.endRun(second, at: moment(400))
        _ = try ledger.startRun(at: moment(500))
        #expect(
            try ledger.offIntervals(in: moment(0)..<moment(999)) == [
                moment(150)..<moment(300), moment(400)..<moment(500),
            ]
        )
        #expect(
            try ledger.offIntervals(in: moment(200)..<moment(450)) == [
                moment(200)..<moment(300), moment(400)..<moment(450),
            ]
        )
    }
}
