/// A parsed page as flat arrays: elements and texts in document order, their bytes in one buffer.
///
/// libxml2's parser hands over its events and builds no tree, so there is nothing to free, nothing to recurse into,
/// and a reader walks an array. Text and attribute values are valid UTF-8.
package struct HTMLPage: Sendable {
    /// One element or one run of text.
    package struct Node: Sendable {
        package var tag: HTMLTag
        /// How many elements are around it.
        package var depth: UInt16
        package var attributeCount: UInt16
        /// The index of the element around it, or -1.
        package var parent: Int32
        /// The index after the last node inside it.
        package var end: Int32
        /// The first byte of a text; of an element, the index of its first attribute.
        package var start: Int32
        /// The byte after a text's last one.
        package var textEnd: Int32
    }

    /// One attribute of an element.
    package struct Attribute: Sendable {
        package var name: HTMLAttributeName
        package var start: Int32
        package var end: Int32
    }

    package internal(set) var nodes: [Node] = []
    package internal(set) var attributes: [Attribute] = []
    package internal(set) var bytes: [UInt8] = []
    /// Whether text or elements beyond the limits were left out.
    package internal(set) var wasCut = false

    package init() {}

    /// Where the bytes of `name` of the element at `index` lie, or `nil` when it has no such attribute.
    package func attribute(_ name: HTMLAttributeName, of index: Int) -> Range<Int>? {
        let node = nodes[index]
        guard node.tag != .text else { return nil }
        for slot in Int(node.start)..<Int(node.start) + Int(node.attributeCount) where attributes[slot].name == name {
            return Int(attributes[slot].start)..<Int(attributes[slot].end)
        }
        return nil
    }

    /// The value of `name` of the element at `index` as a string.
    package func string(_ name: HTMLAttributeName, of index: Int) -> String? {
        attribute(name, of: index).map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// All text inside the element at `index`, as it stands.
    package func text(of index: Int) -> String {
        var collected: [UInt8] = []
        for inner in index..<Int(nodes[index].end) where nodes[inner].tag == .text {
            collected.append(contentsOf: bytes[Int(nodes[inner].start)..<Int(nodes[inner].textEnd)])
        }
        return String(decoding: collected, as: UTF8.self)
    }
}

/// Why a page could not be parsed.
package enum HTMLError: Error, Equatable {
    case tooLarge(bytes: Int)
    case nestedTooDeep(limit: Int)
    case parserFailed
}
