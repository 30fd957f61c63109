/// Character references that survive parsing because a template escaped its text twice.
enum CharacterReferences {
    /// Names outside Latin-1 that news pages use.
    private static let named: [String: String] = [
        "quot": "\"", "apos": "'", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "lt": "<",
        "gt": ">", "amp": "&", "ndash": "–", "mdash": "—", "sbquo": "‚", "bdquo": "„", "lsaquo": "‹", "rsaquo": "›",
        "euro": "€", "bull": "•", "trade": "™", "oelig": "œ", "OElig": "Œ", "scaron": "š", "Scaron": "Š",
    ]

    /// The names of U+00A0 to U+00FF in their order.
    private static let latin =
        """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
        Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
        igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute
        thorn yuml
        """
        .split { $0 == " " || $0 == "\n" }.map(String.init)

    private static let table: [String: String] = {
        var table = named
        for (offset, name) in latin.enumerated() {
            if let scalar = Unicode.Scalar(0xA0 + UInt32(offset)) { table[name] = String(Character(scalar)) }
        }
        table["nbsp"] = " "
        return table
    }()

    /// Longer runs between `&` and `;` are text.
    private static let longest = 8

    /// `text` with its references resolved, once; unknown ones stay.
    static func resolved(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...].dropFirst()
            let name = rest.prefix { $0 != ";" && $0 != "&" && $0 != " " }.prefix(longest + 1)
            let end = name.endIndex
            if name.count <= longest, end < rest.endIndex, rest[end] == ";", let character = character(named: name) {
                result += character
                rest = rest[end...].dropFirst()
            } else {
                result += "&"
            }
        }
        return result + rest
    }

    private static func character(named name: Substring) -> String? {
        guard name.first == "#" else { return table[String(name)] }
        let digits = name.dropFirst()
        let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let value, value >= 0x20, let scalar = Unicode.Scalar(value) else { return nil }
        return String(Character(scalar))
    }
}
