import Cleaning
import Articles
import Testing

struct LanguageTests {
    private static let samples: [(language: String, sentence: String)] = [
        ("ko", "나래반도체는 AI 반도체 NPU를 만드는 회사로, Nova Silicon과 함께 새 공장을 짓기로 했다고 24일 밝혔다."),
        ("en", "The company said on Monday that it would build a new plant and that it has hired two thousand people for it."),
        ("ja", "会社は月曜日に新しい工場を建てると発表した。来年には二千人を雇う予定だという。"),
        ("zh", "该公司周一表示将建造一座新工厂，并计划明年雇用两千名员工。"),
        ("de", "Das Unternehmen teilte am Montag mit, dass es ein neues Werk bauen und zweitausend Menschen einstellen wird."),
        ("fr", "L’entreprise a annoncé lundi qu’elle allait construire une nouvelle usine et embaucher deux mille personnes dans la région."),
        ("es", "La empresa anunció el lunes que construirá una nueva planta y que contratará a dos mil personas en la región."),
        ("ru", "Компания сообщила в понедельник, что построит новый завод и что она наймёт для этого две тысячи человек."),
        ("pt", "A empresa anunciou na segunda-feira que não vai construir uma nova fábrica, mas que também contratará duas mil pessoas."),
        ("it", "L’azienda ha annunciato lunedì che costruirà un nuovo stabilimento e che assumerà duemila persone nella regione."),
        ("nl", "Het bedrijf heeft maandag gezegd dat het een nieuwe fabriek gaat bouwen en tweeduizend mensen zal aannemen."),
        ("sv", "Företaget sade på måndagen att det ska bygga en ny fabrik och att två tusen personer kommer att få arbete där."),
        ("pl", "Firma poinformowała w poniedziałek, że wybuduje nową fabrykę i że zatrudni w niej dwa tysiące osób do końca roku."),
        ("tr", "Şirket pazartesi günü yeni bir fabrika kuracağını ve bunun için iki bin kişiyi işe alacağını daha sonra açıkladı."),
        ("vi", "Công ty cho biết hôm thứ Hai rằng họ sẽ xây dựng một nhà máy mới và tuyển dụng hai nghìn người trong năm tới."),
        ("ar", "قالت الشركة يوم الاثنين إنها ستبني مصنعا جديدا وستوظف ألفي شخص في العام المقبل."),
        ("uk", "Компанія повідомила у понеділок, що збудує новий завод і що вона найме для цього дві тисячі людей до кінця року."),
        ("id", "Perusahaan itu mengatakan pada hari Senin bahwa mereka akan membangun pabrik baru dan tidak akan menutup yang lama."),
    ]

    @Test(arguments: samples)
    func `tells the language of the body`(language: String, sentence: String) throws {
        let paragraphs = String(repeating: "<p>\(sentence) \(sentence)</p>", count: 3)
        let page = "<html lang=xx><body><article><h1>2025</h1>\(paragraphs)</article></body></html>"
        let article = try Cleaner().clean(SavedPage(name: "page.html", bytes: Array(page.utf8)))
        #expect(article.language == language)
    }
}
