import CLibXML2

/// Parses XML, such as a feed, with libxml2's own XML parser, as a stream of events.
///
/// Nothing the file declares is believed: the document type is cut out before libxml2 sees it, so there are no entities
/// to expand, no defaults and no other files; a file that declares entities is refused. Broken markup is repaired as far
/// as libxml2 can. Names keep their prefixes: namespaces cost time that grows with their number, feeds use known ones.
package struct XMLEvents: Sendable {
    /// The most elements around one element; feeds with XHTML in them reach about 40.
    package var maximumDepth = 200
    /// The most attributes of one element: libxml2 compares each with all before it.
    package var maximumAttributes = 256

    /// What the parser meets, in the order of the file.
    package enum Event {
        case open(name: String, attributes: [(name: String, value: String)])
        case close
        case text(ArraySlice<UInt8>)
    }

    package init() {}

    /// Parses `source`, which must be valid UTF-8, and calls `receive` with each event until it answers `false`.
    package func parse(_ source: [UInt8], _ receive: @escaping (Event) -> Bool) throws(XMLError) {
        let prepared = try XMLSource.prepared(source, maximumAttributes: maximumAttributes)
        guard let size = Int32(exactly: prepared.count) else { throw .tooLarge(bytes: prepared.count) }
        let relay = XMLRelay(maximumDepth: maximumDepth, receive: receive)
        withExtendedLifetime(relay) { Self.run(relay, over: prepared, size: size) }
        if relay.isTooDeep { throw .nestedTooDeep(limit: maximumDepth) }
    }

    private static let options =
        Int32(XML_PARSE_RECOVER.rawValue) | Int32(XML_PARSE_NOERROR.rawValue) | Int32(XML_PARSE_NOWARNING.rawValue)
        | Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_IGNORE_ENC.rawValue)

    private static func run(_ relay: XMLRelay, over source: [UInt8], size: Int32) {
        unsafe source.withUnsafeBytes { bytes in
            let text = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            guard let context = unsafe xmlCreateMemoryParserCtxt(text, size) else { return }
            defer { unsafe xmlFreeParserCtxt(context) }
            unsafe xmlCtxtUseOptions(context, options)
            unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            var handler = unsafe xmlSAXHandler()
            unsafe handler.startElement = { unsafe receiver($0).open($1, attributes: $2) }
            unsafe handler.endElement = { user, _ in unsafe receiver(user).close() }
            unsafe handler.characters = { unsafe receiver($0).text($1, count: $2) }
            unsafe handler.cdataBlock = { unsafe receiver($0).text($1, count: $2) }
            unsafe context.pointee.sax.pointee = handler
            unsafe context.pointee.userData = Unmanaged.passUnretained(relay).toOpaque()
            relay.stop = { unsafe xmlStopParser(context) }
            unsafe xmlParseDocument(context)
            relay.stop = nil
        }
    }
}

/// Why an XML file could not be parsed.
package enum XMLError: Error, Equatable {
    case tooLarge(bytes: Int)
    case nestedTooDeep(limit: Int)
    case tooManyAttributes(limit: Int)
    case declaresEntities
}

/// Passes libxml2's events on as values.
private final class XMLRelay {
    private let maximumDepth: Int
    private let receive: (XMLEvents.Event) -> Bool
    private var depth = 0
    private var isDone = false
    private(set) var isTooDeep = false
    /// Stops the parser that sends the events.
    var stop: (() -> Void)?

    init(maximumDepth: Int, receive: @escaping (XMLEvents.Event) -> Bool) {
        self.maximumDepth = maximumDepth
        self.receive = receive
    }

    func open(_ name: UnsafePointer<xmlChar>?, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        depth += 1
        if depth > maximumDepth {
            isTooDeep = true
            end()
        }
        guard let name = unsafe name else { return }
        var pairs: [(name: String, value: String)] = []
        if let attributes = unsafe attributes {
            var slot = 0
            while let key = unsafe attributes[slot] {
                let value = unsafe attributes[slot + 1].map { unsafe string($0) } ?? ""
                pairs.append((unsafe string(key), value))
                slot += 2
            }
        }
        send(.open(name: unsafe string(name), attributes: pairs))
    }

    func close() {
        depth -= 1
        send(.close)
    }

    func text(_ start: UnsafePointer<xmlChar>?, count: Int32) {
        guard let start = unsafe start, count > 0, !isDone else { return }
        send(.text(unsafe Array(UnsafeBufferPointer(start: start, count: Int(count)))[...]))
    }

    private func send(_ event: XMLEvents.Event) {
        guard !isDone else { return }
        if !receive(event) { end() }
    }

    private func end() {
        isDone = true
        stop?()
    }

    private func string(_ text: UnsafePointer<xmlChar>) -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))), as: UTF8.self)
    }
}

/// The relay that libxml2 was given as its user data.
private func receiver(_ user: UnsafeMutableRawPointer?) -> XMLRelay {
    unsafe Unmanaged<XMLRelay>.fromOpaque(user!).takeUnretainedValue()
}
