import Resources

/// The weights as a file: a magic word, then for each of the two passes its bias, its trees and their nodes, all
/// little-endian. Floats are stored by their bits, so that reading gives back exactly what was trained.
extension BlockModel {
    private static let magic = Array("DBC2".utf8)

    /// The weights that come with the program for pages of HTML, and for plain texts.
    static let shippedHTML = load("cleaning/html.model")
    static let shippedText = load("cleaning/text.model")

    private static func load(_ name: String) -> BlockModel {
        BlockModel(file: Resources.bytes(of: name)) ?? BlockModel()
    }

    var file: [UInt8] {
        var bytes = Self.magic
        for model in [first, second] {
            bytes.append(little: model.bias.bitPattern)
            bytes.append(little: UInt32(model.roots.count))
            bytes.append(little: UInt32(model.nodes.count))
            for root in model.roots { bytes.append(little: UInt32(root)) }
            for node in model.nodes {
                bytes.append(node.feature)
                bytes.append(node.left)
                bytes.append(little: node.value.bitPattern)
            }
        }
        return bytes
    }

    /// Reads what `file` wrote; `nil` when it is not such a file or is cut.
    init?(file bytes: [UInt8]) {
        guard bytes.starts(with: Self.magic) else { return nil }
        var reader = ByteReader(bytes: bytes, position: Self.magic.count)
        guard let first = Self.model(&reader), let second = Self.model(&reader) else { return nil }
        self.init(first: first, second: second)
    }

    private static func model(_ reader: inout ByteReader) -> TreeModel? {
        guard let bias = reader.word(), let trees = reader.word(), let count = reader.word(),
            trees <= count, count < 1 << 20
        else { return nil }
        var roots: [Int] = []
        for _ in 0..<trees {
            guard let root = reader.word(), root < count, Int(root) > roots.last ?? -1 else { return nil }
            roots.append(Int(root))
        }
        var nodes: [TreeModel.Node] = []
        for _ in 0..<count {
            guard let feature = reader.byte(), let left = reader.byte(), let value = reader.word() else { return nil }
            nodes.append(TreeModel.Node(feature: feature, left: left, value: Float(bitPattern: value)))
        }
        var model = TreeModel()
        model.bias = Float(bitPattern: bias)
        for (number, root) in roots.enumerated() {
            model.append(Array(nodes[root..<(number + 1 < roots.count ? roots[number + 1] : nodes.count)]))
        }
        return model
    }
}

/// Takes bytes and little-endian words off an array, never beyond its end.
private struct ByteReader {
    var bytes: [UInt8]
    var position: Int

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func word() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        return (0..<4).reduce(0) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
    }
}

extension [UInt8] {
    fileprivate mutating func append(little word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
}
