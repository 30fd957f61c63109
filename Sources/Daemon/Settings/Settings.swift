import Configuration
package import Foundation
import SystemPackage

/// Everything that can be configured, checked and in force.
package struct Settings: Sendable {
    package var root: String
    package var inbox: String
    package var archive: String
    package var failed: String
    package var digests: String
    package var database: String
    package var settle: Duration
    package var rescan: Duration
    package var emptyGrace: Duration
    package var maximumFile: Int
    package var maximumText: Int
    package var attempts: Int
    package var pageTime: Duration
    package var pageMemory: Int
    package var ignored: [String]
    package var minimumFree: Int
    package var longestRetry: Duration
    package var knowledgeFiles: [String]
    /// For how many days the archive keeps copies; 0 for ever.
    package var keepArchiveDays: Int
    /// How many bytes of copies the archive keeps; 0 for all.
    package var keepArchiveSize: Int
    /// For how many days failed files are kept; 0 for ever.
    package var keepFailedDays: Int
    /// Where metrics are written; `nil` for nowhere.
    package var metricsFile: String?
    package var timeZone: TimeZone
    /// Seconds since local midnight.
    package var editionTime: Int
    package var language: String
    package var refresh: Duration
    package var watchlist: [String]
    package var logLevel: String
    /// Every key with its value in force and where that came from.
    package var origins: [SettingOrigin]

    /// Where the configuration is looked for when nobody names a file.
    package static let defaultFile = "/etc/daybook/daybook.yaml"

    /// Reads defaults, file, environment and flags, each overruling the one before.
    ///
    /// `file` is the configuration file, `nil` for the default one, which may be missing; `flags` are the values given
    /// on the command line, by key.
    package static func read(
        file: String?,
        environment: [String: String],
        flags: [String: String]
    ) async throws -> Settings {
        var sources: [SettingSource] = [
            .init(name: "flag", provider: InMemoryProvider(name: "flags", values: configValues(flags)), lines: [:]),
            .init(
                name: "environment",
                provider: EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "daybook"),
                lines: [:]
            ),
        ]
        try checkVariables(environment)
        if let path = file ?? (FileManager.default.fileExists(atPath: defaultFile) ? defaultFile : nil) {
            let lines = try SettingsFile(path: path).lines
            // A file of comments alone sets nothing; the library would call it no mapping.
            if !lines.isEmpty {
                let provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(path))
                sources.append(.init(name: path, provider: provider, lines: lines))
            }
        }
        return try Settings(SettingKey.all.map { try SettingOrigin($0, from: sources) })
    }

    /// The defaults with `flags` over them, whatever file and environment say.
    package static func defaults(flags: [String: String]) throws -> Settings {
        let provider = InMemoryProvider(name: "flags", values: configValues(flags))
        let source = SettingSource(name: "flag", provider: provider, lines: [:])
        return try Settings(SettingKey.all.map { try SettingOrigin($0, from: [source]) })
    }

    /// Builds the values from one origin a key.
    private init(_ origins: [SettingOrigin]) throws(SettingsError) {
        self.origins = origins
        let read = SettingReader(origins: origins)
        root = try read.path("root", below: "/")
        inbox = try read.path("paths.inbox", below: root)
        archive = try read.path("paths.archive", below: root)
        failed = try read.path("paths.failed", below: root)
        digests = try read.path("paths.digests", below: root)
        database = try read.path("paths.database", below: root)
        settle = try read.seconds("intake.settle")
        rescan = try read.seconds("intake.rescan")
        emptyGrace = try read.seconds("intake.empty_grace")
        maximumFile = try read.size("intake.max_file")
        maximumText = try read.size("intake.max_text")
        attempts = max(1, try read.count("intake.attempts"))
        pageTime = try read.seconds("intake.page_time", atLeast: 1)
        pageMemory = try read.size("intake.page_memory", atLeast: 128 << 20)
        ignored = read.list("intake.ignore")
        minimumFree = try read.size("intake.min_free")
        longestRetry = try read.seconds("intake.retry_longest")
        knowledgeFiles = read.list("knowledge.files")
        keepArchiveDays = try read.count("keep.archive_days")
        keepArchiveSize = try read.size("keep.archive_size")
        keepFailedDays = try read.count("keep.failed_days")
        metricsFile = try read.text("metrics.file").isEmpty ? nil : read.path("metrics.file", below: root)
        timeZone = try read.timeZone("digest.timezone")
        editionTime = try read.clock("digest.time")
        language = try read.choice("digest.language")
        refresh = try read.seconds("digest.refresh")
        watchlist = read.list("digest.watchlist")
        logLevel = try read.choice("log.level")
    }

    /// A variable of ours that sets no key is a typing error that would otherwise go unnoticed for months.
    private static func checkVariables(_ environment: [String: String]) throws(SettingsError) {
        let known = Set(SettingKey.all.map(\.variable) + ["DAYBOOK_CONFIG"])
        for name in environment.keys.sorted() where name.hasPrefix("DAYBOOK_") && !known.contains(name) {
            let key = name.dropFirst("DAYBOOK_".count).lowercased()
            let nearest = SettingKey.all.first { $0.name == SettingKey.nearest(to: key) }?.variable ?? ""
            throw .unknownVariable(name: name, nearest: nearest)
        }
    }

    private static func configValues(_ flags: [String: String]) -> [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (name, text) in flags {
            let isList = SettingKey.all.first { $0.name == name }?.form == .list
            let content: ConfigContent =
                isList ? .stringArray(text.split(separator: ",").map(String.init)) : .string(text)
            values[AbsoluteConfigKey(name.split(separator: ".").map(String.init))] = ConfigValue(
                content,
                isSecret: false
            )
        }
        return values
    }
}

/// A place values come from, with the line of each key where it has lines.
struct SettingSource {
    var name: String
    var provider: any ConfigProvider
    var lines: [String: Int]
}

/// The value of one key that is in force, and where it comes from.
package struct SettingOrigin: Sendable {
    package var key: SettingKey
    /// As written; the items of a list joined by commas.
    package var value: String
    /// `default`, `environment DAYBOOK_…`, `flag`, or `FILE, line N`.
    package var origin: String

    /// Asks `sources` in order of falling precedence.
    init(_ key: SettingKey, from sources: [SettingSource]) throws {
        self.key = key
        for source in sources {
            guard let value = try Self.text(of: key, in: source) else { continue }
            self.value = value
            switch source.name {
            case "environment": origin = "environment " + key.variable
            case "flag": origin = "flag"
            default: origin = source.name + ", line \(source.lines[key.name] ?? 1)"
            }
            return
        }
        value = key.fallback
        origin = "default"
    }

    private static func text(of key: SettingKey, in source: SettingSource) throws -> String? {
        let reader = ConfigReader(provider: source.provider)
        let name = ConfigKey(key.name.split(separator: ".").map(String.init))
        guard key.form == .list else { return reader.string(forKey: name) }
        return reader.stringArray(forKey: name)?.joined(separator: ",") ?? reader.string(forKey: name)
    }
}
