package import Articles
package import Cleaning
package import Containers

/// One document of a file after all stages, or why it is none.
package struct ReadDocument: Sendable {
    package enum Outcome: Sendable {
        case read(Article, Reading?)
        case failed(PageFault)
    }

    /// Which part of the file it is, counted from 1; `nil` when it is all the file holds.
    package var part: String?
    /// The key of a part: the hash of its content with what its file says about it; `nil` where the file's own is.
    package var partSHA256: String?
    package var outcome: Outcome

    package init(part: String?, partSHA256: String?, outcome: Outcome) {
        self.part = part
        self.partSHA256 = partSHA256
        self.outcome = outcome
    }

    /// The fault, if it is none of the documents that could be read.
    package var fault: PageFault? {
        if case .failed(let fault) = outcome { fault } else { nil }
    }
}

/// Why a file, or a part of it, is no document.
package struct PageFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// A stable code of the extract contract.
    package var code: String
    /// What happened and what to do.
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package init(_ error: CleaningError) { self.init(code: error.code, message: error.description) }

    package init(_ error: ContainerError) { self.init(code: error.code, message: error.description) }
}
