import Articles
import HTML

extension PlainTextLines {
    func metadata(_ selection: Selection, titleIndex: Int?) -> PageMetadata {
        var metadata = PageMetadata()
        guard let first = selection.kept.first, let last = selection.kept.last else { return metadata }
        metadata.title = titleIndex.map { TitleChooser.cutAtSite(line($0), above: (0..<$0).map { line($0) }) }
        metadata.url = address(above: first)
        let head = headLines(selection, titleIndex, first)
        let above = titleIndex.map { max(0, $0 - 4)..<$0 }.map { $0.map { line($0) } } ?? []
        let below = (last + 1..<max(last + 1, min(text.blocks.count, last + HeadLineDate.closingReach))).map {
            line($0)
        }
        readDates(&metadata, head: head, above: above, below: below)
        metadata.byline = byline(head, above, below, selection, first, last)
        metadata.site = site(selection, last)
        metadata.origins.title = metadata.title == nil ? nil : .text
        metadata.origins.byline = metadata.byline == nil ? nil : .text
        metadata.origins.site = metadata.site == nil ? nil : .text
        metadata.origins.url = metadata.url == nil ? nil : .text
        metadata.origins.modified = metadata.modified == nil ? nil : .text
        return metadata
    }

    /// The lines between the headline and the article's first paragraphs that are not part of the article.
    private func headLines(_ selection: Selection, _ titleIndex: Int?, _ first: Int) -> [String] {
        let prose = selection.kept.first { $0 >= first && isProse($0) } ?? first
        let start = titleIndex.map { $0 + 1 } ?? max(0, first - 6)
        return (start..<max(start, min(text.blocks.count, prose + 3)))
            .filter { !selection.isKept[$0] && statistics($0).characters < 160 }.map { line($0) }
    }

    private func readDates(_ metadata: inout PageMetadata, head: [String], above: [String], below: [String]) {
        metadata.modified = HeadLineDate.modified(head)
        metadata.published =
            HeadLineDate.published(head) ?? HeadLineDate.labelledOnly(above) ?? HeadLineDate.labelledOnly(below)
        metadata.publishedFrom = .text
        if metadata.published == nil, let time = metadata.url.flatMap({ URLDate.date(in: $0) }) {
            metadata.published = time
            metadata.publishedFrom = .url
        }
        // Papers that print one date only call it the update's when there was one: it is still the article's day.
        metadata.published = metadata.published ?? metadata.modified
        if metadata.published == nil { metadata.publishedFrom = nil }
    }

    /// The address that tools which save pages as text put above them.
    private func address(above first: Int) -> String? {
        for index in 0..<min(first, Self.addressReach) {
            let content = line(index)
            guard let start = content.firstRange(ofBytes: "http"), content.utf8.count < 600 else { continue }
            let label = content[..<start.lowerBound].lowercased().filter { !$0.isWhitespace && $0 != ":" && $0 != "：" }
            guard Self.addressLabels.contains(label) else { continue }
            return SafeAddress.absolute(String(content[start.lowerBound...].prefix { $0 != " " }), base: nil)
        }
        return nil
    }

    private static let addressReach = 8
    private static let addressLabels: Set<String> = [
        "", "url", "source", "link", "address", "원본", "원본주소", "원문", "원문주소", "출처", "주소", "링크", "기사원문", "来源", "出典",
        "quelle",
    ]

    // MARK: - Byline

    private func byline(
        _ head: [String],
        _ above: [String],
        _ below: [String],
        _ selection: Selection,
        _ first: Int,
        _ last: Int
    ) -> String? {
        for index in selection.kept.prefix(6) {
            if let credit = CreditTag.split(line(index)), let name = BylineReader.koreanNames(in: credit.credit).first {
                return name
            }
        }
        for content in head where content.count < 90 {
            let names = BylineReader.names(in: content)
            if !names.isEmpty { return names.joined(separator: ", ") }
        }
        if let name = labelledName(head) ?? nameAboveDate(head) { return name }
        for content in head where content.count < 60 {
            if let name = BylineReader.nameBesideDate(content) { return name }
        }
        return leadName(selection) ?? closingName(last) ?? boxedName(below)
    }

    /// Broadcasters name the reporter at the end of the anchor's lead.
    private func leadName(_ selection: Selection) -> String? {
        for index in selection.kept.prefix(3) where line(index).hasSuffix("입니다.") {
            if let name = BylineReader.koreanNames(in: String(line(index).suffix(14))).last { return name }
        }
        return nil
    }

    /// The reporter's name and job after the last sentence, or the name alone beside an e-mail address.
    private func closingName(_ last: Int) -> String? {
        for index in last..<min(text.blocks.count, last + 6) where statistics(index).characters < 60 || index == last {
            let content = index == last ? String(line(index).suffix(40)) : line(index)
            if let name = BylineReader.koreanNames(in: content).first { return name }
            let words = content.split { $0 == " " || $0 == "\u{A0}" }
            if words.count == 2, words[1].contains("@"), BylineReader.isKoreanName(String(words[0])) {
                return String(words[0])
            }
        }
        return nil
    }

    /// The name in a box of facts under the article.
    private func boxedName(_ below: [String]) -> String? {
        for content in below where content.count < 60 {
            let names = BylineReader.labelledNames(in: content)
            if !names.isEmpty { return names.joined(separator: ", ") }
        }
        return nil
    }

    /// The name on the line after a label such as `Real name`.
    private func labelledName(_ head: [String]) -> String? {
        for (index, content) in head.enumerated() where index + 1 < head.count {
            var label = content.lowercased().trimmingMarks
            if label.hasSuffix(" of the article") { label = "author" }
            let name = head[index + 1].trimmingMarks
            if Self.nameLabels.contains(label), name.count < 60, DateReader.first(in: name) == nil { return name }
        }
        return nil
    }

    private static let nameLabels: Set<String> = [
        "real name", "author", "writer", "글쓴이", "작성자", "이름", "기자", "by", "von", "par", "por", "autor", "written by",
    ]

    /// A name that stands alone right above the date of publication: `Jane Doe`, then `April 28, 2023`.
    private func nameAboveDate(_ head: [String]) -> String? {
        for (index, content) in head.enumerated() where BylineReader.isBareName(content) {
            let following = head[(index + 1)...].prefix(2)
            if following.contains(where: { HeadLineDate.isDateLine($0) }) { return content.trimmingMarks }
        }
        return nil
    }

    // MARK: - Outlet

    /// The outlet, from the credit in the lead or the copyright line.
    private func site(_ selection: Selection, _ last: Int) -> String? {
        for index in selection.kept.prefix(6) {
            guard let credit = CreditTag.split(line(index))?.credit, let equals = credit.firstIndex(of: "=") else {
                continue
            }
            return String(credit[..<equals]).trimmingMarks
        }
        for index in last + 1..<max(last + 1, min(text.blocks.count, last + 12))
        where statistics(index).marks & TextMarks.legal != 0 {
            if let name = CopyrightLine.owner(of: line(index)) { return name }
        }
        return nil
    }

    /// Whether a line between or right after the kept ones asks to pay for the rest.
    func hasPaywall(_ selection: Selection) -> Bool {
        guard let first = selection.kept.first, let last = selection.kept.last else { return false }
        return (first..<min(text.blocks.count, last + 6)).contains {
            !selection.isKept[$0] && statistics($0).marks & TextMarks.paywall != 0 && statistics($0).characters < 300
        }
    }
}
