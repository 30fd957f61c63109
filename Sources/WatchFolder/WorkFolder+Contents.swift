internal import Articles

extension WorkFolder {
    /// What lies here: claims, which the next run takes up, and entries that are none, which nobody would ever take up.
    package func contents() throws(IntakeError) -> (claims: [RawPath], strangers: [RawPath]) {
        do throws(SystemError) {
            let names = try Folder(at: path).names()
            let claims = names.filter { ClaimID.received(in: $0.description) != nil }
            return (claims.sorted(), names.filter { !claims.contains($0) }.sorted())
        } catch {
            if error.isMissing { return ([], []) }
            throw .system(error)
        }
    }
}
