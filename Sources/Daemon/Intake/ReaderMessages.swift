package import Articles
import Foundation

/// What a process that reads pages is told first: everything it needs, so that it opens no file itself.
struct ReaderSetup: Sendable {
    var maximumFile: Int
    var maximumText: Int
    /// The user's files of entities as they were when the settings were read, so that a worker that is started
    /// later knows what the one before it knew.
    var knowledge: [KnowledgeFile]
    var bounds: ReaderBounds

    /// The setup that `settings` ask for.
    init(_ settings: Settings) throws {
        maximumFile = settings.maximumFile
        maximumText = settings.maximumText
        knowledge = try KnowledgeInForce.ownFiles(settings)
        bounds = ReaderBounds(time: settings.pageTime, memory: settings.pageMemory)
    }

    /// As it is sent: a line of JSON, and the files' bytes one after another.
    var message: [UInt8] {
        get throws {
            let head = Head(
                version: Version.text,
                maximumFile: maximumFile,
                maximumText: maximumText,
                memory: bounds.memory,
                names: knowledge.map(\.name),
                sizes: knowledge.map(\.bytes.count)
            )
            return try ReaderMessage.bytes(head, with: knowledge.flatMap(\.bytes))
        }
    }

    /// The first line.
    struct Head: Codable {
        /// Of the program that asks: another one speaks another language.
        var version: String
        var maximumFile: Int
        var maximumText: Int
        var memory: Int
        var names: [String]
        var sizes: [Int]
    }
}

/// What reading one page may take.
package struct ReaderBounds: Equatable, Sendable {
    package var time: Duration
    /// Bytes.
    package var memory: Int

    package init(time: Duration, memory: Int) {
        self.time = time
        self.memory = memory
    }
}

/// What a worker says to its setup.
enum ReaderGreeting: Codable {
    case ready
    /// With the exit code that stands for the reason.
    case refused(message: String, code: Int32)
}

/// A page to read: its bytes follow the line.
struct PageRequest: Codable {
    var name: String
    var transportCharset: String?
}

/// What became of a page.
package enum PageOutcome: Codable, Sendable {
    case article(Article, Reading)
    /// The page holds nothing to read, for a reason that trying again does not change.
    case refused(code: String, message: String)
}

/// Messages between the daemon and its reader: a line of JSON, and raw bytes where there are some.
enum ReaderMessage {
    static func bytes(_ head: some Encodable, with rest: [UInt8] = []) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        var bytes = Array(try encoder.encode(head))
        bytes.reserveCapacity(bytes.count + 1 + rest.count)
        // JSON writes a line break in a text as two letters, so the first byte of this value ends the line.
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: rest)
        return bytes
    }

    static func head<Head: Decodable>(_ type: Head.Type, of bytes: [UInt8]) throws -> (
        head: Head, rest: ArraySlice<UInt8>
    ) {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        return (try decoder.decode(type, from: Data(bytes[..<end])), bytes.dropFirst(end + 1))
    }
}
