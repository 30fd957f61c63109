import Foundation
import FuzzTargets
import Testing

/// Every input a fuzzer ever found, and the seeds it began with, hold what the stages promise.
struct ReplayTests {
    /// The corpora, a folder for each target.
    static let corpora = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpus")

    @Test(arguments: FuzzTarget.all.map(\.name)) func `the corpus breaks nothing`(name: String) async throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.corpora.appending(path: name),
            includingPropertiesForKeys: nil
        )
        #expect(files.count >= 5, "a corpus to begin with")
        for file in files {
            let broken = await target.check(Array(try Data(contentsOf: file)))
            #expect(broken == nil, "\(file.lastPathComponent)")
        }
    }

    @Test(arguments: FuzzTarget.all.map(\.name)) func `cut and spoiled inputs break nothing`(name: String) async throws
    {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        var random = Shuffle(seed: 20_251_122)
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.corpora.appending(path: name),
            includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
        for file in files {
            let bytes = Array(try Data(contentsOf: file))
            for _ in 0..<4 {
                let spoiled = random.spoiled(bytes)
                let broken = await target.check(spoiled)
                #expect(broken == nil, "\(file.lastPathComponent) as \(spoiled.count) bytes")
            }
        }
    }
}

/// A small random source (xorshift64*), the same on every run.
struct Shuffle {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, bound)
    }

    /// `bytes` cut short, with some bytes changed and a piece of it said again.
    mutating func spoiled(_ bytes: [UInt8]) -> [UInt8] {
        var result = Array(bytes.prefix(next(below: bytes.count) + 1))
        for _ in 0..<(1 + result.count / 64) where !result.isEmpty {
            result[next(below: result.count)] = UInt8(next(below: 256))
        }
        let start = next(below: result.count)
        return result + result[start..<min(result.count, start + 64)]
    }
}
