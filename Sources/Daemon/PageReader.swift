package import Articles
package import Cleaning
package import Extraction
import Knowledge

/// The stages in order, without state: a page in, its article and reading out.
package struct PageReader: Sendable {
    package var cleaner: Cleaner
    package var extractor: Extractor

    package init(cleaner: Cleaner = Cleaner(), extractor: Extractor) {
        self.cleaner = cleaner
        self.extractor = extractor
    }

    /// A reader with the knowledge base that comes with the program.
    package static func shipped() throws -> PageReader {
        PageReader(extractor: Extractor(knowledge: try KnowledgeFiles.shipped()))
    }

    /// What extraction finds in `article`, its relative dates counted from its publication day, else `received`.
    package func read(_ article: Article, received: CivilDate?) -> Reading {
        extractor.read(article.body, reference: article.published?.day ?? received, language: article.language)
    }
}
