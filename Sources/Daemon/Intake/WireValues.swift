package import Articles

// The parts of each type that the reader answers with, all of them; a test looks that none is left out.

extension PageOutcome: WireValue {
    package static var blank: PageOutcome { .documents([]) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        var documents: [ReadDocument]?
        var fault: PageFault?
        switch self {
        case .documents(let read): documents = read
        case .refused(let reason): fault = reason
        }
        try wire.pass(&fault)
        if let fault { return self = .refused(fault) }
        var read = documents ?? []
        try wire.pass(&read)
        self = .documents(read)
    }
}

extension ReadDocument: WireValue {
    package static var blank: ReadDocument { ReadDocument(part: nil, partSHA256: nil, outcome: .failed(.blank)) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&part)
        try wire.pass(&partSHA256)
        var (fault, article, reading): (PageFault?, Article, Reading?) = (nil, .blank, nil)
        switch outcome {
        case .read(let read, let found): (article, reading) = (read, found)
        case .failed(let reason): fault = reason
        }
        try wire.pass(&fault)
        if let fault { return outcome = .failed(fault) }
        try wire.pass(&article)
        try wire.pass(&reading)
        outcome = .read(article, reading)
    }
}

extension PageFault: WireValue {
    package static var blank: PageFault { PageFault(code: "", message: "") }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&code)
        try wire.pass(&message)
    }
}

extension Article: WireValue {
    package static var blank: Article { Article(blocks: [], media: .html) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&title)
        try wire.pass(&byline)
        try wire.pass(&site)
        try wire.pass(&language)
        try wire.pass(&url)
        try wire.pass(&published)
        try wire.pass(&publishedFrom)
        try wire.pass(&modified)
        try wire.pass(&summary)
        try wire.pass(&section)
        try wire.pass(&image)
        try wire.pass(&origins)
        try wire.pass(&blocks)
        try wire.pass(&pictures)
        try wire.pass(&media)
        try wire.pass(&charset)
        try wire.pass(&confidence)
        try wire.pass(&warnings)
    }
}

extension MetadataOrigins: WireValue {
    package static var blank: MetadataOrigins { MetadataOrigins() }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&title)
        try wire.pass(&byline)
        try wire.pass(&site)
        try wire.pass(&modified)
        try wire.pass(&language)
        try wire.pass(&url)
        try wire.pass(&summary)
        try wire.pass(&section)
        try wire.pass(&image)
    }
}

extension PublicationTime: WireValue {
    package static var blank: PublicationTime { PublicationTime(day: CivilDate(daysSinceEpoch: 0)) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        var days = day.daysSinceEpoch
        try wire.pass(&days)
        day = CivilDate(daysSinceEpoch: days)
        try wire.pass(&secondOfDay)
        try wire.pass(&offsetMinutes)
    }
}

extension Block: WireValue {
    package static var blank: Block { Block(.paragraph, "") }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&kind)
        try wire.pass(&text)
        try wire.pass(&structure)
    }
}

extension BlockStructure: WireValue {
    package static var blank: BlockStructure { BlockStructure() }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&level)
        try wire.pass(&number)
        try wire.pass(&continuesItem)
        try wire.pass(&cell)
        try wire.pass(&links)
    }
}

extension TableCell: WireValue {
    package static var blank: TableCell { TableCell(table: 0, row: 0, column: 0) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&table)
        try wire.pass(&row)
        try wire.pass(&column)
    }
}

extension Link: WireValue {
    package static var blank: Link { Link(range: .blank, address: "") }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&range)
        try wire.pass(&address)
    }
}

extension Picture: WireValue {
    package static var blank: Picture { Picture(position: 0, caption: "", address: nil) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&position)
        try wire.pass(&caption)
        try wire.pass(&address)
    }
}

extension CharsetReport: WireValue {
    package static var blank: CharsetReport { CharsetReport(name: "", source: .detected, replaced: 0) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&name)
        try wire.pass(&source)
        try wire.pass(&replaced)
    }
}

extension Reading: WireValue {
    package static var blank: Reading { Reading() }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&entities)
        try wire.pass(&quantities)
        try wire.pass(&dates)
        try wire.pass(&facts)
    }
}

extension TextRange: WireValue {
    package static var blank: TextRange { TextRange(0, 0) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&start)
        try wire.pass(&end)
    }
}

extension Entity: WireValue {
    package static var blank: Entity { Entity(id: "", name: "", type: .person, mentions: []) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&id)
        try wire.pass(&name)
        try wire.pass(&type)
        try wire.pass(&kind)
        try wire.pass(&mentions)
        try wire.pass(&candidates)
    }
}

extension Quantity: WireValue {
    package static var blank: Quantity { Quantity(text: "", range: .blank, kind: .number, value: nil) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&text)
        try wire.pass(&range)
        try wire.pass(&kind)
        try wire.pass(&value)
        try wire.pass(&high)
        try wire.pass(&magnitude)
        try wire.pass(&unit)
        try wire.pass(&isApproximate)
        try wire.pass(&bound)
        try wire.pass(&equivalent)
    }
}

extension DateMention: WireValue {
    package static var blank: DateMention { DateMention(text: "", range: .blank, iso: nil, basis: .unresolved) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&text)
        try wire.pass(&range)
        try wire.pass(&iso)
        try wire.pass(&basis)
    }
}

extension Fact: WireValue {
    package static var blank: Fact { Fact(subject: "", relation: "", evidence: .blank, confidence: 0) }

    package mutating func pass(through wire: inout Wire) throws(WireError) {
        try wire.pass(&subject)
        try wire.pass(&relation)
        try wire.pass(&object)
        try wire.pass(&value)
        try wire.pass(&high)
        try wire.pass(&unit)
        try wire.pass(&bound)
        try wire.pass(&modality)
        try wire.pass(&date)
        try wire.pass(&evidence)
        try wire.pass(&confidence)
    }
}
