import Articles
import Digests
import Foundation
import Glibc
import Storage
import WatchFolder

/// The ledger, whoever holds it, and what follows from it.
extension Doctor {
    mutating func checkLock() {
        let path = layout.lock.description
        if let status = Self.status(path), status.st_mode & S_IFMT != S_IFREG {
            add(
                "lock",
                .fault,
                "\(path) is no file: no daemon can start",
                remedy: "mv \(quoted(path)) \(quoted(path + ".old"))"
            )
        }
        if let holder = StateLock.holder(at: layout.lock) {
            return add("daemon", .good, "running (process \(holder))")
        }
        add("daemon", .warning, "not running", remedy: "systemctl start daybook, or: daybook serve")
        let log = settings.database + "-wal"
        if let size = Self.status(log)?.st_size, size > 0 {
            add(
                "log of the ledger",
                .warning,
                "\(log) holds \(size) bytes that no daemon merges: the last run was killed",
                remedy: "systemctl start daybook, or: daybook run"
            )
        }
        guard let ledger = try? Ledger(at: settings.database, for: .look), let started = try? ledger.openRun() else {
            return
        }
        let process = (try? PageFile(path: path).read(limit: 64)).map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        add(
            "stale lock",
            .warning,
            "the daemon of \(started.iso) (process \(process ?? "?")) did not end: it was killed, or the power failed",
            remedy: "systemctl start daybook; it looks the ledger over and takes up what was in hand"
        )
    }

    mutating func checkLedger() {
        let put =
            Backup.newest(settings).map { "systemctl stop daybook; daybook restore \(quoted($0))" }
            ?? "systemctl stop daybook; daybook rebuild"
        do {
            let ledger = try Ledger(at: settings.database, for: .look)
            let faults = try ledger.integrityFindings()
            if faults.isEmpty {
                add("ledger", .good, "\(settings.database): \(try ledger.counts().documents) documents, sound")
            } else {
                add("ledger", .fault, faults.joined(separator: "; "), remedy: put)
            }
            try checkIndex(ledger)
            try checkClock(ledger)
            try checkSchedule(ledger)
            try checkPace(ledger)
            try checkArchive(ledger)
        } catch StorageError.missing {
            add("ledger", .warning, "there is none yet", remedy: "systemctl start daybook")
        } catch {
            let remedy =
                switch error as? StorageError {
                case .newerSchema: "install the version that wrote it or a later one; this one is: daybook --version"
                case .olderSchema: "systemctl restart daybook"
                case .busy: "systemctl status daybook; fuser -v \(quoted(settings.database))"
                case .denied: "sudo -u daybook daybook doctor; ls -l \(quoted(settings.database))"
                default: put
                }
            add("ledger", .fault, "\(error)", remedy: remedy)
        }
    }

    private mutating func checkIndex(_ ledger: Ledger) throws {
        let state = try ledger.indexState()
        guard !state.isGood else { return add("search index", .good, "in step with the documents") }
        add(
            "search index",
            .fault,
            "\(state.missing) documents are not in it, \(state.orphaned) of its entries lead nowhere",
            remedy: "systemctl stop daybook; daybook rebuild --index; systemctl start daybook"
        )
    }

    /// Documents of the future, or a present before this program was written, are a clock that is wrong or was set.
    private mutating func checkClock(_ ledger: Ledger) throws {
        let last = try ledger.lastReceived()
        let files = Self.status(settings.database).map { Int($0.st_mtim.tv_sec) }
        let newest = max(last?.seconds ?? 0, files ?? 0)
        if newest > now.seconds + 3600 {
            add(
                "clock",
                .fault,
                "it is \(now.iso), but the ledger was written \(Timestamp(seconds: newest).iso): the clock was set back",
                remedy: "timedatectl set-ntp true; date"
            )
        } else if now.seconds < Self.earliest {
            add("clock", .fault, "it says \(now.iso)", remedy: "timedatectl set-ntp true; date")
        } else {
            add("clock", .good, now.iso)
        }
    }

    /// 2025-01-01: no Daybook is older.
    private static let earliest = 1_735_689_600

    /// Editions that are due and were not made.
    private mutating func checkSchedule(_ ledger: Ledger) throws {
        let clock =
            paddedDecimal(settings.editionTime / 3600, width: 2) + ":"
            + paddedDecimal(settings.editionTime / 60 % 60, width: 2)
        let schedule = try EditionSchedule(timezone: settings.timeZone.identifier, time: clock)
        let first = try ledger.firstReceived().map { schedule.date(holding: $0).adding(days: -1) }
        // An hour is more than a daemon that was busy takes.
        let due = (try ledger.latestEdition()?.date ?? first).map {
            schedule.missedDates(since: $0, at: Timestamp(seconds: now.seconds - 3600))
        }
        guard let due, let oldest = due.first else {
            return add("editions", .good, "the next closes \(schedule.closing(on: schedule.date(holding: now)).iso)")
        }
        let isRunning = StateLock.holder(at: layout.lock) != nil
        add(
            "editions",
            isRunning ? .fault : .warning,
            "\(due.count) are due since \(oldest) and not made",
            remedy: isRunning
                ? "journalctl -u daybook -p warning -n 20; systemctl restart daybook"
                : "systemctl start daybook, or: daybook run"
        )
    }

    /// A daemon that holds the lock but does not look at the inbox.
    private mutating func checkPace(_ ledger: Ledger) throws {
        guard let holder = StateLock.holder(at: layout.lock), let scan = try ledger.meta("lastScan"),
            RunBook.silence(since: scan, now: now, settings) != nil
        else { return }
        add(
            "pace",
            .fault,
            "process \(holder) has not looked at the inbox since \(scan)",
            remedy: "journalctl -u daybook -n 50; systemctl restart daybook"
        )
    }
}
