internal import Mustache
internal import Resources

/// A Mustache template for HTML or XML whose values are escaped before the template sees them.
///
/// The escaping of the library works on whole characters and lets a quotation mark through that carries a combining
/// accent; and a template that the user replaces must not be able to forget it. So `{{x}}` and `{{{x}}}` are alike
/// and both safe; only values made here as `Markup` stand as they are.
struct MarkupTemplate {
    /// Text that is markup already, made by the program from numbers and escaped words.
    struct Markup {
        var text: String
    }

    private let template: MustacheTemplate

    /// The template `text`, or the program's own called `name`.
    init(_ text: String?, orResource name: String) throws {
        let source = text ?? String(decoding: Resources.bytes(of: name), as: UTF8.self)
        template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + source)
    }

    func render(_ values: [String: Any]) -> String { template.render(Self.escaped(values)) }

    private static func escaped(_ value: Any) -> Any {
        switch value {
        case let text as String: HTMLText.escaped(text)
        case let markup as Markup: markup.text
        case let list as [Any]: list.map(escaped)
        case let object as [String: Any]: object.mapValues(escaped)
        default: value
        }
    }

    /// `text`, or false: a missing value must hide the one of the same name further out.
    static func orFalse(_ text: String?) -> Any {
        guard let text, !text.isEmpty else { return false }
        return text
    }
}
