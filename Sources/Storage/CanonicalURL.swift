internal import Foundation

/// Brings the addresses under which one article is saved to one form.
enum CanonicalURL {
    /// Parameters that say how a reader came, not what the page is.
    private static let trackingParameters: Set<String> = [
        "fbclid", "gclid", "dclid", "msclkid", "twclid", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src",
        "cmpid", "ncid", "sr_share", "spm", "_ga",
    ]
    private static let trackingPrefixes = ["utm_", "pk_", "mtm_", "hsa_"]
    /// Host labels of the same site for other screens.
    private static let screenLabels = ["www.", "m.", "mobile.", "amp."]

    /// The form in which addresses are compared, or `nil` for what is no web address.
    static func of(_ text: String) -> String? {
        guard let scheme = text.range(of: "://") else { return nil }
        guard ["http", "https"].contains(text[..<scheme.lowerBound].lowercased()) else { return nil }
        let rest = text[scheme.upperBound...].prefix { $0 != "#" && !$0.isWhitespace }
        let hostEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let host = host(rest[..<hostEnd]) else { return nil }
        let question = rest[hostEnd...].firstIndex(of: "?") ?? rest.endIndex
        var path = rest[hostEnd..<question]
        while path.last == "/" { path = path.dropLast() }
        let query = question == rest.endIndex ? "" : kept(rest[rest.index(after: question)...])
        return host + path + (query.isEmpty ? "" : "?" + query)
    }

    private static func host(_ text: Substring) -> String? {
        var host = (text.split(separator: "@").last ?? "").lowercased()
        for port in [":80", ":443"] where host.hasSuffix(port) { host.removeLast(port.count) }
        if let label = screenLabels.first(where: host.hasPrefix) { host.removeFirst(label.count) }
        return host.isEmpty ? nil : host
    }

    /// The parameters that name the page, in a fixed order.
    private static func kept(_ query: Substring) -> String {
        query.split(separator: "&").filter { parameter in
            let name = parameter.prefix { $0 != "=" }.lowercased()
            return !trackingParameters.contains(name) && !trackingPrefixes.contains(where: name.hasPrefix)
        }.sorted().joined(separator: "&")
    }
}
