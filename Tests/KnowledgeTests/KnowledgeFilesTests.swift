import Articles
import Knowledge
import Testing

@Suite struct KnowledgeFilesTests {
    private func read(_ text: String) throws(KnowledgeError) -> [KnowledgeEntry] {
        try KnowledgeFiles.read(Array(text.utf8), file: "mine.yaml")
    }

    @Test func `reads one entry a line`() throws {
        let text = """
            # Two of them.
            - {id: brixon, name: 브릭슨, english: Brixon, type: organization, kind: company, aliases: [브릭슨랩스, "Brixon, Inc."]}

            - {id: "no", name: 벨로, type: product, kind: chip, weak: [벨로], maker: brixon, context: [GPU]}  # a chip
            """
        let entries = try read(text)
        #expect(entries.map(\.id) == ["brixon", "no"])
        #expect(entries[0].aliases == ["브릭슨랩스", "Brixon, Inc."])
        #expect(entries[1].maker == "brixon")
        #expect(entries[1].weak == ["벨로"])
    }

    @Test func `reads all of YAML, the same as the one-line form`() throws {
        let long = """
            - id: brixon
              name: 브릭슨
              type: organization
              kind: company
              aliases:
                - "브릭슨 \\"랩스\\""
                - Brixon
            """
        let short = #"- {id: brixon, name: 브릭슨, type: organization, kind: company, aliases: ['브릭슨 "랩스"', Brixon]}"#
        #expect(try read(long) == read(short))
    }

    @Test(arguments: ["", "# nothing\n", "[]\n"])
    func `reads a file of no entries`(text: String) throws {
        #expect(try read(text).isEmpty)
    }

    @Test(arguments: [
        ("- {id: a, name: A, type: organization, kind: company, alias: [B]}", "alias", "aliases"),
        ("- {id: a, name: A, type: organization, kind: company, ownr: b}", "ownr", "owner"),
        ("- {id: a, name: A, type: organization, kind: company, colour: red}", "colour", nil),
    ])
    func `names the nearest key to one it does not know`(text: String, key: String, nearest: String?) {
        #expect(throws: KnowledgeError.unknownKey(file: "mine.yaml", line: 2, key: key, nearest: nearest)) {
            try read("# a comment\n" + text)
        }
    }

    @Test func `says what is missing and where`() {
        let text = "- {id: a, name: A, type: place, kind: city}\n- {id: b, name: B, kind: city}\n"
        #expect(throws: KnowledgeError.missingKey(file: "mine.yaml", line: 2, key: "type", entry: "b")) {
            try read(text)
        }
    }

    @Test(arguments: [
        "- {id: a, name: A, type: planet, kind: city}",
        "- {id: A b, name: A, type: place, kind: city}",
        "- {id: a, name: [A], type: place, kind: city}",
        "- {id: a, name: A, type: place, kind: city, aliases: [{b: c}]}",
        "- {id: a, name: A, type: place, kind: city, remove: maybe}",
        "- {id: a, name: \"A",
        "a: b",
        "- just a word",
    ])
    func `refuses what it cannot read, with the file's name`(text: String) {
        let error = #expect(throws: KnowledgeError.self) { try read(text) }
        #expect(error?.description.hasPrefix("mine.yaml, line 1") == true)
    }

    @Test func `a file of the user replaces, adds and removes`() throws {
        let base = try read(
            """
            - {id: a, name: A, type: place, kind: city}
            - {id: b, name: B, type: place, kind: city}
            - {id: c, name: C, type: place, kind: city}
            """
        )
        let mine = """
            - {id: d, name: D, type: place, kind: city}
            - {id: b, name: Bee, type: place, kind: town}
            - {id: a, remove: true}
            """
        let merged = try KnowledgeFiles.merging(base, [("mine.yaml", Array(mine.utf8))])
        #expect(merged.map(\.name) == ["Bee", "C", "D"])
        #expect(throws: KnowledgeError.self) { try read("- {id: a, remove: true}") }
    }

    @Test func `the shipped files can be read, and no id is in them twice`() throws {
        let entries = try KnowledgeFiles.shipped()
        #expect(entries.count >= 400)
        #expect(Set(entries.map(\.id)).count == entries.count)
    }

    @Test func `finds duplicates, clashes, dangling ids and names nothing can confirm`() throws {
        let entries = try read(
            """
            - {id: a, name: 가나다, type: organization, kind: company, owner: nobody}
            - {id: b, name: 라마바, type: organization, kind: company, aliases: [가나다]}
            - {id: b, name: 사아자, type: organization, kind: company}
            - {id: c, name: 차카, type: product, kind: chip, weak: [차카]}
            - {id: d, name: 가나다, type: product, kind: chip, weak: [가나다], maker: a}
            """
        )
        #expect(
            KnowledgeLint.findings(entries) == [
                .duplicateID("b"), .clash(name: "가나다", ids: ["a", "b"]),
                .dangling(id: "a", key: "owner", target: "nobody"), .unreachable(id: "c", name: "차카"),
            ]
        )
    }
}
