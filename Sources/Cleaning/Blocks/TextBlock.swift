import HTML

/// A run of text between two block boundaries.
struct TextBlock: Sendable {
    /// Where its text lies in `BlockText.bytes`.
    var start: Int32
    var end: Int32
    /// The element that holds it, or -1 in a plain text.
    var node: Int32
    var tag: HTMLTag
    /// How many bytes of it are links.
    var linkBytes: Int32
    var links: Int32
    /// How many bytes of it are set bold or slanted.
    var boldBytes: Int32 = 0
    var slantedBytes: Int32 = 0
    /// Whether its first and its last byte are those of a link.
    var startsWithLink = false
    var endsWithLink = false
    /// How many pictures and embedded frames stand between it and the block before, and whether a rule does.
    var pictures: UInt8 = 0
    var frames: UInt8 = 0
    var followsRule = false
    /// Whether a single line break parts it from the block before.
    var followsBreak = false
    /// How many empty lines stand before it, in a plain text.
    var gap: UInt8 = 0
    /// How far it is indented, in a plain text.
    var indent: UInt8 = 0

    var range: Range<Int> { Int(start)..<Int(end) }
}

/// A page as text blocks in reading order, with their bytes in one buffer, white space folded.
struct BlockText: Sendable {
    /// More blocks than this are not read: the longest articles have a thousand.
    static let maximumBlocks = 30_000

    var bytes: [UInt8] = []
    var blocks: [TextBlock] = []
    /// Whether the page holds more blocks than were read.
    var wasCut = false
    /// For each node of the page what surrounds it and its class says; empty in a plain text.
    var contexts: [UInt32] = []
    var roles: [UInt16] = []
    var styles: [UInt32] = []

    /// The links of the page, in order and apart: the element and where its text lies in `bytes`.
    var anchors: [Anchor] = []

    struct Anchor: Sendable {
        var node: Int32
        var start: Int32
        var end: Int32
    }

    func text(of block: TextBlock) -> String { String(decoding: bytes[block.range], as: UTF8.self) }
}

/// What is around a block, one bit each; children inherit them.
enum Surrounding {
    static let article: UInt32 = 1
    static let main: UInt32 = 1 << 1
    static let aside: UInt32 = 1 << 2
    static let footer: UInt32 = 1 << 3
    static let nav: UInt32 = 1 << 4
    static let header: UInt32 = 1 << 5
    static let form: UInt32 = 1 << 6
    static let figure: UInt32 = 1 << 7
    static let table: UInt32 = 1 << 8
    static let list: UInt32 = 1 << 9
    static let quote: UInt32 = 1 << 10
    static let articleBody: UInt32 = 1 << 11
    static let hidden: UInt32 = 1 << 12
    static let heading: UInt32 = 1 << 13
    static let firstHeading: UInt32 = 1 << 14
    static let time: UInt32 = 1 << 15
    static let code: UInt32 = 1 << 16
    static let comments: UInt32 = 1 << 17
    static let related: UInt32 = 1 << 18
    static let promotion: UInt32 = 1 << 19
    static let bodyClass: UInt32 = 1 << 20
    static let caption: UInt32 = 1 << 21
}
