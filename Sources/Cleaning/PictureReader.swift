import Articles
import HTML

/// Finds the pictures of an article with their captions.
struct PictureReader {
    let page: HTMLPage
    let text: BlockText
    /// The page's own address, against which those of pictures are resolved.
    let address: String?

    /// More pictures than this are a gallery.
    private static let mostPictures = 40
    /// How many blocks above the first kept one the opening picture may stand.
    private static let leadReach = 6
    /// How many elements behind a picture its caption may begin, where no figure holds both.
    private static let captionReach = 16
    /// Bytes; longer texts under a picture are no captions, shorter ones no words.
    private static let longestCaption = 1200
    private static let shortestCaption = 4

    /// The captioned pictures between the headline and the last kept block.
    func pictures(_ selection: Selection) -> [Picture] {
        let kept = selection.kept
        guard let first = kept.first, let last = kept.last, text.blocks[first].node >= 0 else { return [] }
        let start = Int(text.blocks[max(0, first - Self.leadReach)].node)
        let end = min(page.nodes.count, max(start, Int(page.nodes[Int(text.blocks[last].node)].end)))
        var found: [Picture] = []
        var seen = Set<String>()
        var position = 0
        for node in start..<end where page.nodes[node].tag == .img && found.count < Self.mostPictures {
            guard isInArticle(node), let caption = caption(of: node), seen.insert(caption).inserted else { continue }
            while position < kept.count, Int(text.blocks[kept[position]].node) < node { position += 1 }
            found.append(Picture(position: position, caption: caption, address: source(of: node)))
        }
        return found
    }

    private func isInArticle(_ node: Int) -> Bool {
        let furniture =
            Surrounding.nav | Surrounding.aside | Surrounding.related | Surrounding.comments | Surrounding.footer
            | Surrounding.form | Surrounding.promotion
        return text.contexts[node] & furniture == 0
    }

    private func source(of node: Int) -> String? {
        // Pages that load pictures late keep a placeholder in `src`.
        for name in [HTMLAttributeName.dataSrc, .src] {
            if let found = page.string(name, of: node).flatMap({ SafeAddress.absolute($0, base: address) }) {
                return found
            }
        }
        return nil
    }

    /// The caption in the figure around the picture or right behind it, or else what the page says it shows.
    private func caption(of node: Int) -> String? {
        if let element = figureCaption(of: node) ?? nextCaption(after: node),
            let caption = usable(page.text(of: element))
        {
            return caption
        }
        return page.string(.alt, of: node).flatMap(usable)
    }

    private func usable(_ content: String) -> String? {
        guard content.utf8.count <= Self.longestCaption * 2, case let caption = BodyBuilder.composed(folded(content)),
            (Self.shortestCaption...Self.longestCaption).contains(caption.utf8.count)
        else { return nil }
        return caption
    }

    private func figureCaption(of node: Int) -> Int? {
        var around = Int(page.nodes[node].parent)
        for _ in 0..<8 where around >= 0 {
            if page.nodes[around].tag == .figure {
                return (around..<Int(page.nodes[around].end)).first { page.nodes[$0].tag == .figcaption }
            }
            around = Int(page.nodes[around].parent)
        }
        return nil
    }

    private func nextCaption(after node: Int) -> Int? {
        (node + 1..<min(page.nodes.count, node + Self.captionReach)).first { next in
            let element = page.nodes[next]
            return element.tag != .text && element.tag != .img && text.contexts[next] & Surrounding.caption != 0
                && Int(element.end) > next + 1 && Int(element.end) < next + Self.captionReach
        }
    }
}
