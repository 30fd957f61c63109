package import Articles

/// What a file says about a document beside the document's own text: headers of a message, members of a feed's entry.
package struct GivenMetadata: Equatable, Sendable {
    package var title: String?
    package var byline: String?
    package var site: String?
    /// An http or https address; never fetched.
    package var url: String?
    package var published: PublicationTime?
    /// Whether it speaks of the document itself, as a feed does, and so goes before what the page's markup says.
    ///
    /// What a browser notes when it saves a page only fills gaps.
    package var isAuthoritative = false

    package init() {}

    /// Puts what is given into `article`.
    package func complete(_ article: inout Article) {
        func put(
            _ given: String?,
            _ value: WritableKeyPath<Article, String?>,
            _ origin: WritableKeyPath<MetadataOrigins, MetadataSource?>,
            first isFirst: Bool
        ) {
            guard let given, isFirst || article[keyPath: value] == nil else { return }
            article[keyPath: value] = given
            article.origins[keyPath: origin] = .file
        }
        put(title, \.title, \.title, first: isAuthoritative)
        put(byline, \.byline, \.byline, first: isAuthoritative)
        put(url, \.url, \.url, first: isAuthoritative)
        // The outlet that a page names is better than the name of a feed or a sender's.
        put(site, \.site, \.site, first: false)
        if let published, isAuthoritative || article.published == nil {
            article.published = published
            article.publishedFrom = .file
        }
    }

    /// The longest title or name that is kept, in characters; headlines stay below 300.
    private static let longestLine = 1000

    /// `text` as one line: white space and controls folded to single spaces, `nil` when nothing is left.
    static func line(_ text: String) -> String? {
        var line = String.UnicodeScalarView()
        var isGap = false
        var count = 0
        for scalar in text.unicodeScalars {
            if scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.properties.isWhitespace {
                isGap = true
                continue
            }
            if isGap, !line.isEmpty { line.append(" ") }
            isGap = false
            line.append(scalar)
            count += 1
            if count >= longestLine { break }
        }
        return line.isEmpty ? nil : String(line)
    }

    /// `text` if it is an http or https address of bearable length without white space.
    static func address(_ text: String) -> String? {
        guard let line = line(text), line.utf8.count <= 2000 else { return nil }
        let start = line.prefix(8).lowercased()
        let isWeb = start.hasPrefix("http://") || start.hasPrefix("https://")
        return isWeb && !line.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "<") }) ? line : nil
    }
}
