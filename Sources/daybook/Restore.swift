import ArgumentParser
import Daemon

extension Daybook {
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a backup in the place of the ledger.",
            discussion: """
                The backup is read whole and proved first. The ledger in place is kept beside the new one under another
                name. Refused while a daemon runs.

                EXAMPLES
                  systemctl stop daybook && sudo -u daybook daybook restore /mnt/daybook.sqlite

                EXIT CODES
                  0  restored
                  65 the backup is damaged, or none
                  66 there is no such file
                  69 a later version of Daybook wrote the backup
                  75 a daemon serves this root: stop it first
                """
        )

        @OptionGroup var options: SettingsOptions

        @Argument(help: "The backup.", completion: .file(extensions: ["sqlite"]))
        var backup: String

        func run() async throws {
            let outcome = try Daemon.Restore(await options.settings()).restore(from: backup)
            print(outcome.text)
            if let aside = outcome.aside { print(Terminal.safe("the ledger that was in place: \(aside)")) }
            if outcome.newer > 0 {
                print("\(outcome.newer) archived files are newer than the backup; to take them in: daybook rebuild")
            }
        }
    }
}
