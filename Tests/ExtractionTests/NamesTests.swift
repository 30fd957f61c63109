import Articles
import Extraction
import Testing

/// Names read with a small knowledge base and no tagger: rules alone.
@Suite struct NamesTests {
    private static let knowledge: [KnowledgeEntry] = [
        .init(id: "openai", name: "오픈AI", english: "OpenAI", type: .organization, kind: "company"),
        .init(id: "meta", name: "메타", english: "Meta", type: .organization, kind: "company"),
        .init(id: "intel", name: "인텔", english: "Intel", type: .organization, kind: "company"),
        .init(id: "nvidia", name: "엔비디아", english: "Nvidia", type: .organization, kind: "company"),
        .init(id: "xai", name: "xAI", english: "xAI", type: .organization, kind: "company"),
        .init(id: "samsung", name: "삼성전자", type: .organization, kind: "company"),
        .init(id: "hynix", name: "SK하이닉스", type: .organization, kind: "company"),
        .init(id: "grok", name: "그록", english: "Grok", type: .product, kind: "ai-model", maker: "xai"),
        .init(id: "gpt", name: "GPT", type: .product, kind: "ai-model", maker: "openai"),
        .init(
            id: "h100",
            name: "H100",
            type: .product,
            kind: "chip",
            aliases: ["엔비디아 H100", "H100 GPU"],
            maker: "nvidia"
        ),
        .init(id: "maia-100", name: "마이아 100", english: "Maia 100", type: .product, kind: "chip"),
        .init(id: "mist-os", name: "미스트OS", type: .product, kind: "os", aliases: ["미스트OS 7"]),
        .init(id: "gemma", name: "젬마", type: .product, kind: "ai-model"),
        .init(
            id: "x",
            name: "X",
            type: .product,
            kind: "social-network",
            aliases: ["트위터"],
            weak: ["X"],
            context: ["소셜미디어"]
        ),
        .init(id: "sora", name: "소라", type: .product, kind: "ai-model", weak: ["소라"], maker: "openai"),
        .init(id: "musk", name: "일론 머스크", english: "Elon Musk", type: .person, kind: "founder", owner: "xai"),
        .init(id: "huang", name: "젠슨 황", english: "Jensen Huang", type: .person, kind: "executive", owner: "nvidia"),
        .init(id: "us", name: "미국", english: "United States", type: .place, kind: "country", aliases: ["U.S."]),
        .init(id: "tennessee", name: "테네시", type: .place, kind: "state", owner: "us"),
        .init(id: "memphis", name: "멤피스", type: .place, kind: "city", aliases: ["테네시 멤피스"], owner: "tennessee"),
        .init(
            id: "icheon",
            name: "이천",
            type: .place,
            kind: "city",
            aliases: ["이천 공장", "이천 M16"],
            owner: "kr"
        ),
        .init(id: "blueowl", name: "블루오션캐피털", type: .organization, kind: "fund"),
    ]

    private static let reader = NameReader(knowledge: knowledge, tagger: nil)

    /// The mentions of a text as `words=id`, in text order.
    private func names(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let mentions = Self.reader.read(SourceText(text), language: nil).flatMap { entity in
            entity.mentions.map { ($0, entity.id) }
        }
        return mentions.sorted { $0.0 < $1.0 }.map { range, id in
            String(String.UnicodeScalarView(scalars[range.start..<range.end])) + "=" + id
        }
    }

    @Test(arguments: [
        ("오픈AI가 밝혔다", ["오픈AI=openai"]),
        ("이천 공장과 이천 M16에서", ["이천=icheon", "이천=icheon"]),
        ("그록은 메타에서도 쓰인다", ["그록=grok", "메타=meta"]),
        ("메타측과 인텔그룹에 따르면", ["메타=meta", "인텔그룹=intel"]),
        ("메타데이터와 인텔리전스, 젬마버스", []),
        ("삼성전자·SK하이닉스의 주가", ["삼성전자=samsung", "SK하이닉스=hynix"]),
        ("삼성전자-SK하이닉스", ["삼성전자=samsung", "SK하이닉스=hynix"]),
        ("美메타와 친메타 진영", ["메타=meta"]),
        ("‘오픈 AI’라는 이름", ["오픈 AI=openai"]),
        ("OPENAI and openai, but not meta data", ["OPENAI=openai", "openai=openai"]),
        ("Meta's plan, META rises, name@Meta and meta.com", ["Meta=meta", "META=meta"]),
        ("오픈\u{200B}AI와 오픈\u{A0}AI", ["오픈\u{200B}AI=openai", "오픈\u{A0}AI=openai"]),
        ("\u{1106}\u{1166}\u{1110}\u{1161}가", ["\u{1106}\u{1166}\u{1110}\u{1161}=meta"]),
        ("메타은 없는 말", []),
    ])
    func `finds known names where a word begins and particles end it`(text: String, expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test(arguments: [
        ("그록-1과 그록 4.6을", ["그록-1=?그록-1", "그록 4.6=?그록-4.6"]),
        ("Grok-4.6 beats GPT-6.", ["Grok-4.6=?그록-4.6", "GPT-6=?GPT-6"]),
        ("마이아100과 마이아-100, Maia 100", ["마이아100=maia-100", "마이아-100=maia-100", "Maia 100=maia-100"]),
        ("그록(Grok)-1을 내놨다", ["그록(Grok)-1=?그록-1"]),
        ("그록 프로 2는 빠르다", ["그록 프로 2=?그록-프로-2"]),
        ("그록 프로 20달러", ["그록 프로=?그록-프로"]),
        ("미스트OS 7.4를 깔았다", ["미스트OS 7.4=?미스트OS-7.4"]),
        ("GPT 5 프로와 GPT-5-mini", ["GPT 5 프로=?GPT-5-프로", "GPT-5-mini=?GPT-5-mini"]),
        ("H100 3만 개와 그록 3명, 그록 2025년", ["H100=h100", "그록=grok", "그록=grok"]),
        ("그록 30%와 그록 1,000개", ["그록=grok", "그록=grok"]),
        ("엔비디아 H100 GPU를", ["엔비디아=nvidia", "H100=h100"]),
    ])
    func `takes versions into a product's name and leaves amounts`(text: String, expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test(arguments: [
        ("X에서 봤다", []),
        ("소셜미디어 X에서", ["X=x"]),
        ("오픈AI의 소라가", ["오픈AI=openai", "소라=sora"]),
        ("바다의 소라가", []),
        ("엑스(X·옛 트위터)", ["X=x", "트위터=x"]),
    ])
    func `takes an ordinary word for a name only where the text supports it`(text: String, expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test(arguments: [
        ("벨로드라(Velodra)를 본다. 벨로드라는 Velodra다.", ["벨로드라", "Velodra", "벨로드라", "Velodra"]),
        ("인공지능(AI)과 최고경영자(CEO), 그래픽처리장치(GPU)", []),
        ("챗봇 ‘푸른 고래’를 공개했다", ["푸른 고래"]),
        ("가람이음(대표 김민수)은 커졌다. 김 대표는 웃었다.", ["가람이음", "김민수", "김"]),
        ("이영희 삼성전자 부사장", ["이영희", "삼성전자"]),
        ("다온벤처스와 한빛자산운용이", ["다온벤처스", "한빛자산운용"]),
        ("벤처캐피털과 소셜미디어가 커졌다", []),
    ])
    func `reads new names from brackets, titles, cue words and endings`(text: String, expected: [String]) {
        #expect(names(text).map { String($0.prefix { $0 != "=" }) } == expected)
    }

    @Test(arguments: [
        ("일론 머스크가 왔다. 머스크는 갔다.", ["일론 머스크=musk", "머스크=musk"]),
        ("젠슨 황이 왔다. 황 CEO는 갔다. 황 씨", ["젠슨 황=huang", "황=huang", "황=huang"]),
        ("황 CEO는 갔다.", []),
        ("블루오션캐피털과 블루오션은", ["블루오션캐피털=blueowl", "블루오션=blueowl"]),
        ("Elon Musk spoke. Musk left.", ["Elon Musk=musk", "Musk=musk"]),
        ("테네시 멤피스와 테네시주", ["테네시=tennessee", "멤피스=memphis", "테네시주=tennessee"]),
        ("엔디비아의 실적", ["엔디비아=nvidia"]),
    ])
    func `knows short forms, parts and slips of the pen`(text: String, expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test(arguments: [
        ("OpenАI와 NVIDIА", []),
        ("GPT-4о와 Мeta", []),
        ("ＯｐｅｎＡＩ와 엔비디아ㆍ인텔", ["ＯｐｅｎＡＩ=openai", "엔비디아=nvidia", "인텔=intel"]),
        ("GPT–6를 chatGPT라", ["GPT–6=?GPT-6"]),
        ("Velodra(벨로드라)와 벨로드라", ["Velodra=?Velodra", "벨로드라=?Velodra", "벨로드라=?Velodra"]),
        (
            "Brightwater Robotics (BWR) grew. BWR hired.",
            [
                "Brightwater Robotics=?Brightwater Robotics", "BWR=?Brightwater Robotics",
                "BWR=?Brightwater Robotics",
            ]
        ),
        ("Nvidia (NASDAQ: NVDA) and 삼성전자(005930)", ["Nvidia=nvidia", "삼성전자=samsung"]),
        ("Nvidia, formerly Graphware, grew.", ["Nvidia=nvidia", "Graphware=nvidia"]),
        ("테네시주 녹스빌에서", ["테네시주=tennessee", "녹스빌=?녹스빌"]),
        ("테네시주 법원에서", ["테네시주=tennessee"]),
        ("배성준 누비온 대표는", ["배성준=?배성준", "누비온=?누비온"]),
        ("데이비드 월포드 애널리스트와 월포드", ["데이비드 월포드=?데이비드 월포드", "월포드=?데이비드 월포드"]),
        ("chief executive Maren Oduya and Mr. Oduya", ["Maren Oduya=?Maren Oduya", "Oduya=?Maren Oduya"]),
        ("재생에너지와 산업위원회, 차량용반도체", []),
        ("스타트업 누비온이 컸다. 누비온은", ["누비온=?누비온", "누비온=?누비온"]),
        ("스타트업 투자가 컸다. 투자는", []),
        ("가람이음(GRIM, 대표 강원주)은", ["가람이음=?가람이음", "GRIM=?가람이음", "강원주=?강원주"]),
        ("아흐메드 살리브 넥타드라 창립자는", ["아흐메드 살리브=?아흐메드 살리브", "넥타드라=?넥타드라"]),
        ("오픈AI가 '푸른솔 2'를 출시했다", ["오픈AI=openai", "푸른솔 2=?푸른솔 2"]),
        ("'가을 보안 기술'을 출시했다", []),
        ("‘한빛 로봇 챌린지’에 나간다", ["한빛 로봇 챌린지=?한빛 로봇 챌린지"]),
        ("그록 시큐리티(Grok Security)를 쓴다", ["그록 시큐리티=?그록 시큐리티", "Grok Security=?그록 시큐리티"]),
        ("다온한빛병원과 상급종합병원, 대학병원", ["다온한빛병원=?다온한빛병원"]),
        ("미국인과 미국사, 미국식 경영, 한국판과 미국판, 미국에서", ["미국=us"]),
        ("시도교육청과 각군의회, 다온교육청", ["다온교육청=?다온교육청"]),
        ("새로 온 민지 씨와 어설픈 감독, 어떻게 감독이", []),
        ("인수위 대변인과 안보리 의장", []),
        ("데이비드 월포드라는 감독과 카미유 코르바와의 만남", ["데이비드 월포드=?데이비드 월포드", "카미유 코르바=?카미유 코르바"]),
        ("앨런 그대는 다시 태어나도 감독", []),
        ("미국 정부는 미국 정부군과 다르다", ["미국 정부=?미국 정부", "미국 정부군=?미국 정부군"]),
        ("미국엔비디아와 엔비디아", ["미국엔비디아=nvidia", "엔비디아=nvidia"]),
        ("합작법인 ‘인텔 이노베이션’을 세운다", ["인텔 이노베이션=?인텔 이노베이션"]),
        ("‘가온 O2’ 칩과 ‘AI 3’ 정책", ["가온 O2=?가온 O2"]),
        ("엔비디아서 밝혔다", ["엔비디아=nvidia"]),
        ("멤피스시립병원에서", ["멤피스시립병원=?멤피스시립병원"]),
        ("증강현실연구센터(ARRC)와 데이터센터(MDC)", ["증강현실연구센터=?증강현실연구센터", "ARRC=?증강현실연구센터"]),
    ])
    func `reads what a text says of names that nothing knows`(text: String, expected: [String]) {
        #expect(names(text) == expected)
    }

    @Test func `leaves what a text does not decide unlinked, with the candidates`() {
        let reader = NameReader(
            knowledge: [
                .init(
                    id: "atlas-robot",
                    name: "Atlas",
                    type: .product,
                    kind: "robot",
                    weak: ["Atlas"],
                    context: ["robot"]
                ),
                .init(
                    id: "atlas-app",
                    name: "Atlas",
                    type: .product,
                    kind: "app",
                    weak: ["Atlas"],
                    context: ["browser"]
                ),
            ],
            tagger: nil
        )
        let open = reader.read(SourceText("A robot opened Atlas in a browser."), language: "en")
        #expect(open.map(\.id) == ["?Atlas"])
        #expect(open.first?.candidates == ["atlas-robot", "atlas-app"])
        let settled = reader.read(SourceText("The robot is called Atlas."), language: "en")
        #expect(settled.map(\.id) == ["atlas-robot"])
        #expect(settled.first?.candidates == nil)
        let explained = reader.explain(SourceText("The robot is called Atlas."), language: "en")
        #expect(explained.map(\.alternatives) == [["atlas-app"]])
        #expect(explained.map(\.isLinked) == [true])
    }

    @Test func `says of each candidate why it was kept or dropped`() {
        let candidates = Self.reader.explain(SourceText("메타데이터와 메타, 바다의 소라"), language: nil)
        #expect(candidates.map(\.text) == ["메타", "메타", "소라"])
        #expect(candidates.map(\.reason) == [.insideAnotherWord, .knowledge, .weakWithoutSupport])
        #expect(candidates.map(\.isKept) == [false, true, false])
    }

    @Test(arguments: ["(", "가", "메타 ", "1", "가(A)", "‘", "메", "A.", "김 대표 ", "\u{200B}", "GPT-1.", "\n"])
    func `hostile text takes time in proportion to its length`(unit: String) {
        let short = String(repeating: unit, count: 4_000), long = String(repeating: unit, count: 32_000)
        let clock = ContinuousClock()
        let first = clock.measure { _ = Self.reader.read(SourceText(short), language: nil) }
        let second = clock.measure { _ = Self.reader.read(SourceText(long), language: nil) }
        // Eight times the text; forty times the time allows for a busy machine, and fails what is quadratic.
        #expect(second < first * 40 + .milliseconds(400))
    }

    @Test func `mentions never overlap, whatever the text`() {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        let parts = [
            "오픈AI", "메타", "(", ")", " ", "가", "는", "X", "·", "-1", "젠슨 황", " CEO", "\n", "그록", "A", "\u{200B}", "‘",
            "’",
        ]
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<30 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int(state >> 33) % parts.count]
            }
            let mentions = Self.reader.read(SourceText(text), language: nil).flatMap(\.mentions).sorted()
            for (left, right) in zip(mentions, mentions.dropFirst()) { #expect(left.end <= right.start) }
            #expect(mentions.allSatisfy { $0.start < $0.end && $0.end <= text.unicodeScalars.count })
        }
    }
}

/// The tagger, trained here on a handful of sentences.
@Suite struct NamesTaggerTests {
    private static let examples: [TaggerExample] = ["가온", "나루", "다솜", "라온", "마루", "바론"].flatMap { name in
        ["\(name)은 새 칩을 공개했다.", "회사 \(name)이 투자를 받았다."].map { text in
            let start = text.hasPrefix("회사") ? 3 : 0
            return TaggerExample(text: text, names: [TaggedSpan(range: start..<(start + 2), type: .organization)])
        }
    }

    private static func train() -> [UInt8] {
        var trainer = TaggerTrainer()
        trainer.bits = 12
        trainer.epochs = 20
        return trainer.train(examples) { _ in }
    }

    @Test func `learns from sentences, the same each time`() throws {
        let bytes = Self.train()
        #expect(bytes == Self.train())
        let tagger = try #require(Tagger(model: bytes))
        let reader = NameReader(knowledge: [], tagger: tagger)
        let entities = reader.read(SourceText("아람은 새 칩을 공개했다."), language: "ko")
        #expect(entities.map(\.id) == ["?아람"])
        #expect(entities.map(\.type) == [.organization])
    }

    @Test func `refuses a model that is cut short, of other features or no model`() {
        let bytes = Self.train()
        #expect(Tagger(model: Array(bytes.dropLast())) == nil)
        #expect(Tagger(model: []) == nil)
        var other = bytes
        other[5] ^= 1
        #expect(Tagger(model: other) == nil)
    }

    @Test func `reads an English word it has not seen by the company it keeps`() throws {
        let known: [(String, EntityType)] = [
            ("Peter", .person), ("Susan", .person), ("Michael", .person), ("Karen", .person),
            ("Paris", .place), ("Madrid", .place), ("Vienna", .place), ("Lisbon", .place),
        ]
        let examples = known.map { name, type in
            TaggerExample(text: "\(name) won.", names: [TaggedSpan(range: 0..<name.count, type: type)])
        }
        var trainer = TaggerTrainer()
        trainer.bits = 14
        trainer.epochs = 40
        let tagger = try #require(Tagger(model: trainer.train(examples) { _ in }))
        let reader = NameReader(knowledge: [], tagger: tagger)
        for (text, type) in [("Thomas won.", EntityType.person), ("Linda won.", .person), ("Prague won.", .place)] {
            #expect(reader.read(SourceText(text), language: "en").map(\.type) == [type], "\(text)")
        }
    }

    @Test func `makes English sentences with other persons and in other case`() {
        let example = TaggerExample(
            text: "In Oslo ANNA ROE met Jo.",
            names: [
                TaggedSpan(range: 3..<7, type: .place), TaggedSpan(range: 8..<16, type: .person),
                TaggedSpan(range: 21..<23, type: .person),
            ]
        )
        let augmentation = EnglishAugmentation(given: ["maria"], family: ["stone"])
        let made = augmentation.sentences(from: Array(repeating: example, count: 60))
        let texts = Set(made.map(\.text))
        #expect(texts.isSuperset(of: ["In Oslo MARIA STONE met Maria.", "in oslo anna roe met jo."]))
        for sentence in made {
            let scalars = Array(sentence.text.unicodeScalars)
            let names = sentence.names.map { String(String.UnicodeScalarView(scalars[$0.range])).lowercased() }
            #expect(names.map { $0.split(separator: " ").count } == [1, 2, 1])
            #expect(Set(names).isSubset(of: ["oslo", "anna roe", "jo", "maria stone", "maria", "stone"]))
        }
    }

    @Test func `the shipped model is one of this program's`() {
        #expect(Tagger.shipped != nil)
    }
}
