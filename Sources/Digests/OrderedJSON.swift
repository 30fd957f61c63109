internal import Articles

/// Encodes values as indented JSON whose keys stand in the order of declaration.
///
/// Foundation's encoder sorts keys or leaves them in no order; an edition is read by people and compared line by
/// line, so `schema` comes first and the order never changes.
package enum OrderedJSON {
    package static func text(of value: some Encodable) throws -> String {
        let node = JSONNode()
        try value.encode(to: OrderedEncoder(node: node, codingPath: []))
        var text = ""
        node.write(to: &text, indent: 0)
        return text + "\n"
    }
}

/// A JSON value being built; a class, because containers fill it after they were handed out.
private final class JSONNode {
    enum Content {
        case null
        case literal(String)
        case string(String)
        case array([JSONNode])
        case object([(key: String, node: JSONNode)])
    }

    var content = Content.null

    func append(key: String) -> JSONNode {
        let child = JSONNode()
        if case .object(var members) = content {
            content = .null
            members.append((key, child))
            content = .object(members)
        } else {
            content = .object([(key, child)])
        }
        return child
    }

    func append() -> JSONNode {
        let child = JSONNode()
        if case .array(var elements) = content {
            content = .null
            elements.append(child)
            content = .array(elements)
        } else {
            content = .array([child])
        }
        return child
    }

    func write(to text: inout String, indent: Int) {
        switch content {
        case .null: text += "null"
        case .literal(let literal): text += literal
        case .string(let string): Self.quote(string, to: &text)
        case .array(let elements):
            Self.list(elements.count, "[", "]", to: &text, indent: indent) { index, text in
                elements[index].write(to: &text, indent: indent + 1)
            }
        case .object(let members):
            Self.list(members.count, "{", "}", to: &text, indent: indent) { index, text in
                Self.quote(members[index].key, to: &text)
                text += ": "
                members[index].node.write(to: &text, indent: indent + 1)
            }
        }
    }

    private static func list(
        _ count: Int,
        _ open: String,
        _ close: String,
        to text: inout String,
        indent: Int,
        _ element: (Int, inout String) -> Void
    ) {
        text += open
        for index in 0..<count {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
            element(index, &text)
        }
        if count > 0 { text += "\n" + String(repeating: "  ", count: indent) }
        text += close
    }

    /// Quotes `string`; controls and the characters that turn or hide text are escaped, because the file may be
    /// shown by a terminal.
    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case _ where SafeText.isUnsafe(scalar):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

private struct OrderedEncoder: Encoder {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .null = node.content { node.content = .object([]) }
        return KeyedEncodingContainer(OrderedKeyedContainer<Key>(node: node, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .null = node.content { node.content = .array([]) }
        return OrderedListContainer(node: node, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        OrderedValueContainer(node: node, codingPath: codingPath)
    }
}

private struct OrderedKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    mutating func encodeNil(forKey key: Key) { node.append(key: key.stringValue).content = .null }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        let child = node.append(key: key.stringValue)
        try value.encode(to: OrderedEncoder(node: child, codingPath: codingPath + [key]))
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        OrderedEncoder(node: node.append(key: key.stringValue), codingPath: codingPath + [key])
            .container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        OrderedEncoder(node: node.append(key: key.stringValue), codingPath: codingPath + [key]).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        OrderedEncoder(node: node.append(key: "super"), codingPath: codingPath)
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        OrderedEncoder(node: node.append(key: key.stringValue), codingPath: codingPath + [key])
    }
}

private struct OrderedListContainer: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]
    var count = 0

    mutating func encodeNil() {
        node.append().content = .null
        count += 1
    }

    mutating func encode(_ value: some Encodable) throws {
        try value.encode(to: OrderedEncoder(node: node.append(), codingPath: codingPath))
        count += 1
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        count += 1
        return OrderedEncoder(node: node.append(), codingPath: codingPath).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        count += 1
        return OrderedEncoder(node: node.append(), codingPath: codingPath).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        count += 1
        return OrderedEncoder(node: node.append(), codingPath: codingPath)
    }
}

private struct OrderedValueContainer: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    mutating func encodeNil() { node.content = .null }
    mutating func encode(_ value: Bool) { node.content = .literal(value ? "true" : "false") }
    mutating func encode(_ value: String) { node.content = .string(value) }
    mutating func encode(_ value: Double) { node.content = .literal(Self.literal(value)) }
    mutating func encode(_ value: Float) { node.content = .literal(Self.literal(Double(value))) }
    mutating func encode(_ value: Int) { node.content = .literal(String(value)) }
    mutating func encode(_ value: Int8) { node.content = .literal(String(value)) }
    mutating func encode(_ value: Int16) { node.content = .literal(String(value)) }
    mutating func encode(_ value: Int32) { node.content = .literal(String(value)) }
    mutating func encode(_ value: Int64) { node.content = .literal(String(value)) }
    mutating func encode(_ value: UInt) { node.content = .literal(String(value)) }
    mutating func encode(_ value: UInt8) { node.content = .literal(String(value)) }
    mutating func encode(_ value: UInt16) { node.content = .literal(String(value)) }
    mutating func encode(_ value: UInt32) { node.content = .literal(String(value)) }
    mutating func encode(_ value: UInt64) { node.content = .literal(String(value)) }

    mutating func encode(_ value: some Encodable) throws {
        try value.encode(to: OrderedEncoder(node: node, codingPath: codingPath))
    }

    /// The shortest decimal that reads back as the same number, without a fraction when it has none; what JSON has
    /// no word for becomes null.
    private static func literal(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int(value)) }
        return "\(value)"
    }
}
