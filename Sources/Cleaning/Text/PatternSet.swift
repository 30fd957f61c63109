/// Many words looked for at once in UTF-8 bytes: the automaton of Aho and Corasick.
///
/// ASCII letters match in either case. Each word belongs to groups, one bit each; a scan returns the groups found.
struct PatternSet: Sendable {
    /// A word, where it must begin or end with a word's edge, and its groups.
    struct Pattern {
        var word: String
        var group: UInt32
        var startsWord = false
        var endsWord = false
    }

    private var classes = [UInt8](repeating: 0, count: 256)
    private var classCount = 1
    private var table: [UInt16] = []
    /// For each state the patterns that end there.
    private var outputs: [[Output]] = []
    private var hasOutput: [Bool] = []

    private struct Output {
        var length: Int
        var group: UInt32
        var startsWord: Bool
        var endsWord: Bool
    }

    /// Compiles lines such as `<nav`, `tag>`, `comment`: `<` and `>` ask for a word's edge there.
    init(_ groups: [(group: UInt32, words: String)]) {
        var patterns: [Pattern] = []
        for (group, words) in groups {
            for line in words.split(whereSeparator: \.isNewline) {
                for item in line.split(separator: ",") {
                    var word = item.drop { $0 == " " }
                    while word.last == " " { word.removeLast() }
                    guard !word.isEmpty else { continue }
                    let startsWord = word.first == "<" && word.count > 1
                    let endsWord = word.last == ">" && word.count > 1
                    if startsWord { word.removeFirst() }
                    if endsWord { word.removeLast() }
                    patterns.append(
                        Pattern(
                            word: String(word).lowercased(),
                            group: group,
                            startsWord: startsWord,
                            endsWord: endsWord
                        )
                    )
                }
            }
        }
        compile(patterns)
    }

    /// The groups of all words found in `range` of `bytes`.
    func groups(in bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        var found: UInt32 = 0
        var state = 0
        for index in range {
            state = Int(table[state * classCount + Int(classes[Int(bytes[index])])])
            guard hasOutput[state] else { continue }
            for output in outputs[state] where found & output.group != output.group {
                let start = index - output.length + 1
                if output.startsWord, start > range.lowerBound, Self.isWord(bytes[start - 1]) { continue }
                if output.endsWord, index + 1 < range.upperBound, Self.isWord(bytes[index + 1]) { continue }
                found |= output.group
            }
        }
        return found
    }

    /// The groups of all words found in `text`.
    func groups(in text: String) -> UInt32 {
        let bytes = Array(text.utf8)
        return groups(in: bytes, 0..<bytes.count)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    private mutating func compile(_ patterns: [Pattern]) {
        for pattern in patterns {
            for byte in pattern.word.utf8 where classes[Int(byte)] == 0 {
                classes[Int(byte)] = UInt8(classCount)
                if byte &- UInt8(ascii: "a") < 26 { classes[Int(byte) - 32] = UInt8(classCount) }
                classCount += 1
            }
        }
        addState()
        for pattern in patterns { insert(pattern) }
        link()
        hasOutput = outputs.map { !$0.isEmpty }
    }

    private mutating func addState() {
        table.append(contentsOf: repeatElement(0, count: classCount))
        outputs.append([])
    }

    private mutating func insert(_ pattern: Pattern) {
        var state = 0
        for byte in pattern.word.utf8 {
            let slot = state * classCount + Int(classes[Int(byte)])
            if table[slot] == 0 {
                table[slot] = UInt16(outputs.count)
                addState()
            }
            state = Int(table[slot])
        }
        outputs[state].append(
            Output(
                length: pattern.word.utf8.count,
                group: pattern.group,
                startsWord: pattern.startsWord,
                endsWord: pattern.endsWord
            )
        )
    }

    /// Turns the trie into an automaton: breadth first, missing edges lead where the longest proper suffix leads.
    private mutating func link() {
        var fail = [Int](repeating: 0, count: outputs.count)
        var queue: [Int] = []
        for column in 0..<classCount where table[column] != 0 { queue.append(Int(table[column])) }
        var head = 0
        while head < queue.count {
            let state = queue[head]
            head += 1
            outputs[state] += outputs[fail[state]]
            for column in 0..<classCount {
                let slot = state * classCount + column
                let fallback = table[fail[state] * classCount + column]
                if table[slot] == 0 {
                    table[slot] = fallback
                } else {
                    fail[Int(table[slot])] = Int(fallback)
                    queue.append(Int(table[slot]))
                }
            }
        }
    }
}
