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
    /// The address of the picture the page shows for itself elsewhere, as text; never fetched.
    package var image: String?
    /// Where the values above came from.
    package var origins = MetadataOrigins()
    /// The body in reading order.
    package var blocks: [Block]
    /// The captioned pictures that stood in the body, in reading order; their captions are not part of it.
    package var pictures: [Picture] = []
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
    /// What the page said of it besides its kind; the text and its offsets are whole without it.
    package var structure = BlockStructure()

    package init(_ kind: Kind = .paragraph, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// How a block was set on its page.
package struct BlockStructure: Equatable, Sendable, Codable {
    /// The level of a heading from 1 to 6, or how deep a list item is nested from 1; 0 when the page does not say.
    package var level = 0
    /// The number of an item of a numbered list.
    package var number: Int?
    /// Whether it goes on with the list item of the block before.
    package var continuesItem = false
    /// Its place in a table.
    package var cell: TableCell?
    /// The links in its text, in order and apart.
    package var links: [Link] = []

    package init() {}

    /// Whether nothing is known beyond the kind.
    package var isPlain: Bool { self == BlockStructure() }
}

/// The place of a text in a table.
package struct TableCell: Equatable, Sendable, Codable {
    /// Tells the tables of an article apart.
    package var table: Int
    package var row: Int
    package var column: Int

    package init(table: Int, row: Int, column: Int) {
        self.table = table
        self.row = row
        self.column = column
    }
}

/// A link in a block: the scalars of the block's text it spans, and where it leads.
package struct Link: Equatable, Sendable, Codable {
    package var range: TextRange
    /// An absolute address of the web; other schemes are never kept.
    package var address: String

    package init(range: TextRange, address: String) {
        self.range = range
        self.address = address
    }
}

/// A picture of an article: where it stood, its caption and its address.
package struct Picture: Equatable, Sendable, Codable {
    /// How many blocks of the body stand before it.
    package var position: Int
    package var caption: String
    /// An absolute address of the web, where the page gives one; never fetched.
    package var address: String?

    package init(position: Int, caption: String, address: String?) {
        self.position = position
        self.caption = caption
        self.address = address
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
