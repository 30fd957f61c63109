/// A stage as a fuzzer sees it: any bytes in, a promise that must hold whatever they are.
package struct FuzzTarget: Sendable {
    /// What `make fuzz` and the folder of its corpus call it.
    package let name: String
    /// Runs the stage over the bytes; a promise that does not hold is said, and is a finding like a crash.
    package let check: @Sendable ([UInt8]) async -> BrokenPromise?

    /// Every target, in the order they are run.
    package static let all: [FuzzTarget] = [
        FuzzTarget(name: "charset", check: charset),
        FuzzTarget(name: "html", check: html),
        FuzzTarget(name: "text", check: text),
        FuzzTarget(name: "containers", check: containers),
        FuzzTarget(name: "annotate", check: annotate),
        FuzzTarget(name: "settings", check: settings),
        FuzzTarget(name: "knowledge", check: knowledge),
        FuzzTarget(name: "display", check: display),
    ]
}

/// A promise of a stage that some input broke.
package struct BrokenPromise: Error, CustomStringConvertible {
    /// What was promised.
    package let description: String

    init(_ description: String) { self.description = description }
}
