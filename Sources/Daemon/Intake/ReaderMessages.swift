import Articles
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

    /// As it is sent: a head in JSON, and the files' bytes one after another.
    var message: [[UInt8]] {
        get throws {
            let head = Head(
                version: Version.text,
                maximumFile: maximumFile,
                maximumText: maximumText,
                memory: bounds.memory,
                names: knowledge.map(\.name),
                sizes: knowledge.map(\.bytes.count)
            )
            return [try ReaderMessage.bytes(head), knowledge.flatMap(\.bytes)]
        }
    }

    /// What comes first.
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

/// A page to read: its bytes follow.
struct PageRequest: Codable {
    var name: String
    var transportCharset: String?
}

/// What became of a page.
package enum PageOutcome: Sendable {
    /// Every document of the file, one for a page; never none.
    case documents([ReadDocument])
    /// The file holds nothing to read, for a reason that trying again does not change.
    case refused(PageFault)
}

/// What daemon and reader tell each other, in JSON; but what the reader made of a page goes over the `Wire`.
enum ReaderMessage {
    static func bytes(_ message: some Encodable) throws -> [UInt8] { Array(try JSONEncoder().encode(message)) }

    static func message<Message: Decodable>(_ type: Message.Type, of bytes: [UInt8]) throws -> Message {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
