import Articles
import Foundation
import Storage
import Testing

/// What the daemon does while something around it is amiss, and that it goes on by itself.
@Suite(.onOwnThreads)
struct FaultTests {
    private func degraded(_ root: ServedRoot) async throws -> [String] {
        try await root.status().json["degraded"] as? [String] ?? []
    }

    @Test func `promise 8: a lost inbox is degraded service, is not made again, and comes back`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        try FileManager.default.moveItem(atPath: root.path + "/inbox", toPath: root.path + "/away")
        try await eventually("status says so") { try await degraded(root).contains { $0.hasPrefix("inbox: ") } }
        #expect(try await root.status().exit == 1)
        #expect(!FileManager.default.fileExists(atPath: root.path + "/inbox"))
        try Data(Pages.page("lost inboxes")).write(to: URL(filePath: root.path + "/away/back.html"))
        try FileManager.default.moveItem(atPath: root.path + "/away", toPath: root.path + "/inbox")
        try await eventually("the page is a document") { try root.document("back.html") != nil }
        try await eventually("status is well again") { try await root.status().exit == 0 }
    }

    @Test func `promise 18: intake pauses below the floor of free space and goes on when there is room`() async throws {
        let root = try ServedRoot(["intake.min_free": "900000 GiB"])
        try await root.serve()
        try root.drop(Pages.page("full disks"), as: "waits.html")
        try await eventually("status says so") { try await degraded(root).contains { $0.hasPrefix("space: ") } }
        #expect(root.isInInbox("waits.html"))
        try root.configure([:])
        #expect(try await root.run(["reload"]).status == 0)
        try await eventually("the page is a document") { try root.document("waits.html") != nil }
        try await eventually("status is well again") { try await root.status().exit == 0 }
    }

    @Test func `promise 18: editions that cannot be written are written when they can be`() async throws {
        let root = try ServedRoot()
        try await root.serve()
        let digests = root.path + "/digests"
        try FileManager.default.moveItem(atPath: digests, toPath: digests + ".away")
        #expect(FileManager.default.createFile(atPath: digests, contents: nil))
        try root.drop(Pages.page("walls"), as: "walled.html")
        try await eventually("status says so") { try await degraded(root).contains { $0.hasPrefix("digest: ") } }
        // Intake is not concerned.
        try await eventually("the page is a document") { try root.document("walled.html") != nil }
        try FileManager.default.removeItem(atPath: digests)
        try await eventually("the page is written") {
            FileManager.default.fileExists(atPath: digests + "/today.html")
        }
        try await eventually("status is well again") { try await root.status().exit == 0 }
    }

    @Test func `a reload tells its outcome, and a mistake leaves the old in force`() async throws {
        let root = try ServedRoot()
        let own = root.path + ".entities.yaml"
        defer { try? FileManager.default.removeItem(atPath: own) }
        try root.configure(["knowledge.files": "[\(own)]"])
        try await root.serve()
        try Data("- id: [broken\n".utf8).write(to: URL(filePath: own))
        let refused = try await root.run(["reload"])
        #expect(refused.status == 78)
        #expect(refused.errors.contains(own))
        try root.drop(Pages.page("Quillwick Labs"), as: "before.html")
        try await eventually("it is a document") { try root.document("before.html") != nil }
        let entry = "- {id: quillwick, name: Quillwick Labs, type: organization, kind: company}\n"
        try Data(entry.utf8).write(to: URL(filePath: own))
        let reloaded = try await root.run(["reload"])
        #expect(reloaded.status == 0, "\(reloaded.errors)")
        try root.drop(Pages.page("Quillwick Labs again"), as: "after.html")
        try await eventually("it is a document") { try root.document("after.html") != nil }
        #expect(try root.document("before.html")?.reading.entities.contains { $0.id == "quillwick" } == false)
        #expect(try root.document("after.html")?.reading.entities.contains { $0.id == "quillwick" } == true)
    }

    @Test func `a configuration with an unknown key is refused with its line`() async throws {
        let root = try ServedRoot(["intake.setle": "1"])
        let refused = try await root.run(["serve"])
        #expect(refused.status == 78)
        #expect(refused.errors.contains("intake.setle") && refused.errors.contains("Did you mean intake.settle"))
        #expect(try await root.run(["reload"]).status == 78)
    }

    @Test func `a failed file is put back, read again, and no longer counted`() async throws {
        let root = try ServedRoot(["intake.max_file": "300 B"])
        try await root.serve()
        try FileManager.default.createDirectory(atPath: root.inbox("folder"), withIntermediateDirectories: true)
        try root.drop(Pages.page("second chances"), as: "folder/second.html")
        try await eventually("it has a reason") { root.reason("second.html")?.contains("too-large") == true }
        #expect(try root.counts().failed == 1)
        try root.configure([:])
        #expect(try await root.run(["reload"]).status == 0)
        #expect(try await root.run(["retry", "second.html"]).status == 0)
        try await eventually("it is a document") { try root.document("second.html") != nil }
        #expect(try root.counts().failed == 0)
        #expect(root.reason("second.html") == nil)
        let none = try await root.run(["retry", "third.html"])
        #expect(none.status == 66 && none.errors.contains("There is no third.html in \(root.path)/failed"))
        #expect(try await root.run(["retry"]).output == "nothing has failed\n")
    }

    @Test func `reload and status without a daemon say so`() async throws {
        let root = try ServedRoot()
        #expect(try await root.run(["reload"]).status == 3)
        let status = try await root.status()
        #expect(status.exit == 3)
        #expect(status.json["running"] as? Bool == false)
    }
}
