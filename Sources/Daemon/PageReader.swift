package import Articles
package import Cleaning
package import Extraction

/// The stages in order, without state: a page in, its article and reading out.
package struct PageReader: Sendable {
    package var cleaner: Cleaner
    package var extractor: Extractor

    package init(cleaner: Cleaner = Cleaner(), extractor: Extractor) {
        self.cleaner = cleaner
        self.extractor = extractor
    }

    /// A reader as configured, with the shipped knowledge base and the user's own files.
    package static func configured(_ settings: Settings) throws -> PageReader {
        PageReader(cleaner: cleaner(settings), extractor: Extractor(knowledge: try KnowledgeInForce.entries(settings)))
    }

    /// A reader that only cleans: loading the knowledge base would take longer than the pages do.
    package static func withoutKnowledge(_ settings: Settings) -> PageReader {
        PageReader(cleaner: cleaner(settings), extractor: Extractor(knowledge: []))
    }

    private static func cleaner(_ settings: Settings) -> Cleaner {
        cleaner(maximumFile: settings.maximumFile, maximumText: settings.maximumText)
    }

    static func cleaner(maximumFile: Int, maximumText: Int) -> Cleaner {
        var cleaner = Cleaner()
        cleaner.maximumBytes = maximumFile
        cleaner.maximumText = maximumText
        return cleaner
    }

    /// What extraction finds in `article`, its relative dates counted from its publication day, else `received`.
    package func read(_ article: Article, received: CivilDate?) -> Reading {
        extractor.read(article.body, reference: article.published?.day ?? received, language: article.language)
    }
}
