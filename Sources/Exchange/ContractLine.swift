package import Articles

/// The lines of the extract contract, schema 1: fields are added, never renamed.
package enum ContractLine {
    /// The line of a file that was read; `reading` is `nil` when only cleaning was asked for.
    ///
    /// `part` says which of several documents in the file it is; `versions` are the hashes of all files of the same
    /// article, where the ledger is asked.
    package static func extracted(
        path: String,
        id: String,
        part: String? = nil,
        sha256: String,
        article: Article,
        reading: Reading?,
        versions: [String] = []
    ) -> JSONText {
        var json = JSONText()
        json.object { json in
            json.member("schema", 1)
            json.member("path", path)
            json.member("id", id)
            if let part { json.member("part", part) }
            json.member("sha256", sha256)
            json.member("media", article.media.rawValue)
            json.key("charset")
            json.object { json in
                json.member("name", article.charset.name)
                json.member("from", article.charset.source.rawValue)
                json.member("replaced", article.charset.replaced)
            }
            json.member("language", article.language)
            json.member("url", article.url)
            json.member("title", article.title)
            json.member("byline", article.byline)
            json.member("site", article.site)
            json.member("published", article.published?.iso)
            json.member("publishedFrom", article.published == nil ? nil : article.publishedFrom?.rawValue)
            json.member("modified", article.modified?.iso)
            json.member("body", article.body)
            json.member("confidence", (article.confidence * 1000).rounded() / 1000)
            json.key("warnings")
            json.array(article.warnings) { $0.value($1) }
            json.member("summary", article.summary)
            json.member("section", article.section)
            json.member("image", article.image)
            json.key("origins")
            json.object { json in
                for (name, source) in article.origins.all { json.member(name, source.rawValue) }
            }
            if let reading { members(of: reading, to: &json) }
            if !versions.isEmpty {
                json.key("versions")
                json.array(versions) { $0.value($1) }
            }
        }
        return json
    }

    /// The line of a file, or of one document in it, that could not be read.
    package static func failed(path: String, part: String? = nil, code: String, message: String) -> JSONText {
        var json = JSONText()
        json.object { json in
            json.member("schema", 1)
            json.member("path", path)
            if let part { json.member("part", part) }
            json.key("error")
            json.object { json in
                json.member("code", code)
                json.member("message", message)
            }
        }
        return json
    }

    /// The answer to one request of `daybook annotate`.
    package static func annotated(id: String, reading: Reading) -> JSONText {
        var json = JSONText()
        json.object { json in
            json.member("id", id)
            members(of: reading, to: &json)
        }
        return json
    }

    private static func members(of reading: Reading, to json: inout JSONText) {
        json.key("entities")
        json.array(reading.entities, entity)
        json.key("quantities")
        json.array(reading.quantities, quantity)
        json.key("dates")
        json.array(reading.dates, date)
        json.key("facts")
        json.array(reading.facts, fact)
    }

    private static func entity(_ json: inout JSONText, _ entity: Entity) {
        json.object { json in
            json.member("id", entity.id)
            json.member("name", entity.name)
            json.member("type", entity.type.rawValue)
            json.member("kind", entity.kind)
            json.key("mentions")
            json.array(entity.mentions) { json, mention in
                json.array { json in
                    json.value(mention.start)
                    json.value(mention.end)
                }
            }
        }
    }

    /// One amount.
    package static func quantity(_ json: inout JSONText, _ quantity: Quantity) {
        json.object { json in
            json.member("text", quantity.text)
            json.member("start", quantity.range.start)
            json.member("end", quantity.range.end)
            json.member("kind", quantity.kind.rawValue)
            json.member("value", quantity.value)
            json.member("high", quantity.high)
            if let magnitude = quantity.magnitude { json.member("magnitude", magnitude) }
            json.member("unit", quantity.unit)
            json.member("approx", quantity.isApproximate)
            json.member("bound", quantity.bound?.rawValue)
            json.key("equivalent")
            if let equivalent = quantity.equivalent { json.value(equivalent) } else { json.value(nil as String?) }
        }
    }

    /// One date.
    package static func date(_ json: inout JSONText, _ date: DateMention) {
        json.object { json in
            json.member("text", date.text)
            json.member("start", date.range.start)
            json.member("end", date.range.end)
            json.member("iso", date.iso)
            json.member("basis", date.basis.rawValue)
        }
    }

    private static func fact(_ json: inout JSONText, _ fact: Fact) {
        json.object { json in
            json.member("subject", fact.subject)
            json.member("relation", fact.relation)
            json.member("object", fact.object)
            json.member("value", fact.value)
            json.member("high", fact.high)
            json.member("unit", fact.unit)
            json.member("bound", fact.bound?.rawValue)
            json.member("modality", fact.modality.rawValue)
            json.member("date", fact.date)
            json.member("start", fact.evidence.start)
            json.member("end", fact.evidence.end)
            json.member("confidence", fact.confidence)
        }
    }
}
