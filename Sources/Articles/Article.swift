/// The part of a page that a person came to read, with what the page says about it.
package struct Article: Equatable, Sendable, Codable {
    /// The headline, without the site's name.
    package var title: String?
    /// The writers' names as printed, without job words and e-mail addresses, joined by `, `.
    package var byline: String?
    /// The outlet's name.
    package var site: String?
    /// ISO 639-1 code of the body's language.
    package var language: String?
    /// The canonical address, as text; never fetched.
    package var url: String?
    package var published: PublicationTime?
    package var publishedFrom: MetadataSource?
    package var modified: PublicationTime?
    /// The page's own summary of itself.
    package var summary: String?
    /// The section or rubric the outlet files it under.
    package var section: String?
    /// The body in reading order.
    package var blocks: [Block]
    package var media: MediaType
    package var charset: CharsetReport
    /// 0 to 1: how sure the cleaner is that `blocks` is the article, whole and alone.
    package var confidence: Double
    /// What a reader should know about the extraction, as stable lower-case codes such as `paywall`.
    package var warnings: [String]

    package init(
        title: String? = nil,
        byline: String? = nil,
        site: String? = nil,
        language: String? = nil,
        url: String? = nil,
        published: PublicationTime? = nil,
        publishedFrom: MetadataSource? = nil,
        modified: PublicationTime? = nil,
        summary: String? = nil,
        section: String? = nil,
        blocks: [Block],
        media: MediaType,
        charset: CharsetReport = CharsetReport(name: "UTF-8", source: .detected, replaced: 0),
        confidence: Double = 1,
        warnings: [String] = []
    ) {
        self.title = title
        self.byline = byline
        self.site = site
        self.language = language
        self.url = url
        self.published = published
        self.publishedFrom = publishedFrom
        self.modified = modified
        self.summary = summary
        self.section = section
        self.blocks = blocks
        self.media = media
        self.charset = charset
        self.confidence = confidence
        self.warnings = warnings
    }

    /// The text that extraction reads and offsets count in: the blocks joined by an empty line.
    package var body: String { blocks.map(\.text).joined(separator: "\n\n") }
}

/// One block of an article's body.
package struct Block: Equatable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case paragraph, heading, listItem, quote, table, code
    }

    package var kind: Kind
    /// The text, white space folded, without line breaks except in `table` and `code`.
    package var text: String

    package init(_ kind: Kind = .paragraph, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// What kind of file a page came in.
package enum MediaType: String, Sendable, Codable {
    case html = "text/html"
    case plainText = "text/plain"
    case markdown = "text/markdown"
}

/// Which character set a page was read in, who said so, and what it cost.
package struct CharsetReport: Equatable, Sendable, Codable {
    package enum Source: String, Sendable, Codable {
        case byteOrderMark = "bom"
        case transport, declared, detected
    }

    /// The name as in the WHATWG or IANA registry, such as `UTF-8` or `CP949`.
    package var name: String
    package var source: Source
    /// How many characters could not be read and stand as U+FFFD.
    package var replaced: Int

    package init(name: String, source: Source, replaced: Int) {
        self.name = name
        self.source = source
        self.replaced = replaced
    }
}
