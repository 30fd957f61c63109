import CLibXML2

/// Makes XML from the wild fit for a parser that believes nothing: no document type, no entity but the five of XML.
enum XMLSource {
    /// `source` with its document type cut out, HTML's entities written as numbers, and what begins like an entity and
    /// is none as plain text.
    static func prepared(_ source: [UInt8], maximumAttributes: Int) throws(XMLError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count + source.count / 16)
        var index = source.firstIndex { $0 > 0x20 } ?? source.count
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "<"): try markup(source, &index, maximumAttributes, &result)
            case UInt8(ascii: "&"): entity(source, &index, &result)
            case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20:
                // Controls are no characters of XML.
                result.append(0x20)
                index += 1
            default:
                result.append(source[index])
                index += 1
            }
        }
        return result
    }

    private static func markup(
        _ source: [UInt8],
        _ index: inout Int,
        _ maximumAttributes: Int,
        _ result: inout [UInt8]
    ) throws(XMLError) {
        if starts(source, index, "<![CDATA[") {
            let end = find("]]>", in: source, from: index + 9) ?? source.count
            for byte in source[index..<end] { result.append(byte < 0x20 && !(9...13).contains(byte) ? 0x20 : byte) }
            index = end
        } else if starts(source, index, "<!--") {
            index = find("-->", in: source, from: index + 4).map { $0 + 3 } ?? source.count
        } else if starts(source, index, "<!") {
            index = try endOfDeclaration(source, index)
        } else if starts(source, index, "<?") {
            // The text is decoded: what the declaration says of its encoding is true no more.
            index = find("?>", in: source, from: index + 2).map { $0 + 2 } ?? source.count
        } else {
            try tag(source, &index, maximumAttributes, &result)
        }
    }

    /// Takes over the tag at `index`, up to its end or the next `<`, where the parser ends a tag too.
    private static func tag(
        _ source: [UInt8],
        _ index: inout Int,
        _ maximumAttributes: Int,
        _ result: inout [UInt8]
    ) throws(XMLError) {
        result.append(source[index])
        index += 1
        var quote: UInt8 = 0
        var attributes = 0
        while index < source.count, source[index] != UInt8(ascii: "<") {
            let byte = source[index]
            if byte == UInt8(ascii: "&") {
                entity(source, &index, &result)
                continue
            }
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "=") {
                attributes += 1
                guard attributes <= maximumAttributes else { throw .tooManyAttributes(limit: maximumAttributes) }
            }
            let isControl = byte < 0x20 && !(9...10).contains(byte) && byte != 13
            result.append(isControl ? 0x20 : byte)
            index += 1
            if byte == UInt8(ascii: ">"), quote == 0 { return }
        }
    }

    /// Behind the document type at `start`, whose declarations are skipped unread unless they make entities.
    private static func endOfDeclaration(_ source: [UInt8], _ start: Int) throws(XMLError) -> Int {
        var index = start
        var depth = 0
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"): depth = max(0, depth - 1)
            case UInt8(ascii: ">") where depth == 0: return index + 1
            case UInt8(ascii: "<") where starts(source, index, "<!ENTITY"): throw .declaresEntities
            default: break
            }
            index += 1
        }
        return index
    }

    /// The longest name of an entity of HTML 4.
    private static let longestEntity = 8

    private static func entity(_ source: [UInt8], _ index: inout Int, _ result: inout [UInt8]) {
        let start = index
        index += 1
        let reach = source[index..<min(source.count, index + longestEntity + 1)]
        guard let end = reach.firstIndex(of: UInt8(ascii: ";")), end > index else {
            return result.append(contentsOf: "&amp;".utf8)
        }
        let name = source[index..<end]
        let isNumber = name.first == UInt8(ascii: "#") && name.dropFirst().allSatisfy { isLetterOrDigit($0) }
        if isNumber || predefined.contains(where: { $0.elementsEqual(name) }) {
            result.append(contentsOf: source[start...end])
            index = end + 1
        } else if let value = entities[String(decoding: name, as: UTF8.self)] {
            result.append(contentsOf: "&#\(value);".utf8)
            index = end + 1
        } else {
            result.append(contentsOf: "&amp;".utf8)
        }
    }

    private static let predefined = ["amp", "lt", "gt", "quot", "apos"].map { Array($0.utf8) }

    /// HTML's named characters.
    private static let entities: [String: UInt32] = {
        var entities: [String: UInt32] = [:]
        // All lie between the no-break space and the black diamond.
        for value in UInt32(160)...9830 {
            guard let description = unsafe htmlEntityValueLookup(value) else { continue }
            entities[unsafe String(cString: description.pointee.name)] = value
        }
        return entities
    }()

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    private static func starts(_ source: [UInt8], _ index: Int, _ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= source.count else { return false }
        return text.withUTF8Buffer { letters in
            (0..<count).allSatisfy { unsafe source[index + $0] == letters[$0] }
        }
    }

    private static func find(_ text: StaticString, in source: [UInt8], from start: Int) -> Int? {
        let first = unsafe text.utf8Start[0]
        var index = start
        while index < source.count {
            if source[index] == first, starts(source, index, text) { return index }
            index += 1
        }
        return nil
    }
}
