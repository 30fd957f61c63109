import Articles

/// Reads the publication date off the lines around a headline.
enum HeadLineDate {
    /// Words before the time of publication, in the order of trust.
    private static let publishedLabels = [
        "기사입력", "최초입력", "입력", "승인", "게재", "등록", "송고", "발행", "작성", "published", "posted", "veröffentlicht", "publié",
        "publicado", "pubblicato", "опубликован", "公開", "配信", "发布", "first published",
    ]

    /// Words before the time of a change.
    private static let modifiedLabels = [
        "최종수정", "기사수정", "수정", "업데이트", "updated", "last modified", "modified", "aktualisiert", "mis à jour",
        "actualizado",
        "aggiornato", "обновлен", "更新",
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
        let rest = line.utf8.count - date.range.count
        return rest <= 60
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
            if part.count >= 10, let date = CivilDate(iso: part), (1990...2100).contains(date.year) {
                return PublicationTime(day: date)
            }
        }
        return nil
    }
}
