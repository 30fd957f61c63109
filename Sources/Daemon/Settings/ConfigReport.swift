import Exchange

/// `daybook config`: every key with its value in force and where that comes from.
package enum ConfigReport {
    /// Aligned lines: key, value, origin.
    package static func text(_ settings: Settings) -> String {
        let width = settings.origins.map(\.key.name.count).max() ?? 0
        let valueWidth = min(settings.origins.map(\.value.count).max() ?? 0, 32)
        return settings.origins.map { origin in
            let key = origin.key.name + String(repeating: " ", count: width - origin.key.name.count)
            let value = Terminal.safe(origin.value)
            let pad = String(repeating: " ", count: max(0, valueWidth - value.count))
            return key + "  " + value + pad + "  # " + Terminal.safe(origin.origin)
        }.joined(separator: "\n")
    }

    /// `{"key": {"value": …, "origin": …}, …}`.
    package static func json(_ settings: Settings) -> String {
        var json = JSONText()
        json.array(settings.origins) { json, origin in
            json.object { json in
                json.member("key", origin.key.name)
                json.member("value", origin.value)
                json.member("origin", origin.origin)
                json.member("default", origin.key.fallback)
                json.member("purpose", origin.key.purpose)
            }
        }
        return json.string
    }
}
