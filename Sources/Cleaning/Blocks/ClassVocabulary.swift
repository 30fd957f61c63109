/// What the words in `class` and `id` attributes say about an element's role.
///
/// The words are those that news sites' templates share; Readability and its successors use much the same lists.
enum ClassVocabulary {
    static let positive: UInt32 = 1
    static let negative: UInt32 = 2
    static let caption: UInt32 = 4
    static let related: UInt32 = 8
    static let comment: UInt32 = 16
    static let author: UInt32 = 32
    static let share: UInt32 = 64
    static let promotion: UInt32 = 128
    static let navigation: UInt32 = 256
    static let paragraph: UInt32 = 512
    static let articleBody: UInt32 = 1024
    static let metadata: UInt32 = 2048

    static let words = PatternSet([
        (positive, "article, body, content, entry, main, page, post, text, blog, story, view, news, detail, read"),
        (
            articleBody,
            """
            articlebody, article-body, article_body, article__body, article-content, article__content, article_content
            articlecontent, entry-content, entrycontent, post-content, post_content, postcontent, story-body
            story__body, storybody, story-content, story_body, body-text, bodytext, richtext, rich-text, newsct_article
            dic_area, article-view-content-div, article_view, articlebodycontents, articletxt, article_txt, art_txt
            newsbody, news_body, news-body, article-text, articletext, article_text, text-body, post-body, paragraph
            content-body, contentbody, body-copy, body__inner, post__content, story-text, main-content-body
            """
        ),
        (
            negative,
            """
            comment, contact, foot, masthead, media, meta, outbrain, taboola, promo, related, scroll, share, shoutbox
            sidebar, sponsor, shopping, <tag>, <tags>, tool, widget, newsletter, subscri, breadcrumb, byline, author
            <bio>, caption, credit, social, <nav, menu, recommend, ranking, popular, <most, advert, banner, cookie
            consent, paywall, login, copyright, relat, teaser, <more>, trending, latest, <rank, reporter, journalist
            reply, desc>, photo>, <img, <aside, infobox, read-next, readnext, signup, sign-up, donat, hidden
            """
        ),
        (
            caption,
            "caption, credit, photo, figure, img_desc, imgdesc, img-desc, image, <img, gallery, slideshow, picture, thumb"
        ),
        (
            related,
            """
            relat, recommend, popular, trending, latest, teaser, promo, read-next, readnext, <also>, <more>, readmore
            read-more, more-on, <most, ranking, outbrain, taboola, see-also, onward, carousel, <card, listing, recirc
            """
        ),
        (comment, "comment, disqus, <reply, replies, reaction, discussion, respond>"),
        (author, "author, byline, <bio>, reporter, journalist, contributor, writer, <by>, profile, vcard"),
        (share, "share, social, sns, facebook, twitter, follow, <print>, bookmark, toolbar, <tools>, kakao"),
        (
            promotion,
            """
            newsletter, subscri, signup, sign-up, paywall, promo, sponsor, advert, <ad>, <ads>, <adv>, banner, cookie
            consent, donat, <cta>, membership, premium, offer, <app>, shopping, affiliate, partner, login, regist
            """
        ),
        (
            navigation,
            "<nav, menu, breadcrumb, sidebar, foot, masthead, header, pagination, pager, <tag>, <tags>, topics"
        ),
        (
            paragraph,
            "paragraph, <para>, <p>, text__, <txt>, body-text, bodytext, text-block, textblock, component-text"
        ),
        (metadata, "<date, <time, timestamp, dateline, published, <meta>, metadata, <info>, posted, updated, category"),
    ])
}
