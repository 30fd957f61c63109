package import Articles
internal import Glibc

/// Why a file is kept in `failed/`.
package struct FailureReason: Equatable, Sendable {
    /// A stable code such as `empty`, `not-text`, `too-large`.
    package var code: String
    /// What happened and what to do.
    package var message: String
    /// `nil` when the file was too large to be read.
    package var sha256: String?
    package var size: Int
    package var failed: Timestamp
    /// How often it was tried.
    package var attempts: Int

    package init(code: String, message: String, sha256: String?, size: Int, failed: Timestamp, attempts: Int) {
        self.code = code
        self.message = message
        self.sha256 = sha256
        self.size = size
        self.failed = failed
        self.attempts = attempts
    }
}

/// The files that did not become documents, each beside a `NAME.reason.json` that says why.
package struct FailedFolder: Sendable {
    package let path: RawPath
    /// Where claimed files lie until they get here.
    package let work: WorkFolder

    package init(path: RawPath, work: WorkFolder) {
        self.path = path
        self.work = work
    }

    /// Moves the claimed file here, under a name that is free; tells which.
    package func keep(_ claim: Claim, _ reason: FailureReason) throws(IntakeError) -> RawPath {
        do throws(SystemError) {
            let failed = try Folder(at: path)
            let source = try work.folder(of: claim)
            let name = claim.path.name
            try source.openFile(name).synchronize(claim.path)
            let kept: RawPath
            do throws(SystemError) {
                kept = try source.moveKeepingAll(name, to: failed, as: name, limit: Self.longestName)
            } catch {
                guard error.number == EXDEV else { throw error }
                kept = try copy(name, from: source, to: failed)
            }
            try write(reason, for: kept, of: claim, in: failed)
            try failed.synchronize()
            try work.removeOriginal(of: claim)
            try work.tidy(claim)
            return kept
        } catch {
            throw .system(error)
        }
    }

    /// The files kept here, by name.
    package func names() throws(IntakeError) -> [RawPath] {
        do throws(SystemError) {
            let failed = try Folder(at: path)
            var names: [RawPath] = []
            for name in try failed.names() where !Self.isReason(name) && name.bytes.first != UInt8(ascii: ".") {
                if try failed.status(of: name).isRegular { names.append(name) }
            }
            return names.sorted()
        } catch {
            throw .system(error)
        }
    }

    /// Names of files and reasons that were begun and not finished, and of reasons whose file is gone.
    package func leftovers() -> [RawPath] {
        guard let failed = try? Folder(at: path), let names = try? failed.names() else { return [] }
        return names.filter { name in
            if name.bytes.starts(with: Array(".incoming-".utf8)) { return true }
            guard Self.isReason(name) else { return false }
            return !failed.has(RawPath(bytes: Array(name.bytes.dropLast(Self.reasonSuffix.count))))
        }
    }

    /// When the file came here: the time of its reason, or its own where somebody removed that.
    package func kept(_ name: RawPath) throws(IntakeError) -> Timestamp {
        do throws(SystemError) {
            let failed = try Folder(at: path)
            let reason = Self.reasonName(name)
            let status = try failed.status(of: failed.has(reason) ? reason : name)
            return Timestamp(seconds: status.signature.modified / 1_000_000_000)
        } catch {
            throw .system(error)
        }
    }

    /// Removes the file and its reason.
    ///
    /// For retention alone: nothing else removes what is kept here.
    package func remove(_ name: RawPath) throws(IntakeError) {
        guard name.components == [name], name != RawPath(".."), name != RawPath(".") else {
            throw .vanished(name: name.description)
        }
        do throws(SystemError) {
            let failed = try Folder(at: path)
            try failed.remove(name)
            let reason = Self.reasonName(name)
            if failed.has(reason) { try failed.remove(reason) }
        } catch {
            throw .system(error)
        }
    }

    /// The claim by which the file came here, as its reason says: the key of its failure in the ledger.
    ///
    /// `nil` when somebody removed the reason or wrote another.
    package func claim(of name: RawPath) -> String? {
        let reason = Self.reasonName(name)
        guard let failed = try? Folder(at: path), let file = try? failed.openFile(reason),
            let bytes = try? file.read(atMost: 1 << 16, expecting: 1 << 10, from: reason)
        else { return nil }
        // One member a line, and a claim holds nothing that JSON escapes.
        let start = Array("  \"claim\": \"".utf8)
        let line = bytes.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: start) }
        return line.map {
            String(decoding: $0.dropFirst(start.count).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        }
    }

    /// Puts the file back in the inbox and removes its reason; tells the name it has there.
    package func retry(_ name: RawPath) throws(IntakeError) -> RawPath {
        guard name.components == [name], name != RawPath(".."), name != RawPath(".") else {
            throw .vanished(name: name.description)
        }
        do throws(SystemError) {
            let failed = try Folder(at: path)
            let inbox = try Folder(at: work.inbox)
            let back: RawPath
            do throws(SystemError) {
                back = try failed.moveKeepingAll(name, to: inbox, as: name)
            } catch {
                guard error.number == EXDEV else { throw error }
                back = try copy(name, from: failed, to: inbox)
            }
            try inbox.synchronize()
            let reason = Self.reasonName(name)
            if failed.has(reason) { try failed.remove(reason) }
            return back
        } catch {
            throw error.isMissing ? .vanished(name: name.description) : .system(error)
        }
    }

    /// Copies to another file system, durably, then removes the file here.
    private func copy(
        _ name: RawPath,
        from source: borrowing Folder,
        to target: borrowing Folder
    ) throws(SystemError) -> RawPath {
        let incoming = RawPath(bytes: Array((".incoming-" + String(UInt64.random(in: .min ... .max))).utf8))
        let file = try source.openFile(name)
        do throws(SystemError) {
            let copy = try target.makeFile(incoming)
            try file.copyAll(to: copy, from: source.path.appending(name))
            try copy.synchronize(target.path.appending(incoming))
        } catch {
            try? target.remove(incoming)
            throw error
        }
        let kept = try target.moveKeepingAll(incoming, to: target, as: name, limit: Self.longestName)
        try target.synchronize()
        try source.remove(name)
        return kept
    }

    private func write(
        _ reason: FailureReason,
        for name: RawPath,
        of claim: Claim,
        in folder: borrowing Folder
    ) throws(SystemError) {
        let final = Self.reasonName(name)
        let temporary = RawPath(".incoming-reason-" + String(UInt64.random(in: .min ... .max)))
        do throws(SystemError) {
            let file = try folder.makeFile(temporary)
            try file.write(Array(Self.json(reason, of: claim).utf8), to: folder.path.appending(final))
            try file.synchronize(folder.path.appending(final))
            try folder.move(temporary, to: folder, as: final)
        } catch {
            try? folder.remove(temporary)
            throw error
        }
    }

    private static let reasonSuffix = Array(".reason.json".utf8)
    /// So that the name of the reason still fits.
    private static let longestName = RawPath.longestName - reasonSuffix.count

    private static func reasonName(_ name: RawPath) -> RawPath { RawPath(bytes: name.bytes + reasonSuffix) }

    private static func isReason(_ name: RawPath) -> Bool { name.bytes.suffix(reasonSuffix.count) == reasonSuffix[...] }
}

extension FailedFolder {
    /// The reason as a reader and a program find it, one member a line.
    static func json(_ reason: FailureReason, of claim: Claim) -> String {
        let members = [
            ("schema", "1"),
            ("name", quoted(claim.name)),
            ("claim", quoted(claim.id)),
            ("code", quoted(reason.code)),
            ("message", quoted(reason.message)),
            ("sha256", reason.sha256.map(quoted) ?? "null"),
            ("size", String(reason.size)),
            ("failed", quoted(reason.failed.iso)),
            ("attempts", String(reason.attempts)),
        ]
        return "{\n" + members.map { "  \"\($0)\": \($1)" }.joined(separator: ",\n") + "\n}\n"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x0A: result += "\\n"
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
