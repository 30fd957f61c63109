import CLibXML2

/// Parses pages with libxml2's HTML parser; the only door to it.
///
/// The parser runs with `HUGE`, so its own limits are off and those here hold: depth, attributes of one element,
/// bytes of text, number of nodes. All loops are libxml2's own or over arrays; nothing recurses.
package struct HTMLParser: Sendable {
    /// The most elements around one element.
    ///
    /// Real pages stay below 256, where other programs give up; an end tag that matches nothing is compared with all of them, so the bound is also one of time.
    package var maximumDepth = 512
    /// The most bytes of text and attribute values that are kept.
    package var maximumBytes = 24 << 20
    /// The most elements and texts that are kept.
    package var maximumNodes = 500_000

    package init() {}

    /// Parses `page`, which must be valid UTF-8, however broken its markup: libxml2 repairs what it can.
    package func parse(_ page: [UInt8]) throws(HTMLError) -> HTMLPage {
        let source = TagLimiter.limited(page) ?? page
        guard let size = Int32(exactly: source.count) else { throw .tooLarge(bytes: source.count) }
        let builder = PageBuilder(parser: self, expectedBytes: source.count)
        let parsed = withExtendedLifetime(builder) { Self.run(builder, over: source, size: size) }
        guard parsed else { throw .parserFailed }
        if builder.isTooDeep { throw .nestedTooDeep(limit: maximumDepth) }
        return builder.finish()
    }

    /// Parses `page` into libxml2's own tree and frees it: what the parser costs alone, for benchmarks.
    package static func parseOnly(_ page: [UInt8]) -> Bool {
        guard let size = Int32(exactly: page.count) else { return false }
        return unsafe page.withUnsafeBytes { bytes in
            let text = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            guard let tree = unsafe htmlReadMemory(text, size, nil, "UTF-8", options) else { return false }
            unsafe xmlFreeDoc(tree)
            return true
        }
    }

    private static let options =
        Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        ) | Int32(XML_PARSE_HUGE.rawValue)

    /// Runs the parser over `source` with `builder` as the receiver of its events.
    private static func run(_ builder: PageBuilder, over source: [UInt8], size: Int32) -> Bool {
        unsafe source.withUnsafeBytes { bytes in
            let text = unsafe bytes.bindMemory(to: CChar.self).baseAddress
            guard let context = unsafe htmlCreateMemoryParserCtxt(text, size) else { return size == 0 }
            defer { unsafe htmlFreeParserCtxt(context) }
            unsafe htmlCtxtUseOptions(context, options)
            unsafe xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
            var handler = unsafe xmlSAXHandler()
            unsafe handler.startElement = { unsafe receiver($0).open($1, attributes: $2) }
            unsafe handler.endElement = { user, _ in unsafe receiver(user).close() }
            unsafe handler.characters = { unsafe receiver($0).text($1, count: $2) }
            unsafe handler.ignorableWhitespace = { unsafe receiver($0).text($1, count: $2) }
            unsafe handler.cdataBlock = { unsafe receiver($0).text($1, count: $2) }
            unsafe context.pointee.sax.pointee = handler
            unsafe context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
            builder.stop = { unsafe xmlStopParser(context) }
            unsafe htmlParseDocument(context)
            builder.stop = nil
            return true
        }
    }
}

/// The builder that libxml2 was given as its user data.
private func receiver(_ user: UnsafeMutableRawPointer?) -> PageBuilder {
    unsafe Unmanaged<PageBuilder>.fromOpaque(user!).takeUnretainedValue()
}
