internal import Articles

/// Gives one id to a thing that several documents name and the knowledge base does not hold.
///
/// A page that glosses a name, `노바실리콘(Nova Silicon)`, tells that the two are one thing; an English page that only
/// says `Nova Silicon` then speaks of the same. Only the name itself and a gloss in brackets count: a short form
/// (`Nova`) is too little to join two pages by.
struct SharedNames {
    /// The id that stands for each provisional one.
    private var canonical: [String: String] = [:]
    /// What kind of thing each provisional id is, by the page that glosses it or names it most.
    private var types: [String: EntityType] = [:]

    init(_ documents: [KeptDocument]) {
        var forms: [String: [String]] = [:]
        for document in documents {
            let provisional = document.reading.entities.filter { $0.id.hasPrefix("?") }
            guard !provisional.isEmpty else { continue }
            let text = DocumentText(document.article.body)
            for entity in provisional {
                forms[entity.id, default: []] += Self.forms(of: entity, in: text)
                types[entity.id] = entity.type
            }
        }
        var owner: [String: String] = [:]
        for (id, names) in forms.sorted(by: { $0.key < $1.key }) {
            for name in names.sorted() {
                guard let other = owner[name] else {
                    owner[name] = id
                    continue
                }
                join(id, other)
            }
        }
    }

    /// `documents` and `history` with one id a thing.
    func applied(to input: EditionInput) -> EditionInput {
        guard !canonical.isEmpty else { return input }
        var input = input
        for index in input.documents.indices { rename(&input.documents[index].reading) }
        for index in input.history.indices { rename(&input.history[index].fact) }
        for index in input.baseline.indices { input.baseline[index].id = root(input.baseline[index].id) }
        return input
    }

    private func rename(_ reading: inout Reading) {
        var entities: [Entity] = []
        for var entity in reading.entities {
            let own = entity.id
            entity.id = root(own)
            if entity.id != own { entity.type = types[entity.id] ?? entity.type }
            if let known = entities.firstIndex(where: { $0.id == entity.id }) {
                entities[known].mentions = (entities[known].mentions + entity.mentions).sorted()
            } else {
                entities.append(entity)
            }
        }
        reading.entities = entities
        for index in reading.facts.indices { rename(&reading.facts[index]) }
    }

    private func rename(_ fact: inout Fact) {
        fact.subject = root(fact.subject)
        fact.object = fact.object.map(root)
    }

    /// The names of `entity` that say which thing it is, without case, blanks and marks.
    ///
    /// Its type does not matter: where the base is silent, one page's reader takes a firm for a person.
    private static func forms(of entity: Entity, in text: DocumentText) -> [String] {
        let glosses = entity.mentions.filter { mention in
            mention.start > 0 && text.scalars.indices.contains(mention.start - 1)
                && text.scalars[mention.start - 1] == "("
        }
        return ([entity.name] + glosses.map { text[$0] }).compactMap { name in
            let bare = name.lowercased().filter { $0.isLetter || $0.isNumber }
            return bare.count >= shortest ? bare : nil
        }
    }

    /// The fewest letters that a shared name must have.
    private static let shortest = 4

    private mutating func join(_ left: String, _ right: String) {
        let (first, second) = (root(left), root(right))
        guard first != second else { return }
        // The Korean name stands for both where there is one: it sorts behind the Latin ones.
        canonical[min(first, second)] = max(first, second)
    }

    private func root(_ id: String) -> String {
        var id = id
        for _ in 0...canonical.count {
            guard let next = canonical[id] else { break }
            id = next
        }
        return id
    }
}
