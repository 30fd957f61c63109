/// What is wrong with the configuration, where, and what would be right.
package enum SettingsError: Error, Equatable, CustomStringConvertible {
    case unreadable(file: String, reason: String)
    case notUTF8(file: String, line: Int)
    case notYAML(file: String, line: Int, reason: String)
    case unknownKey(file: String, line: Int, key: String, nearest: String)
    case unknownVariable(name: String, nearest: String)
    case badValue(origin: String, key: String, value: String, expected: String)

    package var description: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file) cannot be read: \(reason). Mend its rights, or name another file with --config."
        case .notUTF8(let file, let line):
            "\(file), line \(line): not UTF-8. Save the file in that encoding, or name another with --config."
        case .notYAML(let file, let line, let reason):
            "\(file), line \(line): not YAML: \(reason). Mend the line; `daybook config` shows what is in force."
        case .unknownKey(let file, let line, let key, let nearest):
            "\(file), line \(line): there is no key \(key). Did you mean \(nearest)? `daybook config` lists all keys."
        case .unknownVariable(let name, let nearest):
            "environment: \(name) sets no key. Did you mean \(nearest)? `daybook config` lists all keys."
        case .badValue(let origin, let key, let value, let expected):
            "\(origin): \(key) is “\(value)”, but must be \(expected)."
        }
    }
}
