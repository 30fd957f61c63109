import Articles
import Cleaning
import Storage
import WatchFolder

/// The exit code that tells a script what kind of thing went wrong; `nil` for an error that is not ours.
///
/// After sysexits.h: 65 damaged data, 66 not there, 73 cannot be made, 75 try again, 78 configuration.
package func exitCode(for error: any Error) -> Int32? {
    switch error {
    case is SettingsError: 78
    case is StateLock.Held: 75
    case is RunningDaemonError: 3
    case is AtomicFileError: 73
    default: nil
    }
}
