import Storage

/// How reloads ended, noted in the ledger so that whoever asked for one can tell.
struct ReloadOutcomes {
    private static let key = "reload"

    let ledger: Ledger

    /// The number of reloads so far, and what went wrong with the last; empty when nothing did.
    func last() throws -> (number: Int, error: String) {
        let parts = try ledger.meta(Self.key)?.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let parts, parts.count == 2, let number = Int(parts[0]) else { return (0, "") }
        return (number, String(parts[1]))
    }

    /// Notes that one more reload ended, with `error` or well.
    func note(_ error: String?) throws {
        try ledger.setMeta(Self.key, "\(last().number + 1)\n" + (error ?? ""))
    }
}
