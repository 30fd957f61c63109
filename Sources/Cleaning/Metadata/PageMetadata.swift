import Articles

/// What a page says about its article, weighed.
struct PageMetadata: Sendable {
    var title: String?
    var byline: String?
    var site: String?
    var language: String?
    var url: String?
    var published: PublicationTime?
    var publishedFrom: MetadataSource?
    var modified: PublicationTime?
    var summary: String?
    var section: String?
    var image: String?
    var origins = MetadataOrigins()

    func article(blocks: [Block], media: MediaType, confidence: Double, warnings: [String]) -> Article {
        var article = Article(
            title: title.map(BodyBuilder.composed),
            byline: byline.map(BodyBuilder.composed),
            site: site.map(BodyBuilder.composed),
            language: language,
            url: url,
            published: published,
            publishedFrom: publishedFrom,
            modified: modified,
            summary: summary.map(BodyBuilder.composed),
            section: section.map(BodyBuilder.composed),
            blocks: blocks,
            media: media,
            confidence: confidence,
            warnings: warnings
        )
        article.image = image
        article.origins = origins
        return article
    }
}
