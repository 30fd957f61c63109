/// Finds writers' names in the lines around an article.
enum BylineReader {
    /// Job words that follow a Korean or Japanese name.
    static let roles = [
        "선임기자", "인턴기자", "전문기자", "수습기자", "객원기자", "기자", "특파원", "논설위원", "편집위원", "에디터", "통신원",
        "칼럼니스트", "앵커", "리포터", "아나운서", "캐스터", "연구원", "記者", "编辑", "작가", "PD",
    ]

    /// Words that stand before a name and are none.
    private static let notNames: Set<String> = [
        "이", "그", "본지", "해당", "취재", "담당", "사진", "영상", "전문", "선임", "인턴", "다른", "모든", "한", "전", "현", "시민", "수습",
        "디지털", "뉴스", "온라인", "편집", "경제", "정치", "사회", "문화", "산업", "IT", "외신", "스타", "취재한", "입력", "수정", "승인", "등록", "이름",
        "구독", "응원", "기사입력", "최초입력", "최종입력", "최종수정", "기사수정", "승인", "등록", "기사등록", "게재", "송고", "발행", "작성",
        "업데이트", "기자명", "댓글", "조회", "조회수", "공유", "스크랩", "기사원문", "추천",
    ]

    /// The names that a short line credits: `홍길동 기자`, `[매체=홍길동 기자]`, `By Jane Doe`, `记者：张三`.
    static func names(in line: String) -> [String] {
        let korean = koreanNames(in: line)
        if !korean.isEmpty { return korean }
        let western = westernNames(in: line)
        return western.isEmpty ? labelledNames(in: line) : western
    }

    /// What stands before a name in a box of facts about an article.
    private static let labels = [
        "autorin/autor", "autor/in", "autor", "autorin", "author", "auteur", "autore", "writer", "reporter", "penulis",
        "reporters", "words", "text", "texte", "tác giả", "автор", "责任编辑", "责编", "编辑", "作者", "记者", "文", "執筆", "取材・文",
        "記者",
        "글쓴이", "작성자", "글",
    ]

    /// The names after a label: `Autor: Jane Doe`, `(责编：张三、李四)`.
    static func labelledNames(in line: String) -> [String] {
        guard line.utf8.count < 120 else { return [] }
        let bare = line.trimmingMarks
        let lower = bare.lowercased()
        for label in labels where lower.hasPrefix(label) {
            let rest = bare.dropFirst(label.count)
            guard let next = rest.first, next == ":" || next == "：" || next == " " || next == "/" else { continue }
            let parts = rest.split { ",;、，·：:".contains($0) }.flatMap { splitAnd(String($0)) }.map { trimmed($0) }
            let names = parts.filter { isBareName($0) || isHanName($0) || isKoreanName($0) }
            // A word after a space may go on with the sentence; behind a colon it is the name.
            if !names.isEmpty, names.count == parts.count { return names }
        }
        return []
    }

    private static func isHanName(_ text: String) -> Bool {
        (2...5).contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) || $0 == "·" }
    }

    /// Whether `text` by itself looks like a person's name: two to four words, each with a capital and no more.
    static func isBareName(_ text: String) -> Bool {
        let words = text.trimmingMarks.split(separator: " ")
        guard (2...4).contains(words.count), text.utf8.count <= 48 else { return false }
        guard !words.contains(where: { commonWords.contains($0.lowercased()) }) else { return false }
        return words.enumerated().allSatisfy { position, word in
            if position > 0, position < words.count - 1, particles.contains(word.lowercased()) { return true }
            return isNamePart(word)
        }
    }

    /// A capital and small letters, initials, or all capitals; hyphens and apostrophes inside.
    private static func isNamePart(_ word: Substring) -> Bool {
        guard let first = word.unicodeScalars.first, first.properties.isUppercase else { return false }
        let marks: Set<Unicode.Scalar> = [".", "-", "'", "’", "‘"]
        return word.unicodeScalars.allSatisfy { $0.isLetter && $0.value < 0x2000 || marks.contains($0) }
            && word.last != "-"
    }

    /// Small words inside names.
    private static let particles: Set<String> = [
        "de", "da", "do", "dos", "del", "della", "di", "der", "den", "van", "von", "zu", "la", "le", "el", "al", "bin",
        "ten",
    ]

    /// Words of menus and headings that start with a capital like names.
    private static let commonWords: Set<String> = [
        "news", "home", "politics", "sport", "sports", "world", "business", "opinion", "read", "more", "share", "the",
        "and",
        "of", "for", "in", "on", "to", "with", "about", "us", "uk", "live", "latest", "breaking", "story", "stories",
        "article",
        "comments", "comment", "subscribe", "newsletter", "sign", "log", "view", "watch", "video", "photo", "photos",
        "image",
        "gallery", "advertisement", "menu", "search", "back", "top", "next", "previous", "related", "topics", "tags",
        "daily",
        "weekly", "times", "post", "press", "media", "group", "inc", "ltd", "company", "corp", "privacy", "policy",
        "terms", "contact",
        "administration", "department", "ministry", "university", "copy", "link", "email", "print", "save", "follow",
        "facebook",
        "twitter", "whatsapp", "updated", "published", "posted", "today", "yesterday", "monday", "tuesday", "wednesday",
        "thursday",
        "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september",
        "october",
        "november", "december", "new", "york", "united", "states", "artificial", "intelligence", "technology",
        "science", "health",
        "die", "das", "und", "mehr", "alle", "artikel", "los", "las", "les", "des",
    ]

    /// Each word of Hangul, two to four syllables long, before a job word.
    static func koreanNames(in line: String) -> [String] {
        // The bytes that Hangul syllables begin with: most lines of other languages have none.
        guard line.utf8.contains(where: { (0xEA...0xED).contains($0) }) else { return [] }
        let separators: Set<Character> = [
            " ", "\u{A0}", "=", "[", "]", "(", ")", "/", "|", "·", ",", "ㆍ", ":", "【", "】", "-", "\t", "ⓒ", "<", ">",
            "∙",
        ]
        let words = line.split { separators.contains($0) }.map(String.init)
        var found: [String] = []
        var pending: [String] = []
        for (index, word) in words.enumerated() {
            let role = roles.first { word == $0 || word.hasPrefix($0 + "입력") || word.hasPrefix($0 + "입니다") }
            if role != nil {
                // `홍길동·김철수 기자`: every name since the last other word.
                found += Self.joined(pending, in: line)
                pending = []
            } else if let glued = roles.first(where: { word.hasSuffix($0) && word.count > $0.count }) {
                let name = String(word.dropLast(glued.count))
                // `홍길동 외신캐스터`: the first half is a beat, the name stands before it.
                if isKoreanName(name) { found.append(name) } else { found += Self.joined(pending, in: line) }
                pending = []
            } else if isKoreanName(word), index + 1 < words.count {
                pending.append(word)
            } else if !Self.isBeat(word) {
                pending = []
            }
        }
        var unique: [String] = []
        for name in found where !unique.contains(name) { unique.append(name) }
        return unique
    }

    /// The last of `pending`, and those before it that a dot or comma joins to it: `홍길동·김철수 기자`.
    private static func joined(_ pending: [String], in line: String) -> [String] {
        var names: [String] = []
        for name in pending.reversed() {
            let isJoined = ["·", ",", "ㆍ", "∙"].contains { line.contains(name + $0) }
            guard names.isEmpty || isJoined else { break }
            names.insert(name, at: 0)
        }
        return names
    }

    /// Whether a word between name and job says what the writer covers: `IT 칼럼니스트`, `전문 기자`.
    private static func isBeat(_ word: String) -> Bool {
        notNames.contains(word) || word.utf8.count <= 4 && word.utf8.allSatisfy { $0 &- UInt8(ascii: "A") < 26 }
    }

    static func isKoreanName(_ word: String) -> Bool {
        (2...4).contains(word.unicodeScalars.count) && !notNames.contains(word)
            && word.unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) }
    }

    /// The words that introduce a writer in Western bylines, in lower case.
    private static let introductions = [
        "written by ", "story by ", "words by ", "report by ", "by ", "von ", "par ", "por ", "di ", "text: ", "door ",
        "oleh ",
        "a cura di ", "af ", "av ", "tekst: ", "text by ",
    ]

    /// The name after `By` and its like, up to the first mark that ends it.
    static func westernNames(in line: String) -> [String] {
        let lower = line.lowercased()
        guard line.utf8.count < 160 else { return [] }
        var rest: Substring
        if let introduction = introductions.first(where: { lower.hasPrefix($0) }) {
            rest = line.dropFirst(introduction.count)
        } else if let by = lower.firstRange(ofBytes: " by "), let date = DateReader.all(in: line).first,
            date.range.upperBound <= lower.utf8.distance(from: lower.startIndex, to: by.lowerBound) + 1
        {
            // `5:45 AM 11/19/2019 by Jane Doe`
            rest = line.dropFirst(lower.distance(from: lower.startIndex, to: by.upperBound))
        } else {
            return []
        }
        for stop in ["|", "•", "·", "—", "–", " - ", "Updated", "Published", "Posted", " on ", "@", "/", "("] {
            if let cut = rest.firstRange(ofBytes: stop) { rest = rest[..<cut.lowerBound] }
        }
        if let digit = rest.firstIndex(where: \.isNumber) {
            // A date follows: drop it and the month's name before it.
            var words = rest[..<digit].split(separator: " ")
            if let last = words.last, DateReader.first(in: last + " 1 2020") != nil { words.removeLast() }
            rest = Substring(words.joined(separator: " "))
        }
        return rest.split(separator: ",").flatMap { splitAnd(String($0)) }.map { trimmed($0) }.filter {
            isWesternName($0)
        }
    }

    /// The name before the date in `by Jane Doe 2025. 11. 7.` and `홍길동 2023. 11. 1. 08:48`.
    static func nameBesideDate(_ content: String) -> String? {
        guard let date = DateReader.all(in: content).first else { return nil }
        let before = String(decoding: Array(content.utf8)[..<date.range.lowerBound], as: UTF8.self).trimmingMarks
        let name = trimmed(before)
        guard (2...30).contains(name.count) else { return nil }
        let isLabelled = before.lowercased().hasPrefix("by ")
        return isLabelled || isKoreanName(name) ? name : nil
    }

    static func splitAnd(_ text: String) -> [String] {
        var parts = [text]
        for joint in [" and ", " und ", " et ", " & ", " y ", " og ", " och ", " en "] {
            parts = parts.flatMap { part -> [String] in
                var pieces: [String] = []
                var rest = Substring(part)
                while let cut = rest.firstRange(ofBytes: joint) {
                    pieces.append(String(rest[..<cut.lowerBound]))
                    rest = rest[cut.upperBound...]
                }
                return pieces + [String(rest)]
            }
        }
        return parts
    }

    /// Whether `text` may be a person's or desk's name: one to five words, the first in a capital.
    private static func isWesternName(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard (1...5).contains(words.count), let first = text.unicodeScalars.first else { return false }
        return text.utf8.count > 2 && (first.properties.isUppercase || first.value >= 0x3000)
    }

    /// `name` without job words, e-mail addresses and marks around it.
    static func trimmed(_ name: String) -> String {
        // `Jane Doe (jdo)`: the initials are not part of the name.
        let bare = name.firstIndex(of: "(").map { $0 > name.startIndex ? String(name[..<$0]) : name } ?? name
        var words = bare.split { $0 == " " || $0 == "\u{A0}" }.filter { !$0.contains("@") }.map(String.init)
        while let last = words.last, words.count > 1, roles.contains(last) { words.removeLast() }
        if words.count == 1, let role = roles.first(where: { words[0].hasSuffix($0) && words[0].count > $0.count + 1 }),
            words[0].unicodeScalars.allSatisfy({ $0.value >= 0x3000 })
        {
            words[0] = String(words[0].dropLast(role.count))
        }
        if let first = words.first?.lowercased(), words.count > 1,
            ["by", "von", "par", "por", "글", "글·사진"].contains(first)
        {
            words.removeFirst()
        }
        return words.joined(separator: " ").trimmingMarks
    }
}

extension String {
    /// Without spaces and separating marks at its ends.
    var trimmingMarks: String {
        let marks: Set<Character> = [
            " ", "\u{A0}", ",", ";", "|", "·", "-", "–", "—", ":", "=", "/", "•", "ㅣ", "(", ")", "[", "]", "*", "\t",
        ]
        var text = Substring(self)
        while let first = text.first, marks.contains(first) { text.removeFirst() }
        while let last = text.last, marks.contains(last) { text.removeLast() }
        return String(text)
    }
}
