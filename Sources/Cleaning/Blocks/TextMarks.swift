/// Words in a block's own text that tell what the block is for.
enum TextMarks {
    static let legal: UInt32 = 1
    static let subscribe: UInt32 = 2
    static let related: UInt32 = 4
    static let social: UInt32 = 8
    static let credit: UInt32 = 16
    static let contact: UInt32 = 32
    static let byline: UInt32 = 64
    static let dateLabel: UInt32 = 128
    static let address: UInt32 = 256
    static let comment: UInt32 = 512
    static let paywall: UInt32 = 1024
    static let advertisement: UInt32 = 2048
    static let source: UInt32 = 4096

    static let words = PatternSet([
        (
            legal,
            """
            copyright, all rights reserved, ©, ⓒ, 무단, 재배포, 저작권, alle rechte vorbehalten, tous droits, 無断, 転載
            著作権, 版权所有, todos os direitos, todos los derechos, tutti i diritti, все права, terms of use, privacy policy
            may not be published, rewritten or redistributed, may not be reproduced
            """
        ),
        (
            subscribe,
            """
            subscribe, newsletter, sign up, signup, 구독, abonnieren, abonnez, suscríb, assine, iscriviti, подпис
            メルマガ, 会員登録, registrieren, inbox, download the app, our app, push notification, 앱 다운로드
            """
        ),
        (
            related,
            """
            read more, related, also read, read also, read:, see also, more on, more from, click here, 관련기사, 관련 기사
            기사보기, 기사 보기, 바로가기, 많이 본, 주요뉴스, 주요 뉴스, 인기기사, 인기 기사, 추천기사, 추천 기사, 다른 기사
            다른기사, 더보기, 더 보기, mehr zum thema, lesen sie auch, lesen sie mehr, auch interessant, lire aussi, à lire
            leia mais, leia também, leggi anche, lea también, lee también, te puede interesar, читайте, 関連記事, 続きを読む
            相关阅读, 相关新闻, 延伸阅读, lees ook, lees meer, les også, läs mer, czytaj, continue reading, keep reading
            don't miss, recommended, you may like, you might also, watch:, lai
            """
        ),
        (
            social,
            """
            follow us, follow me, follow him, follow her, twitter, facebook, instagram, youtube, tiktok, whatsapp
            telegram, linkedin, kakao, 카카오톡, share this, 공유, folgen sie, suivez, síguenos, seguici, @
            """
        ),
        (
            credit,
            """
            getty, shutterstock, photo:, photo by, image:, image credit, foto:, photograph, picture:, (photo, pictured
            사진=, 사진 =, 사진|, /사진, 제공=, 자료사진, 영상취재, 영상편집, 그래픽=, /뉴스1, 写真, 撮影, 图片来源, bild:, bildquelle
            crédit, credit:, reuters/, /reuters, (ap), /ap, afp/, /afp, epa/, alamy, istock, unsplash, via ap, wikimedia
            imago, dpa/, /dpa, 출처=, 캡처, file photo
            """
        ),
        (
            contact,
            "제보, e-mail us, email us, contact us, send tips, reach him at, reach her at, contact the author, tips@"
        ),
        (
            byline,
            """
            기자, 특파원, 에디터, 통신원, 칼럼니스트, 논설위원, 앵커, <by>, <von>, <par>, <por>, reporting by, editing by
            written by, additional reporting, correspondent, staff writer, is a reporter, is a senior, is a freelance
            contributed to this report, 文・, 記者, 편집자, 글쓴이
            """
        ),
        (
            dateLabel,
            """
            입력, 수정, 승인, 게재, 등록, 송고, 발행, 기사입력, 최종수정, updated, published, posted, last modified
            aktualisiert, veröffentlicht, publié, mis à jour, publicado, actualizado, pubblicato, опубликован, 更新, 公開
            配信, 发布, 조회수, 댓글, 읽음, min read, minutes read, reading time, lesezeit
            """
        ),
        (address, "http://, https://, www., .com, .kr, .co.jp, .org"),
        (comment, "comments, leave a reply, 댓글, kommentare, commentaires, comentarios, log in to, コメント, 评论, reply"),
        (
            paywall,
            """
            subscribe to continue, subscribers only, already a subscriber, to continue reading, this article is for
            유료회원, 로그인 후, 유료 기사, 有料会員, 会員限定, この記事は, jetzt weiterlesen, réservé aux abonnés
            exclusivo para, unlock this article, become a member, register to read, zugang zu allen
            """
        ),
        (
            advertisement,
            "advertisement, sponsored, <ad>, 광고, 배너, 반응형, anzeige, publicité, publicidad, реклама, スポンサー, advertising"
        ),
        (source, "source:, quelle:, fuente:, fonte:, источник, 출처, 来源, 자료="),
    ])
}
