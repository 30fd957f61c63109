import Articles

/// Reads a mailbox (mbox, RFC 4155): messages one after another, each behind a line that begins with `From `.
struct MailboxReader {
    private let name: String
    private let bytes: [UInt8]
    private let messages: [Range<Int>]
    private let limits: ContainerLimits

    /// The reader of `file`, or `nil` when that is no mailbox of several messages.
    init?(_ file: SavedPage, limits: ContainerLimits) {
        guard file.bytes.starts(with: Self.mark), MessageReader.isMessage(file.bytes) else { return nil }
        messages = Self.messages(in: file.bytes)
        guard messages.count > 1 else { return nil }
        name = file.name
        bytes = file.bytes
        self.limits = limits
    }

    /// The documents of all messages, in their order; a message that cannot be read is one with its fault.
    func read() throws(ContainerError) -> [ContainedDocument] {
        guard messages.count <= limits.maximumDocuments else {
            throw .tooManyDocuments(file: name, limit: limits.maximumDocuments)
        }
        var documents: [ContainedDocument] = []
        for message in messages {
            documents += read(SavedPage(name: name, bytes: Self.unquoted(bytes[message])))
            guard documents.count <= limits.maximumDocuments else {
                throw .tooManyDocuments(file: name, limit: limits.maximumDocuments)
            }
        }
        for index in documents.indices { documents[index].part = String(index + 1) }
        return documents
    }

    private func read(_ message: SavedPage) -> [ContainedDocument] {
        var reader = MessageReader(message, limits: limits)
        do throws(ContainerError) {
            return try reader.read()
        } catch {
            return [ContainedDocument(page: SavedPage(name: name, bytes: []), fault: error)]
        }
    }

    private static let mark = Array("From ".utf8)

    /// The messages, each with the line in front of it.
    ///
    /// Such a line stands at the start or behind an empty line, and a header follows it: a sentence that begins with
    /// the word is none, in mailboxes whose writer did not quote it.
    private static func messages(in bytes: [UInt8]) -> [Range<Int>] {
        var starts: [Int] = []
        var lines = LineCursor(bytes, 0..<bytes.count)
        var isBehindEmpty = true
        while let line = lines.next() {
            if isBehindEmpty, bytes[line].starts(with: mark), isField(bytes, at: lines.position) {
                starts.append(line.lowerBound)
            }
            isBehindEmpty = line.isEmpty
        }
        return zip(starts, starts.dropFirst() + [bytes.count]).map { $0..<$1 }
    }

    /// The longest name of a header's field that is believed.
    private static let longestName = 64

    /// Whether a header's field begins at `position`.
    private static func isField(_ bytes: [UInt8], at position: Int) -> Bool {
        let line = bytes[position...].prefix(longestName)
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > position else { return false }
        return line[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// The message with the `>` taken off that mailboxes put before a line of its text that begins with `From `.
    private static func unquoted(_ message: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(message.count)
        var isLineStart = true
        for (index, byte) in zip(message.indices, message) {
            let isQuote =
                isLineStart && byte == UInt8(ascii: ">")
                && message[index...].drop { $0 == UInt8(ascii: ">") }.starts(with: mark)
            if !isQuote { result.append(byte) }
            isLineStart = byte == 0x0A
        }
        return result
    }
}
