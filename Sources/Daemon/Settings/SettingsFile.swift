import Foundation
import Yams

/// The lines of a configuration file: which keys it sets, and where, so that an error can point there.
///
/// The values themselves are read by the configuration library; it neither knows lines nor minds unknown keys.
struct SettingsFile {
    /// The line, from 1, on which each key stands.
    let lines: [String: Int]

    /// Checks the keys of the file at `path`.
    init(path: String) throws(SettingsError) {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(file: path, reason: (error as NSError).localizedDescription)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let lines = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }.count(where: \.isNewline)
            throw .notUTF8(file: path, line: lines + 1)
        }
        try self.init(text: text, path: path)
    }

    /// Checks the keys of `text`, which errors call `path`.
    init(text: String, path: String) throws(SettingsError) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Self.translated(error, path: path)
        }
        var lines: [String: Int] = [:]
        try Self.collect(root, below: "", path: path, into: &lines)
        self.lines = lines
    }

    /// Flattens the mapping `node`; a key that is neither known nor a parent of known keys is an error.
    private static func collect(
        _ node: Node?,
        below parent: String,
        path: String,
        into lines: inout [String: Int]
    ) throws(SettingsError) {
        guard let node, node.scalar?.string.isEmpty != true else { return }
        guard let mapping = node.mapping else {
            throw .notYAML(file: path, line: node.mark?.line ?? 1, reason: "expected `key: value` lines")
        }
        for (key, value) in mapping {
            let name = parent + (key.string ?? "")
            let line = key.mark?.line ?? value.mark?.line ?? 1
            if SettingKey.all.contains(where: { $0.name == name }) {
                lines[name] = line
            } else if SettingKey.all.contains(where: { $0.name.hasPrefix(name + ".") }) {
                try collect(value, below: name + ".", path: path, into: &lines)
            } else {
                throw .unknownKey(file: path, line: line, key: name, nearest: SettingKey.nearest(to: name))
            }
        }
    }

    private static func translated(_ error: any Error, path: String) -> SettingsError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .notYAML(file: path, line: mark.line, reason: problem)
        default: .notYAML(file: path, line: 1, reason: "\(error)")
        }
    }
}
