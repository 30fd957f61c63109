import ArgumentParser
import Daemon
import Exchange

extension Daybook {
    struct Annotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read names, amounts, dates and facts out of texts, one JSON object a line.",
            discussion: """
                Each line of standard input is {"id": …, "text": …, "reference": DAY or null, "lang": "ko", "en" or
                null}; each line of output {"id", "entities", "quantities", "dates", "facts"}. Offsets count Unicode
                code points of the text.

                EXAMPLES
                  echo '{"id":"1","text":"xAI가 60억 달러를 유치했다."}' | daybook annotate

                EXIT CODES
                  0  all lines were read
                  1  some were not JSON of that shape (each answered with an error)
                """
        )

        @OptionGroup var options: SettingsOptions

        func run() async throws {
            let annotator = Annotator(reader: try .configured(await options.settings()))
            var failures = 0
            while let line = readLine() {
                guard !line.isEmpty else { continue }
                let (json, succeeded) = annotator.answer(line)
                if !succeeded { failures += 1 }
                try Terminal.write(line: json.bytes)
            }
            if failures > 0 { throw ExitCode(1) }
        }
    }
}
