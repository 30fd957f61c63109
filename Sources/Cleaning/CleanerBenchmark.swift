package import Articles
import Charsets
import HTML

/// What cleaning costs beside libxml2's parse alone, on one core.
package struct CleanerBenchmark: Sendable {
    /// How often all pages are read; the best round counts.
    package var rounds = 5

    /// The time of the best round over all pages.
    package struct Times: Sendable {
        /// libxml2's own parse of the decoded text into its own tree, which is freed again.
        package var parse: Duration
        /// From bytes to the article with its metadata.
        package var clean: Duration
    }

    package init() {}

    /// Reads `pages` both ways, in turns.
    package func run(_ pages: [SavedPage]) -> Times {
        let decoded = pages.map { TextDecoder.decode($0.bytes, transport: $0.transportCharset).text }
        let clock = ContinuousClock()
        var times = Times(parse: .seconds(1_000_000), clean: .seconds(1_000_000))
        var read = 0
        for _ in 0..<rounds {
            let parse = clock.measure { for text in decoded where HTMLParser.parseOnly(text) { read += 1 } }
            let clean = clock.measure {
                for page in pages where (try? Cleaner().clean(page)) != nil { read += 1 }
            }
            times.parse = min(times.parse, parse)
            times.clean = min(times.clean, clean)
        }
        return times
    }
}
