package import Articles

/// The first stage: turns a saved page into the article it carries.
package struct Cleaner: Sendable {
    package var maximumBytes = 64 << 20
    package var maximumText = 8 << 20
    package init() {}

    /// The article that `page` carries.
    package func clean(_ page: SavedPage) throws(CleaningError) -> Article {
        throw .noArticle(file: page.name)
    }
}
