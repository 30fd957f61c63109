package import Articles
package import Cleaning
package import Containers
package import Extraction

/// The stages in order, without state: a file in, its documents out, each an article with its reading.
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

    /// Every document that `file` holds, in its order, cleaned and, if asked, read; never none.
    ///
    /// Throws what is wrong with the file as a whole. Where a part of it alone has a fault, that part's outcome says
    /// so.
    package func documents(
        in file: SavedPage,
        received: CivilDate?,
        readsText: Bool = true
    ) throws(PageFault) -> [ReadDocument] {
        try contained(in: file).map { document in
            ReadDocument(
                part: document.part,
                partSHA256: document.partSHA256,
                outcome: outcome(document, received: received, readsText: readsText)
            )
        }
    }

    /// Every document that `file` holds, unpacked but not cleaned; never none.
    package func contained(in file: SavedPage) throws(PageFault) -> [ContainedDocument] {
        var containers = ContainerReader()
        containers.limits.maximumBytes = cleaner.maximumBytes
        guard file.bytes.count <= cleaner.maximumBytes else {
            throw PageFault(.tooLarge(file: file.name, bytes: file.bytes.count, limit: cleaner.maximumBytes))
        }
        do { return try containers.documents(in: file) } catch { throw PageFault(error) }
    }

    private func outcome(_ document: ContainedDocument, received: CivilDate?, readsText: Bool) -> ReadDocument.Outcome {
        if let fault = document.fault { return .failed(PageFault(fault)) }
        do {
            var article = try cleaner.clean(document.page)
            document.complete(&article)
            return .read(article, readsText ? read(article, received: received) : nil)
        } catch {
            return .failed(PageFault(error))
        }
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
