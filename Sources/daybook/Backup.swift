import ArgumentParser
import Daemon

extension Daybook {
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the ledger to one file, while the daemon works on, and prove the copy.",
            discussion: """
                The copy is read whole, its rows are compared, and it is on the disk before it gets its name. The
                archive, the failed folder and the digests are plain files: copy them with any program, times kept
                (cp -a, rsync -a).

                EXAMPLES
                  daybook backup                        to backups/daybook-DATE-TIME.sqlite below the root
                  daybook backup /mnt/backup/           to that folder
                  daybook backup /mnt/daybook.sqlite    to that file, replacing an earlier copy

                EXIT CODES
                  0  copied and proved
                  65 the ledger is damaged: see daybook restore and daybook rebuild
                  66 there is no ledger yet
                  73 the copy cannot be written there
                """
        )

        @OptionGroup var options: SettingsOptions

        @Argument(help: "A file or a folder; none for the folder backups of the root.", completion: .file())
        var target: String?

        func run() async throws {
            let outcome = try Daemon.Backup(await options.settings()).write(to: target)
            print(outcome.text)
            print(Terminal.safe(outcome.path))
        }
    }
}
