import Articles

/// Reads the publication date off the lines around a headline.
enum HeadLineDate {
    /// Words before the time of publication, in the order of trust.
    private static let publishedLabels = [
        "기사입력", "최초입력", "입력", "승인", "게재", "등록", "송고", "발행", "작성", "published", "posted", "veröffentlicht", "publié",
        "publicado", "pubblicato", "опубликован", "公開", "配信", "发布", "first published",
        "erstellt", "datum", "fecha", "publicerad", "gepubliceerd", "udgivet", "opublikowano", "yayınlanma",
        "diterbitkan",
        "dipublikasikan", "mis en ligne", "掲載", "投稿", "日期", "发表于", "날짜",
    ]

    /// Words before the time of a change.
    private static let modifiedLabels = [
        "최종수정", "기사수정", "수정", "업데이트", "updated", "last modified", "modified", "aktualisiert", "mis à jour",
        "actualizado",
        "aggiornato", "обновлен", "更新", "stand:", "bijgewerkt", "uppdaterad", "güncelleme", "diperbarui",
    ]

    /// Lines longer than this are sentences.
    private static let longest = 120

    /// The date of publication in `lines`, which run from the headline to the body.
    static func published(_ lines: [String]) -> PublicationTime? {
        for line in lines where line.count < longest {
            if let time = labelled(line, publishedLabels) { return time }
        }
        for line in lines where isDateLine(line) {
            let lower = line.lowercased()
            let changed = modifiedLabels.contains { lower.contains(bytes: $0) }
            if !changed, let time = DateReader.first(in: line) { return time }
        }
        return nil
    }

    static func modified(_ lines: [String]) -> PublicationTime? {
        for line in lines where line.count < longest {
            if let time = labelled(line, modifiedLabels) { return time }
        }
        return nil
    }

    /// The date right after one of `labels`.
    private static func labelled(_ line: String, _ labels: [String]) -> PublicationTime? {
        let lower = line.lowercased()
        for label in labels {
            guard let found = lower.firstRange(ofBytes: label) else { continue }
            let rest = String(lower[found.upperBound...].prefix(60))
            guard let date = DateReader.all(in: rest).first, date.range.lowerBound <= maximumGap else { continue }
            return date.time
        }
        return nil
    }

    /// Bytes between a label and its date: a colon, a weekday, another label.
    private static let maximumGap = 24

    /// Whether a line is there for its date: short, no sentence, and most of it the date, a name and labels.
    static func isDateLine(_ line: String) -> Bool {
        guard line.count < 90, let date = DateReader.all(in: line).first else { return false }
        let bytes = Array(line.utf8)
        if BlockStatistics.endsSentence(bytes, 0..<bytes.count), bytes.last != UInt8(ascii: "."),
            bytes.last != UInt8(ascii: ")")
        {
            return false
        }
        let rest = bytes.count - date.range.count
        if rest <= harmlessRest { return true }
        // Longer, it has to be a label, a clock or a name that surrounds the date: captions end in dates too.
        guard rest <= longestRest else { return false }
        let lower = line.lowercased()
        return [publishedLabels, modifiedLabels, companions].joined().contains { lower.contains(bytes: $0) }
            || !BylineReader.names(in: line).isEmpty
    }

    /// Bytes that may stand beside a date whatever they are, and beside one with a label or name.
    private static let harmlessRest = 30
    private static let longestRest = 60

    /// What stands beside the date on date lines.
    private static let companions = [
        "min read", "minute", "lesezeit", "uhr", "조회", "댓글", "읽는 시간", "temps de lecture", " ago",
    ]

    /// How many blocks below the article a labelled date may stand.
    static let closingReach = 40

    /// The date of publication in lines that lie off the headline: only right behind its label at the line's start.
    static func labelledOnly(_ lines: [String]) -> PublicationTime? {
        for line in lines where line.count < 120 {
            let lower = line.lowercased().trimmingMarks
            let isLabelled = publishedLabels.contains { lower.hasPrefix($0) } || byReporter(lower)
            guard isLabelled, let time = labelled(line, publishedLabels) else { continue }
            return time
        }
        return nil
    }

    /// `홍길동 기자 (name@paper.kr) 입력 2025.08.24`: the reporter's name before the label.
    private static func byReporter(_ line: String) -> Bool {
        line.contains(bytes: "기자") && line.contains(bytes: "입력")
    }
}

/// Reads the date that many sites put in an article's address.
enum URLDate {
    /// The day in `/2025/08/24/` or in eight digits, where nothing else can be meant.
    static func date(in url: String) -> PublicationTime? {
        let parts = url.split { "/?=&".contains($0) }.map(String.init)
        for (index, part) in parts.enumerated() {
            if part.count == 4, let year = Int(part), (1990...2100).contains(year), index + 2 < parts.count,
                let month = Int(parts[index + 1]), parts[index + 1].count <= 2,
                let day = Int(parts[index + 2].prefix { $0.isNumber }),
                parts[index + 2].prefix(while: \.isNumber).count <= 2,
                let date = CivilDate(year: year, month: month, day: day)
            {
                return PublicationTime(day: date)
            }
            if let day = identifierDay(part) { return PublicationTime(day: day) }
            if part.count >= 10, let date = CivilDate(iso: part), (1990...2100).contains(date.year) {
                return PublicationTime(day: date)
            }
        }
        return nil
    }

    /// The day that the number of an article begins with, as in `AKR20250824012300017`: the day and what counts on.
    private static func identifierDay(_ part: String) -> CivilDate? {
        let digits = part.drop { $0.isASCII && $0.isLetter }
        guard part.count - digits.count <= 4, digits.count >= 11, digits.count <= 24,
            digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let value = Int(digits.prefix(8)),
            (2000...2100).contains(value / 10_000)
        else { return nil }
        return CivilDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }
}
