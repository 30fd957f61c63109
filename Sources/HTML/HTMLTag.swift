/// The elements that Daybook tells apart; all others are `other`.
///
/// A page of any size names perhaps forty different elements, so the name is looked up once for each element and
/// carried as one byte from there on.
package enum HTMLTag: UInt8, CaseIterable, Sendable {
    case other, text
    case a, abbr, address, article, aside, audio, b, blockquote, body, br, button, canvas, caption, center, cite, code
    case dd, del, details, dialog, div, dl, dt, em, fieldset, figcaption, figure, font, footer, form
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, label, legend, li, link
    case main, map, math, menu, meta, nav, noscript, object, ol, optgroup, option, p, picture, pre, q, s, script
    case section, select, small, source, span, strong, style, sub, summary, sup, svg, table, tbody, td, template
    case textarea, tfoot, th, thead, time, title, tr, u, ul, video

    /// Elements that begin and end a block of text.
    package var isBlock: Bool { Self.blockMask.contains(rawValue) }

    /// Elements whose content is never text that a person reads in place.
    package var isOpaque: Bool { Self.opaqueMask.contains(rawValue) }

    /// `h1` to `h6`.
    package var isHeading: Bool { (HTMLTag.h1.rawValue...HTMLTag.h6.rawValue).contains(rawValue) }

    private static let blockMask = Mask([
        .address, .article, .aside, .blockquote, .body, .br, .caption, .center, .dd, .details, .dialog, .div, .dl,
        .dt, .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr,
        .html, .legend, .li, .main, .menu, .nav, .ol, .p, .pre, .section, .summary, .table, .tbody, .td, .tfoot,
        .th, .thead, .tr, .ul,
    ])

    private static let opaqueMask = Mask([
        .audio, .button, .canvas, .head, .iframe, .input, .map, .math, .noscript, .object, .optgroup, .option,
        .script, .select, .style, .svg, .template, .textarea, .video,
    ])

    /// A set of tags as 128 bits.
    private struct Mask: Sendable {
        private var bits: (UInt64, UInt64) = (0, 0)

        init(_ tags: [HTMLTag]) {
            for tag in tags {
                if tag.rawValue < 64 {
                    bits.0 |= 1 << UInt64(tag.rawValue)
                } else {
                    bits.1 |= 1 << UInt64(tag.rawValue - 64)
                }
            }
        }

        func contains(_ raw: UInt8) -> Bool {
            raw < 64 ? bits.0 >> UInt64(raw) & 1 == 1 : bits.1 >> UInt64(raw - 64) & 1 == 1
        }
    }
}

/// The attributes that Daybook reads; all others are dropped while parsing.
package enum HTMLAttributeName: UInt8, CaseIterable, Sendable {
    case alt, ariaHidden, charset, `class`, content, dataDateTime, dataSrc, datetime, hidden, href, id, itemprop, lang
    case name, property, rel, role, src, style, title, type

    /// The name as pages write it.
    package var name: String {
        switch self {
        case .ariaHidden: "aria-hidden"
        case .dataDateTime: "data-date-time"
        case .dataSrc: "data-src"
        default: String(describing: self)
        }
    }
}

/// A fixed table from short lower-case ASCII names to one byte.
///
/// libxml2 gives names as C strings; hashing the first eight bytes and the length with open addressing avoids a
/// `String` for each of a page's thousands of elements.
struct NameTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt8]
    private let mask: Int

    init(_ entries: [(String, UInt8)]) {
        mask = 511
        keys = [UInt64](repeating: 0, count: mask + 1)
        values = [UInt8](repeating: 0, count: mask + 1)
        for (name, value) in entries {
            var key = NameKey()
            for byte in name.utf8 { key.add(byte) }
            var slot = key.slot(mask: mask)
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key.value
            values[slot] = value
        }
    }

    /// The value of the name that `key` stands for.
    func value(of key: NameKey) -> UInt8? {
        var slot = key.slot(mask: mask)
        while keys[slot] != 0 {
            if keys[slot] == key.value { return values[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }
}

/// A name of at most sixteen bytes folded into 64 bits; the names in use here do not collide (see the tests).
struct NameKey {
    private(set) var value: UInt64 = 1

    mutating func add(_ byte: UInt8) { value = (value &* 0x100_0000_01B3) ^ UInt64(byte) }

    func slot(mask: Int) -> Int {
        Int(truncatingIfNeeded: (value ^ (value >> 29)) &* 0x9E37_79B9_7F4A_7C15 >> 40) & mask
    }
}
