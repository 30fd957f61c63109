import Articles

/// Decides which entry each spelling of the knowledge base means in a text, and whether a weak one means any.
struct KnowledgeLinker {
    private let dictionary: NameDictionary

    init(_ dictionary: NameDictionary) { self.dictionary = dictionary }

    func link(_ scan: KnowledgeScan, in document: inout NameDocument) {
        let present = presence(scan)
        for hit in scan.strong { add(hit, best(hit.entries, present, scan), .knowledge, to: &document) }
        for hit in scan.weak {
            let entry = best(hit.entries, present, scan)
            guard support(entry, present, scan) > 0 else {
                document.drop(hit.range, id: dictionary.entries[Int(entry)].id, .weakWithoutSupport)
                continue
            }
            addWeak(hit, entry, to: &document)
        }
        for (range, entry, reason) in scan.rejected {
            document.drop(range, id: dictionary.entries[Int(entry)].id, reason)
        }
    }

    /// What of the knowledge base a text holds by strong names.
    private struct Presence {
        /// The entry itself has a strong name there.
        var named: Set<Int32> = []
        /// Something that it owns or makes has.
        var implied: Set<Int32> = []
    }

    private func presence(_ scan: KnowledgeScan) -> Presence {
        var presence = Presence()
        for hit in scan.strong where hit.entries.count == 1 {
            guard presence.named.insert(hit.entries[0]).inserted else { continue }
            presence.implied.formUnion(dictionary.supporters[Int(hit.entries[0])])
        }
        return presence
    }

    /// How much in the text speaks for `entry`.
    private func support(_ entry: Int32, _ present: Presence, _ scan: KnowledgeScan) -> Int {
        var support = 0
        if present.named.contains(entry) { support += 4 }
        if present.implied.contains(entry) { support += 2 }
        for other in dictionary.supporters[Int(entry)] where present.named.contains(other) { support += 2 }
        for word in dictionary.contexts[Int(entry)] where scan.hasContext[Int(word)] { support += 1 }
        return support
    }

    /// The entry that the text speaks for most; the first of the knowledge base where none has more.
    private func best(_ entries: [Int32], _ present: Presence, _ scan: KnowledgeScan) -> Int32 {
        guard entries.count > 1 else { return entries[0] }
        var best = entries[0], most = -1
        for entry in entries.sorted() {
            let support = support(entry, present, scan)
            if support > most { (best, most) = (entry, support) }
        }
        return best
    }

    private func add(
        _ hit: KnowledgeScan.Hit,
        _ entry: Int32,
        _ reason: NameCandidate.Reason,
        to document: inout NameDocument
    ) {
        let known = thing(entry, in: &document)
        guard hit.end > hit.range.upperBound, dictionary.entries[Int(entry)].type == .product else {
            document.add(hit.range.lowerBound..<hit.end, known, reason)
            return
        }
        let version = version(of: entry, hit, in: &document)
        document.add(hit.range.lowerBound..<hit.end, version, .version)
    }

    /// A weak name may take the place of strong ones inside it, but not of one that reaches out of it.
    private func addWeak(_ hit: KnowledgeScan.Hit, _ entry: Int32, to document: inout NameDocument) {
        let range = hit.range.lowerBound..<hit.end
        if document.isFree(range) {
            add(hit, entry, .weakWithSupport, to: &document)
        } else if let inner = document.mention(at: hit.range.lowerBound), inner.range.upperBound < hit.end,
            inner.range.lowerBound >= hit.range.lowerBound
        {
            document.replace(range, thing(entry, in: &document), .weakWithSupport)
        }
    }

    func thing(_ entry: Int32, in document: inout NameDocument) -> Int {
        let known = dictionary.entries[Int(entry)]
        return document.thing(id: known.id) {
            .init(id: known.id, name: known.name, type: known.type, kind: known.kind, entry: entry)
        }
    }

    /// The versioned thing that the knowledge base does not hold: named after its base, however the text spells it,
    /// so that 그록 4.6 and Grok-4.6 are one.
    private func version(of entry: Int32, _ hit: KnowledgeScan.Hit, in document: inout NameDocument) -> Int {
        let base = dictionary.entries[Int(entry)]
        let suffix = document.text.scalars[hit.range.upperBound..<hit.end]
        let name = base.name + VersionSuffix.canonical(suffix)
        return document.provisional(name, base.type, kind: base.kind)
    }
}
