package import Articles

/// Turns a file's bytes into valid UTF-8.
///
/// Who is believed, in this order: a byte-order mark; the pattern of NULs that UTF-16 leaves; bytes that are UTF-8
/// whatever a label says (saved pages lie: browsers save as UTF-8 and keep the old label); the transport's label;
/// the page's own; and last the encoding under which the text reads most like a language.
package enum TextDecoder {
    /// The text of a file, always valid UTF-8 without NUL, and how it was read.
    package struct Decoded: Sendable {
        package var text: [UInt8]
        package var report: CharsetReport
    }

    /// Decodes `bytes`; `transport` is the label that came with them, if any.
    package static func decode(_ bytes: [UInt8], transport: String? = nil) -> Decoded {
        if let marked = byteOrderMarked(bytes) { return marked }
        let survey = UTF8Repair.survey(bytes)
        if survey.hasNull, let wide = wideCharset(of: bytes) { return converted(bytes, as: wide, .detected) }
        let labels = [
            (transport, CharsetReport.Source.transport), (CharsetLabel.declared(in: bytes), .declared),
        ].compactMap { label, source in label.flatMap { Charset.named($0) }.map { (charset: $0, source: source) } }
        if isUTF8(survey) { return utf8(bytes, survey, labels) }
        if let decoded = labelled(bytes, labels) { return decoded }
        guard let best = Plausibility.best(for: bytes) else { return utf8(bytes, survey, labels) }
        return converted(bytes, as: best.charset, .detected)
    }

    /// `bytes` as UTF-8, read as `label` says: for texts too short to be judged, such as the words of a mail's header.
    ///
    /// Bytes that are UTF-8 are taken as such, and so are all when the label names nothing known.
    package static func decode(_ bytes: [UInt8], labelled label: String) -> [UInt8] {
        let survey = UTF8Repair.survey(bytes)
        let isUTF8 = survey.broken == 0 && survey.sequences > 0
        guard !isUTF8, let charset = Charset.named(label), charset != .utf8 else {
            return UTF8Repair.repaired(bytes).text
        }
        return converted(bytes, as: charset, .transport).text
    }

    /// Whether the text is UTF-8 with at most a few bytes broken: one in ten sequences.
    ///
    /// Text in any other encoding has hardly a sequence that is UTF-8 by chance.
    private static func isUTF8(_ survey: UTF8Repair.Survey) -> Bool {
        if survey.broken <= 1 { return survey.broken == 0 || survey.sequences >= fewestSequences }
        return survey.broken * 10 <= survey.sequences
    }

    /// In a short text with one broken byte, this many sequences are no chance.
    private static let fewestSequences = 3

    private static func utf8(
        _ bytes: [UInt8],
        _ survey: UTF8Repair.Survey,
        _ labels: [(charset: Charset, source: CharsetReport.Source)]
    ) -> Decoded {
        // Escape sequences in ASCII: only a label tells ISO-2022-JP and ISO-2022-KR from plain ASCII.
        if survey.sequences == 0, let label = labels.first, label.charset.name.hasPrefix("ISO-2022-") {
            return converted(bytes, as: label.charset, label.source)
        }
        let source = labels.first { $0.charset == .utf8 }?.source ?? .detected
        let isClean = survey.broken == 0 && !survey.hasNull
        let (text, replaced) = isClean ? (bytes, 0) : UTF8Repair.repaired(bytes)
        return Decoded(text: text, report: CharsetReport(name: "UTF-8", source: source, replaced: replaced))
    }

    /// The text under the first label that decodes cleanly and reads no worse than the best guess.
    private static func labelled(
        _ bytes: [UInt8],
        _ labels: [(charset: Charset, source: CharsetReport.Source)]
    ) -> Decoded? {
        for label in labels where label.charset != .utf8 {
            let decoded = converted(bytes, as: label.charset, label.source)
            guard decoded.report.replaced <= 1 + bytes.count / 1000 else { continue }
            let isGuessable = Plausibility.candidates.contains(label.charset)
            // One-byte sets decode anything, so a multi-byte text under such a label shows only by its nonsense.
            if isGuessable, let best = Plausibility.best(for: bytes),
                best.score > Plausibility.score(of: bytes, as: label.charset) + lyingMargin
            {
                continue
            }
            return decoded
        }
        return nil
    }

    /// By how much a guess must read better than the declared encoding to overrule it: the gap between a text in its
    /// own encoding and in a wrong one is 0.3 and more.
    private static let lyingMargin = 0.25

    private static func byteOrderMarked(_ bytes: [UInt8]) -> Decoded? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let (text, replaced) = UTF8Repair.repaired(Array(bytes.dropFirst(3)))
            return Decoded(text: text, report: CharsetReport(name: "UTF-8", source: .byteOrderMark, replaced: replaced))
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return converted(Array(bytes.dropFirst(2)), as: .utf16LE, .byteOrderMark)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return converted(Array(bytes.dropFirst(2)), as: .utf16BE, .byteOrderMark)
        }
        return nil
    }

    /// One or two NULs are dirt, in however short a text.
    private static let fewestNulls = 4

    /// UTF-16 by where its NULs stand: in text with any ASCII in it, nearly all at odd or all at even places.
    private static func wideCharset(of bytes: [UInt8]) -> Charset? {
        var counts = (even: 0, odd: 0)
        let reach = min(bytes.count, 1 << 16)
        for index in 0..<reach where bytes[index] == 0 {
            if index & 1 == 0 { counts.even += 1 } else { counts.odd += 1 }
        }
        // One NUL in fifty bytes: a page of Korean text has that many from spaces and full stops alone.
        guard (counts.even + counts.odd) * 50 >= reach, counts.even + counts.odd >= fewestNulls else { return nil }
        if counts.odd >= counts.even * 20 { return .utf16LE }
        if counts.even >= counts.odd * 20 { return .utf16BE }
        return nil
    }

    private static func converted(_ bytes: [UInt8], as charset: Charset, _ source: CharsetReport.Source) -> Decoded {
        guard let iconv = Iconv(from: charset.iconvName) else {
            let (text, replaced) = UTF8Repair.repaired(bytes)
            return Decoded(text: text, report: CharsetReport(name: "UTF-8", source: .detected, replaced: replaced))
        }
        var (text, replaced) = iconv.converted(bytes)
        if text.contains(0) { text.removeAll { $0 == 0 } }
        return Decoded(text: text, report: CharsetReport(name: charset.name, source: source, replaced: replaced))
    }
}
