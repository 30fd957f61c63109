import Daemon
import Foundation
import Testing

/// Where settings come from, and what is said of those that are wrong.
struct SettingsTests {
    /// Reads `yaml` as a configuration file; tells the file's path as well.
    private func read(
        _ yaml: String?,
        environment: [String: String] = [:],
        flags: [String: String] = [:]
    ) async throws -> Settings {
        let path = FileManager.default.temporaryDirectory.path + "/daybook-\(UUID().uuidString).yaml"
        try Data((yaml ?? "").utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await Settings.read(file: path, environment: environment, flags: flags)
    }

    private func error(_ yaml: String?, environment: [String: String] = [:]) async -> String {
        do {
            _ = try await read(yaml, environment: environment)
            return "none"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a file in another encoding is told with its first line that is not UTF-8`() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/daybook-\(UUID().uuidString).yaml"
        // 한국 in EUC-KR behind a line that is well.
        try Data(Array("root: /srv\ndigest:\n  language: ".utf8) + [0xC7, 0xD1, 0xB1, 0xB9]).write(
            to: URL(filePath: path)
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        await #expect(throws: SettingsError.notUTF8(file: path, line: 3)) {
            _ = try await Settings.read(file: path, environment: [:], flags: [:])
        }
    }

    @Test func `flags overrule the environment, the environment the file, the file the defaults`() async throws {
        let yaml = "root: /from/file\nintake:\n  settle: 7\n  rescan: 8\n  attempts: 9\n"
        let settings = try await read(
            yaml,
            environment: ["DAYBOOK_ROOT": "/from/environment", "DAYBOOK_INTAKE_SETTLE": "0.25"],
            flags: ["root": "/from/flag"]
        )
        #expect(settings.root == "/from/flag")
        #expect(settings.inbox == "/from/flag/inbox")
        #expect(settings.settle == .milliseconds(250))
        #expect(settings.rescan == .seconds(8))
        #expect(settings.language == "ko")
        let origins = Dictionary(uniqueKeysWithValues: settings.origins.map { ($0.key.name, $0.origin) })
        #expect(origins["root"] == "flag")
        #expect(origins["intake.settle"] == "environment DAYBOOK_INTAKE_SETTLE")
        #expect(origins["intake.attempts"]?.hasSuffix(", line 5") == true)
        #expect(origins["digest.language"] == "default")
    }

    @Test(arguments: [
        ("intake:\n  settel: 2\n", ["line 2", "intake.settel", "intake.settle"]),
        ("\n\nintakes:\n  settle: 2\n", ["line 3", "intakes"]),
        ("digest:\n  time: 6 Uhr\n", ["line 2", "digest.time", "6 Uhr", "00:00"]),
        ("digest:\n  timezone: Asia/Soul\n", ["line 2", "digest.timezone", "Asia/Soul"]),
        ("digest:\n  language: fr\n", ["line 2", "digest.language", "fr", "ko, en"]),
        ("intake:\n  max_file: 64 MB\n", ["line 2", "intake.max_file", "64 MB", "64 MiB"]),
        ("intake:\n  settle: -1\n", ["line 2", "intake.settle", "-1", "seconds"]),
        ("intake:\n  attempts: many\n", ["line 2", "intake.attempts", "many", "whole number"]),
        ("root: [/a\nintake: {\n", ["line 2", "YAML"]),
        ("just a sentence\n", ["line 1", "key: value"]),
    ])
    func `a mistake in the file is named by its line, its key and what would be right`(
        yaml: String,
        parts: [String]
    ) async {
        let message = await error(yaml)
        for part in parts { #expect(message.contains(part), "\(message)") }
    }

    @Test(arguments: [
        (["DAYBOOK_INTAKE_SETTEL": "2"], ["DAYBOOK_INTAKE_SETTEL", "DAYBOOK_INTAKE_SETTLE"]),
        (["DAYBOOK_DIGEST_TIME": "25:00"], ["environment DAYBOOK_DIGEST_TIME", "digest.time", "25:00"]),
    ])
    func `a mistake in the environment is named, too`(environment: [String: String], parts: [String]) async {
        let message = await error(nil, environment: environment)
        for part in parts { #expect(message.contains(part), "\(message)") }
    }

    @Test func `the shipped configuration holds every key at its default`() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "config/daybook.yaml")
        let settings = try await Settings.read(file: file.path, environment: [:], flags: [:])
        for origin in settings.origins {
            #expect(origin.origin.hasPrefix(file.path), "\(origin.key.name) is not in the file")
            #expect(origin.value == origin.key.fallback, "\(origin.key.name)")
        }
        #expect(settings.origins.count == SettingKey.all.count)
    }

    @Test func `relative paths lie below the root, others where they say`() async throws {
        let settings = try await read("root: /srv/../srv/daybook/\npaths:\n  inbox: /mnt/drop\n  failed: ./odd\n")
        #expect(settings.root == "/srv/daybook")
        #expect(settings.inbox == "/mnt/drop")
        #expect(settings.failed == "/srv/daybook/odd")
        #expect(settings.database == "/srv/daybook/daybook.sqlite")
    }

    @Test(arguments: ["", "# all at their defaults\n", "---\n", "intake:\n"])
    func `a file that sets nothing is no mistake`(yaml: String) async throws {
        #expect(try await read(yaml).settle == .seconds(2))
    }

    @Test func `lists are read from the file and from the environment`() async throws {
        let file = try await read("intake:\n  ignore: ['*.bak', 'draft-*']\n")
        #expect(file.ignored == ["*.bak", "draft-*"])
        let variable = try await read(nil, environment: ["DAYBOOK_INTAKE_IGNORE": "*.bak, draft-*"])
        #expect(variable.ignored == ["*.bak", "draft-*"])
    }
}
