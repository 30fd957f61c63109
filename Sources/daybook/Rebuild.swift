import ArgumentParser
import Daemon

extension Daybook {
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read every archived page again into a new ledger.",
            discussion: """
                The new ledger takes the old one's place when it is done; the old one is kept beside it. Duplicates,
                failures and closed editions are taken over from the old ledger as far as it can be read. A run that is
                killed changes nothing, and the next one goes on where it stopped. Refused while a daemon runs.

                EXAMPLES
                  systemctl stop daybook && sudo -u daybook daybook rebuild
                  daybook rebuild --index

                EXIT CODES
                  0  rebuilt
                  1  rebuilt, but something could not be read or taken over (each is named)
                  66 the archive holds no documents
                  75 a daemon serves this root: stop it first
                """
        )

        @OptionGroup var options: SettingsOptions

        @Flag(help: "Make only the search index anew, from the documents in the ledger.")
        var index = false

        func run() async throws {
            let settings = try await options.settings()
            if index {
                try Daemon.Rebuild.remakeIndex(settings)
                return print("the search index was made anew")
            }
            var progress: Terminal.Progress?
            let outcome = try await Daemon.Rebuild(settings).run { done, total in
                if progress == nil { progress = Terminal.Progress(total: total, label: "documents") }
                progress?.show(done)
            }
            progress?.finish()
            print("\(outcome.documents) documents, \(outcome.read) read now, \(outcome.takenOver) taken over unread")
            if let aside = outcome.aside { print(Terminal.safe("the ledger that was in place: \(aside)")) }
            for loss in outcome.losses { print(Terminal.safe("lost: " + loss)) }
            if !outcome.losses.isEmpty { throw ExitCode(1) }
        }
    }
}
