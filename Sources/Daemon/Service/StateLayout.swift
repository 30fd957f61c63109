package import WatchFolder

/// Where everything of one root lies.
package struct StateLayout: Sendable {
    package let root: RawPath
    package let inbox: RawPath
    package let archive: RawPath
    package let failed: RawPath
    package let digests: RawPath
    package let database: String
    /// Claimed files; on the file system of the root, hidden from whoever lists it.
    package let work: RawPath
    package let lock: RawPath

    package init(_ settings: Settings) {
        root = RawPath(settings.root)
        inbox = RawPath(settings.inbox)
        archive = RawPath(settings.archive)
        failed = RawPath(settings.failed)
        digests = RawPath(settings.digests)
        database = settings.database
        work = root.appending(".work")
        lock = root.appending("daybook.lock")
    }

    /// The folders that are made when they are missing; never the inbox, whose absence may be a lost mount.
    package var made: [RawPath] { [root, archive, failed, digests, work] }
}
