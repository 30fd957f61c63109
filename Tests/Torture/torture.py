#!/usr/bin/env python3
"""Treats the real program badly and counts what is lost or doubled.

Every scenario drops pages that no other page equals, does its harm, lets the program come to rest, and then asks:
do the bytes of each page lie in exactly one of archive, failed and inbox; is each read as in a calm run; is nothing
counted twice. Prints a table; exits 1 when any scenario broke the promise.

    torture.py BINARY [--files 400] [--kills 20] [--faults 40] [--burst 400] [--mutants 2000] [--seed 1] [--only NAME ...]

The scenarios that mount, remount or set kernel limits need root, those that inject faults need strace; without, they
are skipped with a word. Python's standard library is all that is needed.
"""
import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "Samples" / "pages"

# Quick to settle and to retry; attempts without end, because every kill counts as one.
SETTINGS = {
    "intake": {"settle": "0", "rescan": "1", "retry_longest": "0.5", "min_free": "0", "attempts": "100000"},
    "digest": {"refresh": "0.5"},
}

# What is read of a document: all that a reader may see, without row numbers and times.
READING = """
SELECT d.sha256, d.title, d.byline, d.language, d.body,
  (SELECT group_concat(key || start || '-' || "end", ' ') FROM (
     SELECT e.key, m.start, m."end" FROM appearance a JOIN entity e ON e.id = a.entityId
     JOIN mention m ON m.documentId = a.documentId AND m.position = a.position
     WHERE a.documentId = d.id ORDER BY m.start, e.key)),
  (SELECT group_concat(text || coalesce(value, ''), ' ') FROM (
     SELECT text, value FROM quantity WHERE documentId = d.id ORDER BY position)),
  (SELECT group_concat(text || coalesce(iso, ''), ' ') FROM (
     SELECT text, iso FROM dateMention WHERE documentId = d.id ORDER BY position))
FROM document d
"""


# How long, in seconds, nothing may move before a scenario is taken for broken; slow machines are not broken ones.
PATIENCE = 120


class Skipped(Exception):
    """This machine cannot run a scenario; says why."""


def pages(count, label):
    """`count` pages made from the samples, no two with the same bytes."""
    samples = sorted(path for path in SAMPLES.iterdir() if path.is_file())
    made = {}
    for number in range(count):
        sample = samples[number % len(samples)]
        mark = f"{label} {number}"
        tail = f"\n<!-- {mark} -->\n" if sample.suffix == ".html" else f"\n({mark})\n"
        made[f"{label}-{number}-{sample.name}"] = sample.read_bytes() + tail.encode()
    return made


def digest(data):
    return hashlib.sha256(data).hexdigest()


class Root:
    """A root of its own with the program at work on it."""

    def __init__(self, binary, base=None, settings=None):
        self.binary = binary
        self.base = Path(tempfile.mkdtemp(prefix="daybook-torture-", dir=base))
        self.path = self.base / "root"
        self.path.mkdir()
        self.log = self.base / "log"
        self.process = None
        self.starts = []
        text = ""
        for section, values in SETTINGS.items():
            merged = {**values, **(settings or {}).get(section, {})}
            text += f"{section}:\n" + "".join(f"  {key}: {value}\n" for key, value in merged.items())
        (self.base / "daybook.yaml").write_text(text)

    def command(self, *words):
        return [self.binary, *words, "--root", str(self.path), "--config", str(self.base / "daybook.yaml")]

    def launch(self, prefix=()):
        """Starts the daemon without waiting; its log begins anew."""
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [*prefix, *self.command("serve")], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True)

    def serve(self, patience=PATIENCE):
        """Starts the daemon and waits until it watches."""
        began = time.monotonic()
        self.launch()
        while b"watching" not in self.log.read_bytes():
            if self.process.poll() is not None:
                raise AssertionError(f"the daemon ended at once with {self.process.returncode}: {self.said()}")
            if time.monotonic() - began > patience:
                raise AssertionError(f"the daemon does not watch after {patience} s: {self.said()}")
            time.sleep(0.005)
        self.starts.append(time.monotonic() - began)

    def said(self):
        return self.log.read_text(errors="replace")[-1500:]

    def end(self, how=signal.SIGTERM, patience=PATIENCE):
        """Ends the daemon and waits for it."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the daemon does not end within {patience} s: {self.said()}") from None
        return self.process.returncode

    def kill(self):
        """SIGKILL to the daemon and whatever it started."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def drop(self, name, data):
        target = self.path / "inbox" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def left(self):
        """How many files wait in the inbox or are in work."""
        return sum(len(files) for place in ("inbox", ".work") for _, _, files in os.walk(self.path / place))

    def rest(self, patience):
        """Waits until nothing is left to do, or nothing has moved for `patience` seconds."""
        fewest, since = None, time.monotonic()
        while (left := self.left()) > 0:
            if fewest is None or left < fewest:
                fewest, since = left, time.monotonic()
            if time.monotonic() - since > patience:
                raise AssertionError(f"{left} files stay in the inbox: {self.said()}")
            time.sleep(0.05)

    def places(self):
        """The places that hold each content, by its hash."""
        found = {}
        for place in ("archive", "failed", "inbox", ".work"):
            for folder, _, files in os.walk(self.path / place):
                for name in files:
                    if name.endswith(".reason.json"):
                        continue
                    try:
                        found.setdefault(digest(Path(folder, name).read_bytes()), []).append(place)
                    except FileNotFoundError:
                        pass  # It moved on while we looked.
        return found

    def readings(self):
        with sqlite3.connect(f"file:{self.path}/daybook.sqlite?mode=ro", uri=True) as ledger:
            return {row[0]: row[1:] for row in ledger.execute(READING)}, ledger.execute(
                "SELECT count(*) FROM document").fetchone()[0]

    def remove(self):
        self.kill()
        shutil.rmtree(self.base, ignore_errors=True)


class Torture:
    """The scenarios, and what they found."""

    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.rows = []
        self.calm = {}
        self.binary = str(Path(options.binary).resolve())

    # The oracle.

    def expected(self, made):
        """What a calm run reads of each page: a page equals its sample but for the mark at its end."""
        fresh = {name: data for name, data in made.items() if digest(data) not in self.calm}
        if fresh:
            root = Root(self.binary)
            try:
                for name, data in fresh.items():
                    root.drop(name, data)
                subprocess.run(root.command("run"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
                read, _ = root.readings()
                for data in fresh.values():
                    self.calm[digest(data)] = read.get(digest(data))
            finally:
                root.remove()
        return {digest(data): self.calm[digest(data)] for data in made.values()}

    def judge(self, root, made, sampled=400):
        """Lost, doubled and otherwise read pages of `made`, after the program has come to rest."""
        places = root.places()
        read, rows = root.readings()
        lost = [name for name, data in made.items() if not places.get(digest(data))]
        doubled = [name for name, data in made.items() if len(places.get(digest(data), [])) > 1]
        if rows != len(read):
            doubled.append(f"{rows - len(read)} rows")
        names = sorted(made)
        self.random.shuffle(names)
        some = {name: made[name] for name in names[:sampled]}
        expected = self.expected(some)
        different = [name for name, data in some.items() if read.get(digest(data)) != expected[digest(data)]]
        return lost, doubled, different

    def report(self, name, files, harms, verdict, began, note=""):
        lost, doubled, different = verdict
        self.rows.append((name, files, harms, len(lost), len(doubled), len(different), time.monotonic() - began, note))
        for word, found in (("lost", lost), ("doubled", doubled), ("read otherwise", different)):
            for page in found[:5]:
                print(f"  {name}: {word}: {page}", file=sys.stderr)
        print(f"  {name}: done", file=sys.stderr)

    # Scenarios.

    def kills(self):
        """Pages come in by write, rename, moved folder and slow chunks while the daemon is killed at random moments."""
        began = time.monotonic()
        made = pages(self.options.files, "kill")
        root = Root(self.binary)
        outside = root.base / "outside"
        outside.mkdir()
        waiting = list(made.items())
        self.random.shuffle(waiting)
        share = max(1, len(waiting) // max(1, self.options.kills))
        try:
            root.serve()
            for _ in range(self.options.kills):
                self.bring(root, outside, waiting[:share])
                waiting = waiting[share:]
                time.sleep(self.random.random() ** 2 * 0.6)
                root.kill()
                root.serve()
            self.bring(root, outside, waiting)
            root.rest(PATIENCE)
            root.end()
            slowest = max(root.starts)
            self.report("SIGKILL in bursts", len(made), self.options.kills, self.judge(root, made), began,
                        f"slowest start {slowest:.2f} s")
        finally:
            root.remove()

    def bring(self, root, outside, files):
        """Brings `files` in, each way in turn."""
        ways = ("write", "rename", "folder", "chunks")
        way = self.random.choice(ways)
        inbox = root.path / "inbox"
        if way == "folder" and files:
            folder = outside / files[0][0].replace(".", "_")
            folder.mkdir()
            for name, data in files:
                (folder / name).write_bytes(data)
            os.rename(folder, inbox / folder.name)
            return
        for name, data in files:
            if way == "rename":
                (outside / name).write_bytes(data)
                os.rename(outside / name, inbox / name)
            elif way == "chunks":
                with open(inbox / name, "wb") as file:
                    for start in range(0, len(data), 1 + len(data) // 4):
                        file.write(data[start:start + 1 + len(data) // 4])
                        file.flush()
                        time.sleep(0.001)
            else:
                root.drop(name, data)

    # What the kernel may answer to each call of the work on files.
    FAULTS = (
        ("fsync", "EIO"), ("fsync", "ENOSPC"), ("fdatasync", "EIO"), ("write", "ENOSPC"), ("write", "EIO"),
        ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("renameat2", "EIO"), ("renameat2", "EXDEV"), ("rename", "EIO"),
        ("renameat", "ENOSPC"), ("linkat", "EIO"), ("unlink", "EIO"), ("unlinkat", "EIO"), ("openat", "EMFILE"),
        ("openat", "EIO"), ("read", "EIO"), ("pread64", "EIO"), ("ftruncate", "ENOSPC"), ("mkdir", "ENOSPC"),
        ("mkdirat", "ENOSPC"), ("getdents64", "EIO"), ("fcntl", "EAGAIN"), ("mmap", "ENOMEM"), ("fstat", "EIO"),
        ("newfstatat", "EIO"), ("statx", "EIO"), ("inotify_add_watch", "ENOSPC"), ("inotify_init1", "EMFILE"),
        ("flock", "EIO"), ("socketpair", "EMFILE"), ("pipe2", "EMFILE"), ("clone3", "EAGAIN"), ("vfork", "EAGAIN"),
    )

    def faults(self):
        """One call of the daemon fails, at each number in turn; then it is started again without faults."""
        if not shutil.which("strace"):
            raise Skipped("strace is not installed")
        began = time.monotonic()
        lost, doubled, different, dropped = [], [], [], 0
        for number in range(self.options.faults):
            call, error = self.FAULTS[number % len(self.FAULTS)]
            # Early calls are the loader's and the start's; the work on pages comes later.
            when = 1 + number // len(self.FAULTS) * self.random.randint(1, 6) + self.random.randint(0, 3)
            made = pages(4, f"fault{number}")
            root = Root(self.binary)
            try:
                tamper = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace=?{call}",
                          "-e", f"inject=?{call}:error={error}:when={when}+{self.random.choice((0, 0, 7))}".removesuffix("+0")]
                for name, data in made.items():
                    root.drop(name, data)
                root.launch(tamper)
                self.give(root, 2.5)
                root.kill()
                root.serve()
                root.rest(PATIENCE)
                root.end()
                verdict = self.judge(root, made)
                for found, into in zip(verdict, (lost, doubled, different)):
                    into.extend(f"{call}:{error}:when={when}: {page}" for page in found)
                dropped += len(made)
            except AssertionError as broken:
                lost.append(f"{call}:{error}:when={when}: {broken}")
            finally:
                root.remove()
        self.report("injected faults", dropped, self.options.faults, (lost, doubled, different), began)

    def give(self, root, seconds):
        """Gives the daemon time to work off its inbox, or to end."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and root.left() > 0 and root.process.poll() is None:
            time.sleep(0.05)

    @contextmanager
    def mounted(self, target, size):
        """A tmpfs of its own at `target`."""
        target.mkdir(parents=True, exist_ok=True)
        if os.geteuid() != 0 or subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={size}", "daybook-torture", str(target)],
                stderr=subprocess.DEVNULL, check=False).returncode != 0:
            raise Skipped("needs root and the right to mount")
        try:
            yield target
        finally:
            subprocess.run(["umount", "-l", str(target)], check=False)

    def full_disk(self):
        """The disk is full while pages come in; then there is room again."""
        began = time.monotonic()
        made = pages(24, "full")
        root = Root(self.binary)
        try:
            with self.mounted(root.path, "24m"):
                (root.path / "inbox").mkdir()
                root.serve()
                for name, data in list(made.items())[:12]:
                    root.drop(name, data)
                root.rest(PATIENCE)
                fill = root.path / "fill"
                with open(fill, "wb") as file:
                    try:
                        while True:
                            file.write(bytes(1 << 16))
                            file.flush()
                    except OSError:
                        pass
                # Leave room for what is dropped, not for what becomes of it.
                size = sum(len(data) for data in list(made.values())[12:])
                os.truncate(fill, max(0, fill.stat().st_size - size - (1 << 16)))
                for name, data in list(made.items())[12:]:
                    root.drop(name, data)
                time.sleep(2)
                if root.process.poll() is not None:
                    raise AssertionError(f"the daemon ended on a full disk: {root.said()}")
                fill.unlink()
                root.rest(PATIENCE)
                root.end()
                self.report("full disk", len(made), 1, self.judge(root, made), began)
        finally:
            root.remove()

    def read_only(self):
        """The file system turns read-only in the middle of work and back."""
        began = time.monotonic()
        made = pages(24, "readonly")
        root = Root(self.binary)
        try:
            with self.mounted(root.path, "64m"):
                (root.path / "inbox").mkdir()
                root.serve()
                for name, data in made.items():
                    root.drop(name, data)
                time.sleep(0.1)
                turned = subprocess.run(["mount", "-o", "remount,ro", str(root.path)], stderr=subprocess.DEVNULL,
                                        check=False).returncode == 0
                if not turned:  # Files open for writing forbid it; then the hard way.
                    subprocess.run(["mount", "-o", "remount,ro,bind", str(root.path)], check=False)
                time.sleep(1.5)
                subprocess.run(["mount", "-o", "remount,rw", str(root.path)], check=True)
                if not turned:
                    subprocess.run(["mount", "-o", "remount,rw,bind", str(root.path)], check=False)
                if root.process.poll() is not None:
                    root.serve()
                root.rest(PATIENCE)
                root.end()
                self.report("read-only remount", len(made), 1, self.judge(root, made), began,
                            "" if turned else "by bind mount")
        finally:
            root.remove()

    def unmounted(self):
        """The inbox is a mount that goes away for a while; absence is not deletion, and no inbox is made in its place."""
        began = time.monotonic()
        made = pages(20, "mount")
        root = Root(self.binary)
        try:
            with self.mounted(root.path, "64m"):
                inbox = root.path / "inbox"
                inbox.mkdir()
                root.serve()
                for name, data in list(made.items())[:10]:
                    root.drop(name, data)
                root.rest(PATIENCE)
                os.rename(inbox, root.path / "elsewhere")
                time.sleep(1.5)
                if inbox.exists():
                    raise AssertionError("an inbox was made over the lost one")
                os.rename(root.path / "elsewhere", inbox)
                for name, data in list(made.items())[10:]:
                    root.drop(name, data)
                root.rest(PATIENCE)
                root.end()
                self.report("inbox away for a while", len(made), 1, self.judge(root, made), began)
        finally:
            root.remove()

    @contextmanager
    def limit(self, name, value):
        """A limit of inotify set to `value` for a while."""
        path = Path("/proc/sys/fs/inotify") / name
        before = path.read_text()
        try:
            path.write_text(f"{value}\n")
        except OSError:
            raise Skipped("needs the right to set kernel limits") from None
        try:
            yield
        finally:
            path.write_text(before)

    def overflow(self):
        """The queue of events holds 16 and a burst overflows it."""
        self.limited("event queue of 16", "max_queued_events", 16, 600)

    def no_watches(self):
        """There is no watch to be had: the daemon polls."""
        self.limited("no watches left", "max_user_watches", 0, 30)

    def limited(self, name, limit, value, count):
        began = time.monotonic()
        made = pages(count, limit)
        root = Root(self.binary)
        try:
            with self.limit(limit, value):
                root.serve()
                self.bring(root, root.base, list(made.items()))
                root.rest(PATIENCE)
                root.end()
            self.report(name, len(made), 1, self.judge(root, made), began)
        finally:
            root.remove()

    def times(self):
        """Pages dated in the next century and before the epoch are pages like others."""
        began = time.monotonic()
        made = pages(24, "times")
        root = Root(self.binary, settings={"intake": {"settle": "0.2"}})
        try:
            root.serve()
            for number, (name, data) in enumerate(made.items()):
                outside = root.base / name
                outside.write_bytes(data)
                moment = (4_000_000_000, 1, -86400)[number % 3]
                os.utime(outside, (moment, moment))
                os.rename(outside, root.path / "inbox" / name)
            root.rest(PATIENCE)
            root.end()
            self.report("mtime in the future or past", len(made), len(made), self.judge(root, made), began)
        finally:
            root.remove()

    # A burst may not make the daemon and its reader hold more than this together, in MB.
    MOST_RESIDENT = 200

    def burst(self):
        """A folder full of small pages is moved in at once; status counts what is left."""
        began = time.monotonic()
        count = self.options.burst
        root = Root(self.binary, settings={"digest": {"refresh": "60"}})
        try:
            root.serve()
            folder = root.base / "folder"
            folder.mkdir()
            names = {}
            for number in range(count):
                name = f"{number}.txt"
                data = (f"Company {number} raised ${number % 900 + 100} million\n\n"
                        f"SAN JOSE, Nov. 3, 2025 - Company {number} said on Monday that it had raised money. "
                        f"It will hire {number % 90 + 10} people by the end of the year and open an office in Busan. "
                        "The round was led by two funds that had invested before.\n").encode()
                (folder / name).write_bytes(data)
                names[digest(data)] = name
            began = time.monotonic()
            os.rename(folder, root.path / "inbox" / "burst")
            most, told, looked, left, since = 0, 0, 0.0, root.left(), time.monotonic()
            while left > 0:
                most = max(most, self.resident(root.process.pid))
                if time.monotonic() - looked > 5:
                    looked = time.monotonic()
                    told += self.tells_progress(root)
                now = root.left()
                if now < left:
                    left, since = now, time.monotonic()
                if time.monotonic() - since > PATIENCE:
                    raise AssertionError(f"{left} files stay in the inbox: {root.said()}")
                time.sleep(0.2 if count < 5000 else 2)
            seconds = time.monotonic() - began
            root.end()
            places = root.places()
            rows = root.readings()[1]
            lost = [name for key, name in names.items() if key not in places]
            doubled = [name for key, name in names.items() if len(places.get(key, [])) > 1]
            if rows != count:
                doubled.append(f"{rows} documents of {count} files")
            if most > self.MOST_RESIDENT:
                raise AssertionError(f"{most:.0f} MB resident, more than {self.MOST_RESIDENT}")
            if count >= 5000 and told == 0:
                raise AssertionError("status never counted what waits")
            self.report("a folder moved in at once", count, 1, (lost, doubled, []), began,
                        f"{count / seconds:.0f} files/s, at most {most:.0f} MB resident, status told {told} times")
        finally:
            root.remove()

    @staticmethod
    def resident(pid):
        """What a process and its children hold in memory, in MB; pages they share count once each."""
        total = 0
        pids = [str(pid)]
        for task in Path(f"/proc/{pid}/task").glob("*"):
            try:
                pids += (task / "children").read_text().split()
            except OSError:
                pass
        for one in dict.fromkeys(pids):
            try:
                found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.M)
                total += int(found[1]) / 1024 if found else 0
            except OSError:
                pass  # It has ended.
        return total

    @staticmethod
    def tells_progress(root):
        """Whether status counts files that wait; how long they will take stands in the service manager's status."""
        told = subprocess.run(root.command("status"), capture_output=True, text=True, check=False).stdout
        return re.search(r"^inbox +[1-9][0-9]* waiting", told, re.M) is not None

    def mutants(self):
        """Pages with bytes changed, cut, doubled and spliced go through `extract`: none crashes it, none takes long."""
        began = time.monotonic()
        samples = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.is_file()]
        broken, done, slowest, most = [], 0, 0.0, 0
        base = Path(tempfile.mkdtemp(prefix="daybook-mutants-"))
        try:
            while done < self.options.mutants:
                paths = []
                for number in range(min(1000, self.options.mutants - done)):
                    path = base / f"{number}.html"
                    path.write_bytes(self.mutant(samples))
                    paths.append(path)
                with subprocess.Popen([self.binary, "extract", *map(str, paths)], stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL) as process:
                    lines, last = 0, 0.0
                    # A thousand pages take seconds, minutes on a slow machine: what takes longer hangs, and is ended.
                    alarm = threading.Timer(5 * PATIENCE, process.kill)
                    alarm.start()
                    for _ in process.stdout:
                        now = self.worked(process.pid)
                        lines, slowest, last = lines + 1, max(slowest, now - last), now
                    alarm.cancel()
                    _, status, usage = os.wait4(process.pid, 0)
                    process.returncode = os.waitstatus_to_exitcode(status)
                most = max(most, usage.ru_maxrss / 1024)
                if process.returncode not in (0, 1) or lines < len(paths):
                    kept = base.with_name(base.name + "-found")
                    kept.mkdir(exist_ok=True)
                    shutil.copy(paths[min(lines, len(paths) - 1)], kept / f"{done + lines}.html")
                    broken.append(f"{kept}/{done + lines}.html ended it with {process.returncode}")
                done += len(paths)
            if slowest > 5 or most > 512:
                raise AssertionError(f"a page took {slowest:.1f} s, or memory {most:.0f} MB")
            self.report("mutated pages", done, done, (broken, [], []), began,
                        f"slowest {slowest:.2f} s, at most {most:.0f} MB, {done / (time.monotonic() - began):.0f} pages/s")
        finally:
            shutil.rmtree(base, ignore_errors=True)

    @staticmethod
    def worked(pid):
        """How long a process has computed, in seconds: what it waits for others is not its doing."""
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError):
            return 0.0

    # What turns up in broken pages: tags that open and close what was not, references, odd bytes.
    SPLICES = (b"<", b">", b"</", b"<p>", b"</div>", b"<table><tr>", b"<script>", b"</script>", b"<!--", b"-->", b"<![CDATA[",
               b"&#0;", b"&#x10FFFF;", b"&amp", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\x80", b"\xed\xa0\x80", b"\xb0",
               b"'", b'"', b"=", b"{", b"[", b"(", b"0" * 40, b"1" * 400, "억".encode(), "조 ".encode() * 20,
               b"<svg><title>", b"<template>", b"<frameset>", b"<plaintext>", b"<meta charset=utf-16>", b"<base href='//'>",
               b'<script type="application/ld+json">{"@graph":[', b"\x1b[31m", "\u202e".encode(), "\u200b".encode())

    def mutant(self, samples):
        """A sample with one to sixteen harms done to it."""
        draw = self.random
        page = bytearray(draw.choice(samples))
        for _ in range(draw.choice((1, 2, 4, 16))):
            start = draw.randrange(len(page) + 1)
            end = min(len(page), start + int(draw.paretovariate(0.7)))
            harm = draw.randrange(7)
            if harm == 0 and page:
                page[min(start, len(page) - 1)] = draw.randrange(256)
            elif harm == 1:
                del page[start:end]
            elif harm == 2:
                page[start:start] = page[start:end]
            elif harm == 3:
                page[start:start] = draw.choice(self.SPLICES)
            elif harm == 4:
                page[start:start] = draw.choice(self.SPLICES) * draw.randrange(1, 50)
            elif harm == 5:
                other = draw.choice(samples)
                cut = draw.randrange(len(other))
                page[start:end] = other[cut:cut + draw.randrange(2000)]
            else:
                del page[start + draw.randrange(2000):]
        return bytes(page)

    SCENARIOS = ("kills", "faults", "full_disk", "read_only", "unmounted", "overflow", "no_watches", "times", "burst",
                 "mutants")

    def run(self):
        failed = False
        for name in self.options.only or self.SCENARIOS:
            try:
                getattr(self, name)()
            except Skipped as why:
                self.rows.append((name, 0, 0, 0, 0, 0, 0, f"skipped: {why}"))
            except AssertionError as broken:
                failed = True
                self.rows.append((name, 0, 0, 0, 0, 0, 0, "BROKEN: " + re.sub(r"\s+", " ", str(broken))[:900]))
        header = ("scenario", "files", "harms", "lost", "doubled", "read otherwise", "seconds", "")
        print("| " + " | ".join(header) + " |")
        print("|" + "---|" * len(header))
        for row in self.rows:
            cells = [f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row]
            print("| " + " | ".join(cells) + " |")
        return failed or any(row[3] or row[4] or row[5] for row in self.rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--faults", type=int, default=40)
    parser.add_argument("--burst", type=int, default=400)
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=Torture.SCENARIOS)
    return 1 if Torture(parser.parse_args()).run() else 0


if __name__ == "__main__":
    sys.exit(main())
