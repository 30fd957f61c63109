import Articles
import Cleaning
import Knowledge
import Storage
import WatchFolder

/// The exit code that tells a script what kind of thing went wrong; `nil` for an error that is not ours.
///
/// After sysexits.h: 65 damaged data, 66 not there, 69 unavailable, 73 cannot be made, 75 try again, 78 configuration.
package func exitCode(for error: any Error) -> Int32? {
    switch error {
    case is SettingsError, is KnowledgeError: 78
    case let error as ReaderRefused: error.code
    case is StateLock.Held: 75
    case let error as RunningDaemonError:
        switch error {
        case .notRunning, .refused: 3
        case .silent: 75
        case .notReloaded: 78
        }
    case is AtomicFileError, is InboxLost, is NotPutBack: 73
    case is EditionMissing, is NothingFound: 66
    case is PageFileError: 66
    case is CleaningError, is PageFault: 65
    case let error as MaintenanceError:
        switch error {
        case .inTheWay: 73
        case .noBackup: 65
        case .emptyArchive: 66
        }
    case let error as IntakeError:
        switch error {
        case .vanished: 66
        default: 73
        }
    case let error as StorageError:
        switch error {
        case .corrupt: 65
        case .missing, .ambiguous: 66
        case .busy, .full: 75
        case .denied: 73
        default: 69
        }
    default: nil
    }
}

/// What was asked for is not there.
package struct NothingFound: Error, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }
}
