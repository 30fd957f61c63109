/// Tells the language of a body by its script and, for Latin and Cyrillic letters, its most frequent words.
enum LanguageDetector {
    /// Characters that are looked at; a few paragraphs settle it.
    private static let reach = 6000

    /// The ISO 639-1 code, or `nil` when the text is too short or mixed to tell.
    static func language(of blocks: [String]) -> String? {
        var counts = Scripts()
        var sample = ""
        for block in blocks {
            sample += block.lowercased() + " "
            if sample.utf8.count > reach { break }
        }
        for scalar in sample.unicodeScalars { counts.add(scalar) }
        let letters = counts.total
        guard letters >= 10 else { return nil }
        // Korean and Japanese texts hold Latin names and Han: a fifth of the letters in their own script is enough.
        if counts.hangul * 5 >= letters { return "ko" }
        if counts.kana * 8 >= letters { return "ja" }
        if counts.han * 3 >= letters { return "zh" }
        for (count, code) in [
            (counts.arabic, "ar"), (counts.hebrew, "he"), (counts.greek, "el"), (counts.thai, "th"),
            (counts.devanagari, "hi"),
            (counts.bengali, "bn"), (counts.tamil, "ta"), (counts.georgian, "ka"), (counts.armenian, "hy"),
        ] where count * 2 >= letters {
            return code == "ar" && counts.persian * 40 > counts.arabic ? "fa" : code
        }
        return byWords(sample, cyrillic: counts.cyrillic * 2 >= letters)
    }

    private struct Scripts {
        var hangul = 0, kana = 0, han = 0, cyrillic = 0, latin = 0, arabic = 0, persian = 0, hebrew = 0, greek = 0,
            thai = 0
        var devanagari = 0, bengali = 0, tamil = 0, georgian = 0, armenian = 0

        var total: Int {
            hangul + kana + han + cyrillic + latin + arabic + hebrew + greek + thai + devanagari + bengali + tamil
                + georgian
                + armenian
        }

        mutating func add(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x61...0x7A, 0xDF...0x24F, 0x1E00...0x1EFF: latin += 1
            case 0xAC00...0xD7A3, 0x1100...0x11FF: hangul += 1
            case 0x3041...0x30FF: kana += 1
            case 0x4E00...0x9FFF, 0x3400...0x4DBF: han += 1
            case 0x400...0x4FF: cyrillic += 1
            case 0x67E, 0x686, 0x698, 0x6AF, 0x6A9, 0x6CC:
                arabic += 1
                persian += 1
            case 0x620...0x6FF: arabic += 1
            case 0x5D0...0x5EA: hebrew += 1
            case 0x370...0x3FF: greek += 1
            case 0xE01...0xE4E: thai += 1
            case 0x900...0x97F: devanagari += 1
            case 0x980...0x9FF: bengali += 1
            case 0xB80...0xBFF: tamil += 1
            case 0x10A0...0x10FF: georgian += 1
            case 0x530...0x58F: armenian += 1
            default: break
            }
        }
    }

    private static func byWords(_ sample: String, cyrillic: Bool) -> String? {
        var scores = [Int](repeating: 0, count: lists.count)
        var words = 0
        var hash = seed
        func endWord() {
            guard hash != seed else { return }
            words += 1
            var languages = frequent[hash] ?? 0
            while languages != 0 {
                scores[languages.trailingZeroBitCount] += 1
                languages &= languages - 1
            }
            hash = seed
        }
        for scalar in sample.unicodeScalars {
            if scalar == "'" || scalar.isLetter || isAccent(scalar) {
                hash = adding(scalar, to: hash)
            } else {
                endWord()
            }
        }
        endWord()
        let best = scores.indices.max {
            scores[$0] == scores[$1] ? lists[$0].code > lists[$1].code : scores[$0] < scores[$1]
        }
        // In running text one word in ten at the least is among these.
        guard let best, scores[best] > 0, scores[best] * 12 >= words || scores[best] >= 20 else {
            return cyrillic ? "ru" : nil
        }
        return lists[best].code
    }

    /// An accent that stands apart from its letter.
    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool { (0x300..<0x370).contains(scalar.value) }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func adding(_ scalar: Unicode.Scalar, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(scalar.value)) &* 0x100_0000_01B3
    }

    /// Which languages each frequent word is one of, one bit each, by the word's hash.
    ///
    /// Words of several languages count for each: the others decide.
    private static let frequent: [UInt64: UInt32] = {
        var table: [UInt64: UInt32] = [:]
        for (index, list) in lists.enumerated() {
            for word in list.words.split(separator: " ") {
                table[word.unicodeScalars.reduce(seed) { adding($1, to: $0) }, default: 0] |= 1 << UInt32(index)
            }
        }
        return table
    }()

    /// The most frequent words of each language.
    private static let lists: [(code: String, words: String)] = [
        (
            "en",
            "the of and to in is that for it with was on as are be this by from at have has his he they were an but which said its not who will their been"
        ),
        (
            "de",
            "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder"
        ),
        (
            "fr",
            "de la le et les des en un du une que est pour qui dans sur au par il plus pas a ce avec sont elle se ne aux cette ont son été ses mais ou comme"
        ),
        (
            "es",
            "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este entre ya cuando todo esta son también fue"
        ),
        (
            "it",
            "di e il la che in a per un è del non una con si da i le sono della nel al più dei anche come alla ha gli ma dal delle lo questo stato su se o"
        ),
        (
            "pt",
            "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está também"
        ),
        (
            "nl",
            "de het een van en in is dat op te zijn met voor niet die aan er om ook als bij of nog maar naar dan uit door over hij wordt werd heeft hebben worden"
        ),
        (
            "sv",
            "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år säger också efter"
        ),
        (
            "da",
            "og i at det er en til på som af for med den de har ikke der et om var han men sig fra vi så kan når efter blev også siger hun"
        ),
        (
            "nb",
            "og i det er på som en til å av for at med har de ikke den om et var han men seg fra vi så kan når etter sier også ble hun"
        ),
        ("fi", "ja on ei että se hän oli joka mutta myös kun ovat sen ole mukaan kuin tai jo vain vuoden jos"),
        (
            "pl",
            "w i na z się do nie że jest o to jak za po od przez co dla ale są oraz który już jego tym było tak może"
        ),
        ("cs", "a se v na je že to s z do o i ve by jako pro za po ale od který jsou bylo podle jeho už může také"),
        (
            "tr",
            "ve bir bu da de için ile olarak olan çok daha gibi en kadar sonra var ne olduğu ama o her ise göre dedi"
        ),
        (
            "id",
            "yang dan di itu dengan untuk dari dalam tidak ini ke pada adalah akan juga saya mereka ada oleh telah karena bisa sudah kata"
        ),
        ("vi", "và của là có được cho trong một không với các người những này đã để khi từ đến về tại năm"),
        ("ro", "de și în a la care cu că pe din o nu este pentru mai un au fi să se fost după sau al ale"),
        ("hu", "a az és hogy nem is egy meg volt csak de ez már ha vagy még után mint szerint"),
        ("sw", "ya na wa kwa ni katika la za kuwa cha hiyo huyo alisema kama hii wake yake"),
        ("zu", "ukuthi ngoba uma futhi kodwa le yokuthi kanye lokhu kwe abantu uthe khona ukuze"),
        (
            "ru",
            "и в не на что он с как это по к но из у за от его для то был о же все а так года было также который"
        ),
        ("uk", "і в не на що з та у до як за це від його для про але був також який або року"),
        ("bg", "и на да в се от за с не по че са като това към който до при беше има"),
    ]
}
